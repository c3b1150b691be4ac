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
package sc.fiji.lucid.io.imagej;

import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.LUT;
import sc.fiji.lucid.io.StackShape;

/** Chosen channels and frames of an open image: what ImageJ keeps of them beside the voxels. */
final class ImageJPart {

	private final ImagePlus whole;
	private final int[] channels;
	private final int[] frames;

	/**
	 * @param channels from 0
	 * @param frames from 0
	 */
	ImageJPart(final ImagePlus whole, final int[] channels, final int[] frames) {
		this.whole = whole;
		this.channels = channels.clone();
		this.frames = frames.clone();
	}

	StackShape shape() {
		return new StackShape(whole.getWidth(), whole.getHeight(), whole.getNSlices(), channels.length, frames.length);
	}

	int[] channels() {
		return channels.clone();
	}

	int[] frames() {
		return frames.clone();
	}

	private boolean isWhole() {
		return channels.length == whole.getNChannels() && frames.length == whole.getNFrames();
	}

	/** @return the label of a plane, null if it has none */
	String label(final int channel, final int slice, final int frame) {
		return whole.getStack().getSliceLabel(whole.getStackIndex(channels[channel] + 1, slice + 1, frames[frame] + 1));
	}

	/**
	 * The look-up table of a channel, with the display range that it has: channels and
	 * frames are to be compared as before. A single stack, whose range ImageJ set by
	 * itself when it was opened, gets that of its new voxels.
	 *
	 * @param voxels minimum and maximum of the new voxels
	 */
	LUT lut(final int channel, final double[] voxels) {
		final LUT[] all = whole.getLuts();
		final LUT lut = all.length == 0 ? LUT.createLutFromColor(java.awt.Color.WHITE)
			: (LUT) all[Math.min(channels[channel], all.length - 1)].clone();
		final boolean single = whole.getNChannels() == 1;
		final double offset = whole.getCalibration().isSigned16Bit() ? -32768 : 0;
		final double min = single ? whole.getDisplayRangeMin() : lut.min,
			max = single ? whole.getDisplayRangeMax() : lut.max;
		final boolean kept = min < max && whole.getNChannels() * whole.getNFrames() > 1;
		lut.min = kept ? min + offset : voxels[0];
		lut.max = kept ? max + offset : voxels[1];
		return lut;
	}

	/**
	 * @return the regions on chosen channels and frames, or on all, at their new positions; null if there is no overlay
	 */
	Overlay overlay() {
		if (whole.getOverlay() == null) return null;
		final Overlay all = whole.getOverlay().duplicate();
		if (isWhole()) return all;
		final Overlay kept = all.create();
		for (final Roi roi : all)
			if (moved(roi)) kept.add(roi);
		return kept;
	}

	/** @return whether the region is to be seen in the part, at the position that it has now */
	private boolean moved(final Roi roi) {
		if (!roi.hasHyperStackPosition() && roi.getPosition() > 0) {
			final int[] czt = whole.convertIndexToPosition(roi.getPosition());
			roi.setPosition(czt[0], czt[1], czt[2]);
		}
		if (!roi.hasHyperStackPosition()) return true;
		final int channel = place(channels, roi.getCPosition()), frame = place(frames, roi.getTPosition());
		if (channel < 0 || frame < 0) return false;
		if (shape().planes() == shape().slices()) roi.setPosition(roi.getZPosition());
		else roi.setPosition(channel, roi.getZPosition(), frame);
		return true;
	}

	/** @return the number in the part, from 1; 0 for all; -1 if it is not part of it */
	private static int place(final int[] chosen, final int number) {
		return number == 0 ? 0
			: IntStream.range(0, chosen.length)
				.filter(i -> chosen[i] == number - 1)
				.map(i -> i + 1)
				.findFirst()
				.orElse(-1);
	}
}
