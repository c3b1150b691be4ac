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
package sc.fiji.lucid.io.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The directories of a TIFF or BigTIFF file. Strict: an offset outside the file,
 * a loop or a senseless count is an error, never a large allocation.
 * Aldus/Adobe, TIFF Revision 6.0 (1992), section 2; BigTIFF as in libtiff 4.
 */
public final class TiffFile implements Closeable {

	/** More entries than all registered tags: such a directory is damaged. */
	private static final int MAX_ENTRIES = 4096;

	private final Path path;
	private final FileChannel channel;
	private final long length;
	private final List<TiffDirectory> directories = new ArrayList<>();
	private ByteOrder order;
	private boolean big;

	private TiffFile(final Path path, final FileChannel channel) throws IOException {
		this.path = path;
		this.channel = channel;
		length = channel.size();
	}

	/** @throws IOException in one line, if it is not a TIFF file or its directories are damaged */
	public static TiffFile open(final Path path) throws IOException {
		final TiffFile file = new TiffFile(path, FileChannel.open(path, StandardOpenOption.READ));
		try {
			file.readDirectories();
			return file;
		}
		catch (final IOException | RuntimeException exc) {
			file.close();
			throw exc;
		}
	}

	private void readDirectories() throws IOException {
		if (length < 8) throw problem("is not a TIFF file: it has only " + length + " bytes");
		final ByteBuffer header = read(0, (int) Math.min(16, length));
		order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
		header.order(order);
		final int version = header.getShort(2);
		if (header.get(0) != header.get(1) || header.get(0) != 'I' && header.get(0) != 'M' ||
			version != 42 && version != 43) throw problem("is not a TIFF file");
		big = version == 43;
		if (big && length < 16) throw truncated(16);
		long next = big ? header.getLong(8) : header.getInt(4) & 0xffffffffL;
		final Set<Long> seen = new HashSet<>();
		while (next != 0) {
			if (!seen.add(next)) throw problem("is damaged: its directories form a loop at byte " + next);
			next = readDirectory(next);
		}
		if (directories.isEmpty()) throw problem("holds no image");
	}

	/** @return the offset of the next directory, 0 after the last */
	private long readDirectory(final long offset) throws IOException {
		final int countBytes = big ? 8 : 2;
		final ByteBuffer head = read(offset, countBytes);
		final long count = big ? head.getLong(0) : head.getShort(0) & 0xffff;
		if (count < 1 || count > MAX_ENTRIES)
			throw problem("is damaged: the directory at byte " + offset + " claims " + count + " entries");
		final int entryBytes = (int) count * (big ? 20 : 12);
		final ByteBuffer body = read(offset + countBytes, entryBytes + (big ? 8 : 4));
		directories.add(new TiffDirectory(this, body.slice(0, entryBytes).order(order)));
		return big ? body.getLong(entryBytes) : body.getInt(entryBytes) & 0xffffffffL;
	}

	/**
	 * Reads bytes; may be called from several threads.
	 *
	 * @throws IOException naming the bytes expected and found, if they reach beyond
	 *           the end of the file
	 */
	ByteBuffer read(final long offset, final int count) throws IOException {
		if (offset < 0) throw problem("is damaged: it points to byte " + Long.toUnsignedString(offset));
		if (offset > length - count) throw truncated(offset + count);
		final ByteBuffer buffer = ByteBuffer.allocate(count);
		while (buffer.hasRemaining())
			if (channel.read(buffer, offset + buffer.position()) < 0) throw truncated(offset + count);
		buffer.rewind();
		return order == null ? buffer : buffer.order(order);
	}

	/** @return the directories in the order of the file, at least one */
	public List<TiffDirectory> directories() {
		return directories;
	}

	Path path() {
		return path;
	}

	long length() {
		return length;
	}

	ByteOrder order() {
		return order;
	}

	boolean isBig() {
		return big;
	}

	/** @return an error that says how many bytes there should be */
	IOException truncated(final long expected) {
		return problem(
			"is truncated or damaged: at least " + expected + " bytes expected, " + length + " found. Copy it again");
	}

	/** @return the error of bytes that are not what they were when they were written */
	IOException damaged(final String what) {
		return problem("is damaged: " + what + ". Copy it again");
	}

	/** @return the first byte that voxels may lie at: the header is before it */
	long firstFree() {
		return big ? 16 : 8;
	}

	/** @return the number of a page, from 1, in words */
	String page(final TiffDirectory directory) {
		final int index = directories.indexOf(directory);
		return index < 0 ? "a page" : "page " + (index + 1);
	}

	/** @return an error in one line: the file's name, then {@code what} */
	IOException problem(final String what) {
		return new IOException(path.getFileName() + " " + what + ".");
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
