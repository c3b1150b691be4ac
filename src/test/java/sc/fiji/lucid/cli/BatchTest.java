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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** Batches through the command line: bad files among good ones, resuming, tables, parts; repeating a run. */
public class BatchTest {

	private static final Extent SIZE = new Extent(16, 14, 5);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();
	private Path in;
	private Path results;

	/** What is said of tables, names and --force is true. */
	@Test
	public void messagesNameTheFilesAndARemedyThatHelps() throws IOException {
		final Path head = Files.writeString(in.resolve("head.csv"), "file,na\n");
		assertEquals(1, run("batch", "--table", head.toString(), "-o", results.toString()));
		assertTrue(err.toString(), err.toString().contains("head.csv has no rows under its header"));
		final Path other = Files.createDirectory(folder.getRoot().toPath().resolve("other")).resolve("good0.tif");
		Files.copy(in.resolve("good0.tif"), other);
		assertEquals(1, run("batch", in.resolve("good0.tif").toString(), other.toString(), "-o", results.toString()));
		for (final String shared : rows("failed"))
			assertTrue(shared, shared.contains(in.resolve("good0.tif") + " and " + other + " would both be"));
		assertEquals(2, rows("failed").size());
		Files.copy(other, results.resolve("good0-restored.tif"));
		assertEquals(1, run("batch", other.toString(), "-o", results.toString(), "--na", "0.8", "--emission", "520"));
		final String row = rows("failed").get(0);
		assertTrue(row, row.contains("good0-restored.tif exists") && !row.contains("--force"));
	}

	@Test
	public void whatIsWrongForAllIsToldBeforeTheStart() throws IOException {
		final Path file = Files.writeString(folder.getRoot().toPath().resolve("a.tif"), "");
		assertEquals(1, run("batch", in.toString(), "-o", file.toString()));
		assertTrue(err.toString(), err.toString().contains("a.tif is a file. Give a folder"));
		assertEquals(1, batch("--psf", "nope.tif"));
		assertEquals("lucid: nope.tif does not exist (--psf). Check the path.\n", err.toString());
		assertFalse(Files.exists(results));
		final Path misspelt = Files.writeString(in.resolve("misspelt.csv"), "file,frmaes\ngood0.tif,1\n");
		assertEquals(1, run("batch", "--table", misspelt.toString(), "-o", results.toString()));
		assertEquals("lucid: Line 1 of " + misspelt + ": There is no setting 'frmaes'. Did you mean 'frames'?\n",
			err.toString());
		final Path twice = Files.writeString(in.resolve("twice.csv"),
			"file,na\ngood0.tif,1\ngood1.tif,1\ngood0.tif,0.8\n");
		assertEquals(1, run("batch", "--table", twice.toString(), "-o", results.toString()));
		assertTrue(err.toString(), err.toString().startsWith("lucid: Line 4 of " + twice) &&
			err.toString().contains("good0.tif stands in line 2 already, with other settings."));
		final Path closed = Files.createDirectory(folder.getRoot().toPath().resolve("closed"));
		assertTrue(closed.toFile().setWritable(false));
		Assume.assumeFalse("root writes everywhere", Files.isWritable(closed));
		assertEquals(1, run("batch", in.toString(), "-o", closed.toString()));
		assertTrue(err.toString(),
			err.toString().contains("The folder " + closed + " cannot be written. Choose another"));
	}

	/** Whose share is not mounted is told, and the others are restored. */
	@Test
	public void aLinkThatLeadsNowhereFailsInItsRow() throws IOException {
		Door.assumeUnix();
		Files.createSymbolicLink(in.resolve("away.tif"), folder.getRoot().toPath().resolve("not-mounted/away.tif"));
		assertEquals(1, batch());
		final List<String> rows = Files.readAllLines(results.resolve("lucid-status.csv"));
		assertTrue(rows.toString(), rows.stream()
			.anyMatch(row -> row.contains("away.tif") && row.contains(",failed,") && row.contains("link")));
		assertTrue(rows.toString(), rows.stream().anyMatch(row -> row.contains("good3.tif") && row.contains(",done,")));
	}

	@Before
	public void makeStacks() throws IOException {
		in = folder.newFolder("in").toPath();
		results = folder.getRoot().toPath().resolve("out");
		for (int i = 0; i < 4; i++) {
			final int seed = i;
			write("good" + i + ".tif",
				Volumes.of(SIZE, (x, y, z) -> 20 + (x == 4 + seed && y == 7 && z == 2 ? 500 : 0)));
		}
		write("nan.tif", Volumes.of(SIZE, (x, y, z) -> x == 3 && y == 7 ? Double.NaN : 1));
		write("zero.tif", new Volume(SIZE));
		Files.write(in.resolve("empty.tif"), new byte[0]);
		Files.write(in.resolve("truncated.tif"), Arrays.copyOf(Files.readAllBytes(in.resolve("good0.tif")), 2000));
		IJ.saveAsTiff(IJ.createImage("rgb", "RGB ramp", 20, 20, 3), in.resolve("rgb.tif").toString());
		IJ.saveAsTiff(IJ.createImage("no z", "16-bit ramp", 20, 20, 3), in.resolve("noz.tif").toString());
	}

	private void write(final String name, final Volume volume) throws IOException {
		VolumeWriter.write(in.resolve(name), volume, new VoxelSize(0.2, 0.2, 0.5), "", true);
	}

	private int run(final String... args) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private int batch(final String... more) {
		final String[] args = { "batch", in.toString(), "-o", results.toString(), "--na", "0.8", "--emission", "520",
			"--iterations", "2" };
		final String[] all = Arrays.copyOf(args, args.length + more.length);
		System.arraycopy(more, 0, all, args.length, more.length);
		return run(all);
	}

	private List<String> rows(final String status) throws IOException {
		return Files.readAllLines(results.resolve("lucid-status.csv"))
			.stream()
			.filter(l -> l.contains("," + status + ","))
			.toList();
	}

	/** By the method that is automatic, which keeps rows to work in from one stack to the next. */
	@Test
	public void whatWasRestoredBeforeAndHowManyThreadsWorkDoNotMatter() throws IOException {
		for (final Path file : List.of("nan.tif", "zero.tif", "empty.tif", "truncated.tif", "rgb.tif", "noz.tif")
			.stream()
			.map(in::resolve)
			.toList())
			Files.delete(file);
		final Random noise = new Random(1);
		write("good3.tif", Volumes.of(new Extent(24, 20, 9), (x, y, z) -> 60 + 6 * noise.nextGaussian() +
			400 * Math.exp(-0.1 * ((x - 9) * (x - 9) + (y - 11) * (y - 11) + (z - 4) * (z - 4)))));
		final String[] optics = { "--na", "0.8", "--emission", "520", "-o" };
		final Path alone = folder.getRoot().toPath().resolve("alone.tif");
		final int done = run(with(optics, results, "batch", in, "--threads", "2"));
		assertEquals(err.toString(), 0, done);
		for (int i = 0; i < 4; i++) {
			assertEquals(0,
				run(with(optics, alone, "deconvolve", in.resolve("good" + i + ".tif"), "--threads", "1", "--force")));
			assertEquals("stack " + i, -1, Files.mismatch(alone, results.resolve("good" + i + "-restored.tif")));
		}
	}

	private static String[] with(final String[] optics, final Path output, final Object... command) {
		return Stream.concat(Arrays.stream(command), Stream.concat(Arrays.stream(optics), Stream.of(output)))
			.map(Object::toString)
			.toArray(String[]::new);
	}

	@Test
	public void badFilesDoNotStopTheOthers() throws IOException {
		assertEquals(1, batch());
		assertEquals(4, rows("done").size());
		final List<String> failed = rows("failed");
		assertEquals(6, failed.size());
		for (final String words : new String[] { "nan.tif", "NaN", "bytes expected", "RGB", "z spacing", "0 bytes",
			"zero" })
			assertTrue(words, failed.stream().anyMatch(l -> l.contains(words)));
		final List<String> files = List.of(results.toFile().list());
		assertEquals(4, files.stream().filter(f -> f.endsWith("-restored.tif")).count());
		assertFalse("half a result is left: " + files, files.stream().anyMatch(f -> f.contains("part")));
	}

	/** A row says what somebody has to know of a result that is there, now and when it is asked for again. */
	@Test
	public void rowsTellWarnings() throws IOException {
		batch();
		assertTrue(rows("done").toString(), rows("done").stream().allMatch(row -> row.contains("warning: Nyquist")));
		batch();
		assertTrue(rows("skipped").toString(),
			rows("skipped").stream().allMatch(row -> row.contains("warning: Nyquist")));
		final RunRecord record = RunRecord.read(RunRecord.pathFor(results.resolve("good0-restored.tif")));
		assertTrue(((List<?>) record.get("warnings").orElseThrow()).get(0).toString().startsWith("warning: Nyquist"));
	}

	/** Its record is still there, and tells of the same. */
	@Test
	public void aResultThatWasDeletedIsMadeAgain() throws IOException {
		batch();
		final Path result = results.resolve("good0-restored.tif"), record = RunRecord.pathFor(result);
		Files.delete(result);
		batch();
		assertTrue(rows("done").toString(), rows("done").size() == 1 && Files.exists(result));
		Files.delete(result);
		batch("--background", "5");
		assertFalse("the record of another result is not replaced", Files.exists(result));
		Files.write(record, new byte[0]);
		Files.write(result, new byte[9]);
		batch();
		final String row = rows("failed").stream().filter(each -> each.contains("good0")).findFirst().orElseThrow();
		assertTrue(row, row.contains("Delete it and its record (good0-restored.tif.json)"));
	}

	@Test
	public void whatIsPassedOverIsSaid() throws IOException {
		Files.createDirectory(in.resolve("deeper"));
		Files.write(in.resolve("x.czi"), new byte[0]);
		Files.move(in.resolve("good0.tif"), in.resolve("good0.Tif"));
		batch();
		final String log = err.toString();
		assertTrue(log, log.contains("passed over in " + in + ": 1 file of microscopes, as x.czi") &&
			log.contains("passed over in " + in + ": 1 folder;"));
		assertEquals(4, rows("done").size());
	}

	@Test
	public void aFileIsRestoredUnderItsOwnNameNotThatOfALink() throws IOException {
		Door.assumeUnix();
		Files.createSymbolicLink(in.resolve("a-link.tif"), in.resolve("good0.tif"));
		batch();
		assertTrue(Files.exists(results.resolve("good0-restored.tif")));
		assertEquals(4, rows("done").size());
	}

	@Test
	public void whatIsDoneIsSkippedUnlessSomethingChanged() throws IOException {
		batch();
		final File first = results.resolve("good0-restored.tif").toFile();
		final long before = first.lastModified();
		assertEquals(1, batch());
		assertEquals(4, rows("skipped").size());
		assertEquals(before, first.lastModified());
		// A result without its record is not known to be complete, nor to be Lucid's.
		Files.delete(results.resolve("good1-restored.tif.json"));
		batch();
		assertEquals(3, rows("skipped").size());
		Files.delete(results.resolve("good1-restored.tif"));
		batch();
		assertEquals(1, rows("done").size());
		batch("--background", "5");
		assertEquals("nothing is replaced that was not asked for", 0, rows("done").size());
		batch("--background", "5", "--force");
		assertEquals("other settings, other results", 4, rows("done").size());
	}

	@Test
	public void partsMakeTheWhole() throws IOException {
		assertEquals(1, batch("--shard", "1/3"));
		batch("--shard", "2/3");
		batch("--shard", "3/3");
		assertEquals(4, Arrays.stream(results.toFile().list()).filter(f -> f.endsWith("-restored.tif")).count());
		assertEquals(2, batch("--shard", "4/3"));
		assertEquals(2, batch("--shard", "x"));
	}

	@Test
	public void aTableGivesFilesTheirOwnSettings() throws IOException {
		final Path table = Files.writeString(in.resolve("files.csv"),
			"file,na,iterations\ngood0.tif,0.5,\n\"good1.tif\",,3\n");
		assertEquals(err.toString(), 0, run("batch", "--table", table.toString(), "-o", results.toString(), "--na",
			"0.9", "--emission", "520", "--iterations", "2"));
		final String first = Files.readString(results.resolve("good0-restored.tif.json"));
		final String second = Files.readString(results.resolve("good1-restored.tif.json"));
		assertTrue(first.contains("\"na\": \"0.5\"") && first.contains("\"iterations\": \"2\""));
		assertTrue(second.contains("\"na\": \"0.9\"") && second.contains("\"iterations\": \"3\""));
		Files.writeString(table, "file,colour\ngood0.tif,red\n");
		assertEquals(1, run("batch", "--table", table.toString(), "-o", results.toString()));
		assertTrue(err.toString(), err.toString().contains("no setting 'colour'"));
	}

	@Test
	public void aRunIsRepeatedFromItsRecord() {
		final Path one = folder.getRoot().toPath().resolve("one.tif"),
			two = folder.getRoot().toPath().resolve("two.tif");
		assertEquals(0, run("deconvolve", in.resolve("good0.tif").toString(), "-o", one.toString(), "--na", "0.8",
			"--emission", "520", "--iterations", "3", "--boundary", "padded"));
		assertEquals(err.toString(), 0, run("rerun", one + ".json", "-o", two.toString()));
		assertArrayEquals(plane(one), plane(two), 0);
		assertEquals(0, run("macro", one + ".json"));
		assertTrue(out.toString(), out.toString()
			.contains("run(\"Lucid Deconvolve...\", \"na=0.8 emission=520 iterations=3 more=[boundary=padded]\");"));
		assertEquals(1, run("rerun", in.resolve("good0.tif").toString(), "-o", two.toString()));
	}

	private static float[] plane(final Path file) {
		final ImagePlus image = IJ.openImage(file.toString());
		return (float[]) image.getStack().getPixels(3);
	}

	@Test
	public void filesFoldersAndPatternsAreTakenTogether() throws IOException {
		final Path other = folder.newFolder("other").toPath();
		Files.copy(in.resolve("good3.tif"), other.resolve("more.tif"));
		assertEquals(err.toString(), 0,
			run("batch", in.resolve("good[01].tif").toString(), in.resolve("good2.tif").toString(), other.toString(),
				"-o", results.toString(), "--na", "0.8", "--emission", "520", "--iterations", "2"));
		assertEquals(4, rows("done").size());
		assertEquals(1, run("batch", in.resolve("nothing*.tif").toString(), "-o", results.toString()));
		assertEquals(1, run("batch", in.resolve("nothing.tif").toString(), "-o", results.toString()));
		assertTrue(err.toString(), err.toString().contains("does not exist"));
	}

	@Test
	public void aManifestGivesAllJobsTheSameFilesAndSettings() throws IOException {
		final Path table = folder.getRoot().toPath().resolve("files.csv");
		assertEquals(err.toString(), 0, run("batch", in.toString(), "--pattern", "good*.tif", "-o", results.toString(),
			"--na", "0.8", "--emission", "520", "--iterations", "2", "--manifest", table.toString()));
		assertFalse("nothing is restored", Files.exists(results));
		write("good9.tif", Volumes.of(SIZE, (x, y, z) -> 20 + x));
		for (int i = 1; i <= 2; i++)
			assertEquals(err.toString(), 0,
				run("batch", "--table", table.toString(), "-o", results.toString(), "--shard", i + "/2"));
		assertEquals("a file that came later is in no part", 4,
			Arrays.stream(results.toFile().list()).filter(f -> f.endsWith("-restored.tif")).count());
	}

	/** What is left of a killed OME-Zarr is gone on with, not deleted; what other settings left is. */
	@Test
	public void anUnfinishedZarrIsGoneOnWith() throws IOException {
		final String[] one = { "deconvolve", in.resolve("good0.tif").toString(), "-o",
			results.resolve("good0-restored.zarr").toString(), "--na", "0.8", "--emission", "520", "--iterations", "2",
			"--shard", "1/2" };
		Files.createDirectories(results);
		assertEquals(err.toString(), 0, run(one));
		final Path journal = results.resolve("good0-restored.zarr.tiles.json");
		final Object begun = Files.getLastModifiedTime(journal);
		final Path part = results.resolve("good0-restored.zarr.part");
		final Path marker = Files.writeString(part.resolve("marker"), "");
		assertEquals(err.toString(), 0, batch("--pattern", "good0.tif", "--format", "zarr"));
		assertEquals(1, rows("done").size());
		assertTrue("the part was kept: begun " + begun, Files.exists(results.resolve("good0-restored.zarr/marker")));
		assertFalse(Files.exists(marker));
		batch("--pattern", "good0.tif", "--format", "zarr");
		assertEquals(1, rows("skipped").size());
		batch("--pattern", "good0.tif", "--format", "zarr", "--background", "3", "--force");
		assertEquals(1, rows("done").size());
		assertFalse(Files.exists(results.resolve("good0-restored.zarr/marker")));
		assertEquals(2, batch("--format", "png"));
	}

	/** Frames decide together or apart, and the record says which. */
	@Test
	public void aSeriesIsRepeatedFromItsRecord() throws IOException {
		final ImagePlus image = IJ.createHyperStack("series", 16, 14, 1, 5, 3, 16);
		for (int i = 1; i <= 15; i++) {
			image.getStack().getProcessor(i).add(20 + i % 3);
			image.getStack().getProcessor(i).set(7, 6, 100 * i);
		}
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.2;
		image.getCalibration().pixelDepth = 0.5;
		IJ.saveAsTiff(image, in.resolve("series.tif").toString());
		for (final String series : new String[] { "shared", "separate" }) {
			final Path one = folder.getRoot().toPath().resolve(series + ".tif"),
				two = folder.getRoot().toPath().resolve(series + "2.tif");
			assertEquals(err.toString(), 0, run("deconvolve", in.resolve("series.tif").toString(), "-o", one.toString(),
				"--na", "0.8", "--emission", "520", "--series", series));
			assertTrue(Files.readString(Path.of(one + ".json")).contains("\"timeSeries\": \"" + series + "\""));
			assertEquals(err.toString(), 0, run("rerun", one + ".json", "-o", two.toString()));
			assertEquals(-1, Files.mismatch(one, two));
		}
	}

	@Test
	public void wrongUsageIsTwo() {
		assertEquals(2, run("batch", "-o", results.toString()));
		assertEquals(2, batch("--na", "14"));
		assertEquals(1, run("batch", "/nowhere", "-o", results.toString()));
		assertEquals(1, batch("--pattern", "*.xyz"));
	}
}
