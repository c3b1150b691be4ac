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
package sc.fiji.lucid.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;

/**
 * How the pixels of a camera differ, as two reference images tell: a dark one, recorded without light, and a flat one
 * of an evenly lit field. A pixel of dark D and flat F records {@code D + light · R}, R the flat above the dark over
 * the mean of that (EMVA standard 1288, release 3.1, section 8, where R is one plus the photo response
 * nonuniformity).
 */
public final class FlatField {

	/** A dark that stands out by so many standard deviations of the others is a hot pixel's. */
	private static final double HOT = 10;
	/** Counts are whole, so that the spread of darks is never told finer than this. */
	private static final double FINEST = 0.3;
	/** A pixel that shows less or more light than these parts of what those beside it show is dead or stuck. */
	private static final double DEAD = 0.5, STUCK = 2;
	/** A pixel that shows less than this part of the mean light shows none. */
	private static final double NOTHING = 0.02;
	/** Where more pixels stand out it is no fault of single ones. */
	private static final double MOST = 0.02;

	/** A flat whose pixels differ by more than this part from those beside them shows noise alone. */
	private static final double DARK = 0.3;

	private final double level;
	private final Volume offset;
	private final Volume response;
	private final List<int[]> bad;

	private FlatField(final double level, final Volume offset, final Volume response, final List<int[]> bad) {
		this.level = level;
		this.offset = offset;
		this.response = response;
		this.bad = List.copyOf(bad);
	}

	/**
	 * @param dark one plane, the mean of images without light; null if there is none
	 * @param flat one plane, the mean of images of an even field; null if there is none
	 * @param without counts that the camera gives without light, for a flat without a dark
	 * @return how pixels differ
	 * @throws IllegalArgumentException if they differ in size, or the flat shows no light
	 */
	public static FlatField of(final Volume dark, final Volume flat, final double without) {
		if (dark != null && flat != null && !dark.extent().equals(flat.extent()))
			throw new IllegalArgumentException("The dark (" + dark.extent() + ") and the flat (" + flat.extent() +
				") differ in size: record both with the same part of the camera.");
		final Extent e = (dark != null ? dark : flat).extent();
		final double level = dark == null ? without : median(dark);
		final BitSet out = new BitSet();
		if (dark != null) out.or(hot(dark, level));
		final Volume light = flat == null ? null : light(flat, dark, level);
		if (light != null) out.or(unlike(light));
		final Volume offset = dark == null ? null : beside(minus(dark, level), out);
		final Volume response = light == null ? null : normalised(beside(light, out));
		if (response != null && roughness(response) > DARK) throw new IllegalArgumentException(
			"The flat shows too little light: its pixels differ by " + Math.round(100 * roughness(response)) +
				" % from those beside them. Record an evenly lit field for 'flat'.");
		final List<int[]> bad = new ArrayList<>();
		out.stream().forEach(i -> bad.add(new int[] { i % e.nx(), i / e.nx() }));
		return new FlatField(level, offset, response, bad);
	}

	private static Volume light(final Volume flat, final Volume dark, final double level) {
		final Extent e = flat.extent();
		final Volume light = flat.copy();
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++)
				light.row(y, 0)[x] -= dark == null ? level : dark.row(y, 0)[x];
		if (!(median(light) > 0)) throw new IllegalArgumentException(
			"The flat is not brighter than " + (dark == null ? "the camera's offset" : "the dark") +
				": it shows no light. Record an evenly lit field for 'flat', and nothing for 'dark'.");
		return light;
	}

	private static Volume minus(final Volume plane, final double counts) {
		final Volume rest = plane.copy();
		for (int y = 0; y < rest.extent().ny(); y++)
			for (int x = 0; x < rest.extent().nx(); x++)
				rest.row(y, 0)[x] -= counts;
		return rest;
	}

	private static BitSet hot(final Volume dark, final double level) {
		final double[] off = values(minus(dark, level));
		for (int i = 0; i < off.length; i++)
			off[i] = Math.abs(off[i]);
		final double most = HOT * Math.max(FINEST, 1.48 * Percentiles.median(off.clone()));
		final BitSet hot = new BitSet();
		for (int i = 0; i < off.length; i++)
			if (off[i] > most) hot.set(i);
		return few(hot, off.length);
	}

	/** Pixels that show nothing, or are unlike those beside them. */
	private static BitSet unlike(final Volume light) {
		final Extent e = light.extent();
		final double nothing = NOTHING * light.sum() / e.voxels();
		final BitSet none = new BitSet(), unlike = new BitSet();
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++) {
				final double here = light.row(y, 0)[x], near = near(light, x, y, none);
				if (!(here > nothing)) none.set(y * e.nx() + x);
				else if (here < DEAD * near || here > STUCK * near) unlike.set(y * e.nx() + x);
			}
		final BitSet all = few(unlike, (int) e.voxels());
		all.or(none);
		return all;
	}

	private static BitSet few(final BitSet found, final int all) {
		return found.cardinality() > MOST * all ? new BitSet() : found;
	}

	/** The median of the up to 24 pixels around one, without those that are left out; not a number if none is left. */
	private static double near(final Volume plane, final int x, final int y, final BitSet without) {
		final Extent e = plane.extent();
		final double[] near = new double[24];
		int n = 0;
		for (int j = Math.max(0, y - 2); j <= Math.min(e.ny() - 1, y + 2); j++)
			for (int i = Math.max(0, x - 2); i <= Math.min(e.nx() - 1, x + 2); i++)
				if ((i != x || j != y) && !without.get(j * e.nx() + i)) near[n++] = plane.row(j, 0)[i];
		return n == 0 ? Double.NaN : Percentiles.median(Arrays.copyOf(near, n));
	}

	/** What bad pixels would show if they were as those beside them. */
	private static Volume beside(final Volume plane, final BitSet bad) {
		final int nx = plane.extent().nx();
		final Volume mended = plane.copy();
		final double usual = bad.isEmpty() ? 0 : median(plane);
		bad.stream().forEach(i -> {
			final double near = near(plane, i % nx, i / nx, bad);
			mended.row(i / nx, 0)[i % nx] = (float) (near == near ? near : usual);
		});
		return mended;
	}

	private static Volume normalised(final Volume light) {
		final float mean = (float) (light.sum() / light.extent().voxels());
		for (int y = 0; y < light.extent().ny(); y++)
			for (int x = 0; x < light.extent().nx(); x++)
				light.row(y, 0)[x] = Math.max((float) NOTHING, light.row(y, 0)[x] / mean);
		return light;
	}

	private static double[] values(final Volume plane) {
		final Extent e = plane.extent();
		final double[] values = new double[(int) e.voxels()];
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++)
				values[y * e.nx() + x] = plane.row(y, 0)[x];
		return values;
	}

	private static double median(final Volume plane) {
		return Percentiles.median(values(plane));
	}

	/** @return counts that a usual pixel gives without light */
	public double level() {
		return level;
	}

	/** @return by how many counts each pixel's dark lies above that, one plane; null without a dark */
	public Volume offset() {
		return offset;
	}

	/** @return what part of the light each pixel shows, one plane of mean 1; null without a flat */
	public Volume response() {
		return response;
	}

	/** @return pixels that are hot, dead or stuck: x, y */
	public List<int[]> bad() {
		return bad;
	}

	/**
	 * @return how much pixels of the flat differ from those beside them, root mean square, as part of it: of a flat of few
	 *         photons their noise, which goes into everything that is restored with it; 0 without a flat
	 */
	public double roughness() {
		return response == null ? 0 : roughness(response);
	}

	private static double roughness(final Volume response) {
		double sum = 0;
		long count = 0;
		for (int y = 0; y < response.extent().ny(); y++)
			for (int x = 1; x < response.extent().nx(); x++, count++) {
				final float[] row = response.row(y, 0);
				sum += Math.pow((row[x] - row[x - 1]) / Math.max(row[x], row[x - 1]), 2);
			}
		return count == 0 ? 0 : Math.sqrt(sum / count / 2);
	}
}
