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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;

/**
 * What is left of row offsets: docs/notebook/repair.md.
 *
 * <pre>
 * StripesBenchmark --seeds 34,35,36 [--size 160x128x32] [--objectives OIL,CONFOCAL] [--phantoms SPOTS,NUCLEI,...]
 *   [--photons 1000] [--counts 30] [--each]
 * </pre>
 *
 * {@code cost} as the first word: processor time of the look at 512x512x64 voxels. {@code --each} draws offsets for
 * each slice anew. Left is the power of what is found less what was planted over that of what was planted, in dB: of
 * all of it, and of what changes within about 60 and 20 rows (less a Gaussian mean of standard deviation 10 and 3).
 * Seed 1 is for tuning.
 */
public final class StripesBenchmark {

	private final String[] args;

	private StripesBenchmark(final String[] args) {
		this.args = args;
	}

	private String option(final String name, final String otherwise) {
		final int at = Arrays.asList(args).indexOf(name);
		return at < 0 ? otherwise : args[at + 1];
	}

	public static void main(final String[] args) {
		if (args.length > 0 && args[0].equals("cost")) cost();
		else new StripesBenchmark(args).run();
	}

	/** Of clean voxels, the first and the second time, and of striped ones. */
	private static void cost() {
		final Extent e = new Extent(512, 512, 64);
		final Random random = new Random(1);
		final Volume counts = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double light = 30 + 300 * Math.pow(Math.sin(x / 40.0) * Math.sin(y / 30.0), 2);
					counts.row(y, z)[x] = (float) Math.rint(100 + light + Math.sqrt(light) * random.nextGaussian());
				}
		for (int i = 0; i < 3; i++) {
			for (int y = 0; y < e.ny() && i == 2; y++) {
				final float offset = (float) Math.rint(20 * random.nextGaussian());
				for (int z = 0; z < e.nz(); z++)
					for (int x = 0; x < e.nx(); x++)
						counts.row(y, z)[x] += offset;
			}
			final long start = cpu();
			System.out.println(decided(counts).told() + ": " + (cpu() - start) * 1e-9 + " s of processor time");
		}
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
			.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private void run() {
		final int[] n = Arrays.stream(option("--size", "160x128x32").split("x")).mapToInt(Integer::parseInt).toArray();
		final Extent view = new Extent(n[0], n[1], n[2]);
		System.out.println(
			"case,seed,found in the clean stack,left dB,left within 60 rows,left within 20 rows,object kept %");
		for (final String objective : option("--objectives", "OIL,CONFOCAL").split(","))
			for (final String phantom : option("--phantoms", "SPOTS,NUCLEI,TISSUE,FILAMENTS").split(","))
				for (final String seed : option("--seeds", "1").split(",")) {
					final Objective o = Objective.valueOf(objective);
					final Acquisition.Exposure exposure = new Acquisition(Phantom.of(phantom.toLowerCase(Locale.ROOT)),
						o.scale(), o.microscope(), view, o.voxel(), 1, Long.parseLong(seed)).exposure();
					for (final String photons : option("--photons", "1000").split(","))
						for (final String counts : option("--counts", "30").split(","))
							measure(objective + " " + phantom + " " + photons + " " + counts, Long.parseLong(seed),
								exposure.record(Double.parseDouble(photons), Detector.SCMOS).observed(),
								Double.parseDouble(counts));
				}
	}

	private void measure(final String name, final long seed, final Volume clean, final double counts) {
		final Extent e = clean.extent();
		final boolean each = Arrays.asList(args).contains("--each");
		final Random random = new Random(seed ^ 77);
		final Volume planted = new Volume(new Extent(1, e.ny(), e.nz())), left = new Volume(planted.extent());
		final Volume striped = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				planted.row(y, z)[0] = each || z == 0 ? (float) Math.rint(counts * random.nextGaussian())
					: planted.row(y, 0)[0];
				for (int x = 0; x < e.nx(); x++)
					striped.row(y, z)[x] = clean.row(y, z)[x] + planted.row(y, z)[0];
			}
		final StripesStep.Decision none = decided(clean), found = decided(striped);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				left.row(y, z)[0] = (found.rows() == null ? 0
					: found.rows().row(0, found.rows().extent().nz() == 1 ? 0 : z)[y]) - planted.row(y, z)[0];
		System.out.printf(Locale.ROOT, "%s,%d,%s,%.1f,%.1f,%.1f,%.2f  %s%n", name, seed,
			none.rows() == null && none.columns() == null ? "nothing" : none.told(), decibel(left, planted, 0),
			decibel(left, planted, 10), decibel(left, planted, 3),
			100 * (1 - power(left, 0) * e.nx() / variance(clean)), found.told());
	}

	private static StripesStep.Decision decided(final Volume counts) {
		return new StripesStep(DeconvolutionOptions.DEFAULT).decide(
			new StackSample(new RecordingVoxels(Recording.of(counts)), Long.MAX_VALUE, Progress.NONE), Progress.NONE);
	}

	private static double decibel(final Volume left, final Volume planted, final double smooth) {
		return 10 * Math.log10(power(left, smooth) / power(planted, smooth));
	}

	/** Without each slice's mean, and without what is smooth. */
	private static double power(final Volume v, final double smooth) {
		final Volume mean = GaussianBlur.of(v, 0, smooth, 0);
		double sum = 0;
		for (int z = 0; z < v.extent().nz(); z++) {
			double all = 0;
			for (int y = 0; y < v.extent().ny(); y++)
				all += v.row(y, z)[0] / v.extent().ny();
			for (int y = 0; y < v.extent().ny(); y++)
				sum += Math.pow(v.row(y, z)[0] - (smooth == 0 ? all : mean.row(y, z)[0]), 2);
		}
		return sum;
	}

	private static double variance(final Volume v) {
		final double mean = v.sum() / v.extent().voxels();
		double sum = 0;
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++)
				for (final float value : v.row(y, z))
					sum += Math.pow(value - mean, 2);
		return sum;
	}
}
