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

import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.LevelIteration;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/** {@link HeavyBall} on a device. */
final class DeviceHeavyBall extends DeviceIteration implements LevelIteration {

	private final Transforms.Step update;
	private final Transforms.Step shift;
	private final Buffer start;
	private final float floor;
	private final HeavyBall.Pace pace;
	private Buffer kept;
	private int k;
	private int nextHaze;

	DeviceHeavyBall(final OpenClEngine engine, final ForwardModel fitted, final Volume initialEstimate,
		final HeavyBall.Pace pace)
	{
		super(engine, fitted, initialEstimate);
		this.pace = pace;
		floor = HeavyBall.floor(fitted);
		start = copy();
		update = transforms.rows("momentum", true, true,
			", __global float *X, __global float *P, const float momentum, const float least" + model.weightsArgument(),
			"const float x0 = X[g], c = v * " + model.weight() + ", x1 = P[g] * fmax(0.5f * c, " + (1 - pace.step()) +
				"f + " + pace.step() + "f * c);\n" +
				"s[0] += (x0 - x1) * (x0 - x1); s[1] += x1 * x1;\nv = fmax(x1 + momentum * (x1 - x0), least);\n" +
				"X[g] = x1; P[g] = v;",
			2);
		shift = transforms.voxels("shift",
			", __global float *X, __global float *P, const float less, const float least", "",
			"X[i] = fmax(0.0f, X[i] + less); P[i] = fmax(least, P[i] + less);", 0);
		load(start);
	}

	@Override
	public Step next() {
		engine.check();
		if (k == nextHaze) {
			nextHaze = HeavyBall.nextHaze(k);
			if (k > 0 && model.model().hasHaze()) setModel(model.model().refreshed(download(estimate)));
		}
		final boolean isLookedAt = model.isLookDue();
		final float momentum = pace.momentum(k);
		k++;
		final double[][] sums = engine.device().work("iteration", c -> {
			final double[] fit = model.blur(c, false, isLookedAt);
			model.backproject(c, update, model.withWeights(estimate, start, momentum, floor));
			return new double[][] { fit, transforms.sums(c) };
		});
		return step(model.misfit(sums[0]), sums[1]);
	}

	private void setModel(final ForwardModel other) {
		model.setModel(other);
		forgetCost();
	}

	@Override
	public void setBackground(final double counts) {
		final float less = (float) (model.model().background() - counts);
		setModel(model.model().withBackground(counts));
		engine.device().work("background", c -> {
			transforms.voxels(c, shift, engine.grid().voxels(), estimate, start, less, floor);
			engine.load(c, start, model.spectrum(), engine.grid());
			c.finish();
			return null;
		});
	}

	@Override
	public void keep() {
		if (kept == null) kept = copy();
		else copyTo(kept);
	}

	@Override
	public Volume kept() {
		return kept == null ? estimate() : download(kept);
	}

	@Override
	public void close() {
		super.close();
		start.close();
		if (kept != null) kept.close();
	}
}
