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

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.tiling.TileCost;

/**
 * A step and what it decided for a volume.
 *
 * @param <D> what the step decides
 */
record Decision<D>(RestorationStep<D> step, D decided) {

	/** Where a description says whose it is. */
	private static final String STEP = "step";

	static <D> Decision<D> of(final RestorationStep<D> step, final StackSample sample, final Progress progress) {
		return new Decision<>(step, step.decide(sample, progress));
	}

	static <D> Decision<D> undecided(final RestorationStep<D> step) {
		return new Decision<>(step, step.undecided());
	}

	/** @throws IllegalArgumentException if the description is of another step */
	static <D> Decision<D> of(final RestorationStep<D> step, final Map<?, ?> description,
		final Map<String, Volume> maps)
	{
		if (!step.name().equals(description.get(STEP))) throw new IllegalArgumentException(
			"What was decided is of the step '" + description.get(STEP) + "', not of '" + step.name() + "'.");
		return new Decision<>(step, step.decided(description, maps));
	}

	TileCost cost() {
		return step.cost(decided);
	}

	Applied apply(final Recording tile, final Progress progress) {
		return step.apply(tile, decided, progress);
	}

	Decision<D> on(final String device) {
		return new Decision<>(step, step.on(decided, device));
	}

	RestorationStep<D> alike() {
		return step.alike(decided);
	}

	Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put(STEP, step.name());
		map.putAll(step.describe(decided));
		return map;
	}

	Map<String, Volume> maps() {
		return step.maps(decided);
	}

	@Override
	public String toString() {
		return decided.toString();
	}
}
