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

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.psf.PsfModel;

/**
 * The pupil of one passage of light: amplitude and phase of the plane waves by
 * their lateral wave number {@code s} (in units of the vacuum wave number, 0 to
 * NA).
 * <p>
 * Phase (Gibson &amp; Lanni, JOSA A 8, 1991, eq. 1, with the stage's position ζ
 * written out):
 * {@code k [d √(nₛ²−s²) + ζ(nᵢ − √(nᵢ²−s²)) + t_g √(n_g²−s²) − t_g* √(n_g*²−s²) + tᵢ(√(nᵢ²−s²) − √(nᵢ*²−s²))]},
 * d the depth, starred values those of the design. ζ grows as the focal plane
 * moves away from the coverslip. Waves that are evanescent in the sample decay
 * with the depth.
 */
final class Pupil {

	private final PsfModel model;
	private final Microscope microscope;
	private final double k;
	private final double immersion;
	private final double sample;
	private final double coverslip;

	Pupil(final PsfModel model, final Microscope microscope, final double wavelength) {
		this.model = model;
		this.microscope = microscope;
		k = 2 * Math.PI / wavelength;
		immersion = microscope.immersionIndex();
		sample = microscope.sampleIndex();
		coverslip = microscope.coverslipIndex();
	}

	/** @return the wave number in vacuum, 1/µm */
	double k() {
		return k;
	}

	boolean isVectorial() {
		return model == PsfModel.VECTORIAL;
	}

	double numericalAperture() {
		return microscope.numericalAperture();
	}

	/** @return the index at which √(n²−s²) is first steep: quadrature goes by the angle in this medium */
	double smallestIndex() {
		return model == PsfModel.BORN_WOLF ? immersion : Math.min(sample, Math.min(immersion, coverslip));
	}

	/** @return the phase that one µm of defocus adds, 1/µm */
	double defocus(final double s) {
		// Born & Wolf 8.8: the paraxial limit
		if (model == PsfModel.BORN_WOLF) return k * s * s / (2 * immersion);
		return k * (immersion - Math.sqrt(immersion * immersion - s * s));
	}

	/** @return the phase by indices and thicknesses at ζ = 0 */
	double aberration(final double s) {
		if (model == PsfModel.BORN_WOLF || !microscope.isAberrated()) return 0;
		final double glass = value(OpticalParameter.COVERSLIP_THICKNESS) * root(coverslip, s) -
			value(OpticalParameter.DESIGN_COVERSLIP_THICKNESS) *
				root(value(OpticalParameter.DESIGN_COVERSLIP_INDEX), s);
		final double layer = value(OpticalParameter.WORKING_DISTANCE) *
			(root(immersion, s) - root(value(OpticalParameter.DESIGN_IMMERSION_INDEX), s));
		return k * (microscope.depth() * (root(sample, s) - sample) + glass + layer);
	}

	/** @return the phase by the Zernike coefficients, where all depend on the radius alone */
	double radialZernike(final double s) {
		return microscope.zernike().phase(s / numericalAperture(), 0);
	}

	private double value(final OpticalParameter parameter) {
		return microscope.get(parameter);
	}

	private static double root(final double index, final double s) {
		return Math.sqrt(Math.max(0, index * index - s * s));
	}

	/** @return what is left of a wave after the depth: 1, less where it is evanescent in the sample */
	double decay(final double s) {
		if (model == PsfModel.BORN_WOLF || s <= sample) return 1;
		return Math.exp(-k * microscope.depth() * Math.sqrt(s * s - sample * sample));
	}

	/**
	 * The amplitudes of the integrals I₀, I₁, I₂, each real and imaginary part.
	 * Scalar: 1, 0, 0. Vectorial: {@code (t_s + t_p cos θₛ, t_p sin θₛ, t_s − t_p cos θₛ) / √cos θᵢ}
	 * for s ds, which is √cos θᵢ sin θᵢ dθᵢ, with the Fresnel transmission
	 * immersion to coverslip to sample (Török &amp; Varga, Appl Opt 36, 1997, eq.
	 * 15–17). The image of a dipole, averaged over its orientations, has the same
	 * amplitudes by reciprocity (cf. Aguet et al., Opt Express 17, 2009, eq. 6).
	 */
	double[] amplitudes(final double s) {
		if (model != PsfModel.VECTORIAL) return new double[] { 1, 0, 0, 0, 0, 0 };
		final double sine = s / sample, square = 1 - sine * sine;
		// cos θₛ is imaginary beyond the critical angle
		final double re = square >= 0 ? Math.sqrt(square) : 0, im = square >= 0 ? 0 : Math.sqrt(-square);
		final double ci = root(1, s / immersion), cg = root(1, s / coverslip);
		// Born & Wolf, 1.5.2, eq. 20
		final double toGlassS = 2 * immersion * ci / (immersion * ci + coverslip * cg) / Math.sqrt(ci);
		final double toGlassP = 2 * immersion * ci / (coverslip * ci + immersion * cg) / Math.sqrt(ci);
		final double[] ts = quotient(toGlassS * 2 * coverslip * cg, coverslip * cg + sample * re, sample * im);
		final double[] tp = quotient(toGlassP * 2 * coverslip * cg, sample * cg + coverslip * re, coverslip * im);
		final double pcr = tp[0] * re - tp[1] * im, pci = tp[0] * im + tp[1] * re;
		return new double[] { ts[0] + pcr, ts[1] + pci, tp[0] * sine, tp[1] * sine, ts[0] - pcr, ts[1] - pci };
	}

	private static double[] quotient(final double dividend, final double re, final double im) {
		final double scale = dividend / (re * re + im * im);
		return new double[] { scale * re, -scale * im };
	}
}
