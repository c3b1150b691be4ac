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

import org.junit.Rule;
import org.junit.Test;

/** What was there before is there after: inputs under every name, results without --force, what others made. */
public class InputsAreKeptTest {

	@Rule
	public final Door door = new Door();

	@Test
	public void anInputIsNeverWrittenTo() throws IOException {
		Door.assumeUnix();
		final Path in = door.stack("in.tif", 1);
		door.works(door.deconvolve(in, door.path("made.tif")));
		final Path made = door.path("made.tif"), link = Files.createSymbolicLink(door.path("link.tif"), made),
			hard = Files.createLink(door.path("hard.tif"), made);
		Files.createDirectory(door.path("sub"));
		final byte[] before = Files.readAllBytes(made);
		for (final Path name : List.of(made, link, hard, door.path("sub").resolve("../made.tif"),
			Path.of("").toAbsolutePath().relativize(made)))
			door.refuses(1, "is the input", door.deconvolve(made, name, "--force"));
		door.refuses(1, "is the input", door.deconvolve(link, made, "--force"));
		door.refuses(1, "is the input", door.run("deconvolve", in, "-o", made, "--psf", made, "--force"));
		door.refuses(1, "is the input",
			door.run("quality", in, made, "-o", Files.createLink(door.path("page.html"), made), "--force"));
		assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(made)));
	}

	@Test
	public void aZarrIsNotWrittenIntoAnother() throws IOException {
		final Path in = door.stack("in.tif", 1), zarr = door.path("in.zarr");
		door.works(door.deconvolve(in, zarr));
		door.refuses(1, "is the input", door.deconvolve(zarr, zarr, "--force"));
		door.refuses(1, "lies in the input", door.deconvolve(zarr, zarr.resolve("out.tif")));
		final Path inside = Files.copy(in, Files.createDirectory(door.path("out.zarr")).resolve("in.tif"));
		door.refuses(1, "holds the input", door.deconvolve(inside, door.path("out.zarr"), "--force"));
		assertTrue(Files.exists(inside));
	}

	@Test
	public void aBatchWritesToNoneOfItsInputs() throws IOException {
		final Path first = door.stack("a.tif", 1), second = door.stack("a-restored.tif", 2);
		final byte[] before = Files.readAllBytes(second);
		door.refuses(1, "is the input",
			door.run("batch", first, second, "-o", door.getRoot(), "--force", "--na", "0.8", "--emission", "520"));
		Files.createDirectory(door.path("zarrs"));
		door.works(door.deconvolve(first, door.path("zarrs/z.zarr")));
		door.refuses(1, "lies in the input", door.batch(door.path("zarrs/z.zarr"), door.path("zarrs/z.zarr")));
		assertTrue(Files.notExists(door.path("zarrs/z.zarr/lucid-status.csv")));
		final Path table = Files.writeString(door.path("lucid-status.csv"), "file,na\na.tif,0.8\n");
		door.refuses(1, "is the input", door.run("batch", "--table", table, "-o", door.getRoot(), "--emission", "520"));
		assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(second)));
		assertTrue(Files.readString(table).startsWith("file,na"));
		door.refuses(1, "is the input", door.run("batch", "--table", table, "-o", door.getRoot(), "--manifest",
			Files.createLink(door.path("m.csv"), table), "--force"));
		final Path thesis = Files.writeString(door.path("thesis.csv"), "year,words\n2025,80000\n");
		door.refuses(1, "is no table of files",
			door.run("batch", first, "-o", door.getRoot(), "--manifest", thesis, "--force"));
		final Path manifest = door.path("manifest.csv");
		for (int i = 0; i < 2; i++)
			door.works(door.run("batch", first, "-o", door.getRoot(), "--manifest", manifest, "--force"));
		assertTrue(Files.readString(table).startsWith("file,na") && Files.readString(thesis).startsWith("year"));
	}

	@Test
	public void picturesOfAReportAreReplacedWhereLucidMadeThem() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.tif"), picture = door.path("r/out.tif-c1-t1.png");
		final String[] report = { "--report", door.path("r").toString(), "--force" };
		for (int i = 0; i < 2; i++)
			door.works(door.deconvolve(in, out, report));
		assertEquals(3, javax.imageio.ImageIO.read(picture.toFile()).getColorModel().getNumColorComponents());
		Files.writeString(picture, "mine");
		door.refuses(1, "is no picture that Lucid made", door.deconvolve(in, out, report));
		assertEquals("mine", Files.readString(picture));
	}

	@Test
	public void withoutForceNothingThatExistsIsReplaced() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.tif");
		final Path record = Files.writeString(door.path("out.tif.json"), "{ \"mine\": true }");
		door.refuses(1, "out.tif.json exists", door.deconvolve(in, out));
		Files.delete(record);
		door.works(door.deconvolve(in, out));
		door.refuses(1, "out.tif exists", door.deconvolve(in, out));
		door.works(door.deconvolve(in, out, "--background", "5", "--force"));
		Files.createDirectory(door.path("b"));
		final Path mine = Files.writeString(door.path("b/in-restored.tif"), "mine");
		assertEquals(1, door.batch(in, door.path("b")));
		assertTrue(door.rows("b", "failed").get(0).contains("in-restored.tif exists"));
		assertEquals("mine", Files.readString(mine));
	}

	@Test
	public void withForceOnlyOwnResultsAreReplaced() throws IOException {
		final Path in = door.stack("in.tif", 1), raw = door.stack("raw.tif", 2);
		final Path thesis = Files.writeString(Files.createDirectory(door.path("proj.zarr")).resolve("thesis.txt"),
			"hi");
		final List<Integer> codes = new ArrayList<>();
		for (final String name : List.of("raw.tif", "proj.zarr"))
			door.refuses(1, "is no result that Lucid made", door.deconvolve(in, door.path(name), "--force"));
		assertTrue(Files.exists(thesis) && Files.exists(raw));
		door.works(door.deconvolve(in, door.path("own.zarr")));
		door.works(door.deconvolve(in, door.path("own.zarr"), "--force"));
		Files.writeString(door.path("own.zarr/notes.txt"), "hi");
		door.refuses(1, "was changed since", door.deconvolve(in, door.path("own.zarr"), "--force"));
		Files.createDirectory(door.path("half.zarr.part"));
		Files.writeString(door.path("half.zarr.part/thesis.txt"), "hi");
		codes.add(door.deconvolve(in, door.path("half.zarr"), "--force"));
		assertEquals(List.of(1), codes);
		assertTrue(door.err.toString(), door.err.toString().contains("is no unfinished result of Lucid"));
		assertTrue(Files.exists(door.path("half.zarr.part/thesis.txt")));
	}

	@Test
	public void psfsAndPhantomsAreMadeAgainWithForceOnly() throws IOException {
		final Object[] psf = { "psf", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5", "--size", "9x9x5",
			"-o", door.path("psf.tif") };
		final Object[] phantom = { "simulate", "--phantom", "beads", "--na", "0.8", "--emission", "520", "--voxel",
			"0.2x0.2x0.5", "--size", "16x16x8", "-o", door.path("made") };
		for (final Object[] command : new Object[][] { psf, phantom }) {
			final Object[] forced = java.util.Arrays.copyOf(command, command.length + 1);
			forced[command.length] = "--force";
			door.works(door.run(command));
			door.refuses(1, "exists", door.run(command));
			door.works(door.run(forced));
		}
		Files.delete(door.path("made/truth.tif"));
		door.stack("made/truth.tif", 3);
		door.refuses(1, "truth.tif is no result that Lucid made",
			door.run("simulate", "--phantom", "beads", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5",
				"--size", "16x16x8", "-o", door.path("made"), "--force"));
	}
}
