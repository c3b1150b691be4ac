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

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fiji.lucid.io.ResultRecord;
import sc.fiji.lucid.io.RunRecord;

/**
 * What a paper needs to say of a restoration: a paragraph, a checklist, and whom to cite.
 *
 * @param text plain text: the paragraph, the checklist of Schmied et al. 2024, and BibTeX of what the paragraph cites
 * @param missing what the record does not know, and the paragraph therefore does not say
 */
public record MethodsSection(String text, List<String> missing) {

	/**
	 * @param file the record of a restored file, or the result itself ({@link ResultRecord})
	 * @throws IOException in one line, if it is no such record
	 */
	public static MethodsSection of(final Path file) throws IOException {
		final RunRecord record = ResultRecord.of(file);
		if (!(record.get("volumes").orElse(null) instanceof List<?>) || record.get("input").isEmpty())
			throw new IOException(file.getFileName() +
				" is not the record of a restored file (it has no 'input' and 'volumes'): give the .json beside a result.");
		return of(record);
	}

	/** @param record of a restored file */
	static MethodsSection of(final RunRecord record) {
		final Paragraph paragraph = new Paragraph(record);
		final Set<Reference> cited = EnumSet.copyOf(paragraph.cited());
		cited.addAll(Set.of(Reference.FIJI, Reference.SCHMIED));
		final String version = record.get("version").map(Object::toString).orElse("");
		return new MethodsSection(
			"METHODS\n\n" + paragraph.text() + "\n\nCHECKLIST FOR IMAGE ANALYSIS (" + Reference.SCHMIED.cited() +
				"), [ ] is yours to add\n\n" + String.join("\n", new Checklist(record).lines()) + "\n\nREFERENCES\n\n" +
				cited.stream().map(r -> r.bibtex(version)).collect(Collectors.joining("\n")),
			List.copyOf(paragraph.missing()));
	}
}
