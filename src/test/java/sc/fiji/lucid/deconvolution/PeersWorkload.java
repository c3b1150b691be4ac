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
package sc.fiji.lucid.deconvolution;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;

import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.quality.agreement.Metrics;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * A workload on which other programs were measured: filaments, shells and beads on
 * a canvas larger than the field of view of 256x256x64 voxels, blurred by a
 * vectorial PSF of NA 1.4 (129x129x65 voxels of 100/250 nm, point-sampled, the same
 * for simulation and restoration), Poisson noise, an offset of 100 counts that has none. NRMSE against the raw
 * truth.
 * <p>
 * What is not told of it, the thickness of the objects (0.6 µm), their shares and the
 * photons (400 in the brightest voxel of the shells), is set so that the methods
 * which others measured come out as there: the data (0.874 there) have 0.869; 50 and
 * 100 iterations of Richardson–Lucy (0.609, 0.499) give 0.698, 0.558; 30, 50 and 100
 * of heavy ball (deconwolf: 0.484, 0.361, 0.423) give 0.520, 0.355, 0.402; 50 of
 * Richardson–Lucy with periodic boundaries (0.719) give 0.769.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.deconvolution.PeersWorkload -Dexec.args="auto"
 * </pre>
 *
 * The first argument: {@code auto} restores it knowing the PSF alone; {@code peers}
 * prints what the peers' methods reach, told the offset; a folder gets the stacks,
 * for {@code /usr/bin/time -v lucid deconvolve observed.tif --psf psf.tif -o out.tif}.
 */
public final class PeersWorkload {

	/** Full width at half maximum of a Gaussian in standard deviations. */
	private static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent VIEW = new Extent(256, 256, 64);
	private static final Extent PSF = new Extent(129, 129, 65);
	private static final double OFFSET = 100;
	/** Photons of which a Poisson distribution can be made. */
	private static final double LEAST = 1e-6;

	private final Psf psf = psf();
	private final Volume truth = new Volume(VIEW);
	private final Volume observed = new Volume(VIEW);

	private PeersWorkload(final long seed, final double peak, final double[] shares, final double thickness) {
		final Psf blurring = thickened(psf.volume(), thickness), thickening = thickened(
			Volumes.of(PSF, (x, y, z) -> x == PSF.nx() / 2 && y == PSF.ny() / 2 && z == PSF.nz() / 2 ? 1 : 0),
			thickness);
		final Volume expected = new Volume(VIEW);
		final Phantom[] phantoms = { Phantom.FILAMENTS, Phantom.SHELLS, Phantom.BEADS };
		for (int i = 0; i < phantoms.length; i++) {
			if (shares[i] == 0) continue;
			final Simulation s = Simulation.of(phantoms[i], VIEW, VOXEL, 1, v -> blurring, peak * shares[i], 0, 0,
				seed);
			final Simulation thick = Simulation.of(phantoms[i], VIEW, VOXEL, 1, v -> thickening, 1, 0, 0, seed);
			add(truth, (float) (s.truth().sum() / thick.truth().sum()), thick.blurred());
			add(expected, 1, s.blurred());
		}
		final Well19937c random = new Well19937c(seed);
		for (int z = 0; z < VIEW.nz(); z++)
			for (int y = 0; y < VIEW.ny(); y++)
				for (int x = 0; x < VIEW.nx(); x++)
					observed.row(y, z)[x] = (float) OFFSET +
						(expected.row(y, z)[x] < LEAST ? 0
							: new PoissonDistribution(random, expected.row(y, z)[x],
								PoissonDistribution.DEFAULT_EPSILON, PoissonDistribution.DEFAULT_MAX_ITERATIONS)
								.sample());
	}

	private static Psf thickened(final Volume v, final double thickness) {
		final double sigma = thickness / FWHM;
		return new Psf(Volumes.normalized(GaussianBlur.of(v, sigma / VOXEL.x(), sigma / VOXEL.y(), sigma / VOXEL.z())),
			VOXEL);
	}

	private static void add(final Volume a, final float factor, final Volume b) {
		for (int z = 0; z < VIEW.nz(); z++)
			for (int y = 0; y < VIEW.ny(); y++)
				RowKernels.add(a.row(y, z), factor, b.row(y, z), VIEW.nx());
	}

	private static Psf psf() {
		final Microscope microscope = OpticalSettings.NONE.with(Modality.WIDEFIELD, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.SAMPLE_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.microscope();
		return PsfModel.VECTORIAL.render(microscope, VOXEL, PSF, Sampling.POINT);
	}

	/** @param args what to do; seed, photons of the brightest voxel, and shares of the three kinds of object */
	public static void main(final String[] args) throws IOException {
		final long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
		final double peak = args.length > 2 ? Double.parseDouble(args[2]) : 400;
		final double[] shares = Arrays.stream((args.length > 3 ? args[3] : "0.7,1,0.7").split(","))
			.mapToDouble(Double::parseDouble)
			.toArray();
		final double thickness = args.length > 4 ? Double.parseDouble(args[4]) : 0.6;
		final PeersWorkload workload = new PeersWorkload(seed, peak, shares, thickness);
		System.out.printf(Locale.ROOT, "data %.3f%n",
			workload.nrmse(Volumes.of(VIEW, (x, y, z) -> workload.observed.row(y, z)[x] - OFFSET)));
		if (args[0].equals("auto")) workload.auto();
		else if (args[0].equals("peers")) workload.peers();
		else workload.write(Path.of(args[0]));
	}

	private double nrmse(final Volume estimate) {
		return Metrics.nrmse(truth, estimate);
	}

	private void auto() {
		final long start = cpu();
		final Restoration r = Deconvolution.restore(Volumes.observed(observed), psf, DeconvolutionOptions.DEFAULT,
			Progress.NONE);
		System.out.printf(Locale.ROOT, "auto %.3f, %.1f CPU s, %d FFTs, background %.1f: %s%n", nrmse(r.estimate()),
			(cpu() - start) * 1e-9, r.transforms(), r.background(), r.explanation());
	}

	private void peers() {
		curve(Method.RICHARDSON_LUCY, Boundary.PADDED, 50, 100);
		curve(Method.HEAVY_BALL, Boundary.PADDED, 30, 50, 100);
		curve(Method.RICHARDSON_LUCY, Boundary.PERIODIC, 50);
	}

	private void curve(final Method method, final Boundary boundary, final int... counts) {
		final ForwardModel model = new ForwardModel(Volumes.observed(observed), psf, OFFSET, boundary, Engine.FUSED,
			Progress.NONE);
		final Volume start = model.initialEstimate(InitialEstimate.FLAT);
		final Iteration iteration = method == Method.HEAVY_BALL ? new HeavyBall(model, start)
			: new RichardsonLucy(model, start);
		final long began = cpu();
		for (int k = 1; k <= counts[counts.length - 1]; k++) {
			iteration.next();
			if (Arrays.binarySearch(counts, k) >= 0) System.out.printf(Locale.ROOT, "%s %s %d: %.3f, %.1f CPU s%n",
				method, boundary, k, nrmse(iteration.estimate().crop(0, 0, 0, VIEW)), (cpu() - began) * 1e-9);
		}
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}

	private void write(final Path folder) throws IOException {
		Files.createDirectories(folder);
		VolumeWriter.write(folder.resolve("truth.tif"), truth, VOXEL, "", true);
		VolumeWriter.write(folder.resolve("observed.tif"), observed, VOXEL, "", true);
		VolumeWriter.write(folder.resolve("psf.tif"), psf.volume(), VOXEL, "", true);
	}
}
