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

import sc.fiji.lucid.camera.GreyStep;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.quality.agreement.Consistency;
import sc.fiji.lucid.quality.agreement.Flux;
import sc.fiji.lucid.quality.report.page.Words;

/** What is to be said of the background and of light in and out. */
final class LightFindings {

	/**
	 * Where the PSF takes more of the light out of the field of view than this leaves, as much comes in from outside.
	 */
	private static final double MOSTLY_KEPT = 0.9;

	/** In a stack so thin that it keeps less than this, what comes from above and below is as even as a background. */
	private static final double TOO_LITTLE_KEPT = 1 / 3.0;

	/**
	 * Of the mean light from outside, the share that reaches the places that get least of it; a third in simulated
	 * tissue.
	 */
	private static final double REACHES_ALL = 0.5;

	/** I-divergence over its expectation that is more than chance and the estimate's own smoothness. */
	private static final double UNEXPLAINED = 1.05;

	/** Light of fewer steps of grey values does not matter, whatever the noise tells. */
	private static final double LEAST_STEPS = 1.5;

	private final QualityInput input;
	private final QualityReport report;
	private final Flux flux;
	private final Optional<Consistency> consistency;
	private final Findings findings;
	/** Counts from one grey value to the next. */
	private final double step;
	/** What matters at least, counts. */
	private final double least;

	LightFindings(final QualityInput input, final QualityReport report, final Findings findings) {
		this.input = input;
		this.report = report;
		this.findings = findings;
		flux = report.flux();
		consistency = report.consistency();
		step = GreyStep.of(Recording.of(input.raw()), report.data().camera().gain());
		final double uncertainty = report.data().background().uncertainty();
		least = Math.max(Double.isFinite(uncertainty) ? 5 * uncertainty : 0,
			Math.max(LEAST_STEPS * step, 0.02 * report.data().peakElectrons() / report.data().camera().gain()));
	}

	void add() {
		if (flux.notFinite() > 0) findings.add(Severity.PROBLEM, "restored-not-finite",
			Words.count(flux.notFinite(), "voxel") + " of the result hold no number.",
			"Do not use it; report the settings to the makers of the program.");
		if (flux.negative() > 0) findings.add(Severity.WARNING, "negative",
			Words.count(flux.negative(), "voxel") + " of the result are below zero, which light cannot be.",
			"Use a method that keeps light positive.");
		if (input.background().isPresent()) background(input.background().getAsDouble());
		else if (haze() > least) findings.add(Severity.WARNING, "haze",
			"The darkest parts of the result lie at " + Words.number(flux.darkest()) +
				" counts, not near zero: haze or an offset lies over all of it.",
			"Check the background; measure intensities above these parts.");
		consistency.ifPresent(this::fittedBackground);
		light();
		if (flux.edgeRatio() - flux.edgeError() > 1.5 * Math.max(1, flux.recordedEdgeRatio())) findings.add(
			Severity.WARNING, "edges",
			"The outermost voxels of the result are " + Words.number(flux.edgeRatio()) +
				" times as bright as what lies next to them, which they are not in the recording: artefacts of the boundary.",
			"Crop the edges, or restore with padding.");
	}

	/** In the units of the recording. */
	private double haze() {
		return flux.darkest() * consistency.map(Consistency::scale).orElse(1.0);
	}

	/**
	 * A background below the darkest parts is right where these hold blur, which a restoration clears away; else it
	 * leaves haze.
	 */
	private void background(final double used) {
		final double level = report.data().background().value(), difference = used - level;
		final String plain = "The darkest parts of the raw stack lie at " +
			Words.plusMinus(level, report.data().background().uncertainty()) + " counts, but the restoration took " +
			Words.number(used) + " as background: ";
		if (difference > least) findings.add(Severity.PROBLEM, "background",
			plain + Words.number(difference) + " counts too many, which erases faint structures.",
			"Restore again with background " + Words.number(level) + ".");
		else if (-difference > least && haze() > Math.max(LEAST_STEPS * step, 0.3 * -difference))
			findings.add(Severity.WARNING, "background",
				plain + Words.number(haze()) + " counts of light are spread as haze over the whole result.",
				"If these parts are empty, restore again with background " + Words.number(level) + ".");
		else if (hasEvenLight()) evenLight(consistency.orElseThrow(), level);
		else if (-difference > least) findings.good("background",
			"The background that was taken, " + Words.number(used) +
				" counts, is below the darkest parts of the stack (" + Words.number(level) +
				"): these hold blur, and the result is clear of it.");
		else findings.good("background", "The background that was taken, " + Words.number(used) +
			" counts, is that of the darkest parts of the stack (" + Words.number(level) + ").");
	}

	/** Whether light lies over all of the recording that is in no part of the result. */
	private boolean hasEvenLight() {
		return consistency.filter(c -> c.kept() < MOSTLY_KEPT && c.evenLight() > leastOffset(c)).isPresent();
	}

	/**
	 * A background too low, unless a sample around the field of view, as full as the median place inside, can send as
	 * much.
	 */
	private void evenLight(final Consistency c, final double level) {
		final double typical = c.scale() * flux.typical(), sent = REACHES_ALL * (1 - c.kept()) * typical;
		final String used = Words.number(c.background());
		if (input.isBackgroundFound()) {
			findings.note("outside-light",
				"About " + Words.number(c.evenLight()) +
					" counts of light lie over the whole recording and are in no part of the result. The restoration " +
					"found its background of " + used +
					" counts in the stack, as the highest that its dark places allow: this " +
					"light rather comes from outside the field of view, or from just above or below the stack.",
				"If you know the camera's offset, give it (--background).");
			return;
		}
		if (c.kept() < TOO_LITTLE_KEPT || !(c.evenLight() > sent)) {
			findings.note("outside-light", "At least " + Words.number(c.evenLight()) +
				" counts of light lie over the whole recording and are in no part of the result. They may come " +
				"from outside the field of view (" + Words.percent(1 - c.kept()) +
				" of this object's own light leaves it), or the background of " + used + " counts is taken too low.",
				"If you know the camera's offset, give it (--background).");
			return;
		}
		// The rest of that light is in the result, as haze that is no brighter. Rather too little than so much that it
		// erases.
		final double rest = c.kept() * Math.min(typical, c.evenLight());
		final double whole = Math.min(level - c.background(), c.evenLight() - sent + rest);
		findings.add(Severity.WARNING, "background", "About " + Words.number(whole) +
			" counts of light lie evenly over the whole recording, more than surroundings as full as the field of " +
			"view would send: the background of " + used +
			" counts is too low, unless much more lies just above or below the stack.",
			"If that background was given, restore again with " + Words.number(c.background() + whole) +
				", or without one, which is then estimated from the stack.");
	}

	/** A background that is off by more than this, counts, matters. */
	private double leastOffset(final Consistency c) {
		return Math.max(least, 0.5 * Math.sqrt(report.data().camera().variance(c.background())));
	}

	/** Whether the background that would explain the recording best is less than the offset of a camera that is known. */
	private boolean isImpossible(final Consistency c) {
		return report.data().cameraKnown() && c.kept() < MOSTLY_KEPT &&
			c.fittedBackground() < report.data().camera().offset() - leastOffset(c);
	}

	/** The background that would explain the recording best, beside the one that was taken. */
	private void fittedBackground(final Consistency c) {
		final double off = c.fittedBackground() - c.background();
		if (Math.abs(off) <= leastOffset(c) || off > 0 && hasEvenLight()) return;
		// What is explained to within its noise can be explained by a little more haze and a little less background,
		// too.
		if (off < 0 && Math.max(c.ratio(), c.brightRatio()) < UNEXPLAINED) return;
		if (off > 0 && c.kept() < MOSTLY_KEPT) findings.note("outside-light",
			"About " + Words.number(off) +
				" counts of light are not in the result. They do not lie everywhere, and so come from outside the " +
				"field of view rather than from a background too low (" + Words.percent(1 - c.kept()) +
				" of this object's own light leaves it).",
			"");
		else if (isImpossible(c)) findings.note("outside-light",
			"No background would explain the dark parts: they would need " + Words.number(c.fittedBackground()) +
				" counts, less than the camera gives without light. Light from outside the field of view lies " +
				"over them, and the result shows it as haze elsewhere (" + Words.percent(1 - c.kept()) +
				" of this object's own light leaves the field).",
			"");
		else findings.add(Severity.WARNING, "background-fit",
			"The dark parts are not explained: with a background of " + Words.number(c.fittedBackground()) +
				" counts rather than the " + Words.number(c.background()) + " that were taken they would be.",
			"Check the background, and whether the PSF is wide enough.");
	}

	/** With a PSF, what the microscope would show of the result within the field of view is what counts. */
	private void light() {
		// What lies above a background that nobody knows is not known either.
		if (consistency.isEmpty() && input.background().isEmpty()) return;
		final double shown = consistency.map(c -> c.scale() * c.kept()).orElse(1.0), ratio = flux.ratio() * shown;
		final double most = consistency.isPresent() ? 1.2 : 1.5, fewest = consistency.isPresent() ? 0.3 : 0.8;
		final double counts = Math.abs(ratio - 1) * flux.recorded() / input.raw().extent().voxels();
		if (!(flux.recorded() > 0) || ratio >= fewest && ratio <= most || counts < 0.5 * least) return;
		findings.add(Severity.WARNING, "flux",
			(consistency.isPresent() ? "Blurred again, the result" : "The result") + " holds " + Words.number(ratio) +
				" times the light of the recording above its background" +
				(ratio > 1 ? ": light was invented, or the background is too high."
					: ": light was lost, or comes from outside the field of view."),
			"Check the background; measure intensities with care.");
	}
}
