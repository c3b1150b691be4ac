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
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.BadVoxels;
import sc.fiji.lucid.camera.PhotonTransfer;
import sc.fiji.lucid.camera.slices.Slices;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.ChannelShift;
import sc.fiji.lucid.quality.report.page.PageWriter;
import sc.fiji.lucid.quality.report.page.SvgPlot;
import sc.fiji.lucid.quality.report.page.Words;

/** The recording by itself. */
final class RecordingSection {

	private static final int SHOWN = 10;

	private final QualityReport report;
	private final QualityReport.Data d;
	private final PageWriter page;
	private final List<List<String>> rows = new ArrayList<>();

	RecordingSection(final QualityReport report, final PageWriter page) {
		this.report = report;
		d = report.data();
		this.page = page;
	}

	void write() {
		camera();
		sampling();
		bad(d.badVoxels());
		slices(d.slices());
		for (int i = 0; i < d.channelShifts().size(); i++) {
			final ChannelShift s = d.channelShifts().get(i);
			rows.add(List.of("Shift of further channel " + (i + 1), s.clarity() < ChannelShift.CLEAR ? "not clear"
				: Words.number(s.x()) + ", " + Words.number(s.y()) + ", " + Words.number(s.z()) + " µm in x, y, z"));
		}
		page.heading("The recording").table(List.of("", ""), rows).raw("<div class=\"row\">");
		d.photonTransfer().ifPresent(this::photonTransfer);
		if (d.slices().mean().length > 1) page.figure(new SvgPlot("slice", "mean above background (counts)")
			.line("mean", from1(d.slices().mean().length), d.slices().mean()), "Light of each slice.");
		if (d.timeMeans().length > 1) page.figure(new SvgPlot("frame", "mean above background (counts)").line("mean",
			from1(d.timeMeans().length), d.timeMeans()), "Light of each frame.");
		page.raw("</div>");
	}

	private static double[] from1(final int n) {
		return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
	}

	private void camera() {
		rows.add(List.of("Photo-electrons in the brightest structures", Words.number(d.peakElectrons())));
		rows.add(List.of("Signal-to-noise ratio there", Words.number(d.signalToNoise())));
		d.photonTransfer().ifPresent(p -> {
			rows.add(List.of("Gain by photon transfer, e⁻ a count", Words.plusMinus(p.gain(), p.gainUncertainty())));
			rows.add(List.of("Offset by photon transfer, counts",
				Words.plusMinus(p.offset(d.camera().readNoise()), p.zeroUncertainty())));
		});
		rows.add(List.of("Background (offset, stray light, and haze of the darkest place), counts",
			Words.plusMinus(d.background().value(), d.background().uncertainty())));
	}

	private void sampling() {
		final VoxelSize v = report.voxelSize();
		final double[] size = { v.x(), v.y(), v.z() };
		report.resolution().undersampling().ifPresent(factor -> {
			for (int axis = 0; axis < (report.extent().nz() > 1 ? 3 : 2); axis++)
				rows.add(List.of("Sampling in " + "xyz".charAt(axis), Words.micrometres(size[axis]) +
					"; Nyquist asks for " + Words.micrometres(size[axis] / factor[axis])));
		});
	}

	private void bad(final BadVoxels bad) {
		rows.add(List.of("Saturated voxels", places(bad.saturated(), bad.saturatedAt())));
		rows.add(List.of("Voxels cut off at the lowest value", String.valueOf(bad.clipped())));
		rows.add(List.of("Dead or hot camera pixels", places(bad.dead(), bad.deadPixels())));
		if (bad.notFinite() > 0)
			rows.add(List.of("Voxels that hold no number", places(bad.notFinite(), bad.notFiniteAt())));
	}

	private static String places(final long count, final List<int[]> at) {
		return count + (count == 0 ? "" : ": " + Words.positions(at, SHOWN) + (count > SHOWN ? ", ..." : ""));
	}

	private void slices(final Slices s) {
		if (report.extent().nz() > 1) {
			rows.add(List.of("Light lost from the first to the last slice (exponential fit, R²)",
				Words.percent(s.bleaching()) + " (" + Words.number(s.bleachingFit()) + ")"));
			rows.add(List.of("Slice jitter, voxels: found, and by noise alone",
				Words.number(s.jitter()) + ", " + Words.number(s.jitterNoise())));
		}
		if (d.timeMeans().length > 1)
			rows.add(List.of("Light lost over " + d.timeMeans().length + " frames", Words.percent(d.timeBleaching())));
	}

	private void photonTransfer(final PhotonTransfer p) {
		final double[] y = new double[p.mean().length];
		for (int i = 0; i < y.length; i++)
			y[i] = p.camera(d.camera().readNoise()).variance(p.mean()[i]);
		page.figure(
			new SvgPlot("mean (counts)", "variance of the noise (counts²)")
				.dots("blocks of like brightness", p.mean(), p.variance())
				.line(Words.number(p.gain()) + " e⁻ a count", p.mean(), y),
			"Photon transfer: the noise of light grows with its brightness, the slope is the gain.");
	}
}
