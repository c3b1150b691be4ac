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

/** Why an iteration ended. */
public enum StopReason {
	/** The number of iterations that was asked for is done. */
	ITERATIONS("the number of iterations asked for is done"),
	/** The estimate hardly changes any more. */
	CHANGE("the estimate hardly changes any more"),
	/** The estimate explains the data as well as their noise allows. */
	DISCREPANCY("the estimate fits the data within their noise"),
	/** The photons that were held out are no longer explained better. */
	HELD_OUT("photons that were held out are no longer explained better"),
	/** Two halves of the photons no longer agree on where to go. */
	CONSENSUS("two halves of the photons no longer agree"),
	/** The fit no longer gets better, but is far worse than the noise. */
	STALLED("the fit no longer gets better, far from the noise"),
	/** The fit grows worse. */
	DIVERGED("the fit grew worse"),
	/** The largest number of iterations is done. */
	CEILING("the largest number of iterations is done"),
	/** The method does not iterate. */
	DIRECT("the method does not iterate");

	private final String words;

	StopReason(final String words) {
		this.words = words;
	}

	/** @return the reason in words, for logs and records */
	@Override
	public String toString() {
		return words;
	}
}
