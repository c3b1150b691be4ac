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
package sc.fiji.lucid.psf.beads;

import java.util.Locale;

/**
 * A bead and what was measured of it by a fit of a 3-D Gaussian.
 *
 * @param stack index of the stack it lies in
 * @param x centre in voxels, the middle of the first voxel being 0
 * @param y centre in voxels
 * @param z centre in voxels
 * @param amplitude brightness above background in counts
 * @param background counts
 * @param fwhmX full width at half maximum along X in µm
 * @param fwhmY full width at half maximum along Y in µm
 * @param fwhmZ full width at half maximum along Z in µm
 * @param signalToNoise amplitude over the standard deviation of the stack's background
 * @param asymmetry distance between the centre of the bead's light and that of the
 *          fit, in FWHM: 0 for a symmetric bead
 * @param misfit root mean square difference from the mean bead over the root mean
 *          square of the bead; not a number before the mean is known
 * @param verdict kept, or why not
 */
public record Bead(int stack, double x, double y, double z, double amplitude, double background, double fwhmX,
	double fwhmY, double fwhmZ, double signalToNoise, double asymmetry, double misfit, Verdict verdict)
{

	/** Whether a bead goes into the mean, and why not. */
	public enum Verdict {
		/** It goes into the mean. */
		KEPT("kept"),
		/** It lies within two widths of the border. */
		EDGE("too near an edge of the stack"),
		/** Another bead lies within four widths. */
		NEIGHBOUR("too near another bead"),
		/** Its brightest voxels are clipped. */
		SATURATED("saturated"),
		/** It is wider than the median bead. */
		CLUMP("wider or other in shape than the median bead: a clump"),
		/** It hardly stands out of the noise. */
		DIM("too dim"),
		/** No Gaussian fits. */
		SHAPELESS("no Gaussian fits it"),
		/** It differs from the mean bead by more than noise. */
		OUTLIER("differs from the mean bead");

		private final String words;

		Verdict(final String words) {
			this.words = words;
		}

		/** @return the verdict in words */
		@Override
		public String toString() {
			return words;
		}
	}

	/** The names of what {@link #row} holds, with units. */
	public static final String HEADER = "stack,x (voxel),y (voxel),z (voxel),amplitude,background,FWHM x (µm)," +
		"FWHM y (µm),FWHM z (µm),SNR,asymmetry (FWHM),misfit,verdict";

	Bead with(final Verdict value) {
		return new Bead(stack, x, y, z, amplitude, background, fwhmX, fwhmY, fwhmZ, signalToNoise, asymmetry, misfit,
			value);
	}

	Bead withMisfit(final double value) {
		return new Bead(stack, x, y, z, amplitude, background, fwhmX, fwhmY, fwhmZ, signalToNoise, asymmetry, value,
			verdict);
	}

	Bead at(final double[] centre) {
		return new Bead(stack, centre[0], centre[1], centre[2], amplitude, background, fwhmX, fwhmY, fwhmZ,
			signalToNoise, asymmetry, misfit, verdict);
	}

	/** @return whether it goes into the mean */
	public boolean isKept() {
		return verdict == Verdict.KEPT;
	}

	double[] centre() {
		return new double[] { x, y, z };
	}

	double[] fwhm() {
		return new double[] { fwhmX, fwhmY, fwhmZ };
	}

	/** @return the values separated by commas, in the order of {@link #HEADER} */
	public String row() {
		return String.format(Locale.ROOT, "%d,%.3f,%.3f,%.3f,%.6g,%.6g,%.4f,%.4f,%.4f,%.1f,%.3f,%.3f,%s", stack, x, y,
			z, amplitude, background, fwhmX, fwhmY, fwhmZ, signalToNoise, asymmetry, misfit,
			verdict.name().toLowerCase(Locale.ROOT));
	}
}
