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
package sc.fiji.lucid.restoration.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.DepthNodes;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.ScorePhantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.simulation.camera.Detector;

/**
 * What a PSF that changes with depth is worth, on phantoms 20 µm deep under oil whose every plane is simulated with all
 * the light of its own depth, by another path than that of the PSFs that restore. For docs/notebook/psf.md:
 * {@code java -Xmx8g -cp ... DepthBenchmark widefield|confocal SEED,SEED PHANTOM,PHANTOM PHOTONS,PHOTONS [METHOD
 * ITERATIONS,ITERATIONS]}; without a method by {@code auto}; {@code -Dna=1.4} for another NA than 1.3.
 */
public final class DepthBenchmark {

	private static final Extent VIEW = new Extent(96, 96, 41);
	private static final int LAST = VIEW.nz() - 1;
	private static final double NA = Double.parseDouble(System.getProperty("na", "1.3"));

	private final Microscope microscope;
	private final VoxelSize voxel;
	private final PsfModel model;
	private final Psf[] psfs = new Psf[VIEW.nz() * 2];

	private DepthBenchmark(final boolean isConfocal) {
		microscope = (isConfocal ? Microscope.confocal(NA).excitation(0.488) : Microscope.widefield(NA)).emission(0.52)
			.immersionIndex(1.515)
			.sampleIndex(1.36)
			.build();
		voxel = isConfocal ? new VoxelSize(0.1, 0.1, 0.5) : new VoxelSize(0.13, 0.13, 0.5);
		model = PsfModel.forMicroscope(microscope.atDepth(1));
	}

	public static void main(final String[] args) {
		new DepthBenchmark(args[0].equals("confocal")).run(args);
	}

	private void run(final String[] args) {
		final List<Acquisition> acquisitions = new ArrayList<>();
		for (final String seed : args[1].split(","))
			for (final String phantom : args[2].split(","))
				acquisitions
					.add(new Acquisition(Phantom.of(phantom), 1, microscope, VIEW, voxel, 1, Long.parseLong(seed))
						.throughDepth());
		final List<Acquisition.Exposure> exposures = Acquisition.exposures(acquisitions);
		final double[] equal = { 4.625, 14.875, 25.125, 35.375 };
		final int[] four = DepthNodes.of(model, microscope, voxel.z(), VIEW.nz(), 4).slices();
		final DepthNodes auto = DepthNodes.within(model, microscope, voxel.z(), VIEW.nz(), 0.05, 12);
		System.out.println("nodes: four " + Arrays.toString(four) + "; auto " + Arrays.toString(auto.slices()) +
			", error " + auto.error());
		System.out.println("case: error (flux, CPU s) with one PSF of the middle, four equal, four nodes, auto");
		for (int i = 0; i < acquisitions.size(); i++)
			for (final String photons : args[3].split(","))
				for (final int iterations : args.length < 6 ? new int[1]
					: Arrays.stream(args[5].split(",")).mapToInt(Integer::parseInt).toArray())
				{
					final Simulation s = exposures.get(i).record(Double.parseDouble(photons), Detector.SCMOS);
					final StringBuilder line = new StringBuilder(
						args[0] + " " + acquisitions.get(i).phantom() + ", seed " + acquisitions.get(i).seed() + ", " +
							photons + (iterations > 0 ? ", " + iterations : "") + ":");
					for (final double[] planes : List.of(new double[] { LAST / 2.0 }, equal, doubles(four),
						doubles(auto.slices())))
						line.append(' ')
							.append(restored(s, planes,
								iterations == 0 ? DeconvolutionOptions.DEFAULT
									: DeconvolutionOptions.DEFAULT.withMethod(Method.of(args[4]))
										.withIterations(iterations)
										.withBackground(OptionalDouble.of(Detector.SCMOS.offset()))));
					System.out.println(line);
				}
	}

	private static double[] doubles(final int[] slices) {
		return IntStream.of(slices).asDoubleStream().toArray();
	}

	private Psf psf(final double plane) {
		final int i = (int) Math.round(2 * plane);
		if (psfs[i] == null)
			psfs[i] = PsfPreparation.of(voxel, VIEW).render(microscope.atDepth(i * voxel.z() / 2), model).psf();
		return psfs[i];
	}

	private String restored(final Simulation s, final double[] planes, final DeconvolutionOptions options) {
		final Psf psf = planes.length == 1 ? psf(planes[0])
			: Psf.changing(Arrays.stream(planes).mapToObj(this::psf).toList(), planes);
		psf.wide();
		final long start = System.nanoTime();
		final Restoration r = Deconvolution.restore(Recording.of(s.observed()), psf, options, Progress.NONE);
		final ScorePhantom score = ScorePhantom.of(s.truth(), r.estimate(), Detector.SCMOS.gain());
		return String.format(Locale.ROOT, "%.4f (%.2f, %.0f s)", score.nrmse(), score.flux(),
			(System.nanoTime() - start) * 1e-9);
	}
}
