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
import sc.fiji.lucid.deconvolution.method.classic.Gold;
import sc.fiji.lucid.deconvolution.method.GradientConsensus;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.classic.Identity;
import sc.fiji.lucid.deconvolution.method.classic.JanssonVanCittert;
import sc.fiji.lucid.deconvolution.method.classic.Landweber;
import sc.fiji.lucid.deconvolution.method.classic.LinearFilter;
import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.method.classic.TikhonovMiller;
import sc.fiji.lucid.deconvolution.method.classic.WienerButterworth;

/**
 * The methods there are: a line each, in the order in which they are listed for users, which means nothing else. What
 * a method is called, needs and promises it declares in its own class ({@link MethodDeclaration}).
 */
public enum Method {
	/** Chosen from the data; the default. */
	AUTO(TwoStage.METHOD.named("auto", "chosen from the data")),
	/** {@link RichardsonLucy}. */
	RICHARDSON_LUCY(RichardsonLucy.METHOD),
	/** {@link PenalisedHeavyBall}. */
	RL_TV(PenalisedHeavyBall.METHOD),
	/** {@link HeavyBall}. */
	HEAVY_BALL(HeavyBall.METHOD),
	/** {@link BiggsAndrews}. */
	BIGGS_ANDREWS(BiggsAndrews.METHOD),
	/** {@link QuasiNewton}. */
	QUASI_NEWTON(QuasiNewton.METHOD),
	/** {@link TwoStage}. */
	TWO_STAGE(TwoStage.METHOD),
	/** {@link GradientConsensus}. */
	GRADIENT_CONSENSUS(GradientConsensus.METHOD),
	/** {@link WienerButterworth}. */
	WIENER_BUTTERWORTH(WienerButterworth.METHOD),
	/** {@link Landweber}. */
	LANDWEBER(Landweber.METHOD),
	/** {@link Gold}. */
	GOLD(Gold.METHOD),
	/** {@link JanssonVanCittert}. */
	JANSSON_VAN_CITTERT(JanssonVanCittert.METHOD),
	/** {@link TikhonovMiller}. */
	TIKHONOV_MILLER(TikhonovMiller.METHOD),
	/** {@link LinearFilter}: 1/H. */
	INVERSE(LinearFilter.INVERSE),
	/** {@link LinearFilter}: H* / (|H|² + λ). */
	REGULARISED_INVERSE(LinearFilter.REGULARISED_INVERSE),
	/** {@link LinearFilter}: noise from the data. */
	WIENER(LinearFilter.WIENER),
	/** {@link LinearFilter}: H* / (|H|² + λ|L|²). */
	TIKHONOV(LinearFilter.TIKHONOV),
	/** {@link Identity}: nothing is changed but that the background is subtracted. */
	IDENTITY(Identity.METHOD);

	private final MethodDeclaration declaration;

	Method(final MethodDeclaration declaration) {
		this.declaration = declaration;
	}

	/** @return what the method says of itself; internal */
	public MethodDeclaration declaration() {
		return declaration;
	}

	/** @return the method that this name stands for: another one for {@link #AUTO} */
	Method resolved() {
		return this == AUTO ? TWO_STAGE : this;
	}

	/** @return what it does, in a line for users */
	public String meaning() {
		return declaration.meaning();
	}

	/** @return whether the method takes one step and no iterations */
	public boolean isDirect() {
		return declaration.isDirect();
	}

	/** @return whether it fits first and smooths then, each stage with a number of iterations of its own */
	public boolean isStaged() {
		return declaration.isStaged();
	}

	/** @return the word for options and records */
	@Override
	public String toString() {
		return declaration.word();
	}

	/**
	 * @param word as {@link #toString} writes it, in any case
	 * @throws IllegalArgumentException that lists the words, if there is no such method
	 */
	public static Method of(final String word) {
		return Arrays.stream(values())
			.filter(m -> m.toString().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown method '" + word + "'; it is one of " +
				Arrays.stream(values()).map(Method::toString).collect(Collectors.joining(", ")) + "."));
	}
}
