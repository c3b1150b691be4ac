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
package sc.fiji.lucid.quality.report.page;

import java.util.List;

/** HTML, piece by piece. */
public final class PageWriter {

	private static final String STYLE = """
		:root{color-scheme:light dark;--bg:#fff;--fg:#1c2126;--dim:#5b6670;--line:#dde2e7;--card:#f5f7f9;
		--s0:#0b6bb8;--s1:#c2410c;--s2:#15803d;--good:#15803d;--note:#0b6bb8;--warning:#b45309;--problem:#b91c1c}
		@media(prefers-color-scheme:dark){:root{--bg:#14181c;--fg:#e6eaee;--dim:#9aa5af;--line:#333b43;--card:#1c2228;
		--s0:#5ab0f2;--s1:#fb923c;--s2:#4ade80;--good:#4ade80;--note:#5ab0f2;--warning:#fbbf24;--problem:#f87171}}
		*{box-sizing:border-box}body{margin:0 auto;max-width:70rem;padding:2rem 1.5rem 4rem;background:var(--bg);color:var(--fg);
		font:16px/1.5 system-ui,sans-serif}h1{font-size:1.6rem;line-height:1.2;margin:0 0 .3rem;overflow-wrap:anywhere}
		h2{font-size:1.2rem;margin:2.8rem 0 .6rem;padding-top:.8rem;border-top:1px solid var(--line)}
		p{margin:.4rem 0}.dim,figcaption{color:var(--dim);font-size:.9rem}.verdict{font-size:1.1rem;font-weight:600;margin:1.2rem 0 .4rem}
		ul.findings{list-style:none;padding:0;margin:.6rem 0}
		ul.findings li{border-left:4px solid;background:var(--card);padding:.6rem .9rem .6rem 7.2rem;margin:.45rem 0;border-radius:0 6px 6px 0;position:relative}
		li b{text-transform:uppercase;font-size:.72rem;letter-spacing:.06em;position:absolute;left:1rem;top:.8rem}
		li em{display:block;font-style:normal;color:var(--dim)}li em:before{content:"→ "}
		.good{border-color:var(--good)!important}.good b,p.good{color:var(--good)}.note{border-color:var(--note)!important}.note b,p.note{color:var(--note)}
		.warning{border-color:var(--warning)!important}.warning b,p.warning{color:var(--warning)}
		.problem{border-color:var(--problem)!important}.problem b,p.problem{color:var(--problem)}
		.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(27rem,100%),1fr));gap:1.6rem;margin-top:1rem}figure{margin:0}
		.view{position:relative;background:#000}.view img{width:100%;display:block;image-rendering:pixelated}.view .xz{margin-top:3px}
		.bar{position:absolute;left:3%;top:2.5%;border-bottom:4px solid #fff;color:#fff;font-size:.8rem;line-height:1.3;text-align:center;
		white-space:nowrap;text-shadow:0 0 3px #000,0 0 3px #000;filter:drop-shadow(0 0 1px #000)}
		.lut{display:flex;align-items:center;gap:.6rem;margin:.4rem 0 .1rem;font-size:.85rem;font-variant-numeric:tabular-nums}
		.lut i{flex:1;height:.7rem;border:1px solid var(--line)}
		.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.95rem}
		td,th{padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);text-align:left;font-weight:normal;vertical-align:top}
		th{color:var(--dim);font-size:.85rem}td:first-child{min-width:14rem}
		svg{width:100%;height:auto;font:12px system-ui,sans-serif;fill:var(--dim)}.grid{stroke:var(--line)}.level{stroke:var(--dim);stroke-dasharray:4 4}
		text.mark{paint-order:stroke;stroke:var(--bg);stroke-width:4px}path.line{fill:none;stroke-width:2}path.s0{stroke:var(--s0)}path.s1{stroke:var(--s1)}path.s2{stroke:var(--s2)}
		circle.s0{fill:var(--s0)}circle.s1{fill:var(--s1)}.legend{margin:.1rem 0}.legend span{margin-right:1rem;font-size:.9rem}
		.legend i{display:inline-block;width:1rem;height:3px;vertical-align:middle;margin-right:.3rem}
		i.s0{background:var(--s0)}i.s1{background:var(--s1)}i.s2{background:var(--s2)}
		@media(max-width:40rem){ul.findings li{padding-left:.9rem;padding-top:2rem}li b{top:.6rem}}
		@media print{body{max-width:none}figure,li,tr{break-inside:avoid}}
		""";

	private final StringBuilder page = new StringBuilder();

	public PageWriter(final String title) {
		page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
			.append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
			.append(escape(title))
			.append("</title><style>")
			.append(STYLE)
			.append("</style></head><body>");
	}

	public static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	/** Markup as it is. */
	public PageWriter raw(final String markup) {
		page.append(markup);
		return this;
	}

	/** An element that holds text. */
	public PageWriter element(final String name, final String classes, final String text) {
		page.append('<')
			.append(name)
			.append(classes.isEmpty() ? "" : " class=\"" + classes + "\"")
			.append('>')
			.append(escape(text))
			.append("</")
			.append(name)
			.append('>');
		return this;
	}

	public PageWriter heading(final String text) {
		return element("h2", "", text);
	}

	public PageWriter dim(final String text) {
		return element("p", "dim", text);
	}

	public PageWriter table(final List<String> head, final List<List<String>> rows) {
		page.append("<div class=\"scroll\"><table><tr>");
		head.forEach(h -> element("th", "", h));
		page.append("</tr>");
		for (final List<String> row : rows) {
			page.append("<tr>");
			row.forEach(cell -> element("td", "", cell));
			page.append("</tr>");
		}
		page.append("</table></div>");
		return this;
	}

	public PageWriter figure(final SvgPlot plot, final String caption) {
		page.append("<figure>")
			.append(plot.svg())
			.append("<figcaption>")
			.append(escape(caption))
			.append("</figcaption></figure>");
		return this;
	}

	public String html() {
		return page + "</body></html>";
	}
}
