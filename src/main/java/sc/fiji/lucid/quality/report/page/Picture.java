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
package sc.fiji.lucid.quality.report.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import javax.imageio.ImageIO;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.agreement.ErrorMap;

/**
 * A stack as two pictures, XY and XZ.
 *
 * @param title of both
 * @param unit of the range
 * @param low the value of the first colour
 * @param high the value of the last colour
 * @param colours how values become colours
 * @param shown what of the third axis is shown, in words
 * @param xy PNG as a data URI
 * @param xz PNG as a data URI, voxels made square; empty for a single plane
 * @param width of XY, µm
 */
public record Picture(String title, String unit, double low, double high, Colours colours, String shown, String xy,
	String xz, double width)
{

	/** Larger pictures are made smaller, to keep the page light. */
	private static final int LARGEST = 640;

	/** What the residual is shown between, standard deviations. */
	private static final double DEVIATIONS = 4;

	/** Intensities: the brightest along the third axis. */
	public static Picture projections(final String title, final String unit, final Volume volume,
		final VoxelSize voxelSize)
	{
		final Extent e = volume.extent();
		final float[][] xy = new float[e.ny()][], xz = new float[e.nz()][];
		Planes.forEach(e.ny(), y -> {
			final float[] most = volume.row(y, 0).clone();
			for (int z = 1; z < e.nz(); z++)
				brighten(most, volume.row(y, z));
			xy[y] = most;
		});
		Planes.forEach(e.nz(), z -> {
			final float[] most = volume.row(0, z).clone();
			for (int y = 1; y < e.ny(); y++)
				brighten(most, volume.row(y, z));
			xz[z] = most;
		});
		return of(title, unit, DisplayRange.of(volume, 0.01, 0.9995), Colours.GREY, "brightest along the third axis",
			xy, xz, voxelSize);
	}

	private static void brighten(final float[] most, final float[] row) {
		for (int x = 0; x < most.length; x++)
			most[x] = Math.max(most[x], row[x]);
	}

	/** Deviations, with zero in the middle: the middle slices. */
	public static Picture slices(final String title, final String unit, final Volume volume,
		final VoxelSize voxelSize)
	{
		final Extent e = volume.extent();
		final float[][] xy = new float[e.ny()][], xz = new float[e.nz()][];
		for (int y = 0; y < e.ny(); y++)
			xy[y] = volume.row(y, e.nz() / 2).clone();
		for (int z = 0; z < e.nz(); z++)
			xz[z] = volume.row(e.ny() / 2, z).clone();
		return of(title, unit, new DisplayRange(-DEVIATIONS, DEVIATIONS), Colours.DIVERGING, "middle slices", xy, xz,
			voxelSize);
	}

	/** Errors, from zero. */
	public static Picture errors(final String title, final String unit, final ErrorMap map, final VoxelSize voxelSize) {
		return of(title, unit, new DisplayRange(0, DisplayRange.of(map.xy(), 0, 0.999).high()), Colours.HEAT,
			"root mean square along the third axis", map.xy(), map.xz(), voxelSize);
	}

	private static Picture of(final String title, final String unit, final DisplayRange range, final Colours colours,
		final String shown, final float[][] xy, final float[][] xz, final VoxelSize v)
	{
		return new Picture(title, unit, range.low(), range.high(), colours, shown,
			png(xy, v.y() / v.x(), range, colours), xz.length == 1 ? "" : png(xz, v.z() / v.x(), range, colours),
			xy[0].length * v.x());
	}

	private static String png(final float[][] values, final double aspect, final DisplayRange range,
		final Colours colours)
	{
		final int nx = values[0].length;
		final double shrink = Math.min(1, (double) LARGEST / Math.max(nx, values.length * aspect));
		final int width = Math.max(1, (int) (nx * shrink)),
			height = Math.max(1, (int) Math.round(values.length * aspect * shrink));
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int j = 0; j < height; j++)
			for (int i = 0; i < width; i++) {
				final float v = values[(int) ((long) j * values.length / height)][(int) ((long) i * nx / width)];
				image.setRGB(i, j, colours.of((v - range.low()) / (range.high() - range.low())));
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
}
