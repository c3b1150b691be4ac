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

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.BandedSystem;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;

/**
 * How the slices of a stack lie against each other, and what of it is jitter. What of their path is smooth belongs to
 * the sample, which may lean or bend, or to a stage that drifts: nobody can tell from one stack. The rest is jitter.
 * <p>
 * First each slice is compared with the next, the one after and the third, and a path is laid through all these shifts
 * that single wrong ones do not bend. From there, or from no jitter where the slices then agree better, each slice is
 * compared with the mean of its neighbours, which tells the second differences u of the path. Of those
 * {@code u = D j + e}: D takes second differences of the jitter j, white noise of variance τ²; e is the error, the
 * smooth course's own bends among it, white noise of variance qτ². q is the one of greatest likelihood (generalised
 * maximum likelihood of smoothing splines, Wahba 1985, Ann. Stat. 13:1378), and {@code j = Dᵀ (D Dᵀ + q)⁻¹ u}.
 * Whether there is jitter at all is asked of the same likelihood.
 */
public final class SlicePath {

	/** Slices that each is compared with at first. */
	private static final int LAGS = 3;
	/** Shifts between neighbours that are thought possible, in voxels. */
	public static final int LARGEST = 16;
	/** Fewer slices tell no jitter from a course. */
	public static final int LEAST_SLICES = 6;
	/**
	 * Rounds in which shifts off the path lose their weight; in which slices are put back and compared again; the
	 * same for a look.
	 */
	private static final int ROUNDS = 20, REPEATS = 4, LOOKS = 2;
	/** Distance from the path, in voxels, up to which a shift keeps its weight. */
	private static final double NEAR = 0.05;
	/** An error below this is not believed: the object itself changes from slice to slice. */
	private static final double LEAST_ERROR = 0.01;
	/** Shifts that are less certain, in voxels, say nothing. */
	private static final double UNCERTAIN = 0.5;
	/** The jitter of the first and the last slice is believed up to so many deviations of the others'. */
	private static final double OFF = 2.5;
	/** What q may be: powers of ten by halves. */
	private static final int SMALLEST = -8, GREATEST = 8;
	/**
	 * By how much the logarithm of the likelihood must be greater with jitter than without: one for the parameter more
	 * (Akaike 1974). Few slices tell no more; what is too little to matter is left to the caller.
	 */
	private static final double EVIDENT = 1;

	private final double[][] jitter;
	private final double[] lean;
	private final double error;

	private SlicePath(final double[][] jitter, final double[] lean, final double error) {
		this.jitter = jitter;
		this.lean = lean;
		this.error = error;
	}

	/**
	 * @param slices those that hold data, in order, by their place in the stack: over a gap those beside it are compared
	 * @param plane size of what is compared of them
	 * @param rows of a slice, by its place in the stack: its rows, without their mean and faded at the rims
	 * @param isFar whether jitter of more than two voxels is looked for, which takes longer
	 * @param cancelled asked now and then
	 * @return how they lie
	 * @throws CancellationException if {@code cancelled} says so
	 */
	public static SlicePath of(final int[] slices, final Extent plane, final IntFunction<float[][]> rows,
		final boolean isFar, final BooleanSupplier cancelled)
	{
		final int n = slices.length;
		final double[][] still = new double[2][n];
		if (n < LEAST_SLICES) return new SlicePath(still, new double[2], Double.POSITIVE_INFINITY);
		final IntFunction<float[][]> held = i -> rows.apply(slices[i]);
		final double[] before = before(slices);
		final SliceSpectra spectra = new SliceSpectra(n, plane, held, cancelled);
		double[][] place = still;
		final double[] lean = new double[2];
		if (isFar) {
			final double[][] path = path(n, plane, held, cancelled);
			for (int axis = 0; axis < 2; axis++)
				lean[axis] = (path[axis][n - 1] - path[axis][0]) / (slices[n - 1] - slices[0]);
			final double[][] far = { rough(bends(path[0], before), errors(n - 2), before),
				rough(bends(path[1], before), errors(n - 2), before) };
			if (agreement(places(spectra, far, before, cancelled)) > agreement(
				places(spectra, still, before, cancelled))) place = far;
		}
		for (int i = 0; i < (isFar ? REPEATS : LOOKS); i++)
			place = refined(place, places(spectra, place, before, cancelled), before);
		final double[] errors = Arrays.stream(places(spectra, place, before, cancelled))
			.mapToDouble(SliceSpectra.Place::error)
			.sorted()
			.toArray();
		return new SlicePath(place, lean, errors[errors.length / 2]);
	}

	/**
	 * For each slice but the first and the last, the weight of the one before in the mean of its neighbours: a half, and
	 * beside a gap what a straight line gives it.
	 */
	private static double[] before(final int[] slices) {
		final double[] before = new double[slices.length - 2];
		for (int z = 0; z < before.length; z++)
			before[z] = (slices[z + 2] - slices[z + 1]) / (double) (slices[z + 2] - slices[z]);
		return before;
	}

	private static double[] errors(final int n) {
		final double[] errors = new double[n];
		Arrays.fill(errors, 1);
		return errors;
	}

	private static SliceSpectra.Place[] places(final SliceSpectra spectra, final double[][] place,
		final double[] before, final BooleanSupplier cancelled)
	{
		final SliceSpectra.Place[] places = new SliceSpectra.Place[place[0].length - 2];
		Planes.forEach(places.length, z -> {
			if (cancelled.getAsBoolean()) throw new CancellationException();
			places[z] = spectra.of(z + 1, place, before[z]);
		});
		return places;
	}

	private static double agreement(final SliceSpectra.Place[] places) {
		return Arrays.stream(places).mapToDouble(SliceSpectra.Place::agreement).sum();
	}

	/** What is left of the second differences is added to those of the slices' places. */
	private static double[][] refined(final double[][] place, final SliceSpectra.Place[] left, final double[] before) {
		final double[][] refined = new double[2][];
		final double usual = Math.sqrt(Arrays.stream(left)
			.mapToDouble(SliceSpectra.Place::error)
			.filter(e -> e < UNCERTAIN)
			.map(e -> Math.max(LEAST_ERROR, e))
			.map(e -> e * e)
			.average()
			.orElse(1));
		final double[] errors = Arrays.stream(left)
			.mapToDouble(SliceSpectra.Place::error)
			.map(e -> e < UNCERTAIN ? Math.max(LEAST_ERROR, e) / usual : Double.POSITIVE_INFINITY)
			.toArray();
		for (int axis = 0; axis < 2; axis++) {
			final double[] u = bends(place[axis], before);
			for (int z = 0; z < u.length; z++)
				u[z] -= 2 * (axis == 0 ? left[z].x() : left[z].y());
			refined[axis] = rough(u, errors, before);
		}
		return refined;
	}

	private static double[] bends(final double[] path, final double[] before) {
		final double[] u = new double[path.length - 2];
		for (int z = 0; z < u.length; z++)
			u[z] = 2 * (before[z] * path[z] - path[z + 1] + (1 - before[z]) * path[z + 2]);
		return u;
	}

	private static double[][] path(final int slices, final Extent plane, final IntFunction<float[][]> rows,
		final BooleanSupplier cancelled)
	{
		final PhaseShift[][] shifts = new PhaseShift[slices][LAGS];
		compare(shifts, 1, plane, rows, null, cancelled);
		// between slices that are further apart a free search finds what is not the same object
		final double[][] near = { path(shifts, 0), path(shifts, 1) };
		for (int lag = 2; lag <= LAGS; lag++)
			compare(shifts, lag, plane, rows, near, cancelled);
		return new double[][] { path(shifts, 0), path(shifts, 1) };
	}

	private static void compare(final PhaseShift[][] shifts, final int lag, final Extent plane,
		final IntFunction<float[][]> rows, final double[][] near, final BooleanSupplier cancelled)
	{
		Planes.forEach(Math.max(0, shifts.length - lag), z -> {
			if (cancelled.getAsBoolean()) throw new CancellationException();
			final float[][] first = rows.apply(z), second = rows.apply(z + lag);
			shifts[z][lag - 1] = PhaseShift.between(plane, (y, k, a, b) -> {
				System.arraycopy(first[y], 0, a, 0, a.length);
				System.arraycopy(second[y], 0, b, 0, b.length);
			}, LARGEST,
				near == null ? null : new double[] { near[0][z + lag] - near[0][z], near[1][z + lag] - near[1][z], 0 },
				cancelled);
		});
	}

	/** Least absolute distances from all shifts, by weights that are made anew (Schlossmacher 1973). */
	static double[] path(final PhaseShift[][] shifts, final int axis) {
		final int n = shifts.length;
		double[] path = new double[n];
		for (int round = 0; round < ROUNDS; round++) {
			final BandedSystem system = new BandedSystem(n, LAGS);
			final double[] right = new double[n];
			for (int z = 0; z < n; z++) {
				// holds slices that nothing says anything of; too weak to pull others
				system.add(z, z, z == 0 ? 1 : 1e-9);
				for (int lag = 1; lag <= LAGS && z + lag < n; lag++) {
					final PhaseShift s = shifts[z][lag - 1];
					if (s == null || !(s.error() < UNCERTAIN)) continue;
					final double d = axis == 0 ? s.x() : s.y(), off = path[z + lag] - path[z] - d;
					final double e = lag * Math.max(LEAST_ERROR, s.error());
					final double w = 1 / (e * e) / (round == 0 ? 1 : Math.max(1, Math.abs(off) / NEAR));
					system.add(z, z, w);
					system.add(z + lag, z + lag, w);
					system.add(z, z + lag, -w);
					right[z] -= w * d;
					right[z + lag] += w * d;
				}
			}
			path = system.solve(right);
		}
		return path;
	}

	/**
	 * The jitter that second differences tell.
	 *
	 * @param u second differences
	 * @param errors of each, in parts of the usual one; infinite for one that says nothing, which is left out: as a zero
	 *          it would tell that nothing moves there
	 * @param before weight of the slice before in the mean of the neighbours
	 * @return jitter of each slice; 0 where there is no evidence of any
	 */
	static double[] rough(final double[] u, final double[] errors, final double[] before) {
		final double[] jitter = new double[u.length + 2];
		final int[] told = IntStream.range(0, u.length).filter(z -> Double.isFinite(errors[z])).toArray();
		final double[] known = Arrays.stream(told).mapToDouble(z -> u[z]).toArray();
		double[] best = new double[told.length];
		double least = 0, none = 0, most = Double.NEGATIVE_INFINITY;
		for (final int z : told) {
			least += u[z] * u[z] / (errors[z] * errors[z]);
			none -= 2 * Math.log(errors[z]);
		}
		none -= told.length * Math.log(least + 1e-12);
		if (told.length < LEAST_SLICES - 2) return jitter;
		for (int power = SMALLEST; power <= GREATEST; power++) {
			final BandedSystem m = covariance(told, errors, before, Math.pow(10, 0.5 * power));
			final double[] solved = m.solve(known);
			double square = 0;
			for (int i = 0; i < told.length; i++)
				square += known[i] * solved[i];
			final double likelihood = -told.length * Math.log(square + 1e-12) - m.logDeterminant();
			if (likelihood <= most) continue;
			most = likelihood;
			best = solved;
		}
		if (most - none < 2 * EVIDENT) return jitter;
		final int[] times = new int[jitter.length];
		for (int i = 0; i < told.length; i++)
			for (int k = 0; k < 3; k++) {
				jitter[told[i] + k] += bend(before[told[i]], k) * best[i];
				times[told[i] + k]++;
			}
		return onceTold(jitter, times);
	}

	/**
	 * A slice that is in one second difference only, as the first and the last are, takes all of it that is wrong.
	 *
	 * @param times in how many a slice is
	 */
	private static double[] onceTold(final double[] jitter, final int[] times) {
		final double most = OFF *
			rms(IntStream.range(0, jitter.length).filter(z -> times[z] > 1).mapToDouble(z -> jitter[z]).toArray());
		for (int z = 0; z < jitter.length; z++)
			if (times[z] == 1 && Math.abs(jitter[z]) > most) jitter[z] = 0;
		return jitter;
	}

	/** Weight in a second difference of the slice before (0), the slice itself (1) and the one after (2). */
	private static double bend(final double before, final int which) {
		return which == 1 ? -2 : 2 * (which == 0 ? before : 1 - before);
	}

	/** Of those second differences that tell something, in parts of the jitter's variance; 6, -4, 1 without gaps. */
	private static BandedSystem covariance(final int[] told, final double[] errors, final double[] before,
		final double q)
	{
		final BandedSystem m = new BandedSystem(told.length, 2);
		for (int i = 0; i < told.length; i++)
			for (int j = i; j < told.length && told[j] <= told[i] + 2; j++) {
				double sum = i == j ? q * errors[told[i]] * errors[told[i]] : 0;
				for (int k = told[j] - told[i]; k < 3; k++)
					sum += bend(before[told[i]], k) * bend(before[told[j]], k - told[j] + told[i]);
				m.add(i, j, sum);
			}
		return m;
	}

	/** @return along x (0) and y (1), how far each slice that holds data lies off the smooth course, in voxels */
	public double[][] jitter() {
		return jitter;
	}

	/** @return the standard deviation by which the place of a slice among its neighbours is known, in voxels */
	public double error() {
		return error;
	}

	/** @return root mean square of the jitter of an axis, of the one that has more */
	public double rms() {
		return Math.max(rms(jitter[0]), rms(jitter[1]));
	}

	private static double rms(final double[] values) {
		return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElse(0));
	}

	/** @return by how many voxels a slice lies further than the one before, on average, along x and y; 0 if not asked */
	public double[] lean() {
		return lean;
	}
}
