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
package sc.fiji.lucid.restoration.geometry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.AppliedWhole;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * A step, and after it its result moved to where it belongs, by one interpolation: where a channel lies in the field of
 * the reference channel, and a frame in that of the first. A volume that needs no move is left exactly as the step made
 * it.
 *
 * @param <D> what the step decides
 */
public final class AlignedStep<D> implements RestorationStep<AlignedStep.Decision<D>> {

	private static final String ALIGNMENT = "alignment", SHIFT = "shift", LINEAR = "linear", REACH = "reach",
		WORDS = "words";

	private final RestorationStep<D> step;
	private final VoxelSize voxel;
	private final List<Move> moves;

	/**
	 * Where a frame lies.
	 *
	 * @param affine where a voxel of the result lies in what was restored, µm from the middle of the stack
	 * @param reach how far around a tile what was restored is needed, voxels along X, Y and Z
	 * @param words what was found, in words; empty if there is nothing to say
	 */
	public record Move(Affine affine, List<Integer> reach, String words) implements java.io.Serializable {

		/** It lies where it should. */
		public static final Move NONE = new Move(Affine.NONE, List.of(0, 0, 0), "");

		/** @return the move of stacks of this size */
		public static Move of(final Affine affine, final VoxelSize voxel, final Extent stack, final String words) {
			final Halo halo = new AffineResampling(affine, voxel, stack).halo();
			return new Move(affine, List.of(halo.x(), halo.y(), halo.z()), words);
		}

		/** @return the move of a frame of a series that drifts */
		public static Move of(final SeriesDrift.Frame frame, final VoxelSize voxel, final Extent stack) {
			return frame.words().isEmpty() ? NONE : of(Affine.NONE.after(frame.shift()), voxel, stack, frame.words());
		}

		private Halo halo() {
			return new Halo(reach.get(0), reach.get(1), reach.get(2));
		}

		boolean isNone() {
			return affine.equals(Affine.NONE);
		}
	}

	/**
	 * What holds for a volume.
	 *
	 * @param step what the step decided
	 * @param move where its result lies
	 */
	public record Decision<D>(D step, Move move) {

		@Override
		public String toString() {
			return move.words.isEmpty() ? step.toString() : step + "; " + move.words;
		}
	}

	/**
	 * @param step whose result is moved
	 * @param voxel size in µm
	 * @param moves of each frame of the series, or one for all; none: nothing is moved
	 */
	public AlignedStep(final RestorationStep<D> step, final VoxelSize voxel, final List<Move> moves) {
		this.step = step;
		this.voxel = voxel;
		this.moves = List.copyOf(moves);
	}

	private Move move(final VoxelSource source) {
		return moves.isEmpty() ? Move.NONE : moves.get(moves.size() == 1 ? 0 : source.frame());
	}

	@Override
	public String name() {
		return step.name();
	}

	@Override
	public Decision<D> undecided() {
		return new Decision<>(step.undecided(), null);
	}

	@Override
	public Decision<D> decide(final StackSample sample, final Progress progress) {
		return new Decision<>(step.decide(sample, progress), move(sample.source()));
	}

	@Override
	public TileCost cost(final Decision<D> decided) {
		return new Cost(step.cost(decided.step), decided.move == null ? moves : List.of(decided.move));
	}

	/** What the step takes, and a wider halo; what was recorded, what the step made, and what is moved, thrice. */
	private record Cost(TileCost step, List<Move> moves) implements TileCost {

		private static final int COPIES = 4;

		@Override
		public Halo halo() {
			return moves.stream().map(Move::halo).reduce(Halo.NONE, Halo::and).plus(step.halo());
		}

		@Override
		public Extent grid(final Extent view) {
			return step.grid(view);
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			final long own = step.bytes(view, bytesPerVoxel);
			return moves.stream().allMatch(Move::isNone) ? own
				: Math.max(own, (bytesPerVoxel + COPIES * Float.BYTES) * view.voxels() + AffineResampling.KERNEL_BYTES);
		}

		@Override
		public long beside(final Extent stack, final long memory) {
			return step.beside(stack, memory);
		}

		@Override
		public int bytesAfter(final int bytesPerVoxel) {
			return step.bytesAfter(bytesPerVoxel);
		}

		@Override
		public Optional<Predicate<Extent>> device(final Extent stack) {
			return step.device(stack);
		}

		@Override
		public List<String> devices(final Extent view) {
			return step.devices(view);
		}

		@Override
		public boolean isDivisible() {
			return step.isDivisible();
		}

		@Override
		public String reason() {
			return step.reason();
		}
	}

	@Override
	public Applied apply(final Recording tile, final Decision<D> decided, final Progress progress) {
		return moved(step.apply(tile, decided.step, progress), tile.place(), decided.move, progress);
	}

	@Override
	public AppliedWhole whole(final Recording volume, final VoxelSource source, final Progress progress) {
		final AppliedWhole whole = step.whole(volume, source, progress);
		return new AppliedWhole(moved(whole.applied(), volume.place(), move(source), progress), again(whole.alike()));
	}

	private <E> AlignedStep<E> again(final RestorationStep<E> alike) {
		return new AlignedStep<>(alike, voxel, moves);
	}

	private Applied moved(final Applied applied, final TileContext place, final Move move, final Progress progress) {
		if (move.words.isEmpty() && move.isNone()) return applied;
		final List<String> lines = new ArrayList<>(applied.lines());
		lines.add(move.words);
		final Map<String, Object> values = new LinkedHashMap<>(applied.values());
		values.put(ALIGNMENT, described(move));
		if (move.isNone()) return new Applied(applied.image(), applied.iterations(), lines, values);
		progress.check();
		final Extent e = applied.image().extent();
		final Volume volume = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				applied.image().read(y, z, volume.row(y, z));
		final Volume there = place == null ? new AffineResampling(move.affine, voxel, e).of(volume, 0, 0, 0)
			: new AffineResampling(move.affine, voxel, place.stack()).of(volume, place.x(), place.y(), place.z());
		final Recording image = Recording.of(there);
		return new Applied(image, applied.iterations(), lines, values);
	}

	private static Map<String, Object> described(final Move move) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put(SHIFT, move.affine.shift());
		map.put(LINEAR, move.affine.linear());
		map.put(REACH, move.reach);
		map.put("resampled", !move.isNone());
		map.put(WORDS, move.words);
		return map;
	}

	@Override
	public AlignedStep<D> alike(final Decision<D> decided) {
		return again(step.alike(decided.step));
	}

	@Override
	public Map<String, Object> describe(final Decision<D> decided) {
		final Map<String, Object> map = new LinkedHashMap<>(step.describe(decided.step));
		if (!decided.move.equals(Move.NONE)) map.put(ALIGNMENT, described(decided.move));
		return map;
	}

	@Override
	public Map<String, Volume> maps(final Decision<D> decided) {
		return step.maps(decided.step);
	}

	@Override
	public Decision<D> on(final Decision<D> decided, final String device) {
		return new Decision<>(step.on(decided.step, device), decided.move);
	}

	@Override
	public Decision<D> decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		final D inner = step.decided(description, maps);
		if (!(description.get(ALIGNMENT) instanceof Map<?, ?> map)) return new Decision<>(inner, Move.NONE);
		final List<List<Double>> rows = new ArrayList<>();
		for (final Object row : (List<?>) map.get(LINEAR))
			rows.add(numbers(row));
		return new Decision<>(inner, new Move(new Affine(numbers(map.get(SHIFT)), rows),
			numbers(map.get(REACH)).stream().map(Double::intValue).toList(), (String) map.get(WORDS)));
	}

	private static List<Double> numbers(final Object list) {
		return ((List<?>) list).stream().map(v -> ((Number) v).doubleValue()).toList();
	}

	@Override
	public String toString() {
		return step.toString();
	}
}
