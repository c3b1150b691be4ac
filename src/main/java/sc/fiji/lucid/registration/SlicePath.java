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
	 * @param slices number of slices
	 * @param plane size of what is compared of them
	 * @param rows of a slice: its rows, without their mean and faded at the rims
	 * @param isFar whether jitter of more than two voxels is looked for, which takes longer
	 * @param cancelled asked now and then
	 * @return how they lie
	 * @throws CancellationException if {@code cancelled} says so
	 */
	public static SlicePath of(final int slices, final Extent plane, final IntFunction<float[][]> rows,
		final boolean isFar, final BooleanSupplier cancelled)
	{
		final double[][] still = new double[2][slices];
		if (slices < LEAST_SLICES) return new SlicePath(still, new double[2], Double.POSITIVE_INFINITY);
		final SliceSpectra spectra = new SliceSpectra(slices, plane, rows, cancelled);
		double[][] place = still;
		final double[] lean = new double[2];
		if (isFar) {
			final double[][] path = path(slices, plane, rows, cancelled);
			for (int axis = 0; axis < 2; axis++)
				lean[axis] = (path[axis][slices - 1] - path[axis][0]) / (slices - 1);
			final double[][] far = { rough(bends(path[0]), errors(slices - 2)),
				rough(bends(path[1]), errors(slices - 2)) };
			if (agreement(places(spectra, far, cancelled)) > agreement(places(spectra, still, cancelled))) place = far;
		}
		for (int i = 0; i < (isFar ? REPEATS : LOOKS); i++)
			place = refined(place, places(spectra, place, cancelled));
		final double[] errors = Arrays.stream(places(spectra, place, cancelled))
			.mapToDouble(SliceSpectra.Place::error)
			.sorted()
			.toArray();
		return new SlicePath(place, lean, errors[errors.length / 2]);
	}

	private static double[] errors(final int n) {
		final double[] errors = new double[n];
		Arrays.fill(errors, 1);
		return errors;
	}

	private static SliceSpectra.Place[] places(final SliceSpectra spectra, final double[][] place,
		final BooleanSupplier cancelled)
	{
		final SliceSpectra.Place[] places = new SliceSpectra.Place[place[0].length - 2];
		Planes.forEach(places.length, z -> {
			if (cancelled.getAsBoolean()) throw new CancellationException();
			places[z] = spectra.of(z + 1, place);
		});
		return places;
	}

	private static double agreement(final SliceSpectra.Place[] places) {
		return Arrays.stream(places).mapToDouble(SliceSpectra.Place::agreement).sum();
	}

	/** What is left of the second differences is added to those of the slices' places. */
	private static double[][] refined(final double[][] place, final SliceSpectra.Place[] left) {
		final double[][] refined = new double[2][];
		final double[] errors = new double[left.length];
		for (int z = 0; z < errors.length; z++)
			errors[z] = Math.max(LEAST_ERROR, Math.min(UNCERTAIN, left[z].error()));
		final double usual = Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElse(1));
		for (int axis = 0; axis < 2; axis++) {
			final double[] u = bends(place[axis]);
			for (int z = 0; z < u.length; z++) {
				u[z] -= 2 * (axis == 0 ? left[z].x() : left[z].y());
				if (axis == 0) errors[z] /= usual;
			}
			refined[axis] = rough(u, errors);
		}
		return refined;
	}

	private static double[] bends(final double[] path) {
		final double[] u = new double[path.length - 2];
		for (int z = 0; z < u.length; z++)
			u[z] = path[z] - 2 * path[z + 1] + path[z + 2];
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
	 * @param errors of each, in parts of the usual one
	 * @return jitter of each slice; 0 where there is no evidence of any
	 */
	static double[] rough(final double[] u, final double[] errors) {
		double[] best = new double[u.length];
		double least = 0, none = 0, most = Double.NEGATIVE_INFINITY;
		for (int z = 0; z < u.length; z++) {
			least += u[z] * u[z] / (errors[z] * errors[z]);
			none -= 2 * Math.log(errors[z]);
		}
		none -= u.length * Math.log(least + 1e-12);
		for (int power = SMALLEST; power <= GREATEST; power++) {
			final BandedSystem m = covariance(errors, Math.pow(10, 0.5 * power));
			final double[] solved = m.solve(u);
			double square = 0;
			for (int z = 0; z < u.length; z++)
				square += u[z] * solved[z];
			final double likelihood = -u.length * Math.log(square + 1e-12) - m.logDeterminant();
			if (likelihood <= most) continue;
			most = likelihood;
			best = solved;
		}
		final double[] jitter = new double[u.length + 2];
		if (most - none < 2 * EVIDENT) return jitter;
		for (int z = 0; z < u.length; z++) {
			jitter[z] += best[z];
			jitter[z + 1] -= 2 * best[z];
			jitter[z + 2] += best[z];
		}
		return endsTold(jitter);
	}

	/** The first and the last slice are in one second difference only, of which they take all that is wrong. */
	private static double[] endsTold(final double[] jitter) {
		final int n = jitter.length;
		final double most = OFF * rms(Arrays.copyOfRange(jitter, 1, n - 1));
		if (Math.abs(jitter[0]) > most) jitter[0] = 0;
		if (Math.abs(jitter[n - 1]) > most) jitter[n - 1] = 0;
		return jitter;
	}

	/** Of second differences, in parts of the jitter's variance. */
	private static BandedSystem covariance(final double[] errors, final double q) {
		final int n = errors.length;
		final BandedSystem m = new BandedSystem(n, 2);
		for (int i = 0; i < n; i++) {
			m.add(i, i, 6 + q * errors[i] * errors[i]);
			if (i + 1 < n) m.add(i, i + 1, -4);
			if (i + 2 < n) m.add(i, i + 2, 1);
		}
		return m;
	}

	/** @return along x (0) and y (1), how far each slice lies off the smooth course, in voxels */
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
