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
package sc.fiji.lucid.io.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;

/** An OME-TIFF of either size comes back, whatever the number of its planes. */
public class OmeTiffFrameTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void smallAndBigComeBack() throws IOException {
		for (final boolean big : new boolean[] { false, true })
			for (final StackShape shape : new StackShape[] { new StackShape(5, 3, 1, 1, 1),
				new StackShape(4, 3, 2, 3, 2) })
			{
				final Path file = folder.getRoot().toPath().resolve(big + "-" + shape.planes() + ".ome.tif");
				try (TiffStackWriter writer = new TiffStackWriter(file, shape,
					new OmeTiffFrame("n", shape, StackMetadata.NONE, big), false))
				{
					for (int t = 0; t < shape.frames(); t++)
						for (int z = 0; z < shape.slices(); z++)
							for (int c = 0; c < shape.channels(); c++)
								writer.write(c, z, t, plane(shape, c, z, t));
					writer.finish();
				}
				assertEquals(big ? 43 : 42, Files.readAllBytes(file)[3]);
				try (Stack stack = StackReader.open(file)) {
					assertEquals(shape, stack.shape());
					for (int t = 0; t < shape.frames(); t++)
						for (int z = 0; z < shape.slices(); z++)
							for (int c = 0; c < shape.channels(); c++)
								assertArrayEquals(plane(shape, c, z, t), stack.floats(c, z, t), 0);
				}
			}
	}

	private static float[] plane(final StackShape shape, final int c, final int z, final int t) {
		final float[] plane = new float[shape.planeSize()];
		Arrays.fill(plane, 100 * c + 10 * z + t + 0.5f);
		return plane;
	}
}
