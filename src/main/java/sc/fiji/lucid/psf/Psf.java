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
package sc.fiji.lucid.psf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * A point-spread function: finite, non-negative, sum 1, its reference point (the
 * image of the point itself) at voxel ⌊n/2⌋ on every axis. It may change with the depth of the point ({@link
 * #changing}).
 */
public final class Psf {

	/**
	 * Spreads above are those of widefield (0.96 to 1); below are those that section: with a pinhole or two photons 0.10
	 * to 0.16, a light sheet 0.54 (a Gaussian that is cut at 3.3 standard deviations), a lattice 0.21 (2026-11-30).
	 */
	private static final double HAZY = 0.75;

	private final Kernel kernel;
	private final VoxelSize voxelSize;
	private final double light;
	private final Supplier<Psf> whole;
	private final long wideVoxels;
	/** The same where it was before it was moved; itself if it was not. */
	private final Psf still;
	private volatile Psf wide;
	/** Computed when it is asked for; 0 until then. */
	private volatile double spread;

	/**
	 * @param volume the voxels, reference point at ⌊n/2⌋; taken over, not copied
	 * @param voxelSize their distances in µm
	 * @throws IllegalArgumentException if a voxel is negative, infinite or not a
	 *           number, or the sum is not 1 (within 1e-4)
	 */
	public Psf(final Volume volume, final VoxelSize voxelSize) {
		final Extent e = volume.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : volume.row(y, z))
					if (!(v >= 0 && v <= Float.MAX_VALUE)) throw new IllegalArgumentException(
						"A PSF must be finite and not negative, but holds " + v + ".");
		final double sum = volume.sum();
		if (Math.abs(sum - 1) > 1e-4) throw new IllegalArgumentException("A PSF must sum to 1, not " + sum + ".");
		kernel = Kernel.of(volume);
		this.voxelSize = voxelSize;
		light = 1;
		whole = null;
		wideVoxels = 0;
		still = this;
	}

	private Psf(final Psf core, final double light, final Supplier<Psf> whole, final long wideVoxels) {
		this(core, light, whole, wideVoxels, null);
	}

	private Psf(final Psf core, final double light, final Supplier<Psf> whole, final long wideVoxels, final Psf still) {
		this(core.kernel, core.voxelSize, light, whole, wideVoxels, still);
	}

	private Psf(final Kernel kernel, final VoxelSize voxelSize, final double light, final Supplier<Psf> whole,
		final long wideVoxels, final Psf still)
	{
		this.still = still == null ? this : still;
		this.kernel = kernel;
		this.voxelSize = voxelSize;
		this.light = light;
		this.whole = whole;
		this.wideVoxels = wideVoxels;
	}

	/**
	 * A PSF that changes with the depth of the point, linearly between some planes. The one in the middle of the list
	 * stands for all wherever one must: {@link #volume}, {@link #light}, {@link #spread}, {@link #concentration}; the
	 * others have the sum that the same point has there. It is made last: it is neither moved nor mirrored, nor given
	 * another core or more light.
	 *
	 * @param psfs of one voxel size, as many as planes
	 * @param planes of the stack at which points have these PSFs, from 0 and perhaps between two, ascending
	 * @return the PSF of all depths, as large as the largest along each axis
	 */
	public static Psf changing(final List<Psf> psfs, final double[] planes) {
		final Psf middle = psfs.get(psfs.size() / 2);
		final boolean isKnown = psfs.stream().allMatch(p -> p.whole != null);
		Extent e = middle.extent();
		for (final Psf p : psfs)
			e = new Extent(Math.max(e.nx(), p.extent().nx()), Math.max(e.ny(), p.extent().ny()),
				Math.max(e.nz(), p.extent().nz()));
		final List<Volume> parts = new ArrayList<>();
		for (final Psf p : psfs)
			parts.add(p.centredIn(e, p.light / middle.light));
		return new Psf(new Kernel(parts, planes), middle.voxelSize, middle.light,
			isKnown ? () -> changing(psfs.stream().map(Psf::wide).toList(), planes) : null,
			isKnown ? psfs.stream().mapToLong(p -> p.wideVoxels).sum() : 0,
			middle.still == middle ? null : middle.still);
	}

	private void refuseChanging() {
		if (!kernel.isConstant()) throw new IllegalArgumentException(
			"A PSF that changes with depth is made last: move, mirror or cut those that it is made of.");
	}

	/** The voxels in the middle of a larger volume, times a factor. */
	private Volume centredIn(final Extent larger, final double factor) {
		if (factor == 1 && larger.equals(extent())) return volume();
		final Extent e = extent();
		final Volume v = new Volume(larger);
		final int dx = larger.nx() / 2 - e.nx() / 2, dy = larger.ny() / 2 - e.ny() / 2,
			dz = larger.nz() / 2 - e.nz() / 2;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] from = volume().row(y, z), to = v.row(y + dy, z + dz);
				for (int x = 0; x < from.length; x++)
					to[x + dx] = (float) (factor * from[x]);
			}
		return v;
	}

	/** @return one kernel for all depths, or those that change with depth; that in the middle has sum 1 */
	public Kernel kernel() {
		return kernel;
	}

	/** @return whether it changes with the depth of the point */
	public boolean isChanging() {
		return !kernel.isConstant();
	}

	/** @return the planes of the stack at which points have a PSF of their own; a single one where it does not change */
	public double[] planes() {
		return kernel.planes().clone();
	}

	/** @return the same for a part of the stack that begins at this plane */
	public Psf from(final int plane) {
		return kernel.isConstant() || plane == 0 ? this : new Psf(kernel.from(plane), voxelSize, light,
			whole == null ? null : () -> wide().from(plane), wideVoxels, still);
	}

	/**
	 * Another size or another cut of the voxels, at all depths alike.
	 *
	 * @param change linear
	 * @param size of the new voxels, along Z a multiple of this PSF's
	 * @return what it makes of the PSF, divided by what is left of the light of the one in the middle; nothing is known of
	 *         light beyond it
	 */
	public Psf changed(final UnaryOperator<Volume> change, final VoxelSize size) {
		final Kernel changed = kernel.map(change);
		final double sum = positive(changed.middle().sum());
		final Kernel normal = changed.map(v -> divided(v.copy(), sum));
		return new Psf(normal.binned((int) Math.round(size.z() / voxelSize.z())), size, 1, null, 0, null);
	}

	private static Volume divided(final Volume volume, final double sum) {
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++) {
				final float[] row = volume.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = (float) (row[x] / sum);
			}
		return volume;
	}

	/**
	 * Tells of the light beyond the extent: a widefield PSF, whose every plane holds as much light, has no end.
	 *
	 * @param part of all light that falls inside this PSF's extent, above 0, at most 1
	 * @param whole makes the PSF with nearly all of the light, in larger voxels, when it is first asked for; null where
	 *          nothing is known of light beyond
	 * @return the same PSF as the core of that one
	 */
	public Psf withLight(final double part, final Supplier<Psf> whole) {
		return withLight(part, whole, 0);
	}

	/** As the other, where it is known how many voxels the PSF in larger voxels will have. */
	Psf withLight(final double part, final Supplier<Psf> whole, final long voxels) {
		refuseChanging();
		if (!(part > 0 && part <= 1)) throw new IllegalArgumentException(
			"The part of a PSF's light must lie between 0 and 1, but is " + part + ".");
		return new Psf(this, part, whole, voxels);
	}

	/** @return the same light beyond the extent around another core, of any sum; taken over and divided by it */
	public Psf withCore(final Volume core) {
		refuseChanging();
		return new Psf(normalised(core, voxelSize), light, whole == null ? null : this::wide, wideVoxels);
	}

	/** @return bytes of the voxels of one depth and, once it is asked for, of the light beyond */
	public long bytes() {
		return Float.BYTES * (extent().voxels() + wideVoxels);
	}

	/** @return how many voxels {@link #wide} has, or will have; 0 if that is not known */
	long wideVoxels() {
		return wideVoxels;
	}

	/** @return the part of all light that falls inside the extent; 1 where nothing is known of light beyond */
	public double light() {
		return light;
	}

	/** @return the PSF with nearly all of the light, in larger voxels; null where nothing is known of light beyond */
	public Psf wide() {
		if (whole == null) return null;
		if (wide == null) synchronized (whole) {
			if (wide == null) wide = whole.get();
		}
		return wide;
	}

	/**
	 * Makes a PSF of voxels that are not yet of sum 1.
	 *
	 * @param volume the voxels, reference point at ⌊n/2⌋; taken over and divided by
	 *          their sum
	 * @param voxelSize their distances in µm
	 * @throws IllegalArgumentException if a voxel is negative, infinite or not a
	 *           number, or all are zero
	 */
	public static Psf normalised(final Volume volume, final VoxelSize voxelSize) {
		return new Psf(divided(volume, positive(volume.sum())), voxelSize);
	}

	private static double positive(final double sum) {
		if (sum > 0) return sum;
		throw new IllegalArgumentException("A PSF must hold light, but its voxels sum to " + sum + ".");
	}

	/** @return the voxels, reference point at ⌊n/2⌋; not to be changed */
	public Volume volume() {
		return kernel.middle();
	}

	/** @return the distances between voxels in µm */
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	/** @return the size in voxels */
	public Extent extent() {
		return kernel.extent();
	}

	/**
	 * Mirrors the PSF along z about its reference point, for a stack whose first slice is the deepest. A first slice of
	 * an even number of them has no partner, and is dark afterwards.
	 *
	 * @return the mirrored PSF, of the same size
	 */
	public Psf mirrored() {
		refuseChanging();
		final Extent e = extent();
		final Volume mirrored = new Volume(e);
		for (int z = 0; z < e.nz(); z++) {
			final int from = 2 * (e.nz() / 2) - z;
			for (int y = 0; y < e.ny() && from < e.nz(); y++)
				System.arraycopy(volume().row(y, from), 0, mirrored.row(y, z), 0, e.nx());
		}
		return new Psf(normalised(mirrored, voxelSize), light, whole == null ? null : () -> wide().mirrored(),
			wideVoxels);
	}

	/**
	 * Moves the PSF off its reference point. What is restored with it then lies by so much nearer to the origin than it
	 * was recorded: where it lies in another channel of the microscope. No voxel of the recording is interpolated; what is
	 * left below 0 by interpolating the PSF is 0.
	 *
	 * @param x µm along X by which the recording lies further than it should
	 * @param y µm along Y
	 * @param z µm along Z; a PSF of one slice is not moved along it
	 * @param stack size of the stack, of which no two voxels are further apart than the PSF needs to reach
	 * @return the moved PSF, larger by the shift; this one if there is none
	 * @throws IllegalArgumentException if it is moved by more than half of its size and of the stack's, or by what is no
	 *           number
	 */
	public Psf shifted(final double x, final double y, final double z, final Extent stack) {
		final double[] voxels = { x / voxelSize.x(), y / voxelSize.y(), extent().nz() == 1 ? 0 : z / voxelSize.z() };
		if (voxels[0] == 0 && voxels[1] == 0 && voxels[2] == 0) return this;
		refuseChanging();
		final int[] half = { Math.max(extent().nx(), stack.nx()) / 2, Math.max(extent().ny(), stack.ny()) / 2,
			Math.max(extent().nz(), stack.nz()) / 2 };
		for (int axis = 0; axis < 3; axis++)
			if (!(Math.abs(voxels[axis]) <= half[axis]))
				throw new IllegalArgumentException("A shift of " + x + ", " + y + ", " + z +
					" µm is more than half of the stack of " + stack + " voxels, and more than half of the PSF.");
		final Extent most = new Extent(reach(stack.nx(), extent().nx()), reach(stack.ny(), extent().ny()),
			reach(stack.nz(), extent().nz()));
		final Psf core = normalised(ShiftedPsf.of(volume(), voxels, true, most), voxelSize);
		return new Psf(core, light, whole == null ? null : () -> wide().shiftedWide(x, y, z, core.extent().nz()),
			wideVoxels, still);
	}

	private static int reach(final int stack, final int own) {
		return Math.max(own, 2 * stack - 1);
	}

	/** Planes of the cone must be those of the core. */
	private Psf shiftedWide(final double x, final double y, final double z, final int slices) {
		final double[] voxels = { x / voxelSize.x(), y / voxelSize.y(), z / voxelSize.z() };
		final Extent any = new Extent(2 * extent().nx(), 2 * extent().ny(), slices);
		return new Psf(normalised(ShiftedPsf.of(volume(), voxels, false, any), voxelSize), light, null, 0, still);
	}

	/** @return the same, known to be that one moved, for who sends both elsewhere */
	public Psf movedFrom(final Psf before) {
		return new Psf(this, light, whole, wideVoxels, before);
	}

	/** @return the PSF before it was moved, for what asks how light spreads and not where to; itself if it was not */
	public Psf still() {
		return still;
	}

	/**
	 * Over how much of its depth the light of a point is spread: (Σ s)² / (n Σ s²) of
	 * the sums s of its n planes. A widefield PSF hardly dims along z (it has the
	 * missing cone: what is out of focus becomes haze, and no light is lost), and has
	 * nearly 1; one that sections, as that of a confocal microscope, much less.
	 *
	 * @return between 1/n, all light in one plane, and 1, as much in each
	 */
	public double spread() {
		// A race computes it twice.
		if (spread == 0) spread = still == this ? computeSpread() : still.spread();
		return spread;
	}

	private double computeSpread() {
		double total = 0, squares = 0;
		for (int z = 0; z < volume().extent().nz(); z++) {
			double sum = 0;
			for (int y = 0; y < volume().extent().ny(); y++)
				for (final float v : volume().row(y, z))
					sum += v;
			total += sum;
			squares += sum * sum;
		}
		return total * total / (volume().extent().nz() * squares);
	}

	/**
	 * @return whether the light of a point is spread ({@link #spread}) over so much of the depth that no place is
	 *         without haze, as in widefield
	 */
	public boolean isHazy() {
		return spread() > HAZY;
	}

	/**
	 * @return Σ p², 1 where all light of a point lies in one voxel and 1/n where it is even in n; the mean of |H|² over
	 *         all frequencies (Parseval)
	 */
	public double concentration() {
		double sum = 0;
		for (int z = 0; z < volume().extent().nz(); z++)
			for (int y = 0; y < volume().extent().ny(); y++)
				for (final float v : volume().row(y, z))
					sum += v * v;
		return sum;
	}
}
