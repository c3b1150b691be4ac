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
package sc.fiji.lucid.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** Counts by hand. */
public class VoxelCheckTest {

	@Test
	public void countsAndFirstPlaceDoNotDependOnTheOrder() {
		final float[] late = { 1, Float.NaN, 3, Float.POSITIVE_INFINITY, -2, 0 };
		final float[] early = { 1, 1, 1, 1, Float.NEGATIVE_INFINITY, 1 };
		final VoxelCheck check = new VoxelCheck(3);
		check.add(late, 0, 5, 0);
		check.add(early, 1, 2, 0);
		assertEquals(1, check.notANumber());
		assertEquals(2, check.infinite());
		assertEquals(1, check.negative());
		assertEquals(-2, check.min(), 0);
		assertEquals(3, check.max(), 0);
		final String message = assertThrows(IllegalArgumentException.class, () -> check.refuseUnusable("a.tif")).getMessage();
		assertTrue(message, message.startsWith(
			"a.tif has 3 voxels that are not finite numbers (1 NaN, 2 infinite), the first at x=1, y=1, z=2, channel 2, frame 1."));
	}

	@Test
	public void zerosAreRefused() {
		final VoxelCheck check = new VoxelCheck(2);
		check.add(new byte[4], 0, 0, 0);
		assertTrue(check.isAllZero());
		assertThrows(IllegalArgumentException.class, () -> check.refuseUnusable("a.tif"));
		check.add(new byte[] { 0, 0, 0, 1 }, 0, 1, 0);
		check.refuseUnusable("a.tif");
	}

	@Test
	public void saturationIsAPlateauAtTheEndOfTheRange() {
		final VoxelCheck check = new VoxelCheck(2);
		check.add(new short[] { 4095, 4095, 7, (short) 4095 }, 0, 0, 0);
		assertEquals(3, check.saturated());
		assertTrue(check.notes().get(0), check.notes().get(0).startsWith("3 voxels (75.0 %) are saturated at 4095"));
		check.add(new short[] { (short) 60000, (short) 60000, 0, 0 }, 0, 0, 0);
		assertEquals(0, check.saturated());
	}
}
