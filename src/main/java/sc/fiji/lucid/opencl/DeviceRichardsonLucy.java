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
package sc.fiji.lucid.opencl;

import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Transforms;

/** {@link sc.fiji.lucid.deconvolution.method.RichardsonLucy} on a device. */
final class DeviceRichardsonLucy extends DeviceIteration {

	private final Transforms.Step update;

	DeviceRichardsonLucy(final OpenClEngine engine, final ForwardModel fitted, final Volume initialEstimate) {
		super(engine, fitted, initialEstimate);
		update = transforms.rows("update", true, true, ", __global float *X" + model.weightsArgument(),
			"const float x0 = X[g]; v *= " + model.weight() +
				"; v *= x0; s[0] += (x0 - v) * (x0 - v); s[1] += v * v; X[g] = v;",
			2);
		load(estimate);
	}

	@Override
	public Step next() {
		engine.check();
		final boolean isLookedAt = model.isLookDue();
		final double[][] sums = engine.device().work("iteration", c -> {
			final double[] fit = model.blur(c, false, isLookedAt);
			model.backproject(c, update, model.withWeights(estimate));
			return new double[][] { fit, transforms.sums(c) };
		});
		return step(model.misfit(sums[0]), sums[1]);
	}
}
