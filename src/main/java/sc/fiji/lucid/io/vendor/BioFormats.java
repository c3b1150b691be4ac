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

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A Bio-Formats that was found at run time; its classes are known by their names alone. */
final class BioFormats {

	private static final String READER = "loci.formats.ImageReader";
	private static final String JAR = "bioformats_package.jar";
	/** A library takes a second to load, and is not read twice. */
	private static final Map<Path, ClassLoader> LOADED = new ConcurrentHashMap<>();

	private final ClassLoader loader;

	private BioFormats(final ClassLoader loader) {
		this.loader = loader;
	}

	/** @throws IOException in one line, if the one that the user names is none */
	static Optional<BioFormats> find(final Surroundings around) throws IOException {
		final Optional<Path> named = around.library();
		if (named.isPresent())
			return Optional.of(new BioFormats(loader(named.get(), Surroundings.LIBRARY + " names ")));
		// A plugin of Fiji sees what Fiji has, whatever its thread was given.
		for (final ClassLoader each : List.of(around.context(), BioFormats.class.getClassLoader()))
			if (has(each)) return Optional.of(new BioFormats(each));
		final Optional<Path> beside = around.beside().map(folder -> folder.resolve(JAR)).filter(Files::isRegularFile);
		return beside.isEmpty() ? Optional.empty() : Optional.of(new BioFormats(loader(beside.get(), "")));
	}

	private static boolean has(final ClassLoader loader) {
		try {
			Class.forName(READER, false, loader);
			return true;
		}
		catch (final ClassNotFoundException | LinkageError e) {
			return false;
		}
	}

	private static ClassLoader loader(final Path library, final String who) throws IOException {
		if (!Files.exists(library)) throw new IOException(who + library + ", which does not exist.");
		final Path real = library.toRealPath();
		final ClassLoader known = LOADED.get(real);
		if (known != null) return known;
		// Not the classes of Lucid: those of the library may be of other versions.
		final ClassLoader loader = new URLClassLoader(jars(real), ClassLoader.getPlatformClassLoader());
		if (!has(loader)) throw new IOException(who + library + ", which holds no Bio-Formats (" + READER +
			"): give bioformats_package.jar, or a folder of jars.");
		quiet(loader);
		LOADED.putIfAbsent(real, loader);
		return LOADED.get(real);
	}

	private static URL[] jars(final Path library) throws IOException {
		final List<URL> urls = new ArrayList<>();
		if (!Files.isDirectory(library)) urls.add(url(library));
		else try (DirectoryStream<Path> all = Files.newDirectoryStream(library, "*.jar")) {
			for (final Path each : all)
				urls.add(url(each));
		}
		return urls.toArray(URL[]::new);
	}

	private static URL url(final Path jar) throws MalformedURLException {
		return jar.toUri().toURL();
	}

	/** It would write pages about each file to the standard output. */
	private static void quiet(final ClassLoader loader) {
		try {
			Class.forName("loci.common.DebugTools", true, loader)
				.getMethod("setRootLevel", String.class)
				.invoke(null, "ERROR");
		}
		catch (final ReflectiveOperationException | LinkageError e) {
			// Of a version without, it says what it likes.
		}
	}

	/** @return a class of the library */
	Class<?> type(final String name) throws IOException {
		try {
			return Class.forName(name, true, loader);
		}
		catch (final ClassNotFoundException | LinkageError e) {
			throw new IOException("The Bio-Formats that was found has no class " + name + " that works: " +
				e.getMessage() + ". Take the whole bioformats_package.jar.", e);
		}
	}

	/** @return a new reader, which knows the file's format when it gets its name */
	Object reader() throws IOException {
		return call("Bio-Formats", () -> type(READER).getConstructor().newInstance());
	}

	/** Something of the library is called. */
	@FunctionalInterface
	interface Call<T> {

		/** @throws ReflectiveOperationException with what the library throws in it */
		T run() throws ReflectiveOperationException, IOException;
	}

	/**
	 * @param file for messages
	 * @return what the library gives
	 * @throws IOException in one line with what the library throws
	 */
	static <T> T call(final String file, final Call<T> call) throws IOException {
		try {
			return call.run();
		}
		catch (final InvocationTargetException e) {
			final Throwable cause = e.getCause();
			if (cause instanceof OutOfMemoryError error) throw error;
			final String said = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
			throw new IOException(file + ": Bio-Formats cannot read it (" + said.replaceAll("\\s+", " ").strip() + ").",
				cause);
		}
		catch (final ReflectiveOperationException e) {
			throw new IOException("The Bio-Formats that was found is of a version that Lucid does not know: " +
				e.getMessage() + ". Take a newer bioformats_package.jar.", e);
		}
	}
}
