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
package sc.fiji.lucid.job.methods;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.cli.Main;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.ResultRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** {@code lucid methods}: every number is the record's, and what the record does not know is not said. */
public class MethodsSectionTest {

	private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d+(\\.\\d+)?(?![\\w.-])");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private String said, noted;

	private int run(final String... args) {
		final StringWriter out = new StringWriter(), err = new StringWriter();
		final int code = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
		noted = err.toString();
		said = code == 0 ? out.toString() : noted;
		return code;
	}

	/** All numbers in the record, as people read them; wavelengths in nm besides. */
	private static void numbers(final Object value, final List<String> found) {
		if (value instanceof Map<?, ?> map) map.values().forEach(v -> numbers(v, found));
		else if (value instanceof List<?> list) list.forEach(v -> numbers(v, found));
		else if (value instanceof Number n) {
			found.add(Digits.of(n.doubleValue()));
			found.add(Digits.of(1000 * n.doubleValue()));
		}
		else for (final Matcher m = NUMBER.matcher(String.valueOf(value).replaceAll("(?<=\\d)x(?=\\d)", " ")); m
			.find();)
			found.addAll(List.of(m.group(), Digits.of(Double.parseDouble(m.group()))));
	}

	@Test
	public void everyNumberIsTheRecords() throws IOException {
		final Path result = folder.getRoot().toPath().resolve("restored.tif");
		restored(result, "test-stacks/shells.tif");
		checked(Path.of(result + ".json"));
		assertEquals("", noted);
		for (final String part : List.of("523 nm", "numerical aperture 1.4", "vectorial", "In all, 2 iterations",
			"richardson-lucy", "assumed, ", "The light above background was "))
			assertTrue(part + " in " + said, said.contains(part));
		assertTrue(said, said.contains("@article{Richardson1972,") && said.contains("[ ] example data"));
	}

	/** What was decided for all tiles; what only each of them would know is left out of the paper, and named. */
	@Test
	public void tilesAndTheirRerunsAreDescribedAsWell() throws IOException {
		final Path zarr = folder.getRoot().toPath().resolve("restored.zarr"), again = zarr.resolveSibling("again.zarr");
		restored(zarr, "test-stacks/shells.tif");
		assertEquals(said, 0, run("rerun", zarr + ".json", "-o", again.toString(), "-q"));
		for (final Path result : List.of(zarr, again)) {
			checked(result);
			for (final String part : List.of("the method 'richardson-lucy' of Lucid (Richardson 1972",
				" per count above ",
				"In each tile 2 iterations were done at full resolution, as many as were asked for.",
				", over a background of "))
				assertTrue(part + " in " + said, said.contains(part));
			assertTrue(noted, noted.matches(
				"note: the record does not tell, and the paragraph leaves out: .*; the light of recording and result\n"));
		}
	}

	/** A PSF that changes with depth, in one piece, in tiles and by methods that mix slabs. */
	@Test
	public void depthsOfThePsfAreDescribed() throws IOException {
		final Path in = folder.getRoot().toPath().resolve("deep.tif");
		try (StackWriter writer = StackWriter.create(in, new StackShape(20, 18, 12, 1, 1),
			new StackMetadata.Builder().voxel(new VoxelSize(0.1, 0.1, 0.3), "test").build(), false))
		{
			for (int z = 0; z < 12; z++)
				writer.write(0, z, 0, VolumeWriter.plane(Volumes.of(new Extent(20, 18, 1),
					(x, y, none) -> 50 + (3 * x + 5 * y) % 7 + (x == 9 && y == 8 ? 900 : 0)), 0));
			writer.finish();
		}
		for (final String[] each : new String[][] { { "out.tif", "richardson-lucy" }, { "out.zarr", "richardson-lucy" },
			{ "mixed.tif", "wiener" } })
		{
			final Path out = in.resolveSibling(each[0]);
			assertEquals(said, 0, run("deconvolve", in.toString(), "-o", out.toString(), "-q", "--na", "1.3",
				"--emission", "523", "--sample-index", "1.36", "--depth", "2", "--slabs", "2", "--method", each[1]));
			checked(out);
			assertTrue(said,
				said.contains("for depths of 2 and 5.3 µm; " +
					(each[1].equals("wiener") ? "overlapping slabs were restored with one each, and mixed."
						: "light from between them was blurred by a mixture of both (Preza and Conchello 2004).")));
			final Map<?, ?> psf = (Map<?, ?>) ((List<?>) ResultRecord.of(out).get("psf").orElseThrow()).get(0);
			final List<?> depths = (List<?>) psf.get("depths");
			assertEquals(psf.get("sha256"), ((Map<?, ?>) depths.get(0)).get("sha256"));
			assertEquals(12.0, ((Number) ((Map<?, ?>) depths.get(1)).get("slice")).doubleValue(), 0);
		}
	}

	/** Of each channel and frame that was restored, in tiles or not. */
	@Test
	public void channelsAndFramesAreDescribedAsWell() throws IOException {
		final Path in = folder.getRoot().toPath().resolve("series.tif");
		try (StackWriter writer = StackWriter.create(in, new StackShape(20, 18, 6, 2, 3),
			new StackMetadata.Builder().voxel(new VoxelSize(0.1, 0.1, 0.3), "test").build(), false))
		{
			for (int t = 0; t < 3; t++)
				for (int z = 0; z < 6; z++)
					for (int c = 0; c < 2; c++)
						writer.write(c, z, t, VolumeWriter.plane(Volumes.of(new Extent(20, 18, 1),
							(x, y, none) -> 50 + (3 * x + 5 * y) % 7 + (x == 9 && y == 8 ? 900 : 0)), 0));
			writer.finish();
		}
		for (final String name : List.of("out.tif", "out.zarr")) {
			final Path out = in.resolveSibling(name);
			restored(out, in.toString());
			checked(out);
			assertTrue(said,
				said.contains("Channel 1 was restored by ") && said.contains("Channel 2 was restored by "));
			assertTrue(said, said.contains(" in each frame"));
		}
	}

	private void restored(final Path result, final String input) {
		assertEquals(said, 0, run("deconvolve", input, "-o", result.toString(), "-q", "--na", "1.4", "--emission",
			"523", "--method", "richardson-lucy", "--iterations", "2"));
	}

	/** Every number of the paragraph stands in the record, and it does not speak of what is not known. */
	private void checked(final Path result) throws IOException {
		assertEquals(said, 0, run("methods", result.toString()));
		final String paragraph = said.substring(0, said.indexOf("CHECKLIST"));
		final List<String> known = new ArrayList<>(List.of("1"));
		numbers(ResultRecord.of(result).values(), known);
		int checked = 0;
		for (final Matcher m = NUMBER.matcher(paragraph.replaceAll("\\([A-Z][^()]* \\d{4}[^()]*\\)", "")); m
			.find(); checked++)
			assertTrue(m.group() + " in " + paragraph, known.contains(m.group()));
		assertTrue(paragraph, checked > 20);
		assertFalse(paragraph, paragraph.matches("(?s).*(known|null|Optional|  |\\(\\)|auto).*"));
	}

	@Test
	public void everyMethodHasWordsForAReviewer() {
		for (final Method method : Method.values())
			assertTrue(method.toString(), method == Method.AUTO || !MethodWords.of(method.toString()).isEmpty());
		assertEquals("", MethodWords.of("of another version"));
	}

	@Test
	public void aPsfFromAFileNeedsNoOptics() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("measured.json");
		Files.writeString(file, "{\"input\": \"a.tif\", \"volumes\": [{}], \"microscope\": [], " +
			"\"psf\": [{\"source\": \"beads.tif\", \"size\": \"3x4x5\", \"voxelSize\": \"0.1x0.1x0.3\"}]}");
		assertEquals(said, 0, run("methods", file.toString()));
		assertTrue(said, said.contains("The optics were not needed") &&
			said.contains("was taken from the file 'beads.tif' on 3 × 4 × 5 voxels of 0.1 × 0.1 × 0.3 µm"));
	}

	/** A channel is told once, however many frames it has. */
	@Test
	public void manyFramesAreRanges() throws IOException {
		final StringBuilder volumes = new StringBuilder();
		for (int t = 1; t <= 30; t++)
			volumes.append(t == 1 ? "" : ",")
				.append("{\"channel\": 1, \"frame\": " + t + ", \"method\": \"two-stage\", \"iterations\": 40, " +
					"\"background\": " + (100 + t) + ", \"excluded\": " + t % 2 + ", \"clipped\": 0}");
		final Path file = folder.getRoot().toPath().resolve("series.json");
		Files.writeString(file, "{\"input\": \"a.tif\", \"volumes\": [" + volumes + "]}");
		assertEquals(said, 0, run("methods", file.toString()));
		assertTrue(said, said.contains("a background of 101 to 130 counts") && said.contains("0 to 1 voxels without") &&
			said.contains("In all, 40 iterations were done at full resolution in each frame"));
		assertEquals(said, 1, said.split("two-stage", -1).length - 1);
	}

	@Test
	public void whatTheRecordDoesNotKnowIsLeftOutAndNamed() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("poor.json");
		Files.writeString(file, "{\"input\": \"a.tif\", \"volumes\": [{\"channel\": 1, \"frame\": 1}], \"psf\": [{}]}");
		assertEquals(said, 0, run("methods", file.toString()));
		assertEquals("The recording 'a.tif' was processed with Lucid (Lucid developers). The optics are not in the " +
			"record. The point-spread function was normalised to a sum of 1. The recording was restored. Its noise was " +
			"modelled as that of photoelectrons. Intensities were neither rescaled nor clipped; background was part of " +
			"the model and is not in the result.", said.lines().skip(2).findFirst().orElseThrow());
		for (final String part : List.of("the version of Lucid; ", "the size of its voxels; ", "the background; ",
			"the number of iterations; ", "the camera's gain; "))
			assertTrue(noted, noted.contains(part));
		assertEquals(noted, 1, noted.lines().count());
	}

	@Test
	public void whatIsNoRecordIsRefusedInALine() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("other.json");
		Files.writeString(file, "{\"a\": 1}");
		assertEquals(1, run("methods", file.toString()));
		assertTrue(said, said.matches("lucid: other.json is not the record of a restored file .*\n"));
	}
}
