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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.psf.PsfPreparation.Prepared;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.DecidingFrame;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.VolumeRestoration;
import sc.fiji.lucid.restoration.VoxelSink;
import sc.fiji.lucid.restoration.geometry.AlignedStep;
import sc.fiji.lucid.restoration.geometry.SeriesDrift;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.TileCost;

/** The doing of an {@link Order}. PSFs and decisions are made once, when they are first needed. */
final class Work {

	private final Order order;
	private final Axes axes;
	private final int channels;
	private final int frames;
	private final List<Once<Prepared>> psfs = new ArrayList<>();
	private final List<Once<Decided>> decided = new ArrayList<>();
	/** Where frames lie. */
	private final Once<List<AlignedStep.Move>> moves = new Once<>(this::drift);
	/** As {@link #now} finds, and once: a volume that starts beside another finds less memory free. */
	private final Once<Boolean> goesWhole = new Once<>(this::fits);

	/** @throws IllegalArgumentException if the image cannot be restored as the order says */
	Work(final Order order) {
		this.order = order;
		axes = order.axes();
		if (order.psf == null && order.first.isEmpty()) throw new IllegalArgumentException(
			"There is nothing to do: say deconvolve(...) with a PSF or a microscope.");
		channels = (int) axes.size(order.image, Axis.CHANNEL);
		frames = (int) axes.size(order.image, Axis.TIME);
		if (order.drift >= channels) throw new IllegalArgumentException("drift(" + order.drift +
			") names a channel from 0, of which the image has " + channels + ": name one of them.");
		if (order.drift >= 0 && order.psf == null)
			throw new IllegalArgumentException("drift(...) puts back what was restored: say deconvolve(...), too.");
		for (int c = 0; c < channels; c++) {
			final int channel = c;
			psfs.add(new Once<>(
				() -> placed(order.psf.of(channel, channels, order.voxels, extent(), order.skew), channel, channels)));
			for (int t = 0; t < frames; t++) {
				final int frame = t;
				decided.add(new Once<>(() -> decide(channel, frame)));
			}
		}
	}

	/** The PSF where its channel lies. */
	private Prepared placed(final Prepared psf, final int channel, final int channels) {
		if (order.shifts.isEmpty()) return psf;
		if (order.shifts.size() != channels) throw new IllegalArgumentException("The image has " + channels +
			" channels, but " + order.shifts.size() + " chromatic shifts were given: give one a channel.");
		final double[] s = order.shifts.get(channel);
		final List<String> notes = new ArrayList<>(psf.notes());
		notes.add("PSF: placed off its reference point by " + s[0] + ", " + s[1] + ", " + s[2] + " µm");
		return new Prepared(psf.psf().shifted(s[0], s[1], s[2], extent()), notes);
	}

	private Extent extent() {
		return axes.extent(order.image);
	}

	private Steps steps(final int channel) {
		return steps(channel, order.drift < 0 ? List.of() : moves.get());
	}

	/** @param places of the frames; empty: as they were decided, or nowhere else */
	private Steps steps(final int channel, final List<AlignedStep.Move> places) {
		final List<RestorationStep<?>> steps = new ArrayList<>(order.first);
		if (order.psf == null) return new Steps(steps);
		final DeconvolutionStep step = new DeconvolutionStep(psfs.get(channel).get().psf(), options());
		steps.add(order.drift < 0 ? step : new AlignedStep<>(step, order.voxels, places));
		return new Steps(steps);
	}

	private List<AlignedStep.Move> drift() {
		return SeriesDrift.of(series(order.drift), order.voxels, order.progress)
			.frames()
			.stream()
			.map(frame -> AlignedStep.Move.of(frame, order.voxels, extent()))
			.toList();
	}

	/** Coarse levels are not measured with skewed PSFs. */
	private DeconvolutionOptions options() {
		return order.skew.isNone() || order.options.initialEstimate() != InitialEstimate.COARSE ? order.options
			: order.options.withInitialEstimate(InitialEstimate.SKEWED);
	}

	private VoxelSource volume(final int channel, final int frame) {
		return voxels(channel, frame).of(frame, () -> series(channel));
	}

	private List<ImageVoxels> series(final int channel) {
		return IntStream.range(0, frames).mapToObj(t -> voxels(channel, t)).toList();
	}

	private ImageVoxels voxels(final int channel, final int frame) {
		return new ImageVoxels(volume(order.image, channel, frame), volume(order.excluded, channel, frame),
			volume(order.background, channel, frame));
	}

	private <T extends RealType<?>> RandomAccessibleInterval<T> volume(final RandomAccessibleInterval<T> image,
		final int channel, final int frame)
	{
		return image == null ? null
			: axes.volume(image, axes.first(image, Axis.CHANNEL) + channel, axes.first(image, Axis.TIME) + frame);
	}

	private Decided decide(final int channel, final int frame) {
		if (order.decisions != null)
			return given(channel, frame, (List<?>) order.decisions.get(channel * frames + frame));
		final int model = sequence(channel).get(0);
		final Steps steps = order.series == Series.SHARED && frame != model ? decided(channel, model).alike()
			: steps(channel);
		return steps.decide(volume(channel, frame), order.usableBytes() / 4, order.progress);
	}

	private Decided given(final int channel, final int frame, final List<?> descriptions) {
		final Steps steps = steps(channel, List.of());
		try {
			if (order.psf != null) refuseOtherMethod((Map<?, ?>) descriptions.get(descriptions.size() - 1));
			return steps.decided(descriptions, PackedMaps.of(descriptions));
		}
		catch (final IllegalArgumentException | NullPointerException | ClassCastException
			| IndexOutOfBoundsException e)
		{
			throw new IllegalArgumentException("The decisions of " + name(channel, frame) +
				" are not of these steps: give what decisions() of a restorer of the same image, steps and options " +
				"returned" + (e instanceof IllegalArgumentException ? " (" + e.getMessage() + ")." : "."), e);
		}
	}

	/** The automatic method decides for another, which then stands for it. */
	private void refuseOtherMethod(final Map<?, ?> deconvolution) {
		final Method decided = Method.of((String) ((Map<?, ?>) deconvolution.get("options")).get("method")),
			asked = order.options.method();
		if (decided != asked && !(decided.isStaged() && asked.isStaged())) throw new IllegalArgumentException(
			"what was decided is of the method '" + decided + "', not of '" + asked + "'");
	}

	/** All frames in the order in which they are restored: the one that decides first. */
	private List<Integer> sequence(final int channel) {
		return DecidingFrame.order(order.series, frames, t -> volume(channel, t));
	}

	private Decided decided(final int channel, final int frame) {
		return decided.get(channel * frames + frame).get();
	}

	/** @return what holds for each channel and frame, frames fastest */
	List<List<Map<String, Object>>> decisions() {
		return cancellable(() -> decided.stream().map(Once::get).map(PackedMaps::describe).toList());
	}

	/** @return the image, restored as a whole */
	Result now() {
		final PlanarImg<FloatType, ?> restored = new PlanarImgFactory<>(new FloatType()).create(order.image);
		final RandomAccessibleInterval<FloatType> placed = Views.isZeroMin(order.image) ? restored
			: Views.translate(restored, Intervals.minAsLongArray(order.image));
		final List<String> log = new ArrayList<>();
		final List<Map<String, Object>> volumes = new ArrayList<>();
		return cancellable(() -> {
			if (order.drift >= 0) log.add(frames == 1 ? "drift: one frame alone does not drift"
				: "drift: frames are compared by what channel " + (order.drift + 1) + " shows");
			for (int c = 0; c < channels; c++)
				restoreChannel(c, placed, log, volumes);
			order.progress.report(1, "done");
			return new Result(restored, placed, axes, order.voxels, order.skew,
				order.psf == null ? List.of() : psfs.stream().map(p -> p.get().psf()).toList(), log, volumes);
		});
	}

	private void restoreChannel(final int channel, final RandomAccessibleInterval<FloatType> target,
		final List<String> log, final List<Map<String, Object>> volumes)
	{
		Steps steps = steps(channel);
		if (order.psf != null) psfs.get(channel).get().notes().forEach(log::add);
		final List<Integer> sequence = sequence(channel);
		for (int i = 0; i < frames; i++) {
			final int frame = sequence.get(i);
			final double done = channel * frames + i, all = channels * frames;
			final String prefix = all == 1 ? "" : name(channel, frame) + ": ";
			final VolumeRestoration.Outcome restored = restore(channel, frame, steps, sink(target, channel, frame),
				order.progress.part(done / all, (done + 1) / all, prefix), prefix, log);
			if (i == 0 && order.series == Series.SHARED) steps = restored.alike();
			final Map<String, Object> values = new LinkedHashMap<>();
			values.put("channel", channel + 1);
			values.put("frame", frame + 1);
			values.putAll(restored.values());
			volumes.add(values);
		}
	}

	private VolumeRestoration.Outcome restore(final int channel, final int frame, final Steps steps,
		final VoxelSink sink, final Progress progress, final String prefix, final List<String> log)
	{
		final VoxelSource volume = volume(channel, frame);
		final long memory = order.usableBytes();
		final Plan plan = steps.plan(volume, memory);
		log.add(prefix + "plan: " + plan);
		try {
			return new VolumeRestoration(steps, volume, plan, memory, line -> log.add(prefix + line)).run(sink,
				progress);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(prefix + e.getMessage(), e);
		}
	}

	private VoxelSink sink(final RandomAccessibleInterval<FloatType> target, final int channel, final int frame) {
		final RandomAccessibleInterval<FloatType> volume = volume(target, channel, frame);
		return (z, x, y, width, height, voxels) -> write(volume, volume.min(0) + x, volume.min(1) + y,
			volume.min(2) + z, width, voxels);
	}

	static void write(final RandomAccessibleInterval<FloatType> volume, final long x, final long y, final long z,
		final int width, final float[] voxels)
	{
		final RandomAccess<FloatType> access = volume.randomAccess();
		for (int i = 0; i < voxels.length; i++, access.fwd(0)) {
			if (i % width == 0) access.setPosition(new long[] { x, y + i / width, z });
			access.get().set(voxels[i]);
		}
	}

	/** Fills a part of the image, decided for on a sample of the whole. */
	void into(final RandomAccessibleInterval<FloatType> target) {
		if (target.numDimensions() != order.image.numDimensions() || Intervals.isEmpty(target))
			throw new IllegalArgumentException(
				"The target " + Intervals.toString(target) + " must have the axes of the image " +
					Intervals.toString(order.image) + " and at least one voxel: give a box of it.");
		if (!Intervals.contains(order.image, target)) throw new IllegalArgumentException(
			"The target " + Intervals.toString(target) + " is not a part of the image " +
				Intervals.toString(order.image) + ": translate it to where it lies there.");
		cancellable(() -> {
			for (final int channel : range(target, Axis.CHANNEL))
				for (final int frame : range(target, Axis.TIME))
					fill(target, channel, frame);
			order.progress.report(1, "done");
			return null;
		});
	}

	private int[] range(final Interval target, final Axis axis) {
		final long start = axes.first(target, axis) - axes.first(order.image, axis);
		return LongStream.range(start, start + axes.size(target, axis)).mapToInt(i -> (int) i).toArray();
	}

	private void fill(final RandomAccessibleInterval<FloatType> target, final int channel, final int frame) {
		final Box core = axes.box(target, order.image);
		if (isAlone(core.size()) && fillWhole(target, channel, frame)) return;
		final Decided steps = decided(channel, frame);
		final Box view = steps.cost().halo().around(core, extent());
		final VoxelSource source = volume(channel, frame);
		final long needed = steps.cost().bytes(view.size(), source.bytesPerVoxel()), usable = usableBytes(needed);
		if (needed > usable) throw new IllegalStateException("Restoring " + core + " at once takes " + (needed >> 20) +
			" MB, and " + (usable >> 20) + " MB may be used: ask for smaller parts, or give Java more memory (-Xmx).");
		final RandomAccessibleInterval<FloatType> part = part(target, channel, frame);
		steps.apply(source, core, view, (z, x, y, width, height, voxels) -> write(part, part.min(0) + x - core.x(),
			part.min(1) + y - core.y(), part.min(2) + z - core.z(), width, voxels), order.progress);
	}

	private RandomAccessibleInterval<FloatType> part(final RandomAccessibleInterval<FloatType> target,
		final int channel, final int frame)
	{
		return axes.volume(target, axes.first(order.image, Axis.CHANNEL) + channel,
			axes.first(order.image, Axis.TIME) + frame);
	}

	/** Whether a part is a whole volume that nothing else must fit to: it then needs no sample. */
	private boolean isAlone(final Extent part) {
		return part.equals(extent()) && order.decisions == null && (frames == 1 || order.series == Series.SEPARATE);
	}

	private boolean fits() {
		return steps(0).plan(volume(0, 0), order.usableBytes()).isWhole();
	}

	/** Fills a whole volume as {@link #now} does. @return whether memory allows */
	private boolean fillWhole(final RandomAccessibleInterval<FloatType> target, final int channel, final int frame) {
		final VoxelSource source = volume(channel, frame);
		final Steps steps = steps(channel);
		if (!goesWhole.get()) return false;
		final RandomAccessibleInterval<FloatType> part = part(target, channel, frame);
		steps.whole(source, (z, x, y, width, height, voxels) -> write(part, part.min(0) + x, part.min(1) + y,
			part.min(2) + z, width, voxels), order.progress);
		return true;
	}

	/** @return bytes that may be used; what is garbage does not count before something is refused */
	private long usableBytes(final long needed) {
		final long usable = order.usableBytes();
		if (needed <= usable) return usable;
		System.gc();
		return order.usableBytes();
	}

	/** @return bytes that a part of the image of this size takes at most */
	long bytes(final Interval cell) {
		final Extent core = axes.extent(cell), whole = extent();
		if (isAlone(core)) return cancellable(() -> steps(0)).cost().bytes(whole, Float.BYTES);
		// Of frames that drift, any may be asked for.
		final TileCost cost = order.drift >= 0 && order.decisions == null ? cancellable(() -> steps(0)).cost()
			: cancellable(() -> decided(0, 0)).cost();
		final Box middle = new Box((whole.nx() - core.nx()) / 2, (whole.ny() - core.ny()) / 2,
			(whole.nz() - core.nz()) / 2, core);
		return cost.bytes(cost.halo().around(middle, whole).size(), Float.BYTES);
	}

	private static String name(final int channel, final int frame) {
		return "channel " + (channel + 1) + ", frame " + (frame + 1);
	}

	private <T> T cancellable(final Supplier<T> work) {
		try {
			return CancellableExecutor.run(order.progress, work::get);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}
}
