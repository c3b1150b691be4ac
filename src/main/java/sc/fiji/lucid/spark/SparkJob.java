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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.job.tiles.TiledJob;
import sc.fiji.lucid.tiling.Plan;

/**
 * Restores a stack into an OME-Zarr on a Spark cluster: a task per tile, channel
 * and frame. Input and output must be reachable under the same paths from the
 * driver and all executors. Run again after a failure, it goes on where it was.
 */
public final class SparkJob {

	/** Part of an executor's memory that its tiles may take. */
	private static final double SHARE = 0.7;

	private final Path input;
	private final Path output;
	private final Settings settings;
	private ChannelSteps steps;
	private long memory;
	private boolean force;
	private String commandLine = "";

	/** @param settings what the user said */
	public SparkJob(final Path input, final Path output, final Settings settings) {
		this.input = input;
		this.output = output;
		this.settings = settings;
		steps = ChannelSteps.of(settings.repair(), settings.alignment());
	}

	/** @return this, with the memory of one task in bytes; 0: from the executors' memory and cores */
	public SparkJob memory(final long bytes) {
		memory = bytes;
		return this;
	}

	/** @return this, with what is done to each channel, if it is not what the settings say */
	public SparkJob steps(final ChannelSteps value) {
		steps = value;
		return this;
	}

	/** @return this, starting anew and replacing an existing output if {@code value} */
	public SparkJob force(final boolean value) {
		force = value;
		return this;
	}

	/** @return this, with what the user typed, for the record */
	public SparkJob commandLine(final String line) {
		commandLine = line;
		return this;
	}

	/**
	 * @param log takes lines for the user, also from other threads
	 * @return whether every tile was restored and the result completed
	 * @throws IOException if a file cannot be read or written
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 */
	public boolean run(final JavaSparkContext spark, final Consumer<String> log) throws IOException {
		final long perTask = memory > 0 ? memory : memoryPerTask(spark);
		try (TiledJob job = TiledJob.open(input, output, settings, steps, perTask, force, BatchJob.Shard.ALL,
			Progress.NONE, log))
		{
			final List<Integer> left = IntStream.range(0, job.size()).filter(i -> !job.isDone(i)).boxed().toList();
			if (left.size() < job.size())
				log.accept((job.size() - left.size()) + " of " + job.size() + " tiles done before");
			final List<TileOutcome> failed = left.isEmpty() ? List.of()
				: restore(spark, job, left, log).stream().filter(o -> !o.failure().isEmpty()).toList();
			failed.forEach(o -> log.accept("failed: " + job.describe(o.index()) + ": " + o.failure()));
			if (!failed.isEmpty()) {
				log.accept(
					failed.size() + " of " + job.size() + " tiles failed; run the same again to restore these only");
				return false;
			}
			return finish(job, log);
		}
	}

	private List<TileOutcome> restore(final JavaSparkContext spark, final TiledJob job, final List<Integer> left,
		final Consumer<String> log)
	{
		final Broadcast<List<SlabPsfsData>> psfs = spark
			.broadcast(List.copyOf(job.psfs().stream().map(SlabPsfsData::new).toList()));
		final SparkListener listener = listener(left.size(), log);
		spark.sc().addSparkListener(listener);
		try {
			final long start = System.nanoTime();
			final List<TileOutcome> outcomes = spark.parallelize(left, left.size())
				.map(new TileFunction(input, output, steps, psfs, attempts(spark)))
				.collect();
			log.accept(String.format(Locale.ROOT, "%d tiles in %.1f s (%.1f s of tasks)", left.size(),
				(System.nanoTime() - start) * 1e-9, outcomes.stream().mapToDouble(TileOutcome::seconds).sum()));
			return outcomes;
		}
		finally {
			spark.sc().removeSparkListener(listener);
			psfs.destroy();
		}
	}

	private static SparkListener listener(final int tiles, final Consumer<String> log) {
		final AtomicInteger done = new AtomicInteger();
		return new SparkListener() {

			@Override
			public void onTaskEnd(final SparkListenerTaskEnd end) {
				if (end.taskInfo().successful()) log.accept(done.incrementAndGet() + " of " + tiles + " tiles");
			}
		};
	}

	/** In local mode Spark tries once, or as often as a master {@code local[cores,attempts]} says. */
	static int attempts(final JavaSparkContext spark) {
		if (!spark.isLocal()) return spark.getConf().getInt("spark.task.maxFailures", 4);
		final Matcher master = Pattern.compile("local\\[[^,]*,\\s*(\\d+)\\s*\\]").matcher(spark.master());
		return master.matches() ? Integer.parseInt(master.group(1)) : 1;
	}

	private static long memoryPerTask(final JavaSparkContext spark) {
		final SparkConf conf = spark.getConf();
		final int cpus = conf.getInt("spark.task.cpus", 1);
		if (spark.isLocal()) return Plan.availableBytes() / Math.max(1, spark.defaultParallelism() / cpus);
		final int cores = conf.getInt("spark.executor.cores", spark.defaultParallelism());
		return (long) (SHARE * conf.getSizeAsBytes("spark.executor.memory", "1g") / Math.max(1, cores / cpus));
	}

	/** @return whether all could be restored */
	private boolean finish(final TiledJob job, final Consumer<String> log) throws IOException {
		final List<String> absent = Absence.of(job.finish(record -> record.commandLine(commandLine)));
		absent.forEach(part -> log.accept("not restored, and NaN in the result: " + part));
		log.accept("wrote " + output);
		return absent.isEmpty();
	}
}
