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

import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.stopping.ConvergenceHistory;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.image.Volume;

/**
 * What a procedure came to.
 *
 * @param estimate on the grid, or on the field of view
 * @param trace of the iterations whose estimate this is, and those before
 * @param iterations of the last method
 * @param reason why it stopped
 * @param transforms all 3-D FFTs, with those that only decided
 * @param background counts under the signal, as given or fitted
 * @param explanation what was picked and why, in words; may be empty
 * @param penalty what a penalty was weighed by, or null
 */
record SolverResult(Volume estimate, ConvergenceHistory trace, int iterations, StopReason reason, int transforms,
	double background, String explanation, PenaltyChoice penalty)
{

	SolverResult(final Volume estimate, final ConvergenceHistory trace, final int iterations, final StopReason reason,
		final int transforms, final double background, final String explanation)
	{
		this(estimate, trace, iterations, reason, transforms, background, explanation, null);
	}

	/** @return the same with the 3-D FFTs of deciding */
	SolverResult plus(final int more) {
		return new SolverResult(estimate, trace, iterations, reason, transforms + more, background, explanation,
			penalty);
	}

	/** @return the same over another background */
	SolverResult withBackground(final double counts) {
		return new SolverResult(estimate, trace, iterations, reason, transforms, counts, explanation, penalty);
	}
}
