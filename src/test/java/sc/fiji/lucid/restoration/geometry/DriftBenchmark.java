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
package sc.fiji.lucid.restoration.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.registration.Drift;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Placement;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * How well the drift of a series is told: a random walk of the stage, planted by where things are drawn, widefield and
 * confocal, in bright and dim light. Makes the table of docs/notebook/repair.md, "Drift". Start with seeds:
 * {@code java -cp ... sc.fiji.lucid.restoration.geometry.DriftBenchmark 34 35 36}
 */
public final class DriftBenchmark {

	private static final Extent SIZE = new Extent(96, 96, 24);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.3);
	private static final int FRAMES = 4;

	private DriftBenchmark() {}

	public static void main(final String[] seeds) {
		for (final Phantom phantom : new Phantom[] { Phantom.NUCLEI, Phantom.FILAMENTS })
			for (final boolean isConfocal : new boolean[] { false, true })
				for (final String seed : seeds)
					measure(phantom, isConfocal, Long.parseLong(seed));
	}

	private static void measure(final Phantom phantom, final boolean isConfocal, final long seed) {
		final Microscope microscope = (isConfocal ? Microscope.confocal(1.2).excitation(0.488)
			: Microscope.widefield(1.2)).emission(0.52).immersionIndex(1.33).sampleIndex(1.33).build();
		final PsfModel model = PsfModel.forMicroscope(microscope);
		final Random random = new Random(seed);
		final List<Volume> light = new ArrayList<>();
		final List<double[]> planted = new ArrayList<>();
		double[] at = new double[3];
		for (int t = 0; t < FRAMES; t++) {
			light.add(
				Simulation
					.of(phantom, SIZE, VOXEL, 2, v -> psf(model, microscope, v), 1, 0, 0, seed, Faults.NONE,
						Placement.shift(at[0] * VOXEL.x(), at[1] * VOXEL.y(), at[2] * VOXEL.z()), t)
					.blurred());
			planted.add(at);
			at = new double[] { at[0] + 2 * random.nextGaussian(), at[1] + 2 * random.nextGaussian(),
				at[2] + 0.7 * random.nextGaussian() };
		}
		for (final double peak : new double[] { 20, 60, 200 })
			System.out.println(phantom + (isConfocal ? " confocal " : " widefield ") + (int) peak + " photons, seed " +
				seed + ": " + measured(light, planted, peak, random));
	}

	/** Photons and an offset of 100 that has noise, too, and a read noise of 2. */
	private static String measured(final List<Volume> light, final List<double[]> planted, final double peak,
		final Random random)
	{
		final Drift drift = Drift.of(FRAMES, t -> Volumes.of(SIZE, (x, y, z) -> {
			final double photons = peak * light.get(t).row(y, z)[x] + 100;
			return photons + Math.sqrt(photons + 4) * random.nextGaussian();
		}), Progress.NONE::isCancelled);
		final double[] rms = new double[3];
		int told = 0;
		for (int t = 1; t < FRAMES; t++) {
			if (!drift.told().get(t)) continue;
			told++;
			for (int k = 0; k < 3; k++)
				rms[k] += Math.pow(drift.shifts().get(t)[k] - planted.get(t)[k], 2);
		}
		return String.format(java.util.Locale.ROOT, "rms error %.3f, %.3f, %.3f voxels; %d of %d frames; said %.3f",
			Math.sqrt(rms[0] / told), Math.sqrt(rms[1] / told), Math.sqrt(rms[2] / told), told, FRAMES - 1,
			drift.error());
	}

	private static Psf psf(final PsfModel model, final Microscope microscope, final VoxelSize sampling) {
		final int finer = (int) Math.round(VOXEL.x() / sampling.x());
		final Extent image = new Extent(SIZE.nx() * finer, SIZE.ny() * finer, SIZE.nz() * finer);
		return model.render(microscope, sampling, model.support(microscope, sampling, image).extent(),
			Sampling.INTEGRATED);
	}
}
