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
package sc.fiji.lucid.fft.fused;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

import sc.fiji.lucid.image.AlignedRows;

/**
 * The throughput of each kernel on its own, in floats read or written per
 * nanosecond. A kernel that the compiler does not vectorise stands out: it does
 * less than 5 where the others do 20 and more. Argument: the length of the rows.
 */
public final class LineKernelsBenchmark {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private LineKernelsBenchmark() {}

	/** @param args the length of the rows, 512 if none */
	public static void main(final String[] args) {
		final int n = args.length > 0 ? Integer.parseInt(args[0]) : 512;
		final float[][] r = AlignedRows.make(10, n);
		final float c = 0.8f, s = 0.6f, m = Butterfly.minusOne();
		System.out.printf("Java %s, rows of %d%n", Runtime.version(), n);
		run("butterfly", 8 * n, () -> LineKernels.butterfly(r[0], r[1], r[2], r[3], n));
		run("butterflyTwiddle", 8 * n, () -> LineKernels.butterflyTwiddle(r[0], r[1], r[2], r[3], n, c, s, -c));
		run("twiddleButterfly", 8 * n, () -> LineKernels.twiddleButterfly(r[0], r[1], r[2], r[3], n, c, s, -c, m));
		run("spread", 4 * n, () -> LineKernels.spread(r[0], r[1], r[2], r[3], n, c, s, -c));
		run("gather", 6 * n, () -> LineKernels.gather(r[0], r[1], r[2], r[3], n, -c, s, -s));
		run("twiddle", 4 * n, () -> LineKernels.twiddle(r[0], r[1], n, c, s, -c));
		run("turn", 8 * n, () -> LineKernels.turn(r[0], r[1], r[2], r[3], n));
		run("turnBack", 8 * n, () -> LineKernels.turnBack(r[0], r[1], r[2], r[3], n, c, -c));
		run("threeForward", 6 * n, () -> LineKernels.threeForward(r[0], r[1], r[2], n, c));
		run("threeInverse", 6 * n, () -> LineKernels.threeInverse(r[0], r[1], r[2], n));
		run("fourForward", 8 * n, () -> LineKernels.fourForward(r[0], r[1], r[2], r[3], n));
		run("fourInverse", 8 * n, () -> LineKernels.fourInverse(r[0], r[1], r[2], r[3], n));
		run("fourForwardHalf", 6 * n, () -> LineKernels.fourForwardHalf(r[0], r[1], r[2], r[3], n));
		run("fourInverseHalf", 6 * n, () -> LineKernels.fourInverseHalf(r[0], r[1], r[2], r[3], n));
		run("turnTwiddle", 8 * n, () -> LineKernels.turnTwiddle(r[0], r[1], r[2], r[3], n, c, s, -c, s, c, -s));
		run("twiddleTurn", 8 * n, () -> LineKernels.twiddleTurn(r[0], r[1], r[2], r[3], n, c, s, -c, s, c, -s, m));
		run("fiveSums", 8 * n, () -> LineKernels.fiveSums(r[0], r[1], r[2], r[3], n));
		run("fiveCosines", 6 * n, () -> LineKernels.fiveCosines(r[0], r[1], r[2], n, c));
		run("fiveSines", 4 * n, () -> LineKernels.fiveSines(r[0], r[1], n, c, s, -s));
		run("splitJoin", 8 * n, () -> LineKernels.splitJoin(r[0], r[1], r[2], r[3], n, c, s, -c, m));
		run("splitEnds", 6 * n, () -> LineKernels.splitEnds(r[0], r[1], r[2], r[3], n));
		run("joinEnds", 4 * n, () -> LineKernels.joinEnds(r[0], r[1], r[2], n));
		run("mirror", 4 * n, () -> LineKernels.mirror(r[0], r[1], n));
		run("multiply", 6 * n, () -> LineKernels.multiply(r[0], r[1], r[2], r[3], n));
		run("multiplyConjugate", 6 * n, () -> LineKernels.multiplyConjugate(r[0], r[1], r[2], r[3], n));
		whole(r, n);
		run("scale", 2 * n, () -> LineKernels.scale(r[0], n, c));
	}

	/** Those that need {@code -XX:LoopUnrollLimit=160}. */
	private static void whole(final float[][] r, final int n) {
		final float c = 0.8f, s = 0.6f, m = Butterfly.minusOne();
		run("whole threeForward", 12 * n,
			() -> SingleLoopKernels.threeForward(r[0], r[1], r[2], r[3], r[4], r[5], n, c, s, -c, s, c, -s));
		run("whole threeInverse", 12 * n,
			() -> SingleLoopKernels.threeInverse(r[0], r[1], r[2], r[3], r[4], r[5], n, c, s, -c, s, c, -s, m));
		run("whole fourForward", 16 * n, () -> SingleLoopKernels.fourForward(r[0], r[1], r[2], r[3], r[4], r[5], r[6],
			r[7], n, c, s, -c, s, c, -s, c, s, -c));
		run("whole fourInverse", 16 * n, () -> SingleLoopKernels.fourInverse(r[0], r[1], r[2], r[3], r[4], r[5], r[6],
			r[7], n, c, s, -c, s, c, -s, c, s, -c, m));
		run("whole fourForwardHalf", 12 * n, () -> SingleLoopKernels.fourForwardHalf(r[0], r[1], r[2], r[3], r[4], r[5],
			r[6], r[7], n, c, s, -c, s, c, -s, c, s, -c, m));
		run("whole fourInverseHalf", 12 * n, () -> SingleLoopKernels.fourInverseHalf(r[0], r[1], r[2], r[3], r[4], r[5],
			r[6], r[7], n, c, s, -c, s, c, -s, c, s, -c, m));
		run("whole fiveForward", 20 * n, () -> SingleLoopKernels.fiveForward(r[0], r[1], r[2], r[3], r[4], r[5], r[6],
			r[7], r[8], r[9], n, c, s, -c, s, c, -s, c, s, -c, s, c, -s, m));
		run("whole fiveInverse", 20 * n, () -> SingleLoopKernels.fiveInverse(r[0], r[1], r[2], r[3], r[4], r[5], r[6],
			r[7], r[8], r[9], n, c, s, -c, s, c, -s, c, s, -c, s, c, -s, m));
	}

	private static void run(final String name, final double floats, final Runnable kernel) {
		for (int i = 0; i < 20000; i++)
			kernel.run();
		double best = Double.POSITIVE_INFINITY;
		for (int round = 0; round < 40; round++) {
			final long start = THREADS.getCurrentThreadCpuTime();
			for (int i = 0; i < 2000; i++)
				kernel.run();
			best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 2000.0);
		}
		final double throughput = floats / best;
		System.out.printf(Locale.ROOT, "%-22s %6.1f ns  %5.1f floats/ns%s%n", name, best, throughput,
			throughput < 10 ? "  slow" : "");
	}
}
