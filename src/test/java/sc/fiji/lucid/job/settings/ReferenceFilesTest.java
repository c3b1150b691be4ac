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
package sc.fiji.lucid.job.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.image.Extent;

/** A dark for each channel of the recording stays that of its channel if only some channels are restored. */
public class ReferenceFilesTest {

	private static final Extent SIZE = new Extent(8, 6, 5);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private String dark(final int... counts) {
		final ImagePlus image = IJ.createHyperStack("dark", 8, 6, counts.length, 1, 1, 16);
		for (int c = 0; c < counts.length; c++)
			image.getStack().getProcessor(c + 1).add(counts[c]);
		final String path = new File(folder.getRoot(), "dark" + counts.length + "-" + counts[0] + ".tif").getPath();
		IJ.saveAsTiff(image, path);
		return path;
	}

	private static float of(final String darks, final String channels, final int channel) {
		return new ReferenceFiles(darks, "", channels).dark(channel, SIZE).orElseThrow().row(0, 0)[0];
	}

	@Test
	public void filesAreThoseOfTheChosenChannels() {
		final String both = dark(100) + "," + dark(200);
		assertEquals(100, of(both, "", 0), 0);
		assertEquals(200, of(both, "", 1), 0);
		assertEquals(200, of(both, "2", 0), 0);
		assertEquals("as many as are chosen", 100, of(both, "2,3", 0), 0);
		assertEquals("one for all", 100, of(dark(100), "3", 0), 0);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> of(both, "3", 0)).getMessage()
			.contains("none for channel 3"));
	}

	@Test
	public void channelsOfOneFileAreToo() {
		final String all = dark(100, 200, 300);
		assertEquals(300, of(all, "", 2), 0);
		assertEquals(300, of(all, "2-3", 1), 0);
		assertEquals(200, of(all, "2", 0), 0);
	}
}
