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

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.job.tiles.TiledJob;

/**
 * Restores one tile on an executor. It may be called again for the same tile, by
 * any executor: the same bytes are written. A tile that was stored in the meantime
 * is not restored again.
 */
final class TileFunction implements Function<Integer, TileOutcome> {

	private static final long serialVersionUID = 1;

	private final String input;
	private final String output;
	private final ChannelSteps steps;
	private final Broadcast<List<SlabPsfsData>> psfs;
	private final int attempts;

	/** @param attempts that Spark allows a task */
	TileFunction(final Path input, final Path output, final ChannelSteps steps,
		final Broadcast<List<SlabPsfsData>> psfs, final int attempts)
	{
		this.input = input.toAbsolutePath().toString();
		this.output = output.toAbsolutePath().toString();
		this.steps = steps;
		this.psfs = psfs;
		this.attempts = attempts;
	}

	@Override
	public TileOutcome call(final Integer index) throws IOException {
		final TaskContext task = TaskContext.get();
		final long start = System.nanoTime();
		String failure = "";
		try (TiledJob job = TiledJob.join(Path.of(input), Path.of(output), steps,
			psfs.value().stream().map(SlabPsfsData::psfs).toList()))
		{
			if (!job.isDone(index)) Parallelization.runWithNumThreads(task.cpus(),
				() -> job.on(ExecutorDevice.of(task)).run(index, progress(task)));
		}
		catch (final IOException | RuntimeException e) {
			// Spark tries again elsewhere; what fails every time is told, and the other tiles go on.
			if (task.attemptNumber() + 1 < attempts) throw e;
			failure = reason(e);
		}
		return new TileOutcome(index, (System.nanoTime() - start) * 1e-9, failure);
	}

	private static Progress progress(final TaskContext task) {
		return new Progress() {

			@Override
			public void report(final double fraction, final String what) {}

			@Override
			public boolean isCancelled() {
				return task.isInterrupted();
			}
		};
	}

	/** What was thrown first with words for the user; Parallelization wraps it. */
	private static String reason(final Throwable thrown) {
		Throwable e = thrown;
		while (e.getCause() != null &&
			!(e instanceof IOException || e instanceof IllegalArgumentException || e instanceof IllegalStateException))
			e = e.getCause();
		return e.getMessage() != null ? e.getMessage() : e.toString();
	}
}
