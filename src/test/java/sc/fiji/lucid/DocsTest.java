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
package sc.fiji.lucid;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.psf.PsfModel;

/** What README, CONTRIBUTING and docs point to is there, and what users can choose has its place in the theory. */
public class DocsTest {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");
	private static final Pattern IN_CODE = Pattern.compile("docs/[\\w/-]+\\.(md|csv|png)");
	private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|Benchmark|Contract|Rules))`");

	private static List<Path> files(final String folder, final String... suffixes) throws IOException {
		try (Stream<Path> all = Files.walk(Path.of(folder))) {
			return all.filter(f -> Arrays.stream(suffixes).anyMatch(f.toString()::endsWith)).toList();
		}
	}

	private static List<Path> pages() throws IOException {
		final List<Path> pages = new ArrayList<>(files("docs", ".md"));
		for (final String top : new String[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md" })
			pages.add(Path.of(top));
		return pages;
	}

	@Test
	public void linksLeadSomewhere() throws IOException {
		final List<String> broken = new ArrayList<>();
		for (final Path page : pages())
			for (final MatchResult link : LINK.matcher(Files.readString(page)).results().toList())
				if (!leads(page, link.group(1), link.group(2))) broken.add(page + ": " + link.group());
		assertEquals(List.of(), broken);
	}

	private static boolean leads(final Path page, final String to, final String anchor) throws IOException {
		if (to.startsWith("http")) return true;
		final Path target = to.isEmpty() ? page : page.resolveSibling(to).normalize();
		if (!Files.exists(target)) return false;
		return anchor == null || anchors(target).contains(anchor.substring(1));
	}

	/** The names that GitHub gives to headings. */
	private static Set<String> anchors(final Path page) throws IOException {
		return Files.readAllLines(page)
			.stream()
			.filter(l -> l.startsWith("#"))
			.map(l -> l.replaceAll("^#+ ", "").toLowerCase().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	@Test
	public void pagesNamedInCodeAreThere() throws IOException {
		final List<Path> code = new ArrayList<>(files("src", ".java", ".sh"));
		code.addAll(List.of(Path.of("lucid"), Path.of("lucid.cmd"), Path.of("CHANGELOG.md"), Path.of("pom.xml")));
		final List<String> missing = new ArrayList<>();
		for (final Path file : code)
			for (final MatchResult page : IN_CODE.matcher(Files.readString(file)).results().toList())
				if (!Files.exists(Path.of(page.group()))) missing.add(file + ": " + page.group());
		assertEquals(List.of(), missing);
	}

	@Test
	public void testsAndBenchmarksNamedInPagesAreThere() throws IOException {
		final Set<String> classes = files("src/test/java", ".java").stream()
			.map(f -> f.getFileName().toString().replace(".java", ""))
			.collect(Collectors.toSet());
		final List<String> missing = new ArrayList<>();
		for (final Path page : pages())
			CLASS.matcher(Files.readString(page))
				.results()
				.map(r -> r.group(1))
				.filter(c -> !classes.contains(c))
				.forEach(c -> missing.add(page + ": " + c));
		assertEquals(List.of(), missing);
	}

	@Test
	public void everyPageIsInTheIndex() throws IOException {
		final String index = Files.readString(Path.of("docs/README.md")) +
			Files.readString(Path.of("docs/theory/README.md"));
		for (final Path page : files("docs", ".md"))
			assertTrue(page + " is in no index: add it to docs/README.md or docs/theory/README.md",
				page.endsWith("README.md") || index.contains(page.getFileName().toString()));
	}

	@Test
	public void theoryHasAHeadingForEveryMethod() throws IOException {
		final StringBuilder headings = new StringBuilder();
		for (final Path page : files("docs/theory/methods", ".md"))
			Files.readAllLines(page).stream().filter(l -> l.startsWith("#")).forEach(headings::append);
		for (final Method method : Method.values())
			assertTrue("docs/theory/methods has no heading with `" + method + "`",
				headings.indexOf("`" + method + "`") >= 0);
	}

	@Test
	public void theoryHasARowForEveryChoice() throws IOException {
		hasRows("docs/theory/penalties.md", PenaltyKind.values());
		hasRows("docs/theory/stopping.md", Stopping.values());
		hasRows("docs/theory/psf.md", PsfModel.values());
		final String psf = Files.readString(Path.of("docs/theory/psf.md")).toLowerCase();
		for (final Modality modality : Modality.values())
			assertTrue(modality.toString(),
				psf.contains(modality.toString()
					.replace("-", " ")
					.replace("lattice light sheet", "lattice")
					.replace("two photon", "two-photon")));
	}

	private static void hasRows(final String page, final Object[] choices) throws IOException {
		final String text = Files.readString(Path.of(page));
		for (final Object choice : choices)
			assertTrue(page + " has no row for `" + choice + "`", text.contains("\n| `" + choice + "`"));
	}
}
