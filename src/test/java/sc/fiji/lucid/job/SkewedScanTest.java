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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.ResultMetadata;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.testing.Volumes;

/** A skewed stage scan is restored as it was recorded, and put upright once, at the end. */
public class SkewedScanTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.4);
	private static final Extent SIZE = new Extent(24, 40, 20);
	private static final double ANGLE = 31.8;
	private static final Settings SHEET = Settings.NONE.with("modality", "light-sheet")
		.with("na", "1.1")
		.with("immersion-index", "1.33")
		.with("emission", "520")
		.with("excitation", "488")
		.with("repair", "none");
	private static final Settings FIXED = SHEET.with("background", "10")
		.with("method", "richardson-lucy")
		.with("iterations", "25");

	/** Where a point lies, upright, in µm from the middle of the first voxel of the box about the scan. */
	private static final double X = 1.2, Y = 5.03, Z = 11 * 0.4 * Math.sin(Math.toRadians(ANGLE));

	/**
	 * A point as a scan records it: the image of the optics, computed at points twelve times finer than pixels and
	 * looked up where each pixel of each tilted slice lies.
	 */
	private static Volume point(final double degrees) {
		final Skew skew = new Skew(degrees);
		final int n = 12, half = 30;
		final Volume image = PsfModel.VECTORIAL
			.render(SHEET.request().optics().get(0).microscope(), new VoxelSize(0.1, 0.1 / n, skew.planeDistance(0.4)),
				new Extent(23, 2 * half * n + 1, 25), Sampling.POINT)
			.volume();
		final double shift = skew.shift(0.4), least = Math.min(0, (SIZE.nz() - 1) * shift);
		final Volume scan = new Volume(SIZE);
		for (int k = 0; k < SIZE.nz(); k++)
			for (int j = 0; j < SIZE.ny(); j++)
				for (int i = 0; i < SIZE.nx(); i++) {
					scan.row(j, k)[i] = 10;
					for (int s = 0; s < n; s++) {
						final double y = 0.1 * (j + (s + 0.5) / n - 0.5) + k * shift - least - Y;
						final int row = (int) Math.round(y / 0.1 * n) + half * n, x = i - 12 + 11, z = k - 11 + 12;
						if (row >= 0 && row <= 2 * half * n && x >= 0 && x < 23 && z >= 0 && z < 25)
							scan.row(j, k)[i] += (float) (50_000 * image.row(row, z)[x]);
					}
				}
		return scan;
	}

	private static ImageJStack stack(final int frames, final Volume... channels) {
		final Extent e = channels[0].extent();
		final ImageStack planes = new ImageStack(e.nx(), e.ny());
		for (int t = 0; t < frames; t++)
			for (int z = 0; z < e.nz(); z++)
				for (final Volume v : channels)
					planes.addSlice(new FloatProcessor(e.nx(), e.ny(), VolumeWriter.plane(v, z)));
		final ImagePlus image = new ImagePlus("scan", planes);
		image.setDimensions(channels.length, e.nz(), frames);
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = VOXEL.x();
		image.getCalibration().pixelDepth = VOXEL.z();
		return ImageJStack.of(image);
	}

	/** What was restored: planes in ImageJ's order, and the log. */
	private record Result(StackShape shape, float[][] planes, RunLog log) {

		double sum() {
			double sum = 0;
			for (final float[] plane : planes)
				for (final float v : plane)
					if (!Float.isNaN(v)) sum += v;
			return sum;
		}

		/** Middle of what lies within 4 voxels of the brightest one, in µm. */
		double[] brightest() {
			int best = 0, plane = 0;
			for (int z = 0; z < planes.length; z++)
				for (int i = 0; i < planes[z].length; i++)
					if (planes[z][i] > planes[plane][best] || Float.isNaN(planes[plane][best])) {
						plane = z;
						best = i;
					}
			final double[] middle = new double[4];
			for (int z = Math.max(0, plane - 4); z <= Math.min(planes.length - 1, plane + 4); z++)
				for (int y = best / shape.width() - 4; y <= best / shape.width() + 4; y++)
					for (int x = best % shape.width() - 4; x <= best % shape.width() + 4; x++) {
						final float v = planes[z][y * shape.width() + x];
						if (Float.isNaN(v)) continue;
						middle[0] += v;
						middle[1] += v * x * 0.1;
						middle[2] += v * y * 0.1;
						middle[3] += v * z * 0.4 * Math.sin(Math.toRadians(ANGLE));
					}
			return Arrays.stream(middle).skip(1).map(m -> m / middle[0]).toArray();
		}
	}

	private static Result restore(final ImageJStack scan, final Settings settings, final long memory) throws Exception {
		final Request request = settings.request();
		final StackShape shape = ResultMetadata.shape(scan, request);
		final float[][] planes = new float[(int) shape.planes()][shape.planeSize()];
		final RunLog log = DeconvolutionJob.run(scan, request, new PsfCache(), (c, z, t, x, y, w, h, part) -> {
			for (int j = 0; j < h; j++)
				System.arraycopy(part, j * w, planes[(int) shape.planeIndex(c, z, t)], (y + j) * shape.width() + x, w);
		}, memory, Progress.NONE, line -> {});
		return new Result(shape, planes, log);
	}

	private static Result restore(final Volume scan, final Settings settings) throws Exception {
		return restore(stack(1, scan), settings, Long.MAX_VALUE);
	}

	@Test
	public void aPointLiesWhereItIs() throws Exception {
		for (final double angle : new double[] { ANGLE, -ANGLE }) {
			final Result result = restore(point(angle), FIXED.with("skew-angle", "" + angle));
			final double[] place = result.brightest();
			assertEquals("x", X, place[0], 0.1 * 0.1);
			assertEquals("y", Y, place[1], 0.1 * 0.1);
			assertEquals("z", Z, place[2], 0.1 * 0.21);
			// the other way round it lies elsewhere, or nowhere
			final double[] wrong = restore(point(-angle), FIXED.with("skew-angle", "" + angle)).brightest();
			assertTrue(Arrays.toString(wrong), Math.abs(wrong[1] - Y) > 0.3);
		}
	}

	@Test
	public void noLightIsLostUpright() throws Exception {
		final Result scan = restore(point(ANGLE), FIXED.with("skew-angle", "" + ANGLE).with("deskew", "false")),
			upright = restore(point(ANGLE), FIXED.with("skew-angle", "" + ANGLE));
		assertEquals(new StackShape(24, 40, 20, 1, 1), scan.shape);
		assertEquals(new StackShape(24, 40 + 65, 20, 1, 1), upright.shape);
		assertEquals(scan.sum(), upright.sum(), 1e-3 * scan.sum());
		assertTrue(upright.log.lines().toString(), upright.log.lines()
			.stream()
			.anyMatch(l -> l.contains("24x105x20 voxels") && l.contains(24 * 65 * 20 + " were not seen and are NaN")));
		long none = 0;
		for (final float[] plane : upright.planes)
			for (final float v : plane)
				if (Float.isNaN(v)) none++;
		assertEquals(24 * 65 * 20, none);
	}

	@Test
	public void aRightAngleIsNoSkew() throws Exception {
		final Volume scan = point(ANGLE);
		assertArrayEquals(restore(scan, FIXED).planes, restore(scan, FIXED.with("skew-angle", "90")).planes);
	}

	/** The PSF is cut at the edges of tiles, which are the same wherever the result is put. */
	@Test
	public void tilesMakeTheWhole() throws Exception {
		final Settings settings = FIXED.with("skew-angle", "" + ANGLE)
			.with("iterations", "8")
			.with("saturation", "none");
		final Random random = new Random(3);
		final ImageJStack wide = stack(1,
			Volumes.of(new Extent(16, 400, 12), (x, y, z) -> 10 + 3 * random.nextDouble() +
				(z % 7 == 3 && y % 11 == 5 && x == 8 ? 500 : 20 * Math.abs(Math.sin(0.3 * y + z)))));
		final Result whole = restore(wide, settings, Long.MAX_VALUE), tiled = restore(wide, settings, 6L << 20);
		assertTrue(tiled.log.lines().toString(),
			tiled.log.lines().stream().anyMatch(l -> l.matches("plan: .*tiles.*")));
		double difference = 0, sum = 0;
		for (int z = 0; z < whole.planes.length; z++)
			for (int i = 0; i < whole.planes[z].length; i++) {
				assertEquals(Float.isNaN(whole.planes[z][i]), Float.isNaN(tiled.planes[z][i]));
				if (Float.isNaN(whole.planes[z][i])) continue;
				difference += Math.abs(whole.planes[z][i] - tiled.planes[z][i]);
				sum += Math.abs(whole.planes[z][i]);
			}
		assertTrue(difference / sum + "", difference < 0.01 * sum);
	}

	@Test
	public void allChannelsAndFramesAreUpright() throws Exception {
		final Volume scan = point(ANGLE);
		final Settings settings = FIXED.with("skew-angle", "" + ANGLE).with("iterations", "3");
		final Result one = restore(scan, settings), all = restore(stack(2, scan, scan), settings, Long.MAX_VALUE);
		assertEquals(2, all.shape.channels());
		assertEquals(2, all.shape.frames());
		for (int z = 0; z < SIZE.nz(); z++)
			assertArrayEquals(one.planes[z], all.planes[(int) all.shape.planeIndex(1, z, 1)], 1e-3f);
	}
}
