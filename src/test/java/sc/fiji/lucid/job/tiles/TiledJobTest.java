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
package sc.fiji.lucid.job.tiles;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.testing.TiledWork;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.Tiling;

/** Work that is shared, left and taken up again gives the same result. */
public class TiledJobTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final List<String> log = new ArrayList<>();
	private TiledWork work;

	@Before
	public void make() throws IOException {
		work = new TiledWork(folder.getRoot().toPath());
	}

	private int logged(final String pattern) {
		return log.stream()
			.filter(line -> line.matches(pattern))
			.map(line -> Integer.parseInt(line.replaceAll("\\D.*", "")))
			.reduce((a, b) -> b)
			.orElse(-1);
	}

	@Test
	public void shardsMakeTheSameResultAsOneProcess() throws IOException {
		final Path one = work.restored("one.zarr");
		for (int i = 1; i <= 3; i++)
			work.job("shards.zarr").shard(new BatchJob.Shard(i, 3)).run(Progress.NONE, log::add);
		assertFalse(Files.exists(work.out("shards.zarr")));
		work.job("shards.zarr").onlyFinish(true).run(Progress.NONE, log::add);
		TiledWork.assertSame(one, work.out("shards.zarr"));
		assertEquals(RunRecord.read(Path.of(one + ".json")).get("volumes"),
			RunRecord.read(work.out("shards.zarr.json")).get("volumes"));
		assertFalse(Files.exists(TileJournal.pathFor(work.out("shards.zarr"))));
	}

	/** Who computed is told once, whichever process it was, and is in the record and in Info. */
	@Test
	public void whoComputedIsTold() throws IOException {
		work.settings = work.settings.with("engine", "opencl:none of that name");
		for (int i = 1; i <= 2; i++)
			work.job("shards.zarr").shard(new BatchJob.Shard(i, 2)).run(Progress.NONE, log::add);
		work.job("shards.zarr").onlyFinish(true).run(Progress.NONE, log::add);
		final RunRecord record = RunRecord.read(work.out("shards.zarr.json"));
		final List<?> engines = (List<?>) record.get("engines").orElseThrow();
		assertEquals(1, engines.size());
		assertTrue(engines.toString(), engines.get(0).toString().startsWith("fused on the processor, since "));
		final String line = "engine = " + engines.get(0);
		assertEquals(2, log.stream().filter(line::equals).count());
		assertTrue(((List<?>) record.get("log").orElseThrow()).contains(line));
		assertEquals(List.of(), left());
	}

	/** Coarse levels, too, are restored by the processor where the device is missing. */
	@Test
	public void tilesFromCoarseLevelsNeedNoDevice() throws IOException {
		final TiledWork coarse = work.coarse();
		coarse.settings = coarse.settings.with("engine", "fused");
		coarse.job("fused.zarr").run(Progress.NONE, log::add);
		coarse.settings = coarse.settings.with("engine", "opencl:none of that name");
		coarse.job("missing.zarr").run(Progress.NONE, log::add);
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.contains("voxels in one of the whole stack")));
		assertTrue(log.toString(), log.stream()
			.anyMatch(line -> line.contains("voxels in one of the whole stack, which the processor restored, since ")));
		TiledWork.assertSame(coarse.out("fused.zarr"), coarse.out("missing.zarr"));
	}

	/** What other work left beside a result that is begun anew is not taken for its own. */
	@Test
	public void notesOfOtherWorkAreDeletedWithForce() throws IOException {
		final TileNotes notes = new TileNotes(work.out("out.zarr"));
		notes.engine("a card");
		notes.engine("a card");
		notes.engine("a processor");
		notes.absent(0, "dark");
		assertEquals(List.of("a card", "a processor"), notes.engines());
		assertEquals("dark", notes.absent(0).orElseThrow());
		work.job("out.zarr").force(true).run(Progress.NONE, log::add);
		final RunRecord record = RunRecord.read(work.out("out.zarr.json"));
		assertEquals(List.of("fused"), record.get("engines").orElseThrow());
		assertFalse(record.values().toString(), record.values().toString().contains("dark"));
		assertEquals(List.of(), left());
	}

	private List<String> left() {
		return List.of(folder.getRoot().list((in, name) -> name.matches(".*\\.(engine|absent)-.*")));
	}

	@Test
	public void finishNamesWhatIsMissingAndAPlainCallDoesIt() throws IOException {
		work.job("out.zarr").shard(new BatchJob.Shard(1, 2)).run(Progress.NONE, log::add);
		final int first = logged("\\d+ of \\d+ tiles restored.*");
		refused("tiles are missing, the first is channel 1, frame 1, tile 2",
			() -> work.job("out.zarr").onlyFinish(true).run(Progress.NONE, log::add));
		work.job("out.zarr").run(Progress.NONE, log::add);
		final String last = log.get(log.size() - 2);
		assertTrue(last, last.endsWith(first + " done before"));
		TiledWork.assertSame(work.restored("one.zarr"), work.out("out.zarr"));
	}

	/** The process ends in the middle of a tile, after some chunks; as kill -9 does, but for what Java still does. */
	@Test
	public void goesOnWhereItWasLeft() throws IOException {
		final Progress early = new Progress() {

			private boolean stop;

			@Override
			public void report(final double fraction, final String what) {
				stop |= fraction > 0.4;
			}

			@Override
			public boolean isCancelled() {
				return stop;
			}
		};
		try {
			work.job("out.zarr").run(early, log::add);
			fail();
		}
		catch (final CancellationException expected) {
			assertFalse(Files.exists(work.out("out.zarr")));
		}
		work.job("out.zarr").run(Progress.NONE, log::add);
		assertTrue(log.get(log.size() - 2),
			log.get(log.size() - 2).matches("\\d+ of \\d+ tiles restored, [1-9]\\d* done before"));
		TiledWork.assertSame(work.restored("one.zarr"), work.out("out.zarr"));
	}

	/** Cancelled between what is decided of the first channel and the second: nobody would use the maps of the first. */
	@Test
	public void mapsOfWorkThatNeverBeganAreDeleted() throws IOException {
		final TiledWork coarse = work.coarse();
		final Progress atTheFirstMap = new Progress() {

			@Override
			public void report(final double fraction, final String what) {}

			@Override
			public boolean isCancelled() {
				return maps().length > 0;
			}
		};
		try {
			coarse.job("out.zarr").run(atTheFirstMap, log::add);
			fail("no map was written");
		}
		catch (final CancellationException expected) {
			assertEquals(0, maps().length);
		}
		coarse.job("out.zarr").run(Progress.NONE, log::add);
	}

	private String[] maps() {
		return folder.getRoot().list((in, name) -> name.matches("out\\.zarr\\.tiles\\.json\\..*\\.tif"));
	}

	@Test
	public void otherSettingsAreRefused() throws IOException {
		work.job("out.zarr").shard(new BatchJob.Shard(1, 2)).run(Progress.NONE, log::add);
		refused("begun with another input or other settings",
			() -> new FileJob(work.input, work.out("out.zarr"), work.settings.with("iterations", "6"))
				.memory(TiledWork.MEMORY)
				.run(Progress.NONE, log::add));
		refused("that need", () -> work.job("out.zarr").memory(100_000).run(Progress.NONE, log::add));
		work.job("out.zarr").force(true).run(Progress.NONE, log::add);
		refused("exists", () -> work.job("out.zarr").run(Progress.NONE, log::add));
		refused("ends in .zarr",
			() -> work.job("out.tif").shard(new BatchJob.Shard(1, 2)).run(Progress.NONE, log::add));
		refused("--force would delete",
			() -> work.job("out.zarr").force(true).shard(new BatchJob.Shard(1, 2)).run(Progress.NONE, log::add));
	}

	@Test
	public void remainsOfOtherWorkAreNotTakenForTiles() throws IOException {
		work.job("out.zarr").shard(new BatchJob.Shard(1, 2)).run(Progress.NONE, log::add);
		Files.delete(TileJournal.pathFor(work.out("out.zarr")));
		refused("left by other work", () -> work.job("out.zarr").run(Progress.NONE, log::add));
	}

	/** In OME-Zarr 0.5: the same voxels, in shards, however the work is shared, left and taken up again. */
	@Test
	public void shardsInAFileAreTheSameResult() throws IOException {
		final Path plain = work.restored("plain.zarr");
		work.sharded();
		final Path one = work.restored("one.zarr");
		try (Stack expected = StackReader.open(plain); Stack found = StackReader.open(one)) {
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 10; z++)
					assertArrayEquals(expected.floats(c, z, 0), found.floats(c, z, 0), 0);
		}
		assertTrue(Files.readString(one.resolve("0/zarr.json")).contains("sharding_indexed"));
		work.job("out.zarr").shard(new BatchJob.Shard(2, 3)).run(Progress.NONE, log::add);
		refused("begun with another input or other settings",
			() -> new FileJob(work.input, work.out("out.zarr"), work.settings.with("zarr", "0.4"))
				.memory(TiledWork.MEMORY)
				.run(Progress.NONE, log::add));
		work.job("out.zarr").run(Progress.NONE, log::add);
		TiledWork.assertSame(one, work.out("out.zarr"));
	}

	/** Of tiles as large stacks have them, there are ten times fewer files than in 0.4, and none is of two tiles. */
	@Test
	public void aShardIsACore() {
		final Extent stack = new Extent(2048, 2048, 100);
		for (final Extent core : List.of(stack, new Extent(352, 352, 100), new Extent(512, 1024, 40),
			new Extent(688, 688, 56), new Extent(2048, 2048, 16)))
		{
			final Tiling tiling = new Tiling(stack, core, Halo.NONE);
			final ZarrOptions few = ResultChunks.of(tiling, "0.5"), many = ResultChunks.of(tiling, "0.4");
			final Extent shard = few.shard();
			assertTrue(core + " in " + shard, core.nx() % shard.nx() == 0 || core.nx() == stack.nx());
			assertTrue(core + " in " + shard, core.ny() % shard.ny() == 0 || core.ny() == stack.ny());
			assertTrue(core + " in " + shard, core.nz() % shard.nz() == 0 || core.nz() == stack.nz());
			assertTrue(shard.voxels() <= 1 << 26);
			final double ratio = files(stack, many.chunkX(), many.chunkY(), many.chunkZ()) /
				files(stack, shard.nx(), shard.ny(), shard.nz());
			assertTrue(core + ": " + ratio, ratio >= 10);
		}
	}

	private static double files(final Extent e, final int nx, final int ny, final int nz) {
		return Math.ceil(e.nx() / (double) nx) * Math.ceil(e.ny() / (double) ny) * Math.ceil(e.nz() / (double) nz);
	}

	@Test
	public void chunksFollowCores() {
		assertEquals(128, ResultChunks.chunk(1000, 1000, 128));
		assertEquals(88, ResultChunks.chunk(1000, 352, 128));
		assertEquals(128, ResultChunks.chunk(1000, 256, 128));
		assertEquals(10, ResultChunks.chunk(10, 10, 32));
	}

	private interface Call {

		void run() throws IOException;
	}

	private static void refused(final String words, final Call call) {
		try {
			call.run();
			fail(words);
		}
		catch (final IOException | IllegalArgumentException | IllegalStateException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
		}
	}
}
