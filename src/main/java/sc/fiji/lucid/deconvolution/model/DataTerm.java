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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;

/**
 * The counts that a model is fitted to, all that were recorded or those that are
 * not held out; the background under them; and how expected counts, row by row,
 * compare with them. Voxels without weight cost nothing.
 */
public final class DataTerm {

	private final Recording observed;
	private final HeldOut heldOut;
	private final double background;
	private final float[] backgroundRow;
	private final double constant;
	private final double mean;
	private final double voxels;
	private final float floor;
	/**
	 * Rows of each thread, of whichever term it is at. One for each term would stay behind in the threads of a batch, and
	 * slow the search for the next ones.
	 */
	private static final ThreadLocal<float[][]> SCRATCH = new ThreadLocal<>();

	/** @param observed the recorded stack, finite and not negative */
	DataTerm(final Recording observed, final double background) {
		this.observed = observed;
		heldOut = null;
		this.background = background;
		backgroundRow = row(observed, background);
		final double[] totals = totals();
		constant = totals[0];
		voxels = Math.max(1, totals[2]);
		mean = observed.place() != null ? observed.place().statistics().mean() : totals[1] / voxels;
		floor = (float) Math.max(Float.MIN_NORMAL, Math.min(1e-3, 1e-4 * mean));
	}

	private DataTerm(final DataTerm other, final HeldOut heldOut, final double background) {
		observed = other.observed;
		this.heldOut = heldOut;
		this.background = background;
		backgroundRow = row(observed, background);
		constant = heldOut == other.heldOut ? other.constant : totals()[0];
		voxels = other.voxels;
		mean = other.mean;
		floor = other.floor;
	}

	private DataTerm(final DataTerm other, final Recording observed) {
		this.observed = observed;
		heldOut = other.heldOut;
		background = other.background;
		backgroundRow = other.backgroundRow;
		constant = other.constant;
		voxels = other.voxels;
		mean = other.mean;
		floor = other.floor;
	}

	private float[][] scratch() {
		final float[][] rows = SCRATCH.get();
		if (rows != null && rows[0].length == extent().nx()) return rows;
		final float[][] made = new float[4][extent().nx()];
		SCRATCH.set(made);
		return made;
	}

	private static float[] row(final Recording observed, final double background) {
		final float[] row = new float[observed.extent().nx()];
		Arrays.fill(row, (float) background);
		return row;
	}

	/** @return the counts without those of these photons, raised to the level of all */
	DataTerm holdingOut(final HeldOut photons) {
		return new DataTerm(this, photons, background);
	}

	/** @return the same counts over another background map */
	DataTerm withBackgroundMap(final Volume map) {
		return new DataTerm(this, observed.withBackground(map));
	}

	/** @return the same counts over another background */
	DataTerm withBackground(final double counts) {
		return new DataTerm(this, heldOut, counts);
	}

	/** @return the field of view */
	public Extent extent() {
		return observed.extent();
	}

	/** @return where in a larger stack the field of view lies; null if it is no tile */
	public TileContext place() {
		return observed.place();
	}

	public Recording observed() {
		return observed;
	}

	/** @return the recording itself, where the counts are read from it as they are but for photons held out; or nothing */
	public Optional<Recording> plain() {
		return observed.isPlain() && !isExposed() && !isClipped() ? Optional.of(observed) : Optional.empty();
	}

	/** @return the photons that are held out; null if there are none */
	public HeldOut heldOut() {
		return heldOut;
	}

	/** @return the voxels that have weight */
	public double voxels() {
		return voxels;
	}

	/** @return whether some voxels could count no further */
	public boolean isClipped() {
		return observed.clipped() != null;
	}

	/** @return counts under the signal that differ from voxel to voxel, to be added to the background; null if none do */
	public Volume backgroundMap() {
		return observed.backgroundMap();
	}

	/** @return whether some voxels have no weight */
	public boolean isMasked() {
		return observed.mask() != null;
	}

	/** @return counts under the signal, without the background map */
	public double background() {
		return background;
	}

	/** @return the mean of the recorded counts of the voxels that have weight */
	public double mean() {
		return mean;
	}

	/** @return expected counts are kept above this, so that a ratio stays finite */
	public float floor() {
		return floor;
	}

	/** @return Σ y log y − y, what the I-divergence holds besides {@link RowKernels#divergence} */
	double constant() {
		return constant;
	}

	/** Writes the counts at (y, z) into {@code row}. */
	public void read(final int y, final int z, final float[] row) {
		observed.read(y, z, row);
		if (heldOut != null) leaveOut(y, z, row, scratch());
	}

	/** Takes the photons that are held out from the counts at (y, z), and raises the others to the level of all. */
	private void leaveOut(final int y, final int z, final float[] row, final float[][] scratch) {
		final float[] held = scratch[2], all = scratch[3];
		final int nx = extent().nx();
		heldOut.read(y, z, held);
		// Of counts that were not counted nothing can be held out.
		if (observed.clipped() != null) System.arraycopy(row, 0, all, 0, nx);
		RowKernels.add(row, -1, held, nx);
		RowKernels.scale(row, (float) (1 / (1 - heldOut.share())), nx);
		if (observed.clipped() != null) observed.clipped().voxels().copy(y, z, all, row);
	}

	/** @return the background under the row at (y, z), not to be changed */
	public float[] background(final int y, final int z) {
		return isFlat() ? backgroundRow : background(y, z, scratch());
	}

	/** Whether the background is one number. */
	private boolean isFlat() {
		return observed.backgroundMap() == null && !isLit();
	}

	/** Whether the background has the camera's zero and light of its own, which exposures change. */
	private boolean isLit() {
		return isExposed() && observed.light().unlit() == observed.light().unlit();
	}

	private float[] background(final int y, final int z, final float[][] scratch) {
		if (isFlat()) return backgroundRow;
		final Volume map = observed.backgroundMap();
		final float[] row = scratch[1];
		if (map == null) Arrays.fill(row, 0);
		else {
			System.arraycopy(map.row(y, z), 0, row, 0, row.length);
			expose(y, z, row);
		}
		if (isLit()) observed.light().addBackground(background, y, z, row, row.length);
		else RowKernels.add(row, 1, backgroundRow, row.length);
		return row;
	}

	/** Sets what has no weight to 0. */
	public void mask(final int y, final int z, final float[] row) {
		if (isMasked()) observed.mask().fill(y, z, row, 0);
	}

	/** To be called before the rows of {@link #residual}. */
	void begin() {
		if (heldOut != null) heldOut.begin();
	}

	/** Takes a row of the reblurred estimate to its residual, and adds to the sums of {@link #misfit}. */
	void residual(final Residual residual, final int y, final int z, final float[] row, final double[] sums) {
		final float[][] scratch = scratch();
		observed.read(y, z, scratch[0]);
		if (heldOut != null) leaveOut(y, z, scratch[0], scratch);
		expose(y, z, row);
		if (residual.isLinear()) difference(residual, y, z, row, scratch, sums);
		else ratio(residual, y, z, row, scratch, sums);
		// On the way back the same part of the light comes from each slice; what is asked for of Hx itself goes no way
		// back.
		if (residual != Residual.SIGNAL) expose(y, z, row);
	}

	/** Writes the part of its light that each voxel at (y, z) has in the recording. */
	void exposure(final int y, final int z, final float[] row) {
		if (isExposed()) observed.light().read(y, z, row, extent().nx());
		else Arrays.fill(row, 0, extent().nx(), 1);
	}

	/** @return the mean of that over all voxels */
	double meanExposure() {
		return isExposed() ? observed.light().mean() : 1;
	}

	/** @return whether slices or pixels have different parts of their light */
	public boolean isExposed() {
		return observed.light() != null;
	}

	private void expose(final int y, final int z, final float[] row) {
		if (isExposed()) observed.light().apply(y, z, row, extent().nx());
	}

	private void difference(final Residual residual, final int y, final int z, final float[] row,
		final float[][] scratch, final double[] sums)
	{
		final int nx = extent().nx();
		final float[] recorded = scratch[0], under = background(y, z, scratch);
		if (observed.clipped() != null) expectClipped(y, z, row, under, recorded);
		RowKernels.difference(recorded, recorded, under, row, nx);
		mask(y, z, recorded);
		sums[0] += RowKernels.dot(recorded, recorded, nx);
		if (residual == Residual.DIFFERENCE) System.arraycopy(recorded, 0, row, 0, nx);
		else mask(y, z, row);
	}

	private void ratio(final Residual residual, final int y, final int z, final float[] row, final float[][] scratch,
		final double[] sums)
	{
		final int nx = extent().nx();
		final float[] recorded = scratch[0];
		final Mask mask = observed.mask();
		expect(y, z, row, scratch, sums);
		if (heldOut != null) heldOut.compare(y, z, row, mask, observed.clipped());
		if (residual == Residual.RATIO) sums[2] += RowKernels.ratio(row, recorded, nx);
		else if (residual == Residual.SLOPE) RowKernels.slope(row, recorded, nx);
		if (mask != null) mask.fill(y, z, row, 0);
	}

	/** Takes a row of the reblurred estimate to the expected counts, and adds what they cost. */
	private void expect(final int y, final int z, final float[] row, final float[][] scratch, final double[] sums) {
		final int nx = extent().nx();
		final float[] recorded = scratch[0];
		final Mask mask = observed.mask();
		RowKernels.expect(row, background(y, z, scratch), nx, floor);
		// What has no weight costs nothing: log 1 = 0, and it expects 0 counts.
		if (mask != null) mask.fill(y, z, row, 1);
		if (observed.clipped() != null) sums[0] += censor(y, z, row, recorded);
		sums[0] += RowKernels.divergence(row, recorded, nx);
		if (mask != null) sums[0] -= mask.count(y, z);
	}

	/** Adds what a row of the reblurred estimate costs. */
	void cost(final int y, final int z, final float[] row, final double[] sums) {
		final float[][] scratch = scratch();
		read(y, z, scratch[0]);
		expose(y, z, row);
		expect(y, z, row, scratch, sums);
	}

	/**
	 * Puts what is to be expected of clipped voxels in place of what was recorded.
	 *
	 * @return what their costs are more than those of voxels that were recorded so
	 */
	private double censor(final int y, final int z, final float[] expected, final float[] recorded) {
		final Mask voxels = observed.clipped().voxels();
		final double gain = observed.clipped().gain();
		double cost = 0;
		for (int x = voxels.next(0, y, z); x >= 0; x = voxels.next(x + 1, y, z)) {
			final float mean = expected[x], least = recorded[x];
			recorded[x] = (float) CensoredCounts.expected(mean, least, gain);
			cost += CensoredCounts.cost(mean, least, gain) - (mean - recorded[x] * RowKernels.log(mean));
		}
		return cost;
	}

	private void expectClipped(final int y, final int z, final float[] reblurred, final float[] under,
		final float[] recorded)
	{
		final Mask voxels = observed.clipped().voxels();
		for (int x = voxels.next(0, y, z); x >= 0; x = voxels.next(x + 1, y, z))
			recorded[x] = (float) CensoredCounts.expected(Math.max(reblurred[x] + under[x], floor), recorded[x],
				observed.clipped().gain());
	}

	/** @return what the sums of {@link #residual} over all rows say */
	Misfit misfit(final Residual residual, final double[] sums) {
		if (residual.isLinear()) return new Misfit(sums[0] / 2, Double.NaN, 1);
		return new Misfit(sums[0] + constant, heldOut == null ? Double.NaN : heldOut.error(), sums[2] / voxels);
	}

	/** Writes counts less background into the row at (y, z), 0 where they are fewer. */
	public void signal(final int y, final int z, final float[] row) {
		final float[] recorded = scratch()[0];
		read(y, z, recorded);
		RowKernels.add(recorded, -1, background(y, z), recorded.length);
		RowKernels.raise(recorded, 0, recorded.length);
		if (isExposed()) observed.light().undo(y, z, recorded, recorded.length);
		System.arraycopy(recorded, 0, row, 0, recorded.length);
	}

	/** @return Σ y log y − y, Σ y and the number of voxels, over the voxels with weight */
	private double[] totals() {
		final Extent e = extent();
		return Planes.sum(e.nz(), 3, (z, sums) -> {
			final float[] row = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				read(y, z, row);
				for (final float v : row)
					sums[1] += v;
				// What they cost is all in the censored cost.
				if (observed.clipped() != null) observed.clipped().voxels().fill(y, z, row, 0);
				for (final float v : row)
					if (v > 0) sums[0] += v * Math.log(v) - v;
				sums[2] += e.nx() - (observed.mask() == null ? 0 : observed.mask().count(y, z));
			}
		});
	}
}
