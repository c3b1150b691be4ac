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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.BadPixels;
import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.Impulses;
import sc.fiji.lucid.camera.Impulses.Neighbours;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.PeakLimit;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Mends voxels that the camera made and no light: hot, dead and stuck pixels, rows and columns of the
 * sensor, which are bad in all slices, and single voxels that are brighter against their neighbours than the PSF
 * allows. One by itself becomes the median of those beside it in its slice; those that touch each other in their slice
 * have no weight. A recording in which nothing is found stays itself.
 */
public final class BadPixelsStep implements RestorationStep<BadPixelsDecision> {

	/** Part of a plane's voxels that may be too bright by themselves. */
	private static final double MOST = 0.02;

	private final PeakLimit limit;
	private final DeconvolutionOptions options;
	private final Neighbours neighbours;

	/** For a recording whose optics nobody knows: only what is far too sharp is found. */
	public BadPixelsStep() {
		this(PeakLimit.UNKNOWN, DeconvolutionOptions.DEFAULT);
	}

	/** @param psf by which the recording is blurred */
	public BadPixelsStep(final Psf psf) {
		this(psf, DeconvolutionOptions.DEFAULT);
	}

	/** @param options of which camera's gain, offset and read noise are heeded, where they are told */
	public BadPixelsStep(final Psf psf, final DeconvolutionOptions options) {
		this(PeakLimit.of(psf.volume()), options);
	}

	BadPixelsStep(final PeakLimit limit, final DeconvolutionOptions options) {
		this(limit, options, Neighbours.ALL);
	}

	private BadPixelsStep(final PeakLimit limit, final DeconvolutionOptions options, final Neighbours neighbours) {
		this.limit = limit;
		this.options = options;
		this.neighbours = neighbours;
	}

	/** @return the same before slices are put back: single voxels are judged by their own slice, which moved with them */
	BadPixelsStep beforeSlicesAreBack() {
		return new BadPixelsStep(limit, options, Neighbours.IN_SLICE);
	}

	/** @return the rest, once slices lie where they should: single voxels against those before and after */
	BadPixelsStep afterwards() {
		return new BadPixelsStep(limit, options, Neighbours.BETWEEN_SLICES);
	}

	private boolean isAfterwards() {
		return neighbours == Neighbours.BETWEEN_SLICES;
	}

	@Override
	public String name() {
		return isAfterwards() ? "single-voxels" : "bad-pixels";
	}

	@Override
	public BadPixelsDecision undecided() {
		return BadPixelsDecision.NONE;
	}

	@Override
	public BadPixelsDecision decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording raw = sample.planes();
		final NoData found = NoData.found(raw);
		final Recording planes = found.leftOut(raw, 0, 0);
		progress.check();
		final NoiseModel noise = NoiseModel.of(planes, options.gain(), options.offset(), options.readNoise());
		final PeakLimit judged = noise.isKnown() ? limit : limit.doubled();
		progress.check();
		final Camera camera = noise.camera(options.readNoise(), planes);
		return new BadPixelsDecision(isAfterwards() ? BadPixels.NONE : BadPixels.of(planes, camera, judged), camera,
			judged, new TreeSet<>(found.fills()));
	}

	@Override
	public TileCost cost(final BadPixelsDecision decided) {
		return new Cost();
	}

	/** The tile and a copy that is mended, a bit a voxel, and some planes as numbers for each thread. */
	private record Cost() implements TileCost {

		private static final int THREADS = 16;

		@Override
		public Halo halo() {
			return new Halo(2, 2, 1);
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return 2 * view.voxels() * bytesPerVoxel + view.voxels() / 2 +
				3L * THREADS * Float.BYTES * view.nx() * view.ny();
		}

		@Override
		public int bytesAfter(final int bytesPerVoxel) {
			return bytesPerVoxel;
		}

		@Override
		public String reason() {
			return "to look for bad pixels";
		}
	}

	@Override
	public Applied apply(final Recording tile, final BadPixelsDecision decided, final Progress progress) {
		progress.check();
		final Recording present = withoutFixed(tile, decided.bad());
		final BitSet[] bad = impulses(withoutData(present, decided), decided);
		progress.check();
		final long single = Arrays.stream(bad).mapToLong(BitSet::cardinality).sum();
		final BitSet fixed = fixed(tile, decided.bad());
		for (final BitSet plane : bad)
			plane.or(fixed);
		final String found = single + (isAfterwards() ? " single voxels are brighter than the PSF allows between slices"
			: " single voxels are brighter than the PSF allows");
		return new Applied(single == 0 && fixed.isEmpty() ? tile : new BadVoxelsMended(tile, bad).recording(), 0,
			List.of(isAfterwards() ? "single voxels: " + found : "bad pixels: " + decided + "; " + found),
			values(decided, single));
	}

	/**
	 * Where whole parts of a plane are bright against what is beside, as next to a blank slice, it is no fault of
	 * single voxels.
	 */
	private BitSet[] impulses(final Recording present, final BadPixelsDecision decided) {
		final BitSet[] found = new Impulses(decided.camera(), decided.limit()).of(present, neighbours);
		final double most = MOST * present.extent().nx() * present.extent().ny();
		for (final BitSet plane : found)
			if (plane.cardinality() > most) plane.clear();
		return found;
	}

	private Map<String, Object> values(final BadPixelsDecision decided, final long single) {
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("step", name());
		values.put("pixels", decided.bad().pixels().size());
		values.put("rows", decided.bad().rows());
		values.put("columns", decided.bad().columns());
		values.put("voxels", single);
		values.put("limits", decided.limits());
		return values;
	}

	/** For the search alone: beside nothing, everything is bright. */
	private static Recording withoutData(final Recording tile, final BadPixelsDecision decided) {
		if (tile.place() == null) return NoData.found(tile).leftOut(tile, 0, 0);
		return new NoData(List.copyOf(decided.fills()), List.of()).leftOut(tile, tile.place().x(), tile.place().y());
	}

	private static Recording withoutFixed(final Recording tile, final BadPixels bad) {
		final BitSet plane = fixed(tile, bad);
		if (plane.isEmpty()) return tile;
		return tile.withMask(
			Mask.of(tile.extent(), IntStream.range(0, tile.extent().nz()).mapToObj(z -> plane).toArray(BitSet[]::new))
				.or(tile.mask()));
	}

	/** @return what is bad in every plane of a tile */
	private static BitSet fixed(final Recording tile, final BadPixels bad) {
		final int x0 = tile.place() == null ? 0 : tile.place().x(), y0 = tile.place() == null ? 0 : tile.place().y();
		final Extent e = tile.extent();
		final BitSet plane = new BitSet();
		for (final int[] p : bad.pixels())
			set(plane, p[0] - x0, p[1] - y0, e);
		for (final int row : bad.rows())
			for (int x = 0; x < e.nx(); x++)
				set(plane, x, row - y0, e);
		for (final int column : bad.columns())
			for (int y = 0; y < e.ny(); y++)
				set(plane, column - x0, y, e);
		return plane;
	}

	private static void set(final BitSet plane, final int x, final int y, final Extent e) {
		if (x >= 0 && x < e.nx() && y >= 0 && y < e.ny()) plane.set(y * e.nx() + x);
	}

	@Override
	public Map<String, Object> describe(final BadPixelsDecision decided) {
		return decided.describe();
	}

	@Override
	public BadPixelsDecision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return BadPixelsDecision.of(description);
	}

	@Override
	public String toString() {
		return name();
	}
}
