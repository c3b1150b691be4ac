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
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/**
 * Power spectra of two volumes, averaged over rings around the optical axis: cells of a frequency across the axis
 * and one along it. What a microscope of round pupil does to a spectrum is the same all over a cell.
 */
final class RingPower {

	private static final int FIRST = 0, SECOND = 1, COUNT = 2, QUANTITIES = 3;

	/** A PSF is padded to as many voxels, so that its transfer is known at frequencies as close. */
	private static final int LEAST = 64;

	private final int rings;
	private final double lateralStep;
	private final double axialStep;
	private final double[] sums;
	/** Independent frequencies for each frequency of the transform. */
	private final double independent;

	private RingPower(final Extent e, final VoxelSize v, final PairSpectrum.Source source, final boolean apodized,
		final BooleanSupplier cancelled)
	{
		lateralStep = 1 / Math.min(e.nx() * v.x(), e.ny() * v.y());
		axialStep = e.nz() > 1 ? 1 / (e.nz() * v.z()) : 0;
		rings = (int) (0.5 / Math.max(v.x(), v.y()) / lateralStep) + 1;
		final PairSpectrum spectrum = new PairSpectrum(e, source, cancelled);
		independent = 0.5 * e.voxels() / spectrum.grid().voxels() *
			(apodized ? Math.pow(ShellSums.INDEPENDENT, e.nz() > 1 ? 3 : 2) : 1);
		sums = spectrum.sum(QUANTITIES * rings * (e.nz() == 1 ? 1 : (e.nz() + 1) / 2 + 1),
			(fx, fy, fz, multiplicity, value, s) -> {
				final int ring = (int) Math.round(Math.hypot(fx / v.x(), fy / v.y()) / lateralStep);
				if (ring >= rings) return;
				final int at = QUANTITIES * ((int) Math.round(Math.abs(fz) * e.nz()) * rings + ring);
				s[at + FIRST] += multiplicity * (value[0] * value[0] + value[1] * value[1]);
				s[at + SECOND] += multiplicity * (value[2] * value[2] + value[3] * value[3]);
				s[at + COUNT] += multiplicity;
			});
	}

	/** Spectra of volumes that do not end at their faces: Hann's window softens these. */
	static RingPower ofRecording(final Extent e, final VoxelSize v, final PairSpectrum.Source source,
		final BooleanSupplier cancelled)
	{
		return new RingPower(e, v, ShellSums.apodized(e, source), true, cancelled);
	}

	/** The power that a PSF transfers, 1 at frequency zero. */
	static RingPower ofPsf(final Psf psf, final BooleanSupplier cancelled) {
		final Extent p = psf.extent();
		final Volume volume = psf.volume();
		final Extent padded = new Extent(Math.max(p.nx(), LEAST), Math.max(p.ny(), LEAST),
			p.nz() == 1 ? 1 : Math.max(p.nz(), LEAST));
		return new RingPower(padded, psf.voxelSize(), (y, z, a, b) -> {
			if (y < p.ny() && z < p.nz()) System.arraycopy(volume.row(y, z), 0, a, 0, p.nx());
		}, false, cancelled);
	}

	int rings() {
		return rings;
	}

	/** @return how many frequencies along the axis, from zero on */
	int planes() {
		return sums.length / QUANTITIES / rings;
	}

	/** @return from ring to ring, cycles/µm */
	double lateralStep() {
		return lateralStep;
	}

	/** @return from plane to plane, cycles/µm; 0 for a single plane */
	double axialStep() {
		return axialStep;
	}

	/** @return mean power of the first volume */
	double first(final int ring, final int plane) {
		return mean(FIRST, ring, plane);
	}

	/** @return mean power of the second volume */
	double second(final int ring, final int plane) {
		return mean(SECOND, ring, plane);
	}

	/** @return how many independent frequencies a cell has */
	double independent(final int ring, final int plane) {
		return independent * sums[QUANTITIES * (plane * rings + ring) + COUNT];
	}

	private double mean(final int quantity, final int ring, final int plane) {
		final int at = QUANTITIES * (plane * rings + ring);
		return sums[at + COUNT] > 0 ? sums[at + quantity] / sums[at + COUNT] : 0;
	}

	/** @return the first volume's amplitude between the cells, linear; 0 beyond them */
	double amplitude(final double lateral, final double axial) {
		final double r = lateral / lateralStep, z = axial > 0 ? axial / axialStep : 0;
		final int ring = (int) r, plane = (int) z;
		if (ring + 1 >= rings || plane + 1 >= planes() && z > 0) return 0;
		final double a = r - ring, b = z - plane, near = between(ring, plane, a);
		return b == 0 ? near : (1 - b) * near + b * between(ring, plane + 1, a);
	}

	private double between(final int ring, final int plane, final double share) {
		return (1 - share) * Math.sqrt(first(ring, plane)) + share * Math.sqrt(first(ring + 1, plane));
	}
}
