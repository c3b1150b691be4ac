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
package sc.fiji.lucid.deconvolution.method;

import java.util.function.DoubleFunction;

import sc.fiji.lucid.deconvolution.penalty.Neighbourhood;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.image.Volume;

/**
 * Heavy ball until an estimate shows its features, then {@link PenalisedHeavyBall} with
 * a weight by their size, from there:
 *
 * <pre>
 * λ = λ₀ ( ℓ / 2.5 )<sup>3/2</sup>,   ℓ = Σ x / TV(x)
 * </pre>
 *
 * ℓ is in how many voxels the light of an object falls to nothing. Where
 * out-of-focus light lies over everything, what keeps noise from growing in nuclei would
 * take filaments and spots away; neither photons nor the data's haze tell which of them there are.
 */
public final class FeatureWeighted implements Iteration {

	/** Iterations without a penalty: after fewer, haze hides the features. */
	public static final int PLAIN = 30;

	private static final double SIZE = 2.5;
	private static final double EXPONENT = 1.5;

	/** Of what may be needed of λ₀, should an estimate be flat. */
	private static final double MOST = 100;

	private final double weight;
	private final Penalty variation;
	private final DoubleFunction<Iteration> penalised;
	private Iteration iteration;
	private int k;

	/**
	 * @param plain the iteration without a penalty
	 * @param weight λ₀
	 * @param variation TV, of weight 1
	 * @param penalised begins from the present estimate with this λ
	 */
	public FeatureWeighted(final Iteration plain, final double weight, final Penalty variation,
		final DoubleFunction<Iteration> penalised)
	{
		iteration = plain;
		this.weight = weight;
		this.variation = variation;
		this.penalised = penalised;
	}

	@Override
	public Step next() {
		if (k++ == PLAIN)
			iteration = penalised.apply(weight * Math.min(MOST, Math.pow(size(iteration.estimate()) / SIZE, EXPONENT)));
		return iteration.next();
	}

	private double size(final Volume estimate) {
		// Of a flat estimate it is 0 but for rounding, and may lie below.
		final double price = variation.evaluate(new Neighbourhood(estimate, false), new Volume(estimate.extent()));
		return estimate.sum() / Math.max(price, Double.MIN_NORMAL);
	}

	@Override
	public Volume estimate() {
		return iteration.estimate();
	}
}
