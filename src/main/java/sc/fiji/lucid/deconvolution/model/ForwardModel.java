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
package sc.fiji.lucid.deconvolution.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.method.MethodEngine;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * How a stack comes to be: {@code observed ~ Poisson(f H estimate + background)} at
 * the voxels of the field of view that have weight; f is 1, or the part of its light that each voxel shows
 * ({@link sc.fiji.lucid.image.Exposure}).
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
	public static final float LEAST_SENSITIVITY = 0.01f;

	private final DataTerm counts;
	private final Boundary boundary;
	private final Rim rim;
	private final Psf psf;
	private final FilterEngine engine;
	private final Otf otf;
	private Volume weights;
	private Supplier<Volume> start;
	private double startGain;
	private UnaryOperator<Volume> haze;
	/** Has done its work for the weights, and is the next that is asked for. */
	private Field idle;

	/**
	 * @param observed the recorded stack, finite and not negative
	 * @param psf at the stack's voxel size
	 * @param background counts under the signal
	 * @param boundary what is assumed beyond the edges
	 * @param engine makes the transforms
	 * @param progress asked whether to stop
	 */
	public ForwardModel(final Recording observed, final Psf psf, final double background, final Boundary boundary,
		final Engine engine, final Progress progress)
	{
		this(observed, psf, background, boundary, null, engine, progress);
	}

	/** As above. @param rim beyond which nothing is restored; null to restore as far as the PSF reaches */
	public ForwardModel(final Recording observed, final Psf psf, final double background, final Boundary boundary,
		final Rim rim, final Engine engine, final Progress progress)
	{
		this(observed, psf, background, boundary, rim,
			engine(grid(observed.extent(), psf.extent(), boundary, rim, engine), engine, progress));
	}

	/** An engine of which nothing comes gives back what it holds. */
	private static Otf otf(final FilterEngine engine, final Psf psf, final Recording observed) {
		final int first = observed.place() == null ? 0 : observed.place().z();
		try {
			return engine.otf(psf.kernel().from(first), observed.extent().nz());
		}
		catch (final RuntimeException e) {
			engine.close();
			throw e;
		}
	}

	private static FilterEngine engine(final Extent grid, final Engine engine, final Progress progress) {
		return engine.resolved(grid).create(grid, progress::isCancelled);
	}

	/** @param engine on a grid that has room for the recording and the margins that the boundary asks for */
	public ForwardModel(final Recording observed, final Psf psf, final double background, final Boundary boundary,
		final FilterEngine engine)
	{
		this(observed, psf, background, boundary, null, engine);
	}

	private ForwardModel(final Recording observed, final Psf psf, final double background, final Boundary boundary,
		final Rim rim, final FilterEngine engine)
	{
		counts = new DataTerm(observed, background);
		this.boundary = boundary;
		this.rim = rim;
		this.psf = psf;
		this.engine = engine;
		otf = otf(engine, psf, observed);
	}

	private ForwardModel(final ForwardModel other, final DataTerm counts) {
		this.counts = counts;
		boundary = other.boundary;
		rim = other.rim;
		psf = other.psf;
		engine = other.engine;
		otf = other.otf;
		weights = other.weights;
		start = other.start;
		startGain = other.startGain;
		haze = other.haze;
	}

	/** @return the same model of the photons that are not held out, which are raised to the level of all */
	public ForwardModel holdingOut(final HeldOut photons) {
		return new ForwardModel(this, counts.holdingOut(photons));
	}

	/** @return the same model over another background */
	public ForwardModel withBackground(final double background) {
		return new ForwardModel(this, counts.withBackground(background));
	}

	/**
	 * @param estimate makes a first estimate on the grid that is better than a flat one
	 * @param gain what coarser levels, of which it comes, were still gaining an iteration at their end, parts of the
	 *          structure's energy
	 * @return the same model, whose iterations start from there
	 */
	public ForwardModel startingFrom(final Supplier<Volume> estimate, final double gain) {
		final ForwardModel model = new ForwardModel(this, counts);
		model.start = estimate;
		model.startGain = gain;
		return model;
	}

	/** @return what coarser levels were still gaining an iteration at their end, parts of the structure's energy */
	public double startGain() {
		return startGain;
	}

	/** @return whether iterations start from what coarser levels found */
	public boolean startsCoarse() {
		return start != null;
	}

	/**
	 * @param light makes of an estimate what it gives to the recording from beyond the PSF's reach
	 * @return the same model, whose background map can be made anew
	 */
	public ForwardModel withHaze(final UnaryOperator<Volume> light) {
		final ForwardModel model = new ForwardModel(this, counts);
		model.haze = light;
		return model;
	}

	/** @return whether the background map can be made anew */
	public boolean hasHaze() {
		return haze != null;
	}

	/** @return the same model over the haze of a better estimate; this one if it knows none */
	public ForwardModel refreshed(final Volume estimate) {
		return haze == null ? this : new ForwardModel(this, counts.withBackgroundMap(haze.apply(estimate)));
	}

	/** @return the grid for a stack and a PSF of these sizes */
	public static Extent grid(final Extent fieldOfView, final Extent psf, final DeconvolutionOptions options) {
		return grid(fieldOfView, psf, options.boundary(), engineFor(fieldOfView, options));
	}

	/** @return the engine asked for, or the reference engine where the size of a periodic stack suits no other */
	public static Engine engineFor(final Extent fieldOfView, final DeconvolutionOptions options) {
		final Engine engine = Engine.of(options.engine());
		return options.boundary() != Boundary.PERIODIC || engine.supports(fieldOfView) ? engine : Engine.REFERENCE;
	}

	private static Extent grid(final Extent fieldOfView, final Extent psf, final Boundary boundary,
		final Engine engine)
	{
		return grid(fieldOfView, psf, boundary, null, engine);
	}

	/** As below, with the engine of the options. */
	public static Extent grid(final Extent fieldOfView, final Extent psf, final Boundary boundary, final Rim rim,
		final DeconvolutionOptions options)
	{
		return grid(fieldOfView, psf, boundary, rim, Engine.of(options.engine()));
	}

	/** @return the grid for a stack and a PSF of these sizes, without what wraps around if there is a rim */
	public static Extent grid(final Extent fieldOfView, final Extent psf, final Boundary boundary, final Rim rim,
		final Engine engine)
	{
		if (boundary == Boundary.PERIODIC) return fieldOfView;
		if (rim != null) return engine.grid(new Extent(fieldOfView.nx() + psf.nx() / 2 + rim.x(),
			fieldOfView.ny() + psf.ny() / 2 + rim.y(), fieldOfView.nz() + psf.nz() / 2 + rim.z()));
		return engine.grid(new Extent(fieldOfView.nx() + boundary.margin(psf.nx()),
			fieldOfView.ny() + boundary.margin(psf.ny()), fieldOfView.nz() + boundary.margin(psf.nz())));
	}

	/** @return the part of the grid that was recorded */
	public Extent fieldOfView() {
		return counts.extent();
	}

	/** @return the size on which the estimate lives */
	public Extent grid() {
		return engine.grid();
	}

	/** @return counts under the signal, without the background map */
	public double background() {
		return counts.background();
	}

	/** @return the mean of the recorded counts of the voxels that have weight */
	public double mean() {
		return counts.mean();
	}

	/** @return whether voxels show different parts of their light */
	public boolean isExposed() {
		return counts.isExposed();
	}

	/** @return the mean part of their light that voxels have in the recording, 1 where nothing is said of it */
	public double meanExposure() {
		return counts.meanExposure();
	}

	/** @return expected counts are kept above this, so that a ratio stays finite */
	public float floor() {
		return counts.floor();
	}

	/** @return Σ y log y − y of the fitted counts, what the I-divergence holds besides {@link RowKernels#divergence} */
	public double constant() {
		return counts.constant();
	}

	/** @return what makes the transforms */
	public FilterEngine engine() {
		return engine;
	}

	/** @return the engine, if it runs methods of its own */
	public Optional<MethodEngine> methods() {
		return engine instanceof MethodEngine own ? Optional.of(own) : Optional.empty();
	}

	/** @param cancelled as in {@link Engine#create}
	 * @return the same model, whose transforms the processor makes */
	public ForwardModel onProcessor(final BooleanSupplier cancelled) {
		final ForwardModel model = new ForwardModel(counts.observed(), psf, counts.background(), boundary, rim,
			Engine.FUSED.create(grid(), cancelled));
		return new ForwardModel(model, counts);
	}

	/** @return beyond which nothing is restored; null to restore as far as the PSF reaches */
	public Rim rim() {
		return rim;
	}

	/** @return whether every voxel of the grid is seen fully, so that there is nothing to {@link #weigh} */
	public boolean isSeenFully() {
		return boundary == Boundary.PERIODIC && !counts.isMasked() && !counts.isExposed() && !psf.isChanging();
	}

	/** @return what the model is fitted to */
	public DataTerm counts() {
		return counts;
	}

	/** @return the transfer function of the PSF, which may change with depth */
	public Otf otf() {
		return otf;
	}

	/** @return a new field on the grid */
	public Field field() {
		final Field field = idle == null ? engine.field() : idle;
		idle = null;
		return field;
	}

	/** @return a new field that holds {@code volume} */
	public Field field(final Volume volume) {
		final Field field = field();
		load(field, volume);
		return field;
	}

	/** Fills a field from a volume of the grid's size or smaller. */
	public void load(final Field field, final Volume volume) {
		final int nx = volume.extent().nx();
		field.load(volume.extent(), (y, z, row, sums) -> System.arraycopy(volume.row(y, z), 0, row, 0, nx));
	}

	/** Writes the fitted counts at (y, z), without those held out, into {@code row}. */
	public void read(final int y, final int z, final float[] row) {
		counts.read(y, z, row);
	}

	/** @return the background under the row at (y, z), not to be changed */
	public float[] background(final int y, final int z) {
		return counts.background(y, z);
	}

	/** Sets what has no weight to 0. */
	public void mask(final int y, final int z, final float[] row) {
		counts.mask(y, z, row);
	}

	/**
	 * [estimate &gt;&gt; reblurred &gt;&gt; residual]: takes the field from an estimate to a
	 * residual of the recorded counts, zero outside the field of view.
	 */
	public Misfit blurTo(final Residual residual, final Field field) {
		counts.begin();
		return counts.misfit(residual, field.filter(otf, Direction.APPLY, fieldOfView(),
			(y, z, row, sums) -> counts.residual(residual, y, z, row, sums)));
	}

	/** [estimate &gt;&gt; reblurred &gt;&gt; ratio], the usual case of {@link #blurTo}. */
	public Misfit blurToRatio(final Field field) {
		return blurTo(Residual.RATIO, field);
	}

	/** @return the cost of an estimate, of which nothing else takes notice */
	public double cost(final Volume estimate) {
		return field(estimate).finish(otf, Direction.APPLY, fieldOfView(),
			(y, z, row, sums) -> counts.cost(y, z, row, sums))[0] + constant();
	}

	/** @return what the microscope would record of {@code object} without background, within the field of view */
	public Volume blur(final Volume object) {
		final Volume blurred = new Volume(fieldOfView());
		field(object).finish(otf, Direction.APPLY, fieldOfView(),
			(y, z, row, sums) -> System.arraycopy(row, 0, blurred.row(y, z), 0, fieldOfView().nx()));
		return blurred;
	}

	/**
	 * [residual &gt;&gt; correction]: takes the field through Hᵀ and hands each row of
	 * the grid to {@code step}, which leaves there what is to be blurred next.
	 *
	 * @return the totals of the step's sums
	 */
	public double[] backproject(final Field field, final RowStep step) {
		return field.filter(otf, Direction.ADJOINT, grid(), step);
	}

	/** As {@link #backproject}, but the field must be loaded again before it is blurred. */
	public double[] backprojectLast(final Field field, final RowStep step) {
		return field.finish(otf, Direction.ADJOINT, grid(), step);
	}

	/** Multiplies the row at (y, z) by 1/Hᵀ1, or by 0 where too little light was seen. */
	public void weigh(final int y, final int z, final float[] row) {
		if (weights != null) RowKernels.multiply(row, weights.row(y, z), grid().nx());
	}

	/**
	 * @return 1/Hᵀ1 of the row at (y, z), or 0 where too little light was seen, not to be changed; null where it is 1
	 *         everywhere
	 */
	public float[] weights(final int y, final int z) {
		return weights == null ? null : weights.row(y, z);
	}

	/** Multiplies the row at (y, z) by Hᵀ1, or by 0 where too little light was seen. */
	public void unweigh(final int y, final int z, final float[] row) {
		if (weights == null) return;
		final float[] w = weights.row(y, z);
		for (int x = 0; x < w.length; x++)
			row[x] = w[x] > 0 ? row[x] / w[x] : 0;
	}

	/**
	 * Makes ready to {@link #weigh}: W = 1/max(Hᵀm, 0.01) where Hᵀm &gt; 0.01, else 0;
	 * m is 1 where there are voxels with weight, or the part of its light that they show. Nothing is needed where
	 * every voxel of the grid is seen fully.
	 */
	public ForwardModel withWeights() {
		if (weights == null && !isSeenFully()) weights = weights();
		return this;
	}

	private Volume weights() {
		final Volume w = new Volume(grid());
		final Field field = field();
		field.load(fieldOfView(), (y, z, row, sums) -> {
			counts.exposure(y, z, row);
			mask(y, z, row);
		});
		backprojectLast(field, (y, z, row, sums) -> {
			final float[] target = w.row(y, z);
			for (int x = 0; x < target.length; x++)
				target[x] = row[x] > LEAST_SENSITIVITY ? 1 / row[x] : 0;
			if (rim != null) rim.clear(y, z, fieldOfView(), grid(), target);
		});
		idle = field;
		return w;
	}

	/**
	 * @return a first estimate on the grid; that of a tile is the part of its stack's
	 *         first estimate that lies on the tile's grid
	 */
	public Volume initialEstimate(final InitialEstimate kind) {
		return start != null && kind == InitialEstimate.COARSE ? start.get() : kind.of(counts, grid());
	}
}
