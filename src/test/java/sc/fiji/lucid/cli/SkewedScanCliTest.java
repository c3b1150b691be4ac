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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** Skewed stage scans through the command line. */
public class SkewedScanCliTest {

	private static final String[] SHEET = { "--modality", "light-sheet", "--excitation", "488", "--background", "20" };

	@Rule
	public final Door door = new Door();

	private Path scan() throws IOException {
		return door.stack("in.tif", Door.spot(1));
	}

	private int deconvolve(final Path in, final String out, final String... more) {
		final List<String> all = new ArrayList<>(List.of(SHEET));
		all.addAll(List.of(more));
		return door.deconvolve(in, door.path(out), all.toArray(String[]::new));
	}

	@Test
	public void theResultAndItsRecordSayWhatWasDone() throws IOException {
		door.works(deconvolve(scan(), "out.tif", "--skew-angle", "30"));
		final Path out = door.path("out.tif");
		try (Stack stack = StackReader.open(out)) {
			// 0.5 µm · cos 30° = 2.17 rows a slice
			assertEquals("16x23x5, 1 channel, 1 frame", stack.shape().toString());
			final VoxelSize voxel = stack.metadata().voxelSize().get();
			assertEquals(0.2, voxel.y(), 1e-6);
			assertEquals(0.25, voxel.z(), 1e-6);
			assertTrue(stack.metadata().imagej().info(), stack.metadata().imagej().info().contains("30 degrees"));
		}
		final Map<?, ?> skew = (Map<?, ?>) RunRecord.read(RunRecord.pathFor(out)).get("skew").get();
		assertEquals(30.0, skew.get("angle"));
		assertEquals(true, skew.get("deskewed"));
		assertEquals("16x23x5", skew.get("size"));
		assertEquals("skewed", ((Map<?, ?>) RunRecord.read(RunRecord.pathFor(out)).get("options").get()).get("start"));
		assertEquals(16 * 9 * 5, ((Number) skew.get("unseenVoxels")).intValue());
		door.works(door.run("rerun", RunRecord.pathFor(out), "-o", door.path("again.tif")));
		try (Stack one = StackReader.open(out); Stack two = StackReader.open(door.path("again.tif"))) {
			for (int z = 0; z < 5; z++)
				org.junit.Assert.assertArrayEquals(one.floats(0, z, 0), two.floats(0, z, 0), 0);
		}
		door.works(door.run("methods", RunRecord.pathFor(out)));
		assertTrue(door.out.toString(), door.out.toString().contains("30 degrees"));
	}

	/** Repaired is a scan still a scan: its voxels are those of the scan. */
	@Test
	public void aRepairedScanKeepsItsVoxels() throws IOException {
		final Path in = scan(), out = door.path("repaired.tif");
		final List<String> all = new ArrayList<>(List.of("repair", in.toString(), "-o", out.toString(), "--skew-angle",
			"30", "--modality", "light-sheet", "--excitation", "488", "--na", "0.8", "--emission", "520"));
		door.works(door.run(all.toArray()));
		try (Stack before = StackReader.open(in); Stack after = StackReader.open(out)) {
			assertEquals(before.shape(), after.shape());
			assertEquals(before.metadata().voxelSize(), after.metadata().voxelSize());
		}
	}

	@Test
	public void wrongAnglesAreOneLine() throws IOException {
		final Path in = scan();
		for (final String wrong : List.of("0", "2", "100", "thirty", "-91", "NaN"))
			door.refuses(2, "'skew-angle'", deconvolve(in, "out.tif", "--skew-angle=" + wrong));
		door.refuses(2, "'deskew' is true or false", deconvolve(in, "out.tif", "--skew-angle", "30", "--deskew", "no"));
		door.refuses(2, "'skew-angle'", deconvolve(in, "out.tif", "--deskew", "true"));
	}

	@Test
	public void whatCannotGoTogetherIsRefused() throws IOException {
		final Path in = scan();
		door.refuses(1, "--modality light-sheet", door.deconvolve(in, door.path("out.tif"), "--skew-angle", "30",
			"--modality", "confocal", "--excitation", "488"));
		door.refuses(1, "'slabs'", deconvolve(in, "out.tif", "--skew-angle", "30", "--slabs", "2"));
		door.refuses(1, "'psf-check'", deconvolve(in, "out.tif", "--skew-angle", "30", "--psf-check", "warn"));
		door.refuses(1, "--deskew false",
			deconvolve(in, "out.tif", "--skew-angle", "30", "--report", door.path("report").toString()));
		door.refuses(1, "--deskew false", deconvolve(in, "out.zarr", "--skew-angle", "30"));
		door.refuses(1, "one slice",
			deconvolve(door.stack("flat.tif", Volumes.of(new Extent(16, 14, 1), (x, y, z) -> x * y)), "out.tif",
				"--skew-angle", "30"));
		door.refuses(1, "--skew-angle", door.run("check-psf", in, "--skew-angle", "30", "--modality", "light-sheet",
			"--na", "0.8", "--emission", "520", "--excitation", "488"));
	}

	/** What was put upright has no voxel beside the recording's. */
	@Test
	public void onlyTheScanIsJudged() throws IOException {
		final Path in = scan();
		door.works(deconvolve(in, "upright.tif", "--skew-angle", "30"));
		door.works(deconvolve(in, "scan.tif", "--skew-angle", "30", "--deskew", "false"));
		door.refuses(1, "--deskew false",
			door.run("quality", in, door.path("upright.tif"), "-o", door.path("upright.html")));
		door.works(door.run("quality", in, door.path("scan.tif"), "-o", door.path("scan.html")));
	}

	/** In the geometry of the scan, a result can be an OME-Zarr. */
	@Test
	public void zarrHoldsTheScan() throws IOException {
		final Path in = scan();
		door.works(deconvolve(in, "out.zarr", "--skew-angle", "30", "--deskew", "false"));
		door.works(deconvolve(in, "out.tif", "--skew-angle", "30", "--deskew", "false"));
		try (Stack one = StackReader.open(door.path("out.zarr")); Stack two = StackReader.open(door.path("out.tif"))) {
			assertEquals(0.5, one.metadata().voxelSize().get().z(), 1e-6);
			for (int z = 0; z < 5; z++)
				org.junit.Assert.assertArrayEquals(one.floats(0, z, 0), two.floats(0, z, 0), 1e-3f);
		}
	}

	@Test
	public void aBatchIsUprightToo() throws IOException {
		door.stack("scans/a.tif", Door.spot(1));
		door.stack("scans/b.tif", Door.spot(2));
		final List<String> all = new ArrayList<>(List.of(SHEET));
		all.addAll(List.of("--skew-angle", "-30"));
		door.works(door.batch(door.path("scans"), door.path("results"), all.toArray(String[]::new)));
		try (java.util.stream.Stream<Path> files = Files.list(door.path("results"))) {
			for (final Path file : files.filter(f -> f.toString().endsWith(".tif")).toList())
				try (Stack stack = StackReader.open(file)) {
					assertEquals(23, stack.height());
				}
		}
	}

	@Test
	public void scansAreSimulated() throws IOException {
		final List<String> scan = List.of("simulate", "--phantom", "spots", "--size", "24x24x8", "--voxel",
			"0.1x0.1x0.4", "--modality", "light-sheet", "--na", "1.1", "--immersion-index", "1.33", "--emission", "520",
			"--excitation", "488", "--oversampling", "1", "--skew", "30", "-o");
		final List<Object> raw = new ArrayList<>(scan), upright = new ArrayList<>(scan);
		raw.add(door.path("raw"));
		upright.addAll(List.of(door.path("upright"), "--deskewed"));
		door.works(door.run(raw.toArray()));
		door.works(door.run(upright.toArray()));
		try (Stack truth = StackReader.open(door.path("raw/truth.tif"));
			Stack observed = StackReader.open(door.path("raw/observed.tif"));
			Stack deskewed = StackReader.open(door.path("upright/observed.tif")))
		{
			assertEquals("24x49x8, 1 channel, 1 frame", truth.shape().toString());
			assertEquals("24x24x8, 1 channel, 1 frame", observed.shape().toString());
			assertEquals(truth.shape(), deskewed.shape());
			assertEquals(0.2, deskewed.metadata().voxelSize().get().z(), 1e-6);
			assertEquals(0, deskewed.floats(0, 0, 0)[40 * 24 + 3], 0);
			assertTrue(deskewed.floats(0, 0, 0)[10 * 24 + 3] > 50);
		}
		door.refuses(2, "light-sheet", door.run("simulate", "--size", "24x24x8", "--voxel", "0.1x0.1x0.4", "--na",
			"1.1", "--emission", "520", "--skew", "30", "-o", door.path("wrong")));
		door.refuses(2, "--skew", door.run("simulate", "--size", "24x24x8", "--voxel", "0.1x0.1x0.4", "--na", "1.1",
			"--emission", "520", "--deskewed", "-o", door.path("wrong")));
	}
}
