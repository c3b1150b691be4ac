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

import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.quality.report.page.PageWriter;
import sc.fiji.lucid.quality.report.page.SvgPlot;
import sc.fiji.lucid.quality.report.page.Words;
import sc.fiji.lucid.quality.resolution.FourierShellCorrelation;
import sc.fiji.lucid.quality.resolution.OpticalLimits;
import sc.fiji.lucid.quality.resolution.SpotWidths;

/** What was resolved, by each way of measuring it, and what the optics allow. */
final class ResolutionSection {

	private static final String[] DIRECTIONS = { "along the axis", "oblique", "across the axis" };

	private final QualityReport.Resolution r;
	private final PageWriter page;
	private final List<List<String>> rows = new ArrayList<>();

	ResolutionSection(final QualityReport.Resolution resolution, final PageWriter page) {
		r = resolution;
		this.page = page;
	}

	void write() {
		correlation("recording (" + r.rawMethod() + ")", r.raw());
		correlation("recording (sub-sampling)", r.rawSubsampled());
		correlation("result (" + r.restoredMethod() + ")", r.restored());
		row("Decorrelation analysis, recording", r.rawDecorrelation().lateral(), r.rawDecorrelation().axial());
		row("Decorrelation analysis, result", r.restoredDecorrelation().lateral(), r.restoredDecorrelation().axial());
		spots("recording", r.rawSpots());
		spots("result", r.restoredSpots());
		r.psfSpot().ifPresent(s -> row("Width of the PSF at half maximum", s.lateral(), s.fwhmZ()));
		r.optics().ifPresent(o -> row("Theoretical limit of the microscope", o.lateral(), o.axial()));
		r.psf().ifPresent(o -> row("Limit of the PSF (transfer below 1 %)", o.lateral(), o.axial()));
		page.heading("Resolution")
			.table(List.of("Shortest period resolved, by", "Across the optical axis", "Along it"), rows);
		r.limits()
			.filter(o -> o.missingCone() > 0)
			.ifPresent(o -> page.dim(
				"Missing cone: nothing within " + Words.number(o.missingCone()) + "° of the optical axis passes."));
		page.raw("<div class=\"row\">");
		curves("Recording, " + r.rawMethod(), r.raw());
		curves("Result, " + r.restoredMethod(), r.restored());
		page.raw("</div>");
		if (r.restoredMethod().startsWith("sub")) page.dim(
			"Sub-sampling takes noise that neighbouring voxels share for detail, so the result's numbers are bounds from the good side, and it sees nothing finer than four voxels across. For an unbiased number, restore two recordings and give the second as well (--repeat, --restored-repeat).");
	}

	private void row(final String name, final double lateral, final double axial) {
		rows.add(List.of(name, Words.micrometres(lateral), Words.micrometres(axial)));
	}

	private void correlation(final String what, final FourierShellCorrelation fsc) {
		rows.add(List.of("Fourier shell correlation, " + what, limited(fsc.lateral(), fsc.lateralAtLimit()),
			limited(fsc.axial(), fsc.axialAtLimit())));
	}

	private static String limited(final double period, final boolean atLimit) {
		return (atLimit ? "≤ " : "") + Words.micrometres(period);
	}

	private void spots(final String what, final SpotWidths s) {
		if (s.count() > 0) rows.add(List.of("Width of " + Words.count(s.count(), "spot") + " at half maximum, " + what,
			Words.micrometres(s.fwhmX()) + " x, " + Words.micrometres(s.fwhmY()) + " y",
			s.fwhmZ() > 0 ? Words.micrometres(s.fwhmZ()) : "–"));
	}

	private void curves(final String caption, final FourierShellCorrelation fsc) {
		final SvgPlot plot = new SvgPlot("spatial frequency (1/µm)", "correlation").between(-0.2, 1)
			.level(FourierShellCorrelation.THRESHOLD);
		r.limits().ifPresent(l -> marks(plot, l));
		for (int i = Double.isNaN(fsc.axial()) ? fsc.sectors().size() - 1 : 0; i < fsc.sectors().size(); i++)
			plot.line(DIRECTIONS[i], fsc.sectors().get(i).frequency(), fsc.sectors().get(i).correlation());
		page.figure(plot, caption + ". Detail counts as resolved up to where a curve falls below 1/7 (dashed).");
	}

	private static void marks(final SvgPlot plot, final OpticalLimits limits) {
		plot.mark(1 / limits.lateral(), "optics, across");
		if (!Double.isNaN(limits.axial())) plot.mark(1 / limits.axial(), "optics, along");
	}
}
