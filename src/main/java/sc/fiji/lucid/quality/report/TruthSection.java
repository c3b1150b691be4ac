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

import java.util.List;

import sc.fiji.lucid.quality.agreement.TruthComparison;
import sc.fiji.lucid.quality.report.page.PageWriter;
import sc.fiji.lucid.quality.report.page.SvgPlot;
import sc.fiji.lucid.quality.report.page.Words;

/** The result beside the true object. */
final class TruthSection {

	private final TruthComparison t;
	private final PageWriter page;

	TruthSection(final TruthComparison truth, final PageWriter page) {
		t = truth;
		this.page = page;
	}

	void write() {
		page.heading("Against the truth")
			.table(List.of("Metric", "Value"),
				List.of(List.of("Scale fitted to the result", Words.number(t.scale())),
					List.of("Data range (of the truth), counts", Words.number(t.dataRange())),
					List.of("NRMSE (Euclidean), scaled", Words.number(t.nrmse())),
					List.of("NRMSE (Euclidean), as it is", Words.number(t.nrmseUnscaled())),
					List.of("PSNR, scaled", Words.number(t.psnr()) + " dB"),
					List.of("SSIM, scaled, window 7", Words.number(t.ssim()))));
		final double[] middle = t.bands().stream().mapToDouble(b -> 0.5 * (b.from() + b.to())).toArray();
		page.raw("<div class=\"row\">")
			.figure(
				new SvgPlot("spatial frequency (1/µm)", "NRMSE of the band").between(0, 1.2)
					.level(1)
					.line("error", middle, t.bands().stream().mapToDouble(TruthComparison.Band::nrmse).toArray()),
				"Error by spatial frequency: 0 is perfect, from 1 (dashed) on a band holds nothing of the truth.")
			.raw("</div>");
	}
}
