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
package sc.fiji.lucid.job.methods;

import java.util.Map;

import sc.fiji.lucid.deconvolution.Method;

/** What a method is, in the words of a methods section. */
final class MethodWords {

	private static final String RL = "Richardson-Lucy deconvolution (maximum likelihood under Poisson noise)";

	private static final Map<Method, String> WORDS = Map.ofEntries(Map.entry(Method.RICHARDSON_LUCY, RL),
		Map.entry(Method.HEAVY_BALL, RL + " accelerated by momentum (scaled heavy ball)"),
		Map.entry(Method.BIGGS_ANDREWS, RL + " accelerated by vector extrapolation"),
		Map.entry(Method.RL_TV, RL + " with momentum and a penalty on the object"),
		Map.entry(Method.TWO_STAGE,
			"maximum likelihood under Poisson noise in two stages, by Richardson-Lucy iterations accelerated by momentum " +
				"(scaled heavy ball) and then by a penalised likelihood"),
		Map.entry(Method.QUASI_NEWTON,
			"penalised maximum likelihood under Poisson noise, by a limited-memory quasi-Newton method"),
		Map.entry(Method.GRADIENT_CONSENSUS,
			"Richardson-Lucy deconvolution that moves only where two halves of the photons agree (gradient consensus)"),
		Map.entry(Method.WIENER_BUTTERWORTH,
			"Richardson-Lucy iterations with an unmatched back projector (Wiener-Butterworth)"),
		Map.entry(Method.LANDWEBER, "non-negative least squares by steepest descent (Landweber)"),
		Map.entry(Method.GOLD, "the ratio method of Gold (ISRA)"),
		Map.entry(Method.JANSSON_VAN_CITTERT, "the relaxed method of Jansson and van Cittert"),
		Map.entry(Method.TIKHONOV_MILLER, "iterative constrained Tikhonov-Miller restoration"),
		Map.entry(Method.INVERSE, "the inverse filter"),
		Map.entry(Method.REGULARISED_INVERSE, "the regularised inverse filter"),
		Map.entry(Method.WIENER, "the Wiener filter"),
		Map.entry(Method.TIKHONOV, "Tikhonov-regularised least squares with a Laplacian"),
		Map.entry(Method.IDENTITY, "subtraction of the background alone, without deconvolution"));

	private MethodWords() {}

	/** @return what the method of a record is; empty if this version does not know it */
	static String of(final String word) {
		try {
			return WORDS.getOrDefault(Method.of(word), "");
		}
		catch (final IllegalArgumentException e) {
			return "";
		}
	}

	/** @return whether the method of a record has stages, of which the number of iterations is the first's */
	static boolean isStaged(final String word) {
		return !of(word).isEmpty() && Method.of(word).isStaged();
	}

	/** @return whether the method of a record takes one step and no iterations */
	static boolean isDirect(final String word) {
		return !of(word).isEmpty() && Method.of(word).isDirect();
	}
}
