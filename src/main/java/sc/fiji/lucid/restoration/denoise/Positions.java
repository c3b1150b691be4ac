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
package sc.fiji.lucid.restoration.denoise;

import java.util.ArrayList;
import java.util.List;

/**
 * Where blocks begin along an axis: those of the whole stack that lie in the tile, and where the tile ends inside the
 * stack one more at its end. Groups are done one after the other; blocks of a group do not overlap.
 *
 * @param side of a block
 * @param groups of positions in the tile, in the same order in every tile
 */
record Positions(int side, List<List<Integer>> groups) {

	/**
	 * @param start of the tile in the stack
	 * @param view voxels of the tile
	 * @param whole voxels of the stack
	 * @param longest side of a block
	 * @param step between neighbours, which divides every side that is longer
	 */
	static Positions of(final int start, final int view, final int whole, final int longest, final int step) {
		final int side = side(Math.min(view, whole), longest), pace = Math.min(step, side);
		final List<List<Integer>> groups = new ArrayList<>();
		for (int g = 0; g < side; g += pace) {
			final List<Integer> group = new ArrayList<>();
			for (int p = g; p + side <= Math.min(whole, start + view); p += side)
				if (p >= start) group.add(p - start);
			groups.add(group);
		}
		for (final int p : new int[] { whole - side - start, 0, view - side })
			if (p >= 0 && p + side <= view && groups.stream().noneMatch(g -> g.contains(p))) groups.add(List.of(p));
		return new Positions(side, groups);
	}

	/** @return the longest power of two that fits */
	static int side(final int voxels, final int longest) {
		return Math.min(longest, Integer.highestOneBit(voxels));
	}

	/** @return all, group after group */
	List<Integer> all() {
		return groups.stream().flatMap(List::stream).toList();
	}
}
