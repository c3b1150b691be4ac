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
package sc.fiji.lucid.psf.diffraction;

import java.util.Arrays;

/**
 * Quadrature over the pupil's radius. The angle in the medium of the smallest
 * index is the variable, {@code s = n sin ψ}, and beyond its critical angle
 * {@code s = n cosh u}: √(n²−s²) is then smooth, and Gauss–Legendre quadrature
 * converges geometrically.
 */
final class PupilQuadrature {

	/** Nodes beyond the order at which the expansion of the integrand ends. */
	static final int MORE = 20;

	private static final int PROBES = 200;
	private static final int MOST_NODES = 6000;

	private PupilQuadrature() {}

	/**
	 * @param centre the stage's position ζ about which the phase will be evaluated
	 * @param reach largest distance from {@code centre} in µm
	 * @param radius largest radius in µm
	 * @return nodes s and weights for ds
	 */
	static double[][] rule(final Pupil pupil, final double centre, final double reach, final double radius) {
		final double n = pupil.smallestIndex(), na = pupil.numericalAperture();
		final double[][] travelling = panel(pupil, n, false, Math.asin(Math.min(1, na / n)), centre, reach, radius);
		if (na <= n) return travelling;
		final double u = Math.log(na / n + Math.sqrt(na * na / (n * n) - 1));
		final double[][] evanescent = panel(pupil, n, true, u, centre, reach, radius);
		return new double[][] { join(travelling[0], evanescent[0]), join(travelling[1], evanescent[1]) };
	}

	private static double[][] panel(final Pupil pupil, final double n, final boolean evanescent, final double end,
		final double centre, final double reach, final double radius)
	{
		final GaussLegendre rule = GaussLegendre.of(nodes(pupil, n, evanescent, end, centre, reach, radius));
		final double[][] panel = new double[2][rule.nodes().length];
		for (int i = 0; i < panel[0].length; i++) {
			final double t = end * (1 + rule.nodes()[i]) / 2;
			panel[0][i] = evanescent ? n * Math.cosh(t) : n * Math.sin(t);
			panel[1][i] = rule.weights()[i] * end / 2 * n * (evanescent ? Math.sinh(t) : Math.cos(t));
		}
		return panel;
	}

	/**
	 * Half the largest slope of the phase over [-1, 1] is the order at which the expansion of the integrand ends, and
	 * some more.
	 */
	private static int nodes(final Pupil pupil, final double n, final boolean evanescent, final double end,
		final double centre, final double reach, final double radius)
	{
		double steepest = 0;
		double[] last = null;
		for (int i = 0; i <= PROBES; i++) {
			final double t = end * i / PROBES;
			final double s = Math.min(pupil.numericalAperture(), evanescent ? n * Math.cosh(t) : n * Math.sin(t));
			final double[] here = { pupil.aberration(s) + centre * pupil.defocus(s), reach * pupil.defocus(s),
				radius * pupil.k() * s, pupil.radialZernike(s) };
			double change = 0;
			for (int c = 0; last != null && c < here.length; c++)
				change += Math.abs(here[c] - last[c]);
			steepest = Math.max(steepest, change * PROBES / 2);
			last = here;
		}
		return (int) Math.min(MOST_NODES, Math.ceil(0.55 * steepest) + MORE);
	}

	private static double[] join(final double[] a, final double[] b) {
		final double[] joined = Arrays.copyOf(a, a.length + b.length);
		System.arraycopy(b, 0, joined, a.length, b.length);
		return joined;
	}
}
