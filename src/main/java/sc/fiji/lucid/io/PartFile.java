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

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is complete: until then it is
 * beside it with the suffix {@code .part}.
 */
public final class PartFile {

	private final Path target;
	private final Path part;
	private final boolean force;

	/**
	 * @param force whether an existing file may be replaced
	 * @throws IOException in one line, if the target exists and may not be replaced,
	 *           or its folder cannot be written
	 */
	public PartFile(final Path target, final boolean force) throws IOException {
		this.target = target.toAbsolutePath();
		this.force = force;
		part = this.target.resolveSibling(this.target.getFileName() + ".part");
		refuseExisting();
		final Path folder = this.target.getParent();
		if (!Files.isDirectory(folder)) throw new IOException("The folder " + folder + " does not exist. Make it first.");
		if (!Files.isWritable(folder)) throw new IOException("The folder " + folder +
			" cannot be written. Choose another output, or change its permissions.");
	}

	private void refuseExisting() throws IOException {
		if (!force && Files.exists(target)) throw new IOException(target +
			" exists. Choose another output, or add --force to replace it.");
	}

	/** @return where to write until the file is complete */
	public Path part() {
		return part;
	}

	/** Gives the complete file its name, in one step. */
	public void commit() throws IOException {
		refuseExisting();
		if (Files.isDirectory(target)) throw new IOException(target + " is a folder. Give the name of a file.");
		try {
			Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final AtomicMoveNotSupportedException exc) {
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Writes a file in one step, replacing one that exists. Several threads and
	 * processes may write the same file: each writes beside it under a name of its
	 * own.
	 */
	public static void write(final Path file, final byte[] bytes) throws IOException {
		final Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
		try {
			Files.write(part, bytes);
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	/** Deletes what was written, a file or a folder. */
	public void discard() throws IOException {
		delete(part);
	}

	private static void delete(final Path path) throws IOException {
		if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) try (DirectoryStream<Path> inside = Files
			.newDirectoryStream(path))
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
