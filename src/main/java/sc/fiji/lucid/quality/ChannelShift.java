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
package sc.fiji.lucid.quality;

import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;

import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.fft.PairSpectrum;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.resolution.ShellSums;

/**
 * How far a second channel lies from the first, by the peak of their phase
 * correlation (Kuglin & Hines 1975), refined between voxels. Channels that show different
 * structures have no clear peak: another is nearly as high.
 *
 * @param x µm; positive if the second channel lies further along the axis
 * @param y µm
 * @param z µm
 * @param clarity height of the peak over the next highest place of the correlation; below 4 it may be chance
 */
public record ChannelShift(double x, double y, double z, double clarity) {

	/**
	 * From what clarity on a shift is believed. Of 200 pairs of channels that had nothing in common 198 had less than 2.5
	 * and two, of few beads, 3.3; of 40 that shared six tenths of their light 37 had more than 4
	 * (docs/notebook/quality.md).
	 */
	public static final double CLEAR = 4;

	/** Half the band that is used, cycles per voxel: beyond it, most is noise. */
	private static final double BAND = 0.12;

	/** Voxels from the peak within which the correlation is the peak's: the band makes it a Gaussian of 1.3 voxels. */
	private static final int WIDE = 5;

	private static final int LARGEST = 256;

	/** Measures the central part of two channels, at most 256 voxels wide. */
	public static ChannelShift between(final Volume first, final Volume second, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		final Extent e = Planes.same("first channel", first, "second channel", second);
		final Extent part = new Extent(Math.min(e.nx(), LARGEST), Math.min(e.ny(), LARGEST), Math.min(e.nz(), LARGEST));
		final int x0 = (e.nx() - part.nx()) / 2, y0 = (e.ny() - part.ny()) / 2, z0 = (e.nz() - part.nz()) / 2;
		final float m1 = (float) VolumeStatistics.of(first).mean(), m2 = (float) VolumeStatistics.of(second).mean();
		final PairSpectrum spectrum = new PairSpectrum(part, (y, z, a, b) -> {
			final double w = ShellSums.hann(y, part.ny()) * ShellSums.hann(z, part.nz());
			for (int x = 0; x < a.length; x++) {
				final double wx = w * ShellSums.hann(x, part.nx());
				a[x] = (float) (wx * (first.row(y0 + y, z0 + z)[x0 + x] - m1));
				b[x] = (float) (wx * (second.row(y0 + y, z0 + z)[x0 + x] - m2));
			}
		}, cancelled);
		return peak(spectrum.correlation((fx, fy, fz, magnitude) -> magnitude > 0
			? Math.exp(-0.5 * (fx * fx + fy * fy + fz * fz) / (BAND * BAND)) / magnitude : 0), voxelSize);
	}

	private static ChannelShift peak(final Volume correlation, final VoxelSize voxelSize) {
		final Extent e = correlation.extent();
		int px = 0, py = 0, pz = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					if (correlation.row(y, z)[x] > correlation.row(py, pz)[px]) {
						px = x;
						py = y;
						pz = z;
					}
		final float top = correlation.row(py, pz)[px];
		final int x = px, y = py, z = pz;
		return new ChannelShift((x - e.nx() / 2 + vertex(i -> correlation.row(y, z)[i], x, e.nx())) * voxelSize.x(),
			(y - e.ny() / 2 + vertex(i -> correlation.row(i, z)[x], y, e.ny())) * voxelSize.y(),
			(z - e.nz() / 2 + vertex(i -> correlation.row(y, i)[x], z, e.nz())) * voxelSize.z(),
			top / second(correlation, px, py, pz));
	}

	/** @return the highest value that is not the peak's */
	private static float second(final Volume correlation, final int px, final int py, final int pz) {
		final Extent e = correlation.extent();
		float second = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = correlation.row(y, z);
				final boolean isNear = Math.abs(y - py) <= WIDE && Math.abs(z - pz) <= WIDE;
				for (int x = 0; x < e.nx(); x++)
					if (!(isNear && Math.abs(x - px) <= WIDE)) second = Math.max(second, row[x]);
			}
		return second;
	}

	/** The top of the parabola through the logarithms of three values, as near a Gaussian peak. */
	private static double vertex(final IntToDoubleFunction value, final int at, final int n) {
		if (at == 0 || at == n - 1) return 0;
		final double a = value.applyAsDouble(at - 1), b = value.applyAsDouble(at), c = value.applyAsDouble(at + 1);
		if (!(a > 0 && c > 0)) return 0;
		final double la = Math.log(a), lb = Math.log(b), lc = Math.log(c), bend = la - 2 * lb + lc;
		return bend < 0 ? 0.5 * (la - lc) / bend : 0;
	}
}
