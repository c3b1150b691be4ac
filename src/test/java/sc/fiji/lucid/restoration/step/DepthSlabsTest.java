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
package sc.fiji.lucid.restoration.step;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.ArrayList;
import java.util.List;

import org.junit.Test;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.DeconvolutionJob;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;

/** A PSF that changes with depth: each part is restored with its own, without a seam. */
public class DepthSlabsTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.12, 0.12, 0.3);
	private static final Extent SIZE = new Extent(36, 34, 48);
	private static final Settings OIL_INTO_WATER = Settings.NONE.with("na", "1.2")
		.with("immersion-index", "1.515")
		.with("sample-index", "1.36")
		.with("emission", "520")
		.with("model", "gibson-lanni")
		.with("background", "10")
		.with("method", "richardson-lucy")
		.with("iterations", "30");

	@Test
	public void weightsAddUpToOne() {
		for (final int count : new int[] { 1, 2, 3, 7 }) {
			final DepthSlabs slabs = DepthSlabs.equal(30, count, 4);
			for (int z = 0; z < 30; z++) {
				double sum = 0;
				for (int i = 0; i < count; i++) {
					final double w = slabs.weight(i, z);
					sum += w;
					assertTrue(w == 0 || z >= slabs.first(i) && z < slabs.end(i));
				}
				assertEquals(1, sum, 1e-12);
			}
		}
	}

	@Test
	public void eachDepthIsRestoredWithItsOwnPsf() throws Exception {
		final ImageJStack stack = recorded();
		final double[] one = axialWidths(restore(stack, OIL_INTO_WATER)),
			four = axialWidths(restore(stack, OIL_INTO_WATER.with("slabs", "4")));
		assertTrue("deep bead: " + one[1] + " >> " + four[1], four[1] < 0.93 * one[1]);
		assertTrue("shallow bead: " + one[0] + " >> " + four[0], four[0] < 1.1 * one[0]);
	}

	/** Where the PSF does not change, not at all; where it hardly does, by hardly more. */
	@Test
	public void slabsOfOnePsfMakeTheWhole() throws Exception {
		assertEquals(0, ofSlabs("1.515"), 0);
		final double almost = ofSlabs("1.512");
		assertTrue("" + almost, almost > 0 && almost < 0.02);
	}

	/** @return how far three slabs are from one PSF */
	private static double ofSlabs(final String sample) throws Exception {
		final Settings matched = OIL_INTO_WATER.with("sample-index", sample);
		final ImageJStack stack = recorded();
		final float[][] whole = restore(stack, matched), slabs = restore(stack, matched.with("slabs", "3"));
		double difference = 0, sum = 0;
		for (int z = 0; z < whole.length; z++)
			for (int i = 0; i < whole[z].length; i++) {
				difference += Math.abs(whole[z][i] - slabs[z][i]);
				sum += whole[z][i];
			}
		return difference / sum;
	}

	@Test
	public void wrongNumbersAreRefused() throws Exception {
		for (final String wrong : new String[] { "0", "2.5", "many", "49" })
			try {
				restore(recorded(), OIL_INTO_WATER.with("slabs", wrong));
				fail(wrong);
			}
			catch (final IllegalArgumentException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("'slabs'"));
			}
	}

	/** Two beads, one near the coverslip and one deep, each blurred by the PSF of its depth. */
	private static ImageJStack recorded() {
		final Volume v = new Volume(SIZE);
		for (final int z : new int[] { 6, 41 }) {
			final Microscope m = OIL_INTO_WATER.request().optics().get(0).microscope().atDepth(z * VOXEL.z());
			final Psf psf = PsfModel.GIBSON_LANNI.render(m, VOXEL, new Extent(31, 31, 41), Sampling.INTEGRATED);
			for (int dz = -20; dz <= 20; dz++)
				for (int y = 0; y < 31 && z + dz >= 0 && z + dz < SIZE.nz(); y++)
					for (int x = 0; x < 31; x++)
						v.row(y + 2, z + dz)[x + 3] += 30000 * psf.volume().row(y, dz + 20)[x];
		}
		final ImageStack planes = new ImageStack(SIZE.nx(), SIZE.ny());
		for (int z = 0; z < SIZE.nz(); z++) {
			final FloatProcessor plane = new FloatProcessor(SIZE.nx(), SIZE.ny(), VolumeWriter.plane(v, z));
			plane.add(10);
			planes.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("beads", planes);
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = VOXEL.x();
		image.getCalibration().pixelDepth = VOXEL.z();
		return ImageJStack.of(image);
	}

	private static float[][] restore(final ImageJStack stack, final Settings settings) throws Exception {
		final List<float[]> planes = new ArrayList<>();
		DeconvolutionJob.run(stack, settings.request(), (c, z, t, x, y, w, h, plane) -> planes.add(plane),
			Progress.NONE, line -> {});
		return planes.toArray(new float[0][]);
	}

	/** Second moments along z, in planes, of the light within 12 planes of each bead. */
	private static double[] axialWidths(final float[][] planes) {
		final double[] widths = new double[2];
		for (int bead = 0; bead < 2; bead++) {
			final int[] range = bead == 0 ? new int[] { 0, 18 } : new int[] { 29, 48 };
			double sum = 0, first = 0, second = 0;
			for (int z = range[0]; z < range[1]; z++) {
				final double light = planes[z][17 * SIZE.nx() + 18];
				sum += light;
				first += light * z;
				second += light * z * z;
			}
			widths[bead] = Math.sqrt(second / sum - first / sum * first / sum);
		}
		return widths;
	}
}
