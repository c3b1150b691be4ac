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
package sc.fiji.lucid.io;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of one result: the main one, its record, and what else goes beside it. They are claimed before the work,
 * by one process at a time, and get their names together at the end: all or none. An input is never written to, under
 * whatever name it comes; what exists is replaced only where that is asked for, and where a record tells that Lucid
 * made it and that nobody changed it since.
 */
public final class ResultFiles implements Closeable {

	private static final String SHA256 = "outputSha256";
	private static final String BYTES = "outputBytes";
	private static final String BESIDE = "filesBeside";

	private final Path main;
	private final boolean force;
	private final OutputLock lock;
	private final Map<Path, PartFile> beside = new LinkedHashMap<>();

	private ResultFiles(final Path main, final boolean force, final OutputLock lock) {
		this.main = main;
		this.force = force;
		this.lock = lock;
	}

	/**
	 * @param main the result's file or folder; the record goes beside it
	 * @param beside names of further files beside it
	 * @param inputs files and folders that the result is made from
	 * @throws OutputLock.BusyException if another process writes it
	 * @throws IOException in one line, if the result would be written to an input, exists and may not be replaced, or
	 *           its folder cannot be written
	 */
	public static ResultFiles claim(final Path main, final boolean force, final Collection<Path> inputs,
		final String... beside) throws IOException
	{
		final ResultFiles files = new ResultFiles(main, force, lock(main, inputs, 1, 1));
		try {
			files.clean();
			files.refuse(main);
			files.refuse(RunRecord.pathFor(main));
			for (final String name : beside) {
				final Path file = main.resolveSibling(name);
				refuseInputs(file, inputs);
				files.refuse(file);
				files.beside.put(file, new PartFile(file, force));
			}
			return files;
		}
		catch (final IOException | RuntimeException e) {
			files.close();
			throw e;
		}
	}

	/**
	 * Claims part {@code index} of {@code count} (from 1) of a result that several processes share.
	 *
	 * @throws IOException as {@link #claim}
	 */
	public static OutputLock lock(final Path main, final Collection<Path> inputs, final int index, final int count)
		throws IOException
	{
		if (main.getFileName() == null) throw new IOException(main + " is a folder. Give the name of a file.");
		for (final Path each : List.of(main, RunRecord.pathFor(main), OutputLock.pathFor(main)))
			refuseInputs(each, inputs);
		PartFile.checkFolder(main);
		return OutputLock.part(main, index, count);
	}

	/** @throws IOException in one line, if {@code output} is an input, lies in one, or holds one */
	public static void refuseInputs(final Path output, final Collection<Path> inputs) throws IOException {
		final Path to = real(output);
		final Set<Object> names = identities(output);
		for (final Path input : inputs) {
			final Path from = real(input);
			final boolean same = identities(input).stream().anyMatch(names::contains);
			if (same || to.startsWith(from) || from.startsWith(to))
				throw new IOException(output + (same ? " is" : to.startsWith(from) ? " lies in" : " holds") +
					" the input " + input + ", which is never written to. Choose another output.");
		}
	}

	/** @return what a file is known by, whatever it is called: two of which one is equal are one file */
	public static Set<Object> identities(final Path path) throws IOException {
		final Set<Object> all = new HashSet<>(List.of(real(path)));
		// Hard links have one; Windows has none.
		if (Files.exists(path))
			Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey()).ifPresent(all::add);
		return all;
	}

	/** With the links of what exists resolved; the last name too, so that a link to an input is known for one. */
	private static Path real(final Path path) throws IOException {
		final Path absolute = path.toAbsolutePath().normalize();
		for (Path there = absolute; there != null; there = there.getParent())
			if (Files.exists(there)) return there.toRealPath().resolve(there.relativize(absolute)).normalize();
		return absolute;
	}

	private void refuse(final Path file) throws IOException {
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return;
		if (!force) throw new IOException(file + " exists. Choose another output, or add --force to replace it.");
		if (!isOwn(file))
			throw new IOException(file + " is no result that Lucid made, or was changed since; it is not " +
				"replaced, even with --force. Delete it, or choose another output.");
	}

	/** Whether the record, if there is one, tells that Lucid made a file as it is. */
	private boolean isOwn(final Path file) throws IOException {
		final Path path = RunRecord.pathFor(main);
		if (!Files.isRegularFile(path) || Files.isSymbolicLink(file)) return false;
		final RunRecord record = RunRecord.readIfOne(path).orElseGet(RunRecord::new);
		if (record.get("version").isEmpty()) return false;
		if (file.equals(path)) return true;
		if (file.equals(main)) return isIntact(main, record);
		return !(record.get(BESIDE).orElse(Map.of()) instanceof Map<?, ?> sums) || sums.isEmpty() ||
			Fingerprint.of(file).equals(sums.get(file.getFileName().toString()));
	}

	/** @return whether a result is, byte for byte, what its record tells */
	public static boolean isIntact(final Path result, final RunRecord record) throws IOException {
		if (record.get(SHA256).isPresent())
			return Files.exists(result) && Fingerprint.of(result).equals(record.get(SHA256).get());
		// Of version 0.1, which told no more than the size.
		if (Files.isDirectory(result)) return sc.fiji.lucid.io.zarr.ZarrStackWriter.isOne(result);
		return record.get(BYTES).isEmpty() || record.get(BYTES).get().equals(Files.size(result));
	}

	/** @return whether --force would replace a result that is there: Lucid made it, and nobody changed it since */
	public static boolean isReplaced(final Path result) throws IOException {
		return new ResultFiles(result, true, null).isOwn(result);
	}

	/** @return whether a record can tell if its result was changed */
	public static boolean tellsContent(final RunRecord record) {
		return record.get(SHA256).isPresent();
	}

	/** Deletes what a killed process left: parts, and a record whose result did not get its name. */
	private void clean() throws IOException {
		final String name = main.getFileName().toString();
		final Pattern left = Pattern.compile(Pattern.quote(name) + "(-.*|\\.json|\\.csv)?\\.[0-9a-f]{8}\\.part");
		final List<Path> parts = new ArrayList<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(main.toAbsolutePath().getParent(),
			file -> file.getFileName().toString().startsWith(name) &&
				left.matcher(file.getFileName().toString()).matches()))
		{
			all.forEach(parts::add);
		}
		final Path record = RunRecord.pathFor(main);
		final boolean orphan = !parts.isEmpty() && !Files.exists(main, LinkOption.NOFOLLOW_LINKS) && isOwn(record);
		if (orphan) Files.deleteIfExists(record);
		for (final Path part : parts)
			PartFile.delete(part);
	}

	/** @return where a file that was claimed beside the main one is to be written; it gets its name with it */
	public Path part(final String name) {
		return beside.get(main.resolveSibling(name)).part();
	}

	/** Writes a file that was claimed beside the main one. */
	public void write(final String name, final byte[] bytes) throws IOException {
		PartFile.put(part(name), bytes);
	}

	/** Writes a picture that was claimed beside the main file, as PNG. */
	public void write(final String name, final BufferedImage picture) throws IOException {
		write(name, PartFile.png(picture));
	}

	/**
	 * Completes the main file and gives all files their names, the main one at last.
	 *
	 * @param record of the result; what it needs to be known again is added
	 */
	public void commit(final StackFileWriter writer, final RunRecord record) throws IOException {
		writer.record(record);
		writer.complete();
		commit(writer.part(), record, writer::finish);
	}

	/** As the other, of a main file that is a text. */
	public void commit(final byte[] text, final RunRecord record) throws IOException {
		final PartFile part = new PartFile(main, force);
		try {
			PartFile.put(part.part(), text);
			commit(part.part(), record, part::commit);
		}
		finally {
			part.discard();
		}
	}

	private interface Naming {

		void run() throws IOException;
	}

	private void commit(final Path part, final RunRecord record, final Naming naming) throws IOException {
		final Map<String, String> sums = new LinkedHashMap<>();
		for (final PartFile each : beside.values())
			sums.put(each.name(), Fingerprint.of(each.part()));
		record.put(SHA256, Fingerprint.of(part));
		if (!Files.isDirectory(part)) record.put(BYTES, Files.size(part));
		if (!sums.isEmpty()) record.put(BESIDE, sums);
		final Path file = RunRecord.pathFor(main);
		try {
			record.write(file, force);
			for (final PartFile each : beside.values())
				each.commit();
			naming.run();
		}
		catch (final IOException | RuntimeException e) {
			// Both or none.
			if (!Files.exists(main)) Files.deleteIfExists(file);
			throw e;
		}
	}

	/** Gives the result up, unless it was committed, for others to write. */
	@Override
	public void close() throws IOException {
		try {
			for (final PartFile each : beside.values())
				each.discard();
		}
		finally {
			lock.close();
		}
	}
}
