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
import java.awt.EventQueue;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.gui.Roi;
import ij.gui.RoiListener;
import ij.process.ImageProcessor;

/** Follows the selection in a comparison: XZ is that of its row, a line gives the profiles of both images along it. */
public final class ComparedSelection implements RoiListener {

	/** A little above the largest value. */
	private static final double TOP = 1.05;

	private final ImagePlus comparison;
	private final ComparedStack stack;
	private PlotWindow window;

	public ComparedSelection(final ImagePlus comparison, final ComparedStack stack) {
		this.comparison = comparison;
		this.stack = stack;
	}

	@Override
	public void roiModified(final ImagePlus image, final int what) {
		if (comparison.getWindow() == null) Roi.removeRoiListener(this);
		if (image != comparison || what == DELETED || image.getRoi() == null) return;
		final Roi roi = image.getRoi();
		if (roi.getBounds().getCenterY() >= stack.height()) return;
		EventQueue.invokeLater(() -> {
			stack.setRow((int) roi.getBounds().getCenterY());
			comparison.updateVirtualSlice();
			if (roi instanceof Line line && line.getLength() > 1) draw(line);
		});
	}

	private void draw(final Line line) {
		final Plot plot = new Plot("Profiles of " + comparison.getTitle(),
			"distance (" + comparison.getCalibration().getUnit() + ")", "share of the largest value");
		add(plot, line, false, Color.GRAY);
		add(plot, line, true, Color.RED);
		plot.setLimits(0, comparison.getCalibration().pixelWidth * line.getRawLength(), 0, TOP);
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.addLegend("recorded\nrestored");
		if (window != null && window.isShowing()) window.drawPlot(plot);
		else {
			window = plot.show();
			window.setLocation(0, comparison.getWindow().getY());
		}
	}

	/** Lines may be drawn in either half. */
	private void add(final Plot plot, final Line line, final boolean second, final Color colour) {
		final double shift = line.x1d >= stack.offset() ? stack.offset() : 0;
		final ImageProcessor plane = stack.plane(second, comparison.getCurrentSlice());
		plane.setInterpolate(true);
		final double[] values = plane.getLine(line.x1d - shift, line.y1d, line.x2d - shift, line.y2d);
		final double[] distances = new double[values.length];
		double largest = Double.MIN_NORMAL;
		for (final double value : values)
			largest = Math.max(largest, value);
		for (int i = 0; i < values.length; i++) {
			values[i] /= largest;
			distances[i] = i * comparison.getCalibration().pixelWidth * line.getRawLength() /
				Math.max(1, values.length - 1);
		}
		plot.setColor(colour);
		plot.setLineWidth(2);
		plot.addPoints(distances, values, Plot.LINE);
	}
}
