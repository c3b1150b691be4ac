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

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Test;

import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.job.settings.Settings;

/** What the recipes of CONTRIBUTING.md ask for and no other test would miss. */
public class RecipesTest {

	private static final Path TESTS = Path.of("src/test/java/sc/fiji/lucid");

	/** Keys of macros that are not, or not everywhere, the names without hyphens. */
	private static final Map<String, String> KEYS = Map.of("series",
		"`series` of *Lucid Batch* (`settings=[...]`) and of tables; an open image is one series", "time-series",
		"`series` of *Lucid Deconvolve*, as version 0.1 called it; `timeseries` in `more=[...]`, *Lucid Batch* and tables");

	private static String sources(final Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(f -> f.toString().endsWith(".java"))
				.map(RecipesTest::read)
				.collect(Collectors.joining());
		}
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException exc) {
			throw new IllegalStateException(exc);
		}
	}

	@Test
	public void everyEngineKeepsTheContract() throws IOException {
		final String tests = sources(TESTS);
		for (final String engine : new String[] { "Engine.FUSED", "Engine.REFERENCE", "OPENCL" })
			assertTrue(engine + " has no test that extends FilterEngineContract",
				tests.contains("super(" + engine + ")"));
	}

	@Test
	public void everyStepKeepsTheContract() throws IOException {
		final String tests = read(TESTS.resolve("restoration/StepsTest.java"));
		final String steps = sources(Path.of("src/main/java/sc/fiji/lucid/restoration"));
		final List<String> names = Pattern.compile("class (\\w+) implements RestorationStep<")
			.matcher(steps)
			.results()
			.map(m -> m.group(1))
			.toList();
		assertTrue(names.toString(), names.contains("IdentityStep"));
		for (final String name : names)
			assertTrue("StepsTest has no contract of " + name, tests.contains("new " + name + "("));
	}

	@Test
	public void everySettingIsInTheGuide() {
		final String guide = read(Path.of("docs/guide/settings.md"));
		for (final Map.Entry<String, String> setting : Settings.names().entrySet()) {
			final String key = KEYS.getOrDefault(setting.getKey(), "`" + setting.getKey().replace("-", "") + "`");
			final String row = "| `--" + setting.getKey() + "` | " + key + " | " +
				setting.getValue().replace("|", "\\|") + " |";
			assertTrue("docs/guide/settings.md needs the row\n" + row, guide.contains(row + "\n"));
		}
	}

	@Test
	public void everyMetadataKeyIsTested() {
		final String reader = read(Path.of("src/main/java/sc/fiji/lucid/io/ome/InfoMetadata.java"));
		final String test = read(TESTS.resolve("io/ome/InfoMetadataTest.java"));
		int keys = 0;
		for (final MatchResult match : Pattern.compile("START \\+\\s*\"([^\"]+)\" \\+ (VALUE|WORD)")
			.matcher(reader)
			.results()
			.toList())
			for (final String key : match.group(1).replaceAll("^\\(\\?:|\\)$", "").split("\\|")) {
				assertTrue("InfoMetadataTest has no line with '" + key + " ='",
					Pattern.compile(Pattern.quote(key) + "(?: #\\d)? = ").matcher(test).find());
				keys++;
			}
		assertFalse("no keys found", keys < 10);
	}
}
