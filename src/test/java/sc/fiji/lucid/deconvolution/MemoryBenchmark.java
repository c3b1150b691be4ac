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
import java.util.List;
import java.util.Locale;
import java.util.Random;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.testing.Volumes;

/**
 * The least heap in which a whole restoration of a 16-bit stack runs, against
 * the bytes that {@link Deconvolution#bytes} states. Heaps are tried in Javas of
 * their own. Arguments: size as z×y×x, threads, then methods. See docs/notebook/engine.md.
 */
public final class MemoryBenchmark {

	private static final Extent PSF = new Extent(31, 31, 21);
	/** What Java keeps for new objects, besides what lives on. */
	private static final int YOUNG = 4;

	private MemoryBenchmark() {}

	public static void main(final String[] args) throws IOException, InterruptedException {
		final String[] n = args[0].split("x");
		final Extent view = new Extent(Integer.parseInt(n[2]), Integer.parseInt(n[1]), Integer.parseInt(n[0]));
		if (args.length == 4 && args[3].equals("run")) {
			Parallelization.runWithNumThreads(Integer.parseInt(args[1]), () -> restore(view, options(args[2])));
			return;
		}
		for (int i = 2; i < args.length; i++) {
			final double stated = Deconvolution.bytes(view, Short.BYTES, PSF, options(args[i])) / (double) (1 << 20);
			final int least = leastHeap(args[0], args[1], args[i], (int) stated) - YOUNG;
			System.out.printf(Locale.ROOT,
				"%s, %s threads, %s: stated %.0f MB (%.1f bytes per voxel), needed %d MB, ratio %.2f%n", args[0],
				args[1], args[i], stated, stated * (1 << 20) / view.voxels(), least, least / stated);
		}
	}

	private static DeconvolutionOptions options(final String method) {
		return DeconvolutionOptions.DEFAULT.with("method", method).withIterations(3);
	}

	private static void restore(final Extent view, final DeconvolutionOptions options) {
		final Random random = new Random(1);
		final short[][] planes = new short[view.nz()][view.nx() * view.ny()];
		for (final short[] plane : planes)
			for (int i = 0; i < plane.length; i++)
				plane[i] = (short) (100 + random.nextInt(100));
		Deconvolution.restore(new Recording(view, planes), Volumes.gaussian(PSF, 2, 3, 0), options, Progress.NONE);
	}

	/** To 1 % of what is stated. */
	private static int leastHeap(final String size, final String threads, final String method, final int stated)
		throws IOException, InterruptedException
	{
		int fails = stated / 2, runs = 3 * stated;
		while (runs - fails > Math.max(1, stated / 100)) {
			final int heap = (fails + runs) / 2;
			final List<String> command = List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
				"-Xmn" + YOUNG + "m", "-Xmx" + heap + "m", "-cp", System.getProperty("java.class.path"),
				MemoryBenchmark.class.getName(), size, threads, method, "run");
			final int status = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			if (status == 0) runs = heap;
			else fails = heap;
		}
		return runs;
	}
}
