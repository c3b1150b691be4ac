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
package sc.fiji.lucid.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * What a stack says about itself: any part may be unknown, nothing is guessed.
 * Lengths in µm, times in seconds. Immutable.
 */
public final class StackMetadata {

	/** Nothing known. */
	public static final StackMetadata NONE = new Builder().build();

	private final OptionalDouble[] voxel;
	private final String voxelSource;
	private final OptionalDouble frameInterval;
	private final OptionalDouble zRise;
	private final List<Double> position;
	private final List<OpticalSettings> optics;
	private final List<String> channelNames;
	private final List<String> notes;
	private final ImageJProperties imagej;
	private final boolean forDisplay;

	private StackMetadata(final Builder b) {
		voxel = b.voxel.clone();
		voxelSource = b.voxelSource;
		frameInterval = b.frameInterval;
		zRise = b.zRise;
		position = b.position;
		optics = List.copyOf(b.optics);
		channelNames = List.copyOf(b.channelNames);
		notes = List.copyOf(b.notes);
		imagej = b.imagej;
		forDisplay = b.forDisplay || DisplayStamp.isIn(imagej.info()) ||
			DisplayStamp.isIn(imagej.description().toString());
	}

	/** @return µm between voxels along X, empty if not known */
	public OptionalDouble voxelX() {
		return voxel[0];
	}

	/** @return µm between voxels along Y, empty if not known */
	public OptionalDouble voxelY() {
		return voxel[1];
	}

	/** @return µm between slices, empty if not known: ImageJ writes none when the stack has no z calibration */
	public OptionalDouble voxelZ() {
		return voxel[2];
	}

	/** @return the voxel size, if it is known on every axis */
	public Optional<VoxelSize> voxelSize() {
		return voxel[0].isPresent() && voxel[1].isPresent() && voxel[2].isPresent()
			? Optional.of(new VoxelSize(voxel[0].getAsDouble(), voxel[1].getAsDouble(), voxel[2].getAsDouble()))
			: Optional.empty();
	}

	/** @return where the voxel size stands, in words, as {@code ImageJ tags}; empty if nowhere */
	public String voxelSource() {
		return voxelSource;
	}

	/** @return seconds between frames, empty if not known */
	public OptionalDouble frameInterval() {
		return frameInterval;
	}

	/**
	 * @return by how much the stage's z position at the last slice exceeds that at the first, in the file's unit; empty
	 *         if not known. Which way leads into the sample depends on the microscope
	 */
	public OptionalDouble zRise() {
		return zRise;
	}

	/** @return where the middle of the first voxel lies along X, Y and Z, µm; no numbers if the file does not say */
	public List<Double> position() {
		return position;
	}

	/** @return the optics of a channel (from 0), each value with origin {@code FILE} */
	public OpticalSettings optics(final int channel) {
		return channel < optics.size() ? optics.get(channel) : OpticalSettings.NONE;
	}

	/** @return the channel's name (from 0), empty if it has none */
	public Optional<String> channelName(final int channel) {
		return channel < channelNames.size() && !channelNames.get(channel).isBlank()
			? Optional.of(channelNames.get(channel)) : Optional.empty();
	}

	/** @return what the user should be told: where values come from, conflicts, what was rounded or left out */
	public List<String> notes() {
		return notes;
	}

	/** @return what is carried from a stack to its result */
	public ImageJProperties imagej() {
		return imagej;
	}

	/** @return whether the stack says that it was enhanced for the eye, see {@link DisplayStamp} */
	public boolean isForDisplay() {
		return forDisplay;
	}

	/** @return a builder that starts from these values */
	public Builder toBuilder() {
		final Builder b = new Builder();
		System.arraycopy(voxel, 0, b.voxel, 0, 3);
		b.voxelSource = voxelSource;
		b.frameInterval = frameInterval;
		b.zRise = zRise;
		b.position = position;
		b.optics.addAll(optics);
		b.channelNames.addAll(channelNames);
		b.notes.addAll(notes);
		b.imagej = imagej;
		b.forDisplay = forDisplay;
		return b;
	}

	/** Collects what is known. */
	public static final class Builder {

		private final OptionalDouble[] voxel = { OptionalDouble.empty(), OptionalDouble.empty(),
			OptionalDouble.empty() };
		private String voxelSource = "";
		private OptionalDouble frameInterval = OptionalDouble.empty();
		private OptionalDouble zRise = OptionalDouble.empty();
		private List<Double> position = List.of();
		private final List<OpticalSettings> optics = new ArrayList<>();
		private final List<String> channelNames = new ArrayList<>();
		private final List<String> notes = new ArrayList<>();
		private ImageJProperties imagej = ImageJProperties.NONE;
		private boolean forDisplay;

		/** @return this, with µm per voxel on {@code axis} (0 is X); ignored unless a positive, finite number */
		public Builder voxel(final int axis, final double micrometres) {
			if (micrometres > 0 && micrometres < Double.POSITIVE_INFINITY) voxel[axis] = OptionalDouble.of(micrometres);
			return this;
		}

		/** @return this, with the voxel size */
		public Builder voxel(final VoxelSize size, final String source) {
			return voxel(0, size.x()).voxel(1, size.y()).voxel(2, size.z()).voxelSource(source);
		}

		/** @return this, with the place where the voxel size stands */
		public Builder voxelSource(final String source) {
			voxelSource = source;
			return this;
		}

		/** @return this, with the seconds between frames; ignored unless positive */
		public Builder frameInterval(final double seconds) {
			if (seconds > 0 && seconds < Double.POSITIVE_INFINITY) frameInterval = OptionalDouble.of(seconds);
			return this;
		}

		/** @return this, with the rise of the stage from the first slice to the last; ignored unless finite, not 0 */
		public Builder zRise(final double rise) {
			if (Double.isFinite(rise) && rise != 0) zRise = OptionalDouble.of(rise);
			return this;
		}

		/** @return this, with where the first voxel lies along X, Y and Z, µm; ignored unless finite; none for no numbers */
		public Builder position(final List<Double> micrometres) {
			if (micrometres.stream().allMatch(Double::isFinite)) position = List.copyOf(micrometres);
			return this;
		}

		/** @return this, with the next channel's name (empty for none) and optics */
		public Builder channel(final String name, final OpticalSettings settings) {
			channelNames.add(name);
			optics.add(settings);
			return this;
		}

		/** @return this, with nothing of the channels */
		public Builder withoutChannels() {
			channelNames.clear();
			optics.clear();
			return this;
		}

		/** @return this, with one more thing to tell the user */
		public Builder note(final String note) {
			notes.add(note);
			return this;
		}

		/** @return this, enhanced for the eye if that is so */
		public Builder forDisplay(final boolean value) {
			forDisplay |= value;
			return this;
		}

		/** @return this, with ImageJ's properties */
		public Builder imagej(final ImageJProperties properties) {
			imagej = properties;
			return this;
		}

		/** @return the metadata */
		public StackMetadata build() {
			return new StackMetadata(this);
		}
	}
}
