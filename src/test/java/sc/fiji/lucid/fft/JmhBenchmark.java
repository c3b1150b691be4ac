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
package sc.fiji.lucid.fft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;

/**
 * Transforms and Richardson–Lucy iterations on their own, by JMH; docs/engine.md
 * has the command. {@link EngineBenchmark} compares them in pairs, which is what
 * ratios should be read from on a machine that is not quiet.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JmhBenchmark {

	/** What is measured, and by how many threads. */
	@State(Scope.Benchmark)
	public static class Task {

		/** z×y×x. */
		@Param({ "64x256x256", "128x256x256", "60x250x250", "100x540x540", "128x512x512" })
		public String size;
		@Param({ "1", "2" })
		public int threads;

		private TaskExecutor executor;

		Extent extent() {
			final int[] n = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
			return new Extent(n[2], n[1], n[0]);
		}

		@Setup
		public void start() {
			executor = threads == 1 ? TaskExecutors.singleThreaded() : TaskExecutors.fixedThreadPool(threads);
		}

		@TearDown
		public void stop() {
			executor.close();
		}

		void run(final Runnable work) {
			Parallelization.runWithExecutor(executor, work);
		}
	}

	/** An iteration on either engine. */
	@State(Scope.Benchmark)
	public static class Iteration {

		@Param({ "FUSED", "REFERENCE" })
		public Engine engine;
		private Runnable iteration;

		@Setup
		public void prepare(final Task task) {
			iteration = RichardsonLucyLoop.on(engine.create(task.extent(), () -> false), FilterEngineContract.random(task
				.extent(), 1));
		}
	}

	/** The fused engine's transforms. */
	@State(Scope.Benchmark)
	public static class Transforms {

		private BareTransform bare;
		private Volume volume;

		@Setup
		public void prepare(final Task task) {
			bare = new BareTransform((FusedEngine) Engine.FUSED.create(task.extent(), () -> false));
			volume = new Volume(task.extent());
		}
	}

	/** FFTW, where gcc and libfftw3f are installed. */
	@State(Scope.Benchmark)
	public static class Fftw {

		private FftwPeer peer;

		@Setup(Level.Trial)
		public void prepare(final Task task) throws IOException, InterruptedException {
			final Path program = FftwPeer.compile();
			if (program == null) throw new IOException("gcc or libfftw3f is missing here; leave out with -e fftw.");
			peer = FftwPeer.start(program, task.extent(), task.threads);
		}

		@TearDown
		public void stop() {
			peer.close();
		}
	}

	@Benchmark
	public void iteration(final Task task, final Iteration state) {
		task.run(state.iteration);
	}

	@Benchmark
	public void forward(final Task task, final Transforms state) {
		task.run(() -> state.bare.forward(state.volume));
	}

	/** Of zeros, which take as long as anything else. */
	@Benchmark
	public void inverse(final Task task, final Transforms state) {
		task.run(() -> state.bare.inverse(state.volume));
	}

	/** Un-fused. */
	@Benchmark
	public void fftwIteration(final Task task, final Fftw state) throws IOException {
		state.peer.run('r');
	}

	@Benchmark
	public void fftwForward(final Task task, final Fftw state) throws IOException {
		state.peer.run('f');
	}
}
