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
package sc.fiji.lucid.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.Test;
import org.w3c.dom.NodeList;

import sc.fiji.lucid.job.settings.Settings;

/** What workflow systems and clusters run is what the command line understands. */
public class WrappersTest {

	private static final Path FOLDER = Path.of("wrappers");

	/** Each with the flags that it must have at least, so that a command that is not found is. */
	private static final Map<String, List<String>> WRAPPERS = Map.of("Dockerfile", List.of("--version"), "lucid.def",
		List.of("--version"), "conda/meta.yaml", List.of("--version", "--help"), "nextflow/main.nf",
		List.of("-o", "--psf", "--threads", "--memory", "--quiet"), "snakemake/lucid.smk",
		List.of("-o", "--threads", "--memory"), "galaxy/lucid_deconvolve.xml",
		List.of("-o", "--psf", "--modality", "--na", "--emission", "--excitation", "--voxel", "--method", "--repair",
			"--threads", "--memory"),
		"slurm-array.sh", List.of("-o", "--table", "--shard", "--manifest", "--threads", "--memory"));

	/** A call of a command of Lucid, up to the end of its line, or of a block in XML. */
	private static final Pattern CALL = Pattern
		.compile("(?<![\\w-])lucid(?:\", \"| )([a-z-]+)(?=[\\s\"<])((?:(?! (?:\\||&&|;|2?>) |\\n).)*)");
	private static final Pattern FLAG = Pattern.compile("(?<=[\\s\"\\[|(])(--?[a-z][a-z-]*)(?=[\\s=,\"\\[\\])|]|$)");

	private final Map<String, Set<String>> known = new HashMap<>();

	private static String read(final Path file) throws IOException {
		// Continued lines are one; in XML, so is all of a command.
		final String text = Files.readString(file);
		final String lines = file.toString().endsWith(".xml")
			? text.replaceAll("\\n(?!ln |lucid )", " ").replace("]]>", "]]>\n") : text;
		return lines.replaceAll("\\\\{1,2}\\n", " ");
	}

	private static String help(final String... command) {
		final StringWriter out = new StringWriter(), err = new StringWriter();
		assertEquals(err.toString(), 0, Main.run(command, new PrintWriter(out, true), new PrintWriter(err, true)));
		return out.toString();
	}

	/** @return the flags of a command, as its help has them */
	private Set<String> flags(final String command) {
		return known.computeIfAbsent(command, name -> {
			final Set<String> all = FLAG.matcher(name.startsWith("-") ? help("--help") : help(name, "--help"))
				.results()
				.map(MatchResult::group)
				.collect(Collectors.toCollection(TreeSet::new));
			all.addAll(Set.of("-h", "--help"));
			return all;
		});
	}

	/** @return all flags that a text gives to Lucid, each known to the command that it is given to */
	private Set<String> checked(final String name, final String text) {
		final Set<String> found = new TreeSet<>();
		for (final MatchResult call : CALL.matcher(text).results().toList()) {
			final Set<String> given = FLAG
				.matcher((call.group(1).startsWith("-") ? " " + call.group(1) : "") + call.group(2))
				.results()
				.map(MatchResult::group)
				.collect(Collectors.toCollection(TreeSet::new));
			final Set<String> unknown = new TreeSet<>(given);
			unknown.removeAll(flags(call.group(1)));
			assertEquals(name + ": " + call.group(), Set.of(), unknown);
			found.addAll(given);
		}
		return found;
	}

	@Test
	public void theirFlagsAreThere() throws IOException {
		try (Stream<Path> all = Files.walk(FOLDER)) {
			final Set<String> files = all.filter(Files::isRegularFile)
				.map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
				.filter(file -> !file.matches("README.md|nextflow/meta.yml"))
				.collect(Collectors.toSet());
			assertEquals("a wrapper that is not named in this test", WRAPPERS.keySet(), files);
		}
		for (final Map.Entry<String, List<String>> wrapper : WRAPPERS.entrySet()) {
			final Set<String> found = checked(wrapper.getKey(), read(FOLDER.resolve(wrapper.getKey())));
			assertTrue(wrapper.getKey() + " has " + found, found.containsAll(wrapper.getValue()));
		}
	}

	@Test
	public void theGuidesFlagsAreThere() throws IOException {
		checked("wrappers.md", read(Path.of("docs/guide/wrappers.md")));
	}

	/** The test itself finds what is wrong. */
	@Test
	public void aFlagThatIsNotThereIsFound() {
		for (final String wrong : List.of("lucid deconvolve a.tif --colour red", "\t./lucid batch \"$x\" --finish",
			"exec lucid info a.tif --na 1.4", "CMD [\"lucid\", \"--nothing\"]"))
			assertThrows(AssertionError.class, () -> checked("wrong", wrong));
		assertEquals(Set.of("--na", "-o"),
			checked("right", "lucid deconvolve a.tif -o b.tif --na 1.4 | tee --append x"));
	}

	/** The choices of Galaxy's form are words of Lucid, and what its command uses is in the form. */
	@Test
	public void galaxysFormIsLucids() throws Exception {
		final var galaxy = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(FOLDER.resolve("galaxy/lucid_deconvolve.xml").toFile());
		final NodeList params = galaxy.getElementsByTagName("param");
		final Set<String> names = new TreeSet<>(Set.of("source"));
		for (int i = 0; i < params.getLength(); i++) {
			final var param = (org.w3c.dom.Element) params.item(i);
			names.add(param.getAttribute("name"));
			final NodeList options = param.getElementsByTagName("option");
			for (int j = 0; j < options.getLength() && Settings.names().containsKey(param.getAttribute("name")) &&
				!param.getAttribute("name").equals("psf"); j++)
				Settings.NONE
					.with(param.getAttribute("name"), ((org.w3c.dom.Element) options.item(j)).getAttribute("value"))
					.request();
		}
		final String command = galaxy.getElementsByTagName("command").item(0).getTextContent();
		for (final MatchResult used : Pattern.compile("(?<!\\\\)\\$(\\w+)(?:\\.(\\w+))?")
			.matcher(command)
			.results()
			.toList())
		{
			assertTrue(used.group(), names.contains(used.group(1)));
			assertTrue(used.group(), used.group(2) == null || names.contains(used.group(2)));
		}
	}

	@Test
	public void nextflowsDescriptionIsOfItsModule() throws IOException {
		final String module = Files.readString(FOLDER.resolve("nextflow/main.nf")),
			description = Files.readString(FOLDER.resolve("nextflow/meta.yml"));
		for (final MatchResult output : Pattern.compile("emit: (\\w+)").matcher(module).results().toList())
			assertTrue(output.group(), description.contains("\n  " + output.group(1) + ":\n"));
		for (final MatchResult input : Pattern.compile("(?:val|path)\\((\\w+)[,)]").matcher(module).results().toList())
			assertTrue(input.group(), description.contains("- " + input.group(1) + ":\n"));
	}
}
