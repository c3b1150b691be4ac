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

import java.util.function.BooleanSupplier;

import sc.fiji.lucid.fft.PairSpectrum;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Sums over the spectra of two volumes, sorted by frequency (shells) and by the
 * angle to the optical axis (sectors of 30°: axial, oblique, lateral). The volumes are
 * softened towards their edges by Hann's window, so that these do not count as
 * detail; a cut-off is sharp to about two periods per side of the volume.
 */
public final class ShellSums {

	/** What is summed. */
	public enum Quantity {
		/** Frequencies. */
		COUNT,
		/** |A|². */
		FIRST,
		/** |B|². */
		SECOND,
		/** Re A B*. */
		CROSS,
		/** |A + B|. */
		MAGNITUDE,
		/** Re A B* times the frequency across the optical axis. */
		CROSS_LATERAL,
		/** Re A B* times the frequency along the optical axis. */
		CROSS_AXIAL
	}

	/** Sectors from the optical axis to the plane across it. */
	public static final int SECTORS = 3;

	private static final int QUANTITIES = Quantity.values().length;

	/** The share of frequencies that Hann's window leaves independent, on each axis: (Σw²)² / (n Σw⁴). */
	static final double INDEPENDENT = 0.514;

	private final double width;
	private final int shells;
	private final double[] sums;
	private final double lateralNyquist;
	private final double axialNyquist;

	private ShellSums(final double width, final int shells, final double[] sums, final double lateralNyquist,
		final double axialNyquist)
	{
		this.width = width;
		this.shells = shells;
		this.sums = sums;
		this.lateralNyquist = lateralNyquist;
		this.axialNyquist = axialNyquist;
	}

	/**
	 * @param extent the size of the volumes
	 * @param voxelSize µm
	 * @param shiftX by how many voxels along X the second volume's voxels lie further on than the first's
	 * @param shiftY the same along Y
	 */
	public static ShellSums of(final Extent extent, final VoxelSize voxelSize, final PairSpectrum.Source source,
		final double shiftX, final double shiftY, final BooleanSupplier cancelled)
	{
		final PairSpectrum spectrum = new PairSpectrum(extent, apodized(extent, source), cancelled);
		final double lateralNyquist = 0.5 / Math.max(voxelSize.x(), voxelSize.y());
		final double axialNyquist = extent.nz() > 1 ? 0.5 / voxelSize.z() : 0;
		final double width = width(extent, voxelSize);
		final int shells = (int) Math.ceil(Math.max(lateralNyquist, axialNyquist) / width);
		final double[] sums = spectrum.sum(shells * SECTORS * QUANTITIES, (fx, fy, fz, multiplicity, v, s) -> {
			final double kx = fx / voxelSize.x(), ky = fy / voxelSize.y(),
				kz = extent.nz() > 1 ? Math.abs(fz) / voxelSize.z() : 0;
			final double lateral = Math.sqrt(kx * kx + ky * ky), radius = Math.sqrt(lateral * lateral + kz * kz);
			final int shell = (int) (radius / width);
			// The mean is no detail, and the corners beyond Nyquist are no shells.
			if (shell >= shells || radius == 0) return;
			final int sector = Math.min(SECTORS - 1, (int) (SECTORS * Math.atan2(lateral, kz) / (0.5 * Math.PI)));
			add(v, multiplicity, 2 * Math.PI * (shiftX * fx + shiftY * fy), lateral, kz, s,
				(sector * shells + shell) * QUANTITIES);
		});
		return new ShellSums(width, shells, sums, lateralNyquist, axialNyquist);
	}

	private static void add(final double[] v, final int multiplicity, final double phase, final double lateral,
		final double axial, final double[] sums, final int at)
	{
		final double re = v[0] * v[2] + v[1] * v[3], im = v[1] * v[2] - v[0] * v[3];
		// B holds the later voxels, exp(i phase) of A where nothing is noise.
		final double cross = multiplicity * (phase == 0 ? re : re * Math.cos(phase) - im * Math.sin(phase));
		sums[at + Quantity.COUNT.ordinal()] += multiplicity;
		sums[at + Quantity.FIRST.ordinal()] += multiplicity * (v[0] * v[0] + v[1] * v[1]);
		sums[at + Quantity.SECOND.ordinal()] += multiplicity * (v[2] * v[2] + v[3] * v[3]);
		sums[at + Quantity.CROSS.ordinal()] += cross;
		sums[at + Quantity.MAGNITUDE.ordinal()] += multiplicity * Math.hypot(v[0] + v[2], v[1] + v[3]);
		sums[at + Quantity.CROSS_LATERAL.ordinal()] += cross * lateral;
		sums[at + Quantity.CROSS_AXIAL.ordinal()] += cross * axial;
	}

	/** As fine as the longer lateral side allows, but not far below what the depth of the stack can tell apart. */
	private static double width(final Extent e, final VoxelSize v) {
		final double lateral = 1 / Math.min(e.nx() * v.x(), e.ny() * v.y());
		return e.nz() == 1 ? lateral : Math.max(lateral, 0.5 / (e.nz() * v.z()));
	}

	static PairSpectrum.Source apodized(final Extent e, final PairSpectrum.Source source) {
		final float[] wx = window(e.nx()), wy = window(e.ny()), wz = window(e.nz());
		return (y, z, a, b) -> {
			source.fill(y, z, a, b);
			final float w = wy[y] * wz[z];
			for (int x = 0; x < a.length; x++) {
				a[x] *= w * wx[x];
				b[x] *= w * wx[x];
			}
		};
	}

	private static float[] window(final int n) {
		final float[] window = new float[n];
		for (int i = 0; i < n; i++)
			window[i] = (float) hann(i, n);
		return window;
	}

	/** Hann's window; 1 on an axis of a single voxel. */
	public static double hann(final int i, final int n) {
		return n == 1 ? 1 : 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
	}

	/** Adds the sums of volumes of the same size. */
	ShellSums plus(final ShellSums other) {
		final double[] total = sums.clone();
		for (int i = 0; i < total.length; i++)
			total[i] += other.sums[i];
		return new ShellSums(width, shells, total, lateralNyquist, axialNyquist);
	}

	public double get(final Quantity quantity, final int sector, final int shell) {
		return sums[(sector * shells + shell) * QUANTITIES + quantity.ordinal()];
	}

	/** @return the sum over all sectors */
	public double get(final Quantity quantity, final int shell) {
		double total = 0;
		for (int sector = 0; sector < SECTORS; sector++)
			total += get(quantity, sector, shell);
		return total;
	}

	/** @return how many independent frequencies a shell has: without the mirror images and what the window blends */
	double independent(final int sector, final int shell) {
		return 0.5 * get(Quantity.COUNT, sector, shell) * Math.pow(INDEPENDENT, axialNyquist > 0 ? 3 : 2);
	}

	public int shells() {
		return shells;
	}

	/** @return the distance from shell to shell, cycles/µm */
	public double width() {
		return width;
	}

	/** @return the middle of a shell, cycles/µm */
	public double frequency(final int shell) {
		return (shell + 0.5) * width;
	}

	/** @return cycles/µm */
	double lateralNyquist() {
		return lateralNyquist;
	}

	/** @return cycles/µm; 0 for a single plane */
	double axialNyquist() {
		return axialNyquist;
	}
}
