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

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import javax.imageio.ImageIO;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * A stack as two pictures: XY and XZ through its middle or, for intensities, the brightest
 * projection along Z and Y.
 *
 * @param title of both
 * @param unit of the range
 * @param low the value of the darkest colour
 * @param high the value of the brightest colour
 * @param projection whether maxima are shown rather than middle slices
 * @param xy PNG as a data URI
 * @param xz PNG as a data URI, voxels made square
 * @param width of XY, µm
 * @param depth of XZ, µm
 */
public record Picture(String title, String unit, double low, double high, boolean projection, String xy, String xz,
	double width, double depth)
{

	/** How values become colours. */
	enum Colours {
		/** Black to white. */
		GREY,
		/** Blue below, white at, and red above zero. */
		DIVERGING
	}

	/** Larger pictures are made smaller, to keep the page light. */
	private static final int LARGEST = 640;

	static Picture of(final String title, final String unit, final Volume volume, final VoxelSize voxelSize,
		final Colours colours)
	{
		final boolean projection = colours == Colours.GREY;
		final Extent e = volume.extent();
		final DisplayRange range = projection ? DisplayRange.of(volume, 0.01, 0.9995) : new DisplayRange(-4, 4);
		final float[][] xy = new float[e.ny()][e.nx()], xz = new float[e.nz()][e.nx()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				if (projection) for (int x = 0; x < e.nx(); x++) {
					xy[y][x] = z == 0 ? row[x] : Math.max(xy[y][x], row[x]);
					xz[z][x] = y == 0 ? row[x] : Math.max(xz[z][x], row[x]);
				}
				else {
					if (z == e.nz() / 2) xy[y] = row.clone();
					if (y == e.ny() / 2) xz[z] = row.clone();
				}
			}
		return new Picture(title, unit, range.low(), range.high(), projection, png(xy, voxelSize.y() / voxelSize.x(), range,
			colours), png(xz, voxelSize.z() / voxelSize.x(), range, colours), e.nx() * voxelSize.x(), e.nz() * voxelSize.z());
	}

	private static String png(final float[][] values, final double aspect, final DisplayRange range,
		final Colours colours)
	{
		final int nx = values[0].length;
		final double shrink = Math.min(1, (double) LARGEST / Math.max(nx, values.length * aspect));
		final int width = Math.max(1, (int) (nx * shrink)), height = Math.max(1, (int) Math.round(values.length * aspect *
			shrink));
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int j = 0; j < height; j++)
			for (int i = 0; i < width; i++) {
				final float v = values[(int) ((long) j * values.length / height)][(int) ((long) i * nx / width)];
				image.setRGB(i, j, colour((v - range.low()) / (range.high() - range.low()), colours));
			}
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", bytes);
		}
		catch (final IOException e) {
			throw new UncheckedIOException("The picture cannot be written to memory.", e);
		}
		return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
	}

	private static int colour(final double share, final Colours colours) {
		final double t = share > 0 ? Math.min(1, share) : 0;
		if (colours == Colours.GREY) return 0x010101 * (int) Math.round(255 * Math.sqrt(t));
		// From blue (33, 102, 172) over white to red (178, 24, 43).
		final double u = Math.abs(2 * t - 1);
		final int[] end = t < 0.5 ? new int[] { 33, 102, 172 } : new int[] { 178, 24, 43 };
		int rgb = 0;
		for (final int channel : end)
			rgb = rgb << 8 | (int) Math.round(255 + u * (channel - 255));
		return rgb;
	}
}
