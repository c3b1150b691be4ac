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

import com.sun.management.HotSpotDiagnosticMXBean;

/** Which kernels the butterflies are made of; the transforms are the same to the bit. */
public enum KernelSet {

	/** {@link LineKernels} alone: small loops, which every HotSpot vectorises. */
	SMALL {

		@Override
		Butterfly butterfly(final int[] lines, final double[] angles) {
			return Butterfly.of(lines, angles);
		}
	},

	/** {@link SingleLoopKernels} where there are any: half the loads and stores, where HotSpot unrolls long loops. */
	WHOLE {

		@Override
		Butterfly butterfly(final int[] lines, final double[] angles) {
			return SingleLoopButterfly.of(lines, angles);
		}
	};

	/** Nodes of a loop that HotSpot must be told to unroll, by the flag of this name. */
	private static final int UNROLLED = 160;
	private static final String FLAG = "LoopUnrollLimit";

	/** The best that this JVM turns into vector instructions. */
	static final KernelSet BEST = unrollLimit() >= UNROLLED ? WHOLE : SMALL;

	abstract Butterfly butterfly(int[] lines, double[] angles);

	/** @return the limit, or 0 where the JVM knows none */
	private static int unrollLimit() {
		try {
			return Integer.parseInt(
				ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(FLAG).getValue());
		}
		catch (final RuntimeException | LinkageError e) {
			return 0;
		}
	}
}
