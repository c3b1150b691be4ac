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

import java.util.Locale;

import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/**
 * A penalty on differences between neighbours ({@link Penalty.Differences}) on a device. A first kernel computes what
 * each voxel's differences weigh; a second gathers the derivative of a voxel from its own and its neighbours' weights.
 */
final class DevicePenalty implements AutoCloseable {

	/** A voxel, its neighbours along an axis and theirs; the grid is periodic. */
	private static final String NEIGHBOURS = """
		typedef struct { uint next, previous, after, before; } Line;
		Line line(const uint i, const uint stride, const uint n) {
			const uint k = i / stride % n, first = i - k * stride;
			Line l;
			l.next = first + (k + 1) % n * stride;
			l.previous = first + (k + n - 1) % n * stride;
			l.after = first + (k + 2) % n * stride;
			l.before = first + (k + 2 * n - 2) % n * stride;
			return l;
		}
		#define VALUE(i) (squared ? X[i] * X[i] : X[i])
		""";

	private final Transforms transforms;
	private final long voxels;
	private final double weight;
	private final Transforms.Step prices;
	private final Transforms.Step slopes;
	private final Buffer weights;

	DevicePenalty(final Transforms transforms, final Penalty.Differences d) {
		this.transforms = transforms;
		weight = d.weight();
		voxels = transforms.grid().voxels();
		weights = transforms.allocate(2L * Float.BYTES * voxels);
		final String functions = NEIGHBOURS + constants(d);
		prices = transforms.voxels("prices", ", __global const float *X, const int squared, __global float2 *Q",
			functions, prices(d, transforms.grid()), 1);
		slopes = transforms.voxels("slopes",
			", __global const float *X, const int squared, __global const float2 *Q, __global float *D, __global float *C, " +
				"const int curved",
			functions, slopes(d, transforms.grid()), 0);
	}

	private static String constants(final Penalty.Differences d) {
		return "#define WEIGHT " + text(d.weight()) + "\n#define EPSILON2 " + text(d.epsilonSquared()) +
			"\n#define RELATIVE " + text(d.relative()) + "\n";
	}

	private static String text(final double value) {
		return String.format(Locale.ROOT, "%.9ef", value);
	}

	private static String line(final int axis, final Extent grid) {
		final int[] n = { grid.nx(), grid.ny(), grid.nz() };
		final long[] strides = { 1, grid.nx(), (long) grid.nx() * grid.ny() };
		return "const Line l = line(i, " + strides[axis] + "u, " + n[axis] + "u);\n";
	}

	private static String prices(final Penalty.Differences d, final Extent grid) {
		final StringBuilder text = new StringBuilder("const float x = VALUE(i); float u = 0.0f, v = 0.0f;\n");
		for (int axis = 0; axis < 3; axis++)
			text.append("{ ")
				.append(line(axis, grid))
				.append("const float p = VALUE(l.next) - x, m = x - VALUE(l.previous), " + "d = p - m;\n")
				.append("u += ")
				.append(text(d.steep()[axis]))
				.append(" * (p * p + m * m); v += ")
				.append(text(d.curved()[axis]))
				.append(" * d * d; }\n");
		return text
			.append("const float e = RELATIVE * x * x + EPSILON2;\n" +
				"Q[i] = (float2)(WEIGHT / (u + e), WEIGHT / (v + e));\ns[0] += log1p(u / e) + log1p(v / e);")
			.toString();
	}

	/** To and from each neighbour as {@code DifferencePenalty} gives it; the curvature as its {@code bend} does. */
	private static String slopes(final Penalty.Differences d, final Extent grid) {
		final StringBuilder text = new StringBuilder(
			"const float x = VALUE(i); const float2 q = Q[i];\n" + "const float e = RELATIVE * x * x + EPSILON2;\n" +
				"float g = -RELATIVE * x * (2.0f * WEIGHT / e - q.x - q.y), c = 0.0f;\n");
		double steepness = 0, curvedness = 0;
		for (int axis = 0; axis < 3; axis++) {
			final String steep = text(d.steep()[axis]), curved = text(d.curved()[axis]);
			steepness += 4 * d.steep()[axis];
			curvedness += 8 * d.curved()[axis];
			text.append("{ ").append(line(axis, grid)).append("""
				const float n = VALUE(l.next), b = VALUE(l.previous), p = n - x, m = x - b;
				const float2 qn = Q[l.next], qb = Q[l.previous];
				g -= 2.0f * q.y * (K * (p - m)) + S * q.x * (p - m);
				g += qb.y * (K * (m - (b - VALUE(l.before)))) + S * qb.x * m;
				g += qn.y * (K * ((VALUE(l.after) - n) - p)) - S * qn.x * p;
				c += 2.0f * S * (qn.x + qb.x) + 4.0f * K * (qn.y + qb.y); }
				""".replace("S *", steep + " *").replace("K *", curved + " *"));
		}
		final double ofSteep = d.relative() > 0 && d.steep()[0] > 0 ? d.relative() : 0;
		final double ofCurved = d.relative() > 0 && d.curved()[0] > 0 ? d.relative() : 0;
		return text.append("D[i] = g;\nif (curved) C[i] = c + ")
			.append(text(steepness + ofSteep))
			.append(" * q.x + ")
			.append(text(curvedness + ofCurved))
			.append(" * q.y + ")
			.append(text(ofSteep + ofCurved))
			.append(" * WEIGHT / e;")
			.toString();
	}

	/**
	 * @param estimate x, or its root
	 * @param derivative is filled
	 * @param curvature of the majorant, is filled if it is asked for
	 * @return the price
	 */
	double evaluate(final Binding.Context c, final Buffer estimate, final boolean isRoot, final Buffer derivative,
		final Buffer curvature, final boolean isCurved)
	{
		transforms.voxels(c, prices, voxels, estimate, isRoot ? 1 : 0, weights);
		final double price = weight * transforms.sums(c)[0] / 2;
		transforms.voxels(c, slopes, voxels, estimate, isRoot ? 1 : 0, weights, derivative, curvature,
			isCurved ? 1 : 0);
		return price;
	}

	@Override
	public void close() {
		weights.close();
	}
}
