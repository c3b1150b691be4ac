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
package sc.fiji.lucid.deconvolution;

import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Checks a result before anyone takes it for one: whatever went wrong, a wrong result is never handed on in silence.
 */
final class Outcomes {

	/** Restored over recorded light that no microscope gives; light from outside the field of view makes up to 4. */
	private static final double MOST_LIGHT = 1000, LEAST_LIGHT = 1e-3;

	/** What is less than this part of the background is no light that can be told from it. */
	private static final double TOLD = 0.05;

	/** A recording darker than its background by more than this part of it is not darker by noise. */
	private static final double FAR_BELOW = 0.5;

	private Outcomes() {}

	/**
	 * @param restored the field of view
	 * @param mask of voxels that hold no data; null if all do
	 * @param recorded light above background in the voxels that hold data, counts
	 * @param background light of the background in them, counts
	 * @param mayBeEmpty whether this is a part of a stack, which may hold nothing
	 * @return Σ restored over the voxels that hold data
	 * @throws IllegalStateException with the reason and the remedy, if nothing usable came out
	 */
	static double checked(final Volume restored, final Mask mask, final double recorded, final double background,
		final boolean mayBeEmpty)
	{
		final double[] sums = sums(restored, mask);
		final double flux = sums[1];
		if (!Double.isFinite(sums[0])) throw unusable("holds voxels that are no numbers",
			"check the PSF, and the stack for values far beyond the others");
		if (mayBeEmpty) return flux;
		if (recorded < -FAR_BELOW * background)
			throw unusable("has no light: the recording lies below its background on average",
				"give the right --background, or check that the right channel was exported");
		if (!(flux > 0))
			throw unusable("sums to " + flux, "check the background (it may lie above the signal) and the PSF");
		if (recorded < TOLD * background) return flux;
		final double ratio = flux / recorded;
		if (ratio > MOST_LIGHT || ratio < LEAST_LIGHT) throw unusable("holds " + ratio + " times the recorded light",
			"check the background, the PSF and its voxel size");
		return flux;
	}

	/** @return Σ over all voxels, and over those that hold data */
	private static double[] sums(final Volume restored, final Mask mask) {
		return Planes.sum(restored.extent().nz(), 2, (z, sums) -> {
			final float[] held = mask == null ? null : new float[restored.extent().nx()];
			for (int y = 0; y < restored.extent().ny(); y++) {
				final float[] row = restored.row(y, z);
				for (final float v : row)
					sums[0] += v;
				if (held == null) continue;
				System.arraycopy(row, 0, held, 0, held.length);
				mask.fill(y, z, held, 0);
				for (final float v : held)
					sums[1] += v;
			}
			if (held == null) sums[1] = sums[0];
		});
	}

	private static IllegalStateException unusable(final String what, final String remedy) {
		return new IllegalStateException("Nothing usable came out: the restored stack " + what + "; " + remedy + ".");
	}
}
