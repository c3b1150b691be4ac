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
package sc.fiji.lucid.spark;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.settings.Chromatic;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.registration.AffineFit;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.testing.TiledWork;

/** What Spark makes is what one process makes. */
public class SparkJobTest {

	private static final AtomicInteger DEATHS = new AtomicInteger();

	private static JavaSparkContext spark;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final List<String> log = Collections.synchronizedList(new ArrayList<>());
	private TiledWork work;

	@BeforeClass
	public static void start() {
		spark = LocalSpark.start("local[2,3]");
	}

	@AfterClass
	public static void stop() {
		if (spark != null) spark.close();
	}

	@Before
	public void make() throws IOException {
		work = new TiledWork(folder.getRoot().toPath());
	}

	private boolean run(final String name) throws IOException {
		return run(work, name);
	}

	private boolean run(final TiledWork of, final String name) throws IOException {
		return new SparkJob(of.input, of.out(name), of.settings).memory(of.memory).run(spark, log::add);
	}

	/** A channel that is shifted by its PSF and turned afterwards: in tiles, shards and on Spark. */
	@Test
	public void channelsComeToLieUponEachOtherAnywhere() throws IOException {
		final Path chromatic = work.out("chromatic.json");
		new Chromatic("", 0,
			List.of(channel(Affine.NONE),
				channel(Affine.of(new double[] { 0.07, -0.13, 0.1 },
					new double[][] { { 0.01, -0.02, 0 }, { 0.02, 0.01, 0 }, { 0, 0, 0 } }))))
			.record()
			.write(chromatic, false);
		final Path plain = work.restored("plain.zarr");
		work.settings = work.settings.with("chromatic", chromatic.toString());
		work.job("one.zarr").run(Progress.NONE, log::add);
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.contains("put right after the restoration")));
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.contains("tiles with cores of")));
		for (int i = 1; i <= 2; i++)
			work.job("shards.zarr").shard(new BatchJob.Shard(i, 2)).run(Progress.NONE, line -> {});
		work.job("shards.zarr").onlyFinish(true).run(Progress.NONE, line -> {});
		TiledWork.assertSame(work.out("one.zarr"), work.out("shards.zarr"));
		assertTrue(run("spark.zarr"));
		TiledWork.assertSame(work.out("one.zarr"), work.out("spark.zarr"));
		try {
			TiledWork.assertSame(plain, work.out("one.zarr"));
		}
		catch (final AssertionError differs) {
			return;
		}
		throw new AssertionError("the second channel was not moved");
	}

	private static Chromatic.Channel channel(final Affine affine) {
		return new Chromatic.Channel(OptionalDouble.empty(),
			new AffineFit(affine, Affine.NONE.shift(), Affine.NONE.linear(), Affine.NONE.shift(), 20));
	}

	/** Maps of what coarse levels found go to shards and executors as they are. */
	@Test
	public void tilesFromCoarseLevelsAreTheSameInShardsAndOnSpark() throws IOException {
		final TiledWork coarse = work.coarse();
		coarse.job("one.zarr").run(Progress.NONE, log::add);
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.contains("voxels in one of the whole stack")));
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.contains("tiles with cores of")));
		for (int i = 1; i <= 2; i++)
			coarse.job("shards.zarr").shard(new BatchJob.Shard(i, 2)).run(Progress.NONE, line -> {});
		coarse.job("shards.zarr").onlyFinish(true).run(Progress.NONE, line -> {});
		TiledWork.assertSame(coarse.out("one.zarr"), coarse.out("shards.zarr"));
		assertTrue(run(coarse, "spark.zarr"));
		TiledWork.assertSame(coarse.out("one.zarr"), coarse.out("spark.zarr"));
	}

	@Test
	public void equalsOneProcessBitForBit() throws IOException {
		assertTrue(run("spark.zarr"));
		TiledWork.assertSame(work.restored("one.zarr"), work.out("spark.zarr"));
		assertEquals(List.of("fused"), RunRecord.read(work.out("spark.zarr.json")).get("engines").orElseThrow());
	}

	/** A device where there is one, shared by tasks; else the processor, which is told. */
	@Test
	public void executorsUseTheirDevice() throws IOException {
		work.settings = work.settings.with("engine", "opencl");
		assertTrue(run("spark.zarr"));
		TiledWork.assertSame(work.restored("one.zarr"), work.out("spark.zarr"));
		final Object engines = RunRecord.read(work.out("spark.zarr.json")).get("engines").orElseThrow();
		assertEquals(RunRecord.read(work.out("one.zarr.json")).get("engines").orElseThrow(), engines);
		assertFalse(engines.toString(), engines.equals(List.of("fused")));
	}

	@Test
	public void tilesThatAreDoneAreNotDoneAgain() throws IOException {
		work.job("out.zarr").shard(new BatchJob.Shard(1, 2)).run(Progress.NONE, line -> {});
		assertTrue(run("out.zarr"));
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.endsWith("tiles done before")));
		TiledWork.assertSame(work.restored("one.zarr"), work.out("out.zarr"));
	}

	/** A task that dies is done again elsewhere, and what it had written is written again or found. */
	@Test
	public void tasksThatDieAreDoneAgain() throws IOException {
		assertEquals(3, SparkJob.attempts(spark));
		DEATHS.set(0);
		final ChannelSteps steps = (channel, psfs, options) -> {
			if (TaskContext.get() != null && DEATHS.getAndIncrement() < 3) throw new IllegalStateException("killed");
			return Steps.of(psfs.step(options));
		};
		final TiledWork of = work;
		assertTrue(new SparkJob(of.input, of.out("out.zarr"), of.settings.with("repair", "none")).steps(steps)
			.memory(of.memory)
			.run(spark, log::add));
		assertTrue("three died", DEATHS.get() > 3);
		of.settings = of.settings.with("repair", "none");
		TiledWork.assertSame(of.restored("one.zarr"), of.out("out.zarr"));
	}

	/** In OME-Zarr 0.5 executors write shards. */
	@Test
	public void shardsInAFileToo() throws IOException {
		work.sharded();
		assertTrue(run("spark.zarr"));
		TiledWork.assertSame(work.restored("one.zarr"), work.out("spark.zarr"));
		assertTrue(Files.readString(work.out("spark.zarr").resolve("0/zarr.json")).contains("sharding_indexed"));
	}

	@Test
	public void aTileThatFailsIsNamedAndTheOthersAreDone() throws IOException {
		work.restored("one.zarr");
		// Planned before; a shard of so many has no tile. A file stands where a folder of chunks has to be.
		work.job("out.zarr").shard(new BatchJob.Shard(1000, 1000)).run(Progress.NONE, line -> {});
		final Path inTheWay = work.out("out.zarr.part").resolve("0/0/1/0/1");
		Files.createDirectories(inTheWay.getParent());
		Files.write(inTheWay, new byte[] { 1, 2, 3 });
		assertFalse(run("out.zarr"));
		assertTrue(log.toString(), log.stream().anyMatch(line -> line.startsWith("failed: channel 2")));
		Files.delete(inTheWay);
		assertTrue(run("out.zarr"));
		TiledWork.assertSame(work.out("one.zarr"), work.out("out.zarr"));
	}
}
