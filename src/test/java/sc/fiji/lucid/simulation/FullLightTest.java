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
package sc.fiji.lucid.simulation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Fwhm;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.testing.Volumes;

/** The optics that simulate lose no light, and agree with the PSFs that restore, which are computed in another way. */
public class FullLightTest {

	private static final Extent VIEW = new Extent(25, 25, 11);
	/** Odd, so that the middle of a voxel is a point that can be drawn. */
	private static final int OVERSAMPLING = 3;

	/** What is recorded of a point, as thick as a voxel, this many voxels from the middle of the field. */
	private static Volume point(final FullLight light, final Extent view, final int dx, final int dz) {
		final Volume object = new Volume(light.object());
		final int x = OVERSAMPLING * (light.margin().nx() + view.nx() / 2 + dx) + 1;
		final int y = OVERSAMPLING * (light.margin().ny() + view.ny() / 2) + 1;
		final int z = OVERSAMPLING * (light.margin().nz() + view.nz() / 2 + dz);
		for (int i = 0; i < OVERSAMPLING; i++)
			object.row(y, z + i)[x] = 1f / OVERSAMPLING;
		return light.blur(object);
	}

	@Test
	public void oilAgreesWithThePsfThatRestores() {
		compare(Objective.OIL, PsfModel.VECTORIAL, 0.005);
	}

	@Test
	public void deepWaterAgreesWithThePsfThatRestores() {
		compare(Objective.WATER, PsfModel.VECTORIAL, 0.005);
	}

	@Test
	public void airAgreesWithTheVectorialPsf() {
		compare(Objective.AIR, PsfModel.VECTORIAL, 0.01);
	}

	/** Dipoles along the axis make the spot of NA 0.8 wider than scalar theory knows, by 5 %. */
	@Test
	public void airIsNearTheScalarPsfThatRestores() {
		compare(Objective.AIR, PsfModel.GIBSON_LANNI, 0.06);
	}

	@Test
	public void confocalAgreesWithThePsfThatRestores() {
		compare(Objective.CONFOCAL, PsfModel.VECTORIAL, 0.005);
	}

	@Test
	public void twoPhotonsAgreeWithThePsfThatRestores() {
		compare(Objective.TWO_PHOTONS, PsfModel.VECTORIAL, 0.005);
	}

	/** The pupil of a real beam ends somewhere: its sheet is less than a Gaussian at the edges. */
	@Test
	public void sheetsAgreeWithThePsfThatRestores() {
		compare(Objective.SHEET, PsfModel.VECTORIAL, 0.01);
		compare(Objective.LATTICE, PsfModel.VECTORIAL, 0.01);
	}

	/**
	 * Widths, all lines through the peak, and the light of each plane; planes close enough that a voxel is as good as
	 * three.
	 */
	private static void compare(final Objective o, final PsfModel model, final double tolerance) {
		final VoxelSize voxel = new VoxelSize(o.voxel().x(), o.voxel().y(), o.voxel().z() / 2);
		final Volume simulated = Volumes
			.normalized(point(new FullLight(o.microscope(), VIEW, voxel, OVERSAMPLING, false), VIEW, 0, 0));
		final Volume restoring = model.render(o.microscope(), voxel, VIEW, Sampling.INTEGRATED).volume();
		final double[][] s = Fwhm.profiles(simulated), r = Fwhm.profiles(restoring);
		for (int axis = 0; axis < 3; axis++) {
			assertEquals("width", 1, Fwhm.of(s[axis]) / Fwhm.of(r[axis]), tolerance);
			final int middle = s[axis].length / 2;
			for (int i = 0; i < s[axis].length; i++)
				assertEquals(axis + " " + i, r[axis][i] / r[axis][middle], s[axis][i] / s[axis][middle], tolerance);
		}
		for (int z = 0; z < VIEW.nz(); z++)
			assertEquals("plane " + z, 1, plane(simulated, z) / plane(restoring, z), tolerance);
	}

	private static double plane(final Volume v, final int z) {
		double sum = 0;
		for (int y = 0; y < v.extent().ny(); y++)
			for (final float value : v.row(y, z))
				sum += value;
		return sum;
	}

	/** Parseval: what the pupil holds does not depend on defocus. The field is wider than the cone of light. */
	@Test
	public void everyPlaneOfWidefieldHoldsTheSameLight() {
		final Extent view = new Extent(72, 72, 5);
		final Volume image = point(
			new FullLight(Objective.AIR.microscope(), view, Objective.AIR.voxel(), OVERSAMPLING, false), view, 0, 0);
		// 9 planes are as far as two of the stack can be apart.
		for (int z = 0; z < view.nz(); z++) {
			assertEquals(1, 9 * plane(image, z), 0.006);
			assertEquals(plane(image, 2), plane(image, z), 0.001 * plane(image, 2));
		}
	}

	/** Above, below and beside the field, and none comes round from the canvas's far side. */
	@Test
	public void lightComesInFromOutside() {
		final Extent view = new Extent(64, 64, 5);
		final FullLight light = new FullLight(Objective.AIR.microscope(), view, Objective.AIR.voxel(), OVERSAMPLING,
			false);
		assertEquals(5 / 9.0, point(light, view, 0, light.margin().nz() + 2).sum(), 0.01);
		assertEquals(5 / 9.0, point(light, view, 0, -light.margin().nz() - 2).sum(), 0.01);
		final Volume beside = point(light, view, 34, 0);
		assertTrue("" + beside.sum(), beside.sum() > 0.05 * 5 / 9 && beside.sum() < 0.4 * 5 / 9);
		for (int z = 0; z < view.nz(); z++)
			assertTrue(beside.row(32, z)[0] < 0.01 * beside.row(32, z)[63]);
	}

	/** A point seen through so much sample is blurred as where all of the sample is as deep. */
	@Test
	public void eachSliceHasTheLightOfItsDepth() {
		final Extent view = new Extent(24, 24, 3);
		final VoxelSize voxel = new VoxelSize(0.1, 0.1, 2);
		final Microscope atTheGlass = Microscope.widefield(1.3)
			.emission(0.52)
			.immersionIndex(1.515)
			.sampleIndex(1.36)
			.build();
		final FullLight through = new FullLight(atTheGlass, view, voxel, OVERSAMPLING, true);
		for (final int dz : new int[] { -1, 1 }) {
			final Volume one = point(through, view, 0, dz),
				same = point(new FullLight(atTheGlass.atDepth((1 + dz) * voxel.z()), view, voxel, OVERSAMPLING, false),
					view, 0, dz);
			assertEquals(0, Volumes.relativeDifference(same, one), 1e-4);
		}
		final Volume glass = point(new FullLight(atTheGlass, view, voxel, OVERSAMPLING, false), view, 0, 1);
		assertTrue(Volumes.relativeDifference(glass, point(through, view, 0, 1)) > 0.05);
	}

	/** The cone of light is as wide as rays say. */
	@Test
	public void lightStaysInItsCone() {
		final Extent view = new Extent(64, 64, 5);
		final Volume image = point(
			new FullLight(Objective.AIR.microscope(), view, Objective.AIR.voxel(), OVERSAMPLING, false), view, 0, -2);
		// tan of the cone's angle is 4/3
		final double radius = 4 * Objective.AIR.voxel().z() * 4 / 3 / Objective.AIR.voxel().x();
		double inside = 0;
		for (int y = 0; y < 64; y++)
			for (int x = 0; x < 64; x++)
				if (Math.hypot(x - 32, y - 32) < radius + 1) inside += image.row(y, 4)[x];
		assertEquals(0.94, 9 * inside, 0.01);
		assertTrue(image.row(1, 4)[1] < 1e-3 * image.row(32, 4)[32]);
	}
}
