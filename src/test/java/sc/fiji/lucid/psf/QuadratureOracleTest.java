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

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.BesselJ;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.diffraction.Focus;

/**
 * Rendered PSFs against the integrals of the papers, written down once more here
 * and summed over 40 panels of 64 Gauss–Legendre nodes.
 */
public class QuadratureOracleTest {

	private static final double NA = 1.4, LAMBDA = 0.52, N = 1.515, K = 2 * Math.PI / LAMBDA;
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent EXTENT = new Extent(41, 41, 21);

	/** The real and imaginary part of the phase that multiplies i. */
	private interface Phase {

		double[] at(double s, double zeta);
	}

	@Test
	public void scalarWithoutMismatch() {
		compare(PsfModel.GIBSON_LANNI, Optics.oil(), (s, z) -> new double[] { -K * z * root(N, s), 0 }, 1);
	}

	@Test
	public void scalarFiveMicrometresIntoWater() {
		final double water = 1.33;
		final Microscope m = Optics.oil().with(OpticalParameter.SAMPLE_INDEX, water).atDepth(5);
		compare(PsfModel.GIBSON_LANNI, m, (s, z) -> new double[] { -K * z * root(N, s) + K * 5 * root(water, s),
			s > water ? K * 5 * Math.sqrt(s * s - water * water) : 0 }, 1);
	}

	@Test
	public void scalarThroughAThickCoverslip() {
		final Microscope m = Optics.widefield(0.8, 0.52, 1).with(OpticalParameter.COVERSLIP_THICKNESS, 180);
		compare(PsfModel.GIBSON_LANNI, m, (s, z) -> new double[] { -K * z * root(1, s) + K * 10 * root(1.515, s), 0 },
			0.8 / NA);
	}

	/** Richards &amp; Wolf by its angle, without mismatch. */
	@Test
	public void vectorialWithoutMismatch() {
		final Volume v = PsfModel.VECTORIAL.render(Optics.oil(), VOXEL, EXTENT, Sampling.POINT).volume();
		final double peak = richardsWolf(0, 0);
		for (final int[] at : new int[][] { { 1, 0 }, { 3, 0 }, { 0, 2 }, { 4, 5 }, { 18, 3 }, { 12, 10 } })
			assertEquals(richardsWolf(at[0] * 0.1, at[1] * 0.25) / peak,
				v.row(20, 10 + at[1])[20 + at[0]] / v.row(20, 10)[20], 1e-6);
	}

	private static double richardsWolf(final double r, final double z) {
		double sum = 0;
		for (int m = 0; m < 3; m++) {
			final int order = m;
			for (int part = 0; part < 2; part++) {
				final int p = part;
				final double integral = integrate(Math.asin(NA / N), t -> {
					final double a = order == 0 ? 1 + Math.cos(t) : order == 1 ? Math.sin(t) : 1 - Math.cos(t);
					final double phase = K * N * z * Math.cos(t);
					return Math.sqrt(Math.cos(t)) * Math.sin(t) * a * BesselJ.value(order, K * N * r * Math.sin(t)) *
						(p == 0 ? Math.cos(phase) : Math.sin(phase));
				});
				sum += (order == 1 ? 2 : 1) * integral * integral;
			}
		}
		return sum;
	}

	private static void compare(final PsfModel model, final Microscope m, final Phase phase, final double apertures) {
		final double focus = Focus.find(model, m);
		final Volume v = model.render(m, VOXEL, EXTENT, Sampling.POINT).volume();
		final double peak = scalar(0, focus, phase, apertures);
		for (final int[] at : new int[][] { { 1, 0 }, { 3, 0 }, { 0, 2 }, { 0, -2 }, { 4, 5 }, { 18, -7 }, { 12, 10 } })
			assertEquals(model + " " + at[0] + " " + at[1],
				scalar(at[0] * 0.1, focus + at[1] * 0.25, phase, apertures) / peak,
				v.row(20, 10 + at[1])[20 + at[0]] / v.row(20, 10)[20], 1e-5);
	}

	private static double scalar(final double r, final double zeta, final Phase phase, final double apertures) {
		double sum = 0;
		for (int part = 0; part < 2; part++) {
			final int p = part;
			final double integral = integrate(NA * apertures, s -> {
				final double[] w = phase.at(s, zeta);
				return Math.exp(-w[1]) * (p == 0 ? Math.cos(w[0]) : Math.sin(w[0])) * BesselJ.value(0, K * r * s) * s;
			});
			sum += integral * integral;
		}
		return sum;
	}

	private static double integrate(final double end, final org.apache.commons.math3.analysis.UnivariateFunction f) {
		final int panels = 40;
		double sum = 0;
		for (int i = 0; i < panels; i++) {
			final GaussIntegrator panel = FACTORY.legendre(64, end * i / panels, end * (i + 1) / panels);
			sum += panel.integrate(f);
		}
		return sum;
	}

	private static final GaussIntegratorFactory FACTORY = new GaussIntegratorFactory();

	private static double root(final double n, final double s) {
		return Math.sqrt(Math.max(0, n * n - s * s));
	}
}
