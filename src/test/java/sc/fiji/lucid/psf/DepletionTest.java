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
package sc.fiji.lucid.psf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.BesselJ;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;

/** The PSF of a STED microscope. */
public class DepletionTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.01, 0.01, 0.1);
	private static final Extent EXTENT = new Extent(61, 61, 7);
	private static final double NA = 1.4, LAMBDA = 0.775;
	private static final Microscope CONFOCAL = Optics.of(Modality.CONFOCAL, NA, 0.64, 0.67, 1.515);

	private static Microscope sted(final double strength) {
		return Optics.of(Modality.STED, NA, 0.64, 0.67, 1.515)
			.with(OpticalParameter.DEPLETION_WAVELENGTH, LAMBDA)
			.with(OpticalParameter.DEPLETION_STRENGTH, strength);
	}

	private static Psf render(final Microscope m) {
		return PsfModel.VECTORIAL.render(m, VOXEL, EXTENT, Sampling.POINT);
	}

	@Test
	public void withoutDepletionItIsConfocal() {
		final Psf confocal = render(CONFOCAL);
		assertEquals(0, PsfModelTest.difference(confocal, render(sted(0))), 1e-6);
		assertEquals(0,
			PsfModelTest.difference(confocal, render(sted(30).with(OpticalParameter.DEPLETION_IMMUNITY, 1))), 1e-5);
	}

	/** In focus, by the integral for the doughnut written down once more and multiplied voxel by voxel. */
	@Test
	public void itIsTheConfocalFocusTimesWhatTheDoughnutLeaves() {
		final double strength = 12, immune = 0.15;
		final Psf expected = render(CONFOCAL);
		final Volume left = new Volume(new Extent(61, 61, 1));
		double crest = 0;
		for (double r = 0; r < 0.5; r += 0.001)
			crest = Math.max(crest, doughnut(r));
		for (int y = 0; y < 61; y++)
			for (int x = 0; x < 61; x++)
				left.row(y, 0)[x] = (float) (1e3 * expected.volume().row(y, 3)[x] * (immune +
					(1 - immune) * Math.pow(2, -strength * doughnut(0.01 * Math.hypot(x - 30, y - 30)) / crest)));
		final Psf got = PsfModel.VECTORIAL.render(sted(strength).with(OpticalParameter.DEPLETION_IMMUNITY, immune),
			VOXEL, new Extent(61, 61, 1), Sampling.POINT);
		assertEquals(0, PsfModelTest.difference(Psf.normalised(left, VOXEL), got), 1e-5);
	}

	private static double doughnut(final double r) {
		final GaussIntegrator rule = new GaussIntegratorFactory().legendre(40, 0, NA);
		return Math.pow(rule.integrate(s -> BesselJ.value(1, 2 * Math.PI / LAMBDA * s * r) * s), 2);
	}

	/** Near the axis the doughnut is a parabola, and what it leaves a Gaussian: D/√(1 + ζ (π κ NA D/λ)²). */
	@Test
	public void widthFallsWithTheRootOfTheStrength() {
		final double confocal = Fwhm.of(render(CONFOCAL))[0];
		double last = confocal;
		for (final double strength : new double[] { 1, 4, 16, 64 }) {
			final double width = Fwhm.of(PsfModel.VECTORIAL.render(sted(strength), new VoxelSize(0.004, 0.004, 0.1),
				new Extent(101, 101, 1), Sampling.POINT))[0];
			final double expected = confocal /
				Math.sqrt(1 + strength * Math.pow(Math.PI * 0.65529 * NA * confocal / LAMBDA, 2));
			assertTrue(strength + ": " + width, width < last);
			assertEquals("strength " + strength, 1, width / expected, strength < 10 ? 0.1 : 0.03);
			if (strength > 10) assertEquals(1, Resolution.of(sted(strength)).lateralFwhm() / width, 0.05);
			last = width;
		}
	}

	@Test
	public void onTheAxisNothingIsDepleted() {
		final Volume confocal = render(CONFOCAL).volume(), sted = render(sted(40)).volume();
		for (int z = 0; z < 7; z++)
			assertEquals(confocal.row(30, z)[30] / confocal.row(30, 3)[30], sted.row(30, z)[30] / sted.row(30, 3)[30],
				1e-4);
	}

	@Test
	public void coarseVoxelsHoldTheSumOfFineOnesAndTheAxisOfAberratedOnesIsBrightestAtTheReference() {
		final Microscope m = sted(15).with(OpticalParameter.SAMPLE_INDEX, 1.4).atDepth(4);
		final Volume fine = PsfModel.VECTORIAL.render(m, VOXEL, new Extent(45, 45, 9), Sampling.INTEGRATED).volume();
		final Volume coarse = PsfModel.VECTORIAL
			.render(m, new VoxelSize(0.05, 0.05, 0.1), new Extent(9, 9, 9), Sampling.INTEGRATED)
			.volume();
		for (int z = 0; z < 9; z++) {
			double sum = 0;
			for (int i = 0; i < 25; i++)
				sum += fine.row(20 + i / 5, z)[20 + i % 5];
			assertEquals(sum, coarse.row(4, z)[4], 1e-6);
			assertTrue(fine.row(22, z)[22] <= fine.row(22, 4)[22]);
		}
	}
}
