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
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the images that a file or folder holds: a position, a region, a well.
 *
 * @param number from 1
 * @param name empty if it has none
 * @param shape its size
 */
public record SeriesInfo(int number, String name, StackShape shape) {

	/** Of more, a message would not be read. */
	private static final int MOST_TOLD = 8;

	/** A file holds several series, and none was named. */
	public static final class SeveralException extends IOException {

		private final String which;
		private final transient List<SeriesInfo> all;

		SeveralException(final String which, final List<SeriesInfo> all) {
			super(which + " Say which: --series N, or --series all.");
			this.which = which;
			this.all = all;
		}

		/** @return what the file holds */
		public List<SeriesInfo> all() {
			return all;
		}

		/** @return what there is, without the remedy, which is another where no series can be named */
		public String which() {
			return which;
		}
	}

	/** Finds out what a file holds. */
	@FunctionalInterface
	public interface Lister {

		/** @throws IOException in one line */
		List<SeriesInfo> list() throws IOException;
	}

	/**
	 * @param file the name of the file, for messages
	 * @param count how many series it holds
	 * @param asked a number from 1, or 0 for the only one
	 * @param lister is asked for what stands in a message
	 * @return the number of the series that is meant
	 * @throws SeveralException in one line that lists them, if there are several and none was named
	 * @throws IOException in one line that lists them, if there is no such series
	 */
	public static int chosen(final String file, final int count, final int asked, final Lister lister)
		throws IOException
	{
		if (asked == 0 && count == 1) return 1;
		if (asked > 0 && asked <= count) return asked;
		final List<SeriesInfo> all = lister.list();
		final String list = all.stream().limit(MOST_TOLD).map(SeriesInfo::toString).collect(Collectors.joining("; ")) +
			(all.size() > MOST_TOLD ? "; and " + (all.size() - MOST_TOLD) + " more, which 'lucid info' lists" : "");
		if (asked == 0) throw new SeveralException(file + " holds " + count + " series: " + list + ".", all);
		throw new IOException(
			"There is no series " + asked + " in " + file + ", which holds " + count + ": " + list + ".");
	}

	/** @return as {@code 2 'Position 3' (512x512x40, 2 channels, 1 frame)} */
	@Override
	public String toString() {
		return number + (name.isBlank() ? "" : " '" + name + "'") + " (" + shape + ")";
	}
}
