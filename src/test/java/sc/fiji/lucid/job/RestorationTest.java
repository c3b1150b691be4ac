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
package sc.fiji.lucid.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** What a restoration is for: closer to the truth, shorter along z, and nothing moved. */
public class RestorationTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent SIZE = new Extent(64, 60, 30);
	private static final Microscope MICROSCOPE = OpticalSettings.NONE
		.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
		.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
		.microscope();

	private static Psf psf(final VoxelSize voxel) {
		return PsfModel.GIBSON_LANNI.render(MICROSCOPE, voxel, new Extent(41, 41, 31), Sampling.INTEGRATED);
	}

	private static Volume restore(final Volume observed, final Psf psf, final double background) {
		return Deconvolution
			.restore(Volumes.observed(observed), psf,
				DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
					.withIterations(50)
					.withBackground(OptionalDouble.of(background)),
				Progress.NONE)
			.estimate();
	}

	/** Best scale of {@code v} to the truth, then the relative error. */
	private static double error(final Volume v, final Volume truth) {
		final double scale = Volumes.dot(v, truth) / Volumes.dot(v, v);
		return Volumes.relativeDifference(Volumes.of(v.extent(), (x, y, z) -> scale * v.row(y, z)[x]), truth);
	}

	@Test
	public void restoredIsCloserToTheTruth() {
		final Simulation s = Simulation.of(Phantom.SHELLS, SIZE, VOXEL, 1, RestorationTest::psf, 500, 100, 2, 1);
		final Volume raw = Volumes.of(SIZE, (x, y, z) -> s.observed().row(y, z)[x] - 100);
		final double before = error(raw, s.truth()), after = error(restore(s.observed(), psf(VOXEL), 100), s.truth());
		assertTrue(before + " >> " + after, after < 0.85 * before);
	}

	@Test
	public void beadsGetShorterAlongZ() {
		final Volume object = new Volume(SIZE);
		object.row(30, 15)[32] = 60000;
		final Volume recorded = recorded(object, psf(VOXEL), 50);
		final double before = axialFwhm(recorded, 50), after = axialFwhm(restore(recorded, psf(VOXEL), 50), 0);
		assertTrue(before + " >> " + after, after < 0.6 * before);
	}

	private static Volume recorded(final Volume object, final Psf psf, final double background) {
		final Random random = new Random(3);
		final Volume blurred = new Volume(object.extent());
		final Extent e = object.extent(), p = psf.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					if (object.row(y, z)[x] > 0)
						add(blurred, psf, x - p.nx() / 2, y - p.ny() / 2, z - p.nz() / 2, object.row(y, z)[x]);
		return Volumes.of(e, (x, y, z) -> {
			final double mean = blurred.row(y, z)[x] + background;
			return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
		});
	}

	private static void add(final Volume to, final Psf psf, final int x0, final int y0, final int z0,
		final float weight)
	{
		final Extent e = to.extent(), p = psf.extent();
		for (int z = Math.max(0, -z0); z < p.nz() && z + z0 < e.nz(); z++)
			for (int y = Math.max(0, -y0); y < p.ny() && y + y0 < e.ny(); y++)
				for (int x = Math.max(0, -x0); x < p.nx() && x + x0 < e.nx(); x++)
					to.row(y + y0, z + z0)[x + x0] += weight * psf.volume().row(y, z)[x];
	}

	/** Width at half maximum of the profile along z through (32, 30), in voxels. */
	private static double axialFwhm(final Volume v, final double background) {
		final double[] profile = new double[SIZE.nz()];
		for (int z = 0; z < profile.length; z++)
			profile[z] = v.row(30, z)[32] - background;
		final double half = profile[15] / 2;
		int up = 15, down = 15;
		while (up + 1 < profile.length && profile[up] > half)
			up++;
		while (down > 0 && profile[down] > half)
			down--;
		return up - (half - profile[up]) / (profile[up - 1] - profile[up]) -
			(down + (half - profile[down]) / (profile[down + 1] - profile[down]));
	}

	/**
	 * Beads blurred by an asymmetric PSF and restored with a file of that PSF whose
	 * size is even and whose core is off centre and between voxels: they come back
	 * where they were.
	 */
	@Test
	public void anOffCentrePsfFileMovesNothing() {
		final int[][] beads = { { 16, 15, 8 }, { 45, 20, 20 }, { 30, 44, 14 } };
		final Volume object = new Volume(SIZE);
		for (final int[] b : beads)
			object.row(b[1], b[2])[b[0]] = 50000;
		final Volume recorded = recorded(object, comet(new Extent(41, 41, 31), 20, 20, 15), 20);
		final Volume file = comet(new Extent(46, 50, 36), 17.4, 27.7, 15.6).volume();
		final PsfPreparation.Prepared prepared = PsfPreparation.of(VOXEL, SIZE)
			.prepare(Volumes.of(file.extent(), (x, y, z) -> 7 + 40000 * file.row(y, z)[x]), VOXEL);
		final Volume restored = restore(recorded, prepared.psf(), 20);
		for (final int[] b : beads) {
			final double[] c = centroid(restored, b);
			for (int axis = 0; axis < 3; axis++)
				assertEquals("axis " + axis + " of bead at " + b[0], b[axis], c[axis], 0.3);
		}
	}

	/** A bright core at (cx, cy, cz) with a tail to one side. */
	private static Psf comet(final Extent e, final double cx, final double cy, final double cz) {
		return new Psf(Volumes.normalized(Volumes.of(e, (x, y, z) -> {
			final double dx = x - cx, dy = y - cy, dz = z - cz;
			final double core = Math.exp(-(dx * dx + dy * dy) / (2 * 1.4 * 1.4) - dz * dz / (2 * 1.8 * 1.8));
			final double tail = Math
				.exp(-((dx - 4) * (dx - 4) + dy * dy) / (2 * 3 * 3) - (dz - 4) * (dz - 4) / (2 * 2.5 * 2.5));
			return core + 0.15 * tail;
		})), VOXEL);
	}

	private static double[] centroid(final Volume v, final int[] about) {
		final double[] c = new double[3];
		double sum = 0;
		for (int z = -3; z <= 3; z++)
			for (int y = -3; y <= 3; y++)
				for (int x = -3; x <= 3; x++) {
					final double w = v.row(about[1] + y, about[2] + z)[about[0] + x];
					sum += w;
					c[0] += w * (about[0] + x);
					c[1] += w * (about[1] + y);
					c[2] += w * (about[2] + z);
				}
		for (int axis = 0; axis < 3; axis++)
			c[axis] /= sum;
		return c;
	}
}
