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
package sc.fiji.lucid.spark;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.fft.EngineChoice;

/** Executors of one machine share its graphics cards. */
public class ExecutorDeviceTest {

	@Test
	public void theCardThatSparkAssignsIsTaken() {
		assertEquals("#3", ExecutorDevice.of(List.of("3"), "7", 0));
		assertEquals("#1", ExecutorDevice.of(List.of("1", "2"), "driver", 5));
	}

	@Test
	public void otherwiseExecutorsTakeTurnsAndInLocalModeTasks() {
		assertEquals("#7", ExecutorDevice.of(List.of(), "7", 2));
		assertEquals("#2", ExecutorDevice.of(List.of(), "driver", 2));
		// As Spark's script for NVIDIA's cards on Kubernetes, and other cluster managers may say.
		assertEquals("#7", ExecutorDevice.of(List.of("GPU-5a2f"), "7", 2));
		assertTrue(ExecutorDevice.of(List.of(), "exec-a", 0).matches("#\\d{1,3}"));
	}

	/** What the user named stays named, and who wants the processor keeps it. */
	@Test
	public void onlyWhatIsLeftOpenIsSettled() {
		for (final String[] words : new String[][] { { "opencl", "opencl:#7" }, { "auto", "auto:#7" },
			{ "opencl:0", "opencl:0" }, { "opencl:0,2", "opencl:2" }, { "fused", "fused" },
			{ "reference", "reference" } })
			assertEquals(words[1], new EngineChoice(words[0]).on(ExecutorDevice.of(List.of(), "7", 2)).toString());
	}
}
