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

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;

/**
 * The images of an array detector's elements, each shifted back by half its element's distance s from the axis, and
 * summed: {@code ∫ excitation(r − s/2) detection(r + s/2) ds}, where detection is the emission over one element
 * (Sheppard, Optik 80, 1988; Müller &amp; Enderlein, Phys Rev Lett 104, 2010; Huff, Nature Methods 12, 2015).
 * <p>
 * The centres of the elements are taken as spread evenly over the disc that leaves room for half an element at
 * its rim, whatever lattice they form. An array of one element hence is a pinhole. The sum holds the light of a
 * pinhole of the array's size.
 */
final class Reassignment {

	/** Cubics through points this much closer than the profiles' err by less than 1e-6 of the peak. */
	private static final int FINER = 4;

	private final double step;
	private final int rows;
	private final int reads;
	private final RadialMap finer;
	/** Half of the distances of elements, along and across the radius, and the weights of the elements. */
	private final double[] along;
	private final double[] across;
	private final double[] weight;

	/**
	 * @param step distance between radii in µm
	 * @param rows number of radii that are made
	 */
	Reassignment(final Microscope m, final double step, final int rows) {
		this((m.get(OpticalParameter.ARRAY_DIAMETER) - m.get(OpticalParameter.ARRAY_ELEMENT)) * airyUnit(m) / 4, step,
			rows);
	}

	/** @param farthest half the distance from the axis of the centres of the outermost elements, in µm */
	Reassignment(final double farthest, final double step, final int rows) {
		this.step = step / FINER;
		this.rows = rows;
		final int points = rows + (int) Math.ceil(farthest / step) + 1;
		reads = points + RadialMap.MARGIN + 1;
		finer = new RadialMap(step, reads, FINER * points);
		for (int i = 0; i < FINER * points; i++) {
			finer.add(i * this.step, 1);
			finer.finish(i);
		}
		final GaussLegendre rule = farthest == 0 ? new GaussLegendre(new double[] { -1 }, new double[] { 1 })
			: GaussLegendre.of(6 + (int) Math.ceil(farthest / (4 * step)));
		final int angles = farthest == 0 ? 1 : 8 + 2 * (int) Math.ceil(farthest / step), n = rule.nodes().length;
		along = new double[n * angles];
		across = new double[n * angles];
		weight = new double[n * angles];
		for (int i = 0; i < weight.length; i++) {
			final double part = (1 + rule.nodes()[i / angles]) / 2, phi = Math.PI * (i % angles + 0.5) / angles;
			along[i] = farthest * part * Math.cos(phi);
			across[i] = farthest * part * Math.sin(phi);
			weight[i] = farthest == 0 ? 1 : rule.weights()[i / angles] * part / angles;
		}
	}

	private static double airyUnit(final Microscope m) {
		return 1.22 * m.emissionWavelength() / m.numericalAperture();
	}

	/** @return diameter of an element projected back into the sample in µm */
	static double element(final Microscope m) {
		return m.get(OpticalParameter.ARRAY_ELEMENT) * airyUnit(m);
	}

	/** @return how many radii of the profiles are read */
	int reads() {
		return reads;
	}

	/** @return the mean over the elements, at radii as those of the profiles, and zeros up to {@code length} */
	double[] apply(final double[] excitation, final double[] detection, final int length) {
		final int n = FINER * (reads - RadialMap.MARGIN - 1);
		final double[] light = finer.applyAll(excitation, n), detected = finer.applyAll(detection, n);
		final double[] sum = new double[length];
		for (int row = 0; row < rows; row++) {
			final double r = row * FINER * step;
			for (int i = 0; i < weight.length; i++)
				sum[row] += weight[i] * at(light, Math.hypot(r - along[i], across[i])) *
					at(detected, Math.hypot(r + along[i], across[i]));
		}
		return sum;
	}

	/** The cubic through the four points about a radius; profiles are even. */
	private double at(final double[] profile, final double radius) {
		final int i = (int) (radius / step);
		final double t = radius / step - i;
		final double before = profile[Math.abs(i - 1)], here = profile[i], next = profile[i + 1],
			after = profile[i + 2];
		return here + t * ((next - before) / 2 - (after - 3 * next + 3 * here - before) / 6 +
			t * ((next + before) / 2 - here + t * (after - 3 * next + 3 * here - before) / 6));
	}
}
