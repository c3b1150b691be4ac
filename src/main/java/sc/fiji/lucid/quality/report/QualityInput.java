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
package sc.fiji.lucid.quality.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/**
 * What is to be judged, and what is known about it. Only the first three are
 * needed; the more there is, the more can be said. Immutable; the volumes are
 * neither copied nor changed.
 */
public final class QualityInput {

	private final Volume raw;
	private final Volume restored;
	private final VoxelSize voxelSize;
	private Psf psf;
	private Volume truth;
	private Volume rawRepeat;
	private Volume restoredRepeat;
	private OptionalDouble background = OptionalDouble.empty();
	private boolean isBackgroundFound;
	private NoiseModel noise;
	private OptionalDouble gain = OptionalDouble.empty();
	private OptionalDouble offset = OptionalDouble.empty();
	private OptionalDouble readNoise = OptionalDouble.empty();
	private OpticalSettings optics = OpticalSettings.NONE;
	private List<Supplier<Volume>> otherChannels = List.of();
	private double[] timeMeans = {};
	private List<Setting> settings = List.of();
	private String part = "";
	private List<Finding> advice = List.of();

	private QualityInput(final Volume raw, final Volume restored, final VoxelSize voxelSize) {
		this.raw = raw;
		this.restored = restored;
		this.voxelSize = voxelSize;
	}

	/**
	 * @param raw the recording, counts
	 * @param restored made of it by whatever program, of the same size
	 * @param voxelSize of both, µm
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static QualityInput of(final Volume raw, final Volume restored, final VoxelSize voxelSize) {
		if (!raw.extent().equals(restored.extent()))
			throw new IllegalArgumentException("The raw stack (" + raw.extent() + " voxels) and the restored stack (" +
				restored.extent() + " voxels) differ in size; crop them to the same field of view.");
		return new QualityInput(raw, restored, voxelSize);
	}

	/** What a copy has different. */
	private interface Change {

		void apply(QualityInput copy);
	}

	private QualityInput with(final Change change) {
		final QualityInput copy = new QualityInput(raw, restored, voxelSize);
		copy.psf = psf;
		copy.truth = truth;
		copy.rawRepeat = rawRepeat;
		copy.restoredRepeat = restoredRepeat;
		copy.background = background;
		copy.isBackgroundFound = isBackgroundFound;
		copy.noise = noise;
		copy.gain = gain;
		copy.offset = offset;
		copy.readNoise = readNoise;
		copy.optics = optics;
		copy.otherChannels = otherChannels;
		copy.timeMeans = timeMeans;
		copy.settings = settings;
		copy.part = part;
		copy.advice = advice;
		change.apply(copy);
		return copy;
	}

	/** @return this and the PSF that the restoration used */
	public QualityInput withPsf(final Psf value) {
		return with(c -> c.psf = value);
	}

	/** @return this and the true object, of the same size */
	public QualityInput withTruth(final Volume value) {
		return with(c -> c.truth = value);
	}

	/** @return this and a second recording of the same object */
	public QualityInput withRawRepeat(final Volume value) {
		return with(c -> c.rawRepeat = value);
	}

	/** @return this and a restoration of a second recording, or of an independent half */
	public QualityInput withRestoredRepeat(final Volume value) {
		return with(c -> c.restoredRepeat = value);
	}

	/** @return this and the background that the restoration took, counts */
	public QualityInput withBackground(final double counts) {
		return with(c -> c.background = OptionalDouble.of(counts));
	}

	/** @return this, whose background was found in the stack by the restoration and given by nobody */
	public QualityInput withBackgroundFound() {
		return with(c -> c.isBackgroundFound = true);
	}

	/** @return this and the camera that the restoration took; instead of gain and offset, which the stack would tell */
	public QualityInput withNoise(final NoiseModel value) {
		return with(c -> c.noise = value);
	}

	/** @return this and the detector's gain, e⁻ per count */
	public QualityInput withGain(final double electronsPerCount) {
		return with(c -> c.gain = OptionalDouble.of(electronsPerCount));
	}

	/** @return this and the detector's offset, counts */
	public QualityInput withOffset(final double counts) {
		return with(c -> c.offset = OptionalDouble.of(counts));
	}

	/** @return this and the detector's read noise, e⁻ */
	public QualityInput withReadNoise(final double electrons) {
		return with(c -> c.readNoise = OptionalDouble.of(electrons));
	}

	/** @return this and what is known of the microscope */
	public QualityInput withOptics(final OpticalSettings value) {
		return with(c -> c.optics = value);
	}

	/**
	 * @return this and further channels of the recording, to be checked for shifts; each is asked for once, when its
	 *         turn comes
	 */
	public QualityInput withOtherChannels(final List<Supplier<Volume>> value) {
		return with(c -> c.otherChannels = List.copyOf(value));
	}

	/** @return this and the mean counts of each time point, to be checked for bleaching */
	public QualityInput withTimeMeans(final double... counts) {
		return with(c -> c.timeMeans = counts.clone());
	}

	/** @return this and what part of a larger stack the volumes are, in words */
	public QualityInput withPart(final String words) {
		return with(c -> c.part = words);
	}

	/** @return this and what was found of the recording by other means, to be told with the report's own findings */
	public QualityInput withAdvice(final List<Finding> value) {
		return with(c -> c.advice = List.copyOf(value));
	}

	/** @return this and settings to be shown in the report */
	public QualityInput withSettings(final List<Setting> value) {
		return with(c -> c.settings = List.copyOf(value));
	}

	/** @return what was found of the recording by other means */
	List<Finding> advice() {
		return advice;
	}

	/** @return the recording, counts */
	public Volume raw() {
		return raw;
	}

	/** @return the restored stack */
	public Volume restored() {
		return restored;
	}

	/** @return µm */
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	/** @return the PSF, if known */
	public Optional<Psf> psf() {
		return Optional.ofNullable(psf);
	}

	/** @return the true object, if known */
	public Optional<Volume> truth() {
		return Optional.ofNullable(truth);
	}

	/** @return a second recording, if there is one */
	public Optional<Volume> rawRepeat() {
		return Optional.ofNullable(rawRepeat);
	}

	/** @return a second restoration, if there is one */
	public Optional<Volume> restoredRepeat() {
		return Optional.ofNullable(restoredRepeat);
	}

	/** @return counts */
	public OptionalDouble background() {
		return background;
	}

	/** @return whether the restoration found it in the stack */
	boolean isBackgroundFound() {
		return isBackgroundFound;
	}

	/** @return the camera that the restoration took, if that is known */
	public Optional<NoiseModel> noise() {
		return Optional.ofNullable(noise);
	}

	/** @return e⁻ per count */
	public OptionalDouble gain() {
		return gain;
	}

	/** @return counts */
	public OptionalDouble offset() {
		return offset;
	}

	/** @return e⁻ */
	public OptionalDouble readNoise() {
		return readNoise;
	}

	/** @return what is known of the microscope */
	public OpticalSettings optics() {
		return optics;
	}

	/** @return further channels, possibly none */
	public List<Supplier<Volume>> otherChannels() {
		return otherChannels;
	}

	/** @return mean counts of each time point, possibly none */
	public double[] timeMeans() {
		return timeMeans.clone();
	}

	/** @return what part of a larger stack the volumes are; empty: they are all of it */
	public String part() {
		return part;
	}

	/** @return settings to be shown */
	public List<Setting> settings() {
		return settings;
	}
}
