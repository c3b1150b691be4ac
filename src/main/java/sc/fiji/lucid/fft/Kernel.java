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
package sc.fiji.lucid.fft;

import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * What a volume is convolved with: one kernel for all planes, or several that change with the plane of the point, as a
 * PSF does with depth. Between the planes of two kernels a point is blurred by their mixture,
 *
 * <pre>
 * y = Σₖ hₖ * (wₖ x),   Σₖ wₖ = 1
 * </pre>
 *
 * where wₖ falls linearly from 1 at the plane of hₖ to 0 at those of its neighbours (the strata of Preza &amp;
 * Conchello 2004, J. Opt. Soc. Am. A 21:1593). Beyond the first and the last of these planes, the first and the last
 * kernel go on.
 *
 * @param parts of one size, their reference point at voxel ⌊n/2⌋ on each axis
 * @param planes of the points of each, counted from that of the field's origin, ascending; they may lie between two
 */
public record Kernel(List<Volume> parts, double[] planes) {

	/** @throws IllegalArgumentException unless there are as many planes as kernels, ascending, and all of one size */
	public Kernel {
		parts = List.copyOf(parts);
		if (parts.isEmpty() || parts.size() != planes.length) throw new IllegalArgumentException(
			parts.size() + " PSFs for " + planes.length + " planes: give each PSF the plane of its points.");
		for (int k = 1; k < planes.length; k++)
			if (!(planes[k] > planes[k - 1]) || !parts.get(k).extent().equals(parts.get(0).extent()))
				throw new IllegalArgumentException(
					"The planes of PSFs must ascend, and the PSFs be of one size: sort them.");
	}

	/** @return the same kernel for all planes */
	public static Kernel of(final Volume kernel) {
		return new Kernel(List.of(kernel), new double[1]);
	}

	/** @return whether there is one for all planes */
	public boolean isConstant() {
		return parts.size() == 1;
	}

	/** @return the kernel in the middle, which stands for all where one must */
	public Volume middle() {
		return parts.get(parts.size() / 2);
	}

	/** @return the kernels of another voxel size or extent, for the same planes */
	public Kernel map(final UnaryOperator<Volume> change) {
		return new Kernel(parts.stream().map(change).toList(), planes);
	}

	/** @return the same kernels, where so many planes are counted as one */
	public Kernel binned(final int factor) {
		final double[] binned = planes.clone();
		for (int k = 0; k < binned.length; k++)
			binned[k] = (binned[k] + 0.5) / factor - 0.5;
		return new Kernel(parts, binned);
	}

	/** @return the same kernels, with planes counted from this one */
	public Kernel from(final int plane) {
		final double[] from = planes.clone();
		for (int k = 0; k < from.length; k++)
			from[k] -= plane;
		return new Kernel(parts, from);
	}

	/**
	 * @param view planes at the grid's origin that are one upon the other; of those behind them, half follow the last one
	 *          and half, at the grid's end, go before the first
	 * @param grid planes of the grid
	 * @return the weights, kernel by kernel, of each plane of the grid
	 */
	public float[][] weights(final int view, final int grid) {
		final float[][] weights = new float[parts.size()][grid];
		for (int z = 0; z < grid; z++) {
			final double plane = z < view + (grid - view) / 2 ? z : z - grid;
			int k = 0;
			while (k < planes.length - 1 && planes[k + 1] <= plane)
				k++;
			final double next = k == planes.length - 1 ? 0
				: Math.max(0, (plane - planes[k]) / (planes[k + 1] - planes[k]));
			weights[k][z] = (float) (1 - next);
			if (next > 0) weights[k + 1][z] = (float) next;
		}
		return weights;
	}

	/** @return the size of each */
	public Extent extent() {
		return parts.get(0).extent();
	}
}
