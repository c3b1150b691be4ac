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
package sc.fiji.lucid.io.vendor;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sc.fiji.lucid.io.StackReader;

/**
 * Where a Bio-Formats is looked for.
 *
 * @param variables of the environment
 * @param context the classes around, as those of Fiji
 * @param beside the folder of Lucid's own jar, if it is in one
 * @param patience how long a converter may be without a sign of life
 */
record Surroundings(Map<String, String> variables, ClassLoader context, Optional<Path> beside, Duration patience) {

	/** A jar, or a folder of jars, that is used before all others. */
	static final String LIBRARY = "LUCID_BIOFORMATS";
	/** The folder for what was converted. */
	static final String CACHE = "LUCID_CACHE";

	/** Longer than a converter thinks about one plane, also on a slow share; a user waits no longer for nothing. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	/** @return those of this process */
	static Surroundings here() {
		final ClassLoader context = Thread.currentThread().getContextClassLoader();
		return new Surroundings(System.getenv(), context == null ? StackReader.class.getClassLoader() : context,
			ownFolder(), PATIENCE);
	}

	private static Optional<Path> ownFolder() {
		final CodeSource source = StackReader.class.getProtectionDomain().getCodeSource();
		if (source == null || source.getLocation() == null) return Optional.empty();
		try {
			final Path jar = Path.of(source.getLocation().toURI());
			return Files.isRegularFile(jar) ? Optional.ofNullable(jar.getParent()) : Optional.empty();
		}
		catch (final URISyntaxException | RuntimeException e) {
			// Within another jar, or of a loader that knows no files.
			return Optional.empty();
		}
	}

	private String variable(final String name) {
		return variables.getOrDefault(name, "").strip();
	}

	/** @return the jar, or the folder of jars, that the user names */
	Optional<Path> library() {
		return variable(LIBRARY).isEmpty() ? Optional.empty() : Optional.of(Path.of(variable(LIBRARY)));
	}

	/** @return the program of that name on the PATH */
	Optional<Path> program(final String name) {
		final boolean windows = File.separatorChar == '\\';
		for (final String folder : variable("PATH").split(File.pathSeparator)) {
			if (folder.isBlank()) continue;
			for (final String end : windows ? new String[] { ".bat", ".cmd", ".exe" } : new String[] { "" }) {
				final Path file = Path.of(folder, name + end).toAbsolutePath();
				if (Files.isRegularFile(file) && Files.isExecutable(file)) return Optional.of(file);
			}
		}
		return Optional.empty();
	}

	/** @return the folder for what was converted, as the systems want it */
	Path cache() {
		if (!variable(CACHE).isEmpty()) return Path.of(variable(CACHE)).toAbsolutePath();
		final Path home = Path.of(System.getProperty("user.home"));
		final String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		if (!variable("XDG_CACHE_HOME").isEmpty()) return Path.of(variable("XDG_CACHE_HOME"), "lucid");
		if (system.startsWith("windows") && !variable("LOCALAPPDATA").isEmpty())
			return Path.of(variable("LOCALAPPDATA"), "Lucid", "cache");
		return system.startsWith("mac") ? home.resolve("Library/Caches/lucid") : home.resolve(".cache/lucid");
	}
}
