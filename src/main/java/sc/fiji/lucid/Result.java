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
package sc.fiji.lucid;

import java.util.List;
import java.util.Map;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.geometry.SkewedGrid;

/** A restored image and what was done to get it. */
public final class Result {

	private final Img<FloatType> img;
	private final RandomAccessibleInterval<FloatType> image;
	private final Axes axes;
	private final VoxelSize voxels;
	private final Skew skew;
	private final List<Psf> psfs;
	private final List<String> log;
	private final List<Map<String, Object>> volumes;

	Result(final Img<FloatType> img, final RandomAccessibleInterval<FloatType> image, final Axes axes,
		final VoxelSize voxels, final Skew skew, final List<Psf> psfs, final List<String> log,
		final List<Map<String, Object>> volumes)
	{
		this.img = img;
		this.image = image;
		this.axes = axes;
		this.voxels = voxels;
		this.skew = skew;
		this.psfs = List.copyOf(psfs);
		this.log = List.copyOf(log);
		this.volumes = List.copyOf(volumes);
	}

	/** @return the restored image: axes, size and position of the recorded one, in its counts above background */
	public RandomAccessibleInterval<FloatType> image() {
		return image;
	}

	/** @return the same voxels as {@link #image}, counted from 0 on each axis */
	public Img<FloatType> img() {
		return img;
	}

	/**
	 * Puts a skewed stage scan ({@link Restorer#skewed}) upright, each slice along Y by cubic interpolation (Keys 1981),
	 * which keeps its light: into the box about it, X and Y along the image plane and Z along the optical axis.
	 *
	 * @return the upright image, counted from 0 on each axis, in voxels of {@link #deskewedVoxels}; NaN where no slice
	 *         saw anything. Of a scan that was not skewed, a copy of {@link #img}
	 * @throws IllegalArgumentException if a slice of it would have more voxels than can be counted
	 */
	public Img<FloatType> deskewed() {
		return Upright.of(img, axes, new SkewedGrid(axes.extent(img), voxels, skew));
	}

	/** @return the size in µm of the voxels of {@link #deskewed} */
	public VoxelSize deskewedVoxels() {
		return skew.voxel(voxels);
	}

	/** @return the PSF of each channel, as it was used; none if nothing was deconvolved */
	public List<Psf> psfs() {
		return psfs;
	}

	/** @return what was done, line by line: to the PSFs, and to each volume */
	public List<String> log() {
		return log;
	}

	/**
	 * @return what was done to each volume, as the run record of a file has it under {@code volumes}: texts, numbers,
	 *         lists and maps by name; channels and frames are counted from 1
	 */
	public List<Map<String, Object>> volumes() {
		return volumes;
	}
}
