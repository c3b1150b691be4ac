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
package sc.fiji.lucid.tiling;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;

/**
 * How a stack is cut. Immutable; the same everywhere the same numbers are given.
 *
 * @param stack size of the stack
 * @param core size of a core; those at the far edges may be smaller
 * @param halo margin around each core
 */
public record Tiling(Extent stack, Extent core, Halo halo) {

	/** A stretch of a stack along one axis. */
	record Stretch(int coreStart, int coreLength, int viewStart, int viewLength) {}

	/** @return a stack in one piece */
	public static Tiling whole(final Extent stack) {
		return new Tiling(stack, stack, Halo.NONE);
	}

	/** @return whether the stack is one tile */
	public boolean isWhole() {
		return core.contains(stack);
	}

	/** @return all tiles, x fastest */
	public List<Tile> tiles() {
		final List<Tile> tiles = new ArrayList<>();
		for (final Stretch z : stretches(stack.nz(), core.nz(), halo.z()))
			for (final Stretch y : stretches(stack.ny(), core.ny(), halo.y()))
				for (final Stretch x : stretches(stack.nx(), core.nx(), halo.x()))
					tiles.add(new Tile(tiles.size(),
						new Box(x.coreStart, y.coreStart, z.coreStart,
							new Extent(x.coreLength, y.coreLength, z.coreLength)),
						new Box(x.viewStart, y.viewStart, z.viewStart,
							new Extent(x.viewLength, y.viewLength, z.viewLength))));
		return tiles;
	}

	/** @return the largest view of a tile */
	public Extent largestView() {
		return new Extent(longest(stack.nx(), core.nx(), halo.x()), longest(stack.ny(), core.ny(), halo.y()),
			longest(stack.nz(), core.nz(), halo.z()));
	}

	static int longest(final int stack, final int core, final int halo) {
		return stretches(stack, core, halo).stream().mapToInt(Stretch::viewLength).max().orElseThrow();
	}

	static List<Stretch> stretches(final int stack, final int core, final int halo) {
		final List<Stretch> all = new ArrayList<>();
		for (int start = 0; start < stack; start += core) {
			final int length = Math.min(core, stack - start);
			final int first = Math.max(0, start - halo);
			all.add(new Stretch(start, length, first, Math.min(stack, start + length + halo) - first));
		}
		return all;
	}
}
