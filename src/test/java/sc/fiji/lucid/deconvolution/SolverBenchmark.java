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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.Entropy;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/**
 * What an iteration of penalised maximum likelihood costs beside one of
 * Richardson–Lucy, on a grid of 256x256x64 voxels: prints medians of the wall time
 * per four 3-D FFTs, of runs in turn.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.deconvolution.SolverBenchmark -Dexec.args="256x256x64 6"
 * </pre>
 */
public final class SolverBenchmark {

	private static final double SCALE = 300;
	private static final int MEMORY = 3;
	/**
	 * As light as the method's own are: under larger ones it comes to rest within the rounds, and then searches each
	 * line in vain.
	 */
	private static final double OWN = 0.003;
	private static final double ANCHOR = 1.35 * OWN;
	/** As many as some penalties need until they have done all that they do. */
	private static final int AT_ONCE = 8;

	private SolverBenchmark() {}

	/** @param args optionally the size of the grid, the number of rounds, and of threads */
	public static void main(final String[] args) {
		final int threads = args.length > 2 ? Integer.parseInt(args[2]) : Runtime.getRuntime().availableProcessors();
		Parallelization.runWithNumThreads(threads, () -> measure(args));
	}

	private static void measure(final String[] args) {
		final int[] n = Arrays.stream((args.length > 0 ? args[0] : "256x256x64").split("x"))
			.mapToInt(Integer::parseInt)
			.toArray();
		final int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 6;
		final Map<String, Iteration> iterations = iterations(new Extent(n[0], n[1], n[2]));
		final Map<String, double[]> times = new LinkedHashMap<>();
		for (int round = -2; round < rounds; round++)
			for (final String name : iterations.keySet()) {
				final double time = time(iterations.get(name));
				if (round >= 0) times.computeIfAbsent(name, k -> new double[rounds])[round] = time;
			}
		final double unit = median(times.values().iterator().next());
		times.forEach((name, t) -> System.out.printf(Locale.ROOT, "%-32s %7.1f ms %6.2f%n", name, 1e3 * median(t),
			median(t) / unit));
	}

	private static Map<String, Iteration> iterations(final Extent size) {
		final Random random = new Random(7);
		final Recording observed = Volumes
			.observed(Volumes.of(size, (x, y, z) -> 10 + random.nextInt(20) + (x % 40 < 4 && y % 32 < 4 ? 200 : 0)));
		final ForwardModel model = new ForwardModel(observed, Volumes.gaussian(new Extent(17, 17, 11), 1.5, 2, 0), 10,
			Boundary.PERIODIC, Engine.FUSED, Progress.NONE);
		final Supplier<Volume> start = () -> model.initialEstimate(InitialEstimate.FLAT);
		final Map<String, Iteration> iterations = new LinkedHashMap<>();
		iterations.put(Method.RICHARDSON_LUCY.toString(), new RichardsonLucy(model, start.get()));
		for (final PenaltyKind kind : PenaltyKind.values())
			if (kind != PenaltyKind.AUTO) iterations.put(Method.QUASI_NEWTON + " " + kind, new QuasiNewton(model,
				start.get(), kind.penalty(0.05, SCALE, new VoxelSize(0.1, 0.1, 0.25), size.nx()), MEMORY));
		iterations.put(Method.QUASI_NEWTON + " (its own)",
			new QuasiNewton(model, start.get(),
				new Entropy(ANCHOR, start.get(),
					PenaltyKind.HESSIAN_AND_GRADIENT.penalty(OWN, SCALE, new VoxelSize(0.1, 0.1, 0.25), size.nx())),
				MEMORY));
		iterations.put(Method.HEAVY_BALL.toString(), new HeavyBall(model, start.get()));
		iterations.put(Method.RL_TV.toString(), PenalisedHeavyBall.backprojected(model, start.get(), start.get(),
			PenaltyKind.TV.penalty(0.05, SCALE, new VoxelSize(0.1, 0.1, 0.25), size.nx()), 0.1));
		iterations.put("second stage of " + Method.TWO_STAGE, new PenalisedHeavyBall(model, start.get(),
			PenaltyKind.HESSIAN_AND_GRADIENT.penalty(0.05, SCALE, new VoxelSize(0.1, 0.1, 0.25), size.nx())));
		return iterations;
	}

	/** Seconds for four transforms. */
	private static double time(final Iteration iteration) {
		final long start = System.nanoTime();
		int transforms = 0;
		for (int i = 0; i < AT_ONCE; i++)
			transforms += iteration.next().transforms();
		return (System.nanoTime() - start) * 1e-9 * 4 / transforms;
	}

	private static double median(final double[] times) {
		final double[] sorted = times.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}
}
