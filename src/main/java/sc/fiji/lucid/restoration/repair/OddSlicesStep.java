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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.slices.SliceLight;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.SliceCost;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Finds slices that a lamp lit more or less than those around them, and tells the model how much of its light each has:
 * the counts stay as they are, and so does their noise.
 */
public final class OddSlicesStep implements RestorationStep<OddSlicesStep.Decision> {

	/** Where nobody knows the PSF: an object may make a slice stand out by a quarter. */
	private static final double UNKNOWN = 0.25;
	/**
	 * Less than this, as a logarithm, is left to the object: in one channel of a real stack, and not in the other, a
	 * slice of spots stood out by 0.16 (29 November 2026).
	 */
	private static final double LEAST = 0.2;

	/** By how much, as a logarithm, the PSF makes a slice stand out. */
	private final double own;
	private final double margin;
	private final boolean isHazy;
	private final DeconvolutionOptions options;

	/** @param psf by which the recording is blurred; null where nobody knows */
	OddSlicesStep(final Psf psf, final DeconvolutionOptions options) {
		this.options = options;
		own = psf == null ? Double.POSITIVE_INFINITY : own(psf.volume());
		margin = psf == null ? UNKNOWN : Math.max(LEAST, own);
		isHazy = psf != null && psf.isHazy();
	}

	/** @param psf by which the recording is blurred: it tells how much an object makes a slice stand out by itself */
	public OddSlicesStep(final Psf psf) {
		this(psf, DeconvolutionOptions.DEFAULT);
	}

	/**
	 * By how much, as a logarithm, a flat layer, which is the thinnest object, stands out of the course of light: of
	 * widefield, nothing.
	 */
	static double own(final Volume psf) {
		final Extent e = psf.extent();
		final double[] plane = new double[e.nz()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : psf.row(y, z))
					plane[z] += v;
		return SliceLight.mostOff(plane);
	}

	/**
	 * What holds for a stack.
	 *
	 * @param exposure light of each slice in parts of what it would have been, {@link SliceLight#STRAY} of one that other
	 *          light lies over; none if all are as they should be
	 * @param replaced indices of slices under other light that those right before and after them tell: they become their
	 *          mean
	 */
	public record Decision(List<Float> exposure, List<Integer> replaced) {

		private boolean isStray() {
			return exposure.contains(SliceLight.STRAY);
		}

		/** @return what users want to know */
		@Override
		public String toString() {
			if (exposure.isEmpty()) return "all slices are lit alike";
			final List<String> odd = new ArrayList<>();
			for (int z = 0; z < exposure.size(); z++)
				if (exposure.get(z) == SliceLight.STRAY)
					odd.add("slice " + (z + 1) + " has other light over it and is " +
						(replaced.contains(z) ? "replaced by the mean of those beside" : "left without weight"));
				else if (exposure.get(z) != 1) odd
					.add("slice " + (z + 1) + " has " + Digits.of(exposure.get(z)) + " times the light it should have");
			return odd.size() > 12
				? odd.size() + " slices have more or less light than they should have; the record has each"
				: odd.stream().collect(Collectors.joining(", "));
		}
	}

	@Override
	public String name() {
		return "odd-slices";
	}

	@Override
	public Decision undecided() {
		return new Decision(List.of(), List.of());
	}

	@Override
	public Decision decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording raw = sample.planes(), planes = NoData.found(raw).leftOut(raw, 0, 0);
		final Camera camera = NoiseModel.of(planes, options.gain(), options.offset(), options.readNoise())
			.camera(options.readNoise(), planes);
		final SliceLight light = new SliceLight(sample.source(), camera, progress);
		final List<Float> flicker = exposure(light.flicker(own));
		final List<Float> exposure = flicker.isEmpty() ? exposure(light.odd(margin, isHazy)) : flicker;
		return new Decision(exposure,
			IntStream.range(1, exposure.size() - 1)
				.filter(z -> exposure.get(z) == SliceLight.STRAY && tells(light, exposure, z - 1) &&
					tells(light, exposure, z + 1))
				.boxed()
				.toList());
	}

	private static boolean tells(final SliceLight light, final List<Float> exposure, final int z) {
		return exposure.get(z) == 1 && !light.isBlank(z);
	}

	private static List<Float> exposure(final float[] all) {
		final List<Float> list = new ArrayList<>();
		for (final float part : all)
			list.add(part);
		return list.stream().allMatch(v -> v == 1) ? List.of() : List.copyOf(list);
	}

	@Override
	public SliceCost cost(final Decision decided) {
		return new SliceCost("to look at the light of slices", new Halo(0, 0, 1));
	}

	@Override
	public Applied apply(final Recording tile, final Decision decided, final Progress progress) {
		progress.check();
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("step", name());
		values.put("exposure", decided.exposure());
		values.put("replaced", decided.replaced());
		return new Applied(withoutStray(lit(tile, decided.exposure()), decided), 0, List.of(name() + ": " + decided),
			values);
	}

	private static Recording lit(final Recording tile, final List<Float> exposure) {
		if (exposure.stream().allMatch(v -> v == 1 || v == SliceLight.STRAY)) return tile;
		final float[] part = part(tile, exposure);
		for (int z = 0; z < part.length; z++)
			if (part[z] == SliceLight.STRAY) part[z] = 1;
		return tile.withExposure(part);
	}

	/**
	 * Slices under other light become the mean of those beside; without weight, what lies there would be guessed, and the
	 * result two to seven times as far from that of a stack without such light (docs/notebook/repair.md).
	 */
	private static Recording withoutStray(final Recording tile, final Decision decided) {
		if (!decided.isStray()) return tile;
		final Extent e = tile.extent();
		final int z0 = tile.place() == null ? 0 : tile.place().z();
		final BitSet[] between = planes(e), weightless = planes(e);
		final float[][] means = new float[e.nz()][];
		for (int z = 0; z < e.nz(); z++) {
			if (decided.exposure().get(z0 + z) != SliceLight.STRAY) continue;
			// Beyond the tile's own voxels, in its halo, a slice may lack the one beside it: there nobody looks.
			final boolean isBetween = decided.replaced().contains(z0 + z) && z > 0 && z < e.nz() - 1;
			(isBetween ? between : weightless)[z].set(0, e.nx() * e.ny());
			if (isBetween) means[z] = mean(tile, z);
		}
		final Recording replaced = Arrays.stream(means).allMatch(Objects::isNull) ? tile
			: tile.replaced(between, (x, y, z) -> means[z][y * e.nx() + x]);
		return Arrays.stream(weightless).allMatch(BitSet::isEmpty) ? replaced
			: replaced.withMask(Mask.of(e, weightless).or(replaced.mask()));
	}

	private static BitSet[] planes(final Extent e) {
		return IntStream.range(0, e.nz()).mapToObj(z -> new BitSet()).toArray(BitSet[]::new);
	}

	private static float[] mean(final Recording tile, final int z) {
		final int nx = tile.extent().nx(), ny = tile.extent().ny();
		final float[] mean = new float[nx * ny], before = new float[nx], after = new float[nx];
		for (int y = 0; y < ny; y++) {
			tile.read(y, z - 1, before);
			tile.read(y, z + 1, after);
			for (int x = 0; x < nx; x++)
				mean[y * nx + x] = 0.5f * (before[x] + after[x]);
		}
		return mean;
	}

	private static float[] part(final Recording tile, final List<Float> exposure) {
		final int z0 = tile.place() == null ? 0 : tile.place().z();
		final float[] part = new float[tile.extent().nz()];
		for (int z = 0; z < part.length; z++)
			part[z] = exposure.get(z0 + z);
		return part;
	}

	@Override
	public Map<String, Object> describe(final Decision decided) {
		return Map.of("exposure", decided.exposure().stream().map(Float::doubleValue).toList(), "replaced",
			decided.replaced());
	}

	@Override
	public Decision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Decision(
			((List<?>) description.get("exposure")).stream().map(v -> ((Number) v).floatValue()).toList(),
			((List<?>) description.get("replaced")).stream().map(v -> ((Number) v).intValue()).toList());
	}

	@Override
	public String toString() {
		return name();
	}
}
