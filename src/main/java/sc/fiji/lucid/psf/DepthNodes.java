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
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.diffraction.RadialPsf;

/**
 * The slices at which a PSF that changes with depth is computed, so that those between are met by interpolation. With
 * index mismatch it changes fastest near the coverslip, where the light beyond the critical angle dies away within half
 * a wavelength; slices at equal distances are hence too few there and too many deeper down. Both ends are always
 * nodes, and the others lie so that the worst error between any two is as small as that number of nodes allows.
 * <p>
 * The error at a slice is {@code |h − (1−t) h₁ − t h₂| / |h|}, the root of the sum of squares over all voxels near the
 * focus, with {@code h₁, h₂} the PSFs of the nodes about it and t the part of the way between them.
 *
 * @param slices the nodes, from 0 (at the coverslip) to the last
 * @param error the worst error of any slice
 */
public record DepthNodes(int[] slices, double error) {

	/** Depths at which the PSF is looked at; denser near the coverslip, by the square of their number. */
	private static final int PROBES = 33;
	/** Radius in µm within which PSFs are compared: many times the width of the focus, few times that of its rings. */
	private static final double RADIUS = 3;
	/** Distance from focus in µm within which PSFs are compared, and part of the depth by which the focus stretches. */
	private static final double REACH = 3;
	private static final double STRETCH = 0.3;

	/**
	 * @param model how PSFs are computed
	 * @param microscope the optics, with the depth of the slice at the coverslip
	 * @param distance of slices in µm
	 * @param slices number of slices
	 * @param error the worst that is allowed, as 0.05
	 * @param most nodes that are allowed
	 * @return as few nodes as do; a single one, at the coverslip, where the PSF hardly changes
	 */
	public static DepthNodes within(final PsfModel model, final Microscope microscope, final double distance,
		final int slices, final double error, final int most)
	{
		final Probes probes = new Probes(model, microscope, distance, slices);
		DepthNodes best = probes.nodes(1);
		for (int n = 2; n <= Math.min(most, probes.at.length) && best.error > error; n++)
			best = probes.nodes(n);
		return best;
	}

	/**
	 * As the other, with a number of nodes.
	 *
	 * @param count nodes, from 1 to {@code slices}
	 */
	public static DepthNodes of(final PsfModel model, final Microscope microscope, final double distance,
		final int slices, final int count)
	{
		final Probes probes = new Probes(model, microscope, distance, slices);
		return probes.nodes(Math.min(count, probes.at.length));
	}

	/**
	 * @param model how PSFs are computed
	 * @param microscope the optics, with the depth of the slice at the coverslip
	 * @param distance of slices in µm
	 * @param slices number of slices
	 * @return |h₁ − h₂| / |h₂| of the PSFs of the first and the deepest slice
	 */
	public static double change(final PsfModel model, final Microscope microscope, final double distance,
		final int slices)
	{
		return slices == 1 ? 0
			: new Probes(model, microscope, distance, slices, new int[] { 0, slices - 1 }).errorOfOne();
	}

	/** PSFs at slices, and the sums over voxels of their products. */
	private static final class Probes {

		private final int[] at;
		private final double[][] products;

		Probes(final PsfModel model, final Microscope microscope, final double distance, final int slices) {
			this(model, microscope, distance, slices,
				IntStream.range(0, PROBES)
					.map(i -> (int) Math.round((slices - 1) * Math.pow(i / (PROBES - 1.0), 2)))
					.distinct()
					.toArray());
		}

		Probes(final PsfModel model, final Microscope microscope, final double distance, final int slices,
			final int[] at)
		{
			this.at = at;
			final Microscope m = microscope.zernike().isRadial() ? microscope : microscope.with(Zernike.NONE);
			final PsfModel light = model == PsfModel.GAUSSIAN ? PsfModel.forMicroscope(m) : model;
			final double reach = REACH + STRETCH * distance * (slices - 1);
			final double[][] psfs = new double[at.length][];
			Parallelization.getTaskExecutor()
				.forEach(IntStream.range(0, at.length).boxed().toList(),
					i -> psfs[i] = psf(light, m.atDepth(m.depth() + at[i] * distance), distance, reach));
			products = new double[at.length][at.length];
			for (int i = 0; i < at.length; i++)
				for (int j = 0; j < at.length; j++)
					for (int v = 0; v < psfs[i].length; v++)
						products[i][j] += psfs[i][v] * psfs[j][v];
		}

		/** Intensities times the root of the area that they stand for, of light 1: that of the plane in focus. */
		private static double[] psf(final PsfModel model, final Microscope m, final double distance,
			final double reach)
		{
			final RadialPsf psf = new RadialPsf(model, m, RADIUS, reach);
			final int planes = (int) Math.ceil(reach / distance), radii = (int) (RADIUS / psf.step());
			final double[] voxels = new double[(2 * planes + 1) * radii];
			double inFocus = 0, all = 0;
			for (int z = -planes; z <= planes; z++) {
				final double[] profile = psf.profile(z * distance);
				double light = 0;
				for (int r = 0; r < radii; r++) {
					final double area = r == 0 ? Math.PI / 4 : 2 * Math.PI * r;
					voxels[(z + planes) * radii + r] = profile[r] * Math.sqrt(area);
					light += profile[r] * area;
				}
				if (z == 0) inFocus = light;
				all += light;
			}
			final double unit = PsfModel.keepsPlaneEnergy(m) ? inFocus : all;
			return Arrays.stream(voxels).map(v -> v / unit).toArray();
		}

		/** The worst error between two probes, both of them nodes. */
		private double error(final int a, final int b) {
			double worst = 0;
			for (int k = a + 1; k < b; k++) {
				final double t = (double) (at[k] - at[a]) / (at[b] - at[a]), s = 1 - t;
				final double square = products[k][k] + s * s * products[a][a] + t * t * products[b][b] -
					2 * s * products[k][a] - 2 * t * products[k][b] + 2 * s * t * products[a][b];
				worst = Math.max(worst, square / products[k][k]);
			}
			return Math.sqrt(worst);
		}

		/** The error where all slices take the PSF of the first. */
		private double errorOfOne() {
			double worst = 0;
			for (int k = 1; k < at.length; k++)
				worst = Math.max(worst, (products[k][k] + products[0][0] - 2 * products[k][0]) / products[k][k]);
			return Math.sqrt(worst);
		}

		/** Dynamic programming over the last node but one. */
		DepthNodes nodes(final int count) {
			if (count == 1 || at.length == 1) return new DepthNodes(new int[] { 0 }, errorOfOne());
			final int n = at.length;
			final double[][] errors = new double[n][n], best = new double[count][n];
			for (int a = 0; a < n; a++)
				for (int b = a + 1; b < n; b++)
					errors[a][b] = error(a, b);
			final int[][] before = new int[count][n];
			for (final double[] row : best)
				Arrays.fill(row, Double.POSITIVE_INFINITY);
			best[0][0] = 0;
			for (int i = 1; i < count; i++)
				for (int b = i; b < n; b++)
					for (int a = i - 1; a < b; a++) {
						final double worst = Math.max(best[i - 1][a], errors[a][b]);
						if (worst >= best[i][b]) continue;
						best[i][b] = worst;
						before[i][b] = a;
					}
			final int[] slices = new int[count];
			for (int i = count - 1, b = n - 1; i >= 0; b = before[i][b], i--)
				slices[i] = at[b];
			return new DepthNodes(slices, best[count - 1][n - 1]);
		}
	}
}
