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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

/**
 * A file that appears under its name only when it is complete: until then it is beside it with the suffix
 * {@code .part}, under a name of its own, so that two writers never meet in it.
 */
public final class PartFile {

	/** Signature of PNG, and its first chunk, which is always that long. */
	private static final int PNG_HEADER = 8 + 25;
	/** Type and contents of a chunk of text (PNG specification, 11.3.4). */
	private static final byte[] SIGNATURE = "tEXtSoftware\0Lucid".getBytes(StandardCharsets.ISO_8859_1);

	private final Path target;
	private final Path part;
	private final boolean force;

	/**
	 * @param force whether an existing file may be replaced
	 * @throws IOException in one line, if the target exists and may not be replaced,
	 *           or its folder cannot be written
	 */
	public PartFile(final Path target, final boolean force) throws IOException {
		this(target, force, unique(target));
	}

	private PartFile(final Path target, final boolean force, final Path part) throws IOException {
		this.target = target.toAbsolutePath();
		this.force = force;
		this.part = part;
		refuseExisting();
		checkFolder(target);
	}

	/**
	 * @return as the constructor, but under the name {@code NAME.part}, by which several processes find the same part
	 */
	public static PartFile shared(final Path target, final boolean force) throws IOException {
		final Path absolute = target.toAbsolutePath();
		return new PartFile(target, force, absolute.resolveSibling(absolute.getFileName() + ".part"));
	}

	private static Path unique(final Path target) {
		final Path absolute = target.toAbsolutePath();
		return absolute
			.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".part");
	}

	/** @throws IOException in one line, if the folder of a file is not there or cannot be written */
	static void checkFolder(final Path target) throws IOException {
		final Path folder = target.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder))
			throw new IOException("The folder " + folder + " does not exist. Make it first.");
		if (!Files.isWritable(folder)) throw new IOException(
			"The folder " + folder + " cannot be written. Choose another output, or change its permissions.");
	}

	/**
	 * Makes a folder for results, where it is not there.
	 *
	 * @throws IOException in one line, if it is a file, or cannot be made or written
	 */
	public static void makeFolder(final Path folder) throws IOException {
		if (Files.exists(folder) && !Files.isDirectory(folder))
			throw new IOException(folder + " is a file. Give a folder for the results.");
		Path there = folder.toAbsolutePath();
		while (there.getParent() != null && !Files.exists(there))
			there = there.getParent();
		// What lies in it has no name yet.
		checkFolder(there.resolve("result"));
		Files.createDirectories(folder);
	}

	private void refuseExisting() throws IOException {
		if (!force && Files.exists(target))
			throw new IOException(target + " exists. Choose another output, or add --force to replace it.");
	}

	/** @return where to write until the file is complete */
	public Path part() {
		return part;
	}

	/** @return the name that the file gets */
	String name() {
		return target.getFileName().toString();
	}

	/** Gives the complete file its name, in one step. */
	public void commit() throws IOException {
		refuseExisting();
		if (Files.isDirectory(target)) throw new IOException(target + " is a folder. Give the name of a file.");
		move(part, target);
	}

	private static void move(final Path part, final Path target) throws IOException {
		try {
			Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final AtomicMoveNotSupportedException exc) {
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Writes a file in one step, replacing one that exists. Several threads and
	 * processes may write the same file.
	 *
	 * @throws IOException in one line that names the file
	 */
	public static void write(final Path file, final byte[] bytes) throws IOException {
		final Path part = unique(file);
		try {
			put(part, bytes);
			move(part, file.toAbsolutePath());
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	/** Writes bytes; an error names the file. */
	static void put(final Path part, final byte[] bytes) throws IOException {
		try {
			Files.write(part, bytes);
		}
		catch (final IOException exc) {
			throw failed(part, exc);
		}
	}

	/** @return a picture as PNG, signed by Lucid */
	public static byte[] png(final BufferedImage picture) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (!ImageIO.write(picture, "png", bytes)) throw new IOException("This Java cannot write PNG.");
		final byte[] png = bytes.toByteArray();
		final CRC32 crc = new CRC32();
		crc.update(SIGNATURE);
		return ByteBuffer.allocate(png.length + SIGNATURE.length + 8)
			.put(png, 0, PNG_HEADER)
			.putInt(SIGNATURE.length - 4)
			.put(SIGNATURE)
			.putInt((int) crc.getValue())
			.put(png, PNG_HEADER, png.length - PNG_HEADER)
			.array();
	}

	/**
	 * @throws IOException in one line, if a picture may not be replaced: it is there, and that is not wanted, or is not
	 *          of Lucid
	 */
	public static void checkPicture(final Path file, final boolean force) throws IOException {
		new PartFile(file, force);
		if (!Files.exists(file)) return;
		try (InputStream in = Files.newInputStream(file)) {
			final byte[] head = in.readNBytes(PNG_HEADER + 4 + SIGNATURE.length);
			if (!Arrays.equals(Arrays.copyOfRange(head, Math.min(head.length, PNG_HEADER + 4), head.length), SIGNATURE))
				throw new IOException(file + " is no picture that Lucid made; it is not replaced, even with --force. " +
					"Move it away, or choose another folder.");
		}
	}

	/** @return what went wrong, in one line that names the file */
	public static IOException failed(final Path part, final IOException exc) {
		final String why = exc instanceof FileSystemException system && system.getReason() == null
			? exc.getClass().getSimpleName().replaceFirst("Exception$", "")
			: exc instanceof FileSystemException system ? system.getReason() : exc.getMessage();
		return new IOException(part.toString().replaceFirst("(\\.[0-9a-f]{8}\\.part)+$", "") + " cannot be written: " +
			why + ". Make room there, or choose another output.", exc);
	}

	/** Deletes what was written, a file or a folder. */
	public void discard() throws IOException {
		delete(part);
	}

	static void delete(final Path path) throws IOException {
		if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
			try (DirectoryStream<Path> inside = Files.newDirectoryStream(path))
			{
				for (final Path each : inside)
					delete(each);
			}
		Files.deleteIfExists(path);
	}

	/** Gives a complete folder its name; a folder that stands there is deleted first. */
	public void commitFolder() throws IOException {
		refuseExisting();
		if (Files.exists(target)) delete(target);
		Files.move(part, target);
	}
}
