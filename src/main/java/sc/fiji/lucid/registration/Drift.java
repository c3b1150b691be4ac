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
package sc.fiji.lucid.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import sc.fiji.lucid.image.BandedSystem;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * How the frames of a series lie against the first. Each is compared with the first, with the one before and with the
 * one before that; a path is laid through all these shifts, weighed by their errors, that single wrong ones do not bend
 * (least absolute distances). What changes slowly is so held by its neighbours, and the comparison with the first keeps
 * small errors from adding up.
 *
 * @param shifts of each frame along X, Y and Z, voxels; positive if it lies further than the first
 * @param told whether the frame tells where it lies; the shift of one that does not is 0
 * @param error by which the shift between two frames is usually known, voxels
 */
public record Drift(List<double[]> shifts, List<Boolean> told, double error) {

	/** Frames before each that it is compared with, beside the first. */
	private static final int LAGS = 2;
	/** As in {@link SlicePath}: rounds, the distance up to which a shift keeps its weight, and the least error. */
	private static final int ROUNDS = 20;
	private static final double NEAR = 0.05, LEAST_ERROR = 0.01;
	/**
	 * A shift that is less certain, in voxels, says nothing: errors of frames with nothing in common are as large as their
	 * grain, two voxels; of what was told with up to 0.3, errors were 0.15 at most (DriftBenchmark, 29 November 2026).
	 */
	private static final double UNCERTAIN = 0.4;
	/** Shifts farther from the path are wrong, and do not tell where a frame lies. */
	private static final double OFF = 1;
	/** Part of the field that a frame may have drifted. */
	private static final int PART = 3;
	/** Fewer slices tell nothing of Z. */
	private static final int LEAST_SLICES = 6;

	/** A comparison of two frames. */
	private record Pair(int from, int to, PhaseShift shift) {

		boolean isCertain() {
			return shift.error() < UNCERTAIN;
		}

		double along(final int axis) {
			return axis == 0 ? shift.x() : axis == 1 ? shift.y() : shift.z();
		}
	}

	/**
	 * @param frames how many
	 * @param volumes gives each, finite, all of one size; null for one that cannot be read; asked once for each, in order
	 * @param cancelled asked now and then
	 * @return how they lie
	 * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
	 */
	public static Drift of(final int frames, final IntFunction<Volume> volumes, final BooleanSupplier cancelled) {
		final List<Pair> pairs = new ArrayList<>();
		final Frame[] near = new Frame[LAGS];
		Frame first = null;
		for (int t = 0; t < frames; t++) {
			final Volume raw = volumes.apply(t);
			final Frame now = raw == null ? null : new Frame(raw, ShiftFit.smooth(raw));
			if (t == 0) first = now;
			if (now != null) for (int lag = 1; lag <= LAGS; lag++)
				if (t - lag > 0 && near[(t - lag) % LAGS] != null)
					pairs.add(new Pair(t - lag, t, between(near[(t - lag) % LAGS], now, cancelled)));
			if (now != null && t > 0 && first != null) pairs.add(new Pair(0, t, between(first, now, cancelled)));
			near[t % LAGS] = now;
		}
		return of(frames, pairs);
	}

	private static Drift of(final int frames, final List<Pair> all) {
		List<Pair> pairs = all.stream().filter(Pair::isCertain).toList();
		double[][] path = path(frames, pairs);
		// a frame between two groups that agree with themselves alone
		final double[][] first = path;
		pairs = pairs.stream().filter(p -> off(p, first) < OFF).toList();
		path = path(frames, pairs);
		final boolean[] told = told(frames, pairs);
		final List<double[]> shifts = new ArrayList<>();
		final List<Boolean> tells = new ArrayList<>();
		for (int t = 0; t < frames; t++) {
			shifts.add(told[t] ? new double[] { path[0][t], path[1][t], path[2][t] } : new double[3]);
			tells.add(told[t]);
		}
		final double[] errors = pairs.stream().mapToDouble(p -> p.shift.error()).sorted().toArray();
		return new Drift(List.copyOf(shifts), List.copyOf(tells),
			errors.length == 0 ? Double.POSITIVE_INFINITY : errors[errors.length / 2]);
	}

	private static double off(final Pair p, final double[][] path) {
		double most = 0;
		for (int axis = 0; axis < 3; axis++)
			most = Math.max(most, Math.abs(path[axis][p.to] - path[axis][p.from] - p.along(axis)));
		return most;
	}

	/** Which frames hang together with the first. */
	private static boolean[] told(final int frames, final List<Pair> pairs) {
		final boolean[] told = new boolean[frames];
		told[0] = true;
		for (boolean more = true; more;) {
			more = false;
			for (final Pair p : pairs)
				if (told[p.from] != told[p.to]) {
					told[p.from] = true;
					told[p.to] = true;
					more = true;
				}
		}
		return told;
	}

	/** Least absolute distances from all shifts, by weights that are made anew (Schlossmacher 1973). */
	private static double[][] path(final int n, final List<Pair> pairs) {
		final double[][] path = new double[3][n];
		for (int round = 0; round < ROUNDS; round++)
			for (int axis = 0; axis < 3; axis++) {
				final BandedSystem system = new BandedSystem(n, LAGS);
				final double[] right = new double[n];
				// holds the first, and frames that nothing says anything of, too weakly to pull others
				for (int t = 0; t < n; t++)
					system.add(t, t, t == 0 ? 1 : 1e-9);
				for (final Pair p : pairs) {
					final double d = p.along(axis), away = path[axis][p.to] - path[axis][p.from] - d,
						e = Math.max(LEAST_ERROR, p.shift.error());
					final double w = 1 / (e * e) / (round == 0 ? 1 : Math.max(1, Math.abs(away) / NEAR));
					system.add(p.to, p.to, w);
					right[p.to] += w * d;
					if (p.from == 0) continue;
					system.add(p.from, p.from, w);
					system.add(p.from, p.to, -w);
					right[p.from] -= w * d;
				}
				path[axis] = system.solve(right);
			}
		return path;
	}

	/** The peak of the phase correlation, and from there the least squares. */
	private static PhaseShift between(final Frame a, final Frame b, final BooleanSupplier cancelled) {
		final Extent e = a.raw.extent();
		final Faded one = new Faded(a.raw), other = new Faded(b.raw);
		final PhaseShift phase = PhaseShift.between(e, (y, z, rowA, rowB) -> {
			one.read(y, z, rowA);
			other.read(y, z, rowB);
		}, Math.min(e.nx(), e.ny()) / PART, cancelled);
		return new ShiftFit(a.smooth, b.smooth).from(new double[] { phase.x(), phase.y(), phase.z() }, cancelled);
	}

	/** A frame, and what the least squares see of it. */
	private record Frame(Volume raw, Volume smooth) {}

	/** A volume without its mean, faded to its rims. */
	private record Faded(Volume volume, double mean, double[] alongX, double[] alongY, double[] alongZ) {

		Faded(final Volume v) {
			this(v, v.sum() / v.extent().voxels(), hann(v.extent().nx()), hann(v.extent().ny()), rims(v.extent().nz()));
		}

		private static double[] hann(final int n) {
			final double[] window = new double[n];
			Arrays.setAll(window, i -> Math.pow(Math.sin(Math.PI * (i + 0.5) / n), 2));
			return window;
		}

		/** Few slices fade at the outer quarters alone. */
		private static double[] rims(final int n) {
			final double[] window = new double[n];
			Arrays.setAll(window, i -> n < LEAST_SLICES ? 1
				: Math.pow(Math.sin(0.5 * Math.PI * Math.min(1, 4 * Math.min(i + 0.5, n - i - 0.5) / n)), 2));
			return window;
		}

		void read(final int y, final int z, final float[] row) {
			final float[] source = volume.row(y, z);
			final double fade = alongY[y] * alongZ[z];
			for (int x = 0; x < row.length && x < source.length; x++)
				row[x] = (float) ((source[x] - mean) * alongX[x] * fade);
		}
	}

	/** @return whether a stack of so many slices tells of shifts along Z */
	public static boolean tellsZ(final int slices) {
		return slices >= LEAST_SLICES;
	}
}
