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

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;

/**
 * Renders PSFs of any pupil plane by plane on a fine grid, multiplied as the
 * modality asks (see {@link RadialPsf}), then integrated over the voxels.
 */
public final class PupilPsf {

	private static final double POINTS_PER_CYCLE = 5;

	private final Modality modality;
	private final VoxelSize voxel;
	private final Extent extent;
	private final Sampling sampling;
	private final Resolution resolution;
	private final double step;
	private final int half;
	private final double focus;
	private final boolean open;
	private PupilField emission;
	private PupilField excitation;
	private double[][] pinhole;
	private DoubleUnaryOperator sheet = z -> 1;

	private PupilPsf(final PsfModel model, final Microscope m, final Zernike amplitude, final VoxelSize voxel,
		final Extent extent, final Sampling sampling)
	{
		modality = m.modality();
		this.voxel = voxel;
		this.extent = extent;
		this.sampling = sampling;
		resolution = Resolution.of(m);
		step = 1 / (POINTS_PER_CYCLE * resolution.lateralCutoff());
		open = RadialPsf.isOpen(m);
		final double hole = modality.hasPinhole() && !open ? m.pinholeDiameter() / 2 : 0;
		final double widest = Math.max((extent.nx() / 2 + 0.5) * voxel.x(), (extent.ny() / 2 + 0.5) * voxel.y());
		half = (int) Math.ceil((widest + hole) / step) + RadialMap.MARGIN + 1;
		focus = Focus.find(model, m);
		final double reach = (extent.nz() / 2 + 0.5) * voxel.z();
		if (modality != Modality.TWO_PHOTON) {
			final Pupil pupil = new Pupil(model, m, m.emissionWavelength());
			emission = amplitude == Zernike.NONE ? new PupilField(pupil, m.zernike(), focus, reach, step, half)
				: new PupilField(pupil, m.zernike(), amplitude, step, half, lines(pupil, m, amplitude, reach));
		}
		if (modality.hasPinhole() || modality == Modality.TWO_PHOTON)
			excitation = new PupilField(new Pupil(model, m, m.excitationWavelength()), m.zernike(), focus, reach, step,
				half);
		if (hole > 0) pinhole = disc(hole / step);
		if (modality.hasSheet()) sheet = LightSheet.of(m);
	}

	public static Psf render(final PsfModel model, final Microscope m, final VoxelSize voxel, final Extent extent,
		final Sampling sampling)
	{
		return render(model, m, Zernike.NONE, voxel, extent, sampling);
	}

	/**
	 * @param amplitude what the pupil transmits of the emission more than the objective's design, as part of it
	 * @return the PSF
	 */
	public static Psf render(final PsfModel model, final Microscope m, final Zernike amplitude, final VoxelSize voxel,
		final Extent extent, final Sampling sampling)
	{
		return new PupilPsf(model, m, amplitude, voxel, extent, sampling).render();
	}

	private int lines(final Pupil pupil, final Microscope m, final Zernike amplitude, final double reach) {
		return 2 * PupilQuadrature.rule(pupil, focus, reach, step * half)[0].length - PupilQuadrature.MORE +
			PupilField.order(m.zernike()) + PupilField.order(amplitude);
	}

	private Psf render() {
		final RadialMap across = line(extent.nx(), voxel.x()), down = line(extent.ny(), voxel.y());
		final GaussLegendre depths = RadialRenderer.rule(sampling, voxel.z(), resolution.axialCutoff());
		final Volume volume = new Volume(extent);
		Parallelization.getTaskExecutor().forEach(IntStream.range(0, extent.nz()).boxed().toList(), z -> {
			final double[][] columns = new double[extent.nx()][2 * half + 1];
			for (int i = 0; i < depths.nodes().length; i++) {
				final double[][] plane = plane((z - extent.nz() / 2 + depths.nodes()[i] / 2) * voxel.z());
				for (int x = 0; x < columns.length; x++)
					for (int y = 0; y < plane.length; y++)
						columns[x][y] += depths.weights()[i] * across.apply(x, plane[y]);
			}
			for (int y = 0; y < extent.ny(); y++)
				for (int x = 0; x < extent.nx(); x++)
					volume.row(y, z)[x] = (float) Math.max(0, down.apply(y, columns[x]));
		});
		return Psf.normalised(volume, voxel);
	}

	/** The intensity on the fine grid, z µm from focus. */
	private double[][] plane(final double z) {
		final double zeta = focus + z;
		return switch (modality) {
			case WIDEFIELD, LIGHT_SHEET, LATTICE_LIGHT_SHEET ->
				product(emission.intensity(zeta), null, sheet.applyAsDouble(z));
			case TWO_PHOTON -> product(excitation.intensity(zeta), excitation.intensity(zeta), 1);
			case CONFOCAL -> open ? excitation.intensity(zeta)
				: product(excitation.intensity(zeta), throughPinhole(emission.intensity(zeta)), 1);
			case STED, ARRAY_DETECTOR -> throw new IllegalArgumentException("The PSF of " + modality +
				" is computed for aberrations that are alike in all directions (--zernike).");
			case SPINNING_DISK -> open ? emission.intensity(zeta)
				: product(throughPinhole(excitation.intensity(zeta)), throughPinhole(emission.intensity(zeta)), 1);
		};
	}

	private static double[][] product(final double[][] a, final double[][] b, final double factor) {
		for (int y = 0; y < a.length; y++)
			for (int x = 0; x < a.length; x++)
				a[y][x] *= factor * (b == null ? 1 : b[y][x]);
		return a;
	}

	private double[][] throughPinhole(final double[][] plane) {
		if (pinhole == null) return plane;
		final int n = plane.length, r = pinhole.length / 2;
		final double[][] out = new double[n][n];
		for (int y = r; y < n - r; y++)
			for (int j = -r; j <= r; j++)
				for (int i = -r; i <= r; i++) {
					final double weight = pinhole[j + r][i + r];
					if (weight == 0) continue;
					final double[] from = plane[y + j], to = out[y];
					for (int x = r; x < n - r; x++)
						to[x] += weight * from[x + i];
				}
		return out;
	}

	/** The part of each grid cell inside the pinhole, sum 1. */
	private static double[][] disc(final double radius) {
		final int r = (int) Math.ceil(radius), fine = 20;
		final double[][] disc = new double[2 * r + 1][2 * r + 1];
		double sum = 0;
		for (int y = 0; y < fine * disc.length; y++)
			for (int x = 0; x < fine * disc.length; x++)
				if (Math.hypot((x + 0.5) / fine - r - 0.5, (y + 0.5) / fine - r - 0.5) <= radius) {
					disc[y / fine][x / fine]++;
					sum++;
				}
		for (final double[] row : disc)
			for (int x = 0; x < row.length; x++)
				row[x] /= sum;
		return disc;
	}

	/** What each voxel of a line takes from the fine grid; the map's radius is the distance from its first point. */
	private RadialMap line(final int n, final double pitch) {
		final GaussLegendre rule = RadialRenderer.rule(sampling, pitch, resolution.lateralCutoff());
		final RadialMap map = new RadialMap(step, 2 * half + 1, n);
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < rule.nodes().length; j++)
				map.add((i - n / 2 + rule.nodes()[j] / 2) * pitch + half * step, rule.weights()[j] / 2);
			map.finish(i);
		}
		return map;
	}
}
