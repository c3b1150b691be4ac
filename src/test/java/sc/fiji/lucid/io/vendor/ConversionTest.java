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
package sc.fiji.lucid.io.vendor;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.testing.StubBioFormats;

/**
 * Converters as child processes: shell scripts that copy what the test has prepared, and misbehave as a file beside the
 * input tells them.
 */
public class ConversionTest {

	private static final StackShape SHAPE = new StackShape(6, 5, 3, 1, 1);

	/** What both programs do; the input and output are their last two arguments, {@code n} the series or {@code all}. */
	private static final String SCRIPT = """
		#!/bin/sh
		n=all; while [ $# -gt 2 ]; do case "$1" in -series|--series) n=$2; shift;; esac; shift; done
		echo "$n" >> "$1.calls"; echo $$ > "$1.pid"; echo "Reading $1"
		case "$(cat "$1.mode")" in
			crash) echo "no such plane"; echo "	at loci.formats.Reader(Reader.java:7)"; mkdir "$2"; exit 3;;
			hang) mkdir "$2"; exec sleep 1000;;
			nothing) exit 0;;
			early) mkdir -p "$2/OME"; cp "$1.xml" "$2/OME/METADATA.ome.xml"; exec sleep 1000;;
			*) cp -r "$1.$n" "$2";;
		esac
		""";
	private static final String LISTER = """
		#!/bin/sh
		for last; do :; done
		cat "$last.xml"
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path input;
	private Path cache;
	private Path path;

	@Before
	public void prepare() throws IOException {
		Assume.assumeTrue(File.separatorChar == '/');
		path = folder.newFolder("bin").toPath();
		cache = folder.getRoot().toPath().resolve("cache");
		input = folder.getRoot().toPath().resolve("cells.lif");
		Files.writeString(input, "a recording");
		mode("works");
	}

	private void mode(final String word) throws IOException {
		Files.writeString(beside("mode"), word);
	}

	private Path beside(final String end) {
		return input.resolveSibling(input.getFileName() + "." + end);
	}

	private void program(final String name, final String text) throws IOException {
		Files.setPosixFilePermissions(Files.writeString(path.resolve(name), text),
			PosixFilePermissions.fromString("rwx------"));
	}

	private VendorFiles files(final double seconds) {
		return new VendorFiles(
			new Surroundings(Map.of("PATH", path + ":/bin:/usr/bin", "LUCID_CACHE", cache.toString()),
				ClassLoader.getPlatformClassLoader(), Optional.empty(), Duration.ofMillis((long) (1000 * seconds))));
	}

	private static float[] plane(final int series, final int z) {
		final float[] plane = new float[SHAPE.planeSize()];
		for (int i = 0; i < plane.length; i++)
			plane[i] = 1000 * series + 100 * z + i;
		return plane;
	}

	private void fill(final StackWriter writer, final int series) throws IOException {
		for (int z = 0; z < SHAPE.slices(); z++)
			writer.write(0, z, 0, plane(series, z));
		writer.finish();
	}

	/** As bioformats2raw writes it: a root with the series that were asked for, described in OME-XML. */
	private void zarr(final String asked, final int... series) throws IOException {
		final Path root = Files.createDirectories(beside(asked));
		Files.writeString(root.resolve(".zgroup"), "{\"zarr_format\":2}");
		Files.writeString(root.resolve(".zattrs"), "{\"bioformats2raw.layout\":3}");
		for (int i = 0; i < series.length; i++)
			try (StackWriter writer = StackWriter.zarr(root.resolve(i + ".zarr"), SHAPE, StackMetadata.NONE,
				ZarrOptions.DEFAULT, true))
			{
				fill(writer, series[i]);
				writer.close();
				Files.move(root.resolve(i + ".zarr"), root.resolve(String.valueOf(i)));
			}
		Files.createDirectory(root.resolve("OME"));
		Files.writeString(root.resolve("OME/METADATA.ome.xml"), xml(series));
	}

	private static String xml(final int... series) {
		final StubBioFormats.Series[] all = new StubBioFormats.Series[series.length];
		for (int i = 0; i < all.length; i++)
			all[i] = new StubBioFormats.Series("position " + series[i], new int[] { 6, 5, 3, 1, 1 }, false,
				new short[0]);
		return StubBioFormats.xml(all);
	}

	private void check(final Stack stack, final int series) throws IOException {
		assertEquals(SHAPE, stack.shape());
		assertEquals("cells.lif", stack.name());
		assertEquals(List.of(input), stack.files());
		for (int z = 0; z < 3; z++)
			assertArrayEquals(plane(series, z), stack.floats(0, z, 0), 0);
	}

	private void refused(final String words, final int series, final double seconds) throws IOException {
		final String message = assertThrows(IOException.class, () -> files(seconds).open(input, series, Progress.NONE))
			.getMessage();
		assertTrue(message, message.contains(words) && !message.contains("\n"));
		assertEquals("half-made", List.of(), entries());
	}

	/** @return the entries of the cache, and what is left of others */
	private List<Path> entries() throws IOException {
		if (!Files.exists(cache)) return List.of();
		try (Stream<Path> all = Files.list(cache)) {
			return all.filter(each -> !each.toString().endsWith(".ome.xml")).toList();
		}
	}

	private int calls() throws IOException {
		return Files.exists(beside("calls")) ? Files.readAllLines(beside("calls")).size() : 0;
	}

	private void checkEnded() throws IOException {
		final long pid = Long.parseLong(Files.readString(beside("pid")).trim());
		assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
	}

	@Test
	public void whatWasConvertedIsFoundAgain() throws IOException {
		program("bioformats2raw", SCRIPT);
		zarr("all", 1);
		for (final int series : new int[] { 0, 0, 1 })
			try (Stack stack = files(60).open(input, series, Progress.NONE)) {
				check(stack, 1);
				assertEquals(0.8,
					stack.metadata()
						.optics(0)
						.get(sc.fiji.lucid.optics.OpticalParameter.NUMERICAL_APERTURE)
						.getAsDouble(),
					0);
				assertTrue(stack.metadata().notes().toString().contains("Converted by bioformats2raw into " + cache));
			}
		assertEquals(1, calls());
		Files.setLastModifiedTime(input, FileTime.fromMillis(1_000_000));
		files(60).open(input, 0, Progress.NONE).close();
		assertEquals("another time, another recording", 2, calls());
	}

	@Test
	public void severalSeriesAreKnownBeforeTheyAreConverted() throws IOException {
		program("bioformats2raw", SCRIPT);
		mode("early");
		Files.writeString(beside("xml"), xml(1, 2));
		refused("cells.lif holds 2 series: 1 'position 1' (6x5x3, 1 channel, 1 frame); 2 'position 2'", 0, 60);
		checkEnded();
		assertEquals(2, files(60).series(input, Progress.NONE).size());
		assertEquals("the list is remembered", 1, calls());
		refused("There is no series 3", 3, 60);
		mode("works");
		zarr("1", 2);
		try (Stack stack = files(60).open(input, 2, Progress.NONE)) {
			check(stack, 2);
		}
		assertEquals(List.of("all", "1"), Files.readAllLines(beside("calls")));
	}

	@Test
	public void bfconvertIsAskedThroughShowinf() throws IOException {
		program("bfconvert", SCRIPT);
		program("showinf", LISTER);
		Files.writeString(beside("xml"), "some words\n" + xml(1, 2));
		assertThrows(SeriesInfo.SeveralException.class, () -> files(60).open(input, 0, Progress.NONE));
		assertEquals(0, calls());
		try (StackWriter writer = StackWriter.create(folder.getRoot().toPath().resolve("one.tif"), SHAPE,
			StackMetadata.NONE, true))
		{
			fill(writer, 2);
		}
		Files.move(folder.getRoot().toPath().resolve("one.tif"), beside("1"));
		try (Stack stack = files(60).open(input, 2, Progress.NONE)) {
			check(stack, 2);
			assertTrue(stack.metadata().notes().toString(),
				stack.metadata().notes().toString().contains("by bfconvert"));
		}
	}

	@Test
	public void aProgramThatFailsIsPassedOn() throws IOException {
		program("bioformats2raw", SCRIPT);
		mode("crash");
		refused("bioformats2raw, converting cells.lif, failed with exit code 3: no such plane", 0, 60);
		mode("nothing");
		refused("wrote nothing. The last that it said: Reading " + input, 0, 60);
		program("bioformats2raw", "#!/no/such/shell\n");
		refused("could not be started", 0, 60);
	}

	@Test
	public void aProgramThatHangsIsEnded() throws IOException {
		program("bioformats2raw", SCRIPT);
		mode("hang");
		refused("gave no sign of life for 0.5 s: it was ended. The last that it said: Reading", 0, 0.5);
		checkEnded();
	}

	@Test
	public void cancellingEndsTheProgram() throws IOException {
		program("bioformats2raw", SCRIPT);
		mode("hang");
		final Progress soon = new Progress() {

			@Override
			public void report(final double fraction, final String what) {}

			@Override
			public boolean isCancelled() {
				return Files.exists(beside("pid"));
			}
		};
		assertThrows(CancellationException.class, () -> files(60).open(input, 0, soon));
		checkEnded();
		assertEquals(List.of(), entries());
	}

	@Test
	public void whoWantsTheSameWaits() throws Exception {
		program("bioformats2raw", SCRIPT.replace("cp -r", "sleep 0.5; cp -r"));
		zarr("all", 1);
		final ExecutorService two = Executors.newFixedThreadPool(2);
		try {
			final Callable<Integer> open = () -> {
				try (Stack stack = files(60).open(input, 0, Progress.NONE)) {
					check(stack, 1);
					return stack.slices();
				}
			};
			for (final Future<Integer> each : two.invokeAll(List.of(open, open)))
				each.get();
		}
		finally {
			two.shutdown();
		}
		assertEquals(1, calls());
	}

	@Test
	public void whatAKilledProcessLeftIsMadeAnew() throws IOException {
		program("bioformats2raw", SCRIPT);
		zarr("all", 1);
		files(60).open(input, 0, Progress.NONE).close();
		final Path entry = entries().get(0);
		// As if it had been killed: a part under another name, half of it there.
		final Path part = entry.resolveSibling(entry.getFileName() + ".part");
		Files.move(entry, part);
		Files.delete(part.resolve("cells.lif.zarr/0/.zattrs"));
		try (Stack stack = files(60).open(input, 0, Progress.NONE)) {
			check(stack, 1);
		}
		assertEquals(2, calls());
		assertFalse(Files.exists(part));
	}

	@Test
	public void withoutAnyTheThreeWaysAreTold() throws IOException {
		refused("cells.lif is no TIFF file: it is not an image that is known; Bio-Formats may know it, and " +
			"none is found. Three ways: put bioformats2raw or bfconvert on the PATH; name a bioformats_package.jar by " +
			"LUCID_BIOFORMATS, or put it beside Lucid's jar; or open the file in Fiji and save it as TIFF.", 0, 60);
	}

	@Test
	public void aLibraryIsTakenBeforeAConverter() throws IOException {
		program("bioformats2raw", SCRIPT);
		final Path stub = StubBioFormats.write(folder.getRoot().toPath().resolve("stub.czi"),
			new StubBioFormats.Series("a", new int[] { 2, 2, 2, 1, 1 }, false, new short[8]));
		final Path jar = StubBioFormats.jar(folder.newFolder("lib").toPath());
		for (final String named : new String[] { jar.toString(), jar.getParent().toString() })
			assertEquals("2x2x2, 1 channel, 1 frame", shape(stub, Map.of("LUCID_BIOFORMATS", named), Optional.empty()));
		assertEquals("2x2x2, 1 channel, 1 frame", shape(stub, Map.of(), Optional.of(jar.getParent())));
		for (final String named : new String[] { "/no/such.jar", input.toString() })
			assertTrue(assertThrows(IOException.class,
				() -> shape(stub, Map.of("LUCID_BIOFORMATS", named), Optional.of(jar.getParent()))).getMessage()
				.startsWith("LUCID_BIOFORMATS names " + named + ", which "));
		assertEquals(0, calls());
	}

	private String shape(final Path stub, final Map<String, String> variables, final Optional<Path> beside)
		throws IOException
	{
		try (Stack stack = new VendorFiles(
			new Surroundings(variables, ClassLoader.getPlatformClassLoader(), beside, Duration.ofSeconds(60)))
			.open(stub, 0, Progress.NONE))
		{
			return stack.shape().toString();
		}
	}
}
