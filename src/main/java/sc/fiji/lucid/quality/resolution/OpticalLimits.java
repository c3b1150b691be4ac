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

import java.util.Optional;

import sc.fiji.lucid.fft.PairSpectrum;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/**
 * The finest detail that light of one wavelength carries through an objective,
 * or that a point-spread function lets pass.
 *
 * @param lateral shortest period across the optical axis, µm
 * @param axial shortest period along it, µm
 * @param missingCone half-angle around the optical axis in which nothing passes, degrees; not a number if not known
 * @param fromPsf whether the numbers were read from a PSF (where its transfer
 *          function falls below 1 %) rather than from the optics
 */
public record OpticalLimits(double lateral, double axial, double missingCone, boolean fromPsf) {

	private static final double PASSES = 0.01;
	private static final int ANGLES = 90;

	/**
	 * The theoretical cut-offs of a microscope, see {@link Resolution}.
	 *
	 * @return empty if what they depend on is not known, or no such microscope exists
	 */
	public static Optional<OpticalLimits> of(final OpticalSettings optics) {
		try {
			return Optional.of(of(optics.microscope()));
		}
		catch (final IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private static OpticalLimits of(final Microscope m) {
		final Resolution r = Resolution.of(m);
		// Only widefield detection alone has a cone that is empty down to frequency zero.
		final double cone = m.modality() == Modality.WIDEFIELD
			? 90 - Math.toDegrees(Math.asin(m.numericalAperture() / m.immersionIndex())) : Double.NaN;
		return new OpticalLimits(1 / r.lateralCutoff(), 1 / r.axialCutoff(), cone, false);
	}

	/** What a PSF lets pass, as far as its sampling can show. */
	public static OpticalLimits of(final Psf psf) {
		final Volume volume = psf.volume();
		final Extent e = padded(psf.extent());
		final VoxelSize v = psf.voxelSize();
		final PairSpectrum spectrum = new PairSpectrum(e, (y, z, a, b) -> {
			if (y < psf.extent().ny() && z < psf.extent().nz())
				System.arraycopy(volume.row(y, z), 0, a, 0, psf.extent().nx());
		}, () -> false);
		final int nx = spectrum.grid().nx() / 2 + 1, nz = spectrum.grid().nz() / 2 + 1;
		final double[] passing = spectrum.sum(nx + nz + ANGLES, (fx, fy, fz, m, value, s) -> {
			if (value[0] * value[0] + value[1] * value[1] < PASSES * PASSES) return;
			final double kxy = Math.hypot(fx / v.x(), fy / v.y()), kz = Math.abs(fz) / v.z();
			s[(int) Math.min(nx - 1, Math.round(kxy * 2 * v.x() * (nx - 1)))]++;
			s[nx + (int) Math.round(2 * Math.abs(fz) * (nz - 1))]++;
			if (kz > 0) s[nx + nz + (int) Math.min(ANGLES - 1, Math.toDegrees(Math.atan2(kxy, kz)))]++;
		});
		final double lateral = 2 * v.x() * (nx - 1.0) / Math.max(1, last(passing, 0, nx));
		final double axial = e.nz() == 1 ? Double.NaN : 2 * v.z() * (nz - 1.0) / Math.max(1, last(passing, nx, nz));
		int cone = 0;
		while (cone < ANGLES && passing[nx + nz + cone] == 0)
			cone++;
		return new OpticalLimits(lateral, axial, e.nz() == 1 ? Double.NaN : cone, true);
	}

	private static Extent padded(final Extent e) {
		return new Extent(Math.max(e.nx(), 64), Math.max(e.ny(), 64), e.nz() == 1 ? 1 : Math.max(e.nz(), 64));
	}

	private static int last(final double[] passing, final int from, final int n) {
		int last = n - 1;
		while (last > 0 && passing[from + last] == 0)
			last--;
		return last;
	}
}
