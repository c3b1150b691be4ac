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

	/** @return whether the method of a record takes one step and no iterations */
	static boolean isDirect(final String word) {
		return !of(word).isEmpty() && Method.of(word).isDirect();
	}
}
