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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.fit.SimulatedPupil;
import sc.fiji.lucid.testing.Volumes;

/** Beads in, PSF out; a result in, a verdict out: through the command line. */
public class BeadsAndQualityTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent SIZE = new Extent(120, 110, 24);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();
	private Path beads;

	@Before
	public void makeBeads() throws IOException {
		final Random random = new Random(5);
		final Volume v = Volumes.of(SIZE, (x, y, z) -> 100 + 3 * random.nextGaussian());
		for (int j = 0; j < 3; j++)
			for (int i = 0; i < 3; i++)
				spot(v, 20 + 38 * i + random.nextDouble(), 20 + 35 * j + random.nextDouble(), 12 + random.nextDouble());
		beads = write("beads.tif", v);
	}

	private static void spot(final Volume v, final double cx, final double cy, final double cz) {
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					v.row(y, z)[x] += 800 * Math.exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (2 * 1.3 * 1.3) -
						(z - cz) * (z - cz) / (2 * 1.6 * 1.6));
	}

	private Path write(final String name, final Volume volume) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(name);
		VolumeWriter.write(path, volume, VOXEL, "", true);
		return path;
	}

	private int run(final String... args) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	/** Beads of 0.3 µm in the image cannot be wider; nothing is written of such. */
	@Test
	public void aBeadWiderThanItsImageIsRefused() {
		final Path psf = folder.getRoot().toPath().resolve("none.tif");
		for (final String diameter : List.of("5", "0.6")) {
			assertEquals(1, run("beads", beads.toString(), "-o", psf.toString(), "-q", "--bead-diameter", diameter));
			assertTrue(err.toString(), err.toString().matches("lucid: The beads are imaged 0\\.\\d+ µm wide, .*\n"));
			assertTrue(err.toString(), err.toString().contains(diameter + " µm (--bead-diameter)"));
		}
		assertTrue(Files.notExists(psf));
	}

	@Test
	public void beadsBecomeAPsfThatRestores() throws IOException {
		final Path psf = folder.getRoot().toPath().resolve("psf.tif");
		assertEquals(err.toString(), 0, run("beads", beads.toString(), "-o", psf.toString(), "--bead-diameter", "0.1"));
		assertTrue(err.toString(), err.toString().contains("Beads found: 9 (9 kept)"));
		for (final String beside : new String[] { ".csv", "-beads.png", "-psf.png", ".json" })
			assertTrue(beside, Files.size(Path.of(psf + beside)) > 100);
		final Path restored = folder.getRoot().toPath().resolve("restored.tif");
		assertEquals(err.toString(), 0, run("deconvolve", beads.toString(), "-o", restored.toString(), "--psf",
			psf.toString(), "--method", "richardson-lucy", "--iterations", "3"));
	}

	@Test
	public void aPupilIsRetrieved() throws IOException {
		final VoxelSize voxel = new VoxelSize(0.09, 0.09, 0.22);
		final Volume bead = SimulatedPupil.noisy(new SimulatedPupil(Map.of(3, 0.4, 12, -0.3), Map.of())
			.image(new Extent(29, 29, 21), voxel, 0.1, 0.02, 0.03, 0.05), 3000, 50, new Random(2));
		final Path one = folder.getRoot().toPath().resolve("one.tif"),
			psf = folder.getRoot().toPath().resolve("psf.tif");
		VolumeWriter.write(one, bead, voxel, "", true);
		assertEquals(err.toString(), 0, run("beads", one.toString(), "-o", psf.toString(), "--retrieve", "--na", "1.4",
			"--immersion-index", "1.515", "--emission", "520"));
		final Matcher phase = Pattern.compile("pupil: phase (\\S+) ").matcher(err.toString());
		assertTrue(err.toString(), phase.find());
		final Zernike found = Zernike.of(phase.group(1));
		assertEquals(0.4, found.coefficients().get(3), 0.04);
		assertEquals(-0.3, found.coefficients().get(12), 0.04);
		assertTrue(err.toString(), err.toString().contains("nm over it"));
		assertEquals(1, run("beads", one.toString(), "-o", psf.toString(), "--retrieve", "--modality", "confocal",
			"--na", "1.4", "--emission", "520", "--excitation", "488", "--force"));
		assertTrue(err.toString(), err.toString().contains("widefield beads only"));
		assertEquals(1, run("beads", one.toString(), "-o", psf.toString(), "--retrieve", "--force"));
		assertTrue(err.toString(), err.toString().contains("--na"));
		assertEquals(2, run("beads", one.toString(), "-o", psf.toString(), "--retrieve", "--fit"));
	}

	/** What is written is what the optics that are told make, with light that lies beyond the bead's image. */
	@Test
	public void opticsAreFitted() throws IOException {
		final VoxelSize voxel = new VoxelSize(0.09, 0.09, 0.22);
		final Volume bead = SimulatedPupil.noisy(
			new SimulatedPupil(Map.of(12, -0.3), Map.of()).image(new Extent(29, 29, 21), voxel, 0.1, 0.02, 0.03, 0.05),
			3000, 50, new Random(2));
		final Path one = folder.getRoot().toPath().resolve("one.tif"),
			fitted = folder.getRoot().toPath().resolve("fitted.tif"),
			computed = folder.getRoot().toPath().resolve("computed.tif");
		VolumeWriter.write(one, bead, voxel, "", true);
		assertEquals(err.toString(), 0, run("beads", one.toString(), "-o", fitted.toString(), "--fit", "--na", "1.4",
			"--immersion-index", "1.515", "--emission", "520"));
		final Matcher told = Pattern.compile("comes from the optics with --na (\\S+) --zernike (\\S+)")
			.matcher(err.toString());
		assertTrue(err.toString(), told.find());
		assertEquals(err.toString(), 0, run("psf", "-o", computed.toString(), "--na", told.group(1), "--zernike",
			told.group(2), "--immersion-index", "1.515", "--emission", "520", "--voxel", "0.09x0.09x0.22"));
		try (Stack written = StackReader.open(fitted); Stack whole = StackReader.open(computed)) {
			assertEquals(whole.shape(), written.shape());
			assertEquals(0, Volumes.relativeDifference(Stacks.volume(written, 0, 0), Stacks.volume(whole, 0, 0)), 1e-6);
		}
	}

	/** The second channel holds noise alone: it takes the pupil of the first, and is told so in log and record. */
	@Test
	public void aDimChannelTakesThePupilOfAnother() throws IOException {
		final VoxelSize voxel = new VoxelSize(0.09, 0.09, 0.22);
		final Extent box = new Extent(29, 29, 21);
		final Volume bead = SimulatedPupil.noisy(
			new SimulatedPupil(Map.of(3, 0.4, 12, -0.3), Map.of()).image(box, voxel, 0.1, 0.02, 0.03, 0.05), 3000, 50,
			new Random(2));
		final Random random = new Random(3);
		final Volume dark = Volumes.of(box, (x, y, z) -> 3 * random.nextGaussian());
		final Path two = folder.getRoot().toPath().resolve("two.tif"),
			psf = folder.getRoot().toPath().resolve("psf.tif"), first = folder.getRoot().toPath().resolve("psf-c1.tif"),
			second = folder.getRoot().toPath().resolve("psf-c2.tif");
		VolumeWriter.write(two, List.of(List.of(bead), List.of(dark)), voxel, "", true);
		assertEquals(1, run("beads", two.toString(), "-o", psf.toString(), "--each-channel", "--na", "1.4"));
		assertTrue(err.toString(), err.toString().contains("the optics of both are needed"));
		assertEquals(err.toString(), 0, run("beads", two.toString(), "-o", psf.toString(), "--each-channel",
			"--retrieve", "--na", "1.4", "--immersion-index", "1.515", "--emission", "520,650"));
		final String said = err.toString();
		assertTrue(said, said.contains("restore with --psf " + first + "," + second));
		final Matcher phases = Pattern
			.compile("channel 2: pupil: scaled from that of channel 1, the phase times 0.8 .*: (\\S+) \\(")
			.matcher(said), own = Pattern.compile("channel 1: pupil: phase (\\S+) ").matcher(said);
		assertTrue(said, phases.find() && own.find());
		for (final int j : new int[] { 3, 12 })
			assertEquals(0.8 * Zernike.of(own.group(1)).coefficients().get(j),
				Zernike.of(phases.group(1)).coefficients().get(j), 1e-3);
		assertEquals(1.0,
			((Number) RunRecord.read(RunRecord.pathFor(second)).get("scaledFromChannel").orElseThrow()).doubleValue(),
			0);
		assertTrue(Files.exists(first) && Files.exists(Path.of(first + ".csv")) && !Files.exists(psf));
		assertEquals(2, run("beads", two.toString(), "--chromatic-out", two + ".json", "--each-channel"));
		VolumeWriter.write(two, List.of(List.of(dark), List.of(dark)), voxel, "", true);
		assertEquals(1, run("beads", two.toString(), "-o", psf.toString(), "--each-channel", "--force"));
		assertTrue(err.toString(), err.toString().contains("No channel has a bead"));
	}

	@Test
	public void aStackWithoutBeadsIsRefused() throws IOException {
		final Path flat = write("flat.tif", Volumes.random(SIZE, 3));
		final Path psf = folder.getRoot().toPath().resolve("psf.tif");
		assertEquals(1, run("beads", flat.toString(), "-o", psf.toString()));
		assertTrue(err.toString(), err.toString().startsWith("lucid: "));
		assertEquals(2, run("beads", beads.toString(), "-o", psf.toString(), "--bead-diameter", "-1"));
		assertTrue(!Files.exists(psf));
	}

	@Test
	public void aResultGetsItsVerdict() throws IOException {
		final Path page = folder.getRoot().toPath().resolve("report.html");
		assertEquals(err.toString(), 0, run("quality", beads.toString(), beads.toString(), "-o", page.toString(),
			"--na", "1.2", "--emission", "520"));
		assertTrue(Files.readString(page).contains("<html"));
		assertTrue(RunRecord.read(Path.of(page + ".json")).get("findings").isPresent());
		final Path other = write("other.tif", Volumes.random(new Extent(9, 9, 9), 1));
		assertEquals(1, run("quality", beads.toString(), other.toString(), "-o", page.toString()));
		assertTrue(err.toString(),
			err.toString().contains("exists. Choose another output") && !err.toString().contains("differ in size"));
		assertEquals(1, run("quality", beads.toString(), other.toString(), "-o", page.toString(), "--force"));
		assertTrue(err.toString(), err.toString().contains("differ in size"));
	}

	/** The report of a run knows what the run knew; the same result judged later knows it from the record. */
	@Test
	public void aRunReportsOnItself() throws IOException {
		final Path restored = folder.getRoot().toPath().resolve("restored.tif"),
			reports = folder.getRoot().toPath().resolve("reports");
		assertEquals(err.toString(), 0, run("deconvolve", beads.toString(), "-o", restored.toString(), "--na", "1.2",
			"--emission", "520", "--method", "richardson-lucy", "--iterations", "3", "--report", reports.toString()));
		final Path page = reports.resolve("restored.tif-c1-t1.html");
		final String html = Files.readString(page);
		for (final String setting : new String[] { "Option iterations", "Numerical aperture", "given", "default",
			"Run: stopReason", "SHA-256", "Voxel size", "Error map" })
			assertTrue(setting, html.contains(setting));
		assertTrue(Files.size(reports.resolve("restored.tif-c1-t1.png")) > 1000);
		assertTrue(RunRecord.read(Path.of(page + ".json")).get("consistency").isPresent());
		final Path later = folder.getRoot().toPath().resolve("later.html");
		assertEquals(err.toString(), 0, run("quality", beads.toString(), restored.toString(), "-o", later.toString()));
		assertEquals(RunRecord.read(Path.of(page + ".json")).get("consistency"),
			RunRecord.read(Path.of(later + ".json")).get("consistency"));
	}

	/** Few hollow spheres, of which one begins at slice 34: what README shows first must not be told to lack a slice. */
	@Test
	public void theSampleLacksNoSlice() throws IOException {
		final Path page = folder.getRoot().toPath().resolve("sample.html");
		assertEquals(err.toString(), 0, run("quality", "test-stacks/shells.tif", "test-stacks/shells.tif", "-o",
			page.toString(), "--na", "1.4", "--emission", "520"));
		assertFalse(err.toString(), (err.toString() + out).contains("missing"));
		assertFalse(Files.readString(page).contains("seems to be missing"));
	}

	/** Who changed nothing gave no background and must not be told to give another one. */
	@Test
	public void theSampleIsNotToldThatItsBackgroundIsWrong() throws IOException {
		final Path restored = folder.getRoot().toPath().resolve("sample.tif"),
			reports = folder.getRoot().toPath().resolve("pictures");
		assertEquals(err.toString(), 0, run("deconvolve", "test-stacks/shells.tif", "-o", restored.toString(), "--na",
			"1.4", "--emission", "520", "--report", reports.toString()));
		final String page = Files.readString(reports.resolve("sample.tif-c1-t1.html"));
		assertTrue(page.contains("found its background of"));
		assertFalse(page.contains("Restore again with background"));
	}

	@Test
	public void aZarrIsReportedOnToo() throws IOException {
		final Path restored = folder.getRoot().toPath().resolve("restored.zarr"),
			reports = folder.getRoot().toPath().resolve("reports");
		assertEquals(err.toString(), 0,
			run("deconvolve", beads.toString(), "-o", restored.toString(), "--na", "1.2", "--emission", "520",
				"--method", "richardson-lucy", "--iterations", "3", "--background", "100", "--report",
				reports.toString()));
		assertTrue(Files.readString(reports.resolve("restored.zarr-c1-t1.html")).contains("Error map"));
		assertTrue(Files.size(reports.resolve("restored.zarr-c1-t1.png")) > 1000);
	}

	@Test
	public void whatDoesNotBelongTogetherIsRefused() throws IOException {
		final Path page = folder.getRoot().toPath().resolve("report.html");
		final String[] call = { "quality", beads.toString(), beads.toString(), "-o", page.toString(), "--na", "1.2",
			"--emission", "520", "--channel", "2" };
		assertEquals(1, run(call));
		assertTrue(err.toString(), err.toString().contains("channels 1 to 1, not 2"));
		assertEquals(2, run("quality", beads.toString(), beads.toString(), "-o", page.toString(), "--iterations", "3"));
		assertEquals(0,
			run("quality", beads.toString(), beads.toString(), "-o", page.toString(), "--repeat", beads.toString(),
				"--restored-repeat", beads.toString(), "--truth", beads.toString(), "--gain", "1", "--offset", "100"));
		assertTrue(
			Files.readString(page).contains("two recordings") && Files.readString(page).contains("Against the truth"));
	}
}
