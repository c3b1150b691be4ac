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
import java.util.Comparator;
import java.util.List;

/** Puts the numbers into words, the gravest first. */
final class Findings {

	private final QualityInput input;
	private final QualityReport report;
	private final List<Finding> findings = new ArrayList<>();

	Findings(final QualityInput input, final QualityReport report) {
		this.input = input;
		this.report = report;
	}

	List<Finding> list() {
		new RecordingFindings(input, report.data(), this).add();
		new RestorationFindings(input, report, this).add();
		findings.addAll(input.advice());
		findings.sort(Comparator.comparing(Finding::severity).reversed());
		return List.copyOf(findings);
	}

	void good(final String topic, final String text) {
		findings.add(new Finding(Severity.GOOD, topic, text, ""));
	}

	void note(final String topic, final String text, final String remedy) {
		findings.add(new Finding(Severity.NOTE, topic, text, remedy));
	}

	void add(final Severity severity, final String topic, final String text, final String remedy) {
		findings.add(new Finding(severity, topic, text, remedy));
	}
}
