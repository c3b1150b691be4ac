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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot of lines or dots as SVG text, coloured by the page's style sheet so that it is right in light and dark. */
public final class SvgPlot {

	private static final int WIDTH = 460;
	private static final int HEIGHT = 260;
	private static final int LEFT = 56;
	private static final int RIGHT = 12;
	private static final int TOP = 12;
	private static final int BOTTOM = 44;
	private static final int TICKS = 5;

	/** A curve or a cloud of points. */
	private record Series(String name, double[] x, double[] y, boolean dots) {}

	/** A place along X. */
	private record Mark(double x, String word) {}

	private final String xLabel;
	private final String yLabel;
	private final List<Series> series = new ArrayList<>();
	private final List<Double> levels = new ArrayList<>();
	private final List<Mark> marks = new ArrayList<>();
	private double fromY = Double.NaN;
	private double toY = Double.NaN;

	public SvgPlot(final String xLabel, final String yLabel) {
		this.xLabel = xLabel;
		this.yLabel = yLabel;
	}

	public SvgPlot line(final String name, final double[] x, final double[] y) {
		series.add(new Series(name, x, y, false));
		return this;
	}

	public SvgPlot dots(final String name, final double[] x, final double[] y) {
		series.add(new Series(name, x, y, true));
		return this;
	}

	/** A dashed line across the plot. */
	public SvgPlot level(final double y) {
		levels.add(y);
		return this;
	}

	/** A dashed line up the plot, with a word beside it. */
	public SvgPlot mark(final double x, final String word) {
		marks.add(new Mark(x, word));
		return this;
	}

	public SvgPlot between(final double from, final double to) {
		fromY = from;
		toY = to;
		return this;
	}

	String svg() {
		final double[] x = range(true), y = Double.isNaN(fromY) ? range(false) : new double[] { fromY, toY };
		final StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
			"<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s against %s\">", WIDTH, HEIGHT, yLabel, xLabel));
		axes(svg, x, y);
		for (final double level : levels)
			svg.append(String.format(Locale.ROOT, "<line class=\"level\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
				LEFT, WIDTH - RIGHT, up(level, y), up(level, y)));
		for (int i = 0; i < series.size(); i++)
			svg.append(draw(series.get(i), i, x, y));
		for (int i = 0; i < marks.size(); i++)
			if (marks.get(i).x > x[0] && marks.get(i).x < x[1])
				mark(svg, marks.get(i), across(marks.get(i).x, x), HEIGHT - BOTTOM - 5 - 13 * i);
		svg.append(String.format(Locale.ROOT,
			"<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text><text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text></svg>",
			(LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, xLabel, (TOP + HEIGHT - BOTTOM) / 2, yLabel));
		return svg.append(legend()).toString();
	}

	private static void mark(final StringBuilder svg, final Mark mark, final double at, final int textAt) {
		final boolean left = at > 0.6 * WIDTH;
		svg.append(String.format(Locale.ROOT,
			"<line class=\"level\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text class=\"mark\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
			at, at, TOP, HEIGHT - BOTTOM, at + (left ? -4 : 4), textAt, left ? "end" : "start", mark.word));
	}

	private static void axes(final StringBuilder svg, final double[] x, final double[] y) {
		for (final double tick : ticks(x)) {
			final double at = across(tick, x);
			svg.append(String.format(Locale.ROOT,
				"<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
				at, at, TOP, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 16, label(tick)));
		}
		for (final double tick : ticks(y)) {
			final double at = up(tick, y);
			svg.append(String.format(Locale.ROOT,
				"<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
				LEFT, WIDTH - RIGHT, at, at, LEFT - 6, at + 4, label(tick)));
		}
	}

	private String draw(final Series s, final int colour, final double[] xr, final double[] yr) {
		final StringBuilder out = new StringBuilder();
		final StringBuilder path = new StringBuilder();
		boolean pen = false;
		for (int i = 0; i < s.x.length; i++) {
			if (!Double.isFinite(s.y[i]) || !Double.isFinite(s.x[i])) continue;
			final double px = across(s.x[i], xr), py = up(Math.max(yr[0], Math.min(yr[1], s.y[i])), yr);
			if (s.dots) out.append(String.format(Locale.ROOT,
				"<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", colour, px, py));
			else path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", px, py));
			pen = true;
		}
		return s.dots ? out.toString() : "<path class=\"line s" + colour + "\" d=\"" + path + "\"/>";
	}

	private String legend() {
		if (series.size() < 2) return "";
		final StringBuilder legend = new StringBuilder("<p class=\"legend\">");
		for (int i = 0; i < series.size(); i++)
			legend.append("<span><i class=\"s")
				.append(i)
				.append("\"></i>")
				.append(series.get(i).name)
				.append("</span>");
		return legend.append("</p>").toString();
	}

	private double[] range(final boolean ofX) {
		double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		for (final Series s : series)
			for (final double v : ofX ? s.x : s.y)
				if (Double.isFinite(v)) {
					low = Math.min(low, v);
					high = Math.max(high, v);
				}
		if (!(high >= low)) return new double[] { 0, 1 };
		if (low > 0 && low < 0.5 * high) low = 0;
		return new double[] { low, high > low ? high : low + 1 };
	}

	private static double across(final double v, final double[] range) {
		return LEFT + (v - range[0]) / (range[1] - range[0]) * (WIDTH - LEFT - RIGHT);
	}

	private static double up(final double v, final double[] range) {
		return HEIGHT - BOTTOM - (v - range[0]) / (range[1] - range[0]) * (HEIGHT - TOP - BOTTOM);
	}

	private static List<Double> ticks(final double[] range) {
		final double rough = (range[1] - range[0]) / TICKS, power = Math.pow(10, Math.floor(Math.log10(rough)));
		final double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
		final List<Double> ticks = new ArrayList<>();
		for (double t = Math.ceil(range[0] / step - 1e-9) * step; t <= range[1] + 1e-9 * step; t += step)
			ticks.add(t);
		return ticks;
	}

	private static String label(final double v) {
		return Math.abs(v) >= 1e5 ? String.format(Locale.ROOT, "%.0e", v)
			: String.format(Locale.ROOT, "%.4g", Math.abs(v) < 1e-9 ? 0 : v)
				.replaceAll("(\\.\\d*?)0+$", "$1")
				.replaceAll("\\.$", "");
	}
}
