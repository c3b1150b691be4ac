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
package sc.fiji.lucid.psf.diffraction;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;

/**
 * What a few aberrations of the pupil change about a PSF near its focus: {@code h(c) = h + F(c) − F(0)}, with F the
 * image of a point by the quadrature of {@link PupilImage}, at two points a voxel across and one along the axis.
 * Further out, where an aberration of a radian moves little light of the cone, h stays. A hundred times faster than
 * {@link PupilPsf}, and with the light that h has beyond its core.
 */
public final class PupilChange {

	/** How far about the focus light is changed, in units of λ/NA across and nλ/NA² along the axis. */
	private static final double REACH = 8;
	/** What a voxel takes of the points at its middle and at both its rims. */
	private static final float[] WEIGHTS = { 0.25f, 0.5f, 0.25f };

	private final Microscope microscope;
	private final Psf base;
	private final int[] indices;
	private final Extent box;
	private final PupilImage emission;
	private final PupilImage excitation;
	private final double pitch;
	private final Volume before;
	private final double scale;

	/**
	 * @param base the PSF without the aberrations
	 * @param microscope whose it is; widefield or confocal
	 * @param indices ANSI/OSA indices of the aberrations that may be asked for
	 * @throws IllegalArgumentException if {@link #isPossible} says no
	 */
	public PupilChange(final PsfModel model, final Microscope microscope, final Psf base, final int... indices) {
		if (!isPossible(model, microscope, base.voxelSize())) throw new IllegalArgumentException(
			"Aberrations change PSFs of widefield and confocal microscopes in square pixels only.");
		this.microscope = microscope;
		this.base = base;
		this.indices = indices.clone();
		final VoxelSize v = base.voxelSize();
		final double unit = REACH * microscope.emissionWavelength() / microscope.numericalAperture();
		final int side = Math.min((int) Math.ceil(unit / v.x()), Math.min(base.extent().nx(), base.extent().ny()) / 2),
			deep = Math.min((int) Math.ceil(unit * microscope.sampleIndex() / microscope.numericalAperture() / v.z()),
				base.extent().nz() / 2);
		box = new Extent(2 * side + 1, 2 * side + 1, 2 * deep + 1);
		pitch = v.x() / 2;
		final VoxelSize fine = new VoxelSize(pitch, pitch, v.z());
		final boolean confocal = microscope.modality() == Modality.CONFOCAL;
		final int hole = confocal ? disc().length / 2 : 0;
		final Extent points = new Extent(4 * side + 3 + 2 * hole, 4 * side + 3 + 2 * hole, 2 * deep + 1);
		emission = new PupilImage(model, microscope, fine, points, this.indices, new int[0]);
		excitation = confocal ? new PupilImage(model, microscope, microscope.excitationWavelength(), fine, points,
			this.indices, new int[0]) : null;
		before = image(new double[indices.length]);
		scale = matched();
	}

	/** @return whether it can be computed for this microscope: one pupil, or two about a pinhole; square pixels */
	public static boolean isPossible(final PsfModel model, final Microscope microscope, final VoxelSize voxel) {
		final Modality m = microscope.modality();
		return model != PsfModel.GAUSSIAN && model != PsfModel.BORN_WOLF &&
			(m == Modality.WIDEFIELD || m == Modality.CONFOCAL && !RadialPsf.isOpen(microscope)) &&
			Math.abs(voxel.x() / voxel.y() - 1) < 1e-3;
	}

	/** @return the PSF with these coefficients, radians rms; those of other indices than were announced are not heeded */
	public Psf of(final Zernike coefficients) {
		final double[] c = Arrays.stream(indices)
			.mapToDouble(j -> coefficients.coefficients().getOrDefault(j, 0.0))
			.toArray();
		final Volume after = image(c), core = base.volume().copy();
		final Extent e = core.extent();
		final int dx = e.nx() / 2 - box.nx() / 2, dy = e.ny() / 2 - box.ny() / 2, dz = e.nz() / 2 - box.nz() / 2;
		for (int z = 0; z < box.nz(); z++)
			for (int y = 0; y < box.ny(); y++) {
				final float[] to = core.row(dy + y, dz + z), plus = after.row(y, z), minus = before.row(y, z);
				for (int x = 0; x < box.nx(); x++)
					to[dx + x] = (float) Math.max(0, to[dx + x] + scale * (plus[x] - minus[x]));
			}
		return base.withCore(core);
	}

	/** Least squares: what one unit of the image is in the PSF. */
	private double matched() {
		final Extent e = base.extent();
		double product = 0, square = 0;
		for (int z = 0; z < box.nz(); z++)
			for (int y = 0; y < box.ny(); y++) {
				final float[] h = base.volume().row(e.ny() / 2 - box.ny() / 2 + y, e.nz() / 2 - box.nz() / 2 + z),
					f = before.row(y, z);
				for (int x = 0; x < box.nx(); x++) {
					product += f[x] * h[e.nx() / 2 - box.nx() / 2 + x];
					square += (double) f[x] * f[x];
				}
			}
		return product / square;
	}

	/** The image of a point in voxels. */
	private Volume image(final double[] c) {
		final double[] p = new double[3 + c.length];
		System.arraycopy(c, 0, p, 3, c.length);
		final Volume points = emission.at(p, false)[0], light = excitation == null ? null : excitation.at(p, false)[0];
		final float[][] disc = light == null ? new float[][] { { 1 } } : disc();
		final Volume image = new Volume(box);
		final int hole = disc.length / 2, n = points.extent().nx() - 2 * hole;
		for (int z = 0; z < box.nz(); z++) {
			final float[][] plane = new float[n][n];
			for (int y = 0; y < n; y++)
				for (int x = 0; x < n; x++)
					plane[y][x] = passed(points, disc, x, y, z) *
						(light == null ? 1 : light.row(y + hole, z)[x + hole]);
			for (int y = 0; y < box.ny(); y++)
				for (int x = 0; x < box.nx(); x++)
					image.row(y, z)[x] = voxel(plane, x, y);
		}
		return image;
	}

	private static float voxel(final float[][] plane, final int x, final int y) {
		float sum = 0;
		for (int j = 0; j < 3; j++)
			for (int i = 0; i < 3; i++)
				sum += WEIGHTS[j] * WEIGHTS[i] * plane[2 * y + j][2 * x + i];
		return sum;
	}

	/** What of the light about a point passes the pinhole. */
	private static float passed(final Volume points, final float[][] disc, final int x, final int y, final int z) {
		if (disc.length == 1) return points.row(y, z)[x];
		float sum = 0;
		for (int j = 0; j < disc.length; j++) {
			final float[] row = points.row(y + j, z);
			for (int i = 0; i < disc.length; i++)
				sum += disc[j][i] * row[x + i];
		}
		return sum;
	}

	/** The part of each grid cell inside the pinhole. */
	private float[][] disc() {
		final double radius = microscope.pinholeDiameter() / 2 / pitch;
		final int r = (int) Math.ceil(radius), fine = 10;
		final float[][] disc = new float[2 * r + 1][2 * r + 1];
		for (int y = 0; y < fine * disc.length; y++)
			for (int x = 0; x < fine * disc.length; x++)
				if (Math.hypot((x + 0.5) / fine - r - 0.5, (y + 0.5) / fine - r - 0.5) <= radius)
					disc[y / fine][x / fine] += 1f / (fine * fine);
		return disc;
	}
}
