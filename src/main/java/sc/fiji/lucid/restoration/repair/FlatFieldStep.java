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

import sc.fiji.lucid.camera.Clipping;
import sc.fiji.lucid.camera.FlatField;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Dark and flat field of a camera. What a pixel's dark lies above the usual one is subtracted, which changes no noise;
 * what part of the light it shows is told to the model ({@link Recording#withShading}), so that counts keep their
 * noise; pixels that references show to be bad are mended as {@link BadPixelsStep} does.
 */
public final class FlatFieldStep implements RestorationStep<FlatFieldStep.Decision> {

	private static final String OFFSET = "offset", RESPONSE = "response";
	/** A flat whose pixels differ more from those beside them has too much noise of its own. */
	private static final double ROUGH = 0.02;

	private final ReferenceImages references;
	private final int channel;
	private final DeconvolutionOptions options;
	/** Of other frames. */
	private final Decision known;

	/**
	 * @param channel of the references, from 0
	 * @param options of which the camera is heeded, where it is told
	 */
	public FlatFieldStep(final ReferenceImages references, final int channel, final DeconvolutionOptions options) {
		this(references, channel, options, null);
	}

	private FlatFieldStep(final ReferenceImages references, final int channel, final DeconvolutionOptions options,
		final Decision known)
	{
		this.references = references;
		this.channel = channel;
		this.options = options;
		this.known = known;
	}

	/**
	 * What holds for a stack.
	 *
	 * @param offset by how many counts each pixel's dark lies above the level; null if none was recorded
	 * @param response what part of the light each pixel shows; null if no flat was recorded
	 * @param level counts without light
	 * @param limit counts from which on voxels are clipped, and stay what they are
	 * @param fills values of voxels without data, which stay what they are
	 * @param bad pixels: x, y
	 * @param told what users want to know
	 */
	public record Decision(Volume offset, Volume response, double level, double limit, List<Float> fills,
		List<int[]> bad, String told)
	{

		static final Decision NONE = new Decision(null, null, 0, Double.POSITIVE_INFINITY, List.of(), List.of(), "");

		@Override
		public String toString() {
			return told;
		}
	}

	@Override
	public String name() {
		return "flat-field";
	}

	@Override
	public Decision undecided() {
		return Decision.NONE;
	}

	@Override
	public Decision decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording planes = sample.planes();
		final List<Float> fills = NoData.fills(planes);
		progress.check();
		if (known != null) return new Decision(known.offset, known.response, known.level,
			Clipping.limit(options.saturation(), planes), fills, known.bad, known.told);
		final Volume dark = references.dark(channel, sample.extent()).orElse(null);
		progress.check();
		final Volume flat = references.flat(channel, sample.extent()).orElse(null);
		if (dark == null && flat == null) return Decision.NONE;
		final Recording present = NoData.leftOut(planes);
		final FlatField field = FlatField.of(dark, flat, dark == null ? offset(present) : Double.NaN);
		final double mean = RecordingStatistics.of(present).mean();
		if (field.level() > mean) throw new IllegalArgumentException(
			"The dark shows " + Digits.of(field.level()) + " counts, and the stack " + Digits.of(mean) +
				" on average: a dark ('dark') is recorded without light, with the settings of the stack.");
		progress.check();
		return new Decision(field.offset(), field.response(), field.level(),
			Clipping.limit(options.saturation(), planes), fills, field.bad(), told(field, dark != null));
	}

	private double offset(final Recording present) {
		return options.offset()
			.orElseGet(() -> NoiseModel.of(present, options.gain(), options.offset(), options.readNoise())
				.camera(options.readNoise(), present)
				.offset());
	}

	private static String told(final FlatField field, final boolean hasDark) {
		final List<String> parts = new ArrayList<>();
		parts.add((hasDark ? "the dark shows " : "without a dark, no light is taken to be ") +
			Digits.of(field.level()) + " counts");
		if (field.response() != null) {
			parts.add(words(field.response()));
			if (field.roughness() > ROUGH)
				parts.add("those of the flat differ by " + Math.round(100 * field.roughness()) +
					" % from those beside them: if that is noise, average more images");
		}
		if (!field.bad().isEmpty()) parts.add(field.bad().size() + " pixels are bad");
		return String.join("; ", parts);
	}

	/**
	 * @param response one plane of mean 1
	 * @return in words, how much light its pixels show
	 */
	public static String words(final Volume response) {
		float least = Float.POSITIVE_INFINITY, most = 0;
		for (int y = 0; y < response.extent().ny(); y++)
			for (final float v : response.row(y, 0)) {
				least = Math.min(least, v);
				most = Math.max(most, v);
			}
		return "pixels show from " + Digits.of(Math.round(1000 * least) / 1000.0) + " to " +
			Digits.of(Math.round(1000 * most) / 1000.0) + " times the mean light";
	}

	@Override
	public TileCost cost(final Decision decided) {
		return new Cost();
	}

	/** The tile as it is recorded and as float32, what its pixels show, and the references. */
	private record Cost() implements TileCost {

		@Override
		public Halo halo() {
			return new Halo(1, 1, 0);
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * (bytesPerVoxel + 2 * Float.BYTES) + 4L * Float.BYTES * view.nx() * view.ny();
		}

		/** What is found of the whole stack. */
		@Override
		public long beside(final Extent stack, final long memory) {
			return 2L * Float.BYTES * stack.nx() * stack.ny();
		}

		@Override
		public String reason() {
			return "to apply dark and flat";
		}
	}

	@Override
	public Applied apply(final Recording tile, final Decision decided, final Progress progress) {
		progress.check();
		if (decided.offset == null && decided.response == null) return new Applied(tile, 0, List.of(), Map.of());
		final Extent e = tile.extent();
		final int x0 = tile.place() == null ? 0 : tile.place().x(), y0 = tile.place() == null ? 0 : tile.place().y();
		final Extent plane = new Extent(e.nx(), e.ny(), 1);
		final Recording even = decided.offset == null ? tile
			: tile.changed(without(decided, decided.offset.crop(x0, y0, 0, plane), progress));
		progress.check();
		final BitSet bad = bad(decided.bad, x0, y0, e);
		final BitSet[] all = new BitSet[e.nz()];
		Arrays.setAll(all, z -> (BitSet) bad.clone());
		final Recording mended = bad.isEmpty() ? even : new BadVoxelsMended(even, all).recording();
		final Recording shaded = decided.response == null ? mended
			: mended.withShading(decided.response.crop(x0, y0, 0, plane)).withUnlit(decided.level);
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("step", name());
		values.put("level", decided.level);
		values.put("pixels", decided.bad.size());
		values.put("told", decided.told);
		return new Applied(shaded, 0, List.of(name() + ": " + decided), values);
	}

	/** Clipped voxels and those without data stay what they are, so that they are known. */
	private static Recording.Change without(final Decision decided, final Volume offset, final Progress progress) {
		return (y, z, row) -> {
			progress.check();
			final float[] plane = offset.row(y, 0);
			for (int x = 0; x < row.length; x++)
				if (row[x] < decided.limit && !NoData.isFill(decided.fills, row[x])) row[x] -= plane[x];
		};
	}

	private static BitSet bad(final List<int[]> pixels, final int x0, final int y0, final Extent e) {
		final BitSet plane = new BitSet();
		for (final int[] p : pixels) {
			final int x = p[0] - x0, y = p[1] - y0;
			if (x >= 0 && x < e.nx() && y >= 0 && y < e.ny()) plane.set(y * e.nx() + x);
		}
		return plane;
	}

	/** The references are those of all frames. */
	@Override
	public FlatFieldStep alike(final Decision decided) {
		return new FlatFieldStep(references, channel, options, decided);
	}

	@Override
	public Map<String, Object> describe(final Decision decided) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("level", decided.level);
		// JSON has no infinity.
		map.put("limit", Double.isInfinite(decided.limit) ? "none" : decided.limit);
		map.put("fills", NoData.described(decided.fills));
		map.put("pixels", decided.bad.stream().map(p -> List.of(p[0], p[1])).toList());
		map.put("told", decided.told);
		return map;
	}

	@Override
	public Map<String, Volume> maps(final Decision decided) {
		final Map<String, Volume> maps = new LinkedHashMap<>();
		if (decided.offset != null) maps.put(OFFSET, decided.offset);
		if (decided.response != null) maps.put(RESPONSE, decided.response);
		return maps;
	}

	@Override
	public Decision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		final List<int[]> pixels = ((List<?>) description.get("pixels")).stream()
			.map(p -> ((List<?>) p).stream().mapToInt(v -> ((Number) v).intValue()).toArray())
			.toList();
		return new Decision(maps.get(OFFSET), maps.get(RESPONSE), ((Number) description.get("level")).doubleValue(),
			description.get("limit") instanceof Number limit ? limit.doubleValue() : Double.POSITIVE_INFINITY,
			NoData.fills(description.get("fills")), pixels, String.valueOf(description.get("told")));
	}

	@Override
	public String toString() {
		return name();
	}
}
