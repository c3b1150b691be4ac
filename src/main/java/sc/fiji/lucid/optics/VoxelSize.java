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
package sc.fiji.lucid.optics;

/**
 * The distance between voxel centres: how a stack is sampled, not what the
 * microscope resolves.
 *
 * @param x µm along X, positive
 * @param y µm along Y, positive
 * @param z µm along Z, positive
 */
public record VoxelSize(double x, double y, double z) {

	/** @throws IllegalArgumentException if a size is not a positive number */
	public VoxelSize {
		if (!(x > 0 && y > 0 && z > 0) || Double.isInfinite(x + y + z)) throw new IllegalArgumentException(
			"Voxel sizes must be positive numbers of µm, not " + x + " x " + y + " x " + z + ".");
	}

	/**
	 * @param x µm along X
	 * @param y µm along Y
	 * @param z µm along Z; of a single plane any positive number, it has no effect
	 * @return the voxel size
	 * @throws IllegalArgumentException if a size is not a positive number
	 */
	public static VoxelSize of(final double x, final double y, final double z) {
		return new VoxelSize(x, y, z);
	}

	/** @return the sizes as users write them, in µm: {@code XxYxZ} */
	@Override
	public String toString() {
		return Digits.of(x) + "x" + Digits.of(y) + "x" + Digits.of(z);
	}
}
