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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.levels.CoarseStack;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;

/**
 * What deconvolution decides once for a volume and uses in every tile: otherwise each tile would have its own
 * background and number of iterations, and seams be seen.
 *
 * @param options with nothing left automatic
 * @param statistics of the volume; null while nothing is decided
 * @param noData how the volume shows that voxels hold no data
 * @param coarse what coarse levels found of the whole volume; null where tiles start by themselves
 * @param failure why the processor restored these levels, where a device was to; else empty
 * @param mapped counts of the volume's background map that are in the options' background; 0 without a map
 */
public record DeconvolutionDecision(DeconvolutionOptions options, RecordingStatistics statistics, NoData noData,
	CoarseStack coarse, String failure, double mapped)
{

	DeconvolutionDecision(final DeconvolutionOptions options, final RecordingStatistics statistics, final NoData noData,
		final double mapped)
	{
		this(options, statistics, noData, null, "", mapped);
	}

	private static final String ESTIMATE = "estimate";
	private static final String EXPLAINED = "explained";

	/** @return what users want to know */
	@Override
	public String toString() {
		return options.method() + ", " +
			(options.iterations().isPresent() ? options.iterations().getAsInt() + " iterations, " : "") +
			"background " + Digits.of(options.background().orElse(0)) + " counts, " +
			(coarse == null ? options.initialEstimate() + " start"
				: "start from " + coarse.binning() + " voxels in one of the whole stack" +
					(failure.isEmpty() ? "" : ", which the processor restored, since " + failure)) +
			without();
	}

	/** What is left out, if anything is. */
	private String without() {
		final List<String> parts = new ArrayList<>();
		if (!noData.fills().isEmpty())
			parts
				.add("voxels of " +
					noData.fills()
						.stream()
						.map(v -> v.isNaN() ? "NaN" : Digits.of(v) + " counts")
						.collect(Collectors.joining(" and ")) +
					(noData.rim() > 0 ? " and what was mixed with them" : ""));
		if (!noData.pixels().isEmpty())
			parts.add(noData.pixels().size() + (noData.pixels().size() == 1 ? " pixel" : " pixels") + " of the camera");
		return parts.isEmpty() ? "" : ", without " + String.join(" and ", parts);
	}

	/** @return the same; a device that is left open is this one */
	DeconvolutionDecision on(final String device) {
		return new DeconvolutionDecision(options.withDevice(device), statistics, noData, coarse, failure, mapped);
	}

	/** @return the same as texts and numbers, exactly */
	Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("options", options.describe());
		map.put("min", statistics.min());
		map.put("max", statistics.max());
		map.put("mean", statistics.mean());
		map.put("negative", statistics.negative());
		map.put("fills", NoData.described(noData.fills()));
		if (noData.rim() > 0) map.put("fillRim", noData.rim());
		map.put("deadPixels", noData.coordinates());
		if (mapped != 0) map.put("backgroundMapLeast", mapped);
		if (coarse != null) map.put("coarse", Map.of("x", coarse.binning().x(), "y", coarse.binning().y(), "z",
			coarse.binning().z(), "light", coarse.light(), "background", coarse.background(), "failure", failure));
		return map;
	}

	/** @return what is too large to be told in texts and numbers */
	Map<String, Volume> maps() {
		return coarse == null ? Map.of() : Map.of(ESTIMATE, coarse.estimate(), EXPLAINED, coarse.explained());
	}

	/** @param map as {@link #describe} makes it */
	static DeconvolutionDecision of(final Map<?, ?> map, final Map<String, Volume> maps) {
		DeconvolutionOptions options = DeconvolutionOptions.DEFAULT;
		for (final Map.Entry<?, ?> entry : ((Map<?, ?>) map.get("options")).entrySet())
			options = options.with((String) entry.getKey(), (String) entry.getValue());
		return new DeconvolutionDecision(options,
			new RecordingStatistics(number(map, "min"), number(map, "max"), number(map, "mean"),
				(long) number(map, "negative")),
			noData(map), map.get("coarse") instanceof Map<?, ?> coarse ? coarse(coarse, maps) : null,
			// None in work that was begun before there were devices.
			map.get("coarse") instanceof Map<?, ?> coarse && coarse.get("failure") instanceof String why ? why : "",
			map.get("backgroundMapLeast") instanceof Number least ? least.doubleValue() : 0);
	}

	private static NoData noData(final Map<?, ?> map) {
		final List<?> flat = (List<?>) map.get("deadPixels");
		final List<int[]> pixels = new ArrayList<>();
		for (int i = 0; i + 1 < flat.size(); i += 2)
			pixels.add(new int[] { ((Number) flat.get(i)).intValue(), ((Number) flat.get(i + 1)).intValue() });
		return new NoData(NoData.fills(map.get("fills")), pixels,
			map.get("fillRim") instanceof Number rim ? rim.intValue() : 0);
	}

	private static CoarseStack coarse(final Map<?, ?> map, final Map<String, Volume> maps) {
		final Volume estimate = maps.get(ESTIMATE), explained = maps.get(EXPLAINED);
		if (estimate == null || explained == null) throw new IllegalArgumentException(
			"The maps of what coarse levels found are missing; the command line starts anew with --force.");
		return new CoarseStack(new Binning((int) number(map, "x"), (int) number(map, "y"), (int) number(map, "z")),
			number(map, "light"), number(map, "background"), estimate, explained);
	}

	private static double number(final Map<?, ?> map, final String name) {
		return ((Number) map.get(name)).doubleValue();
	}
}
