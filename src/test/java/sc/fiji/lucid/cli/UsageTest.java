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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.io.RunRecord;

/**
 * What users type, in tables and records too: understood, or refused in one line with exit code 2 where it is usage.
 */
public class UsageTest {

	@Rule
	public final Door door = new Door();

	@Test
	public void wrongUsageIsOneLineAndAHint() throws IOException {
		final Path in = door.stack("in.tif", 1);
		for (final String[] more : new String[][] { { "--nonsense" }, { "--threads", "0" }, { "--threads", "-1" },
			{ "--memory", "0" }, { "--memory", "1" }, { "--memory", "999T" }, { "--memory", "much" },
			{ "--shard", "3/2" }, { "--shard", "1/2" }, { "--finish" }, { "--threads", "99999" } })
		{
			door.refuses(2, "", door.deconvolve(in, door.path("out.tif"), more));
			assertEquals(door.err.toString(), 2, door.err.toString().lines().count());
			assertTrue(door.err.toString().endsWith("See 'lucid deconvolve --help'.\n"));
		}
		door.refuses(2, "--force would delete",
			door.deconvolve(in, door.path("out.zarr"), "--shard", "1/2", "--force"));
		door.refuses(2, "without --shard", door.deconvolve(in, door.path("out.zarr"), "--shard", "1/2", "--finish"));
		door.refuses(2, "", door.run("nonsense"));
		door.refuses(1, "has no column 'file'", door.run("batch", "--table", in, "-o", door.path("out")));
		assertTrue(door.err.toString().length() < 500);
		door.refuses(2, "whole number from 1",
			door.run("quality", in, in, "-o", door.path("q.html"), "--channel", "0"));
		assertEquals(1, door.batch(door.getRoot(), door.path("out"), "--pattern", "["));
		assertEquals(1, door.err.toString().lines().count());
	}

	@Test
	public void sparkIsAmongTheCommands() throws IOException {
		door.works(door.run("--help"));
		assertTrue(door.out.toString(), door.out.toString().contains("  spark "));
		door.works(door.run("help", "spark"));
		assertTrue(door.out.toString(), door.out.toString().contains("lucid spark --help"));
		door.refuses(1, "start it by the script", door.run("spark", "in.zarr", "-o", "out.zarr"));
		assertEquals("not where it was looked for", 1, door.err.toString().lines().count());
	}

	/** One line before any work, and no flag that the command does not have. */
	@Test
	public void whatIsMissingIsSaidAtOnce() throws IOException {
		door.refuses(1, "does not exist. Make it first.", door.run("psf", "--na", "0.8", "--emission", "520", "--voxel",
			"0.2x0.2x0.5", "-o", door.path("none/psf.tif")));
		assertEquals(door.err.toString(), 1, door.err.toString().lines().count());
		door.refuses(1, "none.tif does not exist. Check the path: give files, folders or patterns.",
			door.run("shading", door.path("none.tif"), "-o", door.path("flat.tif")));
		door.works(door.run("quality", "--help"));
		assertFalse(door.out.toString(), door.out.toString().contains("--zarr"));
	}

	/** As 'lucid methods' does. */
	@Test
	public void aResultLeadsToItsRecord() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.ome.tif"), again = door.path("again.tif");
		door.works(door.deconvolve(in, out));
		door.works(door.run("macro", out));
		assertTrue(door.out.toString(), door.out.toString().contains("run(\"Lucid Deconvolve...\", \"na=0.8 "));
		Files.delete(RunRecord.pathFor(out));
		door.works(door.run("rerun", out, "-o", again));
		assertTrue(Files.isRegularFile(again));
		door.refuses(1, "in.tif has no run record, and none is beside it", door.run("macro", in));
	}

	@Test
	public void memoryIsReadAsPeopleWriteIt() {
		final String least = "-XX:MinHeapSize=192m";
		assertEquals(List.of("-Xmx1536m", least), JavaFlags.of("--memory", "1.5G"));
		assertEquals(List.of("-Xmx1536m", least), JavaFlags.of("--memory=1,5g"));
		assertEquals(List.of("-Xmx8192m", "-XX:ParallelGCThreads=3", least),
			JavaFlags.of("--memory", "8 GB", "--threads", "3"));
		assertEquals(List.of("-Xmx8192m", least), JavaFlags.of("--memory", "8GiB"));
		assertEquals(List.of("-Xmx128m", "-XX:MinHeapSize=128m"), JavaFlags.of("--memory", "128M"));
		assertEquals("Java itself takes some", List.of("-Xmx64m", "-XX:MinHeapSize=64m"),
			JavaFlags.of("--memory", "2M"));
		assertEquals(List.of("-XX:MaxRAMPercentage=75", least), JavaFlags.of("in.tif", "-o", "out.tif"));
	}

	@Test
	public void endingsSayTheFormat() throws IOException {
		final Path in = door.stack("in.tif", 1);
		for (final String name : List.of("out.png", "out", "out.tif.gz", "tif"))
			door.refuses(2, "must end in .tif or .zarr", door.deconvolve(in, door.path(name)));
		door.works(door.deconvolve(in, door.path("out.ZARR")));
		assertTrue(Files.exists(door.path("out.ZARR/.zattrs")));
		door.works(door.deconvolve(in, door.path("OUT.TIFF")));
		door.refuses(2, "must end in .html", door.run("quality", in, in, "-o", door.path("q.tif")));
		door.refuses(2, "must end in .tif",
			door.run("psf", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5", "-o", door.path("psf.zarr")));
	}

	@Test
	public void decimalCommasAreUnderstoodOrNamed() throws IOException {
		final Path in = door.stack("in.tif", 1);
		door.works(door.deconvolve(in, door.path("out.tif"), "--voxel", "0,2x0,2x0,5"));
		assertTrue(door.err.toString().contains("voxel size = 0.2x0.2x0.5 µm (given)"));
		door.refuses(2, "for '1,4' as one number write a point",
			door.run("deconvolve", in, "-o", door.path("o.tif"), "--na", "1,4", "--emission", "520"));
	}

	@Test
	public void theVersionOfAZarrIsOneThatThereIsAndOfAZarr() throws IOException {
		final Path in = door.stack("in.tif", 1);
		door.works(door.deconvolve(in, door.path("out.zarr"), "--zarr", "0.5"));
		assertTrue(Files.isRegularFile(door.path("out.zarr/0/c/0/0/0/0/0")));
		door.refuses(2, "'zarr' is 0.4 or 0.5, not '0.6'", door.deconvolve(in, door.path("o.zarr"), "--zarr", "0.6"));
		door.refuses(1, "give an output that ends in .zarr", door.deconvolve(in, door.path("o.tif"), "--zarr", "0.5"));
		door.refuses(1, "give an output that ends in .zarr", door.batch(in, door.path("b"), "--zarr", "0.5"));
	}

	private void tabled(final byte[] table) throws IOException {
		final Path file = Files.write(door.path("files.csv"), table), out = door.path("out" + System.nanoTime());
		door.works(door.run("batch", "--table", file, "-o", out, "--emission", "520", "--iterations", "2"));
		final String record = Files.readString(out.resolve("zellü-restored.tif.json"));
		assertTrue(record, record.contains("\"na\": \"0.7\""));
	}

	@Test
	public void tablesAreReadAsSpreadsheetsSaveThem() throws IOException {
		door.stack("zellü.tif", 1);
		final Charset western = Charset.forName("windows-1252");
		final String plain = "file,na\nzellü.tif,0.7\n", semicolons = "sep=;\r\nFile;NA;\r\nzellü.tif;0.7;\r\n;;\r\n";
		tabled(plain.getBytes(StandardCharsets.UTF_8));
		tabled(("\ufeff" + plain).getBytes(StandardCharsets.UTF_8));
		tabled(plain.getBytes(western));
		tabled(semicolons.getBytes(western));
		tabled(("\ufeff" + semicolons.substring(7)).getBytes(StandardCharsets.UTF_8));
		tabled(("\ufeff" + plain.replace(',', '\t')).getBytes(StandardCharsets.UTF_16LE));
		tabled("\"file\",\"na\"\r\n\"zellü.tif\",\"0.7\"".getBytes(StandardCharsets.UTF_8));
		final Path wrong = Files.writeString(door.path("w.csv"), "file,na\n\"a\nb.tif\",1\nc.tif,1,2\n");
		door.refuses(1, "Line 4 of", door.run("batch", "--table", wrong, "-o", door.path("out")));
		door.refuses(1, "does not exist", door.run("batch", "--table", door.path("none.csv"), "-o", door.path("out")));
	}

	/** A quote in the middle of a name swallows no lines, nor does one that is never closed. */
	@Test
	public void quotesInTables() throws IOException {
		final Path table = Files.writeString(door.path("q.csv"),
			"file;na\r\nlens 5\".tif;1.3\r\n \"a;b \"\"x\"\".tif\" ;0.9\r\nc.tif;\r\n");
		door.works(door.run("batch", "--table", table, "-o", door.path("out"), "--manifest", door.path("m.csv")));
		final List<String> lines = Files.readAllLines(door.path("m.csv"));
		assertEquals(lines.toString(), 4, lines.size());
		assertTrue(lines.toString(), lines.get(1).endsWith("lens 5\"\".tif\",1.3"));
		assertTrue(lines.toString(), lines.get(2).endsWith("a;b \"\"x\"\".tif\",0.9"));
		Files.writeString(table, "file,na\na.tif,1\n\"b.tif,1\nc.tif,1\n");
		door.refuses(1, "Line 3 of " + table + ": a quote is opened and never closed",
			door.run("batch", "--table", table, "-o", door.path("out")));
		Files.writeString(table, "file,immersion-index,Immersionindex\na.tif,1.5,1.4\n");
		door.refuses(1, "two columns 'immersionindex'", door.run("batch", "--table", table, "-o", door.path("out")));
	}

	@Test
	public void aManifestKeepsEveryName() throws IOException {
		Door.assumeUnix();
		final Path lines = door.stack("two\nlines.tif", 1), manifest = door.path("m.csv");
		door.works(door.batch(lines, door.path("out"), "--manifest", manifest.toString()));
		door.works(door.run("batch", "--table", manifest, "-o", door.path("out")));
		assertTrue(Files.exists(door.path("out/two\nlines-restored.tif")));
	}

	private Path record(final String name, final String json) throws IOException {
		return Files.writeString(door.path(name), json);
	}

	@Test
	public void recordsAreNotTrusted() throws IOException {
		door.stack("in.tif", 1);
		final Path out = door.path("o.tif");
		final String good = "{ \"inputFile\": \"in.tif\", \"settings\": { \"na\": \"0.8\", \"emission\": \"520\", " +
			"\"iterations\": \"2\" } }";
		door.works(door.run("rerun", record("good.json", good), "-o", out));
		door.refuses(1, "exists", door.run("rerun", record("good.json", good), "-o", out));
		for (final String bad : List.of(good.replace("\"0.8\"", "0.8"), good.replace("\"0.8\"", "null"),
			good.replace("na\"", "magic\""), good.replace("\"0.8\"", "\"14\""),
			good.replace("{ \"inputFile", "{ \"memoryBytes\": -1, \"inputFile"),
			good.replace("{ \"inputFile", "{ \"memoryBytes\": \"x\", \"inputFile"), good.replace("in.tif", "a\\u0000b"),
			"[".repeat(100_000)))
			door.refuses(1, "", door.run("rerun", record("bad.json", bad), "-o", door.path("o2.tif")));
	}

	@Test
	public void aMacroSaysWhatTheRecordSaysAndNoMore() throws IOException {
		Door.assumeUnix();
		final Path in = door.stack("with \"quotes\" \\ and (all).tif", 1), out = door.path("out.tif");
		door.works(door.deconvolve(in, out));
		door.works(door.run("macro", RunRecord.pathFor(out)));
		assertTrue(door.out.toString(),
			door.out.toString()
				.startsWith("open(\"" + in.toString().replace("\\", "\\\\").replace("\"", "\\\"") +
					"\");\nrun(\"Lucid Deconvolve...\", \"na=0.8 "));
		final String json = "{ \"inputFile\": \"%s\", \"settings\": { \"psf\": \"%s\" } }";
		for (final String[] bad : new String[][] { { "a\\nb.tif", "p.tif" }, { "a.tif", "p] na=9 x=[.tif" },
			{ "a.tif", "p\\nq" } })
			door.refuses(1, "cannot be written in a macro",
				door.run("macro", record("m.json", String.format(json, (Object[]) bad))));
	}

	@Test
	public void filesThatBelongTogetherOrToNobody() throws IOException {
		final Path in = door.path("in");
		door.stack("in/a.tif", 1);
		Files.writeString(in.resolve("._a.tif"), "Mac OS X");
		door.works(door.batch(in, door.path("out")));
		assertEquals(1, door.rows("out", "done").size());
		door.works(door.run("batch", in, in.resolve("a.tif"), "-o", door.path("m"), "--manifest", door.path("m.csv")));
		assertEquals("a file that is named twice is one", 2, Files.readAllLines(door.path("m.csv")).size());
	}
}
