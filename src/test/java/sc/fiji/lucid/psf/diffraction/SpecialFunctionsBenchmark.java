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
package sc.fiji.lucid.psf.diffraction;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.logging.Logger;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.BesselJ;

/**
 * Says why {@link Bessel} and {@link GaussLegendre} are not those of commons-math3: prints how long either takes, and
 * by how much they differ. No arguments; the time of one value and of one rule, best of five rounds.
 * <p>
 * Found on 29 November 2026 (JDK 17, two shared cores), see docs/notebook/psf.md: values agree to 2e-15, a Bessel
 * function takes two to seven times as long, a rule of 400 nodes 1600 times.
 */
public final class SpecialFunctionsBenchmark {

	private static final Logger LOG = Logger.getLogger(SpecialFunctionsBenchmark.class.getName());
	private static final int ROUNDS = 5;
	private static final int VALUES = 20_000;
	/** Nodes that PSFs of small and large fields ask for; {@code PupilQuadrature} allows up to 6000. */
	private static final int[] NODES = { 8, 25, 50, 100, 200, 400 };

	/** Keeps what is computed from being left out. */
	private static double sink;

	private SpecialFunctionsBenchmark() {}

	public static void main(final String[] args) {
		for (int order = 0; order <= 2; order++)
			for (final double most : new double[] { 25, 300 })
				bessel(order, most);
		for (final int nodes : NODES)
			quadrature(nodes);
		LOG.fine(() -> "" + sink);
	}

	private static void bessel(final int order, final double most) {
		final double ours = nanoseconds(x -> Bessel.j(order, x), most);
		final double theirs = nanoseconds(x -> BesselJ.value(order, x), most);
		double difference = 0;
		for (int i = 0; i < VALUES; i++) {
			final double x = most * i / VALUES;
			difference = Math.max(difference, Math.abs(Bessel.j(order, x) - BesselJ.value(order, x)));
		}
		log("J%d, 0 to %.0f: ours %.0f ns, commons-math3 %.0f ns, at most %.1e apart", order, most, ours, theirs,
			difference);
	}

	private static double nanoseconds(final DoubleUnaryOperator function, final double most) {
		double best = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++) {
			final long start = System.nanoTime();
			for (int i = 0; i < VALUES; i++)
				sink += function.applyAsDouble(most * i / VALUES);
			best = Math.min(best, (System.nanoTime() - start) / (double) VALUES);
		}
		return best;
	}

	private static void quadrature(final int nodes) {
		final double ours = milliseconds(GaussLegendre::of, nodes);
		// A factory keeps the rules that it made: a new one each time is what the first PSF of a run pays.
		final double theirs = milliseconds(n -> new GaussIntegratorFactory().legendre(n), nodes);
		final double again = againMilliseconds(nodes);
		final GaussLegendre rule = GaussLegendre.of(nodes);
		final GaussIntegrator other = new GaussIntegratorFactory().legendre(nodes);
		double difference = 0;
		for (int i = 0; i < nodes; i++)
			difference = Math.max(difference, Math.max(Math.abs(rule.nodes()[i] - other.getPoint(i)),
				Math.abs(rule.weights()[i] - other.getWeight(i))));
		log("%d nodes: ours %.3f ms, commons-math3 %.3f ms (%.3f ms when asked again), at most %.1e apart", nodes, ours,
			theirs, again, difference);
	}

	private static double againMilliseconds(final int nodes) {
		final GaussIntegratorFactory factory = new GaussIntegratorFactory();
		return milliseconds(factory::legendre, nodes);
	}

	private static double milliseconds(final IntFunction<?> rule, final int nodes) {
		double best = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++) {
			final long start = System.nanoTime();
			sink += rule.apply(nodes).hashCode();
			best = Math.min(best, (System.nanoTime() - start) / 1e6);
		}
		return best;
	}

	private static void log(final String format, final Object... values) {
		LOG.info(() -> String.format(Locale.ROOT, format, values));
	}
}
