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
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * How a stack comes to be: {@code observed ~ Poisson(H estimate + background)}
 * inside the field of view.
 * <p>
 * The field of view is the box at the origin of the grid. With a padded boundary
 * the grid is larger by the reach of the PSF, so that the estimate has room for
 * what lies outside and still sends light in; the wrapped end of the grid is the
 * margin before the first voxel.
 * <p>
 * Memory beside the observed stack, in bytes per voxel of the grid: one transfer
 * function and, with a padded boundary, four for the weights.
 */
public final class ForwardModel {

	/** Expected counts are kept above this, so that a ratio stays finite. */
	static final float FLOOR = 1e-3f;

	/** Voxels seen with less than this share of their light are not restored (Bertero &amp; Boccacci 2005). */
	static final float LEAST_SENSITIVITY = 0.01f;

	private final Observed observed;
	private final float background;
	private final FilterEngine engine;
	private final Otf otf;
	private final Volume weights;
	private final ThreadLocal<float[]> scratch;

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
		this.background = (float) background;
		this.engine = engine.create(grid(observed.extent(), psf.extent(), boundary, engine), progress::isCancelled);
		otf = this.engine.otf(psf.volume());
		scratch = ThreadLocal.withInitial(() -> new float[observed.extent().nx()]);
		weights = boundary == Boundary.PADDED ? weights() : null;
	}

	/** @return the grid for a stack and a PSF of these sizes */
	public static Extent grid(final Extent fieldOfView, final Extent psf, final DeconvolutionOptions options) {
		return grid(fieldOfView, psf, options.boundary(), engineFor(fieldOfView, options));
	}

	/** @return the engine asked for, or the reference engine where the size of a periodic stack suits no other */
	static Engine engineFor(final Extent fieldOfView, final DeconvolutionOptions options) {
		return options.boundary() == Boundary.PADDED || options.engine().supports(fieldOfView) ? options.engine()
			: Engine.REFERENCE;
	}

	private static Extent grid(final Extent fieldOfView, final Extent psf, final Boundary boundary,
		final Engine engine)
	{
		if (boundary == Boundary.PERIODIC) return fieldOfView;
		return engine.grid(new Extent(fieldOfView.nx() + psf.nx() - 1, fieldOfView.ny() + psf.ny() - 1, fieldOfView.nz() +
			psf.nz() - 1));
	}

	/** @return the part of the grid that was recorded */
	public Extent fieldOfView() {
		return observed.extent();
	}

	/** @return the size on which the estimate lives */
	public Extent grid() {
		return engine.grid();
	}

	/** @return counts under the signal */
	public double background() {
		return background;
	}

	/** @return a new field on the grid */
	public Field field() {
		return engine.field();
	}

	/**
	 * [estimate &gt;&gt; reblurred &gt;&gt; ratio]: takes the field from an estimate to
	 * {@code observed / (H estimate + background)}, zero outside the field of view.
	 *
	 * @return the I-divergence (Kullback–Leibler) of the observed stack from the
	 *         reblurred estimate: Σ (Hx+b) − y + y·log(y/(Hx+b))
	 */
	public double blurToRatio(final Field field) {
		return field.filter(otf, Direction.APPLY, fieldOfView(), (y, z, row, sums) -> {
			final float[] recorded = scratch.get();
			observed.read(y, z, recorded);
			sums[0] += Rows.ratio(row, recorded, fieldOfView().nx(), background, FLOOR);
		})[0];
	}

	/** @return what the microscope would record of {@code object} without background, within the field of view */
	public Volume blur(final Volume object) {
		final Volume blurred = new Volume(fieldOfView());
		final Extent domain = object.extent();
		final Field field = field();
		field.load(domain, (y, z, row, sums) -> System.arraycopy(object.row(y, z), 0, row, 0, domain.nx()));
		field.finish(otf, Direction.APPLY, fieldOfView(), (y, z, row, sums) -> System.arraycopy(row, 0, blurred.row(y, z), 0,
			fieldOfView().nx()));
		return blurred;
	}

	/**
	 * [ratio &gt;&gt; correction]: takes the field through Hᵀ and hands each row of the
	 * grid to {@code step}.
	 *
	 * @param last whether the field is not needed after this
	 * @return the totals of the step's sums
	 */
	public double[] backproject(final Field field, final boolean last, final RowStep step) {
		return last ? field.finish(otf, Direction.ADJOINT, grid(), step) : field.filter(otf, Direction.ADJOINT, grid(),
			step);
	}

	/** Multiplies the row at (y, z) by 1/Hᵀ1, or by 0 where too little light was seen. */
	public void weigh(final int y, final int z, final float[] row) {
		if (weights != null) Rows.multiply(row, weights.row(y, z), grid().nx());
	}

	/** @return W = 1/max(Hᵀ1, 0.01) where Hᵀ1 &gt; 0.01, else 0; 1 denotes the field of view */
	private Volume weights() {
		final Volume w = new Volume(grid());
		final Field field = field();
		field.load(fieldOfView(), (y, z, row, sums) -> Arrays.fill(row, 0, fieldOfView().nx(), 1));
		backproject(field, true, (y, z, row, sums) -> {
			final float[] target = w.row(y, z);
			for (int x = 0; x < target.length; x++)
				target[x] = row[x] > LEAST_SENSITIVITY ? 1 / row[x] : 0;
		});
		return w;
	}

	/** @return a first estimate on the grid */
	public Volume initialEstimate(final InitialEstimate kind) {
		final Extent view = fieldOfView();
		final double signal = Math.max(meanObserved() - background, FLOOR);
		final Volume estimate = new Volume(grid());
		final float[] recorded = new float[view.nx()];
		for (int z = 0; z < grid().nz(); z++)
			for (int y = 0; y < grid().ny(); y++) {
				final float[] row = estimate.row(y, z);
				final boolean inside = y < view.ny() && z < view.nz();
				Arrays.fill(row, (float) (kind == InitialEstimate.FLAT ? 3 * signal : signal));
				if (!inside) continue;
				observed.read(y, z, recorded);
				for (int x = 0; x < view.nx(); x++)
					row[x] = kind == InitialEstimate.FLAT ? (float) signal : Math.max(recorded[x] - background, 0);
			}
		return estimate;
	}

	private double meanObserved() {
		final Extent view = fieldOfView();
		final float[] row = new float[view.nx()];
		double sum = 0;
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++) {
				observed.read(y, z, row);
				for (final float v : row)
					sum += v;
			}
		return sum / view.voxels();
	}
}
