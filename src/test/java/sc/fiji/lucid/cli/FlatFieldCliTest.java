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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

/** Dark and flat images as users give them. */
public class FlatFieldCliTest {

	private static final String[] RESTORE = { "--na", "1.2", "--emission", "520", "--method", "richardson-lucy",
		"--iterations", "3" };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter err = new StringWriter();

	@Before
	public void makeInput() {
		assertEquals(0,
			run("simulate", "-o", path("sim"), "--phantom", "mixed", "--size", "48x40x8", "--voxel", "0.1x0.1x0.3",
				"--na", "1.2", "--emission", "520", "--oversampling", "1", "--shading", "0.5", "--offsets", "4"));
	}

	private String path(final String name) {
		return folder.getRoot().toPath().resolve(name).toString();
	}

	private int run(final String... args) {
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
	}

	private int restore(final String command, final String out, final String... more) {
		final Stream<String> settings = command.equals("repair") ? Stream.of() : Stream.of(RESTORE);
		return run(
			Stream
				.concat(Stream.concat(Stream.of(command, path("sim/observed.tif"), "-o", path(out)), settings),
					Stream.of(more))
				.toArray(String[]::new));
	}

	private Volume read(final String name) {
		final ImagePlus imp = IJ.openImage(path(name));
		return Volumes.of(new Extent(imp.getWidth(), imp.getHeight(), imp.getStackSize()),
			(x, y, z) -> imp.getStack().getProcessor(z + 1).getf(x, y));
	}

	@Test
	public void simulatedRestoredRepeatedAndInTiles() throws IOException {
		final String[] both = { "--dark", path("sim/dark.tif"), "--flat", path("sim/flat.tif") };
		assertEquals(err.toString(), 0, restore("deconvolve", "out.tif", both));
		assertTrue(err.toString(),
			err.toString().contains("flat-field: the dark shows ") && err.toString().contains(" times the mean light"));
		assertEquals(err.toString(), 0, restore("deconvolve", "plain.tif"));
		final Volume told = read("out.tif");
		assertTrue(Volumes.relativeDifference(told, read("plain.tif")) > 0.05);
		assertTrue(
			RunRecord.read(Path.of(path("out.tif.json"))).get("settings").orElseThrow().toString().contains("flat"));
		assertEquals(err.toString(), 0, run("rerun", path("out.tif.json"), "-o", path("again.tif")));
		assertEquals(0, Volumes.relativeDifference(told, read("again.tif")), 0);
		assertEquals(err.toString(), 0, restore("deconvolve", "out.zarr", both));
		assertTrue(RunRecord.read(Path.of(path("out.zarr.json")))
			.get("volumes")
			.orElseThrow()
			.toString()
			.contains("flat-field"));
	}

	/** Alone, the counts of an even field are even again. */
	@Test
	public void aFieldIsEvenAfterItsRepair() throws IOException {
		Files.copy(Path.of(path("sim/flat.tif")), Path.of(path("sim/observed.tif")),
			java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		assertEquals(err.toString(), 0, restore("repair", "even.tif", "--repair", "none", "--voxel", "0.1x0.1x0.3",
			"--dark", path("sim/dark.tif"), "--flat", path("sim/flat.tif")));
		final Volume even = read("even.tif");
		final double mean = even.sum() / even.extent().voxels();
		for (int y = 0; y < even.extent().ny(); y++)
			for (final float v : even.row(y, 0))
				assertEquals(1, (v - 100) / (mean - 100), 1e-3);
	}

	/** The report knows nothing of shading, and says so. */
	@Test
	public void theReportSaysWhatItDoesNotHeed() throws IOException {
		restore("deconvolve", "out.tif", "--dark", path("sim/dark.tif"), "--flat", path("sim/flat.tif"));
		assertEquals(0, run("quality", path("sim/observed.tif"), path("out.tif"), "-o", path("q.html")));
		assertTrue(err.toString(),
			err.toString().contains("note: The restoration was told of dark, flat or bleaching"));
		restore("deconvolve", "plain.tif");
		assertEquals(0, run("quality", path("sim/observed.tif"), path("plain.tif"), "-o", path("p.html")));
		assertFalse(err.toString(), err.toString().contains("dark, flat or bleaching"));
	}

	/** As a stitched or deskewed stack has them: nothing was recorded there, so there is nothing to divide. */
	@Test
	public void voxelsWithoutDataStayWhatTheyAre() throws IOException {
		final Volume seen = read("sim/observed.tif");
		final Volume holed = Volumes.of(seen.extent(), (x, y, z) -> x + y < 20 ? 0 : seen.row(y, z)[x]);
		VolumeWriter.write(Path.of(path("sim/observed.tif")), holed, new VoxelSize(0.1, 0.1, 0.3), "", true);
		final int code = restore("repair", "out.tif", "--repair", "none", "--dark", path("sim/dark.tif"), "--flat",
			path("sim/flat.tif"));
		assertEquals(err.toString(), 0, code);
		final Volume out = read("out.tif");
		int changed = 0;
		for (int z = 0; z < 8; z++)
			for (int y = 0; y < 40; y++)
				for (int x = 0; x < 48; x++) {
					if (x + y < 20) assertEquals(0, out.row(y, z)[x], 0);
					else changed += out.row(y, z)[x] != holed.row(y, z)[x] ? 1 : 0;
				}
		assertTrue(changed + "", changed > 10_000);
	}

	/** In one line that names the file and the remedy, before anything is written. */
	@Test
	public void whatIsNoReferenceIsRefused() throws IOException {
		final VoxelSize voxel = new VoxelSize(0.1, 0.1, 0.3);
		final Extent plane = new Extent(48, 40, 1);
		VolumeWriter.write(Path.of(path("small.tif")), Volumes.of(new Extent(40, 40, 1), (x, y, z) -> x), voxel, "",
			true);
		VolumeWriter.write(Path.of(path("nan.tif")), Volumes.of(plane, (x, y, z) -> x == 3 ? Float.NaN : 500 + x),
			voxel, "", true);
		VolumeWriter.write(Path.of(path("empty.tif")), Volumes.of(plane, (x, y, z) -> 7), voxel, "", true);
		VolumeWriter.write(Path.of(path("clipped.tif")), Volumes.of(plane, (x, y, z) -> Math.min(4095, 3500 + 30 * x)),
			voxel, "", true);
		refused("small.tif", "small.tif has 40x40 pixels, and the slices of the stack have 48x40: for 'flat', record");
		refused("nan.tif", "nan.tif has pixels that are no numbers: 'flat' takes images as the camera gives them.");
		refused("empty.tif", "empty.tif is empty: all its pixels are 7.0. Give another image for 'flat'");
		refused("clipped.tif", "clipped.tif is clipped at 4095 counts: record it for 'flat' with less light.");
		refused("sim/dark.tif", "The flat ");
		refused("absent.tif", "absent.tif");
	}

	private void refused(final String flat, final String why) {
		for (final String out : new String[] { "out.tif", "out.zarr" }) {
			assertEquals(flat, 1, restore("deconvolve", out, "--offset", "100", "--flat", path(flat)));
			assertTrue(err.toString(), err.toString().contains(why));
			assertFalse(Files.exists(Path.of(path(out))));
		}
		assertEquals(flat, 1, restore("repair", "out.tif", "--offset", "100", "--flat", path(flat)));
		assertTrue(err.toString(), err.toString().contains(why));
	}

	@Test
	public void referencesAreNotOverwritten() throws IOException {
		final byte[] before = Files.readAllBytes(Path.of(path("sim/flat.tif")));
		assertEquals(1, restore("deconvolve", "sim/flat.tif", "--force", "--flat", path("sim/flat.tif")));
		org.junit.Assert.assertArrayEquals(before, Files.readAllBytes(Path.of(path("sim/flat.tif"))));
	}
}
