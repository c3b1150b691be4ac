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
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shell script {@code lucid}: what it gives Java, and what it says where it cannot. */
public class LauncherTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path home;
	private String said;

	/** An installation that is built, with a Java that prints its arguments but reads flags as the real one. */
	@Before
	public void install() throws IOException {
		Door.assumeUnix();
		home = folder.getRoot().toPath().resolve("in stalled");
		Files.createDirectories(home.resolve("target"));
		Files.createDirectories(home.resolve("src/main"));
		Files.createDirectories(home.resolve("jdk/bin"));
		Files.writeString(home.resolve("pom.xml"), "");
		Files.writeString(home.resolve("target/lucid.built"), "");
		Files.createSymbolicLink(home.resolve("target/lucid-1-all.jar"), Path.of("target/classes").toAbsolutePath());
		Files.copy(Path.of("lucid"), home.resolve("lucid"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
		final Path java = Files.writeString(home.resolve("jdk/bin/java"),
			"#!/bin/sh\ncase \" $* \" in *JavaFlags*) exec \"" + System.getProperty("java.home") +
				"/bin/java\" \"$@\" ;; esac\nprintf '<%s>\\n' \"$@\"\n");
		assertTrue(java.toFile().setExecutable(true));
	}

	private int lucid(final String options, final String... args) throws Exception {
		final Process process = start(options, args);
		said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return process.waitFor();
	}

	private Process start(final String options, final String... args) throws IOException {
		final List<String> command = new ArrayList<>(List.of("sh", home.resolve("lucid").toString()));
		command.addAll(Arrays.asList(args));
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
		builder.environment().put("LUCID_OPTS", options);
		return builder.start();
	}

	@Test
	public void memoryAndThreadsAreJavasToo() throws Exception {
		assertEquals(0, lucid("", "deconvolve", "a b.tif", "--memory", "1.5 GiB", "--threads=2"));
		assertTrue(said,
			said.contains("<-Xmx1536m>\n<-XX:ParallelGCThreads=2>\n<-XX:MinHeapSize=192m>\n<-XX:+UseParallelGC>"));
		assertTrue(said, said.contains("<a b.tif>\n<--memory>\n<1.5 GiB>\n<--threads=2>\n"));
		assertEquals(0, lucid("", "plan", "a.tif"));
		assertTrue(said, said.contains("<-XX:MaxRAMPercentage=75>\n<-XX:MinHeapSize=192m>\n<-XX:+UseParallelGC>"));
		for (final String memory : List.of("0", "1", "999T", "")) {
			assertEquals(2, lucid("", "plan", "a.tif", "--memory", memory));
			assertTrue(said, said.matches("lucid: Memory is .*\n"));
		}
	}

	@Test
	public void optionsMayChooseTheCollector() throws Exception {
		assertEquals(0, lucid("-XX:+UseZGC -Xss8m", "plan", "a.tif"));
		assertTrue(said, said.contains("<-XX:+UseZGC>\n<-Xss8m>"));
		assertFalse(said, said.contains("ParallelGC"));
	}

	/** Java would not start with a heap that is to be larger than it may. */
	@Test
	public void optionsMayBoundTheHeap() throws Exception {
		final List<String> flags = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
		assertEquals(0, lucid("-Xmx32m", "plan", "a.tif", "--threads", "1"));
		said.lines()
			.takeWhile(line -> !line.equals("<-cp>"))
			.filter(line -> line.startsWith("<-X"))
			.forEach(line -> flags.add(line.substring(1, line.length() - 1)));
		assertTrue(said, flags.containsAll(List.of("-XX:MinHeapSize=192m", "-Xmx32m")));
		flags.add("-version");
		final Process java = new ProcessBuilder(flags).redirectErrorStream(true).start();
		final String answer = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(answer, 0, java.waitFor());
	}

	/** The newest jar is the one that was built last. */
	@Test
	public void ofSeveralJarsTheNewestIsStarted() throws Exception {
		final Path older = Files.writeString(home.resolve("target/lucid-0-all.jar"), ""),
			newer = Files.writeString(home.resolve("target/lucid-2-all.jar"), "");
		assertTrue(older.toFile().setLastModified(1000_000));
		assertTrue(newer.toFile().setLastModified(System.currentTimeMillis() + 100_000));
		assertEquals(0, lucid("", "info", "a.tif"));
		assertTrue(said, said.contains("<" + home + "/target/lucid-2-all.jar>"));
	}

	/** By a link, by a path from here, and from within its folder. */
	@Test
	public void itFindsItsFolderHoweverItIsCalled() throws Exception {
		final Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("l ink"),
			Path.of("in stalled/lucid"));
		final Path inside = Files.createSymbolicLink(home.resolve("again"), Path.of("lucid"));
		for (final List<String> call : List.of(List.of("", link.toString()), List.of("target", "../../l ink"),
			List.of("", "lucid"), List.of("", "./lucid"), List.of("", inside.toString()),
			List.of("target", "../again")))
		{
			final ProcessBuilder builder = new ProcessBuilder("sh", call.get(1), "info", "a.tif");
			builder.redirectErrorStream(true).directory(home.resolve(call.get(0)).toFile());
			builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
			final Process process = builder.start();
			said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertEquals(said, 0, process.waitFor());
			assertTrue(said, said.contains("<" + home + "/target/lucid-1-all.jar>"));
		}
	}

	/** As cron, services and containers start it; and with the name of a locale that is not installed. */
	@Test
	public void namesOfFilesAreUtf8WhateverTheLocale() throws Exception {
		final Path java = Files.writeString(home.resolve("jdk/bin/java"), "#!/bin/sh\nexec \"" +
			System.getProperty("java.home") + "/bin/java\" -XshowSettings:properties -version\n");
		assertTrue(java.toFile().setExecutable(true));
		for (final String[] locale : new String[][] { { "LANG", "" }, { "LC_ALL", "C" }, { "LC_CTYPE", "POSIX" },
			{ "LANG", "xx_XX.UTF-8" }, { "LANG", "xx_XX.utf8" } })
		{
			final ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("lucid").toString(), "info", "a.tif");
			builder.environment().clear();
			builder.environment().put("PATH", System.getenv("PATH"));
			builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
			builder.environment().put(locale[0], locale[1]);
			final Process process = builder.redirectErrorStream(true).start();
			said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertEquals(said, 0, process.waitFor());
			assertTrue(locale[0] + "=" + locale[1] + "\n" + said, said.contains("sun.jnu.encoding = UTF-8"));
		}
	}

	@Test
	public void withoutJavaItSaysWhatToDo() throws Exception {
		Files.delete(home.resolve("jdk/bin/java"));
		assertEquals(1, lucid("", "info", "a.tif"));
		assertTrue(said, said.matches("lucid: there is no '.*java': install Java 17 or newer .*\n"));
	}

	/** Who comes second waits until the first has built. */
	@Test
	public void twoThatStartAtOnceBuildOnce() throws Exception {
		Files.delete(home.resolve("target/lucid.built"));
		final Path builds = home.resolve("builds");
		final Path maven = Files.writeString(home.resolve("mvnw"), "#!/bin/sh\necho built >> builds\nsleep 1\n");
		assertTrue(maven.toFile().setExecutable(true));
		final List<Process> both = List.of(start("", "info", "a.tif"), start("", "info", "b.tif"));
		for (final Process process : both) {
			final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertEquals(output, 0, process.waitFor());
			assertTrue(output, output.contains("<info>"));
		}
		assertEquals(1, Files.readAllLines(builds).size());
		assertFalse(Files.exists(home.resolve("lucid-build.lock")));
	}

	/** Who has called Maven does not wait for it again. */
	@Test
	public void whatMavenHasBuiltIsNotBuiltAgain() throws Exception {
		Files.delete(home.resolve("target/lucid.built"));
		Files.writeString(home.resolve("target/spark.classpath"), "");
		final Path jar = Files.writeString(home.resolve("target/lucid-2-all.jar"), "");
		assertTrue(jar.toFile().setLastModified(System.currentTimeMillis() + 10_000));
		final Path maven = Files.writeString(home.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
		assertTrue(maven.toFile().setExecutable(true));
		assertEquals(said, 0, lucid("", "info", "a.tif"));
		assertTrue(said, said.contains("lucid-2-all.jar>") && !said.contains("building"));
		assertTrue(Files.exists(home.resolve("target/lucid.built")));
	}

	/** Maven touches folders whenever it looks into them. */
	@Test
	public void aFolderThatIsNewerIsNoReasonToBuild() throws Exception {
		assertTrue(home.resolve("src/main").toFile().setLastModified(System.currentTimeMillis() + 100_000));
		assertEquals(0, lucid("", "info", "a.tif"));
		assertFalse(said, said.contains("building"));
	}

	@Test
	public void anArchiveOfClassesIsUsedWhereThereIsOne() throws Exception {
		assertEquals(0, lucid("", "info", "a.tif"));
		assertFalse(said, said.contains("SharedArchiveFile"));
		Files.writeString(home.resolve("target/lucid.jsa"), "");
		assertEquals(0, lucid("", "info", "a.tif"));
		assertTrue(said, said.contains("<-XX:SharedArchiveFile=" + home + "/target/lucid.jsa>"));
	}

	/**
	 * Sources that are newer than what was built; as root everything can be written, so that there is nothing to see.
	 */
	@Test
	public void aReadOnlyInstallationRunsAsItWasBuilt() throws Exception {
		final File root = home.toFile();
		assertTrue(home.resolve("pom.xml").toFile().setLastModified(System.currentTimeMillis() + 100_000));
		assertTrue(root.setWritable(false));
		try {
			if (Files.isWritable(home)) return;
			assertEquals(0, lucid("", "info", "a.tif"));
			assertTrue(said, said.contains("<info>"));
			Files.delete(home.resolve("target/lucid-1-all.jar"));
			assertEquals(1, lucid("", "info", "a.tif"));
			assertTrue(said, said.contains("is not built and cannot be written"));
		}
		finally {
			assertTrue(root.setWritable(true));
		}
	}
}
