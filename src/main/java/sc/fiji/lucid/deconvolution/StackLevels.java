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

import java.util.List;
import java.util.OptionalDouble;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.levels.CoarseStack;
import sc.fiji.lucid.deconvolution.levels.CoarseToFine;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.psf.Psf;

/**
 * The coarse levels of a stack that is too large to be restored in one piece. They are restored once for the whole of
 * it, from counts that are binned while the stack is read, and give every tile its start.
 */
public final class StackLevels {

	/** A level may take so many times the memory of a sample, whose planes are gone by then: three quarters of all. */
	private static final int MORE = 3;

	private final Psf psf;
	private final DeconvolutionOptions options;
	private final NoiseModel noise;
	private final boolean isFitted;

	/**
	 * What the levels found.
	 *
	 * @param stack where tiles start
	 * @param options over the background that was found
	 * @param failure why the processor did it, where a device was to; else empty
	 */
	public record Found(CoarseStack stack, DeconvolutionOptions options, String failure) {}

	/**
	 * @param sample a box of the stack, by which the camera is known
	 * @param options whose background and saturation are numbers
	 * @param isFitted whether the background is the most that it can be, and not known
	 */
	public StackLevels(final Recording sample, final Psf psf, final DeconvolutionOptions options,
		final boolean isFitted)
	{
		this.psf = psf;
		noise = Counts.noise(sample, options);
		this.options = Deconvolution.withNoise(noise, options.background().getAsDouble(), options);
		this.isFitted = isFitted && psf.isHazy();
	}

	/** @return whether tiles with this PSF start from coarse levels, if their stack is wide enough for any */
	public static boolean areUsed(final Psf psf, final DeconvolutionOptions options) {
		final int across = Math.min(psf.extent().nx(), psf.extent().ny());
		return options.method().isStaged() && options.initialEstimate() == InitialEstimate.COARSE &&
			options.boundary() != Boundary.PERIODIC && (psf.light() < 1 || across >= CoarseToFine.ACROSS);
	}

	/**
	 * @param stack size of the stack
	 * @param memory bytes that a sample of the stack may take, a quarter of all
	 * @return the levels that fit, the coarsest first; that one alone if it does not, none if the stack
	 *         is too small
	 */
	public List<Binning> levels(final Extent stack, final long memory) {
		return levels(psf, options, stack, memory);
	}

	private static List<Binning> levels(final Psf psf, final DeconvolutionOptions options, final Extent stack,
		final long memory)
	{
		final List<Binning> levels = CoarseToFine.seeing(psf, stack);
		int fit = Math.min(1, levels.size());
		while (fit < levels.size() && bytes(psf, options, levels.get(fit).of(stack)) / MORE <= memory)
			fit++;
		return levels.subList(0, fit);
	}

	/**
	 * Bytes of a level: heavy ball with its best estimate, weights and photons held out, counts, haze and the level
	 * before, which has at least half as many voxels along X and Y.
	 */
	private static long bytes(final Psf psf, final DeconvolutionOptions options, final Extent view) {
		final Engine engine = Engine.of(options.engine());
		final Extent grid = grid(psf, options, view);
		return Float.BYTES * (6 * grid.voxels() + 6 * view.voxels()) + psf.planes().length * engine.otfBytes(grid) +
			2 * engine.fieldBytes(grid);
	}

	private static Extent grid(final Psf psf, final DeconvolutionOptions options, final Extent view) {
		return ForwardModel.grid(view, CoarseStack.core(psf.extent()), options.boundary(),
			CoarseStack.rim(psf.extent(), options.boundary()), Engine.of(options.engine()));
	}

	/** @return bytes of the maps that the levels of a stack leave to its tiles, see {@link #levels} */
	public static long mapBytes(final Psf psf, final DeconvolutionOptions options, final Extent stack,
		final long memory)
	{
		final List<Binning> levels = levels(psf, options, stack, memory);
		if (levels.isEmpty()) return 0;
		final Extent view = levels.get(levels.size() - 1).of(stack);
		return Float.BYTES * (view.voxels() + grid(psf, options, view).voxels());
	}

	/** @return what is counted of a part of the stack, to be binned: counts above the zero of their noise */
	public Recording counts(final Recording part) {
		return Counts.above(part, noise, options);
	}

	private CoarseStack restored(final Counts counts, final List<Binning> levels, final Engine engine,
		final Progress progress)
	{
		return CoarseToFine.stack(counts, levels, psf, counts.heldOut(), options.boundary(), engine, progress);
	}

	/**
	 * @param binned {@link #counts} of the whole stack, binned as for the last of the levels
	 * @param levels some of {@link #levels}
	 * @param progress told of every iteration, asked whether to stop
	 * @return where tiles start
	 */
	public Found restore(final Recording binned, final List<Binning> levels, final Progress progress) {
		final double most = options.background().getAsDouble() - noise.zero();
		final double least = isFitted ? Math.min(noise.aboveZero(options.readNoise()), most) : Double.NaN;
		final Counts counts = new Counts(binned, noise, new BackgroundEstimate(most, 0), least);
		final Engine engine = Engine.of(options.engine());
		// What a device cannot do, the processor does.
		try {
			return found(restored(counts, levels, engine, progress), most, "");
		}
		catch (final EngineFailure e) {
			return found(restored(counts, levels, engine.onProcessor(), progress), most, e.getMessage());
		}
	}

	private Found found(final CoarseStack stack, final double most, final String failure) {
		return new Found(stack, stack.background() == most ? options
			: options.withBackground(OptionalDouble.of(stack.background() + noise.zero())), failure);
	}
}
