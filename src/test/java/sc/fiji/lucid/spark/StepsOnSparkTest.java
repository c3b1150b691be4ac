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
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.spark.api.java.JavaSparkContext;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.tiles.TiledJob;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.restoration.step.IdentityStep;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.testing.ShadingStep;
import sc.fiji.lucid.testing.TiledWork;

/** A list of steps, whatever they decide, makes the same result in one process, in shards and on Spark. */
public class StepsOnSparkTest {

	private static final ChannelSteps IDENTITY = (channel, psf, options) -> Steps.of(new IdentityStep());
	private static final ChannelSteps SEVERAL = (channel, psfs,
		options) -> new Steps(List.of(new IdentityStep(), new ShadingStep(), psfs.step(options)));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private TiledWork work;

	/** Enough for small tiles only. */
	private static long memory(final ChannelSteps steps) {
		return steps == IDENTITY ? 200_000 : TiledWork.MEMORY;
	}

	private Path inShards(final String name, final ChannelSteps steps, final int shards) throws IOException {
		final Path out = work.out(name);
		for (int i = 1; i <= shards; i++)
			try (TiledJob job = TiledJob.open(work.input, out, work.settings, steps, memory(steps), false,
				new BatchJob.Shard(i, shards), Progress.NONE, line -> {}))
			{
				assertTrue(job.size() > 4);
				job.run(new BatchJob.Shard(i, shards), Progress.NONE, line -> {});
			}
		try (TiledJob job = TiledJob.open(work.input, out, work.settings, steps, memory(steps), false,
			BatchJob.Shard.ALL, Progress.NONE, line -> {}))
		{
			job.finish(record -> {});
		}
		return out;
	}

	@Test
	public void shardsAndSparkMakeTheSame() throws IOException {
		work = new TiledWork(folder.getRoot().toPath());
		try (JavaSparkContext spark = LocalSpark.start("local[2]")) {
			for (final ChannelSteps steps : List.of(IDENTITY, SEVERAL)) {
				final String name = steps == IDENTITY ? "identity" : "several";
				final Path one = inShards(name + "-one.zarr", steps, 1);
				TiledWork.assertSame(one, inShards(name + "-shards.zarr", steps, 3));
				assertTrue(new SparkJob(work.input, work.out(name + "-spark.zarr"), work.settings).steps(steps)
					.memory(memory(steps))
					.run(spark, line -> {}));
				TiledWork.assertSame(one, work.out(name + "-spark.zarr"));
			}
		}
		try (Stream<Path> left = Files.list(work.folder)) {
			assertEquals(List.of(), left.filter(f -> f.toString().contains(".tiles.")).toList());
		}
	}
}
