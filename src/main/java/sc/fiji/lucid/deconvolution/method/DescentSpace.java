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
import sc.fiji.lucid.image.Volume;

/**
 * What {@link QuasiNewton} works on: the root s of the estimate x = s², and vectors of its size, gradients and steps,
 * that are known by slots ({@link LimitedMemory}). They may be anywhere; the method sees nothing but sums.
 */
public interface DescentSpace {

	/** Takes the root of the estimate; to be called first, and again after {@link #estimate}. */
	void begin();

	/**
	 * @param direction how much of each slot's vector makes the step
	 * @param step slot that takes the step
	 * @return Σ (new − old)² and Σ new² of the estimate
	 */
	double[] advance(double[] direction, int step);

	/** As {@link #advance}, when the step in this slot turned out too long: it is multiplied by a factor below 1. */
	double[] shorten(int step, double factor);

	/**
	 * Computes the cost at the present s, and what {@link #gradient} needs.
	 *
	 * @param gradient slot that {@link #gradient} will fill next
	 */
	Misfit fit(int gradient);

	/** Computes the gradient at the present s. @return its products with the vectors of all slots, itself among them */
	double[] gradient(int gradient);

	/** @return the estimate; all vectors are let go */
	Volume estimate();

	/** @return a copy of the estimate; nothing is let go */
	Volume look();

	/** As {@link Iteration#verify}. */
	default void verify() {}

	/** As {@link Iteration#close}. */
	default void close() {}
}
