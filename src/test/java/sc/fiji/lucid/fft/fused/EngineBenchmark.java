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
package sc.fiji.lucid.fft.fused;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.jtransforms.fft.FloatFFT_3D;
import org.visnow.jlargearrays.ConcurrencyUtils;

import net.imglib2.parallel.DefaultTaskExecutor;
import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.FilterEngineContract;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Transforms and Richardson–Lucy iterations of the fused engine against FFTW and
 * JTransforms, alternately in one run; prints medians of ratios, below 1 where
 * the fused engine is faster. See docs/notebook/engine.md for the command.
 */
public final class EngineBenchmark {

	private static final String SIZES = "64x256x256,128x256x256,60x250x250,100x540x540,128x512x512";
	private static final long WARM_UP = 1_500_000_000;
	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final List<Thread> pool = Collections.synchronizedList(new ArrayList<>());
	private final int rounds = Integer.getInteger("rounds", 9);
	private final Path peerProgram;

	private EngineBenchmark(final Path peerProgram) {
		this.peerProgram = peerProgram;
	}

	/**
	 * @param args sizes as z×y×x with a comma between (or nothing), then numbers of
	 *          threads
	 */
	public static void main(final String[] args) throws IOException, InterruptedException {
		final EngineBenchmark benchmark = new EngineBenchmark(FftwPeer.compile());
		print("Java %s, %s%n", Runtime.version(),
			benchmark.peerProgram == null ? "no gcc or libfftw3f here" : "FFTW in C");
		final String sizes = args.length > 0 ? args[0] : SIZES;
		final String[] threads = args.length > 1 ? args[1].split(",") : new String[] { "1", "2" };
		for (final String t : threads)
			for (final String size : sizes.split(",")) {
				final int[] n = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
				benchmark.compare(new Extent(n[2], n[1], n[0]), Integer.parseInt(t));
			}
	}

	private static void print(final String format, final Object... values) {
		System.out.printf(Locale.ROOT, format, values);
	}

	/** What is measured: one run gives wall and processor seconds. */
	private interface Timed {

		double[] run() throws IOException;
	}

	private void compare(final Extent size, final int threads) throws IOException, InterruptedException {
		pool.clear();
		final ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
			final Thread thread = new Thread(task);
			thread.setDaemon(true);
			pool.add(thread);
			return thread;
		});
		try (FftwPeer peer = peerProgram == null ? null : FftwPeer.start(peerProgram, size, threads)) {
			final FusedEngine engine = (FusedEngine) Engine.FUSED.create(size, () -> false);
			final BareTransform bare = new BareTransform(engine);
			final Volume volume = FilterEngineContract.random(size, 1), result = new Volume(size);
			final Timed forward = timed(executor, () -> bare.forward(volume));
			final Timed inverse = timed(executor, () -> bare.inverse(result));
			final Timed iteration = timed(executor, RichardsonLucyLoop.on(engine, volume));
			print("%s (z,y,x %dx%dx%d), %d threads%n", size, size.nz(), size.ny(), size.nx(), threads);
			for (final Timed ours : List.of(forward, inverse, iteration))
				warmUp(ours);
			if (peer != null) {
				pair("r2c / FFTW", forward, () -> peer.run('f'), rounds);
				pair("c2r / FFTW", inverse, () -> peer.run('i'), rounds);
				pair("RL iteration / un-fused RL on FFTW", iteration, () -> peer.run('r'), rounds);
				pair("RL iteration / 4 bare FFTW", iteration, () -> peer.run('4'), rounds);
				final double[] stream = peer.run('s');
				final double seconds = median(new double[] { peer.run('s')[0], peer.run('s')[0], peer.run('s')[0] });
				print("  triad %.1f GB/s: 13 sweeps of the volume take %.1f ms%n", 1e-9 * stream[2] / seconds,
					13 * 4e3 * size.voxels() / (stream[2] / seconds));
			}
			if (!Boolean.getBoolean("fftwOnly")) compareJTransforms(size, threads, executor, iteration, forward);
		}
		finally {
			executor.shutdown();
			executor.awaitTermination(10, TimeUnit.SECONDS);
		}
	}

	private void compareJTransforms(final Extent size, final int threads, final ExecutorService executor,
		final Timed iteration, final Timed forward) throws IOException
	{
		final Timed reference = timed(executor,
			RichardsonLucyLoop.on(Engine.REFERENCE.create(size, () -> false), FilterEngineContract.random(size, 1)));
		pair("RL iteration / reference engine", iteration, reference, 3);
		ConcurrencyUtils.setNumberOfThreads(threads);
		final FloatFFT_3D fft = new FloatFFT_3D(size.nz(), size.ny(), size.nx());
		final boolean half = Long.bitCount(size.voxels()) == 1;
		final float[] data = new float[(int) size.voxels() * (half ? 1 : 2)];
		pair("r2c / JTransforms FloatFFT_3D (wall alone)", forward, () -> {
			Arrays.fill(data, 1);
			final long start = System.nanoTime();
			if (half) fft.realForward(data);
			else fft.realForwardFull(data);
			return new double[] { 1e-9 * (System.nanoTime() - start), Double.NaN, 0 };
		}, 3);
	}

	private Timed timed(final ExecutorService executor, final Runnable work) {
		return () -> {
			final double cpu = processorSeconds();
			final long start = System.nanoTime();
			Parallelization.runWithExecutor(new DefaultTaskExecutor(executor), work);
			return new double[] { 1e-9 * (System.nanoTime() - start), processorSeconds() - cpu, 0 };
		};
	}

	/** Of the caller and its pool: neither the compiler's threads nor the collector's. */
	private double processorSeconds() {
		long nanos = THREADS.getCurrentThreadCpuTime();
		for (final Thread thread : pool)
			nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
		return 1e-9 * nanos;
	}

	/** Until HotSpot has compiled all of it, which takes longer than a few runs. */
	private static void warmUp(final Timed ours) throws IOException {
		final long start = System.nanoTime();
		for (int run = 0; run < 3 || System.nanoTime() - start < WARM_UP; run++)
			ours.run();
	}

	private static void pair(final String what, final Timed ours, final Timed peers, final int rounds)
		throws IOException
	{
		final double[] wall = new double[rounds], cpu = new double[rounds], a = new double[rounds],
			b = new double[rounds];
		for (int round = -3; round < rounds; round++) {
			final double[] mine = ours.run(), theirs = peers.run();
			if (round < 0) continue;
			wall[round] = mine[0] / theirs[0];
			cpu[round] = mine[1] / theirs[1];
			a[round] = 1e3 * mine[1];
			b[round] = 1e3 * theirs[1];
		}
		print("  %-44s wall %.2f  cpu %.2f  (%.1f ms / %.1f ms)%n", what, median(wall), median(cpu), median(a),
			median(b));
	}

	private static double median(final double[] values) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}
}
