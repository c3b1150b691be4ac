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
import java.util.Locale;

import sc.fiji.lucid.quality.Consistency;
import sc.fiji.lucid.quality.FourierShellCorrelation;
import sc.fiji.lucid.quality.OpticalLimits;
import sc.fiji.lucid.quality.PhotonTransfer;
import sc.fiji.lucid.quality.SpotWidths;
import sc.fiji.lucid.quality.TruthComparison;

/** The report as one page that needs nothing from elsewhere: words first, then pictures, curves and numbers. */
final class HtmlPage {

	private static final String STYLE = """
		:root{color-scheme:light dark;--bg:#fff;--fg:#1c2126;--dim:#5b6670;--line:#d9dee3;--card:#f6f8fa;
		--s0:#0b6bb8;--s1:#c2410c;--s2:#15803d;--good:#15803d;--note:#0b6bb8;--warning:#b45309;--problem:#b91c1c}
		@media(prefers-color-scheme:dark){:root{--bg:#14181c;--fg:#e6eaee;--dim:#9aa5af;--line:#333b43;--card:#1c2228;
		--s0:#5ab0f2;--s1:#fb923c;--s2:#4ade80;--good:#4ade80;--note:#5ab0f2;--warning:#fbbf24;--problem:#f87171}}
		*{box-sizing:border-box}body{margin:0 auto;max-width:68rem;padding:1.5rem;background:var(--bg);color:var(--fg);
		font:16px/1.5 system-ui,sans-serif}h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .6rem}
		.dim,figcaption{color:var(--dim);font-size:.9rem}ul.findings{list-style:none;padding:0;margin:1rem 0}
		ul.findings li{border-left:4px solid;background:var(--card);padding:.5rem .8rem;margin:.4rem 0;border-radius:0 4px 4px 0}
		li b{text-transform:uppercase;font-size:.72rem;letter-spacing:.05em;display:inline-block;min-width:5.2rem}
		li em{display:block;font-style:normal;color:var(--dim)}
		.good{border-color:var(--good)!important}.good b{color:var(--good)}.note{border-color:var(--note)!important}.note b{color:var(--note)}
		.warning{border-color:var(--warning)!important}.warning b{color:var(--warning)}
		.problem{border-color:var(--problem)!important}.problem b{color:var(--problem)}
		.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1rem}figure{margin:0}
		figure img{width:100%;display:block;image-rendering:pixelated;background:#000}figure .xz{margin-top:3px}
		.bar{height:4px;background:var(--fg);margin-top:4px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
		td,th{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:left;font-weight:normal}th{color:var(--dim)}
		svg{width:100%;height:auto;font:12px system-ui,sans-serif;fill:var(--dim)}.grid{stroke:var(--line)}.level{stroke:var(--dim);stroke-dasharray:4 4}
		path.line{fill:none;stroke-width:2}path.s0{stroke:var(--s0)}path.s1{stroke:var(--s1)}path.s2{stroke:var(--s2)}
		circle.s0{fill:var(--s0)}circle.s1{fill:var(--s1)}.legend span{margin-right:1rem;font-size:.9rem}
		.legend i{display:inline-block;width:1rem;height:3px;vertical-align:middle;margin-right:.3rem}
		i.s0{background:var(--s0)}i.s1{background:var(--s1)}i.s2{background:var(--s2)}
		""";

	private final String title;
	private final QualityReport report;
	private final List<Picture> pictures;
	private final StringBuilder page = new StringBuilder();

	HtmlPage(final String title, final QualityReport report, final List<Picture> pictures) {
		this.title = title;
		this.report = report;
		this.pictures = pictures;
	}

	String html() {
		page.append(
			"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
			.append(escape(title)).append("</title><style>").append(STYLE).append("</style></head><body><h1>").append(escape(
				title)).append("</h1><p class=\"dim\">How far the result can be trusted. ").append(report.extent()).append(
					" voxels of ").append(Words.number(report.voxelSize().x())).append(" × ").append(Words.number(report.voxelSize().y())).append(
						" × ").append(Words.number(report.voxelSize().z())).append(" µm.</p>");
		findings();
		pictures();
		resolution();
		report.consistency().ifPresent(this::consistency);
		recording();
		report.truth().ifPresent(this::truth);
		table("Settings", List.of("Setting", "Value", "Origin"), report.settings().stream().map(s -> List.of(s.name(), s
			.value(), s.origin())).toList());
		return page.append("</body></html>").toString();
	}

	private void findings() {
		page.append("<ul class=\"findings\">");
		for (final Finding f : report.findings())
			page.append("<li class=\"").append(f.severity()).append("\"><b>").append(f.severity()).append("</b> ").append(escape(
				f.text())).append(f.remedy().isEmpty() ? "" : "<em>" + escape(f.remedy()) + "</em>").append("</li>");
		page.append("</ul>");
	}

	private void pictures() {
		page.append("<h2>Pictures</h2><div class=\"row\">");
		for (final Picture p : pictures) {
			final double bar = round(p.width() / 5);
			page.append("<figure><img alt=\"").append(p.title()).append(", XY\" src=\"").append(p.xy()).append(
				"\"><img class=\"xz\" alt=\"").append(p.title()).append(", XZ\" src=\"").append(p.xz()).append(String.format(
					Locale.ROOT, "\"><div class=\"bar\" style=\"width:%.2f%%\"></div><figcaption>%s µm. ", 100 * bar / p.width(), Words
						.number(bar))).append("<strong>").append(p.title()).append("</strong>, XY above XZ, ").append(p.projection()
							? "brightest along the third axis, grey with gamma 0.5" : "middle slices, blue below and red above the model").append(
								"; from ").append(Words.number(p.low())).append(" to ").append(Words.number(p.high())).append(" ").append(p
									.unit()).append(".</figcaption></figure>");
		}
		page.append("</div>");
	}

	/** The largest of 1, 2, 5 times a power of ten that is not above the value. */
	private static double round(final double value) {
		final double power = Math.pow(10, Math.floor(Math.log10(value)));
		return power * (value / power >= 5 ? 5 : value / power >= 2 ? 2 : 1);
	}

	private void resolution() {
		final QualityReport.Resolution r = report.resolution();
		final List<List<String>> rows = new ArrayList<>();
		rows.add(row("Fourier shell correlation, raw (" + r.rawMethod() + ")", r.raw().lateral(), r.raw().axial()));
		rows.add(row("Fourier shell correlation, restored (" + r.restoredMethod() + ")", r.restored().lateral(), r.restored()
			.axial()));
		rows.add(row("Decorrelation analysis, raw", r.rawDecorrelation().lateral(), r.rawDecorrelation().axial()));
		rows.add(row("Decorrelation analysis, restored", r.restoredDecorrelation().lateral(), r.restoredDecorrelation()
			.axial()));
		spots(rows, "raw", r.rawSpots());
		spots(rows, "restored", r.restoredSpots());
		r.psfSpot().ifPresent(s -> spots(rows, "PSF", s));
		r.optics().ifPresent(o -> limit(rows, "Limit of the objective", o));
		r.psf().ifPresent(o -> limit(rows, "Limit of the PSF (transfer below 1 %)", o));
		table("Resolution", List.of("Measured by", "Across the axis", "Along it"), rows);
		page.append("<div class=\"row\">");
		curves("Raw: " + r.rawMethod(), r.raw());
		curves("Restored: " + r.restoredMethod(), r.restored());
		page.append("</div>");
		if (r.restoredMethod().startsWith("sub")) page.append(
			"<p class=\"dim\">Sub-sampling takes noise that neighbouring voxels share for detail, so the restored numbers are bounds from the good side, and sees nothing finer than four voxels across. For an unbiased number, restore two recordings, or two halves of one, and compare them.</p>");
	}

	private static List<String> row(final String name, final double lateral, final double axial) {
		return List.of(name, Words.micrometres(lateral), Words.micrometres(axial));
	}

	private static void spots(final List<List<String>> rows, final String what, final SpotWidths s) {
		if (s.count() > 0) rows.add(List.of("Width of spots at half maximum, " + what + " (" + s.count() + ")", Words
			.micrometres(s.fwhmX()) + " x, " + Words.micrometres(s.fwhmY()) + " y", Words.micrometres(s.fwhmZ())));
	}

	private static void limit(final List<List<String>> rows, final String name, final OpticalLimits o) {
		rows.add(List.of(name, Words.micrometres(o.lateral()), Words.micrometres(o.axial())));
	}

	private void curves(final String caption, final FourierShellCorrelation fsc) {
		final String[] names = { "along the axis", "oblique", "across the axis" };
		final SvgPlot plot = new SvgPlot("frequency (1/µm)", "correlation").between(-0.2, 1).level(
			FourierShellCorrelation.THRESHOLD);
		final boolean flat = Double.isNaN(fsc.axial());
		for (int i = flat ? fsc.sectors().size() - 1 : 0; i < fsc.sectors().size(); i++)
			plot.line(names[i], fsc.sectors().get(i).frequency(), fsc.sectors().get(i).correlation());
		figure(plot, caption + ". Dashed: 1/7.");
	}

	private void figure(final SvgPlot plot, final String caption) {
		page.append("<figure>").append(plot.svg()).append("<figcaption>").append(escape(caption)).append(
			"</figcaption></figure>");
	}

	private void consistency(final Consistency c) {
		table("Consistency with the recording", List.of("Blurred again, beside the recording", "Found", "By noise alone"), List
			.of(List.of("I-divergence a voxel", Words.number(c.iDivergence()), Words.number(c.expectedIDivergence())), List.of(
				"Residuals beyond 3 standard deviations", Words.percent(c.beyond3Sigma()), "0.27 %"), List.of(
					"Standard deviation of the residual", Words.number(c.residualDeviation()), "1"), List.of(
						"Correlation of neighbours x, y, z", Words.number(c.neighbourCorrelation()[0]) + ", " + Words.number(c
							.neighbourCorrelation()[1]) + ", " + Words.number(c.neighbourCorrelation()[2]), "0"), List.of(
								"Structure in blocks of 8×8×4 voxels", Words.number(c.structure()), "1"), List.of(
									"Resolution-scaled error (counts), correlation", Words.number(c.resolutionScaledError()) + ", " + Words.number(
										c.resolutionScaledPearson()), "–"), List.of("Light, restored over recorded", Words.number(report.flux()
											.ratio()), "1"), List.of("Background fitted, counts", Words.number(c.fittedBackground()), Words.number(c
												.background()))));
	}

	private void recording() {
		final QualityReport.Data d = report.data();
		table("The recording", List.of("Property", "Value"), List.of(List.of("Photo-electrons in the brightest structures",
			Words.number(d.peakElectrons())), List.of("Signal-to-noise ratio there", Words.number(d.signalToNoise())), List.of(
				"Background, counts", Words.number(d.background().level()) + " ± " + Words.number(d.background().uncertainty())),
			List.of("Saturated, clipped, dead", d.badVoxels().saturated() + ", " + d.badVoxels().clipped() + ", " + d.badVoxels()
				.deadPixels().size()), List.of("Slice jitter, voxels", Words.number(d.slices().jitter()))));
		page.append("<div class=\"row\">");
		d.photonTransfer().ifPresent(p -> figure(new SvgPlot("mean (counts)", "variance (counts²)").dots("blocks", p.mean(), p
			.variance()).line(String.format(Locale.ROOT, "%.3g e⁻ per count", p.gain()), p.mean(), line(p)),
			"Photon transfer: the slope of the noise is the gain."));
		final double[] z = new double[d.slices().mean().length];
		for (int i = 0; i < z.length; i++)
			z[i] = i + 1;
		if (z.length > 1) figure(new SvgPlot("slice", "mean above background (counts)").line("mean", z, d.slices().mean()),
			"Light of each slice.");
		page.append("</div>");
	}

	private static double[] line(final PhotonTransfer p) {
		final double[] y = new double[p.mean().length];
		for (int i = 0; i < y.length; i++)
			y[i] = p.camera().variance(p.mean()[i]);
		return y;
	}

	private void truth(final TruthComparison t) {
		final List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("NRMSE (scaled by " + Words.number(t.scale()) + " / unscaled)", Words.number(t.nrmse()) + " / " +
			Words.number(t.nrmseUnscaled())));
		rows.add(List.of("PSNR, data range " + Words.number(t.dataRange()), Words.number(t.psnr()) + " dB"));
		rows.add(List.of("SSIM", Words.number(t.ssim())));
		for (final TruthComparison.Band b : t.bands())
			rows.add(List.of("NRMSE from " + Words.number(b.from()) + " to " + Words.number(b.to()) + " /µm", Words.number(b
				.nrmse())));
		table("Against the truth", List.of("Metric", "Value"), rows);
	}

	private void table(final String heading, final List<String> head, final List<List<String>> rows) {
		page.append("<h2>").append(escape(heading)).append("</h2><table><tr>");
		head.forEach(h -> page.append("<th>").append(escape(h)).append("</th>"));
		page.append("</tr>");
		for (final List<String> row : rows) {
			page.append("<tr>");
			row.forEach(cell -> page.append("<td>").append(escape(cell)).append("</td>"));
			page.append("</tr>");
		}
		page.append("</table>");
	}

	private static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
