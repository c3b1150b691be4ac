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
package sc.fiji.lucid.command.result;

import java.util.Arrays;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.LUT;

/**
 * One of two compared images. It is followed while it is open, and kept as it was last when it is closed: ImageJ then
 * empties its stack, so that the planes themselves are held.
 */
final class ComparedImage {

	private final ImagePlus image;
	private final int width;
	private final int height;
	private final int channels;
	private final int slices;
	private final int frames;
	private ImageStack planes;
	private LUT[] luts;
	private int channel;
	private int frame;

	/** @param image that is open, and no RGB image */
	ComparedImage(final ImagePlus image) {
		this.image = image;
		width = image.getWidth();
		height = image.getHeight();
		channels = image.getNChannels();
		slices = image.getNSlices();
		frames = image.getNFrames();
		planes = image.getStack();
		follow();
	}

	/** Takes what the image shows now, unless it was closed, or has become one that cannot be compared. */
	synchronized void follow() {
		final ImageStack now = image.getStack();
		if (now.size() != channels * slices * frames || now.getWidth() != width || now.getHeight() != height ||
			now.getBitDepth() == 24) return;
		final ImageStack held = held(now);
		final LUT[] shown = image.getLuts();
		if (held == null || shown.length == 0) return;
		planes = held;
		luts = shown;
		channel = image.getC();
		frame = image.getT();
	}

	/** @return the same planes in a stack that ImageJ does not empty; null if it has done so already */
	private static ImageStack held(final ImageStack stack) {
		final Object[] arrays = stack.getImageArray();
		if (arrays == null || stack.isVirtual()) return stack;
		final ImageStack held = new ImageStack(stack.getWidth(), stack.getHeight());
		for (final Object plane : Arrays.copyOf(arrays, stack.size())) {
			if (plane == null) return null;
			held.addSlice("", plane);
		}
		return held;
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	int slices() {
		return slices;
	}

	int channels() {
		return channels;
	}

	int frames() {
		return frames;
	}

	/** @return the channel that is shown, from 1 */
	synchronized int channel() {
		return channel;
	}

	/** @return the frame that is shown, from 1 */
	synchronized int frame() {
		return frame;
	}

	/** @return the look-up table of the channel that is shown */
	synchronized LUT lut() {
		return luts[Math.min(luts.length, channel) - 1];
	}

	/**
	 * @param inChannel from 1
	 * @param inFrame from 1
	 * @return a slice, from 1
	 */
	synchronized ImageProcessor plane(final int inChannel, final int slice, final int inFrame) {
		return planes.getProcessor(((inFrame - 1) * slices + slice - 1) * channels + inChannel);
	}
}
