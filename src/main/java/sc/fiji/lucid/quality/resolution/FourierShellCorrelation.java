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
package sc.fiji.lucid.quality.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.fft.PairSpectrum;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.resolution.ShellSums.Quantity;

/**
 * Resolution by what two noisy recordings of one object have in common
 * (Harauz & van Heel 1986), shell by shell and by direction (Koho et al. 2019,
 * Nat. Commun. 10:3103). Detail counts as resolved up to the first shell whose
 * correlation falls below 1/7 (Rosenthal & Henderson 2003), or below two
 * standard deviations of chance where the shell is small.
 * <p>
 * The lateral resolution is the shortest period across the optical axis that is
 * resolved in any direction, and the axial one along it: a widefield stack shows
 * nothing straight along the axis (the missing cone), but does show axial detail
 * in oblique directions. In a single plane the shells are rings.
 *
 * @param lateral shortest resolved period across the optical axis, µm; not a number if nothing is resolved
 * @param axial shortest resolved period along it, µm; not a number if nothing is resolved or in a single plane
 * @param lateralAtLimit whether detail is resolved as fine as the sampling shows: the true resolution may be better
 * @param axialAtLimit the same along the axis
 * @param sectors the curves, from along the optical axis to across it
 */
public record FourierShellCorrelation(double lateral, double axial, boolean lateralAtLimit, boolean axialAtLimit,
	List<Sector> sectors)
{

	/** The correlation above which detail counts as resolved. */
	public static final double THRESHOLD = 1.0 / 7;

	/** What a frequency is nearer than to Nyquist's counts as the limit of sampling. */
	private static final double LIMIT = 0.95;

	/**
	 * One direction.
	 *
	 * @param fromAngle least angle to the optical axis, degrees
	 * @param toAngle largest angle
	 * @param frequency middle of each shell, cycles/µm
	 * @param correlation of each shell
	 * @param cutoff frequency up to which detail is resolved, cycles/µm; 0 if none is
	 */
	public record Sector(double fromAngle, double toAngle, double[] frequency, double[] correlation, double cutoff) {}

	/**
	 * From two recordings of the same object.
	 *
	 * @param voxelSize µm
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static FourierShellCorrelation ofRepeats(final Volume first, final Volume second, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		return of(sumsOfRepeats(first, second, voxelSize, cancelled));
	}

	/**
	 * From one recording, its photo-electrons split at random in halves (Rieger, Droste, Gerritsma, ten Brink,
	 * Stallinga 2024, Opt. Express 32:21767). The
	 * numbers speak of the whole recording, for which 1/7 between halves is the
	 * criterion. Only for counts as the detector gave them.
	 *
	 * @param camera what a count is worth; a wrong gain shows as a curve that does
	 *          not fall to zero
	 * @param seed the same seed gives the same halves
	 */
	public static FourierShellCorrelation ofOne(final Volume counts, final VoxelSize voxelSize, final Camera camera,
		final long seed, final BooleanSupplier cancelled)
	{
		return of(sumsOfOne(counts, voxelSize, camera, seed, cancelled));
	}

	/**
	 * From one image of any kind, two of whose four lateral sub-images (even and
	 * odd columns and rows, diagonally) are taken as repeats, and averaged with the
	 * other two. Koho et al. correct the resolution afterwards by an empirical curve, because the
	 * diagonal step between sub-images compresses the correlation curve (their Supplementary Note 1);
	 * here the phase of that step is taken out exactly. Noise that neighbouring
	 * voxels share counts as detail, so for a restored image this is a bound from
	 * the good side. Detail finer than four voxels across cannot be seen.
	 */
	public static FourierShellCorrelation bySubsampling(final Volume volume, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		final Extent e = volume.extent();
		if (e.nx() < 8 || e.ny() < 8) throw new IllegalArgumentException(
			"A volume of " + e + " voxels is too small for a Fourier shell correlation.");
		final Extent half = new Extent(e.nx() / 2, e.ny() / 2, e.nz());
		final VoxelSize doubled = new VoxelSize(2 * voxelSize.x(), 2 * voxelSize.y(), voxelSize.z());
		final float mean = (float) VolumeStatistics.of(volume).mean();
		final PairSpectrum.Source diagonal = (y, z, a, b) -> {
			every2nd(volume.row(2 * y, z), 0, mean, a);
			every2nd(volume.row(2 * y + 1, z), 1, mean, b);
		};
		final PairSpectrum.Source other = (y, z, a, b) -> {
			every2nd(volume.row(2 * y + 1, z), 0, mean, a);
			every2nd(volume.row(2 * y, z), 1, mean, b);
		};
		return of(ShellSums.of(half, doubled, diagonal, 0.5, 0.5, cancelled)
			.plus(ShellSums.of(half, doubled, other, 0.5, -0.5, cancelled)));
	}

	public static ShellSums sumsOfRepeats(final Volume first, final Volume second, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		final Extent e = Planes.same("first repeat", first, "second repeat", second);
		final float m1 = (float) VolumeStatistics.of(first).mean(), m2 = (float) VolumeStatistics.of(second).mean();
		return ShellSums.of(e, voxelSize, (y, z, a, b) -> {
			minus(first.row(y, z), m1, a);
			minus(second.row(y, z), m2, b);
		}, 0, 0, cancelled);
	}

	static ShellSums sumsOfOne(final Volume counts, final VoxelSize voxelSize, final Camera camera, final long seed,
		final BooleanSupplier cancelled)
	{
		final Recording photons = Recording.of(counts).above(camera.zero());
		final Thinning half = new Thinning(photons, camera.gain(), 0.5, seed);
		final float mean = (float) (0.5 * (VolumeStatistics.of(counts).mean() - camera.zero()));
		return ShellSums.of(counts.extent(), voxelSize, (y, z, a, b) -> {
			half.read(y, z, a);
			photons.read(y, z, b);
			for (int x = 0; x < a.length; x++) {
				b[x] -= a[x] + mean;
				a[x] -= mean;
			}
		}, 0, 0, cancelled);
	}

	private static void every2nd(final float[] row, final int first, final float mean, final float[] result) {
		for (int x = 0; x < result.length; x++)
			result[x] = row[2 * x + first] - mean;
	}

	private static void minus(final float[] row, final float mean, final float[] result) {
		for (int x = 0; x < result.length; x++)
			result[x] = row[x] - mean;
	}

	static FourierShellCorrelation of(final ShellSums sums) {
		final List<Sector> sectors = new ArrayList<>();
		final double[] frequency = new double[sums.shells()];
		for (int i = 0; i < frequency.length; i++)
			frequency[i] = sums.frequency(i);
		double lateral = 0, axial = 0;
		for (int sector = 0; sector < ShellSums.SECTORS; sector++) {
			final double[] correlation = correlation(sums, sector);
			final double crossing = crossing(sums, sector, correlation);
			final double cutoff = crossing * sums.width();
			if (crossing > 0) {
				lateral = Math.max(lateral, cutoff * share(sums, Quantity.CROSS_LATERAL, sector, crossing));
				axial = Math.max(axial, cutoff * share(sums, Quantity.CROSS_AXIAL, sector, crossing));
			}
			final double step = 90.0 / ShellSums.SECTORS;
			sectors.add(new Sector(sector * step, (sector + 1) * step, frequency, correlation, cutoff));
		}
		final boolean flat = sums.axialNyquist() == 0;
		return new FourierShellCorrelation(period(lateral), flat ? Double.NaN : period(axial),
			lateral > LIMIT * sums.lateralNyquist(), !flat && axial > LIMIT * sums.axialNyquist(),
			List.copyOf(sectors));
	}

	private static double period(final double frequency) {
		return frequency > 0 ? 1 / frequency : Double.NaN;
	}

	/** The correlation of each shell; not a number where a sector is empty. */
	private static double[] correlation(final ShellSums sums, final int sector) {
		final double[] correlation = new double[sums.shells()];
		for (int i = 0; i < correlation.length; i++) {
			final double power = sums.get(Quantity.FIRST, sector, i) * sums.get(Quantity.SECOND, sector, i);
			correlation[i] = power > 0 ? sums.get(Quantity.CROSS, sector, i) / Math.sqrt(power) : Double.NaN;
		}
		return correlation;
	}

	/**
	 * The first crossing of the threshold in widths of shells from frequency zero;
	 * 0 if the sector never rises above it. A single shell below it is chance.
	 */
	private static double crossing(final ShellSums sums, final int sector, final double[] correlation) {
		double last = 0, lastAt = 0, firstBelow = 0;
		for (int i = 0; i < correlation.length; i++) {
			if (Double.isNaN(correlation[i])) continue;
			final double chance = 2 / Math.sqrt(Math.max(1, sums.independent(sector, i)));
			final double above = correlation[i] - Math.max(THRESHOLD, Math.min(0.5, chance));
			if (above >= 0) {
				last = above;
				lastAt = i + 0.5;
				firstBelow = 0;
			}
			else if (firstBelow < 0 && lastAt > 0) return lastAt + last / (last - firstBelow);
			else firstBelow = above;
		}
		return lastAt == 0 ? 0 : Math.min(correlation.length, lastAt + 0.5);
	}

	/**
	 * The mean of cosine or sine of the angle to the axis, over what both have in common in the last shells within the
	 * cut-off.
	 */
	private static double share(final ShellSums sums, final Quantity quantity, final int sector,
		final double crossing)
	{
		double along = 0, all = 0;
		for (int shell = Math.max(0, (int) crossing - 3); shell < (int) crossing; shell++) {
			along += sums.get(quantity, sector, shell);
			all += sums.get(Quantity.CROSS, sector, shell) * sums.frequency(shell);
		}
		return all > 0 ? Math.min(1, along / all) : 0;
	}
}
