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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.Test;

/** {@code lucid.cmd} starts Java as {@code lucid} does. */
public class LaunchersTest {

	/** What only one system knows, and the archive of classes, which nobody has tried on Windows. */
	private static final Set<String> OF_UNIX = Set.of("-XX:+UseTransparentHugePages", "-XX:SharedArchiveFile",
		"-XX:SharedClassListFile", "-XX:DumpLoadedClassList", "-XX:+UseG1GC");

	private final String unix = read("lucid");
	private final String windows = read("lucid.cmd");

	private static String read(final String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (final IOException exc) {
			throw new IllegalStateException(exc);
		}
	}

	private static Set<String> found(final String script, final String pattern) {
		return Pattern.compile(pattern)
			.matcher(script)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	public void bothGiveTheSameFlags() {
		final String flag = "-XX:\\+?\\w{4,}(=\\w+)?|-Xm[xs]\\b|-D[\\w.=]+|--enable-native-access=\\S+|--add-opens";
		final Set<String> expected = found(unix, flag);
		expected.removeAll(OF_UNIX);
		assertTrue(expected.toString(), expected.size() > 8);
		assertEquals(expected, found(windows, flag));
	}

	@Test
	public void bothStartTheSameClassesWithTheSamePackagesOpened() {
		assertEquals(found(unix, "sc\\.fiji\\.lucid\\.\\w+\\.\\w+"), found(windows, "sc\\.fiji\\.lucid\\.\\w+\\.\\w+"));
		final String opened = "(?<=\\s|\\()(java|sun)\\.[a-z.]+(?=[\\s;)])";
		assertEquals(12, found(unix, opened).size());
		assertEquals(found(unix, opened), found(windows, opened));
	}

	@Test
	public void bothBuildAlike() {
		final String build = "-q -B -DskipTests -Dmaven.test.skip=true package";
		for (final String part : new String[] { build, "lucid.built", "lucid-build.log", "LUCID_OPTS", "JAVA_HOME",
			"--memory", "--threads", "spark.classpath", "the build failed; see above", "there is no '",
			"is not built and cannot be written" })
		{
			assertTrue(part, unix.contains(part));
			assertTrue(part, windows.contains(part));
		}
	}
}
