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

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
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

/** The command line as users and scripts meet it: outputs, messages, exit codes. */
public class MainTest {

	private static final Extent SIZE = new Extent(24, 20, 8);
	private static final String[] OPTICS = { "--na", "0.8", "--emission", "520", "--iterations", "3", "--method",
		"richardson-lucy" };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();
	private Path input;
	private Path output;

	@Before
	public void makeInput() throws IOException {
		input = write("in.tif",
			Volumes.of(SIZE, (x, y, z) -> 100 + 900 * point(x - 12, y - 9, z - 4) + (x * 7 + y * 3 + z) % 5));
		output = folder.getRoot().toPath().resolve("out.tif");
	}

	/** As a microscope shows it: a voxel by itself would be the camera's. */
	private static double point(final int x, final int y, final int z) {
		return Math.exp(-0.5 * (x * x + y * y + z * z));
	}

	private Path write(final String name, final Volume volume) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(name);
		VolumeWriter.write(path, volume, new VoxelSize(0.2, 0.2, 0.5), "", true);
		return path;
	}

	private int run(final String... args) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private int deconvolve(final Path in, final String... more) {
		return run(Stream.concat(Stream.of("deconvolve", in.toString(), "-o", output.toString()), Arrays.stream(more))
			.toArray(String[]::new));
	}

	private void fails(final int code, final String words, final int actual) {
		assertEquals(err.toString(), code, actual);
		final String last = err.toString().lines().filter(l -> l.contains(words)).findFirst().orElse("");
		assertFalse("'" + words + "' is not in: " + err, last.isEmpty());
		assertFalse(Files.exists(output));
		assertFalse("half a result is left", Arrays.stream(folder.getRoot().list()).anyMatch(f -> f.contains("part")));
	}

	@Test
	public void restoresAStackWithItsCalibrationAndARecord() throws IOException {
		assertEquals(err.toString(), 0, deconvolve(input, OPTICS));
		final ImagePlus result = IJ.openImage(output.toString());
		assertEquals(32, result.getBitDepth());
		assertEquals(8, result.getNSlices());
		assertEquals(0.2, result.getCalibration().pixelWidth, 1e-6);
		assertEquals(0.5, result.getCalibration().pixelDepth, 1e-6);
		assertTrue(result.getInfoProperty().contains("emission wavelength = 0.52 µm (given)"));
		assertTrue(result.getStack().getVoxel(12, 9, 4) > 2 * result.getStack().getVoxel(2, 2, 4));
		final RunRecord record = RunRecord.read(Path.of(output + ".json"));
		assertEquals(1L, record.get("scaling").orElseThrow());
		assertTrue(record.toString().contains("--emission 520"));
		assertTrue(err.toString().contains("depth below the coverslip = 0 µm (default)"));
	}

	@Test
	public void quietSaysNothingAndJsonGoesToTheOutput() {
		final String[] more = Arrays.copyOf(OPTICS, OPTICS.length + 2);
		more[OPTICS.length] = "--quiet";
		more[OPTICS.length + 1] = "--json";
		assertEquals(0, deconvolve(input, more));
		assertEquals("", err.toString());
		assertTrue(out.toString().startsWith("{"));
	}

	/** As of a process, whose output is lost where nobody flushes it before Java ends. */
	@Test
	public void theRecordComesOutWhole() throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final String[] call = Stream
			.concat(Stream.of("deconvolve", input.toString(), "-o", output.toString(), "--json"), Arrays.stream(OPTICS))
			.toArray(String[]::new);
		assertEquals(0, Main.run(call, new PrintWriter(bytes, true), new PrintWriter(err, true)));
		assertEquals(Files.readString(Path.of(output + ".json")).strip(),
			bytes.toString(StandardCharsets.UTF_8).strip());
	}

	@Test
	public void threadsDoNotChangeTheResult() {
		final float[][] planes = new float[2][];
		for (int i = 0; i < 2; i++) {
			final String target = new File(folder.getRoot(), "t" + i + ".tif").getPath();
			assertEquals(0, run("deconvolve", input.toString(), "-o", target, "--na", "0.8", "--emission", "520",
				"--iterations", "3", "--threads", "" + (i + 1)));
			planes[i] = (float[]) IJ.openImage(target).getStack().getPixels(5);
		}
		assertArrayEquals(planes[0], planes[1], 0);
	}

	@Test
	public void anExistingOutputNeedsForce() {
		assertEquals(0, deconvolve(input, OPTICS));
		assertEquals(1, deconvolve(input, OPTICS));
		assertTrue(err.toString().contains("--force"));
		final String[] more = Arrays.copyOf(OPTICS, OPTICS.length + 1);
		more[OPTICS.length] = "--force";
		assertEquals(0, deconvolve(input, more));
	}

	@Test
	public void asksForAllThatIsMissingAtOnce() throws IOException {
		final Path plain = folder.getRoot().toPath().resolve("plain.tif");
		IJ.saveAsTiff(IJ.createImage("plain", "16-bit ramp", 20, 20, 5), plain.toString());
		final int code = deconvolve(plain);
		fails(1, "the z spacing", code);
		fails(1, "(--na), the emission wavelength (--emission)", code);
		assertEquals(1, err.toString().lines().filter(l -> l.startsWith("lucid: ")).count());
	}

	@Test
	public void wrongUsageIsTwo() {
		fails(2, "Unknown option", deconvolve(input, "--nonsense"));
		fails(2, "Missing required option", run("deconvolve", input.toString()));
		fails(2, "not 'abc'", deconvolve(input, "--na", "abc", "--emission", "520"));
		fails(2, "from 0.01 to 1.7", deconvolve(input, "--na", "14", "--emission", "520"));
		fails(2, "in nm", deconvolve(input, "--na", "0.8", "--emission", "0.52"));
		fails(2, "whole number", deconvolve(input, "--na", "0.8", "--emission", "520", "--iterations", "2.7"));
		fails(2, "from 1 to 10000", deconvolve(input, "--na", "0.8", "--emission", "520", "--iterations", "0"));
		fails(2, "'background' takes", deconvolve(input, "--na", "0.8", "--emission", "520", "--background", "dark"));
		fails(2, "0.1x0.1x0.25", deconvolve(input, "--voxel", "0.1x0.1"));
		fails(2, "Unknown modality", deconvolve(input, "--modality", "magic"));
	}

	@Test
	public void badFilesGetOneLineAndOne() throws IOException {
		fails(1, "does not exist", deconvolve(Path.of("nowhere.tif"), OPTICS));
		final Path text = Files.writeString(folder.getRoot().toPath().resolve("notes.txt"), "no image at all");
		fails(1, "notes.txt", deconvolve(text, OPTICS));
		final Path cut = folder.getRoot().toPath().resolve("cut.tif");
		Files.write(cut, Arrays.copyOf(Files.readAllBytes(input), 3000));
		fails(1, "bytes expected", deconvolve(cut, OPTICS));
		final Path rgb = folder.getRoot().toPath().resolve("rgb.tif");
		IJ.saveAsTiff(IJ.createImage("rgb", "RGB ramp", 20, 20, 5), rgb.toString());
		fails(1, "RGB", deconvolve(rgb, OPTICS));
		fails(1, "zero", deconvolve(write("zero.tif", new Volume(SIZE)), OPTICS));
		fails(1, "1 of 3840 voxels is NaN or infinite, at x=5, y=6, z=2", deconvolve(
			write("nan.tif", Volumes.of(SIZE, (x, y, z) -> x == 5 && y == 6 && z == 2 ? Double.NaN : 1)), OPTICS));
	}

	/** As registration leaves it beyond the field; one inside is a mistake, above. */
	@Test
	public void notANumberFromTheRimIsLeftOut() throws IOException {
		final Random noise = new Random(3);
		final Path nan = write("rim.tif", Volumes.of(new Extent(40, 32, 8),
			(x, y, z) -> x + z < 8 ? Double.NaN : Math.rint(100 + 300 * noise.nextDouble())));
		assertEquals(err.toString(), 0, deconvolve(nan, OPTICS));
		assertTrue(err.toString(), err.toString().contains(8 * 9 / 2 * 32 + " voxels have no weight"));
	}

	@Test
	public void contradictoryOpticsAreRefused() {
		fails(1, "numerical aperture 1.4",
			deconvolve(input, "--na", "1.4", "--immersion-index", "1.33", "--emission", "520"));
	}

	@Test
	public void unusablePsfsAreRefused() throws IOException {
		final Path zero = write("zero.tif", new Volume(SIZE));
		fails(1, "zero.tif", deconvolve(input, "--psf", zero.toString()));
		final Path nan = write("nan.tif", Volumes.of(SIZE, (x, y, z) -> Double.NaN));
		fails(1, "NaN", deconvolve(input, "--psf", nan.toString()));
		fails(1, "does not exist", deconvolve(input, "--psf", "nowhere.tif"));
	}

	@Test
	public void aPsfLargerThanTheStackWorks() throws IOException {
		final Path psf = write("psf.tif", Volumes.gaussian(new Extent(41, 40, 21), 1.5, 1.5, 0).volume());
		assertEquals(err.toString(), 0, deconvolve(input, "--psf", psf.toString(), "--iterations", "3"));
	}

	@Test
	public void unwritableOutputsAreRefused() {
		assertEquals(1,
			run("deconvolve", input.toString(), "-o", "/nowhere/out.tif", "--na", "0.8", "--emission", "520"));
		assertTrue(err.toString(), err.toString().contains("/nowhere"));
	}

	@Test
	public void negativeValuesAreKeptAndSaid() throws IOException {
		final Path negative = write("negative.tif",
			Volumes.of(SIZE, (x, y, z) -> (Math.abs(x - 12) < 2 && Math.abs(y - 9) < 2 ? 900 : 0) - 20));
		assertEquals(0, deconvolve(negative, OPTICS));
		assertTrue(err.toString(), err.toString().contains("no noise at -"));
	}

	@Test
	public void oneSliceIsRestoredAsATwoDimensionalImage() throws IOException {
		final Path flat = folder.getRoot().toPath().resolve("flat.tif");
		final ImagePlus image = IJ.createImage("flat", "16-bit ramp", 40, 30, 1);
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.2;
		IJ.saveAsTiff(image, flat.toString());
		assertEquals(err.toString(), 0, deconvolve(flat, OPTICS));
		assertTrue(err.toString(), err.toString().contains("2-D"));
	}

	@Test
	public void psfInfoAndSimulateWork() {
		final Path psf = folder.getRoot().toPath().resolve("psf.tif");
		assertEquals(err.toString(), 0, run("psf", "--na", "1.2", "--emission", "520", "--voxel", "0.1x0.1x0.25",
			"--size", "33x33x17", "--model", "gibson-lanni", "--point-sampled", "-o", psf.toString()));
		assertEquals(33, IJ.openImage(psf.toString()).getWidth());
		assertEquals(0, run("info", psf.toString()));
		assertTrue(out.toString(), out.toString().contains("33x33x17"));
		final File made = new File(folder.getRoot(), "made");
		assertEquals(err.toString(), 0, run("simulate", "--phantom", "beads", "--na", "0.8", "--emission", "520",
			"--voxel", "0.2x0.2x0.5", "--size", "32x32x8", "--seed", "5", "-o", made.toString()));
		assertEquals(5, made.list().length);
	}

	@Test
	public void simulatesWithAllLight() throws IOException {
		final Path made = folder.getRoot().toPath().resolve("tissue");
		final String[] args = { "simulate", "--phantom", "tissue", "--na", "0.8", "--emission", "520", "--voxel",
			"0.3x0.3x1", "--size", "24x20x6", "--oversampling", "1", "--scale", "3", "--gain", "0.25", "--offset",
			"200", "--read-noise", "1", "-o", made.toString() };
		assertEquals(2, run(args));
		assertTrue(err.toString(), err.toString().contains("--full-light"));
		assertEquals(err.toString(), 0,
			run(Stream.concat(Arrays.stream(args), Stream.of("--full-light")).toArray(String[]::new)));
		final Volume blurred = Volumes.read(made.resolve("blurred.tif").toFile()),
			observed = Volumes.read(made.resolve("observed.tif").toFile());
		assertEquals(200 + 4 * blurred.sum() / 2880, observed.sum() / 2880, 4);
		assertEquals(0.25, RunRecord.read(made.resolve("observed.tif.json")).get("gain").orElseThrow());
		assertEquals(2, run("simulate", "--full-light", "--modality", "spinning-disk", "--na", "1.2", "--emission",
			"520", "--excitation", "488", "--voxel", "0.1x0.1x0.3", "--size", "16x16x8", "-o", made + "2"));
		assertTrue(err.toString(), err.toString().contains("spinning-disk; there is one of widefield"));
		assertEquals(2, run("simulate", "--full-light", "--modality", "light-sheet", "--na", "1.1", "--emission", "520",
			"--excitation", "488", "--voxel", "0.1x0.1x0.3", "--size", "16x16x8", "--skew", "30", "-o", made + "2"));
		assertTrue(err.toString(), err.toString().contains("leave out --skew or --full-light"));
	}

	@Test
	public void helpAndVersion() {
		assertEquals(0, run());
		assertEquals(0, run("--version"));
		assertTrue(out.toString(), out.toString().matches("(?s)Lucid \\d.*"));
		assertEquals(0, run("deconvolve", "--help"));
		assertTrue(out.toString().contains("--immersion-index"));
	}
}
