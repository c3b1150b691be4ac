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
package sc.fiji.lucid.quality.resolution;

import java.util.List;
import java.util.function.ToDoubleFunction;

import sc.fiji.lucid.image.Percentiles;

/**
 * The widths of many spots.
 *
 * @param count how many spots
 * @param fwhmX median full width at half maximum along X, µm; not a number without spots
 * @param fwhmY the same along Y
 * @param fwhmZ the same along Z
 */
public record SpotWidths(int count, double fwhmX, double fwhmY, double fwhmZ) {

	/** The medians over the spots. */
	public static SpotWidths of(final List<Spot> spots) {
		return new SpotWidths(spots.size(), median(spots, Spot::fwhmX), median(spots, Spot::fwhmY),
			median(spots, Spot::fwhmZ));
	}

	private static double median(final List<Spot> spots, final ToDoubleFunction<Spot> width) {
		return Percentiles.median(spots.stream().mapToDouble(width).toArray());
	}

	/** @return the mean of X and Y, µm */
	public double lateral() {
		return 0.5 * (fwhmX + fwhmY);
	}
}
