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

import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.LocalMaxima;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.PsfBackground;

/**
 * Spots of a stack: local maxima of a difference of Gaussians (Lowe, IJCV 60,
 * 2004, sec. 3) above six times the noise of that difference.
 * <p>
 * It knows about how wide a bead is and finds all of them, also those at the border or
 * beside others, which are then left out with a reason. {@code quality.resolution.SpotFinder}
 * knows no width and finds only what is alone, and so whole.
 */
final class BeadFinder {

	private static final double NOISES = 6;
	private static final double RATIO = 1.6;
	/** Maxima this much weaker than a spot within so many standard deviations of it are its rings and lobes, ... */
	private static final double SIDE_LOBE = 0.15;
	private static final double CLOSE = 12;
	/** ... and further out noise on its haze. */
	private static final double HAZE = 0.03;
	private static final double FAR = 40;

	private BeadFinder() {}

	/**
	 * @param sigma of a bead along X, Y and Z in voxels
	 * @return x, y, z of each spot, brightest first
	 */
	static List<int[]> find(final Volume volume, final double[] sigma) {
		final Volume fine = GaussianBlur.of(volume, sigma[0], sigma[1], sigma[2]);
		final Volume coarse = GaussianBlur.of(volume, RATIO * sigma[0], RATIO * sigma[1], RATIO * sigma[2]);
		final Extent e = volume.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					fine.row(y, z)[x] -= coarse.row(y, z)[x];
		final float threshold = (float) (NOISES * noise(fine));
		return withoutSideLobes(LocalMaxima.above(fine, threshold), fine, sigma);
	}

	private static List<int[]> withoutSideLobes(final List<int[]> spots, final Volume strength, final double[] sigma) {
		final List<int[]> kept = new ArrayList<>();
		for (final int[] spot : spots) {
			final float own = strength.row(spot[1], spot[2])[spot[0]];
			if (kept.stream().noneMatch(k -> {
				final double ratio = own / strength.row(k[1], k[2])[k[0]], distance = distance(k, spot, sigma);
				return ratio < SIDE_LOBE && distance < CLOSE || ratio < HAZE && distance < FAR;
			})) kept.add(spot);
		}
		return kept;
	}

	private static double distance(final int[] a, final int[] b, final double[] unit) {
		double sum = 0;
		for (int axis = 0; axis < 3; axis++)
			sum += Math.pow((a[axis] - b[axis]) / unit[axis], 2);
		return Math.sqrt(sum);
	}

	private static double noise(final Volume difference) {
		final float[] all = Percentiles.sorted(difference, Percentiles.SAMPLES);
		return PsfBackground.deviation(all, Percentiles.of(all, 0.5));
	}
}
