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
package sc.fiji.lucid.restoration.repair;

import java.io.Serializable;

import sc.fiji.lucid.optics.Digits;

/**
 * How much light a dye loses while a stack is recorded, exponentially from slice to slice.
 *
 * @param part of the light that is lost from the first slice to the last; below 0 where the last was recorded first and
 *          the loss is from there to the first
 * @param isSought whether the stack is asked for it
 */
public record Loss(double part, boolean isSought) implements Serializable {

	/** None that anybody knows of. */
	public static final Loss NONE = new Loss(0, false);
	/** What the stack tells. */
	public static final Loss SOUGHT = new Loss(0, true);

	private static final String NONE_WORD = "none", AUTO_WORD = "auto";

	/**
	 * @param text {@code none}, {@code auto}, or the loss in per cent, as {@code 30} or {@code -30%}
	 * @throws IllegalArgumentException if it is none of them
	 */
	public static Loss of(final String text) {
		if (text.equals(NONE_WORD)) return NONE;
		if (text.equals(AUTO_WORD)) return SOUGHT;
		final String number = text.endsWith("%") ? text.substring(0, text.length() - 1).trim() : text;
		if (number.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)") && Math.abs(Double.parseDouble(number)) < 100)
			return new Loss(Double.parseDouble(number) / 100, false);
		throw new IllegalArgumentException(
			"'bleach' takes none, auto, or the light in per cent that is lost from the first slice to the last " +
				"(below 0: from the last to the first), above -100 and below 100, not '" + text + "'.");
	}

	/** @return whether nothing is done about it */
	public boolean isNothing() {
		return part == 0 && !isSought;
	}

	/** @return the part of its light that each slice shows of what the slice shows that was recorded first */
	float[] exposure(final int slices) {
		final float[] exposure = new float[slices];
		for (int z = 0; z < slices; z++)
			exposure[z] = (float) Math.pow(1 - Math.abs(part),
				(part < 0 ? slices - 1 - z : z) / (double) Math.max(1, slices - 1));
		return exposure;
	}

	/** @return as {@link #of} reads it */
	@Override
	public String toString() {
		return isSought ? AUTO_WORD : part == 0 ? NONE_WORD : Digits.of(100 * part);
	}
}
