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
package sc.fiji.lucid.psf.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.psf.Fwhm;
import sc.fiji.lucid.psf.Psf;

/**
 * What came of a distillation.
 *
 * @param psf the PSF
 * @param mean the mean of the registered beads, the bead's size and noise still in it, peak about 1
 * @param registered the beads that went into the mean, each shifted to the middle of its box
 * @param beads all that were found, kept or not
 * @param microscope for the theory, or null
 * @param options how it was made
 * @param notes what was done to the mean, a line each
 */
public record DistilledBeads(Psf psf, Volume mean, List<Volume> registered, List<Bead> beads, Microscope microscope,
	BeadOptions options, List<String> notes)
{

	private static final int FEW = 5;
	private static final double WIDER = 1.3;
	private static final double NARROWER = 0.85;
	private static final double UNEVEN = 0.15;

	/** @return the beads that went into the mean */
	public List<Bead> kept() {
		return beads.stream().filter(Bead::isKept).toList();
	}

	/** @return full widths at half maximum of the PSF along X, Y and Z in µm */
	public double[] fwhm() {
		return Fwhm.of(psf);
	}

	/** @return the table of all beads: {@link Bead#HEADER} and one {@link Bead#row} each */
	public String csv() {
		return Bead.HEADER + "\n" + beads.stream().map(b -> b.row() + "\n").collect(Collectors.joining());
	}

	/** @return how often each reason was given, in words */
	static String reasons(final List<Bead> beads) {
		return Arrays.stream(Bead.Verdict.values())
			.filter(v -> beads.stream().anyMatch(b -> b.verdict() == v))
			.map(v -> beads.stream().filter(b -> b.verdict() == v).count() + " " + v)
			.collect(Collectors.joining(", "));
	}

	/** @return the report in words, a line each: counts, widths against theory, evenness over the field, verdict */
	public List<String> lines() {
		final double[] w = fwhm();
		final List<String> lines = new ArrayList<>();
		lines.add("Beads found: " + beads.size() + " (" + reasons(beads) + ").");
		lines.add(String.format(Locale.ROOT, "FWHM of the PSF: %.3f x %.3f x %.3f µm, beads of %.3g µm taken off.",
			w[0], w[1], w[2], options.diameter()));
		if (microscope != null) {
			final Resolution theory = Resolution.of(microscope);
			lines.add(
				String.format(Locale.ROOT, "Theory: %.3f x %.3f x %.3f µm; measured over theory %.2f x %.2f x %.2f.",
					theory.lateralFwhm(), theory.lateralFwhm(), theory.axialFwhm(), w[0] / theory.lateralFwhm(),
					w[1] / theory.lateralFwhm(), w[2] / theory.axialFwhm()));
			lines.add(theory.judge(psf.voxelSize()));
		}
		if (kept().size() >= FEW) lines.add(String.format(Locale.ROOT,
			"Over the field the lateral width of beads changes by %.0f %%.", 100 * unevenness()));
		lines.addAll(notes);
		lines.add("Verdict: " + verdict());
		return lines;
	}

	/** @return in words, whether the PSF can be trusted */
	public String verdict() {
		final List<String> doubts = new ArrayList<>();
		final double[] w = fwhm();
		final double ratio = Math.max(w[0], w[1]) / Math.min(w[0], w[1]);
		if (kept().size() < FEW) doubts.add("only " + kept().size() + " beads: noise remains; image more");
		if (ratio > WIDER) doubts.add(String.format(Locale.ROOT,
			"X and Y differ by %.0f %%: astigmatism, drift or vibration", 100 * (ratio - 1)));
		if (kept().size() >= FEW && unevenness() > UNEVEN)
			doubts.add("the width changes over the field: restore parts with beads from there");
		if (microscope != null) {
			final Resolution theory = Resolution.of(microscope);
			if (w[2] > WIDER * theory.axialFwhm() || Math.max(w[0], w[1]) > WIDER * theory.lateralFwhm()) doubts
				.add("wider than theory by more than 30 %: aberrated (check immersion, coverslip, correction collar) " +
					"or beads larger than said");
			if (w[2] < NARROWER * theory.axialFwhm() || Math.min(w[0], w[1]) < NARROWER * theory.lateralFwhm())
				doubts.add("narrower than theory: check voxel size, wavelength and NA");
		}
		return doubts.isEmpty() ? "good." : String.join("; ", doubts) + ".";
	}

	/**
	 * @return the change of the lateral width over the extent of the beads, by a linear fit, relative to its mean; 0
	 *         for fewer than five beads
	 */
	public double unevenness() {
		final List<Bead> kept = kept();
		if (kept.size() < FEW) return 0;
		final double[] width = kept.stream().mapToDouble(b -> Math.sqrt(b.fwhmX() * b.fwhmY())).toArray();
		final double[][] place = kept.stream().map(b -> new double[] { b.x(), b.y() }).toArray(double[][]::new);
		final OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
		fit.newSampleData(width, place);
		final double[] p = fit.estimateRegressionParameters();
		double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		for (final double[] at : place) {
			final double w = p[0] + p[1] * at[0] + p[2] * at[1];
			low = Math.min(low, w);
			high = Math.max(high, w);
		}
		return (high - low) / Arrays.stream(width).average().orElse(1);
	}
}
