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
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.lucid.Axis;
import sc.fiji.lucid.Lucid;
import sc.fiji.lucid.Restorer;
import sc.fiji.lucid.Result;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.testing.Volumes;

/** Series that drift, as users have them. */
public class DriftCliTest {

	private static final Extent SIZE = new Extent(48, 44, 10);
	private static final double[][] PLANTED = { { 0, 0, 0 }, { 1.4, -0.7, 0.4 }, { 2.6, -1.1, 0.9 } };

	@Rule
	public final Door door = new Door();

	/** Frames, two channels of the same in other noise; one frame may be blank. */
	private Path series(final String name, final double[][] places, final int blank) throws IOException {
		final StackShape shape = new StackShape(SIZE.nx(), SIZE.ny(), SIZE.nz(), 2, places.length);
		final StackMetadata metadata = new StackMetadata.Builder().voxel(Door.VOXEL, "test").build();
		try (StackWriter writer = StackWriter.create(door.path(name), shape, metadata, true)) {
			for (int t = 0; t < places.length; t++)
				for (int c = 0; c < 2; c++) {
					final Volume v = frame(places[t], t == blank ? 0 : 900, 10 * t + c);
					for (int z = 0; z < SIZE.nz(); z++)
						writer.write(c, z, t, VolumeWriter.plane(v, z));
				}
			writer.finish();
		}
		return door.path(name);
	}

	private static Volume frame(final double[] at, final double photons, final long noise) {
		final Random place = new Random(2), random = new Random(noise);
		final double[][] p = new double[24][];
		for (int i = 0; i < p.length; i++)
			p[i] = new double[] { 8 + 32 * place.nextDouble(), 8 + 28 * place.nextDouble(), 1 + 8 * place.nextDouble(),
				photons * (0.4 + 0.6 * place.nextDouble()) };
		return Volumes.of(SIZE, (x, y, z) -> {
			double sum = 50;
			for (final double[] b : p) {
				final double dx = x - b[0] - at[0], dy = y - b[1] - at[1], dz = z - b[2] - at[2];
				final double far = (dx * dx + dy * dy) / 4 + dz * dz / 3;
				if (far < 25) sum += b[3] * Math.exp(-far);
			}
			return sum + Math.sqrt(sum) * random.nextGaussian();
		});
	}

	private int restore(final Path in, final Path to, final String... more) {
		final List<Object> all = new ArrayList<>(List.of("deconvolve", in, "-o", to));
		all.addAll(Door.QUICK);
		all.addAll(List.of(more));
		return door.run(all.toArray());
	}

	private static Volume volume(final Path file, final int channel, final int frame) throws IOException {
		try (Stack stack = StackReader.open(file, 0, Progress.NONE)) {
			return Stacks.volume(stack, channel, frame);
		}
	}

	/** Without what comes from outside. */
	private static double difference(final Volume a, final Volume b) {
		final Extent inner = new Extent(34, 32, 5);
		return Volumes.relativeDifference(a.crop(7, 6, 2, inner), b.crop(7, 6, 2, inner));
	}

	@Test
	public void framesComeToLieUponTheFirst() throws IOException {
		final Path in = series("in.tif", PLANTED, -1), out = door.path("out.tif"), off = door.path("off.tif");
		door.works(restore(in, out, "--drift", "auto"));
		final String said = door.err.toString();
		assertTrue(said,
			said.contains("drift: frame 3 lies 2.") && said.contains("put back by windowed-sinc interpolation"));
		door.works(restore(in, off));
		for (int c = 0; c < 2; c++) {
			final Volume first = volume(out, c, 0);
			assertEquals("the first is left as it is", 0, Volumes.relativeDifference(first, volume(off, c, 0)), 0);
			for (int t = 1; t < 3; t++) {
				final double upon = difference(volume(out, c, t), first), before = difference(volume(off, c, t), first);
				assertTrue(t + ": " + upon + " " + before, upon < 0.35 * before);
			}
		}
		final String record = RunRecord.read(RunRecord.pathFor(out)).toString();
		assertTrue(record, record.contains("\"alignment\"") && record.contains("\"resampled\": true"));
		final ImagePlus shown = IJ.openImage(out.toString());
		assertTrue(shown.getInfoProperty(), shown.getInfoProperty().contains("drift: frame 2 lies"));
		door.works(door.run("rerun", RunRecord.pathFor(out), "-o", door.path("again.tif")));
		assertEquals(0, Volumes.relativeDifference(volume(door.path("again.tif"), 1, 2), volume(out, 1, 2)), 0);
		door.works(door.run("methods", out));
		assertTrue(door.out.toString(), door.out.toString().contains("Frames were registered to the first"));
		door.works(door.run("macro", RunRecord.pathFor(out)));
		assertTrue(door.out.toString(), door.out.toString().contains("drift=auto"));
	}

	/** The report compares what was moved back with where it lay, whether restored in one piece or in tiles. */
	@Test
	public void theReportDoesNotBlameThePsfForTheDrift() throws IOException {
		door.works(door.run("simulate", "--phantom", "mixed", "--size", "64x64x16", "--voxel", "0.1x0.1x0.25", "--na",
			"1.2", "--emission", "520", "--drift", "0.34,-0.18,0.2", "--frames", "2", "-o", door.path("s")));
		final Path in = door.path("s/observed.tif");
		for (final String name : List.of("out.tif", "out.zarr")) {
			final Path out = door.path(name), page = door.path(name + ".html");
			door.works(door.run("deconvolve", in, "-o", out, "--na", "1.2", "--emission", "520", "--drift", "auto"));
			door.works(door.run("quality", in, out, "-o", page, "--frame", "2"));
			final String said = door.err.toString();
			assertTrue(said, said.contains("good: Blurred again, the result explains the recording"));
			assertTrue(said, said.contains("moved back by its drift of 0.34"));
			door.works(door.run("quality", in, out, "-o", page, "--force"));
			assertFalse(door.err.toString(), door.err.toString().contains("drift of"));
			door.works(door.run("quality", in, out, "-o", page, "--frame", "2", "--na", "0.7", "--force"));
			assertTrue(door.err.toString(), door.err.toString().contains("The PSF or the background may be wrong"));
		}
	}

	/** Tiles see as far as the largest drift. */
	@Test
	public void tilesAreTheWhole() throws IOException {
		final Path in = series("in.tif", PLANTED, -1), out = door.path("out.tif"), tiles = door.path("out.zarr");
		door.works(restore(in, out, "--drift", "auto"));
		door.works(restore(in, tiles, "--drift", "auto"));
		assertTrue(Volumes.relativeDifference(volume(tiles, 1, 2), volume(out, 1, 2)) < 1e-3);
		assertTrue(RunRecord.read(RunRecord.pathFor(tiles)).toString().contains("drift: frame 3 lies"));
	}

	/** Tiles see as far as the drift, as in the run. */
	@Test
	public void thePlanKnowsOfTheDrift() throws IOException {
		door.works(door.run("simulate", "--phantom", "mixed", "--size", "128x128x16", "--voxel", "0.1x0.1x0.3", "--na",
			"1.2", "--emission", "520", "--drift", "2,1,0.3", "--frames", "2", "-o", door.path("s")));
		final List<String> plans = new ArrayList<>();
		for (final String drift : List.of("none", "auto")) {
			final List<Object> words = new ArrayList<>(
				List.of("plan", door.path("s/observed.tif"), "--drift", drift, "--memory", "33M"));
			words.addAll(Door.QUICK);
			words.set(words.indexOf("0.8"), "1.2");
			door.works(door.run(words.toArray()));
			plans.add(plan(door.out.toString()));
			assertTrue(door.out.toString(), door.out.toString().matches("(?s).*memory: \\d+\\.\\d MB of 33\\.0 MB .*"));
			words.set(0, "deconvolve");
			words.addAll(List.of("-o", door.path(drift + ".tif")));
			door.works(door.run(words.toArray()));
			assertEquals(plan(door.err.toString()), plans.get(plans.size() - 1));
		}
		assertFalse(plans.toString(), plans.get(0).equals(plans.get(1)));
	}

	private static String plan(final String log) {
		return log.lines().filter(line -> line.startsWith("plan: ")).findFirst().orElseThrow();
	}

	/** Java puts frames where the command line does, at once, in cells, and with what others decided. */
	@Test
	public void javaDoesTheSame() throws IOException {
		final Path in = series("in.tif", PLANTED, -1);
		final Img<FloatType> img = ArrayImgs.floats(SIZE.nx(), SIZE.ny(), SIZE.nz(), 2, PLANTED.length);
		for (int t = 0; t < PLANTED.length; t++)
			for (int c = 0; c < 2; c++)
				fill(img, c, t, volume(in, c, t));
		final Restorer restorer = Lucid.of(img, Door.VOXEL)
			.axes(Axis.X, Axis.Y, Axis.Z, Axis.CHANNEL, Axis.TIME)
			.deconvolve(Microscope.widefield(0.8).emission(0.52).build(),
				DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
					.withIterations(2)
					.withBackground(OptionalDouble.of(40)))
			.drift(1);
		door.works(restore(in, door.path("given.tif"), "--drift", "2", "--repair", "none", "--background", "40"));
		final Result now = restorer.now();
		assertTrue(now.log().toString(),
			now.log().stream().anyMatch(line -> line.startsWith("channel 1, frame 3: drift: frame 3 lies 2.")));
		assertTrue(now.volumes().get(2).toString(), now.volumes().get(2).containsKey("alignment"));
		final Volume expected = volume(door.path("given.tif"), 0, 2);
		assertEquals(0, Volumes.relativeDifference(of(now.image(), 0, 2), expected), 1e-6);
		for (final Restorer each : List.of(restorer, restorer.decided(restorer.decisions())))
			assertTrue(Volumes.relativeDifference(of(each.lazily(24, 22, 10), 0, 2), expected) < 1e-2);
		assertThrows(IllegalArgumentException.class, () -> restorer.drift(-1));
		assertThrows(IllegalArgumentException.class, () -> restorer.drift(2).now());
	}

	private static void fill(final RandomAccessibleInterval<FloatType> img, final int c, final int t, final Volume v) {
		final RandomAccess<FloatType> access = img.randomAccess();
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					access.setPositionAndGet(x, y, z, c, t).set(v.row(y, z)[x]);
	}

	private static Volume of(final RandomAccessibleInterval<FloatType> img, final int c, final int t) {
		return Volumes.of(SIZE, (x, y, z) -> img.getAt(x, y, z, c, t).get());
	}

	@Test
	public void blankFramesAndStillSeries() throws IOException {
		final Path blank = series("blank.tif", PLANTED, 1), still = series("still.tif", new double[2][3], -1);
		door.works(restore(blank, door.path("b.tif"), "--drift", "2"));
		assertTrue(door.err.toString(), door.err.toString().contains("compared by what channel 2 shows"));
		assertTrue(door.err.toString(), door.err.toString().contains("frame 2 has too little in common"));
		door.works(restore(still, door.path("s.tif"), "--drift", "auto"));
		assertTrue(door.err.toString(), door.err.toString().contains("so little is left"));
		door.works(restore(still, door.path("n.tif")));
		assertEquals(0, Volumes.relativeDifference(volume(door.path("s.tif"), 0, 1), volume(door.path("n.tif"), 0, 1)),
			0);
		assertFalse(door.err.toString(), door.err.toString().contains("drift"));
	}

	@Test
	public void whatIsWrongIsSaidInOneLine() throws IOException {
		final Path in = series("in.tif", new double[2][3], -1), one = door.stack("one.tif", 1);
		door.refuses(2, "'drift' is auto, none, or", restore(in, door.path("o.tif"), "--drift", "yes"));
		door.refuses(1, "'drift' names channel 3", restore(in, door.path("o.tif"), "--drift", "3"));
		door.works(restore(one, door.path("o.tif"), "--drift", "auto"));
		assertTrue(door.err.toString(), door.err.toString().contains("one frame alone does not drift"));
	}
}
