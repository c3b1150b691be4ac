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

/** The negative entropy λ Σ x log(x/s) − x + s (Skilling &amp; Bryan 1984, MNRAS 211:111) around a level s. */
final class Entropy extends Penalty {

	private static final float LEAST = 1e-6f;

	private final double weight;
	private final double level;
	private final ThreadLocal<float[]> scratch;

	/** @param nx length of a row */
	Entropy(final double weight, final double level, final int nx) {
		this.weight = weight;
		this.level = level;
		scratch = ThreadLocal.withInitial(() -> new float[nx]);
	}

	@Override
	int reach() {
		return 0;
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final float[] part = scratch.get();
		final int n = part.length;
		double price = 0;
		for (int y = 0; y < estimate.extent().ny(); y++) {
			parts(part, estimate.row(y, z), (float) (1 / level), n);
			if (derivative.isCurved()) bend(derivative.curvature(y, z), part, (float) (2 * weight / level), n);
			final float[] log = derivative.row(y, z);
			for (int i = 0; i < n; i++)
				log[i] = (float) Rows.log(part[i]);
			prices(part, log, n);
			price += Rows.sum(part, n);
			Rows.scale(log, (float) weight, n);
		}
		return weight * level * price;
	}

	/** 2 λ / x: a parabola above the entropy down to 0. */
	private static void bend(final float[] c, final float[] part, final float f, final int n) {
		for (int i = 0; i < n; i++)
			c[i] = f / part[i];
	}

	private static void parts(final float[] part, final float[] x, final float inverse, final int n) {
		for (int i = 0; i < n; i++)
			part[i] = Math.max(x[i] * inverse, LEAST);
	}

	private static void prices(final float[] part, final float[] log, final int n) {
		for (int i = 0; i < n; i++)
			part[i] = part[i] * log[i] - part[i] + 1;
	}
}
