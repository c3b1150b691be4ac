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
package sc.fiji.lucid;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.restoration.Decided;

/** The large parts of decisions as texts, so that decisions can be sent as they are: float32, big-endian, in Base64. */
final class PackedMaps {

	private static final String MAPS = "maps";
	private static final String VOXELS = "float32";
	/** Texts hold no more characters than an int counts, four for three bytes. */
	private static final long MOST = Integer.MAX_VALUE / 4 * 3L - 64;

	private PackedMaps() {}

	/**
	 * @return the description of each step, with its maps
	 * @throws IllegalStateException if a map is too large
	 */
	static List<Map<String, Object>> describe(final Decided decided) {
		final Map<String, Volume> maps = decided.maps();
		final List<Map<String, Object>> steps = new ArrayList<>();
		for (final Map<String, Object> description : decided.describe()) {
			final String prefix = steps.size() + ".";
			final Map<String, Object> step = new LinkedHashMap<>(description), packed = new LinkedHashMap<>();
			maps.forEach((name, map) -> {
				if (name.startsWith(prefix)) packed.put(name.substring(prefix.length()), packed(map));
			});
			if (!packed.isEmpty()) step.put(MAPS, packed);
			steps.add(step);
		}
		return steps;
	}

	/** @return the maps of the steps that {@link #describe} described, named as {@link Decided#maps} names them */
	static Map<String, Volume> of(final List<?> steps) {
		final Map<String, Volume> maps = new LinkedHashMap<>();
		for (int i = 0; i < steps.size(); i++)
			if (((Map<?, ?>) steps.get(i)).get(MAPS) instanceof Map<?, ?> packed)
				for (final Map.Entry<?, ?> map : packed.entrySet())
				maps.put(i + "." + map.getKey(), unpacked((Map<?, ?>) map.getValue()));
		return maps;
	}

	private static Map<String, Object> packed(final Volume volume) {
		final Extent e = volume.extent();
		if (Float.BYTES * e.voxels() > MOST) throw new IllegalStateException("What was decided holds a map of " + e +
			" voxels, which is too large to be told: decide where the parts are restored.");
		final ByteBuffer bytes = ByteBuffer.allocate((int) (Float.BYTES * e.voxels()));
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : volume.row(y, z))
					bytes.putFloat(v);
		return Map.of("x", e.nx(), "y", e.ny(), "z", e.nz(), VOXELS, Base64.getEncoder().encodeToString(bytes.array()));
	}

	private static Volume unpacked(final Map<?, ?> map) {
		final Volume volume = new Volume(new Extent(size(map, "x"), size(map, "y"), size(map, "z")));
		final ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode((String) map.get(VOXELS)));
		if (bytes.remaining() != Float.BYTES * volume.extent().voxels())
			throw new IllegalArgumentException("a map does not hold as many voxels as it says");
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				for (int x = 0; x < volume.extent().nx(); x++)
					volume.row(y, z)[x] = bytes.getFloat();
		return volume;
	}

	private static int size(final Map<?, ?> map, final String axis) {
		return ((Number) map.get(axis)).intValue();
	}
}
