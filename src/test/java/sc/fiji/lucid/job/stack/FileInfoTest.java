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
package sc.fiji.lucid.job.stack;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.Test;

/** What a file says of a long run. */
public class FileInfoTest {

	@Test
	public void aLongLogKeepsItsWarningsAndSaysThatItIsCut() {
		final String log = IntStream.rangeClosed(1, 200)
			.mapToObj(i -> i == 150 ? "frame 150: not restored: Every voxel is zero"
				: i == 180 ? "warning: the sample moved"
					: "frame " + i + ": 20 iterations (41 FFTs) on a grid of 48x48x24")
			.collect(Collectors.joining("\n"));
		final String info = FileInfo.of("Lucid 1\n" + log);
		final List<String> lines = info.lines().toList();
		assertTrue(info, info.length() <= 3900 && info.length() > 3700);
		assertEquals("Lucid 1", lines.get(0));
		final int n = lines.size();
		assertEquals("frame 150: not restored: Every voxel is zero", lines.get(n - 3));
		assertEquals("warning: the sample moved", lines.get(n - 2));
		assertEquals("(" + (201 - n + 1) +
			" lines are left out, for which a file has no room here: the run record has " + "the whole log)",
			lines.get(n - 1));
		assertTrue(info, lines.get(n - 4).startsWith("frame " + (n - 4) + ": "));
	}

	@Test
	public void aShortLogIsWhole() {
		assertEquals("Lucid 1\na\n", FileInfo.of("Lucid 1\na\n"));
	}

	/** More than a file holds of what is to be minded. */
	@Test
	public void itFitsWhateverIsSaid() {
		final String info = FileInfo
			.of(IntStream.range(0, 500).mapToObj(i -> "warning: " + i).collect(Collectors.joining("\n")));
		assertTrue(info, info.length() <= 3900 && info.startsWith("warning: 0\nwarning: 1\n"));
	}
}
