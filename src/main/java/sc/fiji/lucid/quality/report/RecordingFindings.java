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

import sc.fiji.lucid.camera.BadVoxels;
import sc.fiji.lucid.camera.slices.Slices;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.ChannelShift;
import sc.fiji.lucid.quality.report.page.Words;

/** What is to be said of the recording by itself. */
final class RecordingFindings {

	/** Voxels so many times as large as Nyquist's lose much. */
	static final double COARSE = 1.5;

	private final QualityInput input;
	private final QualityReport.Data data;
	private final Findings findings;

	RecordingFindings(final QualityInput input, final QualityReport.Data data, final Findings findings) {
		this.input = input;
		this.data = data;
		this.findings = findings;
	}

	void add() {
		voxels(data.badVoxels());
		slices(data.slices());
		light();
		sampling();
		channels();
	}

	private void voxels(final BadVoxels bad) {
		final double all = input.raw().extent().voxels();
		if (bad.notFinite() > 0) findings.add(Severity.PROBLEM, "not-finite",
			Words.count(bad.notFinite(), "voxel") + " of the raw stack hold no number, the first at " +
				Words.positions(bad.notFiniteAt(), 3) + "; they were taken for the lowest value.",
			"Repair the file before restoring it.");
		if (bad.saturated() > 0)
			findings.add(bad.saturated() > 1e-3 * all ? Severity.PROBLEM : Severity.WARNING, "saturation",
				Words.count(bad.saturated(), "voxel") + " (" + Words.percent(bad.saturated() / all) +
					") of the raw stack are saturated at " + Words.number(bad.maximum()) + " counts, the first at " +
					Words.positions(bad.saturatedAt(), 3) +
					": how bright they were is lost, and what is restored there can only be an estimate.",
				"Record with less light or exposure; do not measure intensities there.");
		if (bad.clipped() > 0) findings.add(Severity.WARNING, "clipped-background", Words.percent(bad.clipped() / all) +
			" of the raw stack has exactly the lowest value, " + Words.number(bad.minimum()) +
			": a background was subtracted and what was below it cut off, so the noise is no longer that of the camera.",
			"Restore the stack as it was recorded, and give the background as a number.");
		if (bad.dead() > 0) findings.note(
			"dead-pixels", Words.count(bad.dead(), "camera pixel") +
				" stand out through the whole depth, the first at " + Words.positions(bad.deadPixels(), 3) + ".",
			"Use the camera's own correction, or mask them.");
	}

	private void slices(final Slices slices) {
		// Users count slices from 1.
		for (final int z : slices.gaps())
			findings.add(Severity.PROBLEM, "missing-slice",
				"A slice seems to be missing between slices " + z + " and " + (z + 1) +
					": they differ as slices twice as far apart do elsewhere.",
				"Look at the stack; record it again or fill the gap.");
		for (final int z : slices.repeated())
			findings.add(Severity.PROBLEM, "missing-slice",
				"Slice " + (z + 1) + " is a copy of the one before: the slice that belongs there is missing.",
				"Record the stack again.");
		for (final int z : slices.blank())
			findings.add(Severity.PROBLEM, "missing-slice",
				"Slice " + (z + 1) + " has lost its light: it is far darker than both neighbours.",
				"Record the stack again.");
		if (slices.jitter() > Math.max(0.3, 3 * slices.jitterNoise())) findings.add(Severity.WARNING, "slice-jitter",
			"The slices lie sideways by " + Words.number(slices.jitter()) +
				" voxels (standard deviation) against their neighbours: the stage or the sample moved.",
			"Register the slices before restoring.");
		if (slices.bleaching() > 0.3 && slices.bleachingFit() > 0.9) findings.note("bleaching-z",
			"The slices lose " + Words.percent(slices.bleaching()) +
				" of their light from first to last: bleaching, absorption, or the shape of the sample.",
			"Do not compare intensities between depths without correcting for it.");
		if (data.timeBleaching() > 0.1) findings.add(Severity.WARNING, "bleaching-t",
			"The time series loses " + Words.percent(data.timeBleaching()) + " of its light: the sample bleaches.",
			"Correct for it before comparing time points.");
	}

	private void light() {
		if (!data.cameraKnown()) findings.note("gain-unknown",
			"The noise of the raw stack does not grow with its brightness as a camera's does, so the gain is not known; " +
				Words.number(data.camera().gain()) + " photo-electrons a count are assumed.",
			"Give gain, offset and read noise of the camera, or judge the stack as it was recorded.");
		final String text = "The brightest structures hold about " + Words.number(data.peakElectrons()) +
			" photo-electrons a voxel, a signal-to-noise ratio of " + Words.number(data.signalToNoise());
		if (data.peakElectrons() < 20)
			findings.add(Severity.WARNING, "signal", text + ": fine detail drowns in the noise.",
				"Record with more light or longer, or use the strongest regularisation.");
		else findings.good("signal", text + ".");
	}

	private void sampling() {
		final Optional<Resolution> optics = Resolution.ifKnown(input.optics());
		if (optics.isEmpty()) {
			findings.note("sampling-unknown",
				"Whether the stack is sampled finely enough cannot be said without the optics.",
				"Give numerical aperture, refractive index and emission wavelength.");
			return;
		}
		final VoxelSize v = input.voxelSize(), nyquist = optics.get().nyquist();
		final boolean[] loses = optics.get().loses(v);
		final boolean isDeep = input.raw().extent().nz() > 1;
		sampling("lateral", "Lateral", Math.max(v.x(), v.y()), nyquist.x(), loses[0] || loses[1]);
		if (isDeep) sampling("axial", "Axial", v.z(), nyquist.z(), loses[2]);
		if (optics.get().isMetBy(isDeep ? v : new VoxelSize(v.x(), v.y(), nyquist.z())))
			findings.good("sampling", "The voxels are small enough for all detail that the optics carry.");
	}

	private void sampling(final String axis, final String title, final double size, final double nyquist,
		final boolean loses)
	{
		final double factor = size / nyquist;
		if (factor <= Resolution.FINE_ENOUGH) return;
		final String text = title + " sampling " + Words.micrometres(size) + " is " + Words.number(factor) +
			" times coarser than Nyquist",
			finer = "Record with " + axis + " steps of at most " + Words.micrometres(nyquist) + ".";
		if (loses) findings.add(factor > COARSE ? Severity.PROBLEM : factor > 1.2 ? Severity.WARNING : Severity.NOTE,
			axis + "-sampling", text + ": fine " + axis + " detail cannot be recovered.", finer);
		else findings.note(axis + "-sampling",
			text + ", but the optics pass less than 1 % of what the voxels cannot show (below " +
				Words.micrometres(2 * size) + "): little is lost.",
			finer);
	}

	private void channels() {
		for (int i = 0; i < data.channelShifts().size(); i++) {
			final ChannelShift shift = data.channelShifts().get(i);
			if (shift.clarity() < ChannelShift.CLEAR) continue;
			final double lateral = Math.hypot(shift.x(), shift.y());
			final String name = "Channel " + (i + 2);
			if (lateral > 0.7 * input.voxelSize().x() || Math.abs(shift.z()) > 0.7 * input.voxelSize().z())
				findings.add(Severity.WARNING, "channel-shift",
					name + " lies " + Words.number(shift.x()) + ", " + Words.number(shift.y()) + ", " +
						Words.number(shift.z()) +
						" µm (x, y, z) from channel 1, if both show the same: colocalisation is wrong by as much.",
					"Shift it back, by numbers measured on beads.");
			else findings.good("channel-shift", name + " lies on channel 1 within a voxel.");
		}
	}
}
