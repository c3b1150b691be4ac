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

/**
 * How beads are made into a PSF. Immutable.
 *
 * @param diameter of the beads in µm; 0 leaves their size in the PSF
 * @param saturation counts at which the camera clips; not a number: where three
 *          voxels of a bead share the largest value of all stacks
 * @param lowestSnr beads of a lower amplitude over noise are too dim
 * @param symmetrical whether the mean is averaged over all rotations about Z
 */
public record BeadOptions(double diameter, double saturation, double lowestSnr, boolean symmetrical) {

	/** Beads of 0.1 µm, saturation found, signal to noise 8, not symmetrical. */
	public static final BeadOptions DEFAULT = new BeadOptions(0.1, Double.NaN, 8, false);

	/** @throws IllegalArgumentException if the diameter is not from 0 to 20 µm or the lowest SNR not positive */
	public BeadOptions {
		if (!(diameter >= 0 && diameter <= 20)) throw new IllegalArgumentException(
			"The bead diameter must be from 0 to 20 µm, not " + diameter + " (--bead-diameter).");
		if (!(lowestSnr > 0)) throw new IllegalArgumentException(
			"The lowest signal to noise must be positive, not " + lowestSnr + " (--lowest-snr).");
	}

	/** @return these options for beads of another diameter in µm */
	public BeadOptions withDiameter(final double value) {
		return new BeadOptions(value, saturation, lowestSnr, symmetrical);
	}

	/**
	 * @return these options with the counts at which the camera clips
	 * @throws IllegalArgumentException if they are no number above 0
	 */
	public BeadOptions withSaturation(final double value) {
		if (!(value > 0 && value < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException(
			"The counts at which the camera clips must be a number above 0, not " + value + " (--saturation).");
		return new BeadOptions(diameter, value, lowestSnr, symmetrical);
	}

	/** @return these options with another lowest signal to noise */
	public BeadOptions withLowestSnr(final double value) {
		return new BeadOptions(diameter, saturation, value, symmetrical);
	}

	/** @return these options with the mean averaged over all rotations about Z, or not */
	public BeadOptions withSymmetrical(final boolean value) {
		return new BeadOptions(diameter, saturation, lowestSnr, value);
	}
}
