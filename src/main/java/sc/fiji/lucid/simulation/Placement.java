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
package sc.fiji.lucid.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where an object comes to lie in a recording: shifted, enlarged and turned about the middle of the field, as a stage
 * that drifts or another channel's optics do. The coordinates are moved before anything is drawn; no image is
 * interpolated. Immutable.
 *
 * @param x µm along X
 * @param y µm along Y
 * @param z µm along Z
 * @param scale how many times as large the field is along X and Y
 * @param turn degrees about Z, from X to Y
 */
public record Placement(double x, double y, double z, double scale, double turn) {

	/** Where it is. */
	public static final Placement NONE = new Placement(0, 0, 0, 1, 0);

	/** @throws IllegalArgumentException naming the number that is out of its range */
	public Placement {
		if (!(Math.abs(x) < 1e3 && Math.abs(y) < 1e3 && Math.abs(z) < 1e3))
			throw new IllegalArgumentException("A shift takes less than 1000 µm, not " + x + ", " + y + ", " + z + ".");
		if (!(scale > 0.5 && scale < 2 && Math.abs(turn) < 45)) throw new IllegalArgumentException(
			"A placement takes a scale from 0.5 to 2 and less than 45 degrees, not " + scale + " and " + turn + ".");
	}

	/** @return a shift of these many µm */
	public static Placement shift(final double x, final double y, final double z) {
		return new Placement(x, y, z, 1, 0);
	}

	/** @return the same for coordinates that are so many times as small */
	Placement over(final double factor) {
		return new Placement(x / factor, y / factor, z / factor, scale, turn);
	}

	/** @return the same, further by so many µm */
	public Placement further(final double dx, final double dy, final double dz) {
		return new Placement(x + dx, y + dy, z + dz, scale, turn);
	}

	/** @return where a point comes to lie */
	double[] of(final double[] middle, final double px, final double py, final double pz) {
		if (equals(NONE)) return new double[] { px, py, pz };
		final double c = scale * Math.cos(Math.toRadians(turn)), s = scale * Math.sin(Math.toRadians(turn));
		final double u = px - middle[0], v = py - middle[1];
		return new double[] { middle[0] + c * u - s * v + x, middle[1] + s * u + c * v + y, pz + z };
	}

	/** @return which point comes to lie there */
	double[] from(final double[] middle, final double px, final double py, final double pz) {
		if (equals(NONE)) return new double[] { px, py, pz };
		final double c = Math.cos(Math.toRadians(turn)) / scale, s = Math.sin(Math.toRadians(turn)) / scale;
		final double u = px - middle[0] - x, v = py - middle[1] - y;
		return new double[] { middle[0] + c * u + s * v, middle[1] - s * u + c * v, pz - z };
	}

	/** @return it, for the record */
	public Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("x", x);
		map.put("y", y);
		map.put("z", z);
		map.put("scale", scale);
		map.put("turn", turn);
		return map;
	}
}
