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

import java.util.Optional;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.stopping.ConvergenceHistory;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * A restored volume and what was done to get it.
 *
 * @param estimate the restored field of view, in the observed stack's units above
 *          background
 * @param method that was used; for automatic the one picked
 * @param explanation what was picked from the data and why, in words; may be empty
 * @param background counts under the signal that the model used; of a background map the least
 * @param mapped mean of the counts by which a background map lies above that; 0 without one
 * @param origin from where the background is known
 * @param backgroundUncertainty its standard error in counts; 0 if it was given, not a number where nothing tells it
 * @param noise gain and zero of the camera that the model used
 * @param camera the same with its read noise: as told, or that of a usual camera
 * @param grid size on which the estimate was computed
 * @param iterations done
 * @param transforms 3-D FFTs of the grid; those of coarse levels count by what they cost (n log n)
 * @param reason why it stopped
 * @param penalty what the penalty of a two-stage method was weighed by, if there was one
 * @param trace what was learned from iteration to iteration
 * @param excluded how many voxels had no weight: masked, without data, or of dead pixels of the camera
 * @param clipped how many voxels had at least so much light as was recorded
 * @param observedFlux Σ (observed − background) over the voxels of the field of view that hold data
 * @param estimatedFlux Σ estimate over the same voxels
 * @param engine what computed, in words: an engine's name, a device with its driver, or why the processor took over
 */
public record Restoration(Volume estimate, Method method, String explanation, double background, double mapped,
	BackgroundOrigin origin, double backgroundUncertainty, NoiseModel noise, Camera camera, Extent grid, int iterations,
	int transforms, StopReason reason, Optional<PenaltyChoice> penalty, ConvergenceHistory trace, long excluded,
	long clipped, double observedFlux, double estimatedFlux, String engine)
{

	/** From where a background is known. */
	public enum BackgroundOrigin {
		/** Somebody told it. */
		GIVEN,
		/** It is what the darkest places of the recording have. */
		DARKEST,
		/** Coarse levels found it: the highest with which the dark places are explained. */
		ITERATED
	}

	/** @return the same, computed by this in words */
	Restoration on(final String words) {
		return new Restoration(estimate, method, explanation, background, mapped, origin, backgroundUncertainty, noise,
			camera, grid, iterations, transforms, reason, penalty, trace, excluded, clipped, observedFlux,
			estimatedFlux, words);
	}

	/** @return photoelectrons per count */
	public double gain() {
		return noise.gain();
	}

	/** @return counts that the camera gives without light: the zero of its noise, and what the read noise adds */
	public double offset() {
		return camera.offset();
	}

	/** @return the cost before each iteration */
	public double[] divergence() {
		return trace.costs();
	}
}
