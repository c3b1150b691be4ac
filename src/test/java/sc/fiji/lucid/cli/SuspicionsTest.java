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
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.testing.Volumes;

/**
 * What looks wrong about an input is said in one line before the work, or refused where the result would be nonsense.
 */
public class SuspicionsTest {

	private static final String[] SIZED = { "--voxel", "0.2x0.2x0.5" };

	@Rule
	public final Door door = new Door();

	/** 8-bit pages of 12x10 with some light. */
	private static TiffBuilder pages(final int count) {
		final TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 12, 10, 8, 1);
		for (int i = 0; i < count; i++) {
			final byte[] page = new byte[120];
			for (int j = 0; j < 120; j++)
				page[j] = (byte) (20 + j * 7 % 5 + (j == 54 && i == 2 ? 90 : 0));
			tiff.page(page);
		}
		return tiff;
	}

	private void warns(final String words, final Path in, final String... more) throws IOException {
		final Path out = door.path("out" + System.nanoTime() + ".tif");
		door.works(door.deconvolve(in, out, more));
		assertTrue(door.err.toString(),
			door.err.toString().lines().anyMatch(line -> line.startsWith("warning: ") && line.contains(words)));
		assertTrue("in the record, too", Files.readString(Path.of(out + ".json")).contains(words));
	}

	@Test
	public void planesBeyondWhatAHeaderDescribes() throws IOException {
		final String ome = "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image " +
			"ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"12\" SizeY=\"10\" " +
			"SizeZ=\"4\" SizeC=\"1\" SizeT=\"1\"><TiffData/></Pixels></Image></OME>";
		warns("the file holds 6 planes, its OME-XML describes 4", pages(6).describe(ome).write(door.path("o.tif")),
			SIZED);
		warns("the file holds 6 planes, its ImageJ header describes 4",
			pages(6).describe("ImageJ=1.53t\nimages=4\nslices=4\n").write(door.path("i.tif")), SIZED);
	}

	/** A z spacing of 0 is there, and is no use; what is said of it is why it is not used. */
	@Test
	public void aSpacingThatIsNoLength() throws IOException {
		final String imagej = "ImageJ=1.53t\nimages=4\nslices=4\nunit=um\nspacing=";
		door.refuses(1, "(x, y, the z spacing): give",
			door.deconvolve(pages(4).describe(imagej + "0\n").write(door.path("i.tif")), door.path("out.tif")));
		assertTrue(door.err.toString(),
			door.err.toString().contains("The file's z spacing is 0, which is no length: it is not used"));
		for (final String size : List.of("0", "-0.25")) {
			final String ome = "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image " +
				"ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"12\" SizeY=\"10\" " +
				"SizeZ=\"4\" SizeC=\"1\" SizeT=\"1\" PhysicalSizeX=\"0.1\" PhysicalSizeY=\"0.1\" PhysicalSizeZ=\"" +
				size + "\"><TiffData/></Pixels></Image></OME>";
			door.refuses(1, "is not known (the z spacing): give",
				door.deconvolve(pages(4).describe(ome).write(door.path("o.tif")), door.path("out.tif")));
			assertTrue(door.err.toString(), door.err.toString()
				.contains("OME-XML gives PhysicalSizeZ as " + size + ", which is no length: it is not used"));
		}
		final Path negative = pages(4).tag(282).describe(imagej + "-0.25\n").write(door.path("n.tif"));
		door.works(door.deconvolve(negative, door.path("n2.tif"), SIZED));
		assertTrue(door.err.toString(),
			(door.err.toString() + door.out).contains("The file's z spacing is -0.25: it is taken without its sign"));
	}

	@Test
	public void slicesThatMayBeTimePoints() throws IOException {
		warns("are its 4 slices time points?",
			pages(4).describe("ImageJ=1.53t\nimages=4\nslices=4\nfinterval=0.1\n").write(door.path("t.tif")), SIZED);
	}

	/** One frame of several that the user chose has slices; what Lucid made of it has them, too. */
	@Test
	public void aChosenFrameOfASeriesIsNoDoubt() throws IOException {
		final Path series = pages(8)
			.describe("ImageJ=1.53t\nimages=8\nslices=4\nframes=2\nhyperstack=true\nfinterval=0.1\n")
			.write(door.path("series.tif")), first = door.path("first.tif");
		door.works(door.deconvolve(series, first, with(SIZED, "--frames", "2")));
		assertFalse(door.err.toString(), door.err.toString().contains("time points"));
		door.works(door.run("info", first));
		assertFalse(door.out + door.err.toString(), (door.out + door.err.toString()).contains("time points"));
	}

	private static String[] with(final String[] some, final String... more) {
		return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
	}

	/**
	 * One slice three times as bright is odd; a layer that the PSF spreads over its neighbours, and a slope, are not.
	 */
	@Test
	public void aSliceUnlikeThoseBesideIt() throws IOException {
		final Extent size = new Extent(16, 14, 9);
		final Volumes.Function layer = (x, y, z) -> 20 + 3 * z + (x * 7 + y * 3) % 5 +
			300 * Math.exp(-(z - 4) * (z - 4) / 2.0);
		warns("slice 7 of odd.tif (channel 1, frame 1) has 3",
			door.stack("odd.tif", Volumes.of(size, (x, y, z) -> (z == 6 ? 3 : 1) * (20 + (x * 7 + y * 3 + z) % 5))));
		door.works(door.deconvolve(door.stack("layer.tif", Volumes.of(size, layer)), door.path("layer.zarr")));
		assertFalse(door.err.toString(), door.err.toString().contains("beside"));
	}

	/** A camera that stopped leaves zeros: the last slice with light is no brighter than the others. */
	@Test
	public void aSliceBesideBlankOnes() throws IOException {
		for (final int blank : new int[] { 7, 5 }) {
			door.works(door.deconvolve(
				door.stack("blank" + blank + ".tif",
					Volumes.of(new Extent(16, 14, 11),
						(x, y, z) -> blank == 7 && z >= 7 || z == 5 && blank == 5 ? 0 : 20 + (x * 7 + y * 3 + z) % 5)),
				door.path("blank" + blank + "-out.tif")));
			assertFalse(door.err.toString(), door.err.toString().contains("times the counts"));
		}
	}

	/** A rim of NaN is left out; a single one inside is what is wrong. */
	@Test
	public void aNaNInsideIsToldAndNotTheRim() throws IOException {
		final Path in = door.stack("nan.tif", Volumes.of(new Extent(24, 22, 9),
			(x, y, z) -> y < 4 || x == 12 && y == 10 && z == 5 ? Double.NaN : 20 + (x * 7 + y * 3 + z) % 5));
		door.refuses(1,
			"1 of 4752 voxels is NaN or infinite apart from those at the rims of slices, at x=12, y=10, z=5 ",
			door.deconvolve(in, door.path("out.tif")));
	}

	/** Who repairs or denoises alone wants to know it, too. */
	@Test
	public void repairsTellOfSlices() throws IOException {
		final Path odd = door.stack("odd.tif",
			Volumes.of(new Extent(16, 14, 9), (x, y, z) -> (z == 6 ? 3 : 1) * (20 + (x * 7 + y * 3 + z) % 5)));
		for (final String command : List.of("repair", "denoise")) {
			door.works(door.run(command, odd, "-o", door.path(command + ".tif")));
			assertTrue(door.err.toString(), door.err.toString().contains("warning: slice 7 of odd.tif"));
		}
	}

	/** Beside a blank recording, or with a result of nothing, each number of a report would be nonsense. */
	@Test
	public void qualityOfBlankStacks() throws IOException {
		final Path good = door.stack("good.tif", 1),
			zero = door.stack("zero.tif", Volumes.of(Door.SIZE, (x, y, z) -> 0)),
			nan = door.stack("nan.tif", Volumes.of(Door.SIZE, (x, y, z) -> Float.NaN)),
			seven = door.stack("seven.tif", Volumes.of(Door.SIZE, (x, y, z) -> 7));
		final Path page = door.path("q.html");
		door.refuses(1, "zero.tif: every voxel is 0: there is nothing to judge",
			door.run("quality", good, zero, "-o", page));
		door.refuses(1, "zero.tif: every voxel is 0: there is nothing to judge",
			door.run("quality", zero, good, "-o", page));
		door.refuses(1, "seven.tif: every voxel is 7", door.run("quality", good, seven, "-o", page));
		door.refuses(1, "nan.tif: no voxel is a number", door.run("quality", good, nan, "-o", page));
		assertFalse(Files.exists(page));
	}

	/** As a copy that was broken off leaves them, in a file that was as large from the start. */
	@Test
	public void slicesThatWereNeverWritten() throws IOException {
		final Path in = door.stack("half.tif", Volumes.of(new Extent(24, 24, 10), (x, y, z) -> z == 2 || z > 6 ? 0
			: 100 + 900 * Math.exp(-0.05 * ((x - 12) * (x - 12) + (y - 11) * (y - 11)))));
		warns("slice 3 is blank (half.tif, channel 1, frame 1)", in);
		warns("slices 8 to 10 are blank (half.tif, channel 1, frame 1)", in);
	}

	/** Only where it matters, and nobody has said which slice lies at the coverslip. */
	@Test
	public void aStageThatFallsFromSliceToSlice() throws IOException {
		final String ome = "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image " +
			"ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"12\" SizeY=\"10\" " +
			"SizeZ=\"4\" SizeC=\"1\" SizeT=\"1\"><TiffData/><Plane TheZ=\"0\" TheC=\"0\" TheT=\"0\" PositionZ=\"9\"/>" +
			"<Plane TheZ=\"3\" TheC=\"0\" TheT=\"0\" PositionZ=\"8\"/></Pixels></Image></OME>";
		final Path in = pages(4).describe(ome).write(door.path("fall.tif"));
		final String[] deep = { "--voxel", "0.2x0.2x0.3", "--sample-index", "1.33", "--depth", "3" }, said = {
			"--voxel", "0.2x0.2x0.3", "--sample-index", "1.33", "--depth", "3", "--z-direction", "coverslip-last" };
		warns("The stage's z falls from the first slice to the last", in, deep);
		door.works(door.deconvolve(in, door.path("said.tif"), said));
		assertFalse(door.err.toString(), door.err.toString().contains("stage"));
		door.works(door.deconvolve(in, door.path("flat.tif"), SIZED));
		assertFalse(door.err.toString(), door.err.toString().contains("stage"));
		door.refuses(2, "which slice lies at the coverslip",
			door.deconvolve(in, door.path("no.tif"), "--z-direction", "down"));
	}

	/** A PSF whose voxels are said to be five times too small is narrower than the optics allow. */
	@Test
	public void aPsfOfAnotherVoxelSize() throws IOException {
		final Path in = door.stack("in.tif", 1), psf = door.path("psf.tif");
		door.works(door.run("psf", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5", "--size", "15x15x9",
			"-o", psf));
		warns("is its voxel size, 0.04x0.04x0.1 µm, right (--psf-voxel)", in, "--psf", psf.toString(), "--psf-voxel",
			"0.04x0.04x0.1");
		door.works(door.deconvolve(in, door.path("right.tif"), "--psf", psf.toString()));
		assertFalse(door.err.toString(), door.err.toString().contains("warning: PSF"));
	}

	@Test
	public void whiteThatIsZero() throws IOException {
		warns("0 is white", pages(4).tag(262, 0).write(door.path("w.tif")), SIZED);
	}

	@Test
	public void sizesThatNobodyMeasured() throws IOException {
		final Path in = door.stack("in.tif", 1);
		warns("1x1x1 µm are what programs write", in, "--voxel", "1x1x1");
		warns("0.2 µm along X and 0.3 µm along Y", in, "--voxel", "0.2x0.3x0.5");
		door.refuses(1, "are they in nm? Give --voxel in µm, as 0.1x0.1x0.25",
			door.deconvolve(in, door.path("out.tif"), "--voxel", "100x100x250"));
		door.refuses(1, "are they in mm? Give --voxel in µm, as 0.1x0.1x0.25",
			door.deconvolve(in, door.path("out.tif"), "--voxel", "0.0001x0.0001x0.00025"));
		door.refuses(1, "µm along Z): are they in nm? Give --voxel in µm, as 0.1x0.1x0.25",
			door.deconvolve(in, door.path("out.tif"), "--voxel", "0.1x0.1x250"));
		door.refuses(1, "are they in nm?",
			door.run("psf", "--na", "1.4", "--emission", "520", "--voxel", "100x100x250", "-o", door.path("psf.tif")));
	}

	@Test
	public void pagesThatHoldSeveralSlices() throws IOException {
		door.refuses(1, "several slices in each page",
			door.deconvolve(pages(2).tag(32997, 4).write(door.path("d.tif")), door.path("out.tif"), SIZED));
	}

	@Test
	public void stacksOfOneValue() throws IOException {
		door.refuses(1, "every voxel is 500: there is nothing",
			door.deconvolve(door.stack("c.tif", Volumes.of(Door.SIZE, (x, y, z) -> 500)), door.path("out.tif")));
		final Path full = door.stack("f.tif", Volumes.of(Door.SIZE, (x, y, z) -> 65535));
		door.refuses(1, "every voxel is 65535: saturated", door.deconvolve(full, door.path("out.tif")));
		assertEquals(1, door.deconvolve(full, door.path("out.zarr")));
		assertTrue(door.err.toString(), door.err.toString().contains("every voxel is 65535: saturated"));
	}

	@Test
	public void absentChunks() throws IOException {
		final Path zarr = door.path("in.zarr");
		final StackMetadata metadata = new StackMetadata.Builder().voxel(Door.VOXEL, "test").build();
		try (StackWriter writer = StackWriter.create(zarr, new StackShape(200, 14, 5, 1, 1), metadata, false)) {
			for (int z = 0; z < 5; z++) {
				final float[] plane = new float[200 * 14];
				for (int i = 0; i < plane.length; i++)
					plane[i] = 20 + i * 7 % 5 + (i == 500 ? 300 : 0);
				writer.write(0, z, 0, plane);
			}
			writer.finish();
		}
		Files.delete(zarr.resolve("0/0/0/0/0/1"));
		warns("1 of 2 chunks of in.zarr are absent", zarr);
	}

	@Test
	public void settingsThatTheMethodDoesNotTake() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("unheeded.tif");
		door.works(door.deconvolve(in, out, "--penalty", "tv", "--background", "20"));
		assertTrue(door.err.toString(), door.err.toString()
			.contains("warning: 'penalty' has no effect, since the method richardson-lucy does not take it"));
		door.works(door.run("methods", out));
		final String settings = door.out.toString()
			.lines()
			.filter(l -> l.contains("key settings"))
			.findFirst()
			.orElseThrow();
		assertTrue(settings, settings.contains("background=20") && !settings.contains("penalty"));
		warns("'weight' has no effect", in, "--weight", "100");
	}

	/** Who forgets the modality is told, and what had no effect is in no methods section. */
	@Test
	public void opticsThatTheModalityDoesNotTake() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("optics.tif"), psf = door.path("psf.tif");
		final String[] optics = { "--pinhole", "1.2", "--sheet-na", "0.3", "--depletion", "775", "--array-diameter",
			"1", "--excitation", "488" };
		final String pinhole = "warning: 'pinhole' has no effect, since widefield does not take it: give --modality " +
			"confocal or spinning-disk or sted if it is one of these",
			array = "warning: 'array-diameter' has no effect, since widefield does not take it: give --modality " +
				"array-detector if the recording is such";
		door.works(door.deconvolve(in, out, optics));
		for (final String line : List.of(pinhole, array, "'sheet-na' has no", "'depletion' has no"))
			assertTrue(door.err.toString(), door.err.toString().contains(line));
		assertFalse(door.err.toString(), door.err.toString().contains("'excitation'"));
		door.works(door.run("methods", out));
		assertTrue(door.out.toString(), door.out.toString().contains("numerical aperture 0.8"));
		for (final String word : List.of("pinhole", "sheet", "depletion", "array"))
			assertFalse(door.out.toString(), door.out.toString().contains(word));
		door.works(door.deconvolve(in, door.path("confocal.tif"), "--modality", "confocal", "--excitation", "488",
			"--pinhole", "1.2"));
		assertFalse(door.err.toString(), door.err.toString().contains("has no effect"));
		door.works(door.run("psf", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5", "--size", "5x5x3",
			"--pinhole", "1.2", "-o", psf));
		assertTrue(door.err.toString(), door.err.toString().contains(pinhole));
		door.works(door.run("simulate", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5", "--size", "8x8x4",
			"--pinhole", "1.2", "-o", door.path("simulated")));
		assertTrue(door.err.toString(), door.err.toString().contains(pinhole));
		door.works(
			door.run("check-psf", in, "--na", "0.8", "--emission", "520", "--pinhole", "1.2", "--scan", "z-direction"));
		assertTrue(door.out.toString(), door.out.toString().contains(pinhole));
	}

	/** Only one of them would be heeded. */
	@Test
	public void whatIsSaidInTwoWaysIsRefused() throws IOException {
		final Path in = door.stack("in.tif", 1);
		for (final String modality : List.of("confocal", "widefield"))
			door.refuses(2, "'pinhole' and 'pinhole-diameter' both say how wide the pinhole is: give one of them.",
				door.deconvolve(in, door.path("o.tif"), "--modality", modality, "--excitation", "488", "--pinhole", "1",
					"--pinhole-diameter", "0.5"));
		final String[] sheet = { "--excitation", "488", "--sheet-na", "0.3", "--sheet-thickness", "3", "--modality",
			"light-sheet" };
		door.refuses(2, "'sheet-na' and 'sheet-thickness' both say how thick",
			door.deconvolve(in, door.path("o.tif"), sheet));
		sheet[sheet.length - 1] = "lattice-light-sheet";
		door.works(door.deconvolve(in, door.path("o.tif"), sheet));
		assertTrue(door.err.toString(), door.err.toString().contains("'sheet-thickness' has no effect"));
	}

	/** Wavelengths that were exchanged make a PSF, too. */
	@Test
	public void anExcitationBeyondTheEmissionIsWarnedOf() throws IOException {
		final Path in = door.stack("in.tif", 1);
		final String told = "warning: the excitation (561.5 nm) is longer than the emission (520 nm)";
		for (final String modality : List.of("confocal", "light-sheet", "two-photon", "widefield")) {
			door.works(
				door.deconvolve(in, door.path(modality + ".tif"), "--modality", modality, "--excitation", "561.5"));
			assertEquals(modality, !modality.equals("two-photon"), door.err.toString().contains(told));
		}
		door.works(door.deconvolve(in, door.path("o.tif"), "--modality", "confocal", "--excitation", "488"));
		assertFalse(door.err.toString(), door.err.toString().contains("excitation (488"));
	}

	@Test
	public void psfsThatAreNone() throws IOException {
		final Path in = door.stack("in.tif", 1);
		final Volume gaussian = Volumes.gaussian(new Extent(21, 21, 5), 1.2, 1, 0).volume();
		final Volume two = Volumes.of(gaussian.extent(),
			(x, y, z) -> gaussian.row(y, z)[x] + (x < 8 ? 0 : 0.8 * gaussian.row(y, z)[x - 8]));
		final Path psf = door.stack("two.tif", two);
		warns("a second maximum of 80 %, 8 voxels from the first", in, "--psf", psf.toString());
		final Path cut = door.stack("cut.tif",
			Volumes.of(new Extent(9, 9, 5), (x, y, z) -> 100 + 1000 * gaussian.row(y + 6, z)[x / 3 + 9]));
		warns("at its edges it still has 71 % of its peak", in, "--psf", cut.toString());
		final Volume high = Volumes.gaussian(new Extent(21, 21, 3), 1.2, 1, 0).volume();
		warns("its first or last slice still has 61 % of its peak", in, "--psf",
			door.stack("high.tif", high).toString());
		final Path wrapped = door.stack("wrapped.tif",
			Volumes.of(gaussian.extent(), (x, y, z) -> gaussian.row((y + 10) % 21, (z + 2) % 5)[(x + 10) % 21]));
		door.works(door.deconvolve(in, door.path("wrapped-out.tif"), "--psf", wrapped.toString()));
		assertTrue(door.err.toString().contains("wrapped around"));
		assertFalse(door.err.toString(), door.err.toString().contains("of its peak"));
		warns("it is a single voxel, which takes no blur away", in, "--psf",
			door.stack("voxel.tif", Volumes.of(new Extent(1, 1, 1), (x, y, z) -> 7)).toString());
		final Path one = door.path("one.tif");
		VolumeWriter.write(one, Volumes.gaussian(new Extent(21, 21, 1), 1.2, 1, 0).volume(), Door.VOXEL, "", false);
		warns("one.tif has one slice, the stack has 5", in, "--psf", one.toString());
		final Path time = door.path("time.tif");
		try (
			StackWriter writer = StackWriter.create(time, new StackShape(21, 21, 1, 1, 5), StackMetadata.NONE, false))
		{
			for (int t = 0; t < 5; t++)
				writer.write(0, 0, t, VolumeWriter.plane(gaussian, t));
			writer.finish();
		}
		door.refuses(1, "time.tif has 5 frames, a PSF has one",
			door.deconvolve(in, door.path("out.tif"), "--psf", time.toString()));
	}

	@Test
	public void zarrsOfOtherVersionsAndScales() throws IOException {
		final Path zarr = door.path("in.zarr");
		door.works(door.deconvolve(door.stack("in.tif", 1), zarr));
		final Path file = zarr.resolve(".zattrs");
		final String text = Files.readString(file);
		Files.writeString(file, text.replaceFirst("(\"scale\": \\[\\s*)[0-9.]+,", "$1"));
		door.refuses(1, "4 numbers for 5 axes", door.deconvolve(zarr, door.path("out.tif")));
		warns("4 numbers for 5 axes", zarr, SIZED);
		Files.writeString(file, text.replace("\"0.4\"", "\"0.6\""));
		door.refuses(1, "is OME-Zarr 0.6, which is not read", door.run("info", zarr));
		assertEquals(0, Stream.of(door.getRoot().list()).filter(name -> name.equals("out.tif")).count());
	}
}
