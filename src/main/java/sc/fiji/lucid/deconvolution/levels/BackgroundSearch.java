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
package sc.fiji.lucid.deconvolution.levels;

import sc.fiji.lucid.deconvolution.method.LevelIteration;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;

/**
 * Finds how much of the light of the darkest place is background and how much is haze.
 * <p>
 * A background that is too high leaves dark places darker than the model has them, whatever the estimate does: the
 * mean of recorded over expected counts falls below 1 by g, the slope of the likelihood. One that is too low is
 * hardly told from the right one, because an object that fills everything beyond the field of view looks like it.
 * So the search comes from above and takes the first background, which is the largest, at which g is no more than
 * what chance and a coarse model make. √g is nearly a straight line (measured on phantoms of tissue and of sparse
 * objects), so that a secant arrives in a few steps.
 */
final class BackgroundSearch {

	private final LevelIteration method;
	private final double noise;
	private final boolean isThorough;
	private final Progress progress;
	private int iterations;
	private double ratio;

	/**
	 * @param noise standard error of the mean ratio
	 * @param isThorough whether iterations cost so little that twice as many are done
	 */
	BackgroundSearch(final LevelIteration method, final double noise, final boolean isThorough,
		final Progress progress)
	{
		this.method = method;
		this.noise = noise;
		this.isThorough = isThorough;
		this.progress = progress;
	}

	/**
	 * @param most counts of the level's voxel at the darkest place
	 * @param least counts that the camera gives without light
	 * @return counts under the signal
	 */
	double find(final double most, final double least) {
		final double enough = Math.sqrt(StoppingPolicy.backgroundSlope(noise));
		double above = most, gAbove = settled(most, StoppingPolicy.ANSWER);
		if (gAbove <= enough) return most;
		double b = Math.max(least, most - 0.25 * (most - least));
		for (int step = 0; step < StoppingPolicy.BACKGROUNDS; step++) {
			final double g = settled(b, StoppingPolicy.NEXT_ANSWER);
			// The largest that is as likely lies on the straight line between this one and the one before.
			if (g <= enough) return b + (above - b) * (enough - g) / (gAbove - g);
			if (b == least) return b;
			if (g > gAbove && (above - b) < 0.5 * (most - least)) return above;
			final double slope = Math.max((gAbove - g) / (above - b), 0.1 * g / Math.max(b - least, 1e-9));
			above = b;
			gAbove = g;
			b = Math.max(least, b - Math.min((g - enough) / slope, 0.6 * (b - least) + 0.05 * (most - least)));
		}
		return b;
	}

	/** @return √g over this background */
	private double settled(final double background, final int count) {
		method.setBackground(background);
		final int most = isThorough ? count : count / 2;
		for (int i = 0; i < most; i++) {
			progress.check();
			ratio = method.next().misfit().meanRatio();
			iterations++;
		}
		return Math.sqrt(Math.max(0, 1 - ratio));
	}

	/** @return the estimate over the last background, which may be a little lower than the one found */
	Volume estimate() {
		return method.estimate();
	}

	/** @return how many were done */
	int iterations() {
		return iterations;
	}
}
