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

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * The step from one grey value of a stack to the next: 1 for whole counts, 2⁻¹² for those of a stack that somebody
 * divided by 4096. What is computed of a stack to a part of a step follows its scale, so that a stack that was
 * normalised is restored as it was recorded.
 */
public final class GreyStep {

	/** Values of which fewer steps make a photoelectron lie on no grid: rounding to float32 left them where they are. */
	private static final int FINEST = -10;

	/** Exponent of 2 that stands for a stack of zeros. */
	private static final int NONE = Integer.MAX_VALUE;

	private static final int MANTISSA = 23, BIAS = 127;

	private GreyStep() {}

	/**
	 * @param recorded the stack, of which masked voxels do not count
	 * @param gain photoelectrons per count
	 * @return a power of two, at most 1, of which all grey values are whole multiples; if they are multiples of none that
	 *         a detector would count in, the largest that is at most a photoelectron, or 1
	 */
	public static double of(final Recording recorded, final double gain) {
		if (recorded.bytesPerVoxel() < Float.BYTES) return 1;
		final int grid = exponent(recorded), electron = -(int) Math.ceil(Math.log(gain) / Math.log(2));
		return Math.scalb(1.0, Math.min(0, grid == NONE || grid < electron + FINEST ? electron : grid));
	}

	/** The largest power of two that divides all voxels. */
	private static int exponent(final Recording recorded) {
		final Extent e = recorded.extent();
		return Arrays.stream(Planes.each(e.nz(), 1, (z, least) -> {
			least[0] = NONE;
			final float[] row = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				recorded.read(y, z, row);
				for (final float v : row)
					if (v != 0 && Math.abs(v) <= Float.MAX_VALUE) least[0] = Math.min(least[0], exponent(v));
			}
		})).mapToInt(least -> (int) least[0]).min().orElse(NONE);
	}

	private static int exponent(final float value) {
		final int bits = Float.floatToIntBits(value) & Integer.MAX_VALUE, power = bits >> MANTISSA,
			mantissa = bits & (1 << MANTISSA) - 1;
		return power == 0 ? Integer.numberOfTrailingZeros(mantissa) + 1 - BIAS - MANTISSA
			: Integer.numberOfTrailingZeros(mantissa | 1 << MANTISSA) + power - BIAS - MANTISSA;
	}
}
