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
package sc.fiji.lucid.deconvolution.penalty;

/**
 * How strong a method's own penalty is where nobody said so: as light as keeps noise from
 * growing however long the method runs, which leaves contrast. Measured on phantoms
 * (docs/theory/penalties.md has the table, with dates); each method declares its own.
 *
 * @param factor λ in a field of one photon that the object fills
 * @param filled exponent of the part of the field that the object would fill if all of it
 *          were bright: sparse objects are spared
 * @param photons exponent of the photons of what is bright
 * @param anchor how much more weighs the {@link Entropy} that binds the estimate to the
 *          backprojected counts
 * @param rest the method has come to rest when its steps are this short
 * @param plain iterations without the penalty that come first, so that its weight can go by the size of what they show;
 *          0 where it does not
 */
public record PenaltyLaw(double factor, double filled, double photons, double anchor, double rest, int plain) {

	/** @return λ */
	public double weight(final double filledPart, final double brightPhotons) {
		return factor * Math.pow(filledPart, filled) * Math.pow(brightPhotons, photons);
	}
}
