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
package sc.fiji.lucid.camera;

/**
 * How a detector turns photo-electrons into counts:
 * {@code counts = offset + (electrons + noise) / gain}.
 *
 * @param gain e⁻ per count, positive
 * @param offset counts without light
 * @param readNoise standard deviation of the noise, e⁻
 */
public record Camera(double gain, double offset, double readNoise) {

	/** Every count is a photon: what a simulation or a photon counter gives. */
	public static final Camera PHOTONS = new Camera(1, 0, 0);

	/** @throws IllegalArgumentException naming the value that cannot be */
	public Camera {
		if (!(gain > 0 && gain < Double.POSITIVE_INFINITY))
			throw new IllegalArgumentException("The gain must be a positive number of e- per count, not " + gain + ".");
		if (!Double.isFinite(offset))
			throw new IllegalArgumentException("The offset must be a number of counts, not " + offset + ".");
		if (!(readNoise >= 0 && readNoise < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException(
			"The read noise must be a number of e- of at least 0, not " + readNoise + ".");
	}

	/**
	 * @return counts at which the noise would be zero: those above it are distributed as photons are, with that of the
	 *         read noise included (Snyder et al. 1993, J. Opt. Soc. Am. A 10:1014)
	 */
	public double zero() {
		return offset - readNoise * readNoise / gain;
	}

	/** @return photo-electrons of a pixel, possibly below zero by noise */
	public double electrons(final double counts) {
		return (counts - offset) * gain;
	}

	/** @return the variance in counts² where the expectation is {@code counts} */
	public double variance(final double counts) {
		return (Math.max(0, electrons(counts)) + readNoise * readNoise) / (gain * gain);
	}
}
