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
package sc.fiji.lucid.opencl;

import java.util.Locale;

import sc.fiji.lucid.fft.DeviceRoom;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.DeviceInfo;
import sc.fiji.lucid.opencl.device.KernelSource;
import sc.fiji.lucid.opencl.device.VoxelKernels;
import sc.fiji.lucid.opencl.device.Transforms;

/** What restoring holds on a device, added up from the buffers of {@link DeviceModel} and of the methods. */
record DeviceMemory(DeviceInfo info) implements DeviceRoom {

	private static final double GB = 1 << 30;

	/**
	 * Of {@link DeviceModel} with photons held out (the transfer function, the field, and that of the photons; counts, a
	 * background map, photons, their residual; weights) and {@link DeviceHeavyBall}, which has most (estimate, start).
	 */
	private static final int FIRST_SPECTRA = 3, FIRST_VIEWS = 4, FIRST_GRIDS = 3;
	/**
	 * Of the same without photons, {@link DevicePenalisedHeavyBall} (estimate, start, derivative, curvature) or {@link
	 * DeviceDescent} (root, three vectors), and {@link DevicePenalty} (two numbers for each voxel, in one buffer).
	 */
	private static final int SECOND_SPECTRA = 2, SECOND_VIEWS = 2, SECOND_GRIDS = 7, PENALTY = 2;

	@Override
	public long bytes(final Extent view, final Extent grid, final boolean isStaged) {
		final long v = Float.BYTES * view.voxels(), g = Float.BYTES * grid.voxels(), s = spectrum(grid);
		final long first = FIRST_SPECTRA * s + FIRST_VIEWS * v + FIRST_GRIDS * g;
		final long second = SECOND_SPECTRA * s + SECOND_VIEWS * v + SECOND_GRIDS * g;
		return (isStaged ? Math.max(first, second) : first) + tables(grid);
	}

	private long spectrum(final Extent grid) {
		return 2L * Float.BYTES * new KernelSource(grid, info).numbers();
	}

	/**
	 * Of {@link Transforms}: three tables, what long lines take beside, and the sums of each work group, of which
	 * there is one for a line at most.
	 */
	private long tables(final Extent grid) {
		final long groups = Math.max(Transforms.VOXEL_GROUPS,
			Math.max((grid.ny() / 2 + 1L) * grid.nz(), (grid.nx() / 2 + 1L) * grid.ny()));
		return Float.BYTES * (2L * (grid.nx() + grid.ny() + grid.nz()) + VoxelKernels.SUMS * (groups + 2)) +
			new KernelSource(grid, info).spareBytes();
	}

	@Override
	public boolean holds(final Extent view, final Extent grid, final boolean isStaged) {
		final long largest = Math.max(spectrum(grid), (isStaged ? PENALTY : 1) * Float.BYTES * grid.voxels());
		return KernelSource.supports(grid, info) && grid.voxels() <= Integer.MAX_VALUE && largest <= info.largest() &&
			bytes(view, grid, isStaged) <= info.usable();
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%s: %.2f GB may be used, %.2f GB by one buffer", info.name(),
			info.usable() / GB, info.largest() / GB);
	}
}
