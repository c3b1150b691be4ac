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
package sc.fiji.lucid.psf;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The light of a widefield PSF beyond the extent that a stack is restored with: a cone that widens with the
 * distance from focus, in which every plane holds as much light as the plane in focus (Parseval's theorem for the
 * pupil; Goodman, Introduction to Fourier Optics, 6.2). It is smooth, and so it is rendered in large voxels.
 */
public final class LightCone {

	/** Voxels of the core along X and Y that make one of the cone. */
	public static final int FACTOR = 4;

	/** A PSF that holds so much of its light is all there is. */
	private static final double ENOUGH = 0.98;
	/** The cone is followed so much further than geometrical optics would have it, for the waves at its rim. */
	private static final double RIM = 1.15;
	private static final int LEAST = 8;
	private static final int MOST = 128;

	private LightCone() {}

	/**
	 * @param core the PSF as far as {@code support} reaches
	 * @param model of the light
	 * @param microscope the optics
	 * @param support how far the core reaches and what part of the light it holds
	 * @return the core with the light around it, where that is worth it: with a widefield microscope without
	 *         asymmetric aberrations, if more than two per cent of the light are outside
	 */
	public static Psf around(final Psf core, final PsfModel model, final Microscope microscope, final Support support) {
		if (!PsfModel.keepsPlaneEnergy(microscope) || model == PsfModel.GAUSSIAN || !microscope.zernike().isRadial() ||
			support.energy() > ENOUGH) return core;
		final VoxelSize v = core.voxelSize();
		final VoxelSize large = new VoxelSize(FACTOR * v.x(), FACTOR * v.y(), v.z());
		final double radius = RIM * radius(microscope, core.extent().nz() / 2 * v.z());
		final Extent extent = new Extent(odd(radius / large.x(), core.extent().nx()),
			odd(radius / large.y(), core.extent().ny()), core.extent().nz());
		return core.withLight(support.energy(), () -> {
			final Psf wide = model.render(microscope, large, extent, Sampling.INTEGRATED);
			return wide.withLight(Math.min(1, support.energy() / inside(wide.volume(), core.extent())), null);
		}, extent.voxels());
	}

	/** @return bytes that the light around a PSF's core takes from when it is first asked for; 0 where there is none */
	public static long bytes(final Psf psf) {
		return Float.BYTES * psf.wideVoxels();
	}

	/**
	 * The core and the cone around it in voxels of the core's size, for who blurs a result to compare it.
	 *
	 * @param psf with or without a cone
	 * @param image size of the stack; the PSF reaches as far as two of its voxels are apart
	 * @return the PSF with all light that is known within that reach, and what part of all light this is
	 */
	public static Psf whole(final Psf psf, final Extent image) {
		final Psf wide = psf.wide();
		if (wide == null) return psf;
		final Extent core = psf.extent(), e = whole(core, wide.extent(), image);
		final int dx = e.nx() / 2 - core.nx() / 2, dy = e.ny() / 2 - core.ny() / 2;
		final Volume all = new Volume(e);
		Planes.forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = all.row(y, z);
				spread(wide.volume(), y - e.ny() / 2, z, (float) wide.light() / (FACTOR * FACTOR), row);
				if (y < dy || y >= dy + core.ny()) continue;
				final float[] inside = psf.volume().row(y - dy, z);
				for (int x = 0; x < inside.length; x++)
					row[dx + x] = (float) psf.light() * inside[x];
			}
		});
		final double light = Math.min(1, all.sum());
		return Psf.normalised(all, psf.voxelSize()).withLight(light, null);
	}

	private static Extent whole(final Extent core, final Extent wide, final Extent image) {
		return new Extent(reach(wide.nx(), core.nx(), image.nx()), reach(wide.ny(), core.ny(), image.ny()), core.nz());
	}

	/** @return the size of {@link #whole} */
	public static Extent extent(final Psf psf, final Extent image) {
		return psf.wide() == null ? psf.extent() : whole(psf.extent(), psf.wide().extent(), image);
	}

	private static int reach(final int wide, final int core, final int image) {
		return Math.max(core, Math.min(FACTOR * wide, 2 * image - 1) | 1);
	}

	/** Straight lines between the middles of large voxels; nothing beyond them. */
	private static void spread(final Volume wide, final int y, final int z, final float factor, final float[] row) {
		final Extent w = wide.extent();
		for (int x = 0; x < row.length; x++) {
			final double cx = (double) (x - row.length / 2) / FACTOR + w.nx() / 2,
				cy = (double) y / FACTOR + w.ny() / 2;
			final int i = (int) Math.floor(cx), j = (int) Math.floor(cy);
			if (i < 0 || j < 0 || i + 1 >= w.nx() || j + 1 >= w.ny()) continue;
			final float a = (float) (cx - i), b = (float) (cy - j);
			final float[] above = wide.row(j, z), below = wide.row(j + 1, z);
			row[x] = factor *
				((1 - b) * ((1 - a) * above[i] + a * above[i + 1]) + b * ((1 - a) * below[i] + a * below[i + 1]));
		}
	}

	/** The cone's radius at a distance from focus, µm. */
	private static double radius(final Microscope m, final double distance) {
		final double sine = Math.min(0.98, m.numericalAperture() / Math.max(m.sampleIndex(), m.numericalAperture()));
		return distance * sine / Math.sqrt(1 - sine * sine);
	}

	private static int odd(final double reach, final int core) {
		return 2 * Math.min(MOST, Math.max(core / 2 / FACTOR + LEAST, (int) Math.ceil(reach))) + 1;
	}

	/** The part of the light in large voxels that falls into the box of the core. */
	private static double inside(final Volume wide, final Extent core) {
		final double[] x = overlap(wide.extent().nx(), core.nx()), y = overlap(wide.extent().ny(), core.ny());
		double sum = 0;
		for (int z = 0; z < wide.extent().nz(); z++)
			for (int j = 0; j < y.length; j++)
				for (int i = 0; i < x.length; i++)
					sum += x[i] * y[j] * wide.row(j, z)[i];
		return sum;
	}

	/** Which part of each large voxel lies within half the core's size of the middle. */
	private static double[] overlap(final int large, final int core) {
		final double[] part = new double[large];
		for (int i = 0; i < large; i++) {
			final double from = (i - large / 2 - 0.5) * FACTOR, to = from + FACTOR;
			part[i] = Math.max(0, Math.min(to, core / 2.0) - Math.max(from, -core / 2.0)) / FACTOR;
		}
		return part;
	}
}
