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
package sc.fiji.lucid.restoration.step;

import java.util.List;
import java.util.Map;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/** A step that changes nothing: it tests the way in and out, and shows the least that a step must say. */
public final class IdentityStep implements RestorationStep<IdentityStep.Nothing> {

	/** What there is to decide. */
	public record Nothing() implements TileCost {

		@Override
		public Halo halo() {
			return Halo.NONE;
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * bytesPerVoxel;
		}

		@Override
		public String reason() {
			return "as it is";
		}
	}

	@Override
	public String name() {
		return "identity";
	}

	@Override
	public Nothing decide(final StackSample sample, final Progress progress) {
		progress.check();
		return new Nothing();
	}

	@Override
	public Nothing undecided() {
		return new Nothing();
	}

	@Override
	public TileCost cost(final Nothing decided) {
		return decided;
	}

	@Override
	public Applied apply(final Recording tile, final Nothing decided, final Progress progress) {
		progress.check();
		return new Applied(tile, 0, List.of("identity: nothing is changed"), Map.of());
	}

	@Override
	public Map<String, Object> describe(final Nothing decided) {
		return Map.of();
	}

	@Override
	public Nothing decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Nothing();
	}

	@Override
	public String toString() {
		return name();
	}
}
