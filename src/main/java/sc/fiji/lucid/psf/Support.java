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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.diffraction.GaussianPsf;
import sc.fiji.lucid.psf.diffraction.RadialPsf;

/**
 * The size that a PSF needs for a stack, and why.
 * <p>
 * Along Z: as far as two planes of the stack can be apart, or until 99.9 % of the
 * light is inside or planes hold less than 1/1000 of the light of the plane in
 * focus; the former decides in widefield, where all planes hold the same. Along X
 * and Y: as far as two voxels of the stack can be apart, or until 99.9 % of the
 * light of these planes is inside, or where no plane exceeds 1/5000 of the peak
 * further out (1/25000 where the optics section): a cone of defocused light never
 * ends; beyond, it is under the noise of any camera and as good as background.
 *
 * @param extent the size, odd on every axis
 * @param energy the part of the light of these planes that falls inside
 * @param reason which rule decided, in words
 */
public record Support(Extent extent, double energy, String reason) {

	private static final double ENERGY = 0.999;
	private static final double FLOOR = 2e-4;
	private static final double DIM = 1e-3;
	private static final int FARTHEST = 256;

	static Support of(final PsfModel model, final Microscope microscope, final VoxelSize voxel, final Extent image) {
		if (model == PsfModel.GAUSSIAN) return GaussianPsf.support(microscope, voxel, image);
		if (!microscope.zernike().isRadial())
			return widened(of(model, microscope.with(Zernike.NONE), voxel, image), image);
		final double pitch = Math.min(voxel.x(), voxel.y());
		final int cap = Math.min(FARTHEST, Math.max(Math.max(image.nx(), image.ny()) - 1, 1));
		final RadialPsf psf = new RadialPsf(model, microscope, cap * pitch, (image.nz() - 1) * voxel.z());
		final List<double[]> planes = planes(psf, microscope, voxel, image);
		final double step = psf.step();
		final double[] energies = planes.stream().mapToDouble(p -> energy(p, step, cap * pitch)).toArray();
		final boolean constant = PsfModel.keepsPlaneEnergy(microscope);
		final double floor = constant ? FLOOR : FLOOR / 5;
		final int deep = constant ? image.nz() - 1 : reach(energies);
		final List<double[]> inside = planes.subList(image.nz() - 1 - deep, image.nz() + deep);
		final double total = constant ? inside.size() * energies[image.nz() - 1] : Arrays.stream(energies).sum();
		final double byEnergy = radiusOfEnergy(inside, step, total, cap * pitch),
			byFloor = radiusOfFloor(inside, step, floor);
		final double radius = Math.min(cap * pitch, Math.min(byEnergy, byFloor));
		final String reason = radius == cap * pitch ? "no two voxels of the stack are further apart" : radius == byFloor
			? "beyond, no plane exceeds 1/" + Math.round(1 / floor) + " of the peak" : "99.9 % of the light is inside";
		final Extent extent = new Extent(odd(radius, voxel.x(), image.nx()), odd(radius, voxel.y(), image.ny()),
			2 * deep + 1);
		return new Support(extent, inside.stream().mapToDouble(p -> energy(p, step, radius)).sum() / total, reason);
	}

	/** One profile a plane, from -(nz-1) to nz-1. */
	private static List<double[]> planes(final RadialPsf psf, final Microscope microscope, final VoxelSize voxel,
		final Extent image)
	{
		final int reach = image.nz() - 1;
		final boolean symmetric = !microscope.isAberrated() && microscope.zernike().coefficients().isEmpty();
		final double[][] planes = new double[2 * reach + 1][];
		Parallelization.getTaskExecutor()
			.forEach(IntStream.rangeClosed(symmetric ? 0 : -reach, reach).boxed().toList(),
				z -> planes[reach + z] = psf.profile(z * voxel.z()));
		for (int z = 0; z < reach; z++)
			if (symmetric) planes[z] = planes[2 * reach - z];
		return Arrays.asList(planes);
	}

	/** The half-width about the middle that holds the asked part of the light. */
	private static int reach(final double[] energies) {
		final int middle = energies.length / 2;
		final double total = Arrays.stream(energies).sum();
		double inside = energies[middle];
		int reach = 0;
		while (inside < ENERGY * total && reach < middle &&
			energies[middle - reach] + energies[middle + reach] > 2 * DIM * energies[middle])
		{
			reach++;
			inside += energies[middle - reach] + energies[middle + reach];
		}
		return reach;
	}

	private static double energy(final double[] profile, final double step, final double radius) {
		double sum = 0;
		for (int r = 1; r < profile.length && r * step <= radius; r++)
			sum += 2 * Math.PI * r * profile[r] * step * step;
		return sum;
	}

	private static double radiusOfEnergy(final List<double[]> planes, final double step, final double total,
		final double cap)
	{
		double sum = 0;
		int r = 0;
		while (sum < ENERGY * total && ++r * step < cap)
			for (final double[] profile : planes)
				sum += 2 * Math.PI * r * profile[r] * step * step;
		return r * step;
	}

	private static double radiusOfFloor(final List<double[]> planes, final double step, final double floor) {
		double peak = 0;
		for (final double[] profile : planes)
			peak = Math.max(peak, profile[0]);
		int farthest = 0;
		for (final double[] profile : planes)
			for (int r = farthest; r < profile.length; r++)
				if (profile[r] > floor * peak) farthest = r;
		return (farthest + 1) * step;
	}

	private static int odd(final double radius, final double pitch, final int image) {
		return 2 * Math.min((int) Math.ceil(radius / pitch), image - 1) + 1;
	}

	private static Support widened(final Support support, final Extent image) {
		final Extent e = support.extent;
		final Extent wide = new Extent(Math.min(2 * (3 * e.nx() / 4) + 1, 2 * image.nx() - 1),
			Math.min(2 * (3 * e.ny() / 4) + 1, 2 * image.ny() - 1), e.nz());
		return new Support(wide, support.energy, support.reason + "; half as wide again for the aberrations");
	}

	/** @return size, energy and reason in one line */
	@Override
	public String toString() {
		return String.format(Locale.ROOT, "PSF of %s voxels with %.1f %% of the light of its planes (%s)", extent,
			100 * energy, reason);
	}
}
