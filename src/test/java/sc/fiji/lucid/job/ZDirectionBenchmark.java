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
package sc.fiji.lucid.job;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.settings.Settings;

/**
 * Makes the picture of docs/guide/depth.md: a stack recorded from deep to shallow, restored as if its first slice lay
 * at the coverslip, and as it was.
 *
 * <pre>
 * lucid simulate --full-light --phantom filaments --size 96x64x40 --voxel 0.1x0.1x0.25 --na 1.4 --emission 520
 *   --immersion-index 1.515 --sample-index 1.36 --depth 6 --seed 1 -o SIM
 * java -cp ... sc.fiji.lucid.job.ZDirectionBenchmark SIM docs/guide/depth/z-direction.png
 * </pre>
 */
public final class ZDirectionBenchmark {

	private static final int ZOOM = 4;
	private static final Settings OPTICS = Settings.NONE.with("na", "1.4")
		.with("emission", "520")
		.with("immersion-index", "1.515")
		.with("sample-index", "1.36")
		.with("depth", "6")
		.with("voxel", "0.1x0.1x0.25");

	private ZDirectionBenchmark() {}

	/** @param args the folder of the phantom, and the picture to write */
	public static void main(final String[] args) throws IOException {
		final float[][] recorded = reversed(args[0], "observed.tif"), truth = reversed(args[0], "truth.tif");
		final float[][] wrong = restored(recorded, OPTICS),
			right = restored(recorded, OPTICS.with("z-direction", "coverslip-last"));
		System.out.printf("NRMSE: coverslip-first %.3f, coverslip-last %.3f%n", error(wrong, truth),
			error(right, truth));
		ImageIO.write(montage(List.of(recorded, wrong, right, truth)), "png", new File(args[1]));
	}

	private static int width;
	private static int height;

	private static float[][] reversed(final String folder, final String name) throws IOException {
		try (Stack stack = StackReader.open(Path.of(folder, name))) {
			width = stack.width();
			height = stack.height();
			final float[][] planes = new float[stack.slices()][];
			for (int z = 0; z < planes.length; z++)
				planes[planes.length - 1 - z] = stack.floats(0, z, 0);
			return planes;
		}
	}

	private static float[][] restored(final float[][] recorded, final Settings settings) throws IOException {
		final ImageStack planes = new ImageStack(width, height);
		for (final float[] plane : recorded)
			planes.addSlice(new FloatProcessor(width, height, plane));
		final float[][] restored = new float[recorded.length][];
		DeconvolutionJob.run(ImageJStack.of(new ImagePlus("reversed", planes)), settings.request(),
			(c, z, t, x, y, w, h, plane) -> restored[z] = plane, Progress.NONE, System.out::println);
		return restored;
	}

	/** The root mean square error after the best factor, over the root mean square of the truth. */
	private static double error(final float[][] restored, final float[][] truth) {
		double rt = 0, rr = 0, tt = 0;
		for (int z = 0; z < truth.length; z++)
			for (int i = 0; i < truth[z].length; i++) {
				rt += restored[z][i] * (double) truth[z][i];
				rr += restored[z][i] * (double) restored[z][i];
				tt += truth[z][i] * (double) truth[z][i];
			}
		return Math.sqrt(1 - rt * rt / rr / tt);
	}

	/** Maximum projections along y, the first slice at the top, each to its own range. */
	private static BufferedImage montage(final List<float[][]> stacks) {
		final int nz = stacks.get(0).length, wide = width * ZOOM, high = (int) (nz * 2.5 * ZOOM), gap = 8;
		final BufferedImage picture = new BufferedImage(2 * wide + gap, 2 * high + gap, BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < stacks.size(); i++) {
			final float[][] xz = new float[nz][width];
			float low = Float.MAX_VALUE, top = 0;
			for (int z = 0; z < nz; z++)
				for (int x = 0; x < width; x++) {
					for (int y = 0; y < height; y++)
						xz[z][x] = Math.max(xz[z][x], stacks.get(i)[z][y * width + x]);
					low = Math.min(low, xz[z][x]);
					top = Math.max(top, xz[z][x]);
				}
			for (int y = 0; y < high; y++)
				for (int x = 0; x < wide; x++) {
					final double v = (xz[y * nz / high][x / ZOOM] - low) / (top - low);
					final int grey = (int) (255 * Math.sqrt(v));
					picture.setRGB(i % 2 * (wide + gap) + x, i / 2 * (high + gap) + y, grey << 16 | grey << 8 | grey);
				}
		}
		return picture;
	}
}
