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
package sc.fiji.lucid.simulation;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * A volume, part of which shapes are drawn on; positions and sizes in µm from the
 * corner of that part. What reaches beyond it is drawn too, as far as the volume.
 */
final class Canvas {

	/** Brightness per µm³ at a point. */
	@FunctionalInterface
	interface Density {

		double at(double x, double y, double z);
	}

	private static final int SMOOTH = 8;

	private final Volume volume;
	private final VoxelSize voxel;
	private final int[] origin;
	private final Extent part;
	private final Placement placement;

	/**
	 * @param origin first voxel of the part, X, Y, Z
	 * @param part its size
	 * @param placement where what is drawn comes to lie, about the middle of the part
	 */
	Canvas(final Extent extent, final VoxelSize voxel, final int[] origin, final Extent part,
		final Placement placement)
	{
		volume = new Volume(extent);
		this.voxel = voxel;
		this.origin = origin.clone();
		this.part = part;
		this.placement = placement;
	}

	/** Things lie where they are drawn. */
	Canvas(final Extent extent, final VoxelSize voxel, final int[] origin, final Extent part) {
		this(extent, voxel, origin, part, Placement.NONE);
	}

	private double[] middle() {
		return new double[] { width() / 2, height() / 2, depth() / 2 };
	}

	Volume volume() {
		return volume;
	}

	double width() {
		return part.nx() * voxel.x();
	}

	double height() {
		return part.ny() * voxel.y();
	}

	double depth() {
		return part.nz() * voxel.z();
	}

	/** Adds a point of this brightness, shared among the eight voxels around it. */
	void point(final double x, final double y, final double z, final double brightness) {
		final double[] p = placement.of(middle(), x, y, z);
		final double vx = p[0] / voxel.x() - 0.5, vy = p[1] / voxel.y() - 0.5, vz = p[2] / voxel.z() - 0.5;
		final int x0 = (int) Math.floor(vx), y0 = (int) Math.floor(vy), z0 = (int) Math.floor(vz);
		for (int i = 0; i < 8; i++) {
			final int dx = i & 1, dy = i >> 1 & 1, dz = i >> 2;
			final double share = Math.abs(1 - dx - (vx - x0)) * Math.abs(1 - dy - (vy - y0)) *
				Math.abs(1 - dz - (vz - z0));
			add(x0 + dx, y0 + dy, z0 + dz, share * brightness);
		}
	}

	/** Adds a density within the box of half sizes (rx, ry, rz) around a centre; it is moved, not turned. */
	void box(final double x0, final double y0, final double z0, final double rx, final double ry, final double rz,
		final Density density)
	{
		final double[] p = placement.of(middle(), x0, y0, z0);
		final double cx = p[0], cy = p[1], cz = p[2];
		final double content = voxel.x() * voxel.y() * voxel.z();
		for (int z = first(cz - rz, voxel.z()); z <= (cz + rz) / voxel.z(); z++)
			for (int y = first(cy - ry, voxel.y()); y <= (cy + ry) / voxel.y(); y++)
				for (int x = first(cx - rx, voxel.x()); x <= (cx + rx) / voxel.x(); x++)
					add(x, y, z, content *
						density.at((x + 0.5) * voxel.x() - cx, (y + 0.5) * voxel.y() - cy, (z + 0.5) * voxel.z() - cz));
	}

	/**
	 * Adds a density everywhere that hardly changes over {@link #SMOOTH} voxels along X:
	 * it is asked at every so many, in µm from the corner of the part, and follows
	 * straight lines between.
	 */
	void fill(final Density drawn) {
		final double[] middle = middle();
		final Density density = (x, y, z) -> {
			final double[] p = placement.from(middle, x, y, z);
			return drawn.at(p[0], p[1], p[2]);
		};
		final Extent e = volume.extent();
		final double content = voxel.x() * voxel.y() * voxel.z();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final double py = (y - origin[1] + 0.5) * voxel.y(), pz = (z - origin[2] + 0.5) * voxel.z();
				double left, right = density.at((0.5 - origin[0]) * voxel.x(), py, pz);
				for (int x = 0; x < e.nx(); x += SMOOTH) {
					left = right;
					right = density.at((x + SMOOTH + 0.5 - origin[0]) * voxel.x(), py, pz);
					for (int i = 0; i < SMOOTH && x + i < e.nx(); i++)
						volume.row(y, z)[x + i] += (float) (content * (left + (right - left) * i / SMOOTH));
				}
			}
	}

	private static int first(final double position, final double step) {
		return (int) Math.floor(position / step);
	}

	private void add(final int i, final int j, final int k, final double brightness) {
		final Extent e = volume.extent();
		final int x = i + origin[0], y = j + origin[1], z = k + origin[2];
		if (x < 0 || y < 0 || z < 0 || x >= e.nx() || y >= e.ny() || z >= e.nz()) return;
		volume.row(y, z)[x] += (float) brightness;
	}
}
