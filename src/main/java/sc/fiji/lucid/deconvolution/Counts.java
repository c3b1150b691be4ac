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

import java.util.Optional;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.Clipping;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy;
import sc.fiji.lucid.image.Clipped;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * What is counted of a recording: its counts above the zero of their noise, so that they are distributed as photons
 * are; and between which bounds the background lies.
 *
 * @param observed counts above the zero, without the voxels that hold no data
 * @param noise gain and zero
 * @param background above the zero: given, or the most that can be
 * @param least the least that the background can be; NaN where it is known, or where no haze lies over it
 */
public record Counts(Recording observed, NoiseModel noise, BackgroundEstimate background, double least) {

	/**
	 * @throws IllegalArgumentException if the stack holds NaN or infinite voxels that no mask leaves out, or nothing
	 *           but zeros
	 */
	static Counts of(final Recording recorded, final Psf psf, final DeconvolutionOptions options) {
		final Recording counting = masked(recorded);
		final RecordingStatistics statistics = RecordingStatistics.of(counting);
		if (recorded.place() == null) statistics.restorable();
		final Optional<Mask> clipped = clipped(counting, options);
		// Clipped counts have no noise that would tell of the camera.
		final NoiseModel noise = noise(clipped.map(c -> counting.withMask(c.or(counting.mask()))).orElse(counting),
			options);
		final Recording observed = above(counting, clipped, noise);
		final BackgroundEstimate background = background(observed, options, -noise.zero());
		final boolean fitted = options.background().isEmpty() && psf.isHazy();
		return new Counts(observed, noise, background,
			fitted ? Math.min(noise.aboveZero(options.readNoise()), background.value()) : Double.NaN);
	}

	/** @return what is counted of a part of a stack whose noise is known, without voxels that are no numbers */
	static Recording above(final Recording part, final NoiseModel noise, final DeconvolutionOptions options) {
		final Mask broken = Mask.ofBroken(part);
		final Recording counting = broken.count() == 0 ? part : part.withMask(broken.or(part.mask()));
		return above(counting, clipped(counting, options), noise);
	}

	private static Recording above(final Recording counting, final Optional<Mask> clipped, final NoiseModel noise) {
		final Recording above = counting.above(noise.zero());
		return clipped.map(c -> above.withClipped(new Clipped(c, noise.gain()))).orElse(above);
	}

	/** @return the recording without voxels that hold no data; a tile comes without them */
	static Recording masked(final Recording recorded) {
		return recorded.place() != null ? recorded : NoData.leftOut(recorded);
	}

	/** Voxels at which the camera could count no further: as told, or as the stack itself tells. */
	private static Optional<Mask> clipped(final Recording recorded, final DeconvolutionOptions options) {
		// What a tile does not tell was decided for all tiles.
		final double limit = recorded.place() == null ? Clipping.limit(options.saturation(), recorded)
			: options.saturation().orElse(Double.POSITIVE_INFINITY);
		if (!(limit < Double.POSITIVE_INFINITY)) return Optional.empty();
		final Mask clipped = new Mask(recorded, (x, y, z, value) -> value >= limit);
		return clipped.count() == 0 ? Optional.empty() : Optional.of(clipped);
	}

	/** Gain and zero as far as they were told; the rest as the stack tells. */
	static NoiseModel noise(final Recording recorded, final DeconvolutionOptions options) {
		final NoiseModel noise = NoiseModel.of(recorded, options.gain(), options.offset(), options.readNoise());
		return noise.withZero(Math.min(noise.zero(), options.background().orElse(Double.POSITIVE_INFINITY)));
	}

	private static BackgroundEstimate background(final Recording observed, final DeconvolutionOptions options,
		final double shift)
	{
		if (options.background().isPresent())
			return new BackgroundEstimate(shift + options.background().getAsDouble(), 0);
		return BackgroundEstimate.of(evenly(observed));
	}

	/** @return the recording, of which all pixels show as much of the background as of light: the darkest is no corner */
	static Recording evenly(final Recording recorded) {
		return recorded.light() == null || recorded.light().pixels() == null ? recorded : recorded.evened(0);
	}

	/** @return the same for methods that do not know exposures */
	Counts evened(final DeconvolutionOptions options) {
		return new Counts(observed.evened(noise.aboveZero(options.readNoise())), noise, background, least);
	}

	/** @return the camera that this noise is of */
	Camera camera(final DeconvolutionOptions options) {
		return noise.camera(options.readNoise(), background.value() + noise.zero());
	}

	/** @return Σ of what the background map adds to the background, over the voxels that hold data, counts */
	double mapped() {
		final Volume map = observed.backgroundMap();
		if (map == null) return 0;
		final int nx = map.extent().nx();
		return Planes.sum(map.extent().nz(), 1, (z, sums) -> {
			final float[] row = new float[nx];
			for (int y = 0; y < map.extent().ny(); y++) {
				System.arraycopy(map.row(y, z), 0, row, 0, nx);
				if (observed.light() != null) observed.light().apply(y, z, row, nx);
				if (observed.mask() != null) observed.mask().fill(y, z, row, 0);
				for (final float v : row)
					sums[0] += v;
			}
		})[0];
	}

	/** @return how many voxels have no weight: masked, without data, or of dead pixels of the camera */
	long excluded() {
		return observed.mask() == null ? 0 : observed.mask().count();
	}

	/** @return how many voxels had at least so much light as was recorded */
	long clipped() {
		return observed.clipped() == null ? 0 : observed.clipped().voxels().count();
	}

	/** @return the share of the photons that is held out of a first stage, drawn at random */
	Thinning heldOut() {
		return new Thinning(observed, noise.gain(), StoppingPolicy.STAGE_SHARE, Task.SEED);
	}
}
