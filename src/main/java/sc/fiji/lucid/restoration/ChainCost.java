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
package sc.fiji.lucid.restoration;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * The cost of steps that are done one after the other: halos add up, memory is that of the step that takes most.
 *
 * @param costs of the steps, at least one
 */
record ChainCost(List<TileCost> costs) implements TileCost {

	@Override
	public Halo halo() {
		return costs.stream().map(TileCost::halo).reduce(Halo.NONE, Halo::plus);
	}

	/** The grid of the last step; every step sees the whole view. */
	@Override
	public Extent grid(final Extent view) {
		return costs.get(costs.size() - 1).grid(view);
	}

	@Override
	public long bytes(final Extent view, final int bytesPerVoxel) {
		long most = 0;
		int each = bytesPerVoxel;
		for (final TileCost cost : costs) {
			most = Math.max(most, cost.bytes(view, each));
			each = cost.bytesAfter(each);
		}
		return most;
	}

	@Override
	public long beside(final Extent stack, final long memory) {
		return costs.stream().mapToLong(c -> c.beside(stack, memory)).sum();
	}

	@Override
	public int bytesAfter(final int bytesPerVoxel) {
		int each = bytesPerVoxel;
		for (final TileCost cost : costs)
			each = cost.bytesAfter(each);
		return each;
	}

	@Override
	public Optional<Predicate<Extent>> device(final Extent stack) {
		return costs.stream().map(c -> c.device(stack)).flatMap(Optional::stream).reduce(Predicate::and);
	}

	@Override
	public List<String> devices(final Extent view) {
		return costs.stream().map(c -> c.devices(view)).filter(d -> !d.isEmpty()).findFirst().orElse(List.of());
	}

	@Override
	public boolean isDivisible() {
		return costs.stream().allMatch(TileCost::isDivisible);
	}

	@Override
	public String reason() {
		return costs.get(costs.size() - 1).reason();
	}
}
