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

/**
 * Where a tile lies in its stack, and what is known about the stack. A tile that
 * knows its place starts its iterations as the whole stack would; otherwise every
 * tile would start at its own mean, and seams be seen.
 *
 * @param stack size of the stack
 * @param x of the stack where the tile starts
 * @param y of the stack where the tile starts
 * @param z of the stack where the tile starts
 * @param statistics of the stack; null where they are not known
 */
public record TileContext(Extent stack, int x, int y, int z, RecordingStatistics statistics) {

	/** @return the same place, after adding a constant to every voxel of the stack */
	public TileContext plus(final double constant) {
		return statistics == null ? this : new TileContext(stack, x, y, z, statistics.plus(constant));
	}

	/**
	 * @param start of the tile in the stack along an axis
	 * @param view size of the tile
	 * @param grid size of the tile's grid, whose far end is the margin before the tile
	 * @return for each position of the grid, whether it lies in the stack
	 */
	public boolean[] inside(final int start, final int whole, final int view, final int grid) {
		final boolean[] inside = new boolean[grid];
		for (int i = 0; i < grid; i++) {
			final int position = start + (i < view + (grid - view) / 2 ? i : i - grid);
			inside[i] = position >= 0 && position < whole;
		}
		return inside;
	}
}
