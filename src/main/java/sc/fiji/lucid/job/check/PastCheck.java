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
package sc.fiji.lucid.job.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.quality.report.Finding;
import sc.fiji.lucid.quality.report.Severity;

/** What the record of a run says that a channel said of its optics. */
public final class PastCheck {

	private final List<Map<?, ?>> verdicts = new ArrayList<>();

	/** @param number of the channel in the file, from 1 */
	public PastCheck(final Optional<RunRecord> record, final int number) {
		if (record.flatMap(r -> r.get(RunLog.PSF_CHECK)).orElse(null) instanceof List<?> list)
			for (final Object each : list)
			if (each instanceof Map<?, ?> map && map.get("channel") instanceof Number n && n.intValue() == number)
				verdicts.add(map);
	}

	/** @return whether the run asked */
	public boolean isThere() {
		return !verdicts.isEmpty();
	}

	/** @return what the run took where it was to take what the stack says */
	public Acquisition fitted(final Acquisition said, final int channel) {
		Candidate found = Candidate.said(said.microscopes().get(channel), said.voxel(), said.zDirection());
		boolean isFitted = false;
		for (final Map<?, ?> verdict : verdicts) {
			if (PupilSearch.QUANTITY.equals(verdict.get("quantity")) && Boolean.TRUE.equals(verdict.get("fitted"))) {
				found = found.plus(Zernike.of(String.valueOf(verdict.get("zernike"))));
				isFitted = true;
			}
			for (final Scan scan : Scan.values())
				if (scan.toString().equals(verdict.get("quantity")) && Boolean.TRUE.equals(verdict.get("fitted")) &&
					verdict.get("taken") instanceof Number taken)
				{
					found = scan.at(taken.doubleValue(), found);
					isFitted = true;
				}
		}
		if (!isFitted) return said;
		final List<Microscope> microscopes = new ArrayList<>(said.microscopes());
		microscopes.set(channel, found.fitted(microscopes.get(channel)));
		return said.found(microscopes, found.direction());
	}

	/** @return it all in words for a quality report */
	public List<Finding> findings() {
		return verdicts.stream().map(PastCheck::finding).toList();
	}

	private static Finding finding(final Map<?, ?> verdict) {
		final boolean isMismatch = Boolean.TRUE.equals(verdict.get("mismatch")),
			isFitted = Boolean.TRUE.equals(verdict.get("fitted"));
		final String text = String.valueOf(verdict.get("words")).replaceFirst("^warning: ", ""),
			remedy = Arrays.stream(Scan.values()).map(Scan::remedy).filter(text::endsWith).findFirst().orElse("");
		final String words = text.substring(0, text.length() - remedy.length()).trim();
		final Severity severity = isMismatch ? isFitted ? Severity.NOTE : Severity.WARNING
			: words.contains("does not tell") ? Severity.NOTE : Severity.GOOD;
		return new Finding(severity, "psf-check-" + verdict.get("quantity"),
			isFitted ? words + " It was restored with what the stack says." : words,
			isMismatch && !isFitted ? remedy : "");
	}
}
