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
package sc.fiji.lucid.camera;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** Gain, zero and offset belong together, whatever was told. */
public class NoiseModelTest {

	/** An 8-bit stack that somebody multiplied by 1000: its darkest places have less noise than a usual camera. */
	@Test
	public void theOffsetIsNoMoreThanTheDarkestPlace() {
		final NoiseModel stretched = new NoiseModel(0.00076, 684, true);
		final Camera camera = stretched.camera(0, 730);
		assertEquals(730, camera.offset(), 1e-9);
		assertEquals(684, camera.zero(), 1e-9);
		assertEquals(684, stretched.camera(0, 600).offset(), 1e-9);
	}

	@Test
	public void aUsualCameraIsTakenWhereNothingSpeaksAgainstIt() {
		assertEquals(1.6, new NoiseModel(0.5, 95, true).camera(0, 120).readNoise(), 0);
	}

	@Test
	public void whatWasToldIsKept() {
		final Camera camera = new NoiseModel(0.5, 95, true).camera(3, 100);
		assertEquals(3, camera.readNoise(), 0);
		assertEquals(95 + 9 / 0.5, camera.offset(), 1e-9);
	}
}
