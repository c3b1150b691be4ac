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
package sc.fiji.lucid.restoration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.LocalErrors;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/** What every step does, alone and after others. */
public abstract class RestorationStepContract {

	static final Extent SIZE = new Extent(96, 90, 20);
	static final Psf PSF = Volumes.gaussian(new Extent(15, 15, 11), 1.4, 1.6, 0);
	private static final Extent CORE = new Extent(48, 48, 20);
	private static final Volume OBSERVED = Simulation
		.of(Phantom.MIXED, SIZE, new VoxelSize(0.1, 0.1, 0.2), 1, v -> PSF, 300, 100, 2, 1)
		.observed();
	private static final RecordingVoxels VOLUME = new RecordingVoxels(Volumes.observed(OBSERVED));

	/** What Java and the test hold beside the tile, and what it keeps for new objects. */
	private static final int BASE = 10, YOUNG = 4;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** @return the steps that are tested, made anew */
	abstract Steps steps();

	private static boolean isChild;

	/** @return whether the steps are for the large tile of the process of its own */
	static boolean isChild() {
		return isChild;
	}

	/** @return how far tiles may differ from the whole: the 95th percentile relative to the local signal */
	abstract double seam();

	private Decided decided() {
		return steps().decide(VOLUME, Long.MAX_VALUE, Progress.NONE);
	}

	private static Volume restored(final Decided decided, final List<Tile> tiles) {
		final Volume result = new Volume(SIZE);
		for (final Tile tile : tiles)
			restore(decided, tile, result, Progress.NONE);
		return result;
	}

	private static void restore(final Decided decided, final Tile tile, final Volume result, final Progress progress) {
		decided.apply(VOLUME, tile.core(), tile.view(), (z, x, y, width, height, voxels) -> {
			for (int i = 0; i < height; i++)
				System.arraycopy(voxels, i * width, result.row(y + i, z), x, width);
		}, progress);
	}

	private static List<Tile> tiles(final Decided decided) {
		return new Tiling(SIZE, CORE, decided.cost().halo()).tiles();
	}

	private static void assertSame(final Volume expected, final Volume actual) {
		assertEquals(0, Volumes.relativeDifference(expected, actual), 0);
	}

	@Test
	public void tilesAreTheWhole() {
		final Decided decided = decided();
		final double[] errors = LocalErrors.sorted(restored(decided, tiles(decided)),
			restored(decided, Tiling.whole(SIZE).tiles()));
		final double p95 = LocalErrors.percentile(errors, 0.95);
		assertTrue("" + p95, p95 <= seam());
	}

	/** One thread, three, and tiles at the same time in threads of their own. */
	@Test
	public void aTileIsTheSameWhoeverDoesIt() {
		final Decided decided = decided();
		final List<Tile> tiles = tiles(decided);
		final Volume one = new Volume(SIZE), three = new Volume(SIZE), beside = new Volume(SIZE);
		Parallelization.runSingleThreaded(() -> tiles.forEach(t -> restore(decided, t, one, Progress.NONE)));
		Parallelization.runWithNumThreads(3, () -> tiles.forEach(t -> restore(decided, t, three, Progress.NONE)));
		IntStream.range(0, tiles.size()).parallel().forEach(i -> restore(decided, tiles.get(i), beside, Progress.NONE));
		assertSame(one, three);
		assertSame(one, beside);
	}

	@Test
	public void decisionsSurviveJson() throws IOException {
		final Decided decided = decided();
		final Path file = folder.getRoot().toPath().resolve("record.json");
		new RunRecord().put("decisions", decided.describe()).write(file, false);
		final List<?> read = (List<?>) RunRecord.read(file).get("decisions").orElseThrow();
		final Decided again = steps().decided(read, decided.maps());
		assertEquals(json(decided), json(again));
		assertSame(restored(decided, tiles(decided)), restored(again, tiles(again)));
	}

	/**
	 * A margin of NaN, which JSON does not know; and offsets of rows, so that steps that look for them decide
	 * something.
	 */
	@Test
	public void decisionsOnWhatIsNoNumberSurviveJson() throws IOException {
		final RecordingVoxels rim = new RecordingVoxels(Volumes.observed(
			Volumes.of(SIZE, (x, y, z) -> x + z < 6 ? Float.NaN : OBSERVED.row(y, z)[x] + (y * 31 % 17 - 8) * 5)));
		final Decided decided = steps().decide(rim, Long.MAX_VALUE, Progress.NONE);
		final Path file = folder.getRoot().toPath().resolve("rim.json");
		new RunRecord().put("decisions", decided.describe()).write(file, false);
		final String text = Files.readString(file);
		assertFalse(text, Pattern.compile("[\\[:, ]NaN").matcher(text).find());
		final Decided again = steps().decided((List<?>) RunRecord.read(file).get("decisions").orElseThrow(),
			decided.maps());
		assertEquals(json(decided), json(again));
	}

	private static String json(final Decided decided) {
		return new RunRecord().put("decisions", decided.describe()).toString();
	}

	@Test
	public void decisionsOfOtherStepsAreRefused() {
		try {
			steps().decided(decided().describe().stream().map(d -> Map.of("step", "another")).toList(), Map.of());
			fail();
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().startsWith("What was decided is of the step 'another'"));
		}
	}

	/** Wherever it is told to: in a tile as long as a second, it asks many times. */
	@Test
	public void stopsAnywhere() {
		final Decided decided = decided();
		final Tile whole = Tiling.whole(SIZE).tiles().get(0);
		stopsAnywhere(progress -> restore(decided, whole, new Volume(SIZE), progress));
		stopsAnywhere(progress -> steps().decide(VOLUME, Long.MAX_VALUE, progress));
	}

	private static void stopsAnywhere(final java.util.function.Consumer<Progress> work) {
		final Stop never = new Stop(Integer.MAX_VALUE);
		work.accept(never);
		for (final double part : new double[] { 0, 0.4, 0.8 })
			try {
				work.accept(new Stop((int) (part * never.asked.get())));
				fail("went on after " + part + " of " + never.asked.get() + " questions");
			}
			catch (final CancellationException expected) {
				// as asked for
			}
	}

	/** Is told to stop at the n-th time it asks. */
	private static final class Stop implements Progress {

		private final AtomicInteger asked = new AtomicInteger();
		private final int at;

		Stop(final int at) {
			this.at = at;
		}

		@Override
		public void report(final double fraction, final String what) {}

		@Override
		public boolean isCancelled() {
			return asked.incrementAndGet() > at;
		}
	}

	@Test
	public void theInputIsLeftAsItIs() {
		final Volume copy = OBSERVED.copy();
		final Decided decided = decided();
		restored(decided, tiles(decided));
		steps().whole(VOLUME, (z, x, y, width, height, voxels) -> java.util.Arrays.fill(voxels, 7), Progress.NONE);
		assertSame(copy, Volumes.of(SIZE, (x, y, z) -> {
			final float[] row = new float[SIZE.nx()];
			VOLUME.read(VOLUME.whole(), Progress.NONE).read(y, z, row);
			return row[x];
		}));
	}

	/** Other frames are restored by steps of the same names, of which all is decided but what is each frame's own. */
	@Test
	public void otherFramesAreRestoredAlike() {
		final Decided first = decided(), second = first.alike().decide(VOLUME, Long.MAX_VALUE, Progress.NONE);
		assertEquals(json(first), json(second));
	}

	/** A tile is restored in a Java that has the bytes that are stated, and a tenth more. */
	@Test
	public void theBytesAreEnough() throws IOException, InterruptedException {
		final long bytes = steps().cost().bytes(LARGE, Float.BYTES);
		final int megabytes = (int) (1.1 * bytes / (1 << 20)) + BASE + YOUNG;
		final File said = new File(folder.getRoot(), "said");
		final int status = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
			"-Xmn" + YOUNG + "m", "-Xmx" + megabytes + "m", "-cp", System.getProperty("java.class.path"),
			Child.class.getName(), getClass().getName()).redirectErrorStream(true)
			.redirectOutput(said)
			.start()
			.waitFor();
		assertEquals(Files.readString(said.toPath()), 0, status);
	}

	private static final Extent LARGE = new Extent(128, 128, 64);

	/** Applies the steps of a contract to a large tile. */
	public static final class Child {

		public static void main(final String[] args) throws ReflectiveOperationException {
			isChild = true;
			final RestorationStepContract contract = (RestorationStepContract) Class.forName(args[0])
				.getDeclaredConstructor()
				.newInstance();
			final Decided decided = contract.steps()
				.decide(new RecordingVoxels(large(new Extent(LARGE.nx(), LARGE.ny(), 4))), Long.MAX_VALUE,
					Progress.NONE);
			final List<Recording> only = new ArrayList<>(List.of(large(LARGE)));
			final Box all = new Box(0, 0, 0, LARGE);
			Parallelization.runWithNumThreads(2, () -> decided.apply(new RecordingVoxels(only.remove(0)), all, all,
				(z, x, y, width, height, voxels) -> {}, Progress.NONE));
			System.exit(0);
		}

		private static Recording large(final Extent size) {
			final float[][] planes = new float[size.nz()][size.nx() * size.ny()];
			for (int z = 0; z < planes.length; z++)
				for (int i = 0; i < planes[z].length; i++)
					planes[z][i] = 100 + (i * 31 + z * 17) % 40;
			return new Recording(size, planes);
		}
	}
}
