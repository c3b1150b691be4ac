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
package sc.fiji.lucid.quality.resolution;

import java.util.function.BooleanSupplier;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.resolution.ShellSums.Quantity;

/**
 * What one transform tells of the detail in a stack.
 *
 * @param correlation the Fourier shell correlation of its two halves or repeats
 * @param decorrelation the second opinion, on their sum
 */
public record Detail(FourierShellCorrelation correlation, Decorrelation decorrelation) {

	/** See {@link FourierShellCorrelation#ofOne}. */
	public static Detail ofOne(final Volume counts, final VoxelSize voxelSize, final Camera camera, final long seed,
		final BooleanSupplier cancelled)
	{
		return of(FourierShellCorrelation.sumsOfOne(counts, voxelSize, camera, seed, cancelled));
	}

	/** See {@link FourierShellCorrelation#ofRepeats}. */
	public static Detail ofRepeats(final Volume first, final Volume second, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		return of(FourierShellCorrelation.sumsOfRepeats(first, second, voxelSize, cancelled));
	}

	/**
	 * @return bytes that measuring detail in a stack takes, beyond the stack: its complex spectrum, on a slightly
	 *         larger grid, and photons that were drawn
	 */
	public static long bytes(final Extent stack) {
		return (9 + Thinning.BYTES) * stack.voxels();
	}

	private static Detail of(final ShellSums sums) {
		return new Detail(FourierShellCorrelation.of(sums), Decorrelation.of(sums));
	}

	/**
	 * Detail of a restored stack beside that of its recording.
	 *
	 * @param decorrelation of the restored stack
	 * @param beyondRaw share of its spectral power, in directions across the optical axis, that is finer than
	 *          {@code rawLateral}
	 */
	public record OfRestored(Decorrelation decorrelation, double beyondRaw) {}

	/**
	 * @param rawLateral the shortest period that the recording resolves across the optical axis, µm
	 */
	public static OfRestored ofRestored(final Volume restored, final VoxelSize voxelSize, final double rawLateral,
		final BooleanSupplier cancelled)
	{
		final float mean = (float) VolumeStatistics.of(restored).mean();
		final ShellSums sums = ShellSums.of(restored.extent(), voxelSize, (y, z, a, b) -> {
			final float[] row = restored.row(y, z);
			for (int x = 0; x < a.length; x++)
				a[x] = row[x] - mean;
		}, 0, 0, cancelled);
		double all = 0, beyond = 0;
		for (int shell = 0; shell < sums.shells(); shell++) {
			final double power = sums.get(Quantity.FIRST, ShellSums.SECTORS - 1, shell);
			all += power;
			if (sums.frequency(shell) * rawLateral > 1) beyond += power;
		}
		return new OfRestored(Decorrelation.of(sums), all > 0 ? beyond / all : 0);
	}
}
