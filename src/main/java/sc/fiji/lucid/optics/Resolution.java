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
package sc.fiji.lucid.optics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a microscope resolves: the highest frequencies that its optics transfer,
 * the sampling that these ask for, and the widths of its focus by textbook
 * formulas. Lengths in µm, frequencies in cycles per µm.
 *
 * @param lateralCutoff highest lateral frequency
 * @param axialCutoff highest axial frequency
 * @param lateralFwhm full width at half maximum of the focus along X and Y
 * @param axialFwhm full width at half maximum of the focus along Z
 */
public record Resolution(double lateralCutoff, double axialCutoff, double lateralFwhm, double axialFwhm) {

	/** A Gaussian transfers less than 1e-3 beyond so many cycles per FWHM. */
	private static final double CYCLES_PER_GAUSSIAN = 1.4;
	/** κ: 1/6, the slope of ∫ J₁(vt) t dt from 0 to 1 at v = 0, over 0.25434, its largest value (at v = 2.4516). */
	private static final double DOUGHNUT = 0.65529;

	/** Voxels this much larger than Nyquist's are small enough: in widefield, 1 % passes there. */
	public static final double FINE_ENOUGH = 1.05;
	/** Detail that passes so weakly drowns in any noise. */
	private static final double PASSES = 0.01;

	/** @return the resolution of a microscope; empty if what it depends on is not known, or no such microscope exists */
	public static Optional<Resolution> ifKnown(final OpticalSettings optics) {
		try {
			return Optional.of(of(optics.microscope()));
		}
		catch (final IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	/**
	 * @return the resolution of the microscope. Cut-offs: 2 NA/λ and
	 *         (n − √(n² − NA²))/λ for each passage of light (missing cone; Gu,
	 *         Advanced Optical Imaging Theory, 2000, ch. 4), summed where
	 *         excitation and emission multiply. Widths: see
	 *         {@link #lateralFwhm} and {@link #axialFwhm} of the modality in the
	 *         source.
	 */
	public static Resolution of(final Microscope m) {
		return switch (m.modality()) {
			case WIDEFIELD -> widefield(m);
			case CONFOCAL, SPINNING_DISK -> confocal(m);
			case TWO_PHOTON -> twoPhoton(m);
			case STED -> sted(m);
			case ARRAY_DETECTOR -> arrayDetector(m);
			case LIGHT_SHEET -> sheet(m, m.sheetThickness());
			case LATTICE_LIGHT_SHEET ->
				sheet(m, 0.886 * m.excitationWavelength() / (2 * m.get(OpticalParameter.SHEET_NA)));
		};
	}

	/**
	 * Airy disc and sinc² axis at half maximum (Born &amp; Wolf, 8.5.2 and 8.8.2), the latter beyond the paraxial
	 * limit.
	 */
	private static Resolution widefield(final Microscope m) {
		final double wavelength = m.emissionWavelength();
		return new Resolution(lateralCutoff(m, wavelength), axialCutoff(m, wavelength),
			0.5145 * wavelength / m.numericalAperture(), 0.886 / axialCutoff(m, wavelength));
	}

	/**
	 * Wilhelm et al., Confocal Laser Scanning Microscopy (Zeiss, 2003): wave optics below 0.25 Airy units, else the
	 * excitation's focus.
	 */
	private static Resolution confocal(final Microscope m) {
		final double excitation = m.excitationWavelength(), emission = m.emissionWavelength();
		final double airyUnits = m.pinholeDiameter() * m.numericalAperture() / (1.22 * emission);
		final double mean = Math.sqrt(2) * excitation * emission / Math.hypot(excitation, emission);
		final double lateral = airyUnits < 0.25 ? 0.37 * mean : 0.51 * excitation;
		final double axial = airyUnits < 0.25 ? 0.64 / axialCutoff(m, mean) : 0.88 / axialCutoff(m, excitation);
		return new Resolution(lateralCutoff(m, excitation) + lateralCutoff(m, emission),
			axialCutoff(m, excitation) + axialCutoff(m, emission), lateral / m.numericalAperture(), axial);
	}

	/**
	 * The confocal focus times what the doughnut leaves. That is near the axis a Gaussian of FWHM
	 * {@code w = λ/(π κ NA √ζ)}, as the doughnut's intensity there is {@code (κ k NA r)²} of its crest's: widths are
	 * {@code D/√(1 + (D/w)²)} (cf. Harke et al., Opt Express 16, 2008; Leutenegger, Eggeling &amp; Hell, Opt Express
	 * 18, 2010).
	 */
	private static Resolution sted(final Microscope m) {
		final Resolution confocal = confocal(m);
		final double width = m.get(OpticalParameter.DEPLETION_WAVELENGTH) /
			(Math.PI * DOUGHNUT * m.numericalAperture() * Math.sqrt(m.get(OpticalParameter.DEPLETION_STRENGTH)));
		final double fwhm = 1 / Math.hypot(1 / confocal.lateralFwhm, 1 / width);
		return new Resolution(Math.max(confocal.lateralCutoff, CYCLES_PER_GAUSSIAN / fwhm), confocal.axialCutoff, fwhm,
			confocal.axialFwhm);
	}

	/** Half the width of the one focus convolved with the other, as Gaussians (Sheppard, Optik 80, 1988). */
	private static Resolution arrayDetector(final Microscope m) {
		final double excitation = m.excitationWavelength(), emission = m.emissionWavelength();
		return new Resolution(lateralCutoff(m, excitation) + lateralCutoff(m, emission),
			axialCutoff(m, excitation) + axialCutoff(m, emission),
			0.51 * Math.hypot(excitation, emission) / (2 * m.numericalAperture()), 0.88 / axialCutoff(m, excitation));
	}

	/** Zipfel, Williams &amp; Webb, Nature Biotechnology 21 (2003), box 1: FWHM = 2 √(ln 2) ω. */
	private static Resolution twoPhoton(final Microscope m) {
		final double wavelength = m.excitationWavelength(), na = m.numericalAperture();
		final double lateral = (na <= 0.7 ? 0.320 / na : 0.325 / Math.pow(na, 0.91)) * wavelength / Math.sqrt(2);
		final double axial = 0.532 / Math.sqrt(2) / axialCutoff(m, wavelength);
		final double toFwhm = 2 * Math.sqrt(Math.log(2));
		return new Resolution(2 * lateralCutoff(m, wavelength), 2 * axialCutoff(m, wavelength), toFwhm * lateral,
			toFwhm * axial);
	}

	/** The detection's focus times the sheet (Engelbrecht &amp; Stelzer, Opt. Lett. 31, 2006), both as Gaussians. */
	private static Resolution sheet(final Microscope m, final double thickness) {
		final Resolution detection = widefield(m);
		final double axial = 1 / Math.hypot(1 / detection.axialFwhm, 1 / thickness);
		return new Resolution(detection.lateralCutoff, detection.axialCutoff + CYCLES_PER_GAUSSIAN / thickness,
			detection.lateralFwhm, axial);
	}

	private static double lateralCutoff(final Microscope m, final double wavelength) {
		return 2 * m.numericalAperture() / wavelength;
	}

	private static double axialCutoff(final Microscope m, final double wavelength) {
		final double n = m.immersionIndex(), na = m.numericalAperture();
		return (n - Math.sqrt(n * n - na * na)) / wavelength;
	}

	/** @return the coarsest voxels that lose no frequency: half a period of each cut-off */
	public VoxelSize nyquist() {
		return new VoxelSize(0.5 / lateralCutoff, 0.5 / lateralCutoff, 0.5 / axialCutoff);
	}

	/** @return how many times voxels are larger than {@link #nyquist} along X, Y and Z */
	public double[] undersampling(final VoxelSize voxels) {
		final VoxelSize limit = nyquist();
		return new double[] { voxels.x() / limit.x(), voxels.y() / limit.y(), voxels.z() / limit.z() };
	}

	/** @return whether voxels lose nothing on any axis: theory's last frequencies are weak */
	public boolean isMetBy(final VoxelSize voxels) {
		return Arrays.stream(undersampling(voxels)).allMatch(factor -> factor <= FINE_ENOUGH);
	}

	/**
	 * @param voxels size in µm
	 * @return whether they are too coarse along X, Y and Z: the optics still pass 1 % of the finest detail that voxels
	 *         of that size show. As what passes is taken that of a Gaussian of the width of the focus, a little more than
	 *         it is: with a pinhole, by two photons or through a sheet nearly nothing is left long before the cut-off, in
	 *         widefield it is at the cut-off
	 */
	public boolean[] loses(final VoxelSize voxels) {
		final double[] factor = undersampling(voxels);
		return new boolean[] { factor[0] > FINE_ENOUGH && transfer(0.5 / voxels.x(), lateralFwhm) >= PASSES,
			factor[1] > FINE_ENOUGH && transfer(0.5 / voxels.y(), lateralFwhm) >= PASSES,
			factor[2] > FINE_ENOUGH && transfer(0.5 / voxels.z(), axialFwhm) >= PASSES };
	}

	private static double transfer(final double frequency, final double fwhm) {
		return Math.exp(-Math.pow(Math.PI * frequency * fwhm, 2) / (4 * Math.log(2)));
	}

	/** @return one line on whether voxels of this size meet Nyquist; a warning if they lose detail */
	public String judge(final VoxelSize voxels) {
		final VoxelSize limit = nyquist();
		final boolean[] loses = loses(voxels);
		final boolean isLossy = loses[0] || loses[1] || loses[2];
		return String.format(Locale.ROOT,
			(isLossy ? "warning: " : "") +
				"Nyquist asks for voxels of at most %.3f x %.3f x %.3f µm; those of the stack %s.",
			limit.x(), limit.y(), limit.z(),
			isMetBy(voxels) ? "meet it" : "are coarser (" + voxels + " µm), " + (isLossy ? "fine detail is lost"
				: "but the optics pass less than 1 % of what they cannot show: little is lost"));
	}
}
