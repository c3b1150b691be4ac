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
package sc.fiji.lucid.image;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The recorded stack, kept in the type it was recorded in (8- and 16-bit stay
 * so) and read row by row as float32; and what is known of its voxels beside
 * their counts: which of them count, and a background that varies.
 */
public final class Recording implements RowSource {

	private final Extent extent;
	private final byte[][] bytes;
	private final short[][] shorts;
	private final float[][] floats;
	private final Volume volume;
	private final float zero;
	private final boolean isAboveZero;
	private final Mask mask;
	private final Clipped clipped;
	private final Volume background;
	private final TileContext place;
	private final Exposure light;
	/** By which what is read is divided. */
	private final Exposure evened;

	/**
	 * @param extent size in voxels
	 * @param planes one array per z plane, x fastest: all {@code byte[]} (unsigned),
	 *          all {@code short[]} (unsigned) or all {@code float[]}; taken over, not
	 *          copied
	 * @throws IllegalArgumentException if the number, type or length of the planes
	 *           does not fit
	 */
	public Recording(final Extent extent, final Object[] planes) {
		this.extent = extent;
		if (planes.length != extent.nz()) throw new IllegalArgumentException(
			"A stack of " + extent + " needs " + extent.nz() + " planes, not " + planes.length + ".");
		bytes = planes[0] instanceof byte[] ? new byte[planes.length][] : null;
		shorts = planes[0] instanceof short[] ? new short[planes.length][] : null;
		floats = planes[0] instanceof float[] ? new float[planes.length][] : null;
		final Object[] target = bytes != null ? bytes : shorts != null ? shorts : floats;
		for (int z = 0; z < planes.length; z++) {
			if (target == null || planes[z].getClass() != planes[0].getClass() ||
				java.lang.reflect.Array.getLength(planes[z]) != extent.nx() * extent.ny())
				throw new IllegalArgumentException("Plane " + z + " is not an 8-, 16- or 32-bit grey plane of " +
					extent.nx() + "x" + extent.ny() + " like the others.");
			target[z] = planes[z];
		}
		zero = 0;
		isAboveZero = false;
		volume = null;
		mask = null;
		clipped = null;
		background = null;
		place = null;
		light = null;
		evened = null;
	}

	private Recording(final Recording other, final boolean isAboveZero, final float zero, final Mask mask,
		final Clipped clipped, final Volume background, final TileContext place, final Exposure light,
		final Exposure evened)
	{
		extent = other.extent;
		bytes = other.bytes;
		shorts = other.shorts;
		floats = other.floats;
		volume = other.volume;
		this.isAboveZero = isAboveZero;
		this.zero = zero;
		this.mask = mask;
		this.clipped = clipped;
		this.background = background;
		this.place = place;
		this.light = light;
		this.evened = evened;
	}

	/**
	 * @param volume what was computed, so that it can be worked on like what was recorded; not copied
	 * @return its voxels
	 */
	public static Recording of(final Volume volume) {
		return new Recording(volume);
	}

	private Recording(final Volume volume) {
		extent = volume.extent();
		bytes = null;
		shorts = null;
		floats = null;
		this.volume = volume;
		zero = 0;
		isAboveZero = false;
		mask = null;
		clipped = null;
		background = null;
		place = null;
		light = null;
		evened = null;
	}

	/**
	 * @param counts that a detector gives where there is nothing to count
	 * @return a view of the same voxels that reads each as counts above {@code counts}, at least 0
	 */
	public Recording above(final double counts) {
		return new Recording(this, true, (float) (zero + counts), mask, clipped, background,
			place == null ? null : place.plus(-counts), light == null ? null : light.plus(-counts),
			evened == null ? null : evened.plus(-counts));
	}

	/**
	 * @return the same voxels, of which those in the mask have no influence; they
	 *         read as 0 and may be NaN
	 * @throws IllegalArgumentException if the mask is of another size
	 */
	public Recording withMask(final Mask excluded) {
		if (!excluded.extent().equals(extent)) throw new IllegalArgumentException(
			"The mask (" + excluded.extent() + " voxels) and the stack (" + extent + ") differ in size.");
		return new Recording(this, isAboveZero, zero, excluded, clipped, background, place, light, evened);
	}

	/** @return the same voxels, of which none is left out: what is no number reads as such */
	public Recording unmasked() {
		return new Recording(this, isAboveZero, zero, null, clipped, background, place, light, evened);
	}

	/**
	 * @param map smooth variation of the background, added to the background of
	 *          the options (which is then 0 unless given); null for none
	 * @return the same voxels over a background that varies
	 * @throws IllegalArgumentException if the map is of another size
	 */
	public Recording withBackground(final Volume map) {
		if (map != null && !map.extent().equals(extent)) throw new IllegalArgumentException(
			"The background map (" + map.extent() + " voxels) and the stack (" + extent + ") differ in size.");
		return new Recording(this, isAboveZero, zero, mask, clipped, map, place, light, evened);
	}

	/** @return the same voxels, of which some say no more than that there was at least so much light */
	public Recording withClipped(final Clipped voxels) {
		return new Recording(this, isAboveZero, zero, mask, voxels, background, place, light, evened);
	}

	/**
	 * @param which voxels of each plane, y·nx + x
	 * @param value of a voxel: x, y, z
	 * @return a copy, in the type that is recorded, in which these have other values; whole ones where counts are whole
	 */
	public Recording replaced(final BitSet[] which, final Value value) {
		final Object[] planes = new Object[extent.nz()];
		Planes.forEach(planes.length, z -> planes[z] = replaced(z, which[z], value));
		return new Recording(new Recording(extent, planes), isAboveZero, zero, mask, clipped, background, place, light,
			evened);
	}

	/** The value of a voxel. */
	@FunctionalInterface
	public interface Value {

		float at(int x, int y, int z);
	}

	/** Changes a row in place; several at the same time. */
	@FunctionalInterface
	public interface Change {

		void row(int y, int z, float[] row);
	}

	/** @return a copy in float32, every row changed; what is known of the voxels besides stays */
	public Recording changed(final Change change) {
		final float[][] planes = new float[extent.nz()][];
		final Recording plain = new Recording(this, false, 0, null, null, null, null, null, null);
		Planes.forEach(planes.length, z -> {
			planes[z] = new float[extent.nx() * extent.ny()];
			final float[] row = new float[extent.nx()];
			for (int y = 0; y < extent.ny(); y++) {
				plain.read(y, z, row);
				change.row(y, z, row);
				System.arraycopy(row, 0, planes[z], y * extent.nx(), row.length);
			}
		});
		return new Recording(new Recording(extent, planes), isAboveZero, zero, mask, clipped, background, place, light,
			evened);
	}

	private Object replaced(final int z, final BitSet which, final Value value) {
		final int nx = extent.nx();
		if (bytes != null) {
			final byte[] plane = bytes[z].clone();
			which.stream().forEach(i -> plane[i] = (byte) Math.round(value.at(i % nx, i / nx, z)));
			return plane;
		}
		if (shorts != null) {
			final short[] plane = shorts[z].clone();
			which.stream().forEach(i -> plane[i] = (short) Math.round(value.at(i % nx, i / nx, z)));
			return plane;
		}
		final float[] plane = new float[nx * extent.ny()];
		for (int y = 0; y < extent.ny(); y++)
			if (floats != null) System.arraycopy(floats[z], y * nx, plane, y * nx, nx);
			else System.arraycopy(volume.row(y, z), 0, plane, y * nx, nx);
		which.stream().forEach(i -> plane[i] = value.at(i % nx, i / nx, z));
		return plane;
	}

	/**
	 * @param parts of its light that each slice shows of what it would have been, as of a dye that bleaches or a lamp that
	 *          flickers; it multiplies the light of the object and of the background map, not the background's number,
	 *          and what was said so before; null takes that back
	 * @return the same voxels, of which the model expects so much of the light
	 * @throws IllegalArgumentException if there is not one for each slice
	 */
	public Recording withExposure(final float[] parts) {
		if (parts == null) return withLight(light == null ? null : light.withoutSlices());
		if (parts.length != extent.nz()) throw new IllegalArgumentException(
			"There are exposures of " + parts.length + " slices, but " + extent.nz() + " slices: give one for each.");
		return withLight(known().timesSlices(parts));
	}

	/**
	 * @param plane one plane: the light of each pixel in parts of what it would have been, in all slices, as of uneven
	 *          illumination; it multiplies what was said so before
	 * @return the same voxels, of which the model expects so much of the light
	 * @throws IllegalArgumentException if there is not one for each pixel
	 */
	public Recording withShading(final Volume plane) {
		if (plane.extent().nx() != extent.nx() || plane.extent().ny() != extent.ny() || plane.extent().nz() != 1)
			throw new IllegalArgumentException("The shading (" + plane.extent() + ") and the slices (" + extent.nx() +
				"x" + extent.ny() + ") differ in size.");
		return withLight(known().timesPixels(plane));
	}

	/**
	 * @param counts that a voxel has without any light; above them the background is light, too, and slices and pixels
	 *          show their part of it
	 * @return the same voxels, of which that is known
	 */
	public Recording withUnlit(final double counts) {
		return withLight(known().withUnlit(counts));
	}

	private Exposure known() {
		return light == null ? Exposure.EVEN : light;
	}

	/** @return the same voxels, that show these parts of their light; null: all of it */
	public Recording withLight(final Exposure parts) {
		return new Recording(this, isAboveZero, zero, mask, clipped, background, place, parts, evened);
	}

	/** @return what part of its light each voxel shows; null where all show all of it */
	public Exposure light() {
		return light;
	}

	/**
	 * Divides by what part of its light each voxel shows, for those who do not know exposures; the noise is then no
	 * longer that of counts.
	 *
	 * @param otherwise counts without light, where nobody told ({@link #withUnlit})
	 * @return a view of the same voxels, which all show all of their light
	 */
	public Recording evened(final double otherwise) {
		return light == null ? this : new Recording(this, isAboveZero, zero, mask, clipped, background, place, null,
			light.unlit() == light.unlit() ? light : light.withUnlit(otherwise));
	}

	/**
	 * @return the light of each slice in parts of what it would have been, not to be changed; null where it is 1 in all
	 */
	public float[] exposure() {
		return light == null ? null : light.slices();
	}

	/** @return voxels at which the detector could count no further, or null */
	public Clipped clipped() {
		return clipped;
	}

	/** @return the voxels without influence, or null */
	public Mask mask() {
		return mask;
	}

	/** @return the background map, or null */
	public Volume backgroundMap() {
		return background;
	}

	/**
	 * @param where in a larger stack these voxels lie
	 * @return the same voxels, restored as a tile of that stack: what depends on all
	 *         voxels is taken from the stack, and the tile itself may be empty
	 */
	public Recording asTile(final TileContext where) {
		return new Recording(this, isAboveZero, zero, mask, clipped, background, where, light, evened);
	}

	/** @return where in a larger stack these voxels lie; null if they are no tile */
	public TileContext place() {
		return place;
	}

	/** @return size in voxels */
	public Extent extent() {
		return extent;
	}

	/** @return bytes per voxel: 1, 2 or 4 */
	public int bytesPerVoxel() {
		return bytes != null ? 1 : shorts != null ? 2 : 4;
	}

	@Override
	public void read(final int y, final int z, final float[] row) {
		final int nx = extent.nx(), start = y * nx;
		if (volume != null) System.arraycopy(volume.row(y, z), 0, row, 0, nx);
		else if (floats != null) System.arraycopy(floats[z], start, row, 0, nx);
		else if (shorts != null) {
			final short[] plane = shorts[z];
			for (int x = 0; x < nx; x++)
				row[x] = plane[start + x] & 0xffff;
		}
		else {
			final byte[] plane = bytes[z];
			for (int x = 0; x < nx; x++)
				row[x] = plane[start + x] & 0xff;
		}
		if (isAboveZero) for (int x = 0; x < nx; x++)
			row[x] = Math.max(row[x] - zero, 0);
		if (evened != null) {
			evened.even(y, z, row, nx);
			if (isAboveZero) for (int x = 0; x < nx; x++)
				row[x] = Math.max(row[x], 0);
		}
		if (mask != null) mask.fill(y, z, row, 0);
	}

	/**
	 * @return whether what is {@linkplain #read read} of a voxel is what was recorded as a whole number, above the {@link
	 *         #zero}, and nothing else: no mask, no exposure that is evened out
	 */
	public boolean isPlain() {
		return (shorts != null || bytes != null) && mask == null && evened == null;
	}

	/** @return counts that are taken off each voxel, of which what lies below is 0; not a number where none are */
	public float zero() {
		return isAboveZero ? zero : Float.NaN;
	}

	/** Writes a plane as it was recorded, unsigned numbers of {@link #bytesPerVoxel} bytes, in the buffer's order. */
	public void copy(final int z, final ByteBuffer target) {
		if (shorts != null) target.asShortBuffer().put(shorts[z]);
		else target.duplicate().put(bytes[z]);
	}
}
