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
package sc.fiji.lucid.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

import org.junit.After;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.process.ImageConverter;

/** A recording and its restoration side by side. */
public class CompareCommandTest {

	private final Context context = new Context();

	@After
	public void dispose() {
		WindowManager.setTempCurrentImage(null);
		context.dispose();
	}

	private static ImagePlus stack(final String title, final int bits, final int channels, final int slices) {
		final ImagePlus image = IJ.createHyperStack(title, 16, 12, channels, slices, 1, bits);
		for (int i = 1; i <= image.getStackSize(); i++)
			for (int p = 0; p < 16 * 12; p++)
				image.getStack().getProcessor(i).setf(p, (7 * i + p) % 200);
		return image;
	}

	private ImagePlus compare(final ImagePlus raw, final ImagePlus restored) throws Exception {
		return (ImagePlus) context.service(CommandService.class)
			.run(CompareCommand.class, true, "raw", raw, "restored", restored)
			.get()
			.getOutput("result");
	}

	private static int[] pixels(final ImagePlus comparison, final int slice) {
		return ((int[]) comparison.getStack().getProcessor(slice).getPixels()).clone();
	}

	/** ImageJ empties the stack of an image that is closed. */
	@Test
	public void itGoesOnWhenItsImagesAreClosed() throws Exception {
		final ImagePlus raw = stack("raw", 16, 2, 5), restored = stack("restored", 32, 1, 5);
		final ImagePlus both = compare(raw, restored);
		final int[] second = pixels(both, 2), fourth = pixels(both, 4);
		restored.flush();
		assertArrayEquals(second, pixels(both, 2));
		raw.flush();
		assertEquals(5, both.getStack().size());
		assertArrayEquals(second, pixels(both, 2));
		assertArrayEquals(fourth, pixels(both, 4));
	}

	@Test
	public void itFollowsItsImagesWhileTheyCanBeCompared() throws Exception {
		final ImagePlus raw = stack("raw", 16, 2, 5), restored = stack("restored", 32, 2, 5);
		final ImagePlus both = compare(raw, restored);
		final int[] first = pixels(both, 2);
		raw.setPosition(2, 2, 1);
		final int[] other = pixels(both, 2);
		assertTrue("the channel that the recording shows", !java.util.Arrays.equals(first, other));
		raw.setPosition(1, 2, 1);
		restored.getStack().getProcessor(3).set(0);
		final int[] changed = pixels(both, 2);
		assertTrue(!java.util.Arrays.equals(first, changed));
		restored.setStack(restored.getStack().crop(0, 0, 0, 8, 8, 10));
		assertArrayEquals("another size cannot be followed", changed, pixels(both, 2));
	}

	@Test
	public void anRgbImageIsRefusedInOneLine() throws Exception {
		final ImagePlus colours = stack("colours", 8, 1, 5), grey = stack("grey", 8, 1, 5);
		new ImageConverter(colours).convertToRGB();
		for (final ImagePlus[] pair : new ImagePlus[][] { { colours, grey }, { grey, colours } })
			try {
				compare(pair[0], pair[1]);
				fail();
			}
			catch (final ExecutionException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("'colours' is an RGB image"));
			}
	}

	/** Of a title that no image has, SciJava makes an empty image. */
	@Test
	public void aTitleThatNoImageHasIsNamed() throws Exception {
		final ImagePlus raw = stack("raw", 16, 1, 5);
		try {
			compare(raw, new ImagePlus());
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(e.getMessage(), e.getMessage()
				.contains("The restored image (restored=) is not open: no open image has the title that was given."));
		}
		final PrintStream standardError = System.err;
		final ByteArrayOutputStream errors = new ByteArrayOutputStream();
		System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
		try {
			ImageJMacros.begin(context);
			for (final String command : new String[] { "Compare...', '", "Quality Report...', 'output=page.html " }) {
				errors.reset();
				assertNull(ImageJMacros
					.run("run('Lucid " + command + "raw=[no such] restored=[no such]');\nreturn 'went on';", ""));
				final String told = errors.toString(StandardCharsets.UTF_8);
				assertTrue(told,
					told.contains("The recorded image (raw=) is not open: no open image has the title 'no such'."));
			}
		}
		finally {
			System.setErr(standardError);
		}
	}
}
