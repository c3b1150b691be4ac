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

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.Clipping;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.Restoration.BackgroundOrigin;
import sc.fiji.lucid.deconvolution.levels.CoarseStack;
import sc.fiji.lucid.deconvolution.levels.CoarseToFine;
import sc.fiji.lucid.deconvolution.levels.FineStart;
import sc.fiji.lucid.deconvolution.method.MethodEngine;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/** Restores one volume with one PSF. */
public final class Deconvolution {

	private static final String DIVIDED = "the light is divided by the part of it that was seen, since this method does " +
		"not know exposures; ";

	private Deconvolution() {}

	/**
	 * @param recorded the stack
	 * @param psf at the stack's voxel size
	 * @param options how
	 * @param progress told of every iteration, asked whether to stop
	 * @return the restored field of view and what was done
	 * @throws IllegalArgumentException if the stack holds NaN or infinite voxels or
	 *           nothing but zeros, or the PSF is larger than a periodic stack
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static Restoration restore(final Recording recorded, final Psf psf, final DeconvolutionOptions options,
		final Progress progress)
	{
		return restore(recorded, psf, options, null, progress);
	}

	/** As above. @param stack where a tile starts; null for a whole stack, and for tiles that start by themselves */
	public static Restoration restore(final Recording recorded, final Psf psf, final DeconvolutionOptions options,
		final CoarseStack stack, final Progress progress)
	{
		// Of a tile's map, what all tiles have in common was taken out when they were decided for.
		return recorded.place() != null || recorded.backgroundMap() == null
			? overNumber(recorded, psf, options, stack, progress)
			: overNumber(BackgroundMap.above(recorded, BackgroundMap.least(recorded)), psf,
				BackgroundMap.under(recorded, options), stack, progress);
	}

	/** @param options whose background holds what the recording's map holds everywhere */
	private static Restoration overNumber(final Recording recorded, final Psf psf, final DeconvolutionOptions options,
		final CoarseStack stack, final Progress progress)
	{
		checkPeriodic(recorded.extent(), psf.extent(), options);
		if (psf.isChanging() && !options.method().declaration().has(Trait.KNOWS_DEPTH))
			throw new IllegalArgumentException("Method '" + options.method() +
				"' knows one PSF for all depths, and this one changes with depth: take another, such as auto.");
		final boolean isDivided = recorded.light() != null && !options.method().declaration().has(Trait.KNOWS_EXPOSURE);
		final Counts found = Counts.of(recorded, psf, options), counts = isDivided ? found.evened(options) : found;
		final String explanation = isDivided ? DIVIDED : "";
		final DeconvolutionOptions processor = options.engine().equals(EngineChoice.REFERENCE) ? options
			: options.withEngine(EngineChoice.FUSED);
		if (options.engine().isAuto() && !runsOnDevices(counts, psf, options))
			return attempt(recorded, counts, explanation, psf, processor, stack, progress);
		try {
			return attempt(recorded, counts, explanation, psf, options, stack, progress);
		}
		catch (final EngineFailure e) {
			final Restoration restored = attempt(recorded, counts, explanation, psf, processor, stack, progress);
			return restored.on(restored.engine() + " on the processor, since " + e.getMessage());
		}
	}

	/** Whether a device would have what this needs; if not, {@link Engine#AUTO} need not try. */
	private static boolean runsOnDevices(final Counts counts, final Psf psf, final DeconvolutionOptions options) {
		return options.method().declaration().has(Trait.ON_DEVICES) && counts.observed().light() == null &&
			counts.observed().clipped() == null && options.penalty().isOnDevices() && !psf.isChanging();
	}

	private static Restoration attempt(final Recording recorded, final Counts counts, final String explanation,
		final Psf psf, final DeconvolutionOptions options, final CoarseStack stack, final Progress progress)
	{
		final boolean staged = options.method().isStaged();
		// A tile sees too little of its stack for coarse levels of its own.
		final boolean coarse = staged && recorded.place() == null &&
			options.initialEstimate() == InitialEstimate.COARSE;
		final Thinning photons = staged ? counts.heldOut() : null;
		final Progress first = progress.part(0, 0.3, ""), rest = coarse ? progress.part(0.3, 1, "") : progress;
		final FineStart start = coarse
			? CoarseToFine.of(counts, psf, photons, options.boundary(), Engine.of(options.engine()), first)
			: stack != null ? stack.start(psf, recorded.place(), recorded.extent(), options.boundary(), progress)
				: FineStart.none(psf, counts.background().value());
		final Recording fine = start.haze() == null ? counts.observed()
			: counts.observed().withBackground(start.haze());
		final ForwardModel model = model(fine, start, options, rest);
		try (FilterEngine engine = model.engine()) {
			checkRoom(recorded.extent(), model, options);
			final SolverResult outcome = new MethodRunner(new Task(fine, model, options, counts.noise(), psf), photons,
				rest).run();
			return restoration(recorded, counts, explanation + start.explanation(), start, model, outcome, options);
		}
		catch (final IllegalStateException e) {
			// What is unusable from a device may be its fault; the processor says whether it is.
			throw model.methods().isPresent() ? new EngineFailure("its result was thrown away: " + e.getMessage(), e)
				: e;
		}
	}

	/** Before anything is done that a device would have to give up in the middle. */
	private static void checkRoom(final Extent view, final ForwardModel model, final DeconvolutionOptions options) {
		final boolean isStaged = options.method().isStaged();
		model.methods()
			.flatMap(MethodEngine::room)
			.filter(room -> !room.holds(view, model.grid(), isStaged))
			.ifPresent(room -> {
				throw new EngineFailure(String.format(Locale.ROOT, "%s, and it would take %.2f GB", room,
					room.bytes(view, model.grid(), isStaged) / (double) (1 << 30)));
			});
	}

	static ForwardModel model(final Recording fine, final FineStart start, final DeconvolutionOptions options,
		final Progress progress)
	{
		final ForwardModel model = new ForwardModel(fine, start.core(), start.background(), options.boundary(),
			start.rim(), ForwardModel.engineFor(fine.extent(), options), progress);
		return start.estimate() == null ? model
			: model.startingFrom(() -> start.estimate().apply(model.grid()), start.gain()).withHaze(start.refresh());
	}

	private static Restoration restoration(final Recording recorded, final Counts counts, final String explanation,
		final FineStart start, final ForwardModel model, final SolverResult outcome, final DeconvolutionOptions options)
	{
		final Extent view = recorded.extent();
		final Volume restored = view.equals(outcome.estimate().extent()) ? outcome.estimate()
			: outcome.estimate().crop(0, 0, 0, view);
		scale(restored, 1 / start.light());
		final Mask mask = counts.observed().mask();
		final long held = view.voxels() - (mask == null ? 0 : mask.count());
		final double mapped = counts.mapped(),
			flux = ((model.mean() - outcome.background()) * held - mapped) / model.meanExposure();
		final BackgroundOrigin origin = origin(counts, outcome.background(), options);
		return new Restoration(restored, options.method().resolved(), explanation + outcome.explanation(),
			outcome.background() + counts.noise().zero(), mapped / Math.max(1, held), origin,
			origin == BackgroundOrigin.ITERATED ? Double.NaN : counts.background().uncertainty(), counts.noise(),
			counts.camera(options), model.grid(), outcome.iterations(),
			outcome.transforms() + (int) Math.round(start.work() / Engine.cost(model.grid())), outcome.reason(),
			Optional.ofNullable(outcome.penalty()), outcome.trace(), counts.excluded(), counts.clipped(), flux,
			Outcomes.checked(restored, mask, flux, outcome.background() * held + mapped, recorded.place() != null),
			model.engine().toString());
	}

	/** The error of the estimate at the darkest places is that of no other background. */
	private static BackgroundOrigin origin(final Counts counts, final double taken,
		final DeconvolutionOptions options)
	{
		if (taken != counts.background().value()) return BackgroundOrigin.ITERATED;
		return options.background().isPresent() || counts.observed().backgroundMap() != null ? BackgroundOrigin.GIVEN
			: BackgroundOrigin.DARKEST;
	}

	private static void scale(final Volume volume, final double factor) {
		if (factor == 1) return;
		Planes.forEach(volume.extent().nz(), z -> {
			for (int y = 0; y < volume.extent().ny(); y++)
				RowKernels.scale(volume.row(y, z), (float) factor, volume.extent().nx());
		});
	}

	/**
	 * Settles what concerns every voxel of a stack, before it is cut into tiles: the background, and where the camera
	 * could count no further.
	 *
	 * @param sample voxels from all over the stack, in whole rows, without those that hold no data
	 * @return options whose background is a number, and whose saturation is one or infinite
	 */
	public static DeconvolutionOptions withLevels(final Recording sample, final DeconvolutionOptions options) {
		final DeconvolutionOptions limited = options.saturation().isPresent() ? options
			: options.withSaturation(OptionalDouble.of(Clipping.limit(options.saturation(), sample)));
		return options.background().isPresent() ? limited
			: limited.withBackground(OptionalDouble.of(BackgroundEstimate.of(Counts.evenly(sample)).value()));
	}

	/**
	 * Settles everything else that is automatic on a representative part of a stack,
	 * so that all its tiles are restored alike.
	 *
	 * @param sample a box of the stack
	 * @param options whose background is a number
	 * @return options with nothing left automatic
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static DeconvolutionOptions decide(final Recording sample, final Psf psf, final DeconvolutionOptions options,
		final Progress progress)
	{
		return decide(sample, psf, options, null, progress);
	}

	/** As above. @param stack where tiles start; null if they start by themselves, flat */
	public static DeconvolutionOptions decide(final Recording sample, final Psf psf, final DeconvolutionOptions options,
		final CoarseStack stack, final Progress progress)
	{
		final DeconvolutionOptions whole = withNoise(Counts.noise(sample, options),
			options.background().orElse(Double.POSITIVE_INFINITY), options);
		final DeconvolutionOptions noisy = stack == null && whole.initialEstimate() == InitialEstimate.COARSE
			? whole.withInitialEstimate(InitialEstimate.FLAT) : whole;
		final boolean counted = noisy.iterations().isPresent() && noisy.stopping() == Stopping.AUTO &&
			!noisy.method().isStaged();
		return counted && !Task.weighsItself(noisy) || noisy.method().isDirect() ? noisy
			: alike(restore(sample, psf, noisy, stack, progress), noisy);
	}

	/** @return options with the camera that was found. @param darkest counts of the darkest places */
	static DeconvolutionOptions withNoise(final NoiseModel noise, final double darkest,
		final DeconvolutionOptions options)
	{
		final Camera camera = noise.camera(options.readNoise(), darkest);
		return options.withGain(OptionalDouble.of(camera.gain()))
			.with("offset", Double.toString(camera.offset()))
			.withReadNoise(camera.readNoise());
	}

	/**
	 * Lets what was found for one volume of a series hold for another.
	 *
	 * @param model how that one was restored
	 * @param options by which it was
	 * @return options with the same method, gain, number of iterations and penalty;
	 *         the background stays as it was asked for
	 */
	public static DeconvolutionOptions alike(final Restoration model, final DeconvolutionOptions options) {
		final DeconvolutionOptions method = options.withMethod(model.method());
		// The gain is in the weight; photons are drawn by each volume's own, as where this was found.
		if (model.method().isStaged()) return TwoStage.alike(model, method);
		final DeconvolutionOptions same = withNoise(model.noise(), model.offset(), method);
		if (model.method().isDirect()) return same;
		final DeconvolutionOptions counted = same.withStopping(Stopping.AUTO)
			.withIterations(Math.max(1, model.iterations()));
		return model.penalty().map(p -> weighed(counted, p)).orElse(counted);
	}

	/** @return options by which a penalty weighs what it did there, whatever is bright here */
	static DeconvolutionOptions weighed(final DeconvolutionOptions options, final PenaltyChoice choice) {
		return options.withWeight(OptionalDouble.of(choice.weight()))
			.withBrightness(OptionalDouble.of(choice.brightness()));
	}

	/**
	 * @param view size of the stack
	 * @param bytesPerVoxel of the recorded stack
	 * @param psf size of the PSF
	 * @return bytes that {@link #restore} holds at its peak: the recorded stack and the
	 *         restored field of view, the PSF and its transfer function, one field,
	 *         the volumes of the method, photons drawn to be held out, and the
	 *         workspaces of the caller's threads
	 */
	public static long bytes(final Extent view, final int bytesPerVoxel, final Extent psf,
		final DeconvolutionOptions options)
	{
		return bytes(view, bytesPerVoxel, psf, ForwardModel.grid(view, psf, options), options);
	}

	/** As above. @param grid on which it is restored */
	public static long bytes(final Extent view, final int bytesPerVoxel, final Extent psf, final Extent grid,
		final DeconvolutionOptions options)
	{
		final Engine engine = ForwardModel.engineFor(view, options);
		final long threads = Parallelization.getTaskExecutor().getParallelism() + 1;
		// The run that decides leaves its estimate, and what it held out a field and a residual.
		final long deciding = StoppingPolicy.isTried(options) ? 2 * grid.voxels() + view.voxels() : 0;
		final long volumes = options.method().declaration().volumes(options.boundary()) * grid.voxels() + psf.voxels() +
			view.voxels() + deciding;
		final long counts = view.voxels() * (bytesPerVoxel + (options.method().isDirect() ? 0 : Thinning.BYTES));
		return counts + Float.BYTES * volumes + engine.otfBytes(grid) + engine.fieldBytes(grid) +
			threads * engine.workspaceBytes(grid);
	}

	/** @return bytes that are held besides {@link #bytes} where so many PSFs change with depth */
	public static long depthBytes(final Extent view, final Extent grid, final int psfs,
		final DeconvolutionOptions options)
	{
		if (psfs == 1) return 0;
		final Engine engine = ForwardModel.engineFor(view, options);
		final long threads = Parallelization.getTaskExecutor().getParallelism() + 1;
		return (psfs - 1) * engine.otfBytes(grid) + threads * engine.depthWorkspaceBytes(grid);
	}

	private static void checkPeriodic(final Extent stack, final Extent psf, final DeconvolutionOptions options) {
		if (options.boundary() == Boundary.PERIODIC && !stack.contains(psf))
			throw new IllegalArgumentException("The PSF (" + psf + ") is larger than the stack (" + stack +
				"): use the padded boundary, or crop the PSF.");
	}
}
