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
package sc.fiji.lucid.enhancement;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/**
 * Makes the picture of docs/guide/enhance.md.
 *
 * <pre>
 * lucid simulate --full-light --phantom nuclei --size 160x160x16 --voxel 0.1x0.1x0.3 --na 1.2 --emission 520
 *   --immersion-index 1.333 --shading 0.8 --peak 1000 --seed 1 -o SIM
 * java -cp ... sc.fiji.lucid.enhancement.EnhancementBenchmark SIM docs/guide/enhance/methods.png
 * </pre>
 */
public final class EnhancementBenchmark {

	private static final int GAP = 6;

	private EnhancementBenchmark() {}

	/** @param args the folder of the phantom, and the picture to write */
	public static void main(final String[] args) throws IOException {
		final float[] plane, all;
		final int width;
		try (Stack stack = StackReader.open(Path.of(args[0], "observed.tif"))) {
			width = stack.width();
			plane = stack.floats(0, stack.slices() / 2, 0);
			all = new float[plane.length * stack.slices()];
			for (int z = 0; z < stack.slices(); z++)
				System.arraycopy(stack.floats(0, z, 0), 0, all, z * plane.length, plane.length);
		}
		final List<float[]> shown = new ArrayList<>(List.of(plane));
		for (final EnhancementMethod method : EnhancementMethod.values())
			shown.add(method
				.with(method == EnhancementMethod.HOMOMORPHIC ? Map.of(EnhancementParameter.LIGHT, 0.0) : Map.of())
				.of(plane, width, GreyRange.of(all)));
		ImageIO.write(row(shown, width), "png", new File(args[1]));
	}

	private static BufferedImage row(final List<float[]> planes, final int width) {
		final int height = planes.get(0).length / width;
		final BufferedImage picture = new BufferedImage(planes.size() * (width + GAP) - GAP, height,
			BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < planes.size(); i++) {
			final double[] ends = { GreyRange.of(planes.get(i)).at(0.02), GreyRange.of(planes.get(i)).at(0.999) };
			for (int k = 0; k < planes.get(i).length; k++)
				picture.getRaster()
					.setSample(i * (width + GAP) + k % width, k / width, 0,
						(int) Math.max(0, Math.min(255, 255 * (planes.get(i)[k] - ends[0]) / (ends[1] - ends[0]))));
		}
		return picture;
	}
}
