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

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** What of a plane hangs together with its rim, as what was filled up from there does. */
public final class PlaneRim {

	private PlaneRim() {}

	/** @return those of the voxels y·nx + x that are connected to the rim of the plane by each other */
	public static BitSet connected(final BitSet alike, final int nx, final int ny) {
		final int n = nx * ny;
		final BitSet found = new BitSet(n);
		final Deque<Integer> next = new ArrayDeque<>();
		for (int i = alike.nextSetBit(0); i >= 0; i = alike.nextSetBit(i + 1))
			if (i % nx == 0 || i % nx == nx - 1 || i < nx || i >= n - nx) visit(i, alike, found, next);
		while (!next.isEmpty()) {
			final int i = next.pop();
			if (i % nx > 0) visit(i - 1, alike, found, next);
			if (i % nx < nx - 1) visit(i + 1, alike, found, next);
			if (i >= nx) visit(i - nx, alike, found, next);
			if (i < n - nx) visit(i + nx, alike, found, next);
		}
		return found;
	}

	private static void visit(final int i, final BitSet alike, final BitSet found, final Deque<Integer> next) {
		if (!alike.get(i) || found.get(i)) return;
		found.set(i);
		next.push(i);
	}
}
