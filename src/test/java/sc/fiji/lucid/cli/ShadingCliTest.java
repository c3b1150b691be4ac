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
import java.util.Arrays;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** A flat that is found in fields, and used like one that was recorded. */
public class ShadingCliTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.3);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter err = new StringWriter();

	private String path(final String name) {
		return folder.getRoot().toPath().resolve(name).toString();
	}

	private int run(final String... args) {
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
	}

	private static double shading(final int x, final int y) {
		return 1 - 0.4 * (Math.pow(x - 20, 2) + Math.pow(y - 30, 2)) / (44 * 44 + 30 * 30);
	}

	/** Stacks of 64x60x3 with some cells each, in even light that differs. */
	private void fields(final int count) throws IOException {
		Files.createDirectories(Path.of(path("fields")));
		for (int i = 0; i < count; i++) {
			final Random random = new Random(i);
			final double even = 100 + 200 * random.nextDouble();
			final double[][] cells = new double[5][];
			for (int c = 0; c < cells.length; c++)
				cells[c] = new double[] { 64 * random.nextDouble(), 60 * random.nextDouble(),
					3 + 3 * random.nextDouble() };
			VolumeWriter.write(Path.of(path("fields/field" + i + ".tif")),
				Volumes.of(new Extent(64, 60, 3), (x, y, z) -> {
					double light = even;
					for (final double[] c : cells)
						if (Math.hypot(x - c[0], y - c[1]) < c[2]) light += 800;
					light *= shading(x, y);
					return Math.rint(100 + light + Math.sqrt(light + 4) * random.nextGaussian());
				}), VOXEL, "", true);
		}
	}

	/** Root mean square of light over what was planted, less one. */
	private double error(final String flat, final double dark) {
		final ImagePlus imp = IJ.openImage(path(flat));
		double mean = 0, found = 0, squares = 0;
		for (int y = 0; y < 60; y++)
			for (int x = 0; x < 64; x++) {
				mean += shading(x, y) / 3840;
				found += (imp.getProcessor().getf(x, y) - dark) / 3840;
			}
		for (int y = 0; y < 60; y++)
			for (int x = 0; x < 64; x++)
				squares += Math.pow((imp.getProcessor().getf(x, y) - dark) / found * mean / shading(x, y) - 1, 2) /
					3840;
		return Math.sqrt(squares);
	}

	@Test
	public void aFlatIsFoundAndUsed() throws IOException {
		fields(24);
		assertEquals(err.toString(), 0, run("shading", path("fields"), "-o", path("flat.tif"), "--offset", "100"));
		assertTrue(err.toString(), err.toString().contains("shading of 24 images: pixels show from "));
		assertTrue("" + error("flat.tif", 100), error("flat.tif", 100) < 0.05);
		assertEquals("basic", RunRecord.read(Path.of(path("flat.tif.json"))).get("method").orElseThrow());
		assertEquals(err.toString(), 0,
			run("shading", path("fields"), "-o", path("flat2.tif"), "--find-dark", path("dark.tif")));
		assertTrue(err.toString(), err.toString().contains("; the dark shows "));
		assertEquals(err.toString(), 0,
			run("deconvolve", path("fields/field3.tif"), "-o", path("out.tif"), "--na", "1.2", "--emission", "520",
				"--method", "richardson-lucy", "--iterations", "2", "--flat", path("flat2.tif"), "--dark",
				path("dark.tif")));
		assertTrue(err.toString(), err.toString().contains("flat-field: the dark shows "));
		assertEquals(1, run("shading", path("fields"), "-o", path("flat.tif")));
		assertEquals(1, run("shading", path("fields"), "-o", path("fields/field1.tif"), "--force"));
	}

	/** An input, and what others made, stays under every name; a dark that Lucid made is made again where asked. */
	@Test
	public void aDarkReplacesNothingThatIsNotOurs() throws IOException {
		fields(20);
		final Path field = Path.of(path("fields/field1.tif")), foreign = Path.of(path("foreign.tif"));
		Files.copy(field, foreign);
		final byte[] before = Files.readAllBytes(field);
		refused(1, "is the input", path("fields"), "--find-dark", field.toString(), "--force");
		refused(1, "is no result that Lucid made", path("fields"), "--find-dark", foreign.toString(), "--force");
		refused(1, "foreign.tif exists", path("fields"), "--find-dark", foreign.toString());
		refused(1, "give two names", path("fields"), "--find-dark", path("none.tif"));
		refused(1, "give two names", path("fields"), "--find-dark", path("fields/../none.tif"), "--force");
		assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(field)));
		assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(foreign)));
		for (int i = 0; i < 2; i++)
			assertEquals(err.toString(), 0,
				run("shading", path("fields"), "-o", path("flat.tif"), "--find-dark", path("dark.tif"), "--force"));
		assertTrue(Files.exists(Path.of(path("dark.tif.json"))));
		assertEquals(1, run("shading", path("fields"), "-o", path("dark.tif"), "--dark", path("dark.tif"), "--force"));
		assertTrue(err.toString(), err.toString().contains("is the input"));
	}

	/** In one line, and nothing is written. */
	@Test
	public void whatTellsNothingIsRefused() throws IOException {
		fields(3);
		refused(1, "It takes 20 images to tell shading from objects, not 3", path("fields"));
		refused(2, "--method is basic or homomorphic, not 'magic'.", path("fields"), "--method", "magic");
		refused(2, "not by 'homomorphic'", path("fields"), "--method", "homomorphic", "--find-dark", path("dark.tif"));
		refused(2, "--dark tells --offset", path("fields"), "--dark", path("dark.tif"), "--offset", "3");
		refused(2, "--channel takes a whole number from 1", path("fields"), "--channel", "0");
		refused(1, "field0.tif has 1 channel, no channel 2", path("fields"), "--channel", "2");
		refused(1, "does not exist", path("nowhere"));
		refused(1, "shows no light above the dark", path("fields"), "--method", "homomorphic", "--offset", "9000");
		VolumeWriter.write(Path.of(path("fields/other.tif")), Volumes.of(new Extent(60, 60, 1), (x, y, z) -> x), VOXEL,
			"", true);
		refused(1, "they have no common shading", path("fields"), "--offset", "0");
		assertEquals(err.toString(), 0, run("shading", path("fields/field0.tif"), path("fields/field1.tif"), "-o",
			path("flat.tif"), "--method", "homomorphic", "--offset", "100"));
		assertTrue(err.toString(), err.toString().contains("shading of 2 images, approximately: "));
	}

	private void refused(final int status, final String why, final String... more) {
		final String[] args = java.util.stream.Stream
			.concat(java.util.stream.Stream.of("shading", "-o", path("none.tif")), java.util.stream.Stream.of(more))
			.toArray(String[]::new);
		assertEquals(why, status, run(args));
		assertTrue(err.toString(), err.toString().contains(why));
		assertFalse(Files.exists(Path.of(path("none.tif"))));
	}
}
