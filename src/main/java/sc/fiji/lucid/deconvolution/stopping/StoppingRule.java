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
package sc.fiji.lucid.deconvolution.stopping;

import java.util.Arrays;
import java.util.Optional;

/** Looks at the trace after each iteration and says whether it was the last. */
@FunctionalInterface
public interface StoppingRule {

	/** @return why to stop now, or nothing to go on */
	Optional<StopReason> after(ConvergenceHistory trace);

	/** @return this rule, but not after fewer than {@code floor} nor after more than {@code ceiling} iterations */
	default StoppingRule within(final int floor, final int ceiling) {
		return trace -> trace.size() < floor ? Optional.empty()
			: after(trace).or(() -> trace.size() >= ceiling ? Optional.of(StopReason.CEILING) : Optional.empty());
	}

	/** @return stops after exactly {@code iterations} */
	static StoppingRule fixed(final int iterations) {
		return trace -> trace.size() >= iterations ? Optional.of(StopReason.ITERATIONS) : Optional.empty();
	}

	/** @return stops when an iteration changes the estimate by less than {@code tolerance} of its norm */
	static StoppingRule relativeChange(final double tolerance) {
		return trace -> trace.last().change() < tolerance ? Optional.of(StopReason.CHANGE) : Optional.empty();
	}

	/**
	 * @return stops when the last {@value StoppingPolicy#REST} iterations changed the estimate by less than
	 *         {@code tolerance} of its norm
	 */
	static StoppingRule atRest(final double tolerance) {
		return trace -> {
			final var points = trace.points();
			final int n = points.size();
			return n >= StoppingPolicy.REST &&
				points.subList(n - StoppingPolicy.REST, n).stream().allMatch(p -> p.change() < tolerance)
					? Optional.of(StopReason.CHANGE) : Optional.empty();
		};
	}

	/** @return stops when the cost is not above {@code target}, what noise alone would cost */
	static StoppingRule discrepancy(final double target) {
		return trace -> trace.last().cost() <= target ? Optional.of(StopReason.DISCREPANCY) : Optional.empty();
	}

	/** @return stops when the cost has risen twice in a row */
	static StoppingRule rising(final StopReason reason) {
		return trace -> {
			final int n = trace.size();
			final double[] costs = trace.costs();
			return n > 2 && costs[n - 1] > costs[n - 2] && costs[n - 2] > costs[n - 3] ? Optional.of(reason)
				: Optional.empty();
		};
	}

	/**
	 * @return stops when the error against photons held out has not fallen for three iterations and a tenth of all, at
	 *         most eight, and one look at least
	 */
	static StoppingRule heldOut() {
		return trace -> trace.lastLook() > trace.best() &&
			trace.size() - trace.best() >= Math.max(StoppingPolicy.LEAST_PATIENCE,
				Math.min(StoppingPolicy.MOST_PATIENCE, trace.size() / StoppingPolicy.PATIENCE_PART))
					? Optional.of(StopReason.HELD_OUT) : Optional.empty();
	}

	/**
	 * @return stops when the last look at photons held out showed less than {@code gain} an iteration and none before
	 *         showed twice that: what would be gained is not worth the iterations. Where the error once fell steeply,
	 *         it goes on until {@link #heldOut}.
	 */
	static StoppingRule neverSteep(final double gain) {
		return trace -> {
			final double[] gains = trace.gains();
			final int n = gains.length;
			return n > 1 && gains[n - 1] < gain && Arrays.stream(gains).max().getAsDouble() < 2 * gain
				? Optional.of(StopReason.HELD_OUT) : Optional.empty();
		};
	}

	/**
	 * @return stops after two iterations if the second changed the estimate by less than {@code part} of what the first
	 *         did. The first takes back what a start made of coarser voxels has that the PSF cannot show; where there
	 *         is more to find, the second goes as far, since it has momentum
	 */
	static StoppingRule nothingLeft(final double part) {
		return trace -> trace.size() == 2 && trace.last().change() < part * trace.points().get(0).change()
			? Optional.of(StopReason.CHANGE) : Optional.empty();
	}

	/**
	 * @return stops when the cost, although above {@code good}, has fallen by less than
	 *         a thousandth in four iterations: what is left is not noise, but what the PSF
	 *         cannot explain, and more iterations would make rings of it
	 */
	static StoppingRule stalled(final double good) {
		return trace -> {
			final int n = trace.size();
			if (n <= StoppingPolicy.STALLED_ITERATIONS) return Optional.empty();
			final double[] costs = trace.costs();
			final double last = costs[n - 1], before = costs[n - 1 - StoppingPolicy.STALLED_ITERATIONS];
			return last > good && before - last < StoppingPolicy.STALLED * before ? Optional.of(StopReason.STALLED)
				: Optional.empty();
		};
	}

	/** @return stops when either does */
	default StoppingRule or(final StoppingRule other) {
		return trace -> after(trace).or(() -> other.after(trace));
	}
}
