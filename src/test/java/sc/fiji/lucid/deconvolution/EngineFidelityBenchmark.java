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

import java.util.stream.IntStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Simulation;

/**
 * Whether a device restores as well as the processor: {@code auto} on phantoms with all the light of the microscope
 * and on the older ones, by both engines.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.deconvolution.EngineFidelityBenchmark -Dexec.args="opencl 11 96x96x32 5 5"
 * </pre>
 *
 * Arguments: the engine, the seed, the size of the new phantoms, how many of these (every so-manieth of the list), how
 * many of the older ones.
 */
public final class EngineFidelityBenchmark {

	private static double worst;

	private EngineFidelityBenchmark() {}

	public static void main(final String[] args) {
		final EngineChoice device = new EngineChoice(args[0]);
		final long seed = Long.parseLong(args[1]);
		final int[] size = Arrays.stream(args[2].split("x")).mapToInt(Integer::parseInt).toArray();
		System.out
			.println("case,nrmse processor,nrmse device,apart %,largest difference / maximum,iterations,seconds " +
				"processor,seconds device,engine");
		for (final HonestCase c : some(HonestCase.all(new Extent(size[0], size[1], size[2])),
			Integer.parseInt(args[3])))
		{
			if (System.getProperty("only") != null && !c.matches(System.getProperty("only"))) continue;
			final Simulation s = c.exposure(seed).record(c.photons(), HonestCase.CAMERA);
			compare(c.toString(), c.recording(s), c.psf(), device,
				v -> HonestCase.score(s, v, HonestCase.CAMERA.gain()).nrmse());
		}
		for (final String name : some(FidelityCase.names(), Integer.parseInt(args[4]))) {
			final FidelityCase c = FidelityCase.of(name, seed);
			compare(name, c.observed(), c.psf(), device, c::nrmse);
		}
		System.out.printf(Locale.ROOT, "worst: %.4f %%%n", worst);
	}

	private static <T> List<T> some(final List<T> all, final int count) {
		return count == 0 ? List.of()
			: IntStream.range(0, Math.min(count, all.size()))
				.mapToObj(i -> all.get(i * all.size() / Math.min(count, all.size())))
				.toList();
	}

	private interface Score {

		double of(Volume estimate);
	}

	private static void compare(final String name, final Recording recording, final Psf psf, final EngineChoice device,
		final Score score)
	{
		final long start = System.nanoTime();
		final Restoration here = restore(recording, psf, EngineChoice.FUSED);
		final long middle = System.nanoTime();
		final Restoration there = restore(recording, psf, device);
		final double end = (System.nanoTime() - middle) / 1e9, a = score.of(here.estimate()),
			b = score.of(there.estimate()), apart = 100 * Math.abs(b / a - 1);
		worst = Math.max(worst, apart);
		System.out.printf(Locale.ROOT, "%s,%.5f,%.5f,%.4f,%.1e,%d/%d,%.2f,%.2f,%s%n", name, a, b, apart,
			largest(here.estimate(), there.estimate()), here.iterations(), there.iterations(), (middle - start) / 1e9,
			end, there.engine());
	}

	private static Restoration restore(final Recording recording, final Psf psf, final EngineChoice engine) {
		return Deconvolution.restore(recording, psf, DeconvolutionOptions.DEFAULT.withEngine(engine), Progress.NONE);
	}

	private static double largest(final Volume a, final Volume b) {
		double most = 0, difference = 0;
		final Extent e = a.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					most = Math.max(most, a.row(y, z)[x]);
					difference = Math.max(difference, Math.abs(a.row(y, z)[x] - b.row(y, z)[x]));
				}
		return difference / most;
	}
}
