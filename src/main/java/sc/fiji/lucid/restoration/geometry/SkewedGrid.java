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
package sc.fiji.lucid.restoration.geometry;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Where the voxels of a skewed stage scan lie in the upright box about it, in the coordinates of the camera: X and Y
 * along the image plane, Z along the optical axis. Each slice of the scan is one slice of the box, and lies there
 * further along Y than the one before. Immutable.
 */
public final class SkewedGrid {

	private final Extent scan;
	private final VoxelSize voxel;
	private final Skew skew;
	private final double step;
	private final Extent box;

	/**
	 * @param scan size of the recording
	 * @param voxel its voxel size in µm, whose Z is the step of the stage
	 * @param skew of the scan
	 * @throws IllegalArgumentException if the box would have more rows than can be counted
	 */
	public SkewedGrid(final Extent scan, final VoxelSize voxel, final Skew skew) {
		this.scan = scan;
		this.voxel = voxel;
		this.skew = skew;
		step = skew.shift(voxel.z()) / voxel.y();
		final double rows = scan.ny() + Math.ceil((scan.nz() - 1) * Math.abs(step) - 1e-6);
		if (rows * scan.nx() > Integer.MAX_VALUE - 16)
			throw new IllegalArgumentException("The deskewed slices would be " + scan.nx() + "x" + Math.round(rows) +
				" voxels: is the step of the stage " + voxel.z() +
				" µm (--voxel, Z)? Leave slices out, or give --deskew false.");
		box = new Extent(scan.nx(), (int) rows, scan.nz());
	}

	/** @return the size of the scan */
	public Extent scan() {
		return scan;
	}

	/** @return the size of the box */
	public Extent extent() {
		return box;
	}

	/** @return the voxel size of the box in µm */
	public VoxelSize voxelSize() {
		return skew.voxel(voxel);
	}

	/** @return by how many rows of the box a slice lies further along Y than the one before */
	public double rowsPerSlice() {
		return step;
	}

	/** @return at which row of the box, in parts of one, the first row of a slice of the scan lies */
	public double first(final int slice) {
		return slice * step - Math.min(0, (scan.nz() - 1) * step);
	}

	/** @return the first row of the box that a slice of the scan shows; it shows as many as the scan has */
	public int firstSeen(final int slice) {
		return Math.min(box.ny() - scan.ny(), (int) Math.ceil(first(slice) - 0.5));
	}

	/** @return how many voxels of the box no slice of the scan shows */
	public long unseen() {
		return box.voxels() - scan.voxels();
	}
}
