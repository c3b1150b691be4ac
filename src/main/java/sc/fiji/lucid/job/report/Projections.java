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
package sc.fiji.lucid.job.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Maximum projections of a volume along z, y and x, gathered plane by plane, and
 * drawn side by side with those of another: XY above XZ, with YZ beside, z
 * stretched to the scale of x and y, and a scale bar.
 */
public final class Projections {

	private static final int GAP = 4;
	private static final int TITLE = 18;
	private static final double DARK = 0.01;
	private static final double BRIGHT = 0.998;

	private final int nx;
	private final int ny;
	private final int nz;
	private final float[] xy;
	private final float[] xz;
	private final float[] yz;

	public Projections(final int nx, final int ny, final int nz) {
		this.nx = nx;
		this.ny = ny;
		this.nz = nz;
		xy = filled(nx * ny);
		xz = filled(nx * nz);
		yz = filled(nz * ny);
	}

	private static float[] filled(final int n) {
		final float[] lowest = new float[n];
		Arrays.fill(lowest, Float.NEGATIVE_INFINITY);
		return lowest;
	}

	/** Adds the part of plane z that starts at (x0, y0), x fastest. */
	public void add(final int z, final int x0, final int y0, final int width, final float[] part) {
		for (int i = 0; i < part.length; i++) {
			final int x = x0 + i % width, y = y0 + i / width;
			final float v = part[i];
			xy[y * nx + x] = Math.max(xy[y * nx + x], v);
			xz[z * nx + x] = Math.max(xz[z * nx + x], v);
			yz[y * nz + z] = Math.max(yz[y * nz + z], v);
		}
	}

	/** @return a picture of two volumes of one size, each with its own display range */
	public static BufferedImage picture(final Projections before, final Projections after, final VoxelSize voxel) {
		final int depth = before.depth(voxel), scale = Math.max(1, 480 / (before.nx + depth));
		final int width = scale * (before.nx + depth) + GAP, height = scale * (before.ny + depth) + GAP;
		final BufferedImage picture = new BufferedImage(2 * width + 3 * GAP, height + TITLE + 2 * GAP,
			BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = picture.createGraphics();
		g.setColor(new Color(0x303030));
		g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
		before.draw(g, GAP, "recorded", depth, scale);
		after.draw(g, width + 2 * GAP, "restored", depth, scale);
		bar(g, GAP, picture.getHeight() - 2 * GAP, scale, voxel.x(), before.nx);
		g.dispose();
		return picture;
	}

	/** Pixels that the z axis takes at the scale of x. */
	private int depth(final VoxelSize voxel) {
		return Math.max(1, (int) Math.round(nz * voxel.z() / voxel.x()));
	}

	private void draw(final Graphics2D g, final int left, final String title, final int depth, final int scale) {
		g.setColor(Color.WHITE);
		g.drawString(title, left, TITLE - 4);
		final float[] range = range();
		final int top = TITLE, right = left + scale * nx + GAP, below = top + scale * ny + GAP;
		g.drawImage(image(xy, nx, ny, range), left, top, scale * nx, scale * ny, null);
		g.drawImage(image(xz, nx, nz, range), left, below, scale * nx, scale * depth, null);
		g.drawImage(image(yz, nz, ny, range), right, top, scale * depth, scale * ny, null);
	}

	private float[] range() {
		final float[] sorted = xy.clone();
		Arrays.sort(sorted);
		return new float[] { sorted[(int) (DARK * sorted.length)], sorted[(int) (BRIGHT * sorted.length)] };
	}

	private static BufferedImage image(final float[] values, final int width, final int height, final float[] range) {
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
		final byte[] grey = new byte[values.length];
		final float span = Math.max(range[1] - range[0], Float.MIN_NORMAL);
		for (int i = 0; i < grey.length; i++)
			grey[i] = (byte) Math.round(255 * Math.min(1, Math.max(0, (values[i] - range[0]) / span)));
		image.getRaster().setDataElements(0, 0, width, height, grey);
		return image;
	}

	/** A scale bar of a round length, about a quarter of the width. */
	private static void bar(final Graphics2D g, final int left, final int bottom, final int scale, final double pixel,
		final int nx)
	{
		final double quarter = nx * pixel / 4, decade = Math.pow(10, Math.floor(Math.log10(quarter)));
		final double length = decade * (quarter >= 5 * decade ? 5 : quarter >= 2 * decade ? 2 : 1);
		g.setColor(Color.WHITE);
		g.fillRect(left + 6, bottom - 8, (int) Math.round(scale * length / pixel), 3);
		g.drawString(Digits.of(length) + " µm", left + 6, bottom - 12);
	}
}
