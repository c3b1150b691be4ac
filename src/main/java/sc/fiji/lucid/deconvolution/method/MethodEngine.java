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

import java.util.Optional;

import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.fft.DeviceRoom;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.image.Volume;

/**
 * An FFT engine that runs some methods itself. One on a device keeps all voxels there: an {@link Iteration} gives
 * nothing but scalars back after each step (misfit, error of held-out photons, change), by which it is decided here
 * whether to go on, and the estimate comes back once, when it is asked for.
 * <p>
 * Each method asks the engine of its model first. An engine that does not offer one, or not for a model like this one,
 * answers with nothing.
 */
public interface MethodEngine extends FilterEngine {

	/** @return the memory of the device that this is on, if it is on one */
	default Optional<DeviceRoom> room() {
		return Optional.empty();
	}

	/** @return {@link RichardsonLucy} at work, from this estimate */
	default Optional<Iteration> richardsonLucy(final ForwardModel model, final Volume estimate) {
		return Optional.empty();
	}

	/** @return {@link HeavyBall} at work, from this estimate */
	default Optional<LevelIteration> heavyBall(final ForwardModel model, final Volume estimate,
		final HeavyBall.Pace pace)
	{
		return Optional.empty();
	}

	/** @return {@link PenalisedHeavyBall} at work, from this estimate */
	default Optional<Iteration> penalisedHeavyBall(final ForwardModel model, final Volume estimate,
		final Penalty penalty)
	{
		return Optional.empty();
	}

	/** @return what {@link QuasiNewton} works on, from this estimate; the penalty may be null */
	default Optional<DescentSpace> descent(final ForwardModel model, final Volume estimate, final Penalty penalty,
		final int slots)
	{
		return Optional.empty();
	}
}
