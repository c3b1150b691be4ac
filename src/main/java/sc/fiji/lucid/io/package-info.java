/*-
 * #%L
 * Lucid: 3-D deconvolution for Fiji.
 * %%
 * Copyright (C) 2026 Lucid developers
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
/**
 * Stacks in and out, with everything that is known about them. {@link sc.fiji.lucid.io.StackReader} opens a file
 * as a {@link sc.fiji.lucid.io.Stack}, a {@link sc.fiji.lucid.io.StackWriter} writes one. Lazy and strict: a plane
 * is read when it is asked for, and a file that is not right is refused with one line that names the file and the
 * remedy. A colour image, a camera's 12 bits or a float64 are never converted silently. A result
 * and what goes beside it are {@link sc.fiji.lucid.io.ResultFiles}: claimed by one process, made beside their places,
 * and named together. Formats are in
 * {@code io.tiff}, {@code io.zarr}, {@code io.ome} and {@code io.imagej}; what microscopes write is read through
 * Bio-Formats, in {@code io.vendor}. A file with several series never means the first
 * ({@link sc.fiji.lucid.io.SeriesInfo}). Depends on {@code optics} and
 * {@code image}.
 */
package sc.fiji.lucid.io;
