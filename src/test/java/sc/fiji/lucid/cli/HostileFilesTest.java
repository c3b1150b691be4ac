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
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.testing.Volumes;

/** Files that would cost out of proportion, and disks that are full: one line, nothing half-made. */
public class HostileFilesTest {

	private static final String HEAD = "<?xml version=\"1.0\"?><OME " +
		"xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">";
	private static final String PIXELS = "<Image ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" " +
		"Type=\"uint8\" " + "SizeX=\"8\" SizeY=\"8\" SizeZ=\"%d\" SizeC=\"1\" SizeT=\"1\">";
	private static final String END = "</Pixels></Image></OME>";

	@Rule
	public final Door door = new Door();

	/** Not a speed: what is asked for here took minutes, all of the memory, or for ever. */
	@Rule
	public final Timeout hang = Timeout.seconds(100);

	private Path ome(final String xml) throws IOException {
		final TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 8, 8, 8, 1);
		for (int i = 0; i < 3; i++)
			tiff.page(new byte[64]);
		return tiff.describe(xml).write(door.path("x.ome.tif"));
	}

	@Test
	public void omeXmlIsBoundedByTheFile() throws IOException {
		door.refuses(1, "holds 3 planes at most",
			door.run("info", ome(HEAD + String.format(PIXELS, 200_000_000) + "<TiffData/>" + END)));
		door.refuses(1, "name each plane many times", door.run("info",
			ome(HEAD + String.format(PIXELS, 100_000) + "<TiffData PlaneCount=\"100000\"/>".repeat(20_000) + END)));
		door.refuses(1, "nested deeper than 64", door.run("info",
			ome(HEAD + String.format(PIXELS, 3) + "<a>".repeat(50_000) + "</a>".repeat(50_000) + END)));
		door.works(door.run("info",
			ome(HEAD + "<StructuredAnnotations>" +
				"<XMLAnnotation><Value><v>1</v></Value></XMLAnnotation>".repeat(200_000) + "</StructuredAnnotations>" +
				String.format(PIXELS, 3) + "<Plane TheZ=\"0\" TheC=\"0\" TheT=\"0\"/>".repeat(100_000) + "<TiffData/>" +
				END)));
		assertTrue(door.out.toString().contains("8x8x3"));
	}

	/**
	 * ImageJ's header counts pages that are marked as previews; names and texts of strangers leave the terminal alone.
	 */
	@Test
	public void pagesMarkedAsPreviewsAndTextsWithControlCharacters() throws IOException {
		final TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 8, 8, 8, 1).tag(254, 1);
		for (int z = 0; z < 3; z++) {
			final byte[] page = new byte[64];
			for (int i = 0; i < 64; i++)
				page[i] = (byte) (10 + i * 7 % 5 + (i == 27 ? 50 : 0));
			tiff.page(page);
		}
		final Path in = tiff.describe("ImageJ=1.53t\nimages=3\nslices=3\nunit=\u001b[2Jx\n").write(door.path("x.tif"));
		door.works(door.run("info", in));
		assertTrue(door.out.toString().contains("8x8x3") && !door.out.toString().contains("\u001b"));
		door.works(door.deconvolve(in, door.path("out.tif"), "--voxel", "0.2x0.2x0.5"));
	}

	/** Two files, of which each holds every other slice. */
	private void set(final String folder, final int light) throws IOException {
		final String set = HEAD.replace("<OME ", "<OME UUID=\"urn:uuid:%d\" ") +
			String.format(PIXELS, 4).replace("%", "%%");
		Files.createDirectory(door.path(folder));
		for (int i = 0; i < 2; i++) {
			final TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 8, 8, 8, 1);
			final StringBuilder places = new StringBuilder();
			for (int z = 0; z < 4; z++) {
				places
					.append("<TiffData IFD=\"" + z / 2 + "\" FirstZ=\"" + z + "\" PlaneCount=\"1\"><UUID FileName=\"s" +
						z % 2 + ".ome.tif\">urn:uuid:" + z % 2 + "</UUID></TiffData>");
				final byte[] page = new byte[64];
				for (int j = 0; j < 64; j++)
					page[j] = (byte) (10 + light * (j * 7 % 5 + (j == 27 ? 50 + 10 * z : 0)));
				if (z % 2 == i) tiff.page(page);
			}
			tiff.describe(String.format(set, i) + places + END).write(door.path(folder + "/s" + i + ".ome.tif"));
		}
	}

	@Test
	public void aSetOfOmeTiffsIsOneEntryOfABatch() throws IOException {
		set("in", 1);
		door.works(door.batch(door.path("in"), door.path("out"), "--voxel", "0.2x0.2x0.5"));
		assertEquals(1, door.rows("out", "done").size());
		assertTrue(door.rows("out", "done").get(0).contains("one data set of 2 files; warning: "));
		set("flat", 0);
		assertEquals(1, door.batch(door.path("flat"), door.path("bad"), "--voxel", "0.2x0.2x0.5"));
		final String failed = door.rows("bad", "failed").get(0);
		assertTrue(failed, failed.contains("the set of s0.ome.tif: "));
		final Path table = Files.writeString(door.path("t.csv"), "file,background\nin/s0.ome.tif,3\nin/s1.ome.tif,3\n");
		door.works(door.run("batch", "--table", table, "-o", door.path("m"), "--manifest", door.path("m.csv")));
		assertEquals(2, Files.readAllLines(door.path("m.csv")).size());
		Files.writeString(table, "file,frames\nin/s0.ome.tif,1\nin/s1.ome.tif,2\n");
		door.works(door.run("batch", "--table", table, "-o", door.path("m"), "--manifest", door.path("n.csv")));
		assertEquals("what differs is not one", 3, Files.readAllLines(door.path("n.csv")).size());
	}

	@Test
	public void chunksOfAZarrAreFilesInIt() throws Exception {
		Door.assumeUnix();
		final Path zarr = door.path("in.zarr"), chunk = zarr.resolve("0/0/0/0/0/0"), away = door.path("away");
		door.works(door.deconvolve(door.stack("in.tif", 1), zarr));
		Files.move(chunk, away);
		Files.createSymbolicLink(chunk, away);
		door.refuses(1, "it is a link out of the Zarr", door.deconvolve(zarr, door.path("out.tif")));
		Files.delete(chunk);
		Assume.assumeTrue(new ProcessBuilder("mkfifo", chunk.toString()).start().waitFor() == 0);
		door.refuses(1, "it is no file", door.deconvolve(zarr, door.path("out.tif")));
		Files.delete(chunk);
		Files.move(away, chunk);
		final Path layout = zarr.resolve("0/.zarray");
		final String text = Files.readString(layout);
		for (final String huge : List.of("2147483647", "1073741824", "65536")) {
			Files.writeString(layout, text.replaceFirst("(?s)\"chunks\": \\[[^\\]]*\\]",
				"\"chunks\": [" + (huge + ",").repeat(4) + huge + "]"));
			door.refuses(1, "too large", door.run("info", zarr));
		}
	}

	@Test
	public void aZarrThatHoldsNextToNothingIsRefusedAtOnce() throws IOException {
		final Path zarr = door.path("in.zarr"), layout = zarr.resolve("0/.zarray");
		door.works(door.deconvolve(door.stack("in.tif", 1), zarr));
		Files.writeString(layout, Files.readString(layout).replaceFirst("(\"shape\": \\[\\s*)1,", "$1 65536,"));
		for (final String out : List.of("out.tif", "out.zarr"))
			door.refuses(1, "not one in a thousand of its chunks is there", door.deconvolve(zarr, door.path(out)));
	}

	/** No file of the process may be larger than some kB: as a disk that is full at some moment. */
	@Test
	public void aFullDiskLeavesNothingHalfMade() throws Exception {
		Door.assumeUnix();
		final Path in = door.stack("in.tif", 1);
		door.works(door.deconvolve(in, door.path("whole.tif")));
		final long size = Files.size(door.path("whole.tif"));
		for (final String format : List.of("tif", "zarr")) {
			final Path out = door.path("out." + format), log = door.path("log");
			final String limited = "ulimit -f " + (format.equals("tif") ? size / 2 / 512 : 1) + "; exec \"$@\"";
			final ProcessBuilder full = door.builder("deconvolve", in, "-o", out, "--na", "0.8", "--emission", "520",
				"--iterations", "2", "-q");
			full.command().addAll(0, List.of("sh", "-c", limited, "sh"));
			final Process process = full.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
				.start();
			assertEquals(1, process.waitFor());
			final String said = Files.readString(log);
			assertTrue(said,
				said.contains("cannot be written: ") && said.lines().filter(l -> l.startsWith("lucid: ")).count() == 1);
			assertTrue(Files.notExists(out) && Files.notExists(door.path("out." + format + ".json")));
			door.works(door.deconvolve(in, out, "-q"));
		}
		assertEquals(List.of(), door.left());
	}

	/** Not even a lock has room. */
	@Test
	public void aDiskWithoutAnyRoomIsToldByTheFile() throws Exception {
		Door.assumeUnix();
		final ProcessBuilder full = door.builder("batch", door.stack("in.tif", 1), "-o", door.path("out"), "--na",
			"0.8", "--emission", "520");
		full.command().addAll(0, List.of("sh", "-c", "ulimit -f 0; exec \"$@\"", "sh"));
		final Process process = full.redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(1, process.waitFor());
		assertTrue(said, said.contains("lucid-status.csv.lock cannot be written: "));
		assertEquals(List.of(), door.left());
	}

	/** Planes that do not fit into memory are not read whole to tell what they take. */
	@Test
	public void aPlanReadsNoWholePlane() throws Exception {
		final int side = 16000;
		final Path in = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, side, side, 8, 1).page(new byte[1])
			.write(door.path("wide.tif"));
		try (RandomAccessFile file = new RandomAccessFile(in.toFile(), "rw")) {
			file.seek((long) side * (side / 2 - 300));
			for (int y = 0; y < 600; y++) {
				final byte[] row = new byte[side];
				for (int x = 0; x < side; x++)
					row[x] = (byte) (20 + (x * 7 + y * 3) % 5 + (x % 40 == 0 && y % 40 == 0 ? 90 : 0));
				file.write(row);
			}
			file.setLength((long) side * (side + 1));
		}
		final ProcessBuilder plan = door.builder("plan", in, "--voxel", "0.2x0.2x0.5", "--na", "0.8", "--emission",
			"520", "--method", "richardson-lucy", "--iterations", "2");
		plan.command().add(2, "-Xmx200m");
		final Process process = plan.redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(said, 0, process.waitFor());
		assertTrue(said, said.contains("16000x16000x1 in ") && said.contains("time: about"));
	}

	/** Tiles may be smaller than what is timed: the plan is told without a time. */
	@Test
	public void aPlanWithoutMemoryToTimeIsTold() throws Exception {
		final Path in = door.stack("in.tif",
			Volumes.of(new Extent(220, 200, 30), (x, y, z) -> 20 + (x * 7 + y * 3 + z) % 5 + (x % 40 == 0 ? 300 : 0)));
		final ProcessBuilder plan = door.builder("plan", in, "--memory", "72M", "--voxel", "0.1x0.1x0.3", "--na", "1.2",
			"--immersion-index", "1.333", "--emission", "520");
		plan.command().add(2, "-Xmx72m");
		final Process process = plan.redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(said, 0, process.waitFor());
		assertTrue(said, said.contains("220x200x30 in ") && said.contains("time: not measured, "));
	}

	@Test
	public void theReportFolderIsLookedAtFirst() throws IOException {
		final Path in = door.stack("in.tif", 1), file = Files.writeString(door.path("file"), "mine");
		door.refuses(1, "is a file. Give a folder",
			door.deconvolve(in, door.path("out.tif"), "--report", file.toString()));
		Files.writeString(Files.createDirectory(door.path("r")).resolve("out.tif-c1-t1.png"), "mine");
		door.refuses(1, "out.tif-c1-t1.png exists",
			door.deconvolve(in, door.path("out.tif"), "--report", door.path("r").toString()));
		assertTrue(Files.notExists(door.path("out.tif")));
	}

	@Test
	public void whatJavaRunsOutOfIsOneLine() throws Exception {
		final Path deep = Files.writeString(door.path("deep.json"), "{\"a\":" + "[".repeat(3_000_000));
		door.refuses(1, "", door.run("rerun", deep, "-o", door.path("out.tif")));
		assertEquals(1, door.err.toString().lines().count());
	}
}
