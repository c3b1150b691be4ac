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

import java.awt.Color;
import java.awt.image.BufferedImage;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import sc.fiji.lucid.quality.report.page.DisplayRange;

/**
 * Two stacks side by side, drawn slice by slice when they are looked at: XY above, and below it XZ at one row, z
 * stretched to the scale of x. It goes on when the images are closed.
 */
public final class ComparedStack extends VirtualStack {

	private static final int GAP = 4;

	private final ComparedImage left;
	private final ComparedImage right;
	private final DisplayRange leftRange;
	private final DisplayRange rightRange;
	private final int depth;
	private int row;

	/** @throws IllegalArgumentException in one line, if the sizes differ */
	public ComparedStack(final ImagePlus left, final ImagePlus right, final boolean sameRange) {
		super(2 * left.getWidth() + GAP, left.getHeight() + GAP + depth(left), left.getNSlices());
		if (left.getWidth() != right.getWidth() || left.getHeight() != right.getHeight() ||
			left.getNSlices() != right.getNSlices())
			throw new IllegalArgumentException("'" + left.getTitle() + "' and '" + right.getTitle() +
				"' differ in size, and cannot be shown side by side: choose a recording and its restoration.");
		setBitDepth(24);
		this.left = new ComparedImage(left);
		this.right = new ComparedImage(right);
		depth = depth(left);
		row = left.getHeight() / 2;
		leftRange = ResultWindow.range(left, left.getC());
		rightRange = sameRange ? leftRange : ResultWindow.range(right, channel(this.right));
	}

	/** Pixels that the z axis takes at the scale of x. */
	private static int depth(final ImagePlus image) {
		final double stretch = image.getCalibration().pixelDepth / image.getCalibration().pixelWidth;
		return (int) Math.max(1, Math.round(image.getNSlices() * (stretch > 0 ? stretch : 1)));
	}

	/** A result may have fewer channels than its recording. */
	private int channel(final ComparedImage image) {
		return Math.min(left.channel(), image.channels());
	}

	/** Chooses the row of XZ, from 0. */
	void setRow(final int y) {
		row = Math.max(0, Math.min(left.height() - 1, y));
	}

	/** @return where the second image begins */
	int offset() {
		return left.width() + GAP;
	}

	/** @return height of the XY part */
	int height() {
		return left.height();
	}

	/** @return a slice, from 1, of the first or the second image */
	ImageProcessor plane(final boolean second, final int z) {
		final ComparedImage image = second ? right : left;
		return image.plane(channel(image), z, Math.min(left.frame(), image.frames()));
	}

	@Override
	public int getSize() {
		return left.slices();
	}

	@Override
	public int size() {
		return left.slices();
	}

	@Override
	public String getSliceLabel(final int n) {
		return "recorded | restored, XZ of row " + (row + 1) + " below";
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		left.follow();
		right.follow();
		final ColorProcessor all = new ColorProcessor(getWidth(), getHeight());
		all.setColor(new Color(0x303030));
		all.fill();
		for (final boolean second : new boolean[] { false, true }) {
			final int x = second ? offset() : 0;
			all.insert(coloured(plane(second, n), second), x, 0);
			all.insert(coloured(section(second).resize(left.width(), depth), second), x, left.height() + GAP);
		}
		return all;
	}

	private ImageProcessor section(final boolean second) {
		final FloatProcessor section = new FloatProcessor(left.width(), left.slices());
		for (int z = 1; z <= left.slices(); z++) {
			final ImageProcessor plane = plane(second, z);
			for (int x = 0; x < left.width(); x++)
				section.setf(x, z - 1, plane.getf(x, row));
		}
		section.setInterpolationMethod(ImageProcessor.BILINEAR);
		return section;
	}

	private ColorProcessor coloured(final ImageProcessor plane, final boolean second) {
		final DisplayRange range = second ? rightRange : leftRange;
		final ImageProcessor shown = plane.duplicate();
		shown.setColorModel(left.lut().getColorModel());
		shown.setMinAndMax(range.low(), range.high());
		final BufferedImage image = new BufferedImage(plane.getWidth(), plane.getHeight(), BufferedImage.TYPE_INT_RGB);
		image.getGraphics().drawImage(shown.createImage(), 0, 0, null);
		return new ColorProcessor(image);
	}

	/** Slices are drawn, not kept. */
	@Override
	public void addSlice(final String label, final ImageProcessor plane) {
		throw new UnsupportedOperationException(
			"A comparison holds no slices of its own: add to a copy of it (Image > Duplicate).");
	}
}
