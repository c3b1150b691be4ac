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

/**
 * The cost of tiles that are restored in one of several ways.
 *
 * @param costs of each way, at least one
 */
record AnyCost(List<? extends TileCost> costs) implements TileCost {

	@Override
	public Halo halo() {
		return costs.stream().map(TileCost::halo).reduce(Halo.NONE, Halo::and);
	}

	@Override
	public Extent grid(final Extent view) {
		return costs.stream().map(c -> c.grid(view)).reduce(AnyCost::largest).orElseThrow();
	}

	private static Extent largest(final Extent a, final Extent b) {
		return new Extent(Math.max(a.nx(), b.nx()), Math.max(a.ny(), b.ny()), Math.max(a.nz(), b.nz()));
	}

	@Override
	public long bytes(final Extent view, final int bytesPerVoxel) {
		return costs.stream().mapToLong(c -> c.bytes(view, bytesPerVoxel)).max().orElseThrow();
	}

	@Override
	public long beside(final Extent stack, final long memory) {
		return costs.stream().mapToLong(c -> c.beside(stack, memory)).max().orElseThrow();
	}

	/** One that cannot hold a tile for some leaves all to the processor. */
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
		return costs.get(0).reason();
	}
}
