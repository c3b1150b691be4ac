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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.Stopping;

/** Options that were asked for and that the method does not take, so that they have no effect. */
public final class Unheeded {

	private Unheeded() {}

	/** @return the options that have no effect */
	public static List<DeconvolutionOption> of(final DeconvolutionOptions options) {
		final List<DeconvolutionOption> list = new ArrayList<>();
		final PenaltyKind penalty = options.penalty();
		if (penalty != PenaltyKind.AUTO && penalty != PenaltyKind.NONE) list.add(DeconvolutionOption.PENALTY);
		if (options.weight().isPresent()) list.add(DeconvolutionOption.WEIGHT);
		if (options.brightness().isPresent()) list.add(DeconvolutionOption.BRIGHTNESS);
		if (options.iterations().isPresent()) list.add(DeconvolutionOption.ITERATIONS);
		if (options.stopping() != Stopping.AUTO) list.add(DeconvolutionOption.STOP);
		if (options.initialEstimate() != InitialEstimate.COARSE) list.add(DeconvolutionOption.START);
		final boolean isFree = takes(options.method(), DeconvolutionOption.PENALTY) && penalty == PenaltyKind.NONE;
		list.removeIf(o -> takes(options.method(), o) &&
			!(isFree && (o == DeconvolutionOption.WEIGHT || o == DeconvolutionOption.BRIGHTNESS)));
		return list;
	}

	/** @return whether a method takes one of the options that not all methods do */
	public static boolean takes(final Method method, final DeconvolutionOption option) {
		final MethodDeclaration d = method.declaration();
		final boolean isPenalised = d.isStaged() || d.penalty() != PenaltyKind.NONE;
		return switch (option) {
			case PENALTY, BRIGHTNESS -> isPenalised;
			case WEIGHT -> isPenalised || d.takesWeight();
			case ITERATIONS, STOP, START -> !d.isDirect();
			default -> true;
		};
	}

	/** @return a warning for each option that has no effect, which names the methods that take it */
	public static List<String> warnings(final DeconvolutionOptions options) {
		return of(options).stream()
			.map(o -> "warning: '" + o + "' has no effect, since " +
				(takes(options.method(), o) ? "there is no penalty"
					: "the method " + options.method() + " does not take it; these do: " +
						Arrays.stream(Method.values())
							.filter(m -> takes(m, o))
							.map(Method::toString)
							.collect(Collectors.joining(", "))))
			.toList();
	}
}
