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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.camera.Faults;

/**
 * A phantom recorded with all the light of a microscope: an object that goes on
 * beyond the stack on all sides, light cones that nothing cuts off, vectorial optics
 * computed apart from the PSFs that restore, and a camera with a gain and an offset
 * free of noise. {@link Simulation#of} in contrast blurs by a PSF that it is given.
 *
 * @param phantom what to draw
 * @param scale how much larger than in µm it is drawn, so that an objective of low NA
 *          sees of it what one of high NA sees
 * @param microscope widefield, confocal, two photons or a light sheet
 * @param view size of the stack in voxels
 * @param voxel its voxel size
 * @param oversampling how much finer than the voxels the object is drawn, 1 to 8
 * @param seed the same seed gives the same stack
 * @param placement where the object lies
 * @param eachDepth whether points lie as deep in the sample as their slice, and not all at the depth of the microscope
 */
public record Acquisition(Phantom phantom, double scale, Microscope microscope, Extent view, VoxelSize voxel,
	int oversampling, long seed, Placement placement, boolean eachDepth)
{

	/** The part of the voxels whose mean is the peak: single ones say little of how bright a stack is. */
	private static final double BRIGHTEST = 5e-4;

	/**
	 * @throws IllegalArgumentException if the microscope is a spinning disk, STED or an array detector, there are Zernike
	 *           coefficients, or a number is out of its range
	 */
	public Acquisition {
		if (oversampling < 1 || oversampling > 8)
			throw new IllegalArgumentException("The oversampling must be from 1 to 8, not " + oversampling + ".");
		if (!(scale > 0 && scale < 1e6))
			throw new IllegalArgumentException("The scale must be above 0, not " + scale + ".");
		if (!PlaneLight.isKnown(microscope.modality()))
			throw new IllegalArgumentException("There is no simulation with all light of " + microscope.modality() +
				"; there is one of widefield, confocal, two-photon and light-sheet microscopes.");
		if (!microscope.zernike().coefficients().isEmpty())
			throw new IllegalArgumentException("A simulation with all light knows no Zernike coefficients.");
	}

	/** An object where it is. */
	public Acquisition(final Phantom phantom, final double scale, final Microscope microscope, final Extent view,
		final VoxelSize voxel, final int oversampling, final long seed)
	{
		this(phantom, scale, microscope, view, voxel, oversampling, seed, Placement.NONE, false);
	}

	/** @return the same, where the object lies elsewhere */
	public Acquisition placed(final Placement value) {
		return new Acquisition(phantom, scale, microscope, view, voxel, oversampling, seed, value, eachDepth);
	}

	/**
	 * @return the same, where each slice shows points by the light of their own depth, the first that of the microscope's
	 */
	public Acquisition throughDepth() {
		return new Acquisition(phantom, scale, microscope, view, voxel, oversampling, seed, placement, true);
	}

	/**
	 * Draws and blurs.
	 *
	 * @return the stack without noise, 1 photon in the mean of its brightest 1/2000
	 *         voxels
	 * @throws IllegalArgumentException if the light spreads too widely to be simulated, as that of a confocal microscope
	 *         deep in a sample of an index below the NA
	 */
	public Exposure exposure() {
		return exposure(light());
	}

	/** @return the exposures of several objects; optics that one shares with that before it are computed once */
	public static List<Exposure> exposures(final List<Acquisition> acquisitions) {
		final List<Exposure> exposures = new ArrayList<>();
		FullLight light = null;
		Acquisition before = null;
		for (final Acquisition a : acquisitions) {
			if (before == null || !a.sharesOptics(before)) light = a.light();
			exposures.add(a.exposure(light));
			before = a;
		}
		return exposures;
	}

	private boolean sharesOptics(final Acquisition other) {
		return microscope == other.microscope && view.equals(other.view) && voxel.equals(other.voxel) &&
			oversampling == other.oversampling && eachDepth == other.eachDepth;
	}

	private FullLight light() {
		return new FullLight(microscope, view, voxel, oversampling, eachDepth);
	}

	private Exposure exposure(final FullLight light) {
		final double fine = 1 / (scale * oversampling);
		final Canvas canvas = new Canvas(light.object(),
			new VoxelSize(voxel.x() * fine, voxel.y() * fine, voxel.z() * fine), new int[3], light.object(),
			placement.over(scale));
		phantom.draw(canvas, new Random(seed));
		final Volume truth = binned(canvas.volume(), light.margin()), blurred = light.blur(canvas.volume());
		final double peak = peak(blurred);
		if (!(peak > 0)) throw new IllegalArgumentException(
			"No light arrives within reach of a simulation: rays leave the sample of this index almost along the coverslip. " +
				"Give a lower --na, a smaller --depth or a --sample-index nearer to the immersion's.");
		return new Exposure(scaled(truth, 1 / peak), scaled(blurred, 1 / peak), seed);
	}

	/** The part of the object inside the stack, {@code oversampling³} points summed to one. */
	private Volume binned(final Volume object, final Extent margin) {
		final Volume binned = new Volume(view);
		final int n = oversampling;
		for (int z = 0; z < view.nz() * n; z++)
			for (int y = 0; y < view.ny() * n; y++) {
				final float[] from = object.row(y + n * margin.ny(), z + n * margin.nz()),
					to = binned.row(y / n, z / n);
				for (int x = 0; x < view.nx() * n; x++)
					to[x / n] += from[x + n * margin.nx()];
			}
		return binned;
	}

	private static double peak(final Volume v) {
		final Extent e = v.extent();
		final float[] all = new float[(int) e.voxels()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				System.arraycopy(v.row(y, z), 0, all, (z * e.ny() + y) * e.nx(), e.nx());
		Arrays.sort(all);
		final int brightest = Math.max(1, (int) (BRIGHTEST * all.length));
		double sum = 0;
		for (int i = all.length - brightest; i < all.length; i++)
			sum += all[i];
		return sum / brightest;
	}

	/** @return a new volume, every voxel multiplied and not below 0 (the transforms err by 1e-7 of the peak) */
	private static Volume scaled(final Volume v, final double factor) {
		final Volume scaled = new Volume(v.extent());
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++)
				for (int x = 0; x < v.extent().nx(); x++)
					scaled.row(y, z)[x] = (float) Math.max(0, factor * v.row(y, z)[x]);
		return scaled;
	}

	/**
	 * What reaches the camera, before it is counted.
	 *
	 * @param truth the light that each voxel's part of the object sends to as many
	 *          planes as two of the stack can be apart, to either side; a restoration is
	 *          to find this
	 * @param blurred the light expected in each voxel
	 */
	public record Exposure(Volume truth, Volume blurred, long seed) {

		/**
		 * @return the stack recorded with so many photons in its brightest voxels; truth and blurred in photons,
		 *         observed in counts
		 */
		public Simulation record(final double peak, final Detector detector) {
			return record(peak, detector, Faults.NONE);
		}

		/** As above. @param faults of camera and microscope, of the observed stack alone */
		public Simulation record(final double peak, final Detector detector, final Faults faults) {
			return record(peak, detector, faults, 0);
		}

		/** As above. @param copy of the same object, from 0: each has noise of its own */
		public Simulation record(final double peak, final Detector detector, final Faults faults, final int copy) {
			if (!(peak > 0 && peak < 1e9))
				throw new IllegalArgumentException("The peak must be above 0 photons, not " + peak + ".");
			final Volume photons = scaled(blurred, peak);
			return new Simulation(scaled(truth, peak), photons,
				detector.record(faults.light(photons, seed),
					new Random(Simulation.noiseSeed(31 * seed + Math.round(peak), copy)), faults,
					faults.offsets(photons.extent(), seed)));
		}
	}
}
