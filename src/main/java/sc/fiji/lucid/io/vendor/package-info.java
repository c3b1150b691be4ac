/**
 * What microscopes write, read through Bio-Formats, which is never linked and never shipped: either a Bio-Formats that
 * is found at run time is called by reflection ({@link sc.fiji.lucid.io.vendor.BioFormats}), or one of its converters
 * runs as a child process into a cache ({@link sc.fiji.lucid.io.vendor.Conversion}).
 * {@link sc.fiji.lucid.io.vendor.VendorFiles} is the door and knows the order in which they are looked for. Depends on
 * the rest of {@code io}.
 */
package sc.fiji.lucid.io.vendor;
