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
import java.util.Locale;

import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.report.page.Colours;
import sc.fiji.lucid.quality.report.page.PageWriter;
import sc.fiji.lucid.quality.report.page.Picture;
import sc.fiji.lucid.quality.report.page.Words;

/** The report as one page that needs nothing from elsewhere: words first, then pictures, curves and numbers. */
final class HtmlPage {

	private final String title;
	private final QualityReport report;
	private final List<Picture> pictures;
	private final PageWriter page;

	HtmlPage(final String title, final QualityReport report, final List<Picture> pictures) {
		this.title = title;
		this.report = report;
		this.pictures = pictures;
		page = new PageWriter(title);
	}

	String html() {
		final VoxelSize v = report.voxelSize();
		page.element("h1", "", title)
			.dim("How far this result can be trusted. " + report.extent().toString().replace("x", " × ") +
				" voxels of " + Words.number(v.x()) + " × " + Words.number(v.y()) + " × " + Words.number(v.z()) +
				" µm. Made by Lucid; every number is in the .json beside this page.");
		findings();
		pictures();
		new ResolutionSection(report.resolution(), page).write();
		report.consistency().ifPresent(c -> new ConsistencySection(c, report.flux(), page).write());
		new RecordingSection(report, page).write();
		report.truth().ifPresent(t -> new TruthSection(t, page).write());
		page.heading("Settings")
			.table(List.of("Setting", "Value", "Origin"),
				report.settings().stream().map(s -> List.of(s.name(), s.value(), s.origin())).toList());
		return page.html();
	}

	private void findings() {
		final long problems = count(Severity.PROBLEM), warnings = count(Severity.WARNING);
		final String verdict = problems + warnings == 0 ? "Nothing found that speaks against this result."
			: problems == 0 ? Words.count(warnings, "warning") + ": what may be concluded from this result is limited."
				: Words.count(problems, "problem") + (warnings > 0 ? " and " + Words.count(warnings, "warning") : "") +
					": do not trust this result before they are solved.";
		page.element("p",
			"verdict " + (problems > 0 ? Severity.PROBLEM : warnings > 0 ? Severity.WARNING : Severity.GOOD), verdict)
			.raw("<ul class=\"findings\">");
		for (final Finding f : report.findings()) {
			page.raw("<li class=\"" + f.severity() + "\">")
				.element("b", "", f.severity().toString())
				.raw(PageWriter.escape(f.text()));
			if (!f.remedy().isEmpty()) page.element("em", "", f.remedy());
			page.raw("</li>");
		}
		page.raw("</ul>");
	}

	private long count(final Severity severity) {
		return report.findings().stream().filter(f -> f.severity() == severity).count();
	}

	private void pictures() {
		page.heading("Pictures").dim("XY above XZ. Each picture has its own display range.").raw("<div class=\"row\">");
		for (final Picture p : pictures) {
			final double bar = round(p.width() / 4);
			page.raw("<figure><div class=\"view\"><img alt=\"" + p.title() + ", XY\" src=\"" + p.xy() + "\">" +
				(p.xz().isEmpty() ? "" : "<img class=\"xz\" alt=\"" + p.title() + ", XZ\" src=\"" + p.xz() + "\">") +
				String.format(Locale.ROOT, "<div class=\"bar\" style=\"width:%.2f%%\">", 100 * bar / p.width()) +
				plain(bar) + " µm</div></div>");
			page.raw("<div class=\"lut\">" + Words.number(p.low()) + "<i style=\"background:" + p.colours().gradient() +
				"\"></i>" + Words.number(p.high()) + " " + p.unit() + "</div><figcaption>")
				.element("strong", "", p.title())
				.raw(": " + p.shown() + "; " + p.colours() + ". " + meaning(p.colours()) + "</figcaption></figure>");
		}
		page.raw("</div>");
	}

	private static String meaning(final Colours colours) {
		return switch (colours) {
			case GREY -> "";
			case DIVERGING ->
				"Recording minus reblurred result, in standard deviations of the noise: grain is noise, shapes are light in the wrong place. Near the faces, objects outside the field of view shine in.";
			case HEAT ->
				"Recording minus reblurred result (resolution-scaled error): bright places are explained worst; noise alone follows the brightness.";
		};
	}

	/** The largest of 1, 2, 5 times a power of ten that is not above the value. */
	private static double round(final double value) {
		final double power = Math.pow(10, Math.floor(Math.log10(value)));
		return power * (value / power >= 5 ? 5 : value / power >= 2 ? 2 : 1);
	}

	private static String plain(final double value) {
		return value >= 1 ? String.format(Locale.ROOT, "%.0f", value) : Words.number(value);
	}
}
