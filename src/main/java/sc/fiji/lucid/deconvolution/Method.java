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

import java.util.Arrays;
import java.util.stream.Collectors;

import sc.fiji.lucid.deconvolution.method.BiggsAndrews;
import sc.fiji.lucid.deconvolution.method.Gold;
import sc.fiji.lucid.deconvolution.method.GradientConsensus;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.JanssonVanCittert;
import sc.fiji.lucid.deconvolution.method.Landweber;
import sc.fiji.lucid.deconvolution.method.LinearFilter;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.method.TikhonovMiller;
import sc.fiji.lucid.deconvolution.method.WienerButterworth;
import sc.fiji.lucid.deconvolution.model.Boundary;

/** How a volume is restored. */
public enum Method {
	/** Chosen from the data; the default. */
	AUTO("auto", "chosen from the data"),
	/** {@link RichardsonLucy}. */
	RICHARDSON_LUCY("richardson-lucy", "the classic: slow, stopped before it amplifies noise"),
	/** {@link PenalisedHeavyBall}. */
	RL_TV("rl-tv", "Richardson-Lucy with momentum and a penalty (total variation unless told otherwise)"),
	/** {@link HeavyBall}. */
	HEAVY_BALL("heavy-ball", "Richardson-Lucy with momentum, about three times faster"),
	/** {@link BiggsAndrews}. */
	BIGGS_ANDREWS("biggs-andrews", "Richardson-Lucy with vector extrapolation"),
	/** {@link QuasiNewton}. */
	QUASI_NEWTON("quasi-newton", "penalised maximum likelihood by L-BFGS"),
	/** {@link TwoStage}. */
	TWO_STAGE("two-stage", "heavy ball, stopped by photons held out, then penalised maximum likelihood"),
	/** {@link GradientConsensus}. */
	GRADIENT_CONSENSUS("gradient-consensus", "goes only where two halves of the photons agree; hardly over-fits"),
	/** {@link WienerButterworth}. */
	WIENER_BUTTERWORTH("wiener-butterworth", "unmatched back projector: a preview in a few iterations"),
	/** {@link Landweber}. */
	LANDWEBER("landweber", "least squares by steepest descent, for comparison"),
	/** {@link Gold}. */
	GOLD("gold", "Gold's ratio method (ISRA), for comparison"),
	/** {@link JanssonVanCittert}. */
	JANSSON_VAN_CITTERT("jansson-van-cittert", "relaxed residuals, for comparison"),
	/** {@link TikhonovMiller}. */
	TIKHONOV_MILLER("tikhonov-miller", "iterative constrained Tikhonov-Miller, for comparison"),
	/** {@link LinearFilter}: 1/H. */
	INVERSE("inverse", "1/H, which amplifies noise without bound: shown for what it is"),
	/** {@link LinearFilter}: H* / (|H|² + λ). */
	REGULARISED_INVERSE("regularised-inverse", "H*/(|H|^2 + weight)"),
	/** {@link LinearFilter}: noise from the data. */
	WIENER("wiener", "linear, with the noise spectrum from the data; instant"),
	/** {@link LinearFilter}: H* / (|H|² + λ|L|²). */
	TIKHONOV("tikhonov", "constrained least squares with a Laplacian, its weight by generalised cross-validation"),
	/** Nothing is changed but that the background is subtracted; tests loading, tiling, saving. */
	IDENTITY("identity", "subtracts the background, nothing else: tests the way in and out");

	private final String word;
	private final String meaning;

	Method(final String word, final String meaning) {
		this.word = word;
		this.meaning = meaning;
	}

	/** @return what it does, in a line for users */
	public String meaning() {
		return meaning;
	}

	/** @return whether the method takes one step and no iterations */
	public boolean isDirect() {
		return ordinal() >= INVERSE.ordinal();
	}

	/** @return whether no restored voxel is negative */
	public boolean isPositive() {
		return !isDirect();
	}

	/** @return whether the cost in the trace never rises */
	public boolean isMonotone() {
		return switch (this) {
			case RICHARDSON_LUCY, QUASI_NEWTON, LANDWEBER, GOLD -> true;
			default -> false;
		};
	}

	/** @return whether its cost is the sum of squares instead of the I-divergence */
	boolean isLeastSquares() {
		return switch (this) {
			case LANDWEBER, GOLD, TIKHONOV_MILLER, JANSSON_VAN_CITTERT -> true;
			default -> false;
		};
	}

	/** @return whether it fits first and smooths then, each stage with a number of iterations of its own */
	boolean isStaged() {
		return this == AUTO || this == TWO_STAGE;
	}

	/** @return the largest number of iterations when stopping is automatic */
	int ceiling() {
		return switch (this) {
			case WIENER_BUTTERWORTH -> 4;
			case RICHARDSON_LUCY -> 400;
			case JANSSON_VAN_CITTERT, TIKHONOV_MILLER -> 60;
			default -> 200;
		};
	}

	/** @return how many volumes of the grid's size it holds, beside the engine's */
	int volumes(final Boundary boundary) {
		final int weights = boundary == Boundary.PERIODIC ? 0 : 1;
		return switch (this) {
			case RICHARDSON_LUCY -> 1 + weights;
			case HEAVY_BALL -> 2 + weights;
			case RL_TV -> 5 + weights;
			case BIGGS_ANDREWS, GRADIENT_CONSENSUS -> 4 + weights;
			case LANDWEBER, JANSSON_VAN_CITTERT, INVERSE, REGULARISED_INVERSE, WIENER, TIKHONOV -> 1;
			case GOLD -> 2;
			case WIENER_BUTTERWORTH, TIKHONOV_MILLER -> 3;
			case IDENTITY -> 0;
			case QUASI_NEWTON -> 10;
			// Its first stage holds out photons, with a field and a residual; the second has a curvature instead.
			case TWO_STAGE, AUTO -> 4 + weights;
		};
	}

	/** @return the word for options and records */
	@Override
	public String toString() {
		return word;
	}

	/**
	 * @param word as {@link #toString} writes it, in any case
	 * @throws IllegalArgumentException that lists the words, if there is no such method
	 */
	public static Method of(final String word) {
		return Arrays.stream(values())
			.filter(m -> m.word.equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown method '" + word + "'; it is one of " +
				Arrays.stream(values()).map(Method::toString).collect(Collectors.joining(", ")) + "."));
	}
}
