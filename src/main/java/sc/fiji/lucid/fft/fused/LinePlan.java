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
package sc.fiji.lucid.fft.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The order of butterflies that transforms n line elements in place. An element
 * is a row of independent lines ({@link LineKernels}).
 * <p>
 * Forward (decimation in frequency) takes lines in natural order and leaves the
 * spectrum in digit-reversed order: {@link #frequency} tells which frequency a
 * position holds. Inverse (decimation in time) is the same list backwards and
 * takes that order. Nothing is ever reordered, as everything between the two, the
 * transfer functions, lives in the same order. Neither scales: inverse after
 * forward multiplies by n.
 * <p>
 * Stages are gathered into super-stages: a super-stage of radix R runs through
 * groups of R lines that fit in the first-level cache and does all its stages
 * on one group before it goes to the next.
 * <p>
 * Lines that are zero before the forward, or not asked for after the inverse
 * transform, are named by {@link #first}: butterflies of such lines alone are
 * left out, and one of whose lines only the first half are not does half the work.
 */
public final class LinePlan {

	private static final int[] PRIMES = { 2, 3, 5 };

	/** Bytes of lines that a super-stage may keep in the first-level cache. */
	private static final int CACHE = 32 * 1024;

	private final int n;
	private final KernelSet kernels;
	private final int[] radices;
	private final int[] frequency;
	private final List<Butterfly> butterflies = new ArrayList<>();
	private final Map<Integer, First> firsts = new ConcurrentHashMap<>();

	/**
	 * @param n the number of lines, a product of 2, 3 and 5
	 * @param batch the length of the rows, by which the order is tuned
	 * @param kernels that do the work
	 * @throws IllegalArgumentException if n has another prime factor
	 */
	LinePlan(final int n, final int batch, final KernelSet kernels) {
		this.n = n;
		this.kernels = kernels;
		radices = radices(n);
		frequency = new int[n];
		for (int i = 0; i < n; i++)
			frequency[i] = digitReversed(i);
		final int groupLines = Math.max(16, Math.min(32, CACHE / (2 * Float.BYTES * Math.max(1, batch))));
		int block = n;
		for (int stage = 0; stage < radices.length;) {
			int end = stage, radix = 1;
			while (end < radices.length && (end == stage || radix * radices[end] <= groupLines))
				radix *= radices[end++];
			addSuperStage(stage, end, block, block / radix);
			block /= radix;
			stage = end;
		}
	}

	/** @return whether there is a plan for n lines */
	static boolean supports(final int n) {
		int rest = n;
		for (final int radix : PRIMES)
			while (rest % radix == 0)
				rest /= radix;
		return rest == 1;
	}

	/** @return the stages' radices, first to last */
	static int[] radices(final int n) {
		final List<Integer> found = new ArrayList<>();
		int rest = n;
		// A single 2 first, where it can do with half of the lines.
		if (Integer.numberOfTrailingZeros(n) % 2 == 1) {
			found.add(2);
			rest /= 2;
		}
		for (final int radix : new int[] { 4, 3, 5 })
			for (; rest % radix == 0; rest /= radix)
				found.add(radix);
		if (rest != 1) throw new IllegalArgumentException(
			"There is no plan for " + n + " lines; sizes must be products of 2, 3 and 5.");
		return found.stream().mapToInt(Integer::intValue).toArray();
	}

	private int digitReversed(final int position) {
		int result = 0, weight = 1, rest = position, block = n;
		for (final int radix : radices) {
			block /= radix;
			result += rest / block * weight;
			rest %= block;
			weight *= radix;
		}
		return result;
	}

	/** The stages from {@code stage} to before {@code end}, on groups of lines {@code stride} apart in each block. */
	private void addSuperStage(final int stage, final int end, final int block, final int stride) {
		for (int start = 0; start < n; start += block)
			for (int group = 0; group < stride; group++) {
				int size = block;
				for (int s = stage; s < end; s++) {
					for (int from = start; from < start + block; from += size)
						for (int p = group; p < size / radices[s]; p += stride)
							butterflies.add(butterfly(radices[s], from + p, size, p));
					size /= radices[s];
				}
			}
	}

	private Butterfly butterfly(final int radix, final int firstLine, final int size, final int p) {
		final int[] lines = new int[radix];
		final double[] angles = new double[radix - 1];
		for (int k = 0; k < radix; k++) {
			lines[k] = firstLine + k * (size / radix);
			if (k > 0) angles[k - 1] = p == 0 ? 0 : -2 * Math.PI * ((long) p * k % size) / size;
		}
		return kernels.butterfly(lines, angles);
	}

	/** @return the number of lines */
	int size() {
		return n;
	}

	/** @return the frequency index in [0, n) that the spectrum holds at a position */
	int frequency(final int position) {
		return frequency[position];
	}

	/** @return the position at which the spectrum holds a frequency index */
	int position(final int frequencyIndex) {
		int p = 0;
		while (frequency[p] != frequencyIndex)
			p++;
		return p;
	}

	/** @return the transforms that know that all but the first {@code count} lines are zero, or not asked for */
	public First first(final int count) {
		return firsts.computeIfAbsent(count, this::prune);
	}

	private First prune(final int count) {
		final boolean[] live = new boolean[n];
		for (int i = 0; i < count; i++)
			live[i] = true;
		final List<Butterfly> needed = new ArrayList<>();
		final List<Integer> zeros = new ArrayList<>();
		for (final Butterfly b : butterflies) {
			int alive = 0;
			for (final int line : b.lines)
				if (live[line]) alive++;
			if (alive == 0) continue;
			final int half = b.lines.length / 2;
			final Butterfly halved = alive <= half ? b.firstHalf() : null;
			needed.add(halved == null ? b : halved);
			for (int k = 0; k < b.lines.length; k++) {
				final int line = b.lines[k];
				if (!live[line] && (halved == null || k < half)) zeros.add(line);
				live[line] = true;
			}
		}
		return new First(needed, zeros);
	}

	/** The transforms from or to the first lines. */
	public static final class First {

		private final Butterfly[] forward;
		private final Butterfly[] inverse;
		private final int[] zeros;

		private First(final List<Butterfly> butterflies, final List<Integer> zeros) {
			forward = butterflies.toArray(Butterfly[]::new);
			Collections.reverse(butterflies);
			inverse = butterflies.toArray(Butterfly[]::new);
			this.zeros = zeros.stream().mapToInt(Integer::intValue).toArray();
		}

		/**
		 * Transforms elements {@code [0, batch)} of the lines in place; of what the
		 * lines after the first ones held, nothing is read.
		 */
		void forward(final float[][] re, final float[][] im, final int batch) {
			for (final int line : zeros) {
				Arrays.fill(re[line], 0, batch, 0);
				Arrays.fill(im[line], 0, batch, 0);
			}
			for (final Butterfly b : forward)
				b.forward(re, im, batch);
		}

		/** Transforms back; of the lines after the first ones nothing of use is left. */
		void inverse(final float[][] re, final float[][] im, final int batch) {
			for (final Butterfly b : inverse)
				b.inverse(re, im, batch);
		}
	}
}
