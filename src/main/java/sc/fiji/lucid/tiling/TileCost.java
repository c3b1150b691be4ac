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

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import sc.fiji.lucid.image.Extent;

/** What restoring a tile takes, by which a {@link Plan} is made. */
public interface TileCost {

	/** @return the margin of real data that a tile needs around its core */
	Halo halo();

	/**
	 * @param view size of a tile with its halo
	 * @return size of the grid on which it is computed; each axis depends on that axis of the view alone
	 */
	Extent grid(Extent view);

	/**
	 * @param view size of a tile with its halo
	 * @param bytesPerVoxel of the recorded tile: 1, 2 or 4
	 * @return bytes held at the peak, with the recorded tile and its result
	 */
	long bytes(Extent view, int bytesPerVoxel);

	/**
	 * @param stack size of the whole stack
	 * @param memory bytes that may be used for all
	 * @return bytes held beside each tile of the stack, for what was found of all of it; none where it is in one piece
	 */
	default long beside(final Extent stack, final long memory) {
		return 0;
	}

	/** @return bytes per voxel of what it makes of a tile of so many */
	default int bytesAfter(final int bytesPerVoxel) {
		return Float.BYTES;
	}

	/**
	 * @param stack size of the whole stack
	 * @return whether the device that would restore the stack holds a tile, by its view; empty where the processor
	 *         restores it
	 */
	default Optional<Predicate<Extent>> device(final Extent stack) {
		return Optional.empty();
	}

	/**
	 * @param view size of a tile with its halo
	 * @return the devices that share such tiles, as {@code --engine opencl:DEVICE} takes them; none where no more than one
	 *         restores them
	 */
	default List<String> devices(final Extent view) {
		return List.of();
	}

	/** @return whether tiles make the same result as the whole; not if its opposite edges are neighbours */
	default boolean isDivisible() {
		return true;
	}

	/** @return what takes the memory, in words: {@code with a PSF of 31x31x21} */
	String reason();

	/** @return the cost of doing one or another of these with the same tiles, as for the channels of a stack */
	static TileCost any(final List<? extends TileCost> costs) {
		return costs.size() == 1 ? costs.get(0) : new AnyCost(costs);
	}
}
