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

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.deconvolution.BackgroundMap;
import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.deconvolution.StackLevels;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.AppliedWhole;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.TileCost;

/** Deconvolution as a step. It decides background, gain, number of iterations and weight of the penalty. */
public final class DeconvolutionStep implements RestorationStep<DeconvolutionDecision> {

	/** Iterations by which the time is measured. */
	private static final int TIMED = 5;

	private final Psf psf;
	private final DeconvolutionOptions options;
	private final DeconvolutionCost cost;

	/**
	 * @param psf at the stack's voxel size
	 * @param options how to restore; what is automatic is decided
	 */
	public DeconvolutionStep(final Psf psf, final DeconvolutionOptions options) {
		this(psf, options, DeconvolutionCost.of(psf, options));
	}

	private DeconvolutionStep(final Psf psf, final DeconvolutionOptions options, final DeconvolutionCost cost) {
		this.psf = psf;
		this.options = options;
		this.cost = cost;
	}

	@Override
	public String name() {
		return "deconvolution";
	}

	/** @return how it restores, as asked for */
	public DeconvolutionOptions options() {
		return options;
	}

	@Override
	public DeconvolutionDecision undecided() {
		return new DeconvolutionDecision(options, null, NoData.NONE, 0);
	}

	@Override
	public DeconvolutionDecision decide(final StackSample sample, final Progress progress) {
		final Look look = look(sample, progress.part(0, 0.1, ""));
		final List<Binning> levels = look.all == null ? List.of() : look.all.levels(sample.extent(), sample.memory());
		if (levels.isEmpty()) return new DeconvolutionDecision(
			Deconvolution.decide(look.box.asTile(null), psf.from(look.box.place().z()), look.grounded, progress),
			look.statistics, look.noData, look.mapped);
		final Recording binned = BinnedStack.of(sample.source(), levels.get(levels.size() - 1), look.noData,
			part -> look.all.counts(BackgroundMap.above(part, look.mapped)), sample.memory(),
			progress.part(0.1, 0.2, ""));
		final StackLevels.Found found = look.all.restore(binned, levels, progress.part(0.2, 0.6, ""));
		return new DeconvolutionDecision(
			Deconvolution.decide(look.box, psf, found.options(), found.stack(), progress.part(0.6, 1, "")),
			look.statistics, look.noData, found.stack(), found.failure(), look.mapped);
	}

	/**
	 * What a sample's planes tell, without them: they take much memory.
	 *
	 * @param box the brightest, as a tile
	 * @param grounded options with a background
	 * @param statistics of the planes
	 * @param noData how the whole stack shows that voxels hold no data
	 * @param all the coarse levels of the stack; null where none are used
	 * @param mapped the least count of the background map
	 */
	private record Look(Recording box, DeconvolutionOptions grounded, RecordingStatistics statistics, NoData noData,
		StackLevels all, double mapped)
	{}

	private Look look(final StackSample sample, final Progress progress) {
		final NoData fills = StackFills.of(sample.source(), sample.memory(), progress);
		final Recording recorded = sample.planes();
		final NoData noData = NoData.of(fills, recorded);
		final Recording planes = noData.leftOut(recorded, 0, 0);
		final RecordingStatistics statistics = RecordingStatistics.of(planes).restorable();
		if (statistics.min() == statistics.max()) refuseOneValue(sample.source(), progress);
		final DeconvolutionOptions grounded = grounded(planes);
		final double mapped = BackgroundMap.least(planes);
		final Recording tile = BackgroundMap.above(sample.brightestTile(planes, statistics), mapped),
			box = noData.leftOut(tile, tile.place().x(), tile.place().y());
		return new Look(box, grounded, statistics, noData,
			!StackLevels.areUsed(psf, options) ? null
				: new StackLevels(box, psf, grounded, options.background().isEmpty() && planes.backgroundMap() == null),
			mapped);
	}

	/** Slices are asked for until a voxel differs. */
	private static void refuseOneValue(final VoxelSource volume, final Progress progress) {
		final Extent e = volume.extent();
		final float[] row = new float[e.nx()];
		float first = Float.NaN;
		for (int z = 0; z < e.nz(); z++) {
			final Recording slice = volume.planes(List.of(z), progress);
			for (int y = 0; y < e.ny(); y++) {
				slice.read(y, 0, row);
				if (slice.mask() != null) slice.mask().fill(y, 0, row, Float.NaN);
				for (final float v : row) {
					if (Float.isNaN(first)) first = v;
					if (v == v && v != first) return;
				}
			}
		}
		if (Float.isNaN(first) || first == 0) return;
		final String words = RecordingStatistics.ofOneValue(first);
		throw new IllegalArgumentException(Character.toUpperCase(words.charAt(0)) + words.substring(1));
	}

	/**
	 * As {@link #decide}, for forecasts: what is not known of a sample alone is guessed. The stack is not read.
	 *
	 * @param sample of the volume
	 * @param progress told how far it is, asked whether to stop
	 */
	public DeconvolutionDecision guess(final StackSample sample, final Progress progress) {
		final Recording recorded = sample.planes();
		final NoData noData = NoData.of(recorded);
		final Recording planes = noData.leftOut(recorded, 0, 0);
		final RecordingStatistics statistics = RecordingStatistics.of(planes);
		if (statistics.min() == statistics.max()) refuseOneValue(sample.source(), progress);
		final DeconvolutionOptions grounded = grounded(planes);
		final double mapped = BackgroundMap.least(planes);
		final Recording tile = sample.brightestTile(planes, statistics),
			box = BackgroundMap.above(tile.asTile(null), mapped);
		final Psf here = psf.from(tile.place().z());
		return new DeconvolutionDecision(StackLevels.areUsed(psf, options)
			? Deconvolution.alike(Deconvolution.restore(box, here, grounded, progress), grounded)
			: Deconvolution.decide(box, here, grounded, progress), statistics, noData, mapped);
	}

	/** The options with a background: a number that is found, or the least of a map that is given. */
	private DeconvolutionOptions grounded(final Recording planes) {
		return Deconvolution.withLevels(planes, BackgroundMap.under(planes, options));
	}

	@Override
	public TileCost cost(final DeconvolutionDecision decided) {
		final DeconvolutionCost flat = new DeconvolutionCost(cost.psf(), cost.psfs(), cost.halo(), decided.options());
		return StackLevels.areUsed(psf, decided.options()) ? CoarseCost.of(flat, psf) : flat;
	}

	@Override
	public Applied apply(final Recording tile, final DeconvolutionDecision decided, final Progress progress) {
		return applied(
			Deconvolution.restore(placed(tile, decided), psf, decided.options(), decided.coarse(), progress));
	}

	/** The tile with what is known of its stack, without voxels that hold no data. */
	private static Recording placed(final Recording recorded, final DeconvolutionDecision decided) {
		final Recording tile = BackgroundMap.above(recorded, decided.mapped());
		final TileContext place = tile.place();
		return place == null ? tile
			: decided.noData()
				.leftOut(tile, place.x(), place.y())
				.asTile(new TileContext(place.stack(), place.x(), place.y(), place.z(), decided.statistics()));
	}

	private Applied applied(final Restoration restoration) {
		return new Applied(Recording.of(restoration.estimate()), restoration.iterations(),
			Restorations.lines(restoration, options), Restorations.values(restoration));
	}

	/** Restores the volume once; what is found by the way holds for others. */
	@Override
	public AppliedWhole whole(final Recording volume, final Progress progress) {
		refuseOneValue(new RecordingVoxels(volume), progress);
		final Restoration restoration = Deconvolution.restore(volume, psf, options, progress);
		return new AppliedWhole(applied(restoration),
			new DeconvolutionStep(psf, Deconvolution.alike(restoration, options), cost));
	}

	/** Method, gain, iterations and weight hold for the other frames; the background is found as it was asked for. */
	@Override
	public DeconvolutionStep alike(final DeconvolutionDecision decided) {
		return new DeconvolutionStep(psf,
			decided.options().withBackground(options.background()).withSaturation(options.saturation()), cost);
	}

	/**
	 * @return seconds that restoring takes for each voxel of the grid, measured on the brightest part of the sample by
	 *         the caller's threads
	 */
	public double secondsPerVoxel(final StackSample sample, final DeconvolutionOptions decided,
		final Progress progress)
	{
		final Recording box = sample.brightest(sample.planes());
		final int iterations = decided.method().isDirect() ? 1 : decided.iterations().orElse(1),
			few = Math.min(iterations, TIMED);
		final DeconvolutionOptions timed = decided.withIterations(few)
			.withInitialEstimate(
				decided.initialEstimate() == InitialEstimate.COARSE ? InitialEstimate.FLAT : decided.initialEstimate());
		// Java is quick only the second time.
		Deconvolution.restore(box, psf, timed, progress);
		final long start = System.nanoTime();
		final Restoration r = Deconvolution.restore(box, psf, timed, progress);
		return (System.nanoTime() - start) * 1e-9 / r.grid().voxels() * iterations / few;
	}

	@Override
	public DeconvolutionDecision on(final DeconvolutionDecision decided, final String device) {
		return decided.on(device);
	}

	@Override
	public Map<String, Object> describe(final DeconvolutionDecision decided) {
		return decided.describe();
	}

	@Override
	public Map<String, Volume> maps(final DeconvolutionDecision decided) {
		return decided.maps();
	}

	@Override
	public DeconvolutionDecision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return DeconvolutionDecision.of(description, maps);
	}

	/** @return what is settled before it decides */
	@Override
	public String toString() {
		return options.method() +
			(options.iterations().isPresent() ? ", " + options.iterations().getAsInt() + " iterations" : "");
	}
}
