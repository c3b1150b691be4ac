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
package sc.fiji.lucid.camera;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;

/**
 * The noise of a count: {@code gain · (count - zero)} is distributed as a number of photons is, with that of the
 * read noise included. The zero carries no noise and takes part in no statistics; adding a constant to a stack
 * adds it to the zero and changes nothing else.
 *
 * @param gain photoelectrons per count
 * @param zero counts at which the noise is zero: the camera's offset less what the read noise adds
 * @param isKnown whether the stack itself, or somebody who knows the camera, told
 * @param gainUncertainty standard error of the gain that the stack told; 0 of one that was told or assumed
 */
public record NoiseModel(double gain, double zero, boolean isKnown, double gainUncertainty) {

	/** Where nothing tells the zero it is so many standard deviations of their noise below the darkest places. */
	private static final double BELOW = 3;

	/** A zero is a whole multiple of one part in so many of the {@link GreyStep}, which is a count for whole counts. */
	private static final double EXACT = 64;

	/** More photons in a voxel are not told apart by {@link Thinning}, nor do they matter. */
	private static final double MOST_PHOTONS = 1e4;

	private static final long SMALL = 500_000;

	/** A gain that is told or assumed. */
	public NoiseModel(final double gain, final double zero, final boolean isKnown) {
		this(gain, zero, isKnown, 0);
	}

	/**
	 * @param recorded the stack, of which masked voxels do not count
	 * @return what the stack itself tells ({@link PhotonTransfer}); where it tells nothing, a zero below
	 *         all voxels and the gain at which none of its brighter half is noisier than photons
	 */
	public static NoiseModel of(final Recording recorded) {
		final List<PhotonTransfer.Block> blocks = blocks(recorded, PhotonTransfer.BLOCK);
		final Optional<PhotonTransfer> line = PhotonTransfer.fit(blocks);
		return line.map(p -> new NoiseModel(p.gain(), p.zero(), true, p.gainUncertainty()))
			.orElseGet(() -> assumed(recorded));
	}

	/**
	 * @param recorded the stack, of which masked voxels do not count
	 * @param gain that is known, e⁻ per count
	 * @return what the stack tells besides
	 */
	public static NoiseModel of(final Recording recorded, final double gain) {
		final List<PhotonTransfer.Block> blocks = blocks(recorded, PhotonTransfer.BLOCK);
		final double zero = PhotonTransfer.fit(blocks)
			.map(p -> p.withGain(gain).zero())
			.orElseGet(() -> assumed(recorded).zero);
		return new NoiseModel(gain, zero, true);
	}

	private static List<PhotonTransfer.Block> blocks(final Recording recorded, final int step) {
		final List<PhotonTransfer.Block> all = PhotonTransfer.blocks(recorded, step);
		return NoData.isInterpolated(recorded) ? PhotonTransfer.ofNoisiestPlanes(all) : all;
	}

	/**
	 * As far as it is told; the rest as the stack tells. Told both gain and offset, nothing is asked of the stack.
	 *
	 * @param recorded the stack, of which masked voxels do not count
	 * @param gain e⁻ per count, if somebody knows the camera
	 * @param offset counts that the camera gives without light, if somebody knows it
	 * @param readNoise e⁻; empty for that of a usual camera
	 */
	public static NoiseModel of(final Recording recorded, final OptionalDouble gain, final OptionalDouble offset,
		final OptionalDouble readNoise)
	{
		final NoiseModel told = told(recorded, gain, offset, readNoise);
		// So that whole counts above it are exact in float32, and a constant added changes no photon that is drawn.
		final double step = GreyStep.of(recorded, told.gain) / EXACT;
		return told.withZero(Math.rint(told.zero / step) * step);
	}

	private static NoiseModel told(final Recording recorded, final OptionalDouble gain, final OptionalDouble offset,
		final OptionalDouble readNoise)
	{
		if (gain.isPresent() && offset.isPresent()) {
			final NoiseModel known = new NoiseModel(gain.getAsDouble(), 0, true);
			return known.withZero(offset.getAsDouble() - known.aboveZero(readNoise));
		}
		final NoiseModel found = gain.isPresent() ? of(recorded, gain.getAsDouble()) : of(recorded);
		return found.isKnown || offset.isEmpty() ? found
			: found.withZero(offset.getAsDouble() - found.aboveZero(readNoise));
	}

	/**
	 * @param readNoise e⁻; empty for that of a usual camera
	 * @return how far the camera's offset lies above the zero, counts
	 */
	public double aboveZero(final OptionalDouble readNoise) {
		final double electrons = readNoise.orElse(PhotonTransfer.USUAL_READ_NOISE);
		return electrons * electrons / gain;
	}

	/**
	 * @param readNoise e⁻; empty for that of a usual camera, or for less where the darkest places have less noise
	 * @param darkest counts of the darkest places: the offset is no more
	 * @return the camera of this gain and read noise
	 */
	public Camera camera(final OptionalDouble readNoise, final double darkest) {
		final double electrons = readNoise.isPresent() ? readNoise.getAsDouble()
			: Math.min(PhotonTransfer.USUAL_READ_NOISE, Math.sqrt(Math.max(0, darkest - zero) * gain));
		return new Camera(gain, zero + electrons * electrons / gain, electrons);
	}

	/**
	 * @param readNoise e⁻; empty as above
	 * @param recorded the stack, whose darkest places bound the offset
	 * @return the camera of this gain and read noise
	 */
	public Camera camera(final OptionalDouble readNoise, final Recording recorded) {
		return camera(readNoise, BackgroundEstimate.of(recorded.above(zero)).value() + zero);
	}

	private static NoiseModel assumed(final Recording recorded) {
		// Of a small stack at every place, so that its mirror image tells the same.
		final List<PhotonTransfer.Block> blocks = blocks(recorded,
			recorded.extent().voxels() < SMALL ? 1 : PhotonTransfer.BLOCK);
		final double least = RecordingStatistics.of(recorded).min();
		if (blocks.isEmpty()) return new NoiseModel(1, least, false);
		final PhotonTransfer.Block[] sorted = blocks.stream()
			.sorted((a, b) -> Double.compare(a.mean(), b.mean()))
			.toArray(PhotonTransfer.Block[]::new);
		final double zero = Math.min(least,
			sorted[sorted.length / 100].mean() - BELOW * Math.sqrt(PhotonTransfer.darkVariance(blocks)));
		final double brightest = sorted[sorted.length - 1].mean() - zero;
		final double flattest = Arrays.stream(sorted, sorted.length / 2, sorted.length)
			.filter(b -> b.mean() > zero)
			.mapToDouble(b -> b.variance() / (b.mean() - zero))
			.sorted()
			.skip(sorted.length / 8)
			.findFirst()
			.orElse(1);
		return new NoiseModel(1 / Math.max(flattest, Math.max(brightest, Float.MIN_NORMAL) / MOST_PHOTONS), zero,
			false);
	}

	/** @return the same above another zero, counts */
	public NoiseModel withZero(final double counts) {
		return new NoiseModel(gain, counts, isKnown, gainUncertainty);
	}

	/** @return variance of a voxel of so many counts above the zero, counts² */
	public double variance(final double above) {
		return Math.max(above, 0) / gain;
	}

	/**
	 * @param voxels how many
	 * @return the I-divergence that noise alone leaves, in counts: half a photoelectron per voxel
	 */
	public double expectedCost(final double voxels) {
		return voxels / 2 / gain;
	}
}
