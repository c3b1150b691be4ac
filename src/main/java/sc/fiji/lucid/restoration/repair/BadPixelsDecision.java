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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.lucid.camera.BadPixels;
import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.PeakLimit;
import sc.fiji.lucid.optics.Digits;

/**
 * What of a camera is bad, and by what single voxels are judged in each tile.
 *
 * @param bad pixels, rows and columns of the sensor
 * @param camera by which voxels are noisy
 * @param limit of what objects do
 * @param fills values of voxels that hold no data
 */
public record BadPixelsDecision(BadPixels bad, Camera camera, PeakLimit limit, Set<Float> fills) {

	/** Nothing is known. */
	static final BadPixelsDecision NONE = new BadPixelsDecision(BadPixels.NONE, Camera.PHOTONS, PeakLimit.UNKNOWN,
		Set.of());

	/** @return what users want to know */
	@Override
	public String toString() {
		return bad.isEmpty() ? "no bad pixels in all slices" : "bad in all slices: " + bad.pixels().size() + " pixels" +
			lines("rows", bad.rows()) + lines("columns", bad.columns());
	}

	private static String lines(final String what, final List<Integer> lines) {
		return lines.isEmpty() ? "" : ", " + what + " " + lines.toString().replaceAll("[\\[\\]]", "");
	}

	/** @return in words, what single voxels may be */
	String limits() {
		return "single voxels may have " + Digits.of(limit.beside()) + " times the light of those beside, " +
			Digits.of(limit.nearest()) + " times that of the nearest and " + Digits.of(limit.along()) +
			" times that of those before and after";
	}

	Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("pixels", bad.pixels().stream().map(p -> List.of(p[0], p[1])).toList());
		map.put("rows", bad.rows());
		map.put("columns", bad.columns());
		map.put("gain", camera.gain());
		map.put("offset", camera.offset());
		map.put("readNoise", camera.readNoise());
		map.put("limit", List.of(limit.beside(), limit.nearest(), limit.over(), limit.along()));
		map.put("fills", NoData.described(fills));
		return map;
	}

	/** @param map as {@link #describe} makes it */
	static BadPixelsDecision of(final Map<?, ?> map) {
		final List<int[]> pixels = ((List<?>) map.get("pixels")).stream()
			.map(p -> ((List<?>) p).stream().mapToInt(v -> ((Number) v).intValue()).toArray())
			.toList();
		final List<?> limit = (List<?>) map.get("limit");
		return new BadPixelsDecision(new BadPixels(pixels, whole(map.get("rows")), whole(map.get("columns"))),
			new Camera(number(map.get("gain")), number(map.get("offset")), number(map.get("readNoise"))),
			new PeakLimit(number(limit.get(0)), number(limit.get(1)), number(limit.get(2)), number(limit.get(3))),
			new TreeSet<>(NoData.fills(map.get("fills"))));
	}

	private static List<Integer> whole(final Object list) {
		return ((List<?>) list).stream().map(v -> ((Number) v).intValue()).toList();
	}

	private static double number(final Object value) {
		return ((Number) value).doubleValue();
	}
}
