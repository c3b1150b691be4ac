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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.lucid.quality.agreement.Consistency;
import sc.fiji.lucid.quality.agreement.Flux;
import sc.fiji.lucid.quality.agreement.ResidualStructure;
import sc.fiji.lucid.quality.report.page.PageWriter;
import sc.fiji.lucid.quality.report.page.SvgPlot;
import sc.fiji.lucid.quality.report.page.Words;
import sc.fiji.lucid.quality.resolution.SpectralFit;

/** The reblurred result beside the recording. */
final class ConsistencySection {

	private final Consistency c;
	private final Flux flux;
	private final PageWriter page;

	ConsistencySection(final Consistency consistency, final Flux flux, final PageWriter page) {
		c = consistency;
		this.flux = flux;
		this.page = page;
	}

	void write() {
		final List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("I-divergence a voxel", Words.number(c.iDivergence()), Words.number(c.expectedIDivergence())));
		rows.add(List.of("The same in bright structures, over its expectation", Words.number(c.brightRatio()), "1"));
		rows.add(List.of("Voxels whose residual exceeds 3 σ", Words.percent(c.beyond3Sigma()), "0.27 %"));
		rows.add(List.of("Standard deviation of the residual, σ", Words.number(c.residualDeviation()), "1"));
		rows.add(List.of("Correlation of neighbours, x, y, z",
			Arrays.stream(c.structure().neighbours()).mapToObj(Words::number).collect(Collectors.joining(", ")), "0"));
		rows.add(List.of("Variance of means over 8 × 8 × 4 voxels", Words.number(c.structure().blocks()), "1"));
		final SpectralFit fit = c.spectrum();
		rows.add(
			List.of("Width of the PSF that fits the recording's spectrum, over this PSF's: best, and not ruled out",
				Words.number(fit.width()) + ", " + Words.number(fit.narrowest()) + " to " + Words.number(fit.widest()),
				"1"));
		rows.add(List.of("Noise that the result follows, over that of the best linear filter",
			Words.number(fit.noiseFollowed()), "up to 1"));
		rows.add(List.of("Resolution-scaled error (RSE), counts", Words.number(c.resolutionScaledError()), "–"));
		rows.add(
			List.of("Resolution-scaled Pearson correlation (RSP)", Words.number(c.resolutionScaledPearson()), "–"));
		rows.add(List.of("Background, counts: fitted, and taken", Words.number(c.fittedBackground()),
			Words.number(c.background())));
		rows.add(List.of("Light that lies nearly everywhere and is in no part of the result, counts",
			Words.number(c.evenLight()), "0, or light from outside"));
		rows.add(List.of("Light of the result over the recording's", Words.number(flux.ratio() * c.scale()), "–"));
		rows.add(List.of("... of what the microscope would show of it here",
			Words.number(flux.ratio() * c.scale() * c.kept()), "1, less light from outside"));
		rows.add(List.of("Edges: brightness over their surroundings, result and recording",
			Words.number(flux.edgeRatio()), Words.number(flux.recordedEdgeRatio())));
		page.heading("Does the result explain the recording?")
			.dim("The result, blurred again by the PSF, beside the recording; over the inner part of the stack, " +
				Arrays.stream(c.margin()).mapToObj(String::valueOf).collect(Collectors.joining(", ")) +
				" voxels from the faces in x, y, z. σ is the noise of a voxel.")
			.table(List.of("", "Found", "By noise alone"), rows);
		page.raw("<div class=\"row\">");
		spectrum(c.structure());
		autocorrelation(c.structure());
		page.raw("</div>");
	}

	private void spectrum(final ResidualStructure s) {
		if (s.power().isEmpty()) return;
		final double most = s.power().stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(1);
		final SvgPlot plot = new SvgPlot("spatial frequency (1/µm)", "power over white noise").level(1)
			.between(0, Math.max(2, Math.min(most, 6)));
		final String[] names = { "along the axis", "oblique", "across the axis" };
		for (int i = 0; i < s.power().size(); i++)
			plot.line(names[i + names.length - s.power().size()], s.frequency(), s.power().get(i));
		page.figure(plot,
			"Spectrum of the residual. White noise has 1 everywhere (dashed); more is detail left unexplained, less is noise taken for detail." +
				(most > 6 ? " The highest value is " + Words.number(most) + "." : ""));
	}

	private void autocorrelation(final ResidualStructure s) {
		final SvgPlot plot = new SvgPlot("distance (voxels)", "correlation").level(0);
		final String[] names = { "x", "y", "z" };
		double most = 0.1;
		for (int axis = 0; axis < names.length; axis++) {
			final double[] lags = s.autocorrelation().get(axis);
			if (lags.length == 0) continue;
			most = Math.max(most, Arrays.stream(lags).map(Math::abs).max().orElse(0));
			plot.line(names[axis], IntStream.rangeClosed(1, lags.length).asDoubleStream().toArray(), lags);
		}
		page.figure(plot.between(-most, most), "Autocorrelation of the residual. Noise has 0 at every distance.");
	}
}
