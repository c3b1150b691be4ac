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

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Tiles that one process restores. Where several devices share them, they are dealt to these in turn, and each device
 * does its own one after the other; else they are done one after the other.
 */
public final class SharedTiles {

	/** One after the other. */
	public static final SharedTiles ALONE = new SharedTiles(List.of());

	private final List<String> devices;

	/** @param devices as {@code --engine opencl:DEVICE} takes them; none where it does not matter */
	SharedTiles(final List<String> devices) {
		this.devices = devices;
	}

	/**
	 * @param cost of the plan's tiles
	 * @param memory bytes that may be used
	 * @return the tiles, shared by the devices that would restore them, by as many as there is memory for
	 */
	public static SharedTiles of(final TileCost cost, final Plan plan, final long memory) {
		final List<String> devices = plan.isWhole() ? List.of() : cost.devices(plan.tiling().largestView());
		final int many = Math.min(devices.size(), plan.atOnce(memory));
		return new SharedTiles(many < 2 ? List.of() : devices.subList(0, many));
	}

	/** What is done to a tile, perhaps by several threads at once. */
	@FunctionalInterface
	public interface Work {

		/**
		 * @param tile its number
		 * @param device that is to do it, for {@link Decided#on}; empty where that is left open
		 */
		void tile(int tile, String device, Progress progress);
	}

	/**
	 * @param tiles numbers of those to do, from 0
	 * @param all how many there are, for the user
	 * @throws RuntimeException what the work of a tile throws first; tiles that others are at are left, too
	 */
	public void forEach(final List<Integer> tiles, final int all, final Progress progress, final Work work) {
		if (devices.isEmpty()) for (int i = 0; i < tiles.size(); i++)
			work.tile(tiles.get(i), "",
				progress.part((double) i / tiles.size(), (i + 1.0) / tiles.size(), name(tiles.get(i), all)));
		else new Sharing(tiles, all, progress, work).run();
	}

	private static String name(final int tile, final int all) {
		return "tile " + (tile + 1) + " of " + all + ": ";
	}

	/** Every device at its tiles. */
	private final class Sharing {

		private final List<Integer> tiles;
		private final int all;
		private final Progress progress;
		private final Work work;
		/** Tiles that each device has done, and the part of the one that it is at. */
		private final double[] done = new double[devices.size()];
		private final AtomicReference<Throwable> thrown = new AtomicReference<>();

		Sharing(final List<Integer> tiles, final int all, final Progress progress, final Work work) {
			this.tiles = tiles;
			this.all = all;
			this.progress = progress;
			this.work = work;
		}

		/**
		 * A thread for each device, which mostly waits for it. They are no tasks of the caller's threads: tiles have tasks of
		 * their own, for which none of these would be left.
		 */
		void run() {
			final TaskExecutor threads = Parallelization.getTaskExecutor();
			final List<Thread> workers = IntStream.range(0, devices.size())
				.mapToObj(device -> new Thread(() -> Parallelization.runWithExecutor(threads, () -> work(device)),
					"Lucid tiles " + devices.get(device)))
				.toList();
			workers.forEach(Thread::start);
			workers.forEach(this::await);
			if (thrown.get() instanceof Error e) throw e;
			if (thrown.get() != null) throw (RuntimeException) thrown.get();
		}

		private void await(final Thread worker) {
			boolean isInterrupted = false;
			while (worker.isAlive())
				try {
					worker.join();
				}
				catch (final InterruptedException e) {
					// They end soon, and must not outlive the work.
					thrown.compareAndSet(null, new CancellationException("Cancelled."));
					isInterrupted = true;
				}
			if (isInterrupted) Thread.currentThread().interrupt();
		}

		private void work(final int device) {
			try {
				for (int i = device; i < tiles.size() && thrown.get() == null; i += devices.size())
					work.tile(tiles.get(i), devices.get(device), of(device, i / devices.size(), tiles.get(i)));
			}
			catch (final RuntimeException | Error e) {
				thrown.compareAndSet(null, e);
			}
		}

		/** How far a device is with a tile, before which it did so many. */
		private Progress of(final int device, final int before, final int tile) {
			return new Progress() {

				@Override
				public void report(final double fraction, final String what) {
					synchronized (done) {
						done[device] = before + fraction;
						double sum = 0;
						for (final double each : done)
							sum += each;
						progress.report(Math.min(1, sum / tiles.size()), name(tile, all) + what);
					}
				}

				@Override
				public boolean isCancelled() {
					return thrown.get() != null || progress.isCancelled();
				}
			};
		}
	}
}
