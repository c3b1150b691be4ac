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
package sc.fiji.lucid.deconvolution;

import java.util.Arrays;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.Planes;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * How a stack comes to be: {@code observed ~ Poisson(H estimate + background)} at
 * the voxels of the field of view that have weight.
 * <p>
 * The field of view is the box at the origin of the grid. With a padded boundary
 * the grid is larger by the reach of the PSF, so that the estimate has room for
 * what lies outside and still sends light in; the wrapped end of the grid is the
 * margin before the first voxel.
 * <p>
 * Memory beside the observed stack, in bytes per voxel of the grid: one transfer
 * function and, once {@link #weigh} is used, four for the weights.
 */
public final class ForwardModel {

	/** Voxels seen with less than this share of their light are not restored (Bertero &amp; Boccacci 2005). */
	private static final float LEAST_SENSITIVITY = 0.01f;

	private final Observed observed;
	private final Thinning heldOut;
	private final double background;
	private final float[] backgroundRow;
	private final float floor;
	private final double constant;
	private final double mean;
	private final double voxels;
	private final FilterEngine engine;
	private final Otf otf;
	private final Boundary boundary;
	private Volume weights;
	private final ThreadLocal<float[][]> scratch;

	/**
	 * @param observed the recorded stack, finite and not negative
	 * @param psf at the stack's voxel size
	 * @param background counts under the signal
	 * @param boundary what is assumed beyond the edges
	 * @param engine makes the transforms
	 * @param progress asked whether to stop
	 */
	public ForwardModel(final Observed observed, final Psf psf, final double background, final Boundary boundary,
		final Engine engine, final Progress progress)
	{
		this.observed = observed;
		this.background = background;
		this.boundary = boundary;
		heldOut = null;
		this.engine = engine.create(grid(observed.extent(), psf.extent(), boundary, engine), progress::isCancelled);
		otf = this.engine.otf(psf.volume());
		final int nx = observed.extent().nx();
		backgroundRow = new float[nx];
		Arrays.fill(backgroundRow, (float) background);
		scratch = ThreadLocal.withInitial(() -> new float[3][nx]);
		final double[] totals = totals();
		voxels = Math.max(1, totals[2]);
		mean = observed.place() != null ? observed.place().statistics().mean() : totals[1] / voxels;
		constant = totals[0];
		floor = (float) Math.max(Float.MIN_NORMAL, Math.min(1e-3, 1e-4 * mean));
	}

	private ForwardModel(final ForwardModel other, final Thinning heldOut, final double background) {
		observed = other.observed;
		this.background = background;
		backgroundRow = new float[observed.extent().nx()];
		Arrays.fill(backgroundRow, (float) background);
		boundary = other.boundary;
		mean = other.mean;
		voxels = other.voxels;
		floor = other.floor;
		engine = other.engine;
		otf = other.otf;
		weights = other.weights;
		scratch = other.scratch;
		this.heldOut = heldOut;
		constant = heldOut == other.heldOut ? other.constant : totals()[0];
	}

	/** @return the same model of the photons that are not held out, which are raised to the level of all */
	ForwardModel holdingOut(final Thinning photons) {
		return new ForwardModel(this, photons, background);
	}

	/** @return the same model over another background */
	ForwardModel over(final double counts) {
		return new ForwardModel(this, heldOut, counts);
	}

	/** @return the grid for a stack and a PSF of these sizes */
	public static Extent grid(final Extent fieldOfView, final Extent psf, final DeconvolutionOptions options) {
		return grid(fieldOfView, psf, options.boundary(), engineFor(fieldOfView, options));
	}

	/** @return the engine asked for, or the reference engine where the size of a periodic stack suits no other */
	static Engine engineFor(final Extent fieldOfView, final DeconvolutionOptions options) {
		return options.boundary() != Boundary.PERIODIC || options.engine().supports(fieldOfView) ? options.engine()
			: Engine.REFERENCE;
	}

	private static Extent grid(final Extent fieldOfView, final Extent psf, final Boundary boundary,
		final Engine engine)
	{
		if (boundary == Boundary.PERIODIC) return fieldOfView;
		return engine.grid(new Extent(fieldOfView.nx() + boundary.margin(psf.nx()), fieldOfView.ny() + boundary.margin(psf
			.ny()), fieldOfView.nz() + boundary.margin(psf.nz())));
	}

	/** @return the part of the grid that was recorded */
	public Extent fieldOfView() {
		return observed.extent();
	}

	/** @return the size on which the estimate lives */
	public Extent grid() {
		return engine.grid();
	}

	/** @return counts under the signal, without the background map */
	public double background() {
		return background;
	}

	/** @return the mean of the recorded counts of the voxels that have weight */
	double mean() {
		return mean;
	}

	/** @return expected counts are kept above this, so that a ratio stays finite */
	float floor() {
		return floor;
	}

	/** @return Σ y log y − y of the fitted counts, what the I-divergence holds besides {@link Rows#divergence} */
	double constant() {
		return constant;
	}

	/** @return the transfer function of the PSF */
	Otf otf() {
		return otf;
	}

	/** @return a new field on the grid */
	public Field field() {
		return engine.field();
	}

	/** @return a new field that holds {@code volume} */
	Field field(final Volume volume) {
		final Field field = field();
		load(field, volume);
		return field;
	}

	/** Fills a field from a volume of the grid's size or smaller. */
	void load(final Field field, final Volume volume) {
		final int nx = volume.extent().nx();
		field.load(volume.extent(), (y, z, row, sums) -> System.arraycopy(volume.row(y, z), 0, row, 0, nx));
	}

	/** Writes the fitted counts at (y, z), without those held out, into {@code row}. */
	void read(final int y, final int z, final float[] row) {
		observed.read(y, z, row);
		if (heldOut == null) return;
		final float[] held = scratch.get()[2];
		final int nx = fieldOfView().nx();
		heldOut.read(y, z, held);
		Rows.add(row, -1, held, nx);
		Rows.scale(row, (float) (1 / (1 - heldOut.share())), nx);
	}

	/** @return the background under the row at (y, z), not to be changed */
	float[] background(final int y, final int z) {
		if (observed.backgroundMap() == null) return backgroundRow;
		final float[] row = scratch.get()[1];
		System.arraycopy(observed.backgroundMap().row(y, z), 0, row, 0, row.length);
		Rows.add(row, 1, backgroundRow, row.length);
		return row;
	}

	/** Sets what has no weight to 0. */
	void mask(final int y, final int z, final float[] row) {
		if (observed.mask() != null) observed.mask().fill(y, z, row, 0);
	}

	/**
	 * [estimate &gt;&gt; reblurred &gt;&gt; residual]: takes the field from an estimate to a
	 * residual of the recorded counts, zero outside the field of view.
	 */
	Misfit blurTo(final Residual residual, final Field field) {
		final double[] sums = field.filter(otf, Direction.APPLY, fieldOfView(), (y, z, row, s) -> residual(residual, y, z,
			row, s));
		if (residual == Residual.DIFFERENCE || residual == Residual.SIGNAL) return new Misfit(sums[0] / 2, Double.NaN, 1);
		return new Misfit(sums[0] + constant, heldOut == null ? Double.NaN : sums[1], sums[2] / voxels);
	}

	/** [estimate &gt;&gt; reblurred &gt;&gt; ratio], the usual case of {@link #blurTo}. */
	Misfit blurToRatio(final Field field) {
		return blurTo(Residual.RATIO, field);
	}

	private void residual(final Residual residual, final int y, final int z, final float[] row, final double[] sums) {
		final int nx = fieldOfView().nx();
		final float[] recorded = scratch.get()[0], under = background(y, z);
		read(y, z, recorded);
		if (residual == Residual.DIFFERENCE || residual == Residual.SIGNAL) {
			Rows.difference(recorded, recorded, under, row, nx);
			mask(y, z, recorded);
			sums[0] += Rows.dot(recorded, recorded, nx);
			if (residual == Residual.DIFFERENCE) System.arraycopy(recorded, 0, row, 0, nx);
			else mask(y, z, row);
			return;
		}
		Rows.expect(row, under, nx, floor);
		final Mask mask = observed.mask();
		// What has no weight costs nothing: log 1 = 0, and it expects 0 counts.
		if (mask != null) mask.fill(y, z, row, 1);
		if (heldOut == null) sums[0] += Rows.divergence(row, recorded, nx);
		else divergences(y, z, row, recorded, sums);
		if (mask != null) sums[0] -= mask.count(y, z);
		if (residual == Residual.RATIO) sums[2] += Rows.ratio(row, recorded, nx);
		else if (residual == Residual.SLOPE) Rows.slope(row, recorded, nx);
		if (mask != null) mask.fill(y, z, row, 0);
	}

	private void divergences(final int y, final int z, final float[] expected, final float[] recorded,
		final double[] sums)
	{
		final float[] held = scratch.get()[2];
		heldOut.read(y, z, held);
		Rows.divergences(expected, recorded, held, (float) heldOut.share(), held.length, sums);
	}

	/** @return what the microscope would record of {@code object} without background, within the field of view */
	public Volume blur(final Volume object) {
		final Volume blurred = new Volume(fieldOfView());
		field(object).finish(otf, Direction.APPLY, fieldOfView(), (y, z, row, sums) -> System.arraycopy(row, 0, blurred.row(y,
			z), 0, fieldOfView().nx()));
		return blurred;
	}

	/**
	 * [residual &gt;&gt; correction]: takes the field through Hᵀ and hands each row of
	 * the grid to {@code step}, which leaves there what is to be blurred next.
	 *
	 * @return the totals of the step's sums
	 */
	double[] backproject(final Field field, final RowStep step) {
		return field.filter(otf, Direction.ADJOINT, grid(), step);
	}

	/** As {@link #backproject}, but the field must be loaded again before it is blurred. */
	double[] backprojectLast(final Field field, final RowStep step) {
		return field.finish(otf, Direction.ADJOINT, grid(), step);
	}

	/** Multiplies the row at (y, z) by 1/Hᵀ1, or by 0 where too little light was seen. */
	void weigh(final int y, final int z, final float[] row) {
		if (weights != null) Rows.multiply(row, weights.row(y, z), grid().nx());
	}

	/** Multiplies the row at (y, z) by Hᵀ1, or by 0 where too little light was seen. */
	void unweigh(final int y, final int z, final float[] row) {
		if (weights == null) return;
		final float[] w = weights.row(y, z);
		for (int x = 0; x < w.length; x++)
			row[x] = w[x] > 0 ? row[x] / w[x] : 0;
	}

	/**
	 * Makes ready to {@link #weigh}: W = 1/max(Hᵀm, 0.01) where Hᵀm &gt; 0.01, else 0;
	 * m is 1 where there are voxels with weight. Nothing is needed where every voxel
	 * of the grid is seen fully.
	 */
	ForwardModel withWeights() {
		if (weights == null && (boundary != Boundary.PERIODIC || observed.mask() != null)) weights = weights();
		return this;
	}

	private Volume weights() {
		final Volume w = new Volume(grid());
		final Field field = field();
		field.load(fieldOfView(), (y, z, row, sums) -> {
			Arrays.fill(row, 0, fieldOfView().nx(), 1);
			mask(y, z, row);
		});
		backprojectLast(field, (y, z, row, sums) -> {
			final float[] target = w.row(y, z);
			for (int x = 0; x < target.length; x++)
				target[x] = row[x] > LEAST_SENSITIVITY ? 1 / row[x] : 0;
		});
		return w;
	}

	/**
	 * @return a first estimate on the grid; that of a tile is the part of its stack's
	 *         first estimate that lies on the tile's grid
	 */
	public Volume initialEstimate(final InitialEstimate kind) {
		final Extent view = fieldOfView();
		final Place place = observed.place() != null ? observed.place() : new Place(view, 0, 0, 0, null);
		final float signal = (float) Math.max(mean - background, floor);
		final float outside = kind == InitialEstimate.FLAT ? 3 * signal : signal;
		final boolean[] inX = place.inside(place.x(), place.stack().nx(), view.nx(), grid().nx());
		final boolean[] inY = place.inside(place.y(), place.stack().ny(), view.ny(), grid().ny());
		final boolean[] inZ = place.inside(place.z(), place.stack().nz(), view.nz(), grid().nz());
		final Volume estimate = new Volume(grid());
		Planes.forEach(grid().nz(), z -> {
			for (int y = 0; y < grid().ny(); y++) {
				final float[] row = estimate.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = inX[x] && inY[y] && inZ[z] ? signal : outside;
				if (kind != InitialEstimate.FLAT && y < view.ny() && z < view.nz()) observedSignal(y, z, row);
			}
		});
		return estimate;
	}

	private void observedSignal(final int y, final int z, final float[] row) {
		final float[] recorded = scratch.get()[0];
		read(y, z, recorded);
		Rows.add(recorded, -1, background(y, z), recorded.length);
		Rows.raise(recorded, 0, recorded.length);
		System.arraycopy(recorded, 0, row, 0, recorded.length);
	}

	/** @return Σ y log y − y, Σ y and the number of voxels, over the voxels with weight */
	private double[] totals() {
		final Extent e = fieldOfView();
		return Planes.sum(e.nz(), 3, (z, sums) -> {
			final float[] row = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				read(y, z, row);
				for (final float v : row) {
					if (v > 0) sums[0] += v * Math.log(v) - v;
					sums[1] += v;
				}
				sums[2] += e.nx() - (observed.mask() == null ? 0 : observed.mask().count(y, z));
			}
		});
	}
}
