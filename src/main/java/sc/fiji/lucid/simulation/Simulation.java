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
package sc.fiji.lucid.simulation;

import java.util.Random;
import java.util.function.Function;

import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.camera.Noise;

/**
 * A phantom as a microscope records it. The object is larger than the field of
 * view, by a quarter of it at each side along X and Y and an eighth along Z (as far
 * as the PSF reaches), and drawn {@code oversampling} times finer; it is blurred
 * there and binned to voxels.
 *
 * @param truth photons that each voxel's part of the object sends to the camera
 * @param blurred photons expected in each voxel, without background
 * @param observed whole counts: Poisson(blurred + offset) and read noise, not
 *          below 0
 */
public record Simulation(Volume truth, Volume blurred, Volume observed) {

	/**
	 * @param phantom what to draw
	 * @param view size of the stack in voxels
	 * @param voxel its voxel size
	 * @param oversampling how much finer the object is drawn, 1 or more
	 * @param psfFor gives the PSF at a voxel size
	 * @param peak photons in the brightest voxel of the blurred stack
	 * @param offset counts under the signal
	 * @param readNoise standard deviation in counts
	 * @param seed the same seed gives the same stack
	 */
	public static Simulation of(final Phantom phantom, final Extent view, final VoxelSize voxel, final int oversampling,
		final Function<VoxelSize, Psf> psfFor, final double peak, final double offset, final double readNoise,
		final long seed)
	{
		return of(phantom, view, voxel, oversampling, psfFor, peak, offset, readNoise, seed, Faults.NONE);
	}

	/** Copies of one object draw noise of their own. */
	static long noiseSeed(final long seed, final int copy) {
		return seed + copy * 0x9E3779B97F4A7C15L;
	}

	/** As above. @param faults of camera and microscope, of the observed stack alone */
	public static Simulation of(final Phantom phantom, final Extent view, final VoxelSize voxel, final int oversampling,
		final Function<VoxelSize, Psf> psfFor, final double peak, final double offset, final double readNoise,
		final long seed, final Faults faults)
	{
		return of(phantom, view, voxel, oversampling, psfFor, peak, offset, readNoise, seed, faults, Placement.NONE, 0);
	}

	/**
	 * As above.
	 *
	 * @param placement where the object lies
	 * @param copy of the same object, from 0: each has noise of its own
	 */
	public static Simulation of(final Phantom phantom, final Extent view, final VoxelSize voxel, final int oversampling,
		final Function<VoxelSize, Psf> psfFor, final double peak, final double offset, final double readNoise,
		final long seed, final Faults faults, final Placement placement, final int copy)
	{
		final Random random = new Random(seed);
		final Fine fine = Fine.of(phantom, view, voxel, oversampling, psfFor, random, placement);
		final Volume blurred = fine.binned(fine.image);
		return recorded(fine, blurred, peak, offset, readNoise, seed,
			copy == 0 ? random : new Random(noiseSeed(seed, copy)), faults);
	}

	/**
	 * As above, recorded as a skewed stage scan. The truth is upright, in the box about the scan: X and Y along the image
	 * plane, Z along the optical axis.
	 *
	 * @param scan size of the recording in voxels
	 * @param voxel its voxel size, whose Z is the step of the stage
	 * @param skew angle between image plane and stage
	 * @param psfFor gives the PSF at an upright voxel size
	 * @param isDeskewed whether the recording is then put upright as programs do, in straight lines and with zeros
	 *          where nothing was seen
	 */
	public static Simulation skewed(final Phantom phantom, final Extent scan, final VoxelSize voxel, final Skew skew,
		final boolean isDeskewed, final int oversampling, final Function<VoxelSize, Psf> psfFor, final double peak,
		final double offset, final double readNoise, final long seed, final Faults faults)
	{
		final Random random = new Random(seed);
		final TiltedPlanes planes = new TiltedPlanes(scan, voxel, skew);
		final Fine fine = Fine.of(phantom, planes.upright(), skew.voxel(voxel), oversampling, psfFor, random,
			Placement.NONE);
		final Simulation tilted = recorded(fine,
			planes.cut(fine.image, oversampling, fine.margin.nx() / 2, fine.margin.ny() / 2, fine.margin.nz() / 2),
			peak, offset, readNoise, seed, random, faults);
		return isDeskewed ? new Simulation(tilted.truth, tilted.blurred, planes.deskewed(tilted.observed)) : tilted;
	}

	private static Simulation recorded(final Fine fine, final Volume blurred, final double peak, final double offset,
		final double readNoise, final long seed, final Random random, final Faults faults)
	{
		final float scale = (float) (peak / max(blurred));
		final Volume truth = scaled(fine.binned(fine.object), scale);
		scaled(blurred, scale);
		return new Simulation(truth, blurred, recorded(faults.light(blurred, seed), offset, readNoise, random, faults,
			faults.offsets(blurred.extent(), seed)));
	}

	/** An object in fine voxels and its image; {@code margin} is as wide on both sides of the view together. */
	private record Fine(Volume object, Volume image, Extent view, Extent margin, int oversampling) {

		static Fine of(final Phantom phantom, final Extent view, final VoxelSize voxel, final int oversampling,
			final Function<VoxelSize, Psf> psfFor, final Random random, final Placement placement)
		{
			final VoxelSize fine = new VoxelSize(voxel.x() / oversampling, voxel.y() / oversampling,
				voxel.z() / oversampling);
			final Psf psf = psfFor.apply(fine);
			final Extent margin = psf.extent();
			final Engine engine = Engine.FUSED;
			final Extent size = engine.grid(new Extent(view.nx() * oversampling + margin.nx(),
				view.ny() * oversampling + margin.ny(), view.nz() * oversampling + margin.nz()));
			final int[] origin = new int[3];
			final Canvas canvas = new Canvas(size, fine, origin, part(view, margin, oversampling, origin), placement);
			phantom.draw(canvas, random);
			final Recording blank = new Recording(size, new byte[size.nz()][size.nx() * size.ny()]);
			return new Fine(canvas.volume(),
				new ForwardModel(blank, psf, 0, Boundary.PERIODIC, engine, Progress.NONE).blur(canvas.volume()), view,
				margin, oversampling);
		}

		Volume binned(final Volume fine) {
			return Simulation.binned(fine, view, margin, oversampling);
		}
	}

	/** The size of the object in fine voxels, and into {@code origin} its first voxel. */
	private static Extent part(final Extent view, final Extent margin, final int n, final int[] origin) {
		final int x = Math.min(margin.nx() / 2, view.nx() * n / 4), y = Math.min(margin.ny() / 2, view.ny() * n / 4);
		final int z = Math.min(margin.nz() / 2, view.nz() * n / 8);
		origin[0] = margin.nx() / 2 - x;
		origin[1] = margin.ny() / 2 - y;
		origin[2] = margin.nz() / 2 - z;
		return new Extent(view.nx() * n + 2 * x, view.ny() * n + 2 * y, view.nz() * n + 2 * z);
	}

	/** The middle of the canvas, {@code n}³ fine voxels summed to one. */
	private static Volume binned(final Volume fine, final Extent view, final Extent margin, final int n) {
		final Volume binned = new Volume(view);
		for (int z = 0; z < view.nz() * n; z++)
			for (int y = 0; y < view.ny() * n; y++) {
				final float[] from = fine.row(y + margin.ny() / 2, z + margin.nz() / 2), to = binned.row(y / n, z / n);
				for (int x = 0; x < view.nx() * n; x++)
					to[x / n] += Math.max(0, from[x + margin.nx() / 2]);
			}
		return binned;
	}

	private static Volume recorded(final Volume expected, final double offset, final double readNoise,
		final Random random, final Faults faults, final float[] offsets)
	{
		final Extent e = expected.extent();
		final Volume counts = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					counts.row(y, z)[x] = faults
						.clipped(Math.max(0, Math.round(Noise.poisson(expected.row(y, z)[x] + offset, random) +
							readNoise * random.nextGaussian() + (offsets == null ? 0 : offsets[y * e.nx() + x]))));
		return counts;
	}

	private static float max(final Volume v) {
		float max = 0;
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++)
				for (final float value : v.row(y, z))
					max = Math.max(max, value);
		return max;
	}

	/** Multiplies every voxel by {@code factor}, in place. */
	private static Volume scaled(final Volume v, final float factor) {
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++) {
				final float[] row = v.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] *= factor;
			}
		return v;
	}
}
