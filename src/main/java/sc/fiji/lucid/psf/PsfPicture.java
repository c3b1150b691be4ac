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
package sc.fiji.lucid.psf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Pictures of PSFs, without words, as a machine without fonts can draw them: XY
 * and XZ through the reference point on a log scale over four decades, to scale,
 * and beside each the profiles through the reference point on a linear scale.
 */
public final class PsfPicture {

	private static final double DECADES = 4;
	private static final int SIDE = 300;
	private static final int GAP = 10;

	private PsfPicture() {}

	/**
	 * @param microscope whose theoretical widths are drawn at half height in green,
	 *          or null
	 * @return XY above XZ at the left; profiles along X (white) and Y (orange) above
	 *         that along Z (white) at the right
	 */
	public static BufferedImage of(final Psf psf, final Microscope microscope) {
		final Extent e = psf.extent();
		final VoxelSize v = psf.voxelSize();
		final double wide = e.nx() * v.x(), high = e.ny() * v.y(), deep = e.nz() * v.z();
		final double scale = SIDE / Math.max(wide, Math.max(high, deep));
		final int w = (int) Math.ceil(wide * scale), h = (int) Math.ceil(high * scale),
			d = Math.max(40, (int) Math.ceil(deep * scale));
		final BufferedImage picture = new BufferedImage(w + SIDE + 3 * GAP, h + d + 3 * GAP,
			BufferedImage.TYPE_INT_RGB);
		final double[][] lines = Fwhm.profiles(psf.volume());
		final double peak = psf.volume().row(e.ny() / 2, e.nz() / 2)[e.nx() / 2];
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++)
				grey(picture, GAP + x, GAP + y,
					psf.volume().row(index(y, h, e.ny()), e.nz() / 2)[index(x, w, e.nx())] / peak);
		for (int z = 0; z < d; z++)
			for (int x = 0; x < w; x++)
				grey(picture, GAP + x, 2 * GAP + h + z,
					psf.volume().row(e.ny() / 2, index(z, d, e.nz()))[index(x, w, e.nx())] / peak);
		final Graphics2D g = picture.createGraphics();
		g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		final Resolution theory = microscope == null ? null : Resolution.of(microscope);
		plot(g, lines[1], peak, Color.ORANGE, GAP, h, theory == null ? 0 : theory.lateralFwhm() / high, w);
		plot(g, lines[0], peak, Color.WHITE, GAP, h, 0, w);
		plot(g, lines[2], peak, Color.WHITE, 2 * GAP + h, d, theory == null ? 0 : theory.axialFwhm() / deep, w);
		g.dispose();
		return picture;
	}

	private static int index(final int pixel, final int pixels, final int n) {
		return Math.min(n - 1, pixel * n / pixels);
	}

	private static void grey(final BufferedImage picture, final int x, final int y, final double value) {
		final int grey = (int) Math.max(0, Math.min(255, 255 * (1 + Math.log10(Math.max(value, 1e-30)) / DECADES)));
		picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
	}

	private static void plot(final Graphics2D g, final double[] line, final double peak, final Color color,
		final int top, final int height, final double theory, final int left)
	{
		final int x0 = left + 2 * GAP;
		g.setColor(Color.DARK_GRAY);
		g.drawRect(x0, top, SIDE, height);
		g.setStroke(new BasicStroke(2));
		g.setColor(new Color(0, 160, 80));
		final int bar = (int) (theory * SIDE), middle = x0 + (int) ((line.length / 2 + 0.5) * SIDE / line.length);
		if (bar > 0) g.drawLine(middle - bar / 2, top + height / 2, middle + bar / 2, top + height / 2);
		g.setColor(color);
		final Path2D path = new Path2D.Double();
		for (int i = 0; i < line.length; i++) {
			final double x = x0 + (i + 0.5) * SIDE / line.length,
				y = top + height * (1 - Math.max(0, Math.min(1, line[i] / peak)));
			if (i == 0) path.moveTo(x, y);
			else path.lineTo(x, y);
		}
		g.draw(path);
	}

	/**
	 * @param volumes of one size, each of a bead in the middle of its box
	 * @param voxelSize in µm
	 * @return a montage: each XY above XZ through the middle, square-root scale
	 */
	public static BufferedImage montage(final java.util.List<Volume> volumes, final VoxelSize voxelSize) {
		final Extent e = volumes.get(0).extent();
		final int deep = Math.max(1, (int) Math.rint(e.nz() * voxelSize.z() / voxelSize.x()));
		final int columns = (int) Math.ceil(Math.sqrt(volumes.size() * (e.ny() + deep + 3) / (double) (e.nx() + 2)));
		final int rows = (volumes.size() + columns - 1) / columns;
		final BufferedImage picture = new BufferedImage(columns * (e.nx() + 2), rows * (e.ny() + deep + 3),
			BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < volumes.size(); i++) {
			final Volume v = volumes.get(i);
			final int x0 = i % columns * (e.nx() + 2), y0 = i / columns * (e.ny() + deep + 3);
			final double peak = Math.max(1e-9, v.row(e.ny() / 2, e.nz() / 2)[e.nx() / 2]);
			for (int x = 0; x < e.nx(); x++) {
				for (int y = 0; y < e.ny(); y++)
					root(picture, x0 + x, y0 + y, v.row(y, e.nz() / 2)[x] / peak);
				for (int z = 0; z < deep; z++)
					root(picture, x0 + x, y0 + e.ny() + 1 + z, v.row(e.ny() / 2, index(z, deep, e.nz()))[x] / peak);
			}
		}
		return picture;
	}

	private static void root(final BufferedImage picture, final int x, final int y, final double value) {
		final int grey = (int) (255 * Math.sqrt(Math.max(0, Math.min(1, value))));
		picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
	}
}
