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

import java.util.Arrays;
import sc.fiji.lucid.deconvolution.method.DescentSpace;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/** Root and vectors of {@link sc.fiji.lucid.deconvolution.method.QuasiNewton} on a device. */
final class DeviceDescent implements DescentSpace {

	/** Vectors that are kept where one step is remembered, which is what {@code auto} asks for. */
	static final int SLOTS = 3;

	private static final String VECTORS = ", __global float *S0, __global const float *V0, __global const float *V1, " +
		"__global const float *V2";

	/** s, and the field of its square; the change of the estimate is s² − (s − step)². */
	private static final String CHANGE = """
		const float change = step * (2.0f * q - step);
		S0[g] = step;
		v = q * q;
		s[0] += change * change;
		s[1] += v * v;
		X[g] = q;
		""";
	private static final String ADVANCE = """
		float step = 0.0f;
		if (d0 != 0.0f) step += d0 * V0[g];
		if (d1 != 0.0f) step += d1 * V1[g];
		if (d2 != 0.0f) step += d2 * V2[g];
		const float q = X[g] + step;
		""" + CHANGE;
	private static final String SHORTEN = """
		const float old = S0[g], step = old * factor, q = X[g] + (factor - 1.0f) * old;
		""" + CHANGE;
	private static final String GRADIENT = """
		const float made = 2.0f * X[g] * (priced ? v + S0[g] : v);
		S0[g] = made;
		if (filled & 1) s[0] += made * (self == 0 ? made : V0[g]);
		if (filled & 2) s[1] += made * (self == 1 ? made : V1[g]);
		if (filled & 4) s[2] += made * (self == 2 ? made : V2[g]);
		""";

	/** The estimate is the root while the method is at work. */
	private final DeviceModel model;
	private final OpenClEngine engine;
	private final Transforms transforms;
	private final DevicePenalty penalty;
	private final Buffer root;
	private final Buffer[] vectors = new Buffer[SLOTS];
	private final boolean[] isFilled = new boolean[SLOTS];
	private final Transforms.Step take;
	private final Transforms.Step advance;
	private final Transforms.Step shorten;
	private final Transforms.Step gradient;
	private final Transforms.Step square;
	private boolean isEstimate = true;
	/** The first estimate, and the one that was asked for last, to be compared. */
	private final Volume first;
	private Volume downloaded;
	private double before = Double.NaN;

	/** @param differences what the penalty is made of, or null */
	DeviceDescent(final OpenClEngine engine, final ForwardModel fitted, final Volume initialEstimate,
		final Penalty.Differences differences)
	{
		this.engine = engine;
		transforms = engine.transforms();
		model = new DeviceModel(engine, fitted);
		penalty = differences == null ? null : new DevicePenalty(transforms, differences);
		first = initialEstimate;
		root = transforms.volume(engine.grid());
		engine.transfer().write(root, engine.grid(), initialEstimate::read);
		for (int i = 0; i < SLOTS; i++)
			vectors[i] = transforms.volume(engine.grid());
		take = transforms.rows("take", false, true, ", __global float *X",
			"const float q = sqrt(fmax(X[g], 0.0f)); X[g] = q; v = q * q;", 0);
		advance = transforms.rows("advance", false, true,
			", __global float *X" + VECTORS + ", const float d0, const float d1, const float d2", ADVANCE, 2);
		shorten = transforms.rows("shorten", false, true, ", __global float *X, __global float *S0, const float factor",
			SHORTEN, 2);
		gradient = transforms.rows("gradient", true, false,
			", __global const float *X" + VECTORS + ", const int priced, const int self, const int filled", GRADIENT,
			SLOTS);
		square = transforms.voxels("square", ", __global float *X", "", "X[i] = X[i] * X[i];", 0);
	}

	@Override
	public void begin() {
		isEstimate = false;
		engine.device().work("root", c -> {
			transforms.rows(c, take, model.spectrum(), engine.grid(), root);
			c.finish();
			return null;
		});
	}

	@Override
	public double[] advance(final double[] direction, final int step) {
		engine.check();
		isFilled[step] = true;
		return engine.device().work("step", c -> {
			transforms.rows(c, advance, model.spectrum(), engine.grid(), root, vectors[step], vectors[0], vectors[1],
				vectors[2], (float) direction[0], (float) direction[1], (float) direction[2]);
			return transforms.sums(c);
		});
	}

	@Override
	public double[] shorten(final int step, final double factor) {
		engine.check();
		return engine.device().work("step", c -> {
			transforms.rows(c, shorten, model.spectrum(), engine.grid(), root, vectors[step], (float) factor);
			return transforms.sums(c);
		});
	}

	@Override
	public Misfit fit(final int slot) {
		final double[] price = { 0 };
		final double[] sums = engine.device().work("misfit", c -> {
			final double[] fit = model.blur(c, true, model.isLookDue());
			// The derivative alone: the curvature's place is not written to.
			if (penalty != null) price[0] = penalty.evaluate(c, root, true, vectors[slot], vectors[slot], false);
			return fit;
		});
		final Misfit fit = model.misfit(sums).plus(price[0]);
		if (Double.isNaN(before)) before = fit.cost();
		return fit;
	}

	@Override
	public double[] gradient(final int slot) {
		engine.check();
		isFilled[slot] = true;
		int filled = 0;
		for (int i = 0; i < SLOTS; i++)
			if (isFilled[i]) filled |= 1 << i;
		final int mask = filled;
		return engine.device().work("gradient", c -> {
			model.backproject(c, gradient, root, vectors[slot], vectors[0], vectors[1], vectors[2],
				penalty == null ? 0 : 1, slot, mask);
			return transforms.sums(c);
		});
	}

	@Override
	public Volume estimate() {
		if (!isEstimate) engine.device().work("square", c -> {
			transforms.voxels(c, square, engine.grid().voxels(), root);
			c.finish();
			return null;
		});
		isEstimate = true;
		Arrays.fill(isFilled, false);
		downloaded = look();
		return downloaded;
	}

	@Override
	public Volume look() {
		final Volume estimate = new Volume(engine.grid());
		final int nx = engine.grid().nx();
		engine.transfer().read(root, engine.grid(), (y, z, row) -> {
			final float[] to = estimate.row(y, z);
			for (int x = 0; x < nx; x++)
				to[x] = isEstimate ? row[x] : row[x] * row[x];
		});
		return estimate;
	}

	@Override
	public void verify() {
		final double price = penalty == null ? 0
			: engine.device().work("price", c -> penalty.evaluate(c, root, false, vectors[0], vectors[0], false));
		model.verify(model.cost(root), downloaded, first, price, before);
		downloaded = null;
	}

	@Override
	public void close() {
		model.close();
		if (penalty != null) penalty.close();
		root.close();
		for (final Buffer vector : vectors)
			vector.close();
	}
}
