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
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/** {@link PenalisedHeavyBall} on a device. */
final class DevicePenalisedHeavyBall extends DeviceIteration {

	private final Transforms.Step update;
	private final DevicePenalty penalty;
	private final Buffer start;
	private final Buffer derivative;
	private final Buffer curvature;
	private final float floor;
	private int k;
	private double price;

	DevicePenalisedHeavyBall(final OpenClEngine engine, final ForwardModel fitted, final Volume initialEstimate,
		final Penalty.Differences differences)
	{
		super(engine, fitted, initialEstimate);
		penalty = new DevicePenalty(transforms, differences);
		floor = HeavyBall.floor(fitted);
		start = copy();
		derivative = transforms.volume(engine.grid());
		curvature = transforms.volume(engine.grid());
		update = transforms.rows("root", true, true,
			", __global float *X, __global float *P, __global const float *D, __global const float *C, " +
				"const float momentum, const float least" + model.weightsArgument(),
			root(), 2);
		load(start);
	}

	private String root() {
		return "const float TINY = " + PenalisedHeavyBall.LEAST_CURVATURE + "f, w0 = " + model.weight() +
			", x0 = X[g], p = P[g];\nconst float k = " + PenalisedHeavyBall.CURVATURE +
			"f * C[g] * w0 + TINY, kc = k * (w0 * (p * fmax(v, 0.0f)));\n" + """
				const float h = 0.5f * (D[g] * w0 - k * p) + 0.5f, t = sqrt(h * h + kc + TINY);
				const float down = 0.5f * (h - fabs(h)), up = t + 0.5f * (h + fabs(h));
				const float x1 = (kc + down * (down - up)) / (k * up);
				s[0] += (x0 - x1) * (x0 - x1); s[1] += x1 * x1;
				v = fmax(x1 + momentum * (x1 - x0), least);
				X[g] = x1; P[g] = v;
				""";
	}

	@Override
	public Step next() {
		engine.check();
		final boolean isLookedAt = model.isLookDue(), isPriced = k % PenalisedHeavyBall.STEPS == 0;
		final float momentum = HeavyBall.Pace.PLAIN.momentum(k);
		k++;
		final double[][] sums = engine.device().work("iteration", c -> {
			if (isPriced) price = penalty.evaluate(c, start, false, derivative, curvature, true);
			final double[] fit = model.blur(c, false, isLookedAt);
			model.backproject(c, update, model.withWeights(estimate, start, derivative, curvature, momentum, floor));
			return new double[][] { fit, transforms.sums(c) };
		});
		return step(model.misfit(sums[0]).plus(price), sums[1]);
	}

	@Override
	double price() {
		return engine.device().work("price", c -> penalty.evaluate(c, estimate, false, derivative, curvature, false));
	}

	@Override
	public void close() {
		super.close();
		penalty.close();
		for (final Buffer buffer : new Buffer[] { start, derivative, curvature })
			buffer.close();
	}
}
