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
package sc.fiji.lucid.job.stack;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;

public class SelectionTest {

	private static Stack stack() {
		final ImagePlus image = IJ.createHyperStack("cells", 8, 6, 3, 4, 5, 16);
		for (int i = 1; i <= image.getStackSize(); i++) {
			image.getStack().getProcessor(i).set(i);
			image.getStack().setSliceLabel("plane " + i, i);
		}
		return ImageJStack.of(image);
	}

	@Test
	public void choosesPlanesAndTheirLabels() throws Exception {
		final Stack whole = stack(), part = Selection.of(whole, "3,1", "2-4");
		assertEquals("8x6x4, 2 channels, 3 frames", part.shape().toString());
		assertArrayEquals((short[]) whole.plane(2, 1, 1), (short[]) part.plane(0, 1, 0));
		assertArrayEquals((short[]) whole.plane(0, 3, 3), (short[]) part.plane(1, 3, 2));
		assertEquals("plane " + (1 + whole.shape().planeIndex(2, 0, 1)), part.metadata().imagej().sliceLabels().get(0));
		assertEquals(2, part.metadata().imagej().luts().size());
		assertSame(whole, Selection.of(whole, "", " "));
	}

	/** Seconds between the frames that were chosen; none where they are not evenly spaced. */
	@Test
	public void theIntervalIsThatOfTheChosenFrames() {
		final ImagePlus image = IJ.createHyperStack("cells", 8, 6, 1, 2, 6, 16);
		image.getCalibration().frameInterval = 2.5;
		final Stack whole = ImageJStack.of(image);
		assertEquals(5, Selection.of(whole, "", "1,3,5").metadata().frameInterval().getAsDouble(), 0);
		assertEquals(2.5, Selection.of(whole, "", "2-4").metadata().frameInterval().getAsDouble(), 0);
		assertEquals(2.5, Selection.of(whole, "1", "").metadata().frameInterval().getAsDouble(), 0);
		for (final String uneven : new String[] { "1,2,4", "5,3,1", "2,2" }) {
			final Stack part = Selection.of(whole, "", uneven);
			assertTrue(uneven, part.metadata().frameInterval().isEmpty());
			assertTrue(uneven, part.metadata().notes().toString().contains("The frame interval is not kept"));
		}
	}

	@Test
	public void refusesWhatIsNotThere() {
		for (final String wrong : new String[] { "0", "4", "3-2", "a", "1-", "1,,2", "1,", ",1" })
			try {
				Selection.of(stack(), wrong, "");
				fail(wrong);
			}
			catch (final IllegalArgumentException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("channels"));
			}
	}
}
