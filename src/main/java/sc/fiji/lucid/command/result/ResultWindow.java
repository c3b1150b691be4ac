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

import java.awt.Rectangle;
import java.util.Arrays;

import javax.swing.SwingUtilities;

import ij.CompositeImage;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.ImageWindow;
import sc.fiji.lucid.quality.report.page.DisplayRange;

/** Shows a result as its recording is shown: beside it, with its zoom and selection, but a display range of its own. */
public final class ResultWindow implements ImageListener {

	/** The darkest background black; the few brightest voxels do not make the rest dark. */
	private static final double DARK = 0.01;
	private static final double BRIGHT = 0.9995;

	private static final int SAMPLE = 500_000;

	private final ImagePlus raw;
	private final ImagePlus result;

	private ResultWindow(final ImagePlus raw, final ImagePlus result) {
		this.raw = raw;
		this.result = result;
	}

	/** Gives a result the display ranges of its own voxels, whoever called: those of its recording show it black. */
	public static void setRanges(final ImagePlus result) {
		for (int c = 1; c <= result.getNChannels(); c++)
			setRange(result, c, range(result, c));
	}

	/** Prepares the window that Fiji will open. */
	public static void prepare(final ImagePlus raw, final ImagePlus result) {
		if (raw.getRoi() != null && raw.getHeight() == result.getHeight())
			result.setRoi((ij.gui.Roi) raw.getRoi().clone());
		ImagePlus.addImageListener(new ResultWindow(raw, result));
	}

	private static void setRange(final ImagePlus image, final int channel, final DisplayRange range) {
		if (image instanceof CompositeImage composite && image.getNChannels() > 1) {
			composite.getChannelLut(channel).min = range.low();
			composite.getChannelLut(channel).max = range.high();
			if (channel == image.getC()) image.setDisplayRange(range.low(), range.high());
		}
		else if (channel == image.getC()) image.setDisplayRange(range.low(), range.high());
	}

	/** @return what is shown black and white of a channel in all slices of the current frame, or one that holds data */
	static DisplayRange range(final ImagePlus image, final int channel) {
		float[] sample = sample(image, channel, image.getT());
		for (int t = 1; sample.length == 0 && t <= image.getNFrames(); t++)
			sample = sample(image, channel, t);
		return DisplayRange.of(new float[][] { sample }, DARK, BRIGHT);
	}

	private static float[] sample(final ImagePlus image, final int channel, final int frame) {
		final int size = image.getWidth() * image.getHeight(), slices = image.getNSlices();
		final int every = (int) Math.max(1, (long) size * slices / SAMPLE);
		final float[] sample = new float[slices * (size / every + 1)];
		int n = 0;
		for (int z = 1; z <= slices; z++) {
			final ij.process.ImageProcessor plane = image.getStack()
				.getProcessor(image.getStackIndex(channel, z, frame));
			for (int i = z % every; i < size; i += every)
				// What a deskewed scan has not seen, or could not be restored, is none.
				if (Float.isFinite(plane.getf(i))) sample[n++] = plane.getf(i);
		}
		return Arrays.copyOf(sample, n);
	}

	@Override
	public void imageOpened(final ImagePlus image) {
		if (image != result) return;
		ImagePlus.removeImageListener(this);
		SwingUtilities.invokeLater(this::place);
	}

	private void place() {
		final ImageWindow before = raw.getWindow(), after = result.getWindow();
		if (before == null || after == null) return;
		zoom(result, raw.getCanvas().getMagnification());
		final Rectangle screen = before.getGraphicsConfiguration().getBounds();
		final int right = before.getX() + before.getWidth(), left = before.getX() - after.getWidth();
		if (right + after.getWidth() <= screen.x + screen.width) after.setLocation(right, before.getY());
		else if (left >= screen.x) after.setLocation(left, before.getY());
	}

	/** Zooms as a user does, in ImageJ's steps, which fits the window to the image. */
	static void zoom(final ImagePlus image, final double magnification) {
		for (double last = 0; image.getCanvas().getMagnification() < magnification &&
			last != image.getCanvas().getMagnification();)
		{
			last = image.getCanvas().getMagnification();
			image.getCanvas().zoomIn(0, 0);
		}
		for (double last = 0; image.getCanvas().getMagnification() > magnification &&
			last != image.getCanvas().getMagnification();)
		{
			last = image.getCanvas().getMagnification();
			image.getCanvas().zoomOut(0, 0);
		}
	}

	@Override
	public void imageClosed(final ImagePlus image) {
		if (image == result) ImagePlus.removeImageListener(this);
	}

	@Override
	public void imageUpdated(final ImagePlus image) {
		// Only its opening matters.
	}
}
