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
package sc.fiji.lucid.psf.beads;

import java.util.Random;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;

/**
 * Images of beads at multiples of a fifth of a voxel: a point-sampled PSF on a
 * grid five times finer, convolved with the sphere and the voxel on that grid.
 */
final class SimulatedBeads {

	static final int FINE = 5;

	private final Volume fine;
	private final int[] reach;
	private final double peak;

	/** @param reach of an image in voxels */
	SimulatedBeads(final PsfModel model, final Microscope microscope, final VoxelSize voxel, final double diameter,
		final int[] reach)
	{
		this.reach = reach;
		final VoxelSize pitch = new VoxelSize(voxel.x() / FINE, voxel.y() / FINE, voxel.z() / FINE);
		final Extent e = new Extent(size(reach[0]), size(reach[1]), size(reach[2]));
		final Volume psf = model.render(microscope, pitch, e, Sampling.POINT).volume();
		final Volume box = new Volume(new Extent(FINE, FINE, FINE));
		box.fill(1);
		fine = convolve(convolve(psf, sphere(diameter, pitch)), box);
		double largest = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : fine.row(y, z))
					largest = Math.max(largest, v);
		peak = largest;
	}

	private static int size(final int reach) {
		return 2 * FINE * (reach + 1) + 1;
	}

	private static Volume sphere(final double diameter, final VoxelSize pitch) {
		final int rx = (int) (diameter / 2 / pitch.x()), ry = (int) (diameter / 2 / pitch.y()),
			rz = (int) (diameter / 2 / pitch.z());
		final Volume sphere = new Volume(new Extent(2 * rx + 1, 2 * ry + 1, 2 * rz + 1));
		final int sub = 7;
		for (int z = 0; z < sub * (2 * rz + 1); z++)
			for (int y = 0; y < sub * (2 * ry + 1); y++)
				for (int x = 0; x < sub * (2 * rx + 1); x++) {
					final double dx = ((x + 0.5) / sub - rx - 0.5) * pitch.x(),
						dy = ((y + 0.5) / sub - ry - 0.5) * pitch.y(), dz = ((z + 0.5) / sub - rz - 0.5) * pitch.z();
					if (dx * dx + dy * dy + dz * dz <= diameter * diameter / 4) sphere.row(y / sub, z / sub)[x / sub]++;
				}
		return sphere;
	}

	private static Volume convolve(final Volume volume, final Volume kernel) {
		final Extent e = volume.extent();
		final FilterEngine engine = Engine.REFERENCE
			.create(Engine.REFERENCE.grid(new Extent(e.nx() + 12, e.ny() + 12, e.nz() + 12)), () -> false);
		final Field field = engine.field();
		field.load(e, (y, z, row, sums) -> System.arraycopy(volume.row(y, z), 0, row, 0, e.nx()));
		final Volume out = new Volume(e);
		field.finish(engine.otf(kernel), Direction.APPLY, e,
			(y, z, row, sums) -> System.arraycopy(row, 0, out.row(y, z), 0, e.nx()));
		return out;
	}

	/** Adds a bead of peak brightness {@code photons}; its centre is a multiple of a fifth of a voxel. */
	void add(final Volume stack, final double[] centre, final double photons) {
		final Extent e = stack.extent();
		final int[] voxel = new int[3], phase = new int[3];
		for (int axis = 0; axis < 3; axis++) {
			voxel[axis] = (int) Math.rint(centre[axis]);
			phase[axis] = (int) Math.rint((centre[axis] - voxel[axis]) * FINE);
		}
		for (int z = -reach[2]; z <= reach[2]; z++)
			for (int y = -reach[1]; y <= reach[1]; y++)
				for (int x = -reach[0]; x <= reach[0]; x++) {
					final int sx = voxel[0] + x, sy = voxel[1] + y, sz = voxel[2] + z;
					if (sx < 0 || sy < 0 || sz < 0 || sx >= e.nx() || sy >= e.ny() || sz >= e.nz()) continue;
					stack.row(sy,
						sz)[sx] += (float) (fade(x, 0) * fade(y, 1) * fade(z, 2) * photons / peak *
							fine.row(FINE * (y + reach[1] + 1) - phase[1],
								FINE * (z + reach[2] + 1) - phase[2])[FINE * (x + reach[0] + 1) - phase[0]]);
				}
	}

	/** The haze of a bead ends without an edge. */
	private double fade(final int i, final int axis) {
		final double outer = Math.max(0, Math.abs(i) - reach[axis] / 2.0) / (reach[axis] / 2.0 + 1);
		return Math.pow(Math.cos(Math.PI / 2 * outer), 2);
	}

	/** A place on the grid of fifths of a voxel. */
	static double fifth(final double x) {
		return Math.rint(x * FINE) / FINE;
	}

	/** Poisson noise on the photons, an offset, and a camera that clips. */
	static void expose(final Volume stack, final double offset, final double clip, final Random random) {
		for (int z = 0; z < stack.extent().nz(); z++)
			for (int y = 0; y < stack.extent().ny(); y++) {
				final float[] row = stack.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = (float) Math.min(clip,
						offset + poisson(row[x], random) + Math.rint(2 * random.nextGaussian()));
			}
	}

	private static double poisson(final double mean, final Random random) {
		if (mean <= 0) return 0;
		if (mean > 100) return Math.rint(mean + Math.sqrt(mean) * random.nextGaussian());
		final double limit = Math.exp(-mean);
		int n = 0;
		for (double product = random.nextDouble(); product > limit; product *= random.nextDouble())
			n++;
		return n;
	}
}
