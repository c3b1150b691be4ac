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
package sc.fiji.lucid.opencl.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The text of a function that transforms several lines at once in the memory that a work group shares, by Stockham's
 * algorithm (Govindaraju et al. 2008, SC'08, 1; Bainville 2010): each pass takes the lines from digit-reversed towards
 * natural order, so that nothing is sorted. A work item reads all that it needs of a pass into registers before
 * anything is written, so that one copy of the lines is enough.
 *
 * @param n length of a line, a product of 2, 3, 5 and 7
 * @param lines that are transformed together
 * @param items work items that share the work
 * @param isStrided whether a line's neighbours lie beside each other, for axes other than X; else the line itself does
 */
record LineTransform(int n, int lines, int items, boolean isStrided) {

	private static final int[] RADICES = { 7, 5, 3, 8, 4, 2 };

	/** How {@link #pass} begins. */
	private static final String PASS = """
		__kernel void pass(__global const float2 *A, __global float2 *B, __global const float2 *tw, const uint outer,
			const uint inner, const int in, const int exchange) {
			for (size_t id = get_global_id(0); id < (size_t) outer * EACH * inner; id += get_global_size(0)) {
				const int j = id / inner % EACH, k = j % DONE;
				const size_t line = id / inner / EACH * LENGTH * inner + id % inner;
		""";

	/** @return whether lines of this length can be transformed */
	static boolean supports(final int n) {
		int rest = n;
		for (final int p : new int[] { 2, 3, 5, 7 })
			while (rest % p == 0)
				rest /= p;
		return rest == 1;
	}

	/** @return the radices, in the order of the passes */
	List<Integer> passes() {
		final List<Integer> passes = new ArrayList<>();
		int rest = n;
		for (final int radix : RADICES)
			while (rest % radix == 0) {
				passes.add(radix);
				rest /= radix;
			}
		return passes;
	}

	/** @return the table that the function needs: e^(-2πik/n) for k from 0 to n-1, real and imaginary parts by turns */
	float[] twiddles() {
		final float[] table = new float[2 * n];
		for (int k = 0; k < n; k++) {
			table[2 * k] = (float) Math.cos(2 * Math.PI * k / n);
			table[2 * k + 1] = (float) -Math.sin(2 * Math.PI * k / n);
		}
		return table;
	}

	/**
	 * @return text of {@code void name(__local float2 *l, __global const float2 *tw, int w)}, w the work item. All have
	 *         reached a barrier when it begins, and when it ends.
	 */
	String function(final String name) {
		final StringBuilder text = new StringBuilder(
			"void " + name + "(__local float2 *l, __global const float2 *tw, const int w) {\n");
		int done = 1;
		for (final int radix : passes()) {
			pass(text, radix, done);
			done *= radix;
		}
		return text.append("}\n\n").toString();
	}

	/**
	 * For lines that are too long for the memory that a work group shares: one pass of all lines at once, from one buffer
	 * to another.
	 *
	 * @param number of the pass
	 * @return text of a kernel {@code pass(A, B, tw, outer, inner, in, exchange)}: number i of a line lies at
	 *         {@code (o n + i) inner + t}, o below {@code outer} and t below {@code inner}; numbers from {@code in} on are
	 *         taken to be 0; real and imaginary parts are exchanged before (1) or after (2)
	 */
	String pass(final int number) {
		final int radix = passes().get(number), each = n / radix;
		final int done = passes().subList(0, number).stream().reduce(1, (a, b) -> a * b);
		final StringBuilder text = new StringBuilder(VoxelKernels.COMMON + "#define EACH " + each + "\n#define DONE " +
			done + "\n#define LENGTH " + n + "\n" + PASS);
		for (int q = 0; q < radix; q++) {
			text.append(String.format("\t\tfloat2 %1$s = j + %2$d < in ? A[line + (j + %2$d) * (size_t) inner] : " +
				"(float2)(0.0f, 0.0f);\n\t\tif (exchange & 1) %1$s = %1$s.yx;\n", v(0, q), q * each));
			if (q > 0 && done > 1)
				text.append(String.format("\t\t%1$s = mul(%1$s, tw[k * %2$d]);\n", v(0, q), q * (n / (done * radix))));
		}
		new Butterfly(text, 0).transform(radix);
		for (int q = 0; q < radix; q++)
			text.append(String.format(
				"\t\tB[line + ((j - k) * %1$d + k + %2$d) * (size_t) inner] = exchange & 2 ? %3$s.yx : " + "%3$s;\n",
				radix, q * done, v(0, q)));
		return text.append("\t}\n}\n").toString();
	}

	private void pass(final StringBuilder text, final int radix, final int done) {
		final int each = n / radix, butterflies = lines * each, rounds = (butterflies + items - 1) / items;
		text.append("\t{\n");
		for (int b = 0; b < rounds; b++) {
			text.append("\t\tfloat2 ");
			for (int q = 0; q < radix; q++)
				text.append(q == 0 ? "" : ", ").append(v(b, q)).append(" = (float2)(0.0f, 0.0f)");
			text.append(";\n\t\tint o").append(b).append(" = 0;\n");
			guard(text, b, butterflies);
			index(text, b, each, done);
			text.append("\t\t\to").append(b).append(" = ").append(at("t", "(j - k) * " + radix + " + k")).append(";\n");
			for (int q = 0; q < radix; q++)
				load(text, b, q, each, done, radix);
			new Butterfly(text, b).transform(radix);
			text.append("\t\t}\n");
		}
		text.append("\t\tbarrier(CLK_LOCAL_MEM_FENCE);\n");
		for (int b = 0; b < rounds; b++) {
			guard(text, b, butterflies);
			for (int q = 0; q < radix; q++)
				text.append("\t\t\tl[o")
					.append(b)
					.append(" + ")
					.append(q * done * (isStrided ? lines : 1))
					.append("] = ")
					.append(v(b, q))
					.append(";\n");
			text.append("\t\t}\n");
		}
		text.append("\t\tbarrier(CLK_LOCAL_MEM_FENCE);\n\t}\n");
	}

	private void guard(final StringBuilder text, final int b, final int butterflies) {
		text.append("\t\tif (w + ").append(b * items).append(" < ").append(butterflies).append(") {\n");
	}

	/** The line t, the butterfly j of it, and k, its place among those of the lines that are done. */
	private void index(final StringBuilder text, final int b, final int each, final int done) {
		text.append("\t\t\tconst int i = w + ").append(b * items);
		if (isStrided) text.append(", t = i % ").append(lines).append(", j = i / ").append(lines);
		else text.append(", t = i / ").append(each).append(", j = i % ").append(each);
		text.append(", k = j % ").append(done).append(";\n");
	}

	private void load(final StringBuilder text, final int b, final int q, final int each, final int done,
		final int radix)
	{
		final String value = "l[" + at("t", "j + " + q * each) + "]";
		text.append("\t\t\t").append(v(b, q)).append(" = ");
		if (q == 0 || done == 1) text.append(value);
		else text.append("mul(").append(value).append(", tw[k * ").append(q * (n / (done * radix))).append("])");
		text.append(";\n");
	}

	private String at(final String line, final String position) {
		return isStrided ? "(" + position + ") * " + lines + " + " + line : line + " * " + n + " + " + position;
	}

	private static String v(final int b, final int q) {
		return "v" + b + "_" + q;
	}

	/** The transform of a few values that are in registers, in place. */
	private static final class Butterfly {

		private final StringBuilder text;
		private final int b;

		Butterfly(final StringBuilder text, final int b) {
			this.text = text;
			this.b = b;
		}

		private String v(final int q) {
			return LineTransform.v(b, q);
		}

		private Butterfly line(final String format, final Object... arguments) {
			text.append("\t\t\t").append(String.format(Locale.ROOT, format, arguments)).append(";\n");
			return this;
		}

		void transform(final int radix) {
			switch (radix) {
				case 2 -> two(0, 1);
				case 4 -> four(0, 1, 2, 3);
				case 8 -> eight();
				default -> odd(radix);
			}
		}

		private void two(final int a, final int c) {
			line("{ const float2 s = %1$s - %2$s; %1$s += %2$s; %2$s = s; }", v(a), v(c));
		}

		/** Leaves the results in natural order. */
		private void four(final int a, final int c, final int d, final int e) {
			line("{ const float2 p = %1$s + %3$s, m = %1$s - %3$s, r = %2$s + %4$s, s = turn(%2$s - %4$s); " +
				"%1$s = p + r; %2$s = m + s; %3$s = p - r; %4$s = m - s; }", v(a), v(c), v(d), v(e));
		}

		private void eight() {
			for (int q = 0; q < 4; q++)
				two(q, q + 4);
			line("%1$s = mul(%1$s, (float2)(0.70710678f, -0.70710678f))", v(5));
			line("%1$s = turn(%1$s)", v(6));
			line("%1$s = mul(%1$s, (float2)(-0.70710678f, -0.70710678f))", v(7));
			four(0, 1, 2, 3);
			four(4, 5, 6, 7);
			// 0 2 4 6 are the first half, 1 3 5 7 the second.
			line(
				"{ float2 t = %2$s; %2$s = %4$s; %4$s = %1$s; %1$s = t; t = %3$s; %3$s = %5$s; %5$s = %6$s; %6$s = t; }",
				v(2), v(1), v(3), v(4), v(5), v(6));
		}

		/** Pairs of values that lie opposite: with sums s and differences d, X(k) = v0 + Σ c s - i Σ s d. */
		private void odd(final int radix) {
			final int half = radix / 2;
			text.append("\t\t\t{\n");
			for (int m = 1; m <= half; m++)
				line("const float2 s%1$d = %2$s + %3$s, d%1$d = %2$s - %3$s", m, v(m), v(radix - m));
			line("const float2 zero = %s", v(0));
			final StringBuilder sum = new StringBuilder("zero");
			for (int m = 1; m <= half; m++)
				sum.append(" + s").append(m);
			line("%s = %s", v(0), sum);
			for (int k = 1; k <= half; k++) {
				line("const float2 a%d = zero%s, b%d = turn(%s)", k, terms("s", k, radix, true), k,
					terms("d", k, radix, false).substring(3));
				line("%s = a%d + b%d", v(k), k, k);
				line("%s = a%d - b%d", v(radix - k), k, k);
			}
			text.append("\t\t\t}\n");
		}

		private static String terms(final String name, final int k, final int radix, final boolean isCosine) {
			final StringBuilder terms = new StringBuilder();
			for (int m = 1; m <= radix / 2; m++) {
				final double angle = 2 * Math.PI * (k * m % radix) / radix;
				terms.append(String.format(Locale.ROOT, " + %.9ff * %s%d", isCosine ? Math.cos(angle) : Math.sin(angle),
					name, m));
			}
			return terms.toString();
		}
	}
}
