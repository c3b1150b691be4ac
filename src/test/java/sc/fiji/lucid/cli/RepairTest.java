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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** Repairs as users ask for them: alone, before a restoration, in tiles, again. */
public class RepairTest {

	private static final Extent SIZE = new Extent(48, 40, 12);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Psf PSF = Volumes.gaussian(new Extent(11, 11, 9), 1.1, 1.4, 0);
	private static final String[] RESTORE = { "--na", "1.2", "--emission", "520", "--method", "richardson-lucy",
		"--iterations", "3" };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter err = new StringWriter();
	private Volume clean;
	private Volume hot;

	@Before
	public void makeInput() throws IOException {
		clean = Simulation.of(Phantom.MIXED, SIZE, VOXEL, 1, v -> PSF, 300, 100, 2, 3, Faults.NONE).observed();
		hot = clean.copy();
		for (int z = 0; z < SIZE.nz(); z++)
			hot.row(20, z)[30] += 1500;
		hot.row(10, 5)[12] += 2500;
		VolumeWriter.write(path("hot.tif"), hot, VOXEL, "", true);
		VolumeWriter.write(path("clean.tif"), clean, VOXEL, "", true);
	}

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private int run(final String command, final String in, final String out, final String... more) {
		err.getBuffer().setLength(0);
		return Main
			.run(Stream.concat(Stream.of(command, path(in).toString(), "-o", path(out).toString()), Stream.of(more))
				.toArray(String[]::new), new PrintWriter(new StringWriter()), new PrintWriter(err, true));
	}

	private Volume read(final String name) {
		final ImagePlus imp = IJ.openImage(path(name).toString());
		return Volumes.of(SIZE, (x, y, z) -> imp.getStack().getProcessor(z + 1).getf(x, y));
	}

	private Map<?, ?> volume(final String name) throws IOException {
		return (Map<?, ?>) ((List<?>) RunRecord.read(path(name)).get("volumes").orElseThrow()).get(0);
	}

	@Test
	public void aloneOnlyWhatIsFoundChanges() throws IOException {
		assertEquals(err.toString(), 0, run("repair", "hot.tif", "out.tif"));
		final Volume mended = read("out.tif");
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					if (hot.row(y, z)[x] == clean.row(y, z)[x]) assertEquals(hot.row(y, z)[x], mended.row(y, z)[x], 0);
					else assertTrue(mended.row(y, z)[x] < 500);
		final Map<?, ?> found = (Map<?, ?>) ((List<?>) volume("out.tif.json").get("before")).get(0);
		assertEquals(1.0, ((Number) found.get("pixels")).doubleValue(), 0);
		assertEquals(1.0, ((Number) found.get("voxels")).doubleValue(), 0);
	}

	@Test
	public void aCleanStackStaysAsItIs() {
		assertEquals(err.toString(), 0, run("repair", "clean.tif", "out.tif"));
		assertEquals(0, Volumes.relativeDifference(clean, read("out.tif")), 0);
		assertEquals(err.toString(), 0, run("deconvolve", "clean.tif", "auto.tif", RESTORE));
		assertEquals(err.toString(), 0, run("deconvolve", "clean.tif", "none.tif",
			Stream.concat(Stream.of(RESTORE), Stream.of("--repair", "none")).toArray(String[]::new)));
		assertEquals(0, Volumes.relativeDifference(read("auto.tif"), read("none.tif")), 0);
	}

	/** Restored as the clean stack is; in tiles, too, whose journal and record know what was found. */
	@Test
	public void beforeARestoration() throws IOException {
		assertEquals(err.toString(), 0, run("deconvolve", "clean.tif", "clean-out.tif", RESTORE));
		assertEquals(err.toString(), 0, run("deconvolve", "hot.tif", "out.tif", RESTORE));
		assertTrue(err.toString(), err.toString().contains("bad in all slices: 1 pixels; 1 single voxels"));
		assertTrue(Volumes.relativeDifference(read("clean-out.tif"), read("out.tif")) < 0.02);
		assertEquals(err.toString(), 0, run("deconvolve", "hot.tif", "out.zarr", RESTORE));
		final Map<?, ?> decisions = (Map<?, ?>) volume("out.zarr.json").get("decisions");
		final Map<?, ?> before = (Map<?, ?>) ((List<?>) decisions.get("before")).get(0);
		assertEquals("bad-pixels", before.get("step"));
		assertEquals("[[30.0, 20.0]]", before.get("pixels").toString().replace("[30, 20]", "[30.0, 20.0]"));
	}

	/** A stage that jumps is told unasked and put back when asked, in the record of both. */
	@Test
	public void jitterIsToldAndPutBack() throws IOException {
		final StringWriter out = new StringWriter();
		assertEquals(0,
			Main.run(
				new String[] { "simulate", "-o", path("sim").toString(), "--phantom", "spots", "--size", "64x64x12",
					"--voxel", "0.1x0.1x0.25", "--na", "1.2", "--emission", "520", "--peak", "3000", "--jitter", "1" },
				new PrintWriter(out), new PrintWriter(err, true)));
		assertEquals(err.toString(), 0, run("deconvolve", "sim/observed.tif", "as-it-is.tif", RESTORE));
		assertTrue(err.toString(), err.toString().contains("--repair auto,jitter puts them back"));
		assertEquals(err.toString(), 0, run("repair", "sim/observed.tif", "back.tif", "--repair", "jitter"));
		final Map<?, ?> done = (Map<?, ?>) ((List<?>) volume("back.tif.json").get("before")).get(0);
		assertEquals("jitter", done.get("step"));
		assertEquals(true, done.get("resampled"));
		assertEquals(12, ((List<?>) done.get("shiftX")).size());
		assertEquals(2, Main.run(new String[] { "simulate", "-o", path("no").toString(), "--voxel", "0.1x0.1x0.25",
			"--na", "1.2", "--emission", "520", "--jitter", "50" }, new PrintWriter(out), new PrintWriter(err, true)));
		assertTrue(err.toString(), err.toString().contains("'jitter' takes 0 to 8 voxels"));
	}

	@Test
	public void aRerunRepairsAsTheRunDid() throws IOException {
		final String[] none = Stream.concat(Stream.of(RESTORE), Stream.of("--repair", "none")).toArray(String[]::new);
		assertEquals(err.toString(), 0, run("deconvolve", "hot.tif", "out.tif", none));
		assertEquals("none", RunRecord.read(path("out.tif.json")).get("repair").orElseThrow());
		assertEquals(err.toString(), 0, run("rerun", "out.tif.json", "again.tif"));
		assertEquals(0, Volumes.relativeDifference(read("out.tif"), read("again.tif")), 0);
	}

	@Test
	public void whatIsNoFaultIsWrongUsage() {
		assertEquals(2, run("deconvolve", "hot.tif", "out.tif", "--repair", "rust"));
		assertTrue(err.toString(),
			err.toString().contains("'repair' takes auto, none, or some of stripes, bad-pixels") &&
				err.toString().contains("not 'rust'"));
		assertEquals(1, run("repair", "hot.tif", "out.tif", "--repair", "none"));
	}
}
