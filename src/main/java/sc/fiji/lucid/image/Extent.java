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
package sc.fiji.lucid.image;

/**
 * The size of a volume in voxels along X, Y and Z (x fastest). Where a part of
 * a grid is meant, it is the box of this size that starts at the grid's origin.
 *
 * @param nx voxels along X, at least 1
 * @param ny voxels along Y, at least 1
 * @param nz voxels along Z, at least 1
 */
public record Extent(int nx, int ny, int nz) {

	/** @throws IllegalArgumentException if a size is not positive */
	public Extent {
		if (nx < 1 || ny < 1 || nz < 1) throw new IllegalArgumentException(
			"A volume needs at least one voxel on each axis, not " + nx + "x" + ny + "x" + nz + ".");
	}

	/** @return the number of voxels */
	public long voxels() {
		return (long) nx * ny * nz;
	}

	/** @return whether {@code other} fits inside this extent */
	public boolean contains(final Extent other) {
		return other.nx <= nx && other.ny <= ny && other.nz <= nz;
	}

	/** @return the sizes as users write them: {@code NXxNYxNZ} */
	@Override
	public String toString() {
		return nx + "x" + ny + "x" + nz;
	}
}
