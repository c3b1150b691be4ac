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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.report.VolumeRecord;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.Simulated;

/**
 * Log, record and report tell one gain, one offset and one background of a stack: a large bead in its own haze, as the
 * EPFL's (37 e⁻ a count, offset 204), of which the report of version 0.1 found 27 e⁻ and a background of 342 counts
 * where the log had 37 and 208.
 */
public class OneCameraTest {

	private static final double GAIN = 37.3, OFFSET = 204;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path stack;

	@Before
	public void record() throws IOException {
		final Extent size = new Extent(64, 64, 40);
		final Volume photons = new Volume(size);
		final double[] centre = { 32, 32, 20 };
		Simulated.spot(photons, centre, new double[] { 5, 5, 4 }, 20000);
		Simulated.spot(photons, centre, new double[] { 14, 14, 12 }, 8000);
		stack = folder.getRoot().toPath().resolve("bead.tif");
		VolumeWriter.write(stack, Simulated.camera(photons, GAIN, OFFSET, 1.6, 1), new VoxelSize(0.1, 0.1, 0.25), "",
			true);
	}

	private Path restored(final String... options) {
		final Path result = folder.getRoot().toPath().resolve("restored.tif");
		run(arguments(new String[] { "deconvolve", stack.toString(), "-o", result.toString(), "--na", "1.2",
			"--emission", "520", "--voxel", "0.1x0.1x0.25", "--report", folder.getRoot().toString() }, options));
		return result;
	}

	private static String[] arguments(final String[] first, final String[] more) {
		return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
	}

	private static String run(final String... args) {
		final StringWriter err = new StringWriter();
		final int code = Main.run(args, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
		assertEquals(err.toString(), 0, code);
		return err.toString();
	}

	/** Of light that hardly differs from place to place the noise tells little; of much, enough not to speak of it. */
	@Test
	public void aGainThatIsNotSureIsToldWithItsError() throws IOException {
		final String sure = ".*camera: [0-9.]+ photoelectrons.*", unsure = ".*camera: [0-9.]+ \\(± \\d+ %\\) photo.*";
		final Pattern[] told = { Pattern.compile(sure), Pattern.compile(unsure) };
		final Path dim = stack.resolveSibling("dim.tif");
		final Volume photons = new Volume(new Extent(64, 64, 24));
		Simulated.spot(photons, new double[] { 32, 32, 12 }, new double[] { 5, 5, 4 }, 40);
		VolumeWriter.write(dim, Simulated.camera(photons, 1, 100, 1.6, 1), new VoxelSize(0.1, 0.1, 0.25), "", true);
		for (int i = 0; i < 2; i++) {
			final String log = run("deconvolve", (i == 0 ? stack : dim).toString(), "-o",
				stack.resolveSibling("out.tif").toString(), "--force", "--na", "1.2", "--emission", "520", "--method",
				"richardson-lucy", "--iterations", "1");
			assertTrue(log, told[i].matcher(log).find());
		}
	}

	/** What the stack tells goes before an offset without a gain, and the log says so. */
	@Test
	public void anOffsetAloneIsNotUsedSilently() {
		final String[] quick = { "deconvolve", stack.toString(), "-o", stack.resolveSibling("out.tif").toString(),
			"--force", "--na", "1.2", "--emission", "520", "--method", "richardson-lucy", "--iterations", "1" };
		final String warning = "warning: 'offset' of 150 counts has no effect";
		assertTrue(run(arguments(quick, new String[] { "--offset", "150" })).contains(warning));
		final String told = run(arguments(quick, new String[] { "--offset", "150", "--gain", "37.3" }));
		assertFalse(told.contains(warning));
		assertTrue(told, told.contains("offset 150") || told.contains("offset 149.9"));
	}

	private static Map<?, ?> map(final Object value) {
		return (Map<?, ?>) value;
	}

	private static double number(final Map<?, ?> map, final String key) {
		return ((Number) map.get(key)).doubleValue();
	}

	private static void assertSaid(final List<?> settings, final String name, final double expected) {
		final Object said = settings.stream()
			.filter(s -> map(s).get("name").equals(name))
			.map(s -> map(s).get("value"))
			.findFirst()
			.orElseThrow();
		assertEquals(name, expected, Double.parseDouble(said.toString()), 0.005 * Math.abs(expected));
	}

	/** None is none, and what is not told is a usual camera's; log and record tell which, in one piece and in tiles. */
	@Test
	public void noReadNoiseIsNone() throws IOException {
		for (final String name : List.of("a.tif", "a.zarr"))
			for (final String told : new String[] { "0", "3", "auto", null }) {
				final Path result = folder.getRoot().toPath().resolve(name);
				run(arguments(new String[] { "deconvolve", stack.toString(), "-o", result.toString(), "--na", "1.2",
					"--emission", "520", "--method", "richardson-lucy", "--iterations", "1", "--gain", "0.5",
					"--offset", "200", "--force" },
					told == null ? new String[0] : new String[] { "--read-noise", told }));
				final RunRecord record = RunRecord.read(Path.of(result + ".json"));
				final VolumeRecord volume = new VolumeRecord(
					map(((List<?>) record.get("volumes").orElseThrow()).get(0)));
				final double expected = told == null || told.equals("auto") ? 1.6 : Double.parseDouble(told);
				assertEquals(told == null ? "auto" : told, map(record.get("options").orElseThrow()).get("read-noise"));
				assertEquals(expected, volume.number("readNoise").orElseGet(volume.number("read-noise")::getAsDouble),
					0);
				if (name.endsWith("tif")) {
					assertEquals(200 - expected * expected / 0.5, volume.number("noiseZero").getAsDouble(), 0.02);
					assertTrue(record.get("log").toString(),
						record.get("log").toString().contains(" counts, read noise " + Digits.of(expected) + " e-, "));
				}
			}
	}

	@Test
	public void logRecordAndReportTellTheSame() throws IOException {
		for (final String[] options : new String[][] { { "--method", "richardson-lucy", "--iterations", "3" }, {} }) {
			final Path result = restored(arguments(new String[] { "--force" }, options));
			final RunRecord record = RunRecord.read(Path.of(result + ".json"));
			final Map<?, ?> volume = map(((List<?>) record.get("volumes").orElseThrow()).get(0));
			final double gain = number(volume, "gain"), offset = number(volume, "offset"),
				background = number(volume, "background");
			assertEquals(GAIN, gain, 0.05 * GAIN);
			assertEquals(OFFSET, offset, 3);
			assertTrue(background + " above " + offset, background > offset - 1 && background < offset + 30);

			final String log = record.get("log").orElseThrow().toString();
			assertTrue(log, log.contains(
				"camera: " + Digits.of(gain) + " photoelectrons per count, offset " + Digits.of(offset) + " counts"));
			assertTrue(log, log.contains("background = " + Digits.of(background) + " counts"));

			final RunRecord report = RunRecord.read(folder.getRoot().toPath().resolve("restored.tif-c1-t1.html.json"));
			final Map<?, ?> data = map(report.get("data").orElseThrow()), camera = map(data.get("camera"));
			assertEquals(gain, number(camera, "gain"), 1e-9 * gain);
			assertEquals(offset, number(camera, "offset"), 1e-9 * offset);
			assertEquals(background, number(map(report.get("consistency").orElseThrow()), "background"), 1e-9 * offset);
			final List<?> settings = (List<?>) report.get("settings").orElseThrow();
			assertSaid(settings, "Gain (e-/count)", gain);
			assertSaid(settings, "Offset (counts)", offset);
			assertSaid(settings, "Background (counts)", background);
		}
	}

	/** Somebody else's result of the same stack, of which nobody kept a record. */
	@Test
	public void theStackAloneTellsTheSame() throws IOException {
		final Path result = restored("--method", "richardson-lucy", "--iterations", "3");
		final Map<?, ?> volume = map(
			((List<?>) RunRecord.read(Path.of(result + ".json")).get("volumes").orElseThrow()).get(0));
		Files.delete(Path.of(result + ".json"));
		final Path page = folder.getRoot().toPath().resolve("later.html");
		run("quality", stack.toString(), result.toString(), "-o", page.toString(), "--voxel", "0.1x0.1x0.25");
		final Map<?, ?> data = map(RunRecord.read(Path.of(page + ".json")).get("data").orElseThrow());
		assertEquals(number(volume, "gain"), number(map(data.get("camera")), "gain"), 1e-9);
		assertEquals(number(volume, "offset"), number(map(data.get("camera")), "offset"), 1e-9);
		assertEquals(number(volume, "background"), number(map(data.get("background")), "value"), 1e-6);
	}
}
