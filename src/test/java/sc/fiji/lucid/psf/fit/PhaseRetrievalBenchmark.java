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
package sc.fiji.lucid.psf.fit;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Fwhm;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;

/**
 * How well pupils of simulated beads are retrieved. Makes a table of docs/notebook/psf.md:
 * {@code java -cp ... sc.fiji.lucid.psf.fit.PhaseRetrievalBenchmark FIRST_SEED BEADS}
 */
public final class PhaseRetrievalBenchmark {

	private static final VoxelSize VOXEL = new VoxelSize(0.09, 0.09, 0.22);
	private static final Extent BOX = new Extent(21, 21, 17);
	private static final Microscope MICROSCOPE = Microscope.widefield(SimulatedPupil.NA)
		.emission(SimulatedPupil.WAVELENGTH)
		.immersionIndex(SimulatedPupil.INDEX)
		.build();

	private PhaseRetrievalBenchmark() {}

	/** @param args first seed, number of beads */
	public static void main(final String[] args) {
		double worst = 0, squares = 0, widest = 0;
		int beyond = 0;
		final int beads = Integer.parseInt(args[1]);
		for (int i = 0; i < beads; i++) {
			final Random random = new Random(Integer.parseInt(args[0]) + i);
			final Map<Integer, Double> phase = SimulatedPupil.aberrations(random);
			final SimulatedPupil pupil = new SimulatedPupil(phase,
				Map.of(4, 0.05 * random.nextGaussian(), 2, 0.05 * random.nextGaussian()));
			final Volume bead = SimulatedPupil.noisy(pupil.image(BOX, VOXEL, 0.1, 0.04 * random.nextGaussian(),
				0.04 * random.nextGaussian(), 0.1 * random.nextGaussian()), 3000, 50, random);
			final long start = System.nanoTime();
			final PhaseRetrieval.Retrieved found = PhaseRetrieval.of(bead, VOXEL, 0.1, MICROSCOPE, PsfModel.VECTORIAL);
			final double seconds = (System.nanoTime() - start) * 1e-9;
			double most = 0;
			for (final Map.Entry<Integer, Double> c : found.microscope().zernike().coefficients().entrySet()) {
				final double error = Math.abs(c.getValue() - phase.getOrDefault(c.getKey(), 0.0));
				squares += error * error;
				most = Math.max(most, error);
			}
			final double width = width(pupil, found);
			worst = Math.max(worst, most);
			widest = Math.max(widest, Math.abs(width));
			if (most > 0.03 || Math.abs(width) > 0.02) beyond++;
			System.out.printf("seed %d: worst coefficient %.3f rad, misfit %.3f, width %+.2f %%, %.1f s, %s%n",
				Integer.parseInt(args[0]) + i, most, found.misfit(), 100 * width, seconds, found.amplitude());
		}
		System.out.printf("%d beads: worst %.3f rad, rms %.4f rad, widths within %.2f %%, beyond either: %d%n", beads,
			worst, Math.sqrt(squares / (12 * beads)), 100 * widest, beyond);
	}

	/** The largest part by which a restored sphere of 0.3 µm is wider or narrower than with the true PSF. */
	private static double width(final SimulatedPupil pupil, final PhaseRetrieval.Retrieved found) {
		final Recording image = Recording.of(scaled(pupil.image(BOX, VOXEL, 0.3, 0, 0, 0)));
		final double[] truth = Fwhm.of(restored(image, Psf.normalised(pupil.image(BOX, VOXEL, 0, 0, 0, 0), VOXEL))),
			ours = Fwhm.of(restored(image, found.render(VOXEL, BOX)));
		double most = 0;
		for (int axis = 0; axis < 3; axis++)
			if (Math.abs(ours[axis] / truth[axis] - 1) > Math.abs(most)) most = ours[axis] / truth[axis] - 1;
		return most;
	}

	private static Volume scaled(final Volume image) {
		for (int z = 0; z < BOX.nz(); z++)
			for (int y = 0; y < BOX.ny(); y++)
				for (int x = 0; x < BOX.nx(); x++)
					image.row(y, z)[x] = 1000 * image.row(y, z)[x] + 10;
		return image;
	}

	private static Psf restored(final Recording image, final Psf psf) {
		return Psf.normalised(
			Deconvolution
				.restore(image, psf,
					DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
						.withIterations(20)
						.withBackground(OptionalDouble.of(10))
						.withGain(OptionalDouble.of(1)),
					Progress.NONE)
				.estimate(),
			VOXEL);
	}
}
