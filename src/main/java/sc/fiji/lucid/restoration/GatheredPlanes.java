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
package sc.fiji.lucid.restoration;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Exposure;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/**
 * Parts of planes, gathered into a recording of their own with their parts of the masks and of the background maps.
 *
 * @param size of the parts and their number
 * @param x of the parts in their planes
 * @param y of the parts in their planes
 * @param from for each, the recording that it is taken from
 * @param planes for each, the plane of that recording
 */
record GatheredPlanes(Extent size, int x, int y, List<Recording> from, List<Integer> planes) {

	/** @return planes of one recording */
	static Recording of(final Recording recording, final int x, final int y, final int width, final int height,
		final List<Integer> planes)
	{
		return new GatheredPlanes(new Extent(width, height, planes.size()), x, y,
			planes.stream().map(z -> recording).toList(), planes).recording();
	}

	/** @return recordings of one plane each, one upon the other */
	static Recording of(final List<Recording> recordings) {
		final Extent e = recordings.get(0).extent();
		return new GatheredPlanes(new Extent(e.nx(), e.ny(), recordings.size()), 0, 0, recordings,
			recordings.stream().map(r -> 0).toList()).recording();
	}

	private Recording recording() {
		final int nx = size.nx();
		final float[][] voxels = new float[size.nz()][nx * size.ny()];
		final float[] row = row();
		for (int z = 0; z < voxels.length; z++)
			for (int i = 0; i < size.ny(); i++) {
				from.get(z).read(y + i, planes.get(z), row);
				System.arraycopy(row, x, voxels[z], i * nx, nx);
			}
		Recording gathered = new Recording(size, voxels);
		if (from.stream().anyMatch(r -> r.mask() != null)) gathered = gathered.withMask(mask(gathered));
		if (from.stream().anyMatch(r -> r.backgroundMap() != null)) gathered = gathered.withBackground(background());
		if (from.stream().anyMatch(r -> r.light() != null)) gathered = gathered.withLight(light());
		return gathered;
	}

	/** Pixels and what has no light are the same in all of them. */
	private Exposure light() {
		final Exposure any = from.stream().map(Recording::light).filter(Objects::nonNull).findFirst().orElseThrow();
		return any.part(x, y, size.nx(), size.ny(),
			from.stream().allMatch(r -> r.exposure() == null) ? null : exposure());
	}

	private float[] exposure() {
		final float[] exposure = new float[size.nz()];
		for (int z = 0; z < exposure.length; z++)
			exposure[z] = from.get(z).exposure() == null ? 1 : from.get(z).exposure()[planes.get(z)];
		return exposure;
	}

	private float[] row() {
		return new float[from.stream().mapToInt(r -> r.extent().nx()).max().orElseThrow()];
	}

	private Mask mask(final Recording gathered) {
		final boolean[][] excluded = new boolean[size.nz()][size.nx() * size.ny()];
		final float[] row = row();
		for (int z = 0; z < excluded.length; z++)
			for (int i = 0; i < size.ny() && from.get(z).mask() != null; i++) {
				Arrays.fill(row, 0);
				from.get(z).mask().fill(y + i, planes.get(z), row, 1);
				for (int j = 0; j < size.nx(); j++)
					excluded[z][i * size.nx() + j] = row[x + j] != 0;
			}
		return new Mask(gathered, (i, j, k, value) -> excluded[k][j * size.nx() + i]);
	}

	private Volume background() {
		final Volume map = new Volume(size);
		for (final int z : IntStream.range(0, size.nz()).filter(z -> from.get(z).backgroundMap() != null).toArray())
			for (int i = 0; i < size.ny(); i++)
				System.arraycopy(from.get(z).backgroundMap().row(y + i, planes.get(z)), x, map.row(i, z), 0, size.nx());
		return map;
	}
}
