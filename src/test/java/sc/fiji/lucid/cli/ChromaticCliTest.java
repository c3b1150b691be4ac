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
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.settings.Chromatic;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.testing.Volumes;

/** Channels that lie off each other: measured on beads, restored upon each other. */
public class ChromaticCliTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent SIZE = new Extent(96, 90, 20);
	private static final Affine SHIFT = Affine.of(new double[] { 0.13, -0.07, 0.2 }, new double[3][3]);
	private static final Affine TURNED = Affine.of(new double[] { 0.13, -0.07, 0.2 },
		new double[][] { { 0.03, -0.02, 0 }, { 0.02, 0.03, 0 }, { 0, 0, 0 } });
	private static final String[] OPTICS = { "--na", "1.2", "--immersion-index", "1.33", "--sample-index", "1.33",
		"--emission", "520" };

	@Rule
	public final Door door = new Door();

	/** Twenty beads, one channel each where an affine says; wide as those of NA 1.2. */
	private Path beads(final String name, final long seed, final Affine... channels) throws IOException {
		final StackShape shape = new StackShape(SIZE.nx(), SIZE.ny(), SIZE.nz(), channels.length, 1);
		final StackMetadata metadata = new StackMetadata.Builder().voxel(VOXEL, "test").build();
		try (StackWriter writer = StackWriter.create(door.path(name), shape, metadata, true)) {
			for (int c = 0; c < channels.length; c++) {
				final Volume volume = beads(seed, c, channels[c]);
				for (int z = 0; z < SIZE.nz(); z++)
					writer.write(c, z, 0, VolumeWriter.plane(volume, z));
			}
			writer.finish();
		}
		return door.path(name);
	}

	private static Volume beads(final long seed, final int channel, final Affine affine) {
		final Random place = new Random(seed), noise = new Random(seed + 1000 + channel);
		final Volume v = Volumes.of(SIZE, (x, y, z) -> 100 + 3 * noise.nextGaussian());
		for (int i = 0; i < 20; i++) {
			final double[] p = affine.of(new double[] { (15.5 * (i % 5) - 31 + 4 * place.nextDouble()) * VOXEL.x(),
				(18.0 * (i / 5) - 27 + 4 * place.nextDouble()) * VOXEL.y(), (6 * place.nextDouble() - 3) * VOXEL.z() });
			add(v, p);
		}
		return v;
	}

	private static void add(final Volume v, final double[] p) {
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					final double dx = (x - 47.5) * 0.1 - p[0], dy = (y - 44.5) * 0.1 - p[1],
						dz = (z - 9.5) * 0.25 - p[2];
					final double far = (dx * dx + dy * dy) / (2 * 0.01) + dz * dz / (2 * 0.1);
					if (far < 25) v.row(y, z)[x] += 800 * Math.exp(-far);
				}
	}

	private Chromatic measured(final Path beads, final String name) throws IOException {
		door.works(door.run("beads", beads, "--chromatic-out", door.path(name), "--force"));
		return Chromatic.read(door.path(name));
	}

	private Volume channel(final Path file, final int channel) {
		final ImagePlus imp = IJ.openImage(file.toString());
		return Volumes.of(SIZE,
			(x, y, z) -> imp.getStack().getProcessor(imp.getStackIndex(channel, z + 1, 1)).getf(x, y));
	}

	/** Not further off than a twentieth of a voxel. */
	@Test
	public void twentyBeadsTellShiftTurnAndScale() throws IOException {
		final Chromatic found = measured(beads("beads.tif", 7, Affine.NONE, TURNED), "c.json");
		assertEquals(Affine.NONE, found.channels().get(0).fit().affine());
		final Affine affine = found.channels().get(1).fit().affine();
		final double[] v = { VOXEL.x(), VOXEL.y(), VOXEL.z() };
		for (final double[] p : new double[][] { { 0, 0, 0 }, { 3, 3, 0.5 }, { -3, 3, -0.5 } })
			for (int k = 0; k < 3; k++)
				assertEquals(TURNED.of(p)[k], affine.of(p)[k], 0.05 * v[k]);
		assertTrue(door.err.toString(), door.err.toString().contains("at the corners of the field"));
		assertTrue("" + found.channels().get(1).fit(), found.channels().get(1).fit().used() >= 16);
	}

	@Test
	public void theChannelIsRestoredUponTheReference() throws IOException {
		final Path beads = beads("beads.tif", 3, Affine.NONE, SHIFT), c = door.path("c.json"),
			out = door.path("out.tif");
		measured(beads, "c.json");
		door.works(door.run(restore(beads, out, "--chromatic", c)));
		assertTrue(door.err.toString(), door.err.toString().contains("channel 2: lies off the reference channel by"));
		assertTrue(door.err.toString(), door.err.toString().contains("no voxel is interpolated"));
		final Volume first = channel(out, 1), second = channel(out, 2);
		final double upon = Volumes.relativeDifference(second, first);
		door.works(door.run(restore(beads, door.path("off.tif"))));
		assertEquals("the reference channel is left as it is", 0,
			Volumes.relativeDifference(channel(door.path("off.tif"), 1), first), 0);
		final double off = Volumes.relativeDifference(channel(door.path("off.tif"), 2), first);
		assertTrue(upon + " " + off, upon < 0.15 && off > 0.5);
		final RunRecord record = RunRecord.read(RunRecord.pathFor(out));
		assertTrue(record.get("settings").orElseThrow().toString().contains(c.toString()));
		door.works(door.run("rerun", RunRecord.pathFor(out), "-o", door.path("again.tif")));
		assertEquals(0, Volumes.relativeDifference(channel(door.path("again.tif"), 2), second), 0);
		door.works(door.run("methods", out));
		assertTrue(door.out.toString(),
			door.out.toString().contains("their shifts were part of their point-spread functions."));
		door.works(door.run("macro", RunRecord.pathFor(out)));
		assertTrue(door.out.toString(), door.out.toString().contains("chromatic="));
	}

	/** What differs over the field is interpolated once, and said; in tiles, too. */
	@Test
	public void aTurnedChannelIsTurnedBack() throws IOException {
		final Path beads = beads("beads.tif", 4, Affine.NONE, TURNED), c = door.path("c.json"),
			out = door.path("out.tif"), tiles = door.path("tiles.zarr");
		measured(beads, "c.json");
		door.works(door.run(restore(beads, out, "--chromatic", c)));
		assertTrue(door.err.toString(), door.err.toString().contains("it is put right after the restoration"));
		final double upon = Volumes.relativeDifference(channel(out, 2), channel(out, 1));
		assertTrue("" + upon, upon < 0.25);
		assertTrue(
			RunRecord.read(RunRecord.pathFor(out)).get("volumes").orElseThrow().toString().contains("resampled"));
		door.works(door.run(restore(beads, tiles, "--chromatic", c)));
		assertTrue(RunRecord.read(RunRecord.pathFor(tiles)).toString().contains("\"alignment\""));
	}

	private static Object[] with(final String[] some, final Object... more) {
		return java.util.stream.Stream.concat(java.util.Arrays.stream(some), java.util.Arrays.stream(more)).toArray();
	}

	/** As wide as the beads. */
	private Path psf() throws IOException {
		VolumeWriter.write(door.path("psf.tif"), Volumes.gaussian(new Extent(13, 13, 11), 1, 1.26, 0).volume(), VOXEL,
			"", true);
		return door.path("psf.tif");
	}

	private Object[] restore(final Path in, final Path to, final Object... more) throws IOException {
		final java.util.List<Object> all = new java.util.ArrayList<>(java.util.List.of("deconvolve", in, "-o", to));
		all.addAll(java.util.List.of("--method", "richardson-lucy"));
		all.addAll(java.util.List.of(more));
		if (!all.contains("--na")) all.addAll(java.util.List.of("--psf", psf(), "--psf-as-is", "true"));
		if (!all.contains("--iterations")) all.addAll(java.util.List.of("--iterations", "4"));
		return all.toArray();
	}

	@Test
	public void whatIsWrongIsSaidInOneLine() throws IOException {
		final Path two = beads("two.tif", 3, Affine.NONE, SHIFT), one = beads("one.tif", 3, Affine.NONE),
			c = door.path("c.json");
		door.refuses(2, "Missing required option", door.run("beads", two));
		door.refuses(1, "two or more", door.run("beads", one, "--chromatic-out", c));
		door.refuses(1, "'reference-channel' takes 1 to 2",
			door.run("beads", two, "--chromatic-out", c, "--reference-channel", 3));
		door.refuses(2, "must end in .json", door.run("beads", two, "--chromatic-out", door.path("c.tif")));
		door.refuses(2, "goes with --chromatic-out",
			door.run("beads", two, "-o", door.path("p.tif"), "--reference-channel", 2));
		assertFalse(Files.exists(c));
		measured(two, "c.json");
		door.refuses(1, "exists", door.run("beads", two, "--chromatic-out", c));
		door.refuses(1, "says where 2 channels lie, but one.tif has 1 channel",
			door.run(restore(one, door.path("out.tif"), "--chromatic", c)));
		door.refuses(1, "does not exist",
			door.run(restore(two, door.path("out.tif"), "--chromatic", door.path("no.json"))));
		Files.writeString(door.path("other.json"), "{\"kind\": \"something\"}");
		door.refuses(1, "does not say where channels lie",
			door.run(restore(two, door.path("out.tif"), "--chromatic", door.path("other.json"))));
		Files.writeString(door.path("other.json"), "{\"kind\": \"chromatic shift of channels\", \"channels\": [3]}");
		door.refuses(1, "is damaged",
			door.run(restore(two, door.path("out.tif"), "--chromatic", door.path("other.json"))));
	}

	/** Beads of other colours than the stack's are no reason to stop, but to ask. */
	@Test
	public void otherWavelengthsAreWarnedOf() throws IOException {
		final Path beads = beads("beads.tif", 3, Affine.NONE, SHIFT), c = door.path("c.json");
		door.works(door.run("beads", beads, "--chromatic-out", c, "--emission", "520,600"));
		door.works(door.run(restore(beads, door.path("out.tif"), with(OPTICS, "--chromatic", c, "--iterations", "1"))));
		assertTrue(door.err.toString(), door.err.toString()
			.contains("warning: channel 2: its emission is 520 nm, but its shift was measured with beads at 600 nm"));
		assertFalse(door.err.toString(), door.err.toString().contains("warning: channel 1"));
		door.works(door.run(restore(beads, door.path("one.tif"), "--chromatic", c, "--channels", "2")));
		assertTrue(door.err.toString(), door.err.toString().contains("lies off the reference channel by"));
		door.refuses(2, "Unknown option", door.run("repair", beads, "-o", door.path("r.tif"), "--chromatic", c));
	}

	@Test
	public void strangersAreNoPartners() throws IOException {
		final StackShape shape = new StackShape(SIZE.nx(), SIZE.ny(), SIZE.nz(), 2, 1);
		final Random noise = new Random(1);
		final Volume none = Volumes.of(SIZE, (x, y, z) -> 100 + 3 * noise.nextGaussian());
		final Path path = door.path("strangers.tif");
		try (StackWriter writer = StackWriter.create(path, shape,
			new StackMetadata.Builder().voxel(VOXEL, "test").build(), true))
		{
			final Volume beads = beads(1, 0, Affine.NONE);
			for (int z = 0; z < SIZE.nz(); z++) {
				writer.write(0, z, 0, VolumeWriter.plane(beads, z));
				writer.write(1, z, 0, VolumeWriter.plane(none, z));
			}
			writer.finish();
		}
		door.refuses(1, "Channels 1 and 2: 0 beads are in both",
			door.run("beads", path, "--chromatic-out", door.path("c.json")));
	}
}
