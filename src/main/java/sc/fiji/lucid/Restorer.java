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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.Series;

/**
 * What is to be done to an image. Immutable: each call that says more returns another restorer, and {@link #now},
 * {@link #lazily} and {@link #into} do it. What is decided once for a whole volume (background, number of iterations)
 * and the PSFs are kept by the restorer that was asked first, so that all cells that one restorer fills fit together.
 * May be used by many threads at once.
 */
public final class Restorer {

	private final Order order;
	private final Once<Work> work;

	Restorer(final Order order) {
		this.order = order;
		work = new Once<>(() -> new Work(order));
	}

	private Restorer with(final Consumer<Order> change) {
		final Order changed = order.copy();
		change.accept(changed);
		return new Restorer(changed);
	}

	/**
	 * @param names what each axis of the image means, in its order; needed from four axes on
	 * @return a restorer that knows it
	 * @throws IllegalArgumentException unless each axis has a name of its own, two of them X and Y
	 */
	public Restorer axes(final Axis... names) {
		for (final Axis name : Objects.requireNonNull(names, "names"))
			Objects.requireNonNull(name, "name of an axis");
		final Axes named = Axes.named(order.image, names);
		return with(o -> o.axes = named);
	}

	/**
	 * @param steps what is done before deconvolution, after what was said so before
	 * @return a restorer that does it
	 */
	public Restorer first(final RestorationStep<?>... steps) {
		final List<RestorationStep<?>> all = new ArrayList<>(order.first);
		for (final RestorationStep<?> step : Objects.requireNonNull(steps, "steps"))
			all.add(Objects.requireNonNull(step, "step"));
		return with(o -> o.first = List.copyOf(all));
	}

	/** As {@link #deconvolve(Microscope, DeconvolutionOptions)}, everything automatic. */
	public Restorer deconvolve(final Microscope microscope) {
		return deconvolve(microscope, DeconvolutionOptions.DEFAULT);
	}

	/**
	 * @param microscope the optics, from which the PSF is computed
	 * @param options how to restore
	 * @return a restorer that deconvolves every channel so
	 */
	public Restorer deconvolve(final Microscope microscope, final DeconvolutionOptions options) {
		return deconvolve(List.of(Objects.requireNonNull(microscope, "microscope")), options);
	}

	/**
	 * @param microscopes the optics of each channel
	 * @param options how to restore
	 * @return a restorer that deconvolves each channel with its own PSF
	 */
	public Restorer deconvolve(final List<Microscope> microscopes, final DeconvolutionOptions options) {
		for (final Microscope microscope : Objects.requireNonNull(microscopes, "microscopes"))
			Objects.requireNonNull(microscope, "microscope");
		return deconvolve(PsfChoice.of(List.copyOf(microscopes)), options);
	}

	/** As {@link #deconvolve(Psf, DeconvolutionOptions)}, everything automatic. */
	public Restorer deconvolve(final Psf psf) {
		return deconvolve(psf, DeconvolutionOptions.DEFAULT);
	}

	/**
	 * @param psf used as it is; resampled, if its voxel size is not the image's
	 * @param options how to restore
	 * @return a restorer that deconvolves every channel so
	 */
	public Restorer deconvolve(final Psf psf, final DeconvolutionOptions options) {
		return deconvolve(PsfChoice.of(Objects.requireNonNull(psf, "psf")), options);
	}

	/** As {@link #deconvolve(RandomAccessibleInterval, DeconvolutionOptions)}, everything automatic. */
	public Restorer deconvolve(final RandomAccessibleInterval<? extends RealType<?>> psf) {
		return deconvolve(psf, DeconvolutionOptions.DEFAULT);
	}

	/**
	 * @param psf a recorded or computed PSF, axes X, Y, Z (or X, Y), in voxels of the image, of any size; its offset is
	 *          subtracted, its centre found, its sum made 1, and {@link Result#log} says so
	 * @param options how to restore
	 * @return a restorer that deconvolves every channel so
	 * @throws IllegalArgumentException if the PSF has other axes
	 */
	public Restorer deconvolve(final RandomAccessibleInterval<? extends RealType<?>> psf,
		final DeconvolutionOptions options)
	{
		return deconvolve(PsfChoice.of(Objects.requireNonNull(psf, "psf"), null), options);
	}

	/**
	 * @param psf as of the other
	 * @param psfVoxels its voxel size in µm; it is resampled to the image's
	 * @param options how to restore
	 * @return a restorer that deconvolves every channel so
	 * @throws IllegalArgumentException if the PSF has other axes
	 */
	public Restorer deconvolve(final RandomAccessibleInterval<? extends RealType<?>> psf, final VoxelSize psfVoxels,
		final DeconvolutionOptions options)
	{
		return deconvolve(
			PsfChoice.of(Objects.requireNonNull(psf, "psf"), Objects.requireNonNull(psfVoxels, "psfVoxels")), options);
	}

	private Restorer deconvolve(final PsfChoice psf, final DeconvolutionOptions options) {
		Objects.requireNonNull(options, "options");
		return with(o -> {
			o.psf = psf;
			o.options = options;
		});
	}

	/**
	 * @param mask of the size, position and axes of the image; voxels where it is not 0 (dead, saturated, missing) do
	 *          not count
	 * @return a restorer that leaves them out
	 * @throws IllegalArgumentException if it is of another size or position
	 */
	public Restorer excluding(final RandomAccessibleInterval<? extends RealType<?>> mask) {
		checkSame("mask", mask);
		return with(o -> o.excluded = mask);
	}

	/**
	 * @param map counts under the signal at each voxel, of the size, position and axes of the image; the background of
	 *          the options, 0 unless it is given, is added, so that a map of one value is that background. It should vary
	 *          slowly: methods that begin in coarse voxels see it in these, and the first estimate of others sees only
	 *          its least value
	 * @return a restorer that takes it for the background
	 * @throws IllegalArgumentException if it is of another size or position
	 */
	public Restorer background(final RandomAccessibleInterval<? extends RealType<?>> map) {
		checkSame("map", map);
		return with(o -> o.background = map);
	}

	private void checkSame(final String name, final Interval other) {
		Objects.requireNonNull(other, name);
		if (!Intervals.equals(order.image, other))
			throw new IllegalArgumentException("The " + name + " " + Intervals.toString(other) + " and the image " +
				Intervals.toString(order.image) + " differ: they must have the same axes, size and position.");
	}

	/**
	 * Says that the image is a skewed stage scan, as of an oblique or lattice light sheet: the Z of its voxels is the
	 * step of the stage. It is restored as it was recorded, with a PSF that is skewed as it is (one that is given is
	 * taken to be so already); {@link Result#deskewed} puts the result upright.
	 *
	 * @param skew the angle between the image plane and the travel of the stage
	 * @return a restorer that heeds it
	 */
	public Restorer skewed(final Skew skew) {
		return with(o -> o.skew = Objects.requireNonNull(skew, "skew"));
	}

	/**
	 * @param shifts for each channel, by how many µm along X, Y and Z it lies further than the channel that all are to
	 *          lie upon, as {@code lucid beads --chromatic-out} measures; they go into the PSFs, so that no voxel is
	 *          interpolated
	 * @return a restorer that restores the channels upon each other
	 * @throws IllegalArgumentException if one is not of three numbers
	 */
	public Restorer chromatic(final double[]... shifts) {
		final List<double[]> all = new ArrayList<>();
		for (final double[] shift : Objects.requireNonNull(shifts, "shifts")) {
			if (Objects.requireNonNull(shift, "shift").length != 3 ||
				!(Math.abs(shift[0]) + Math.abs(shift[1]) + Math.abs(shift[2]) < 1e6))
				throw new IllegalArgumentException(
					"A chromatic shift has three numbers, µm along X, Y and Z, not " + Arrays.toString(shift) + ".");
			all.add(shift.clone());
		}
		return with(o -> o.shifts = List.copyOf(all));
	}

	/**
	 * Puts the frames of a series that drifts where the first lies, after they are restored, by one interpolation; what
	 * {@link Result#log} says of a frame, and {@link Result#volumes} under {@code alignment}, tells by how much. All
	 * frames of a channel are looked at before anything is restored.
	 *
	 * @param channel from 0, whose frames are compared: that which shows what stays in its place
	 * @return a restorer that does it
	 * @throws IllegalArgumentException if it is below 0
	 */
	public Restorer drift(final int channel) {
		if (channel < 0) throw new IllegalArgumentException(
			"The channel whose frames are compared is a number from 0, not " + channel + ".");
		return with(o -> o.drift = channel);
	}

	/**
	 * @param series whether the frames of a channel share what is found from the data; they do unless told otherwise
	 * @return a restorer that heeds it
	 */
	public Restorer series(final Series series) {
		return with(o -> o.series = Objects.requireNonNull(series, "series"));
	}

	/**
	 * @param bytes that restoring may take beside the image and the result; what does not fit is restored in tiles. All
	 *          that Java may use, unless said
	 * @return a restorer that heeds it
	 * @throws IllegalArgumentException if it is not above 0
	 */
	public Restorer memory(final long bytes) {
		if (bytes <= 0) throw new IllegalArgumentException(
			"The memory must be above 0, not " + bytes + ": give bytes, as in memory(4L << 30) for 4 GB.");
		return with(o -> o.memory(bytes));
	}

	/**
	 * @param progress told how far the work is, asked whether to stop
	 * @return a restorer that tells it
	 */
	public Restorer progress(final Progress progress) {
		return with(o -> o.progress = Objects.requireNonNull(progress, "progress"));
	}

	/**
	 * Restores the image now, as a whole: in one piece where memory allows.
	 *
	 * @return the restored image and what was done
	 * @throws IllegalArgumentException in one line that names what is wrong and the remedy
	 * @throws IllegalStateException if the memory is too small, saying how much would do
	 * @throws java.util.concurrent.CancellationException if the progress said so, or the thread was interrupted; it then
	 *           stays so
	 */
	public Result now() {
		return work.get().now();
	}

	/**
	 * Returns at once an image whose cells are restored when they are looked at. What concerns the whole image is
	 * decided on a sample at the first look, so that cells fit each other; a cell that is a whole volume is restored as
	 * {@link #now} does, unless frames share what is found. Looking at a cell that cannot be restored throws an
	 * {@link IllegalStateException} with its position, each time.
	 *
	 * @param cellSize along X, Y and Z (if the image has it) in voxels; a cell also takes a margin as wide as the PSF,
	 *          so that small cells are slow
	 * @return the image, where the recorded one is
	 * @throws IllegalArgumentException if the size does not fit the axes or there is nothing to do
	 */
	public RandomAccessibleInterval<FloatType> lazily(final int... cellSize) {
		Objects.requireNonNull(cellSize, "cellSize");
		final Work lazy = work.get();
		final int[] cell = order.axes().cell(cellSize);
		final long[] size = Intervals.dimensionsAsLongArray(order.image),
			origin = Intervals.minAsLongArray(order.image);
		for (int d = 0; d < cell.length; d++)
			cell[d] = (int) Math.min(cell[d], size[d]);
		final Once<Semaphore> places = new Once<>(() -> new Semaphore((int) Math.max(1, Math.min(Integer.MAX_VALUE,
			order.usableBytes() / lazy.bytes(FinalInterval.wrap(new long[cell.length], lastOf(cell)))))));
		final RandomAccessibleInterval<FloatType> image = new LazyCells(lazy, new CellGrid(size, cell), origin, places)
			.image();
		return Views.isZeroMin(order.image) ? image : Views.translate(image, origin);
	}

	private static long[] lastOf(final int[] size) {
		final long[] last = new long[size.length];
		for (int d = 0; d < size.length; d++)
			last[d] = size[d] - 1L;
		return last;
	}

	/**
	 * Fills a part of the image: a cell of a cache, a block of an N5 or Zarr, the share of a Spark task. What concerns
	 * the whole image is decided on a sample at the first call; a part that is a whole volume is restored as {@link #now}
	 * does, unless frames share what is found or it was {@link #decided}.
	 *
	 * @param target lies where its voxels do in the image, with the same axes
	 * @throws IllegalArgumentException if it does not lie in the image, or naming what is wrong with its voxels
	 * @throws IllegalStateException if it is too large for the memory
	 * @throws java.util.concurrent.CancellationException if the progress said so, or the thread was interrupted; it then
	 *           stays so
	 */
	public void into(final RandomAccessibleInterval<FloatType> target) {
		work.get().into(Objects.requireNonNull(target, "target"));
	}

	/**
	 * Decides, unless it was done before.
	 *
	 * @return what concerns whole volumes, one entry for each channel and frame (frames fastest): lists and maps of
	 *         texts and numbers, that can be sent to other machines and given to {@link #decided}
	 * @throws IllegalArgumentException naming what is wrong with the image
	 */
	public List<List<Map<String, Object>>> decisions() {
		return work.get().decisions();
	}

	/**
	 * @param decisions as {@link #decisions} of a restorer of the same image with the same steps returned them
	 * @return a restorer whose cells fit to those of that one
	 * @throws IllegalArgumentException if they are of another number of volumes, or no lists of maps; whether they are of
	 *           these steps is seen when they are first needed
	 */
	public Restorer decided(final List<?> decisions) {
		Objects.requireNonNull(decisions, "decisions");
		final long volumes = order.axes().size(order.image, Axis.CHANNEL) * order.axes().size(order.image, Axis.TIME);
		if (decisions.size() != volumes) throw new IllegalArgumentException(
			"There are decisions of " + decisions.size() + " volumes, but the image has " + volumes + ".");
		for (final Object volume : decisions)
			if (!(volume instanceof List<?> steps) || !steps.stream().allMatch(Map.class::isInstance))
				throw new IllegalArgumentException(
					"Decisions are a list of maps for each volume, as decisions() returns " + "them, but one is " +
						(volume == null ? "null" : "a " + volume.getClass().getSimpleName()) +
						": give what it returned.");
		return with(o -> o.decisions = List.copyOf(decisions));
	}
}
