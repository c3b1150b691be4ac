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
package sc.fiji.lucid;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import org.junit.Test;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.testing.Images;
import sc.fiji.lucid.testing.Volumes;

/** What the build tells SciJava Ops, and that SciJava's own index of commands is written beside it. */
public class LucidOpsTest {

	/** All files of this name on the class path, one after the other. */
	private static String resource(final String name) throws IOException {
		final StringBuilder text = new StringBuilder();
		for (final URL url : Collections.list(Lucid.class.getClassLoader().getResources(name)))
			try (InputStream in = url.openStream()) {
				text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
			}
		return text.toString();
	}

	@Test
	public void bothAreOps() throws IOException {
		final String ops = resource("ops.yaml");
		for (final String method : new String[] { "fromOptics", "fromPsf" })
			assertTrue(ops, ops.contains("javaMethod:/sc.fiji.lucid.LucidOps." + method));
		assertEquals(ops, 2, ops.split("deconvolve.lucid", -1).length - 1);
	}

	@Test
	public void commandsAreStillFound() throws IOException {
		assertTrue(
			resource("META-INF/json/org.scijava.plugin.Plugin").contains("sc.fiji.lucid.command.DeconvolveCommand"));
	}

	@Test
	public void theMethodsAreTheDoor() {
		final Volume blob = Volumes.of(new Extent(24, 24, 8),
			(x, y, z) -> 10 + 500 * Math.exp(-0.1 * ((x - 12) * (x - 12) + (y - 12) * (y - 12) + (z - 4) * (z - 4))));
		final Img<FloatType> image = Images.floats(blob),
			psf = Images.floats(Volumes.gaussian(new Extent(9, 9, 5), 1.3, 1, 0).volume());
		final double[] voxel = { 0.1, 0.1, 0.2 };
		final Microscope microscope = Microscope.widefield(0.8).emission(0.520).build();
		Images.assertSame(Lucid.restore(image, sc.fiji.lucid.optics.VoxelSize.of(0.1, 0.1, 0.2), microscope),
			LucidOps.fromOptics(image, voxel, microscope));
		assertEquals(3, LucidOps.fromPsf(image, voxel, psf).numDimensions());
		LucidTest.refused("takes three numbers", () -> LucidOps.fromPsf(image, new double[2], psf));
	}
}
