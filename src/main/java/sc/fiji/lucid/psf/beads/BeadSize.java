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

import java.util.function.UnaryOperator;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * A homogeneously stained sphere, and its removal from the image of a bead. The
 * sphere enters by its Fourier transform, as partial voxels of no size would give
 * it: the image of a bead is the voxel-integrated PSF convolved with the sphere
 * itself, and a sphere painted on voxels would take one voxel width too much off.
 */
public final class BeadSize {

	/** Few iterations regularise: a bead is smaller than the PSF and leaves little to undo. */
	private static final int ITERATIONS = 10;
	private static final float FLOOR = 1e-9f;

	private BeadSize() {}

	/**
	 * @param f frequency in cycles per µm
	 * @return the Fourier transform of a sphere of integral 1: 3 (sin q − q cos q)/q³, q = π d f (Bracewell, The
	 *         Fourier Transform, ch. 12)
	 */
	static double transform(final double diameter, final double f) {
		final double q = Math.PI * diameter * f;
		return q < 1e-2 ? 1 - q * q / 10 : 3 * (Math.sin(q) - q * Math.cos(q)) / (q * q * q);
	}

	/**
	 * How a camera sees a bead, whose intensities at the centres of voxels are known: convolved with the sphere and
	 * with the voxel, the border repeated. Serves many volumes of one size.
	 */
	public static UnaryOperator<Volume> imaging(final Extent box, final double diameter, final VoxelSize voxel) {
		final Removal removal = new Removal(box, diameter, voxel, true);
		return volume -> removal.filter(volume, Direction.APPLY);
	}

	/** @return {@code volume} convolved with the sphere, its border repeated */
	public static Volume blur(final Volume volume, final double diameter, final VoxelSize voxel) {
		final Removal removal = new Removal(volume.extent(), diameter, voxel, false);
		return removal.filter(volume, Direction.APPLY);
	}

	/**
	 * Takes the sphere off by Richardson–Lucy iterations (Richardson, JOSA 62, 1972;
	 * Lucy, AJ 79, 1974): light is conserved and nothing falls below zero.
	 *
	 * @param bead the image of a bead, not negative
	 */
	static Volume remove(final Volume bead, final double diameter, final VoxelSize voxel) {
		final Removal removal = new Removal(bead.extent(), diameter, voxel, false);
		final Volume estimate = bead.copy();
		for (int i = 0; i < ITERATIONS; i++) {
			final Volume ratio = removal.filter(estimate, Direction.APPLY);
			each(ratio, bead, (h, y) -> h > FLOOR ? y / h : 1);
			each(estimate, removal.filter(ratio, Direction.ADJOINT), (x, c) -> x * Math.max(0, c));
		}
		return estimate;
	}

	private interface Step {

		float of(float a, float b);
	}

	private static void each(final Volume a, final Volume b, final Step step) {
		for (int z = 0; z < a.extent().nz(); z++)
			for (int y = 0; y < a.extent().ny(); y++) {
				final float[] to = a.row(y, z), from = b.row(y, z);
				for (int x = 0; x < to.length; x++)
					to[x] = step.of(to[x], from[x]);
			}
	}

	/** Convolution with the sphere; the border is repeated beyond the box, so that it stays as it is. */
	private static final class Removal {

		private final Extent box;
		private final int[] margin;
		private final Extent domain;
		private final FilterEngine engine;
		private final Otf otf;

		Removal(final Extent box, final double diameter, final VoxelSize voxel, final boolean integrated) {
			this.box = box;
			margin = new int[] { margin(diameter, voxel.x()), margin(diameter, voxel.y()),
				margin(diameter, voxel.z()) };
			domain = new Extent(box.nx() + 2 * margin[0], box.ny() + 2 * margin[1], box.nz() + 2 * margin[2]);
			engine = Engine.REFERENCE.create(Engine.REFERENCE.grid(domain), () -> false);
			final Volume delta = new Volume(new Extent(1, 1, 1));
			delta.fill(1);
			otf = engine.otf(delta).map((fx, fy, fz, value) -> {
				final double x = fx / voxel.x(), y = fy / voxel.y(), z = fz / voxel.z();
				value[0] = transform(diameter, Math.sqrt(x * x + y * y + z * z)) *
					(integrated ? sinc(fx) * sinc(fy) * sinc(fz) : 1);
				value[1] = 0;
			});
		}

		private static double sinc(final double f) {
			return Math.abs(f) < 1e-9 ? 1 : Math.sin(Math.PI * f) / (Math.PI * f);
		}

		private static int margin(final double diameter, final double pitch) {
			return 2 + (int) Math.ceil(diameter / pitch);
		}

		Volume filter(final Volume volume, final Direction direction) {
			final Field field = engine.field();
			field.load(domain, (y, z, row, sums) -> {
				final float[] from = volume.row(inside(y - margin[1], box.ny()), inside(z - margin[2], box.nz()));
				for (int x = 0; x < domain.nx(); x++)
					row[x] = from[inside(x - margin[0], box.nx())];
			});
			final Volume out = new Volume(box);
			field.finish(otf, direction, domain, (y, z, row, sums) -> {
				final int yy = y - margin[1], zz = z - margin[2];
				if (yy >= 0 && yy < box.ny() && zz >= 0 && zz < box.nz())
					System.arraycopy(row, margin[0], out.row(yy, zz), 0, box.nx());
			});
			return out;
		}

		private static int inside(final int i, final int n) {
			return Math.max(0, Math.min(n - 1, i));
		}
	}
}
