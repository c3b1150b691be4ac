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
package sc.fiji.lucid.job.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.report.RunLog;

/**
 * The checklist for an established workflow of image analysis of Schmied et al. 2024 (Nat. Methods 21:170, Fig. 3),
 * filled in as far as a run record knows; what the authors must add is left open and said.
 */
final class Checklist {

	private final RunRecord record;
	private final List<String> lines = new ArrayList<>();

	/** @param record of a restored file */
	Checklist(final RunRecord record) {
		this.record = record;
		minimal();
		recommended();
		lines.add("Ideal");
		open("documentation of use (a screen recording or a tutorial)",
			"Lucid's own: docs/guide/fiji.md; add yours if there were more steps");
		done("easy installation", "Lucid is one jar, or a zip that is unpacked into Fiji");
	}

	/** @return it, a line an item; [x] what is done, [ ] what is yours to add */
	List<String> lines() {
		return lines;
	}

	private void minimal() {
		lines.add("Minimal");
		done("workflow and platform are cited", "Lucid; Fiji too, if it was run there");
		final Object settings = record.get("settings").orElse(null);
		if (settings instanceof Map<?, ?> map) done("key settings", map.isEmpty() ? "all automatic" : settings(map));
		else open("key settings", "not known: the record has none");
		open("example data", "deposit a raw stack, its result and the record beside it");
		open("manual regions", "say whether the stack was cropped by hand before; Lucid knows nothing of it");
		final String version = record.get("version").map(Object::toString).orElse("");
		if (version.isEmpty()) open("exact version", "not known");
		else done("exact version",
			"Lucid " + version + (version.endsWith("SNAPSHOT") ? ", which is no release: name the commit, too" : ""));
	}

	private void recommended() {
		lines.add("Recommended");
		if (record.get("outputSha256").isPresent()) done("all settings",
			"in the run record; deposit it with the result, whose SHA-256 is " + record.get("outputSha256").get());
		else open("all settings", "deposit the run record with the result");
		open("public example", "the address where stack, result and record can be had");
	}

	/** What had no effect is no setting of the result. */
	private String settings(final Map<?, ?> map) {
		final List<?> unheeded = record.get(RunLog.WITHOUT_EFFECT).orElse(null) instanceof List<?> list ? list
			: List.of();
		final List<String> texts = new ArrayList<>();
		map.forEach((name, value) -> {
			if (!unheeded.contains(name)) texts.add(name + "=" + value);
		});
		return texts.isEmpty() ? "all automatic" : String.join(", ", texts) + "; everything else automatic";
	}

	private void done(final String item, final String how) {
		lines.add("  [x] " + item + ": " + how);
	}

	private void open(final String item, final String what) {
		lines.add("  [ ] " + item + ": " + what);
	}
}
