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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;

/** A stack recorded from deep to shallow is restored as its reverse is, and reversed again. */
public class ZDirectionTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.15, 0.15, 0.3);
	private static final Extent SIZE = new Extent(32, 30, 24);
	private static final Settings OIL_INTO_WATER = Settings.NONE.with("na", "1.2")
		.with("immersion-index", "1.515")
		.with("sample-index", "1.36")
		.with("depth", "5")
		.with("emission", "520")
		.with("model", "gibson-lanni")
		.with("repair", "none");
	private static final Settings FIXED = OIL_INTO_WATER.with("background", "10")
		.with("method", "richardson-lucy")
		.with("iterations", "15");

	@Test
	public void aReversedStackIsRestoredAsItsReverse() throws Exception {
		final Volume recorded = recorded();
		for (final Settings s : List.of(FIXED, FIXED.with("slabs", "3"))) {
			final float[][] plain = restore(recorded, s),
				turned = restore(reversed(recorded), s.with("z-direction", "coverslip-last"));
			assertTrue(s + ": " + difference(plain, turned), difference(plain, turned) < 1e-4);
			final float[][] wrong = restore(reversed(recorded), s);
			assertTrue(s + " wrong: " + difference(plain, wrong), difference(plain, wrong) > 0.1);
		}
	}

	/** Photons are held out voxel by voxel, so that what is decided by them differs a little. */
	@Test
	public void alsoWhereAllIsDecidedFromTheData() throws Exception {
		final Volume recorded = recorded();
		final float[][] plain = restore(recorded, OIL_INTO_WATER),
			turned = restore(reversed(recorded), OIL_INTO_WATER.with("z-direction", "coverslip-last")),
			wrong = restore(reversed(recorded), OIL_INTO_WATER);
		assertTrue(difference(plain, turned) + ", wrong " + difference(plain, wrong),
			difference(plain, turned) < 0.4 * difference(plain, wrong));
	}

	@Test
	public void theLogTellsWhereItMatters() throws Exception {
		assertTrue(log(FIXED)
			.contains("z direction = the first slice nearest to the coverslip (default; the file does not know)"));
		assertTrue(log(FIXED.with("z-direction", "coverslip-last"))
			.contains("z direction = the last slice nearest to the coverslip (given)"));
		assertFalse(log(FIXED.with("sample-index", "1.515")).toString().contains("z direction"));
		assertTrue(log(FIXED.with("sample-index", "1.515").with("z-direction", "coverslip-last")).contains(
			"z direction = the last slice nearest to the coverslip (given; the PSF is the same from both sides)"));
	}

	private static List<String> log(final Settings settings) throws Exception {
		final List<float[]> planes = new ArrayList<>();
		final RunLog log = DeconvolutionJob.run(stack(recorded()), settings.with("iterations", "1").request(),
			(c, z, t, x, y, w, h, plane) -> planes.add(plane), Progress.NONE, line -> {});
		return log.lines();
	}

	/** Two points, one above the other, of a depth where the PSF is lopsided. */
	private static Volume recorded() {
		final Microscope m = OIL_INTO_WATER.request().optics().get(0).microscope();
		final Psf psf = PsfModel.GIBSON_LANNI.render(m, VOXEL, new Extent(31, 29, 47), Sampling.INTEGRATED);
		final Volume v = new Volume(SIZE);
		final Random random = new Random(1);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					double light = 10;
					for (final int at : new int[] { 7, 15 })
						if (Math.abs(x - 16) <= 15 && Math.abs(y - 15) <= 14)
							light += 20000 * psf.volume().row(y - 15 + 14, z - at + 23)[x - 16 + 15];
					v.row(y, z)[x] = (float) Math.max(0, light + Math.sqrt(light) * random.nextGaussian());
				}
		return v;
	}

	private static Volume reversed(final Volume v) {
		final Volume reversed = new Volume(v.extent());
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				System.arraycopy(v.row(y, SIZE.nz() - 1 - z), 0, reversed.row(y, z), 0, SIZE.nx());
		return reversed;
	}

	private static ImageJStack stack(final Volume v) {
		final ImageStack planes = new ImageStack(SIZE.nx(), SIZE.ny());
		for (int z = 0; z < SIZE.nz(); z++)
			planes.addSlice(new FloatProcessor(SIZE.nx(), SIZE.ny(), VolumeWriter.plane(v, z)));
		final ImagePlus image = new ImagePlus("points", planes);
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = VOXEL.x();
		image.getCalibration().pixelDepth = VOXEL.z();
		return ImageJStack.of(image);
	}

	private static float[][] restore(final Volume v, final Settings settings) throws Exception {
		final float[][] planes = new float[SIZE.nz()][];
		DeconvolutionJob.run(stack(v), settings.request(), (c, z, t, x, y, w, h, plane) -> planes[z] = plane,
			Progress.NONE, line -> {});
		assertEquals(SIZE.nz(), planes.length);
		return planes;
	}

	/** The root mean square of a − b turned round, over that of a. */
	private static double difference(final float[][] a, final float[][] b) {
		double difference = 0, sum = 0;
		for (int z = 0; z < a.length; z++)
			for (int i = 0; i < a[z].length; i++) {
				difference += Math.pow(a[z][i] - b[a.length - 1 - z][i], 2);
				sum += a[z][i] * (double) a[z][i];
			}
		return Math.sqrt(difference / sum);
	}
}
