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
package sc.fiji.lucid.opencl;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/**
 * A device against the processor of its machine: one filtering, iterations, and whole runs with the ways to the
 * device and back and the check at the end. By hand:
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.opencl.OpenClBenchmark -Dexec.args="opencl 64x256x256 128x512x512"
 * </pre>
 *
 * Arguments: the engine, then sizes as planes, rows, columns. Each number is the least of three, in turns; the first
 * of a device, with what its driver builds, is told beside it.
 */
public final class OpenClBenchmark {

	private static final Psf PSF = Volumes.gaussian(new Extent(41, 41, 31), 2.2, 4.5, 0.3);
	private static final int ITERATIONS = 50;
	private static final int ROUNDS = 3;

	private OpenClBenchmark() {}

	public static void main(final String[] args) {
		final EngineChoice device = new EngineChoice(args[0]);
		System.out.println(Engine.of(device).resolved(new Extent(1, 2, 1)) + "; " +
			Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version());
		System.out.println("size,grid,what,seconds processor,seconds device,times as fast,first on the device");
		for (int i = 1; i < args.length; i++) {
			final String[] n = args[i].split("x");
			final Recording recording = recording(
				new Extent(Integer.parseInt(n[2]), Integer.parseInt(n[1]), Integer.parseInt(n[0])));
			filterings(args[i], recording.extent(), device);
			iterations(args[i], recording, device);
			for (final Method method : new Method[] { Method.RICHARDSON_LUCY, Method.HEAVY_BALL })
				runs(args[i], recording, method, device);
			whole(args[i], recording, device);
		}
	}

	/** 16-bit counts of lines and sheets, with noise, over 100. */
	private static Recording recording(final Extent e) {
		final short[][] planes = new short[e.nz()][e.nx() * e.ny()];
		final Random random = new Random(1);
		for (int z = 0; z < e.nz(); z++)
			for (int i = 0; i < planes[z].length; i++) {
				final int x = i % e.nx(), y = i / e.nx();
				final double mean = 130 + ((x + y) % 32 < 3 ? 500 : 0) + ((y + 2 * z) % 50 < 4 ? 300 : 0);
				planes[z][i] = (short) Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean - 100)));
			}
		return new Recording(e, planes);
	}

	private static Extent grid(final Extent view) {
		return ForwardModel.grid(view, PSF.extent(), DeconvolutionOptions.DEFAULT);
	}

	private static void filterings(final String size, final Extent view, final EngineChoice device) {
		final Extent grid = grid(view);
		line(size, grid, "filtering", () -> SelfTest.filtering(Engine.FUSED, grid),
			() -> SelfTest.filtering(Engine.of(device).resolved(grid), grid));
	}

	private static void iterations(final String size, final Recording recording, final EngineChoice device) {
		final Supplier<Double> here = () -> iteration(recording, Engine.FUSED),
			there = () -> iteration(recording, Engine.of(device));
		line(size, grid(recording.extent()), "iteration of heavy-ball", here, there);
	}

	private static double iteration(final Recording recording, final Engine engine) {
		final ForwardModel model = new ForwardModel(recording, PSF, 100, Boundary.SHARED, engine, Progress.NONE);
		final Iteration method = HeavyBall.on(model, model.initialEstimate(InitialEstimate.FLAT), HeavyBall.Pace.SWIFT);
		method.next();
		final int count = 10;
		final long start = System.nanoTime();
		for (int k = 0; k < count; k++)
			method.next();
		final double seconds = (System.nanoTime() - start) / 1e9 / count;
		method.close();
		model.engine().close();
		return seconds;
	}

	private static void runs(final String size, final Recording recording, final Method method,
		final EngineChoice device)
	{
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(method)
			.withIterations(ITERATIONS)
			.withGain(OptionalDouble.of(1))
			.with("offset", "100")
			.withBackground(OptionalDouble.of(100));
		line(size, grid(recording.extent()), ITERATIONS + " iterations of " + method + " from counts to estimate",
			() -> run(recording, options.withEngine(EngineChoice.FUSED)),
			() -> run(recording, options.withEngine(device)));
	}

	private static void whole(final String size, final Recording recording, final EngineChoice device) {
		line(size, grid(recording.extent()), "auto",
			() -> run(recording, DeconvolutionOptions.DEFAULT.withEngine(EngineChoice.FUSED)),
			() -> run(recording, DeconvolutionOptions.DEFAULT.withEngine(device)));
	}

	private static double run(final Recording recording, final DeconvolutionOptions options) {
		final long start = System.nanoTime();
		final Restoration restored = Deconvolution.restore(recording, PSF, options, Progress.NONE);
		final double seconds = (System.nanoTime() - start) / 1e9;
		if (restored.engine().contains("since")) System.out.println("fell back: " + restored.engine());
		return seconds;
	}

	private static void line(final String size, final Extent grid, final String what, final Supplier<Double> here,
		final Supplier<Double> there)
	{
		final double first = there.get();
		double processor = here.get(), device = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++) {
			device = Math.min(device, there.get());
			processor = Math.min(processor, here.get());
		}
		System.out.printf(Locale.ROOT, "%s,%s,%s,%.4f,%.4f,%.1f,%.3f%n", size, grid, what, processor, device,
			processor / device, first);
	}
}
