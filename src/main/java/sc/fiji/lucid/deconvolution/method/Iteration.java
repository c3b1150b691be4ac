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

import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.image.Volume;

/** A method at work on one volume: it holds an estimate and improves it, step by step. */
public interface Iteration {

	/** @return what was learned while the estimate was improved once */
	Step next();

	/** @return the present estimate on the grid; the method goes on working on it */
	Volume estimate();

	/**
	 * Compares the misfit of the estimate with what the processor makes of it, where another computes; to be called at
	 * the end.
	 *
	 * @throws sc.fiji.lucid.fft.EngineFailure if they differ
	 */
	default void verify() {}

	/** Gives back what is held outside of Java's memory; to be called at the very end. */
	default void close() {}

	/**
	 * What is known after a step.
	 *
	 * @param misfit of the estimate from which the step started (where a method
	 *          extrapolates, of the extrapolated one)
	 * @param change ‖new − old‖ / ‖new‖ of the estimate
	 * @param transforms 3-D FFTs that the step took
	 */
	record Step(Misfit misfit, double change, int transforms) {

		/** @param sums Σ (new − old)² and Σ new² from {@code first} on, as {@link RowKernels#change} adds them */
		public static Step of(final Misfit misfit, final double[] sums, final int first, final int transforms) {
			return new Step(misfit, sums[first + 1] > 0 ? Math.sqrt(sums[first] / sums[first + 1]) : 0, transforms);
		}
	}
}
