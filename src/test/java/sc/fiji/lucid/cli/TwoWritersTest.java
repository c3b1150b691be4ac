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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.io.OutputLock;
import sc.fiji.lucid.io.RunRecord;

/** Two processes that write the same output: one wins, the other is told; shards share. */
public class TwoWritersTest {

	@Rule
	public final Door door = new Door();

	@Test
	public void ofTwoProcessesOneWinsAndItsRecordIsTrue() throws Exception {
		final Path in = door.stack("in.tif", 1), out = door.path("out.tif");
		final List<String> methods = List.of("richardson-lucy", "heavy-ball");
		final Process[] both = new Process[2];
		for (int i = 0; i < 2; i++)
			both[i] = door.process("deconvolve", in, "-o", out, "--na", "0.8", "--emission", "520", "--iterations",
				"300", "--method", methods.get(i));
		assertEquals("one is told", 1, both[0].waitFor() + both[1].waitFor());
		final String method = methods.get(both[0].exitValue());
		final RunRecord record = RunRecord.read(RunRecord.pathFor(out));
		assertTrue(record.get("settings").orElseThrow().toString().contains("method=" + method));
		door.works(door.run("rerun", RunRecord.pathFor(out), "-o", door.path("again.tif")));
		assertEquals(RunRecord.sha256(out), record.get("outputSha256").orElseThrow());
		assertEquals(RunRecord.sha256(door.path("again.tif")), RunRecord.sha256(out));
		assertEquals(List.of(), door.left());
	}

	@Test
	public void theSecondIsToldWhoTheFirstIs() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.tif");
		try (OutputLock first = OutputLock.whole(out)) {
			assertEquals(1, door.deconvolve(in, out));
			assertTrue(door.err.toString(), door.err.toString()
				.matches("(?s).*lucid: .*out.tif is being written by process \\d+@\\S+ since 20\\S+\\. Wait.*"));
			assertFalse(Files.exists(out));
		}
		assertEquals(List.of(), door.left());
		door.works(door.deconvolve(in, out));
	}

	/** Two batches of the same files whose status tables differ, as parts of 1 and of 2, share the work. */
	@Test
	public void whatAnotherBatchIsAtIsNoFailure() throws IOException {
		door.stack("in/0.tif", 0);
		door.stack("in/1.tif", 1);
		final Path out = Files.createDirectory(door.path("out"));
		for (final String format : List.of("tif", "zarr"))
			try (OutputLock other = OutputLock.part(out.resolve("1-restored." + format), 1, 2)) {
				door.works(door.batch(door.path("in"), out, "--format", format));
				assertTrue(door.rows("out", "busy").get(0).contains("left to the other: "));
				assertFalse(Files.exists(out.resolve("1-restored." + format)));
			}
	}

	/** Without the operating system's lock, a lock file is what a killed process left. */
	@Test
	public void whatAKilledProcessLeftIsTakenOver() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.tif");
		Files.writeString(OutputLock.pathFor(out), "process 1@elsewhere since 2020-01-01T00:00:00Z\n");
		Files.writeString(door.path("out.tif.0a1b2c3d.part"), "half");
		Files.writeString(RunRecord.pathFor(out), new RunRecord().version("0.1").toString());
		door.works(door.deconvolve(in, out));
		assertEquals(List.of(), door.left());
	}

	@Test
	public void shardsOfAZarrShareAndNobodyElseDoes() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.zarr");
		try (OutputLock second = OutputLock.part(out, 2, 2)) {
			door.works(door.deconvolve(in, out, "--shard", "1/2"));
			for (final String[] more : new String[][] { { "--shard", "2/2" }, { "--finish" }, {} }) {
				assertEquals(1, door.deconvolve(in, out, more));
				assertTrue(door.err.toString(), door.err.toString().contains("is being written by process"));
			}
		}
		door.works(door.deconvolve(in, out, "--shard", "2/2"));
		door.works(door.deconvolve(in, out, "--finish"));
		assertEquals(List.of(), door.left());
	}

	@Test
	public void aBatchThatRunsIsNotStartedAgain() throws IOException {
		for (int i = 0; i < 3; i++)
			door.stack("in/" + i + ".tif", i);
		final Path out = Files.createDirectory(door.path("out"));
		try (OutputLock first = OutputLock.whole(out.resolve("lucid-status.csv"))) {
			assertEquals(1, door.batch(door.path("in"), out));
			assertTrue(door.err.toString(),
				door.err.toString().contains("lucid-status.csv is being written by process"));
		}
		try (OutputLock first = OutputLock.whole(out.resolve("1-restored.tif"))) {
			door.works(door.batch(door.path("in"), out));
		}
		assertEquals(2, door.rows("out", "done").size());
		assertEquals(1, door.rows("out", "busy").size());
		assertTrue(door.err.toString(),
			door.err.toString().contains("2 restored, 0 done before, 1 left to the process that is at it, 0 failed"));
		door.works(door.batch(door.path("in"), out));
		assertEquals(2, door.rows("out", "skipped").size());
		assertEquals(List.of(), door.left());
	}
}
