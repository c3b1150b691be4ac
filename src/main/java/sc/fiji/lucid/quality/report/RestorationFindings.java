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
package sc.fiji.lucid.quality.report;

import java.util.Optional;

import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.quality.agreement.Consistency;
import sc.fiji.lucid.quality.report.page.Words;
import sc.fiji.lucid.quality.resolution.OpticalLimits;
import sc.fiji.lucid.quality.resolution.SpectralFit;
import sc.fiji.lucid.quality.resolution.SpotWidths;

/** What is to be said of the restored stack beside its recording. */
final class RestorationFindings {

	/** Fewer spots say little. */
	private static final int LEAST_SPOTS = 3;

	/** Extended objects have less of their power beyond what the recording resolves, points may have more. */
	private static final double EXTRAPOLATED_SHARE = 0.3;

	/**
	 * From here on the noise that a result follows is seen as grain; results that were stopped in time stay below 2.7.
	 */
	private static final double GRAIN = 2.2;

	/** The same under haze, where the noise takes longer to follow; there they stay below 0.2. */
	private static final double GRAIN_UNDER_HAZE = 1;

	/** A PSF is wrong from this share of its width on: an NA of 1.2 is wrong for 1.4 by 0.17. */
	private static final double WIDTH = 0.12;

	/**
	 * Below these misfits, objects alone may be why the PSF seems too narrow or too wide: few but deep or flat ones
	 * look richer along the axis, hardly ever poorer.
	 */
	private static final double MISFIT_NARROW = 0.008, MISFIT_WIDE = 0.02;

	/** Of the finest frequency that the voxels show, the last that the optics may pass, if beyond is to be noise alone. */
	private static final double NOISE_ALONE = 0.9;

	/** Correlation of neighbouring residuals that is more than chance. */
	private static final double UNEXPLAINED = 0.01;

	private final QualityInput input;
	private final QualityReport report;
	private final QualityReport.Resolution resolution;
	private final Findings findings;

	RestorationFindings(final QualityInput input, final QualityReport report, final Findings findings) {
		this.input = input;
		this.report = report;
		this.resolution = report.resolution();
		this.findings = findings;
	}

	void add() {
		if (!input.part().isEmpty()) findings.note("part",
			"Only a part of the stack was judged, as all of it does not fit into memory: " + input.part() + ".",
			"Give Java more memory (LUCID_OPTS=-Xmx...) to judge all of it.");
		report.consistency()
			.ifPresentOrElse(this::consistency,
				() -> findings.note("no-psf",
					"Without the PSF it cannot be said whether the result explains the recording.",
					"Give the PSF that was used (--psf)."));
		new LightFindings(input, report, findings).add();
		if (!psfBySpectrum()) psfBySpots();
		impossibleDetail();
		extrapolation();
		gain();
		missingCone();
		report.truth()
			.ifPresent(t -> findings.note("truth",
				"Against the truth: normalised error " + Words.number(t.nrmse()) + ", PSNR " + Words.number(t.psnr()) +
					" dB, structural similarity " + Words.number(t.ssim()) + " (scaled by " + Words.number(t.scale()) +
					", data range " + Words.number(t.dataRange()) + ").",
				""));
	}

	private void consistency(final Consistency c) {
		final String numbers = " (I-divergence " + Words.number(c.iDivergence()) + " a voxel, " +
			Words.number(c.expectedIDivergence()) + " expected)";
		if (c.resolutionScaledPearson() < 0.2 && c.slope() < 0.5) {
			findings.add(Severity.PROBLEM, "no-match",
				"Blurred again, the result hardly resembles the recording (correlation " +
					Words.number(c.resolutionScaledPearson()) + "): it is not a restoration of this stack.",
				"Check files, channel and frame.");
			return;
		}
		final double misfit = Math.max(c.ratio(), c.brightRatio());
		if (c.ratio() > 1.3 || c.brightRatio() > 1.2) findings.add(misfit > 2 ? Severity.PROBLEM : Severity.WARNING,
			"unexplained",
			"Blurred again, the result differs from the recording by " + Words.number(misfit) +
				" times what noise explains" + (c.brightRatio() > c.ratio() ? " in bright structures" : "") + numbers +
				": look at the residual for where. The PSF or the background may be wrong, or the restoration stopped too early.",
			"Check PSF, refractive indices and background, then the number of iterations.");
		else if (report.data().badVoxels().saturated() == 0 && followsNoise(c)) findings.add(Severity.WARNING,
			"overfitting",
			"The result follows the noise of the recording: " + Words.number(c.spectrum().noiseFollowed()) +
				" times as much of it as the best linear filter would, and blurred again, bright structures lie at " +
				Words.number(c.brightRatio()) +
				" of the I-divergence that noise makes. Grain and small dots in it are not structure.",
			"Use fewer iterations or more regularisation.");
		else findings.good("consistency",
			"Blurred again, the result explains the recording to within its noise" + numbers + ".");
		if (c.scale() < 0.9 || c.scale() > 1.1)
			findings.note("scale",
				"The result is not in the units of the recording: it has to be multiplied by " +
					Words.number(c.scale()) + ".",
				"Intensities of different results cannot be compared unless they are scaled alike.");
	}

	/**
	 * In the spectrum of what is left unexplained, or, where the recording is fine enough for little but noise, closer
	 * than noise allows.
	 */
	private boolean followsNoise(final Consistency c) {
		final boolean haze = input.psf().map(Psf::isHazy).orElse(false);
		// Who follows noise comes closer to the recording than the object itself would.
		final boolean closer = c.ratio() < (haze ? 0.995 : 0.98);
		return closer && c.spectrum().noiseFollowed() > (haze ? GRAIN_UNDER_HAZE : GRAIN) || c.ratio() < 0.9 ||
			c.brightRatio() < 0.92 && neighbours(c) < -0.015;
	}

	/** Correlation of what is unexplained in voxels beside each other, laterally. */
	private static double neighbours(final Consistency c) {
		return 0.5 * (c.structure().neighbours()[0] + c.structure().neighbours()[1]);
	}

	/**
	 * Whether the spectrum can be believed: it takes noise to be white and that of the camera, and isolated spots go
	 * before it.
	 */
	private boolean spectrumTells(final SpectralFit fit) {
		return report.data().cameraKnown() && report.data().badVoxels().clipped() == 0 &&
			(fit.psfIsPossible() || fit.width() > 1 || !isCoarse() && !spotsContradict(fit.width()));
	}

	/** Whether voxels fold so much detail back to coarser frequencies that the recording seems sharper than it is. */
	private boolean isCoarse() {
		final boolean isDeep = input.raw().extent().nz() > 1;
		return resolution.undersampling()
			.filter(f -> Math.max(Math.max(f[0], f[1]), isDeep ? f[2] : 0) > RecordingFindings.COARSE)
			.isPresent();
	}

	/**
	 * Objects of whatever size widen spots across the axis as they do along it, so that the difference of both squares is
	 * that of the PSF; flat or long ones aside. It is to be nearer to that of a PSF so many times as wide.
	 */
	private boolean spotsContradict(final double width) {
		final SpotWidths spots = resolution.rawSpots();
		if (resolution.psfSpot().isEmpty() || spots.count() < LEAST_SPOTS) return false;
		final SpotWidths psf = resolution.psfSpot().get();
		return 2 * longer(spots.fwhmZ(), spots.lateral()) > longer(psf.fwhmZ(), psf.lateral()) +
			longer(width * width * psf.fwhmZ(), width * psf.lateral());
	}

	private static double longer(final double axial, final double lateral) {
		return axial * axial - lateral * lateral;
	}

	/** The recording's own spectrum tells of the PSF without isolated spots. */
	private boolean psfBySpectrum() {
		if (report.consistency().isEmpty()) return false;
		final SpectralFit fit = report.consistency().get().spectrum();
		final boolean narrow = fit.width() > 1;
		if (!spectrumTells(fit) || fit.psfIsPossible() || Math.abs(Math.log(fit.width())) < WIDTH ||
			fit.misfit() < (narrow ? MISFIT_NARROW : MISFIT_WIDE)) return false;
		// No object blurred by a PSF that is too wide is as sharp as the recording: something stays unexplained.
		if (!narrow && neighbours(report.consistency().get()) < UNEXPLAINED) return false;
		findings.add(narrow ? Severity.WARNING : Severity.PROBLEM, "psf",
			"The spectrum of the recording, compared across and along the optical axis, is that of a PSF " +
				(!fit.isAtEnd() ? "" : narrow ? "at least " : "at most ") + Words.number(fit.width()) +
				" times as wide as the one that was used and " + Words.number(fit.width() * fit.width()) +
				" times as long, whatever the object: " +
				(narrow ? "the PSF is too narrow, and blur stays in the result."
					: "the PSF is too wide, and what is restored with it is too sharp, with rings."),
			"Check numerical aperture, refractive indices, depth, wavelength and voxel size, or measure the PSF on beads.");
		return true;
	}

	/**
	 * Spots in the recording are PSFs blurred by the size of the objects: hardly ever narrower, and beads not much
	 * wider.
	 */
	private void psfBySpots() {
		final SpotWidths spots = resolution.rawSpots();
		if (resolution.psfSpot().isEmpty() || spots.count() < LEAST_SPOTS) return;
		final SpotWidths psf = resolution.psfSpot().get();
		final double lateral = spots.lateral() / psf.lateral(),
			axial = spots.fwhmZ() > 0 && psf.fwhmZ() > 0 ? spots.fwhmZ() / psf.fwhmZ() : 1;
		final String numbers = "Isolated spots in the recording (" + spots.count() + ") are " +
			Words.micrometres(spots.lateral()) + " wide and " + Words.micrometres(spots.fwhmZ()) + " deep, the PSF " +
			Words.micrometres(psf.lateral()) + " and " + Words.micrometres(psf.fwhmZ());
		if (lateral < 0.92 || axial < 0.88) findings.add(Severity.PROBLEM, "psf",
			numbers +
				": the PSF is too wide for this recording, and what is restored with it is too sharp, with rings.",
			"Check numerical aperture, wavelength and voxel size, or measure the PSF on beads.");
		else if ((lateral > 1.12 || axial > 1.25) && widthIsPossible(1 + WIDTH)) findings.add(Severity.WARNING, "psf",
			numbers +
				": if these spots are smaller than the resolution, the PSF is too narrow and blur stays in the result.",
			"Check numerical aperture, refractive indices and depth, or measure the PSF on beads.");
		else findings.good("psf",
			numbers + (lateral > 1.12 || axial > 1.25
				? ": the spots have a size of their own, as the spectrum of the recording is that of this PSF."
				: ": they agree."));
	}

	/** Whether the recording's spectrum leaves it possible that the blur is so many times as wide as the PSF. */
	private boolean widthIsPossible(final double width) {
		return report.consistency()
			.map(c -> c.spectrum().widest() >= width || !spectrumTells(c.spectrum()))
			.orElse(true);
	}

	/** Detail beyond the theoretical cut-off cannot be: something about the optics or the voxels is wrong. */
	private void impossibleDetail() {
		if (resolution.optics().isEmpty() || resolution.raw().lateralAtLimit()) return;
		final double limit = resolution.optics().get().lateral();
		if (resolution.raw().lateral() < 0.88 * limit) findings.add(Severity.PROBLEM, "impossible-detail",
			"The recording shows detail of " + Words.micrometres(resolution.raw().lateral()) +
				", finer than its optics can (" + Words.micrometres(limit) + ").",
			"Check numerical aperture, wavelength and voxel size.");
	}

	private void extrapolation() {
		final double share = resolution.beyondRaw();
		if (share > EXTRAPOLATED_SHARE && resolution.raw().lateral() > 0 && !resolution.raw().lateralAtLimit())
			findings.add(Severity.NOTE, "extrapolated-detail",
				Words.percent(share) +
					" of the detail in the result is finer than anything the recording shows above its noise (" +
					Words.micrometres(resolution.raw().lateral()) + "): it is extrapolated.",
				"Do not interpret dots and gaps of that size.");
	}

	private void gain() {
		final Optional<OpticalLimits> limits = resolution.limits();
		if (resolution.rawSpots().count() >= LEAST_SPOTS && resolution.restoredSpots().count() >= LEAST_SPOTS)
			findings.note("sharpness",
				"Isolated spots measure " + Words.micrometres(resolution.rawSpots().lateral()) +
					" in the recording and " + Words.micrometres(resolution.restoredSpots().lateral()) +
					" in the result across, and " + Words.micrometres(resolution.rawSpots().fwhmZ()) + " and " +
					Words.micrometres(resolution.restoredSpots().fwhmZ()) +
					" along the axis. Narrow spots show contrast, not that two neighbours could be told apart.",
				"");
		final String resolved = "The recording resolves " + Words.micrometres(resolution.raw().lateral()) +
			(resolution.raw().lateralAtLimit() ? " (the limit of its sampling)" : "") + " across the axis" +
			(Double.isNaN(resolution.raw().axial()) ? "" : " and " + Words.micrometres(resolution.raw().axial()) +
				(resolution.raw().axialAtLimit() ? " (the limit of its sampling)" : "") + " along it");
		findings.note("resolution",
			resolved +
				limits
					.map(l -> "; the " + (l.fromPsf() ? "PSF" : "objective") + " carries " +
						Words.micrometres(l.lateral()) + " and " + Words.micrometres(l.axial()))
					.orElse("") +
				".",
			"");
		if (resolution.raw().lateralAtLimit() && resolution.rawMethod().startsWith("photons") && hasRoomForNoise())
			findings.note("split-noise",
				"The two halves of the recording agree up to the finest detail, beyond what the optics pass, which noise " +
					"should not: the gain is wrong, or the stack was processed.",
				"Give the camera's gain, or two recordings of the same field.");
	}

	/** Whether the voxels show detail that no optics pass: in coarser ones, halves may well agree up to the finest. */
	private boolean hasRoomForNoise() {
		return resolution.undersampling().filter(factor -> Math.max(factor[0], factor[1]) < NOISE_ALONE).isPresent();
	}

	private void missingCone() {
		resolution.psf()
			.filter(p -> p.missingCone() > 5)
			.ifPresent(p -> findings.note("missing-cone", "Nothing within " + Words.number(p.missingCone()) +
				"° of the optical axis passes the microscope: flat horizontal layers and their thickness cannot be recovered.",
				""));
	}
}
