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
package sc.fiji.lucid.job.batch;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.parallel.Parallelization;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;

/** Which stacks go side by side, and in which order their fate is told. */
public class SmallStacksTest {

	private static final Extent SMALL = new Extent(16, 12, 4);
	private static final Extent LARGE = new Extent(1024, 256, 5);
	private static final long ENOUGH = Long.MAX_VALUE, LITTLE = 300 << 20;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private BatchEntry entry(final String name, final Extent size) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(name);
		VolumeWriter.write(path, new Volume(size), new VoxelSize(0.1, 0.1, 0.3), "", true);
		return new BatchEntry(path, Settings.NONE.with("na", "1.2"));
	}

	private List<BatchEntry> small(final int n) throws IOException {
		final List<BatchEntry> entries = new ArrayList<>();
		for (int i = 0; i < n; i++)
			entries.add(entry("small" + i + ".tif", SMALL));
		return entries;
	}

	private static int together(final List<BatchEntry> entries, final int from, final int threads, final long usable) {
		final int[] result = new int[1];
		Parallelization.runWithNumThreads(threads, () -> result[0] = new SmallStacks(usable).together(entries, from));
		return result[0];
	}

	@Test
	public void smallStacksGoSideBySideUpToALargeOne() throws IOException {
		final List<BatchEntry> entries = small(5);
		entries.add(3, entry("large.tif", LARGE));
		assertEquals(3, together(entries, 0, 2, ENOUGH));
		assertEquals("the large one takes all threads", 0, together(entries, 3, 2, ENOUGH));
		assertEquals(2, together(entries, 4, 2, ENOUGH));
		assertEquals("one of two threads would be idle", 0, together(entries, 5, 2, ENOUGH));
	}

	@Test
	public void oneThreadOrLittleMemoryTakesOneAtATime() throws IOException {
		final List<BatchEntry> entries = small(4);
		assertEquals(0, together(entries, 0, 1, ENOUGH));
		assertEquals(0, together(entries, 0, 2, LITTLE));
		assertEquals("three stacks for four threads", 0, together(entries, 1, 4, ENOUGH));
		assertEquals(4, together(entries, 0, 4, ENOUGH));
	}

	@Test
	public void whatCannotBeReadAndWhatADeviceRestoresGoesAlone() throws IOException {
		final List<BatchEntry> entries = small(4);
		Files.write(entries.get(0).input(), new byte[] { 'I', 'I', '*', 0 });
		assertEquals(0, together(entries, 0, 2, ENOUGH));
		entries.set(1, new BatchEntry(entries.get(1).input(), Settings.NONE.with("engine", "opencl")));
		assertEquals(0, together(entries, 1, 2, ENOUGH));
		entries.set(1, new BatchEntry(entries.get(1).input(), Settings.NONE.with("engine", "auto")));
		assertEquals(3, together(entries, 1, 2, ENOUGH));
	}

	@Test
	public void rowsAreToldInTheOrderOfTheFilesWheneverTheyEnd() throws IOException {
		final Path table = folder.getRoot().toPath().resolve("status.csv");
		final List<String> log = new ArrayList<>(), failures = new ArrayList<>(), all = new ArrayList<>();
		final List<Double> fractions = new ArrayList<>();
		final StatusTable status = new StatusTable(table, 3, new Progress() {

			@Override
			public void report(final double fraction, final String what) {
				fractions.add(fraction);
				all.add(what);
			}

			@Override
			public boolean isCancelled() {
				return false;
			}
		}, log::add, failures::add);
		status.progress(1).report(0.5, "blurring");
		status.put(2, row("c.tif", StatusRow.Status.DONE));
		assertEquals(List.of(), log);
		assertEquals("what has ended is in the table at once", 2, Files.readAllLines(table).size());
		status.put(0, row("a.tif", StatusRow.Status.FAILED));
		assertEquals(List.of("failed: a.tif - why"), failures);
		status.put(1, row("b.tif", StatusRow.Status.SKIPPED));
		assertEquals(List.of("skipped: b.tif - why", "done: c.tif - why"), log);
		assertEquals(List.of("a.tif", "b.tif", "c.tif"),
			Files.readAllLines(table).stream().skip(1).map(line -> line.substring(0, 5)).toList());
		status.progress(1).report(1, "written");
		assertEquals(List.of("file 2 of 3: blurring", "file 2 of 3: written"), all);
		assertEquals(List.of(0.5 / 3, 1.0), fractions);
		assertEquals("1 restored, 1 done before, 1 failed", status.summary().toString());
	}

	private static StatusRow row(final String name, final StatusRow.Status status) {
		return new StatusRow(Path.of(name), Path.of("out.tif"), status, 1, "why");
	}
}
