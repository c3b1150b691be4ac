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
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;

import org.junit.Test;

import sc.fiji.lucid.image.Progress;

/** Tiles are dealt to devices in turn, which do them at the same time; whatever fails ends the work. */
public class SharedTilesTest {

	private static final List<Integer> TILES = List.of(1, 3, 5, 7, 9);

	private final List<Double> told = Collections.synchronizedList(new ArrayList<>());
	private final Progress progress = new Progress() {

		@Override
		public void report(final double fraction, final String what) {
			told.add(fraction);
		}

		@Override
		public boolean isCancelled() {
			return false;
		}
	};

	private Map<Integer, String> dealt(final SharedTiles tiles) {
		final Map<Integer, String> dealt = Collections.synchronizedMap(new TreeMap<>());
		tiles.forEach(TILES, 10, progress, (tile, device, part) -> {
			part.report(0.5, "half");
			dealt.put(tile, device);
			part.report(1, "done");
		});
		return dealt;
	}

	@Test
	public void aloneTheyAreDoneInOrderOnWhateverDevice() {
		assertEquals(Map.of(1, "", 3, "", 5, "", 7, "", 9, ""), dealt(SharedTiles.ALONE));
		assertEquals(List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
			told.stream().map(f -> Math.round(10 * f) / 10.0).toList());
	}

	@Test
	public void devicesTakeTurnsWhateverTheThreads() {
		for (final int threads : new int[] { 1, 2, 4 }) {
			told.clear();
			Parallelization.runWithNumThreads(threads, () -> {
				assertEquals(Map.of(1, "a", 3, "b", 5, "a", 7, "b", 9, "a"), dealt(new SharedTiles(List.of("a", "b"))));
			});
			assertEquals(told.stream().sorted().toList(), told);
			assertEquals(1, told.get(told.size() - 1), 1e-9);
		}
	}

	/** Also while each asks the caller's threads to help, of which there may be no more than devices. */
	@Test(timeout = 60_000)
	public void devicesWorkAtTheSameTime() {
		Parallelization.runWithNumThreads(2, this::together);
		Parallelization.runSingleThreaded(this::together);
		try (TaskExecutor two = TaskExecutors.fixedThreadPool(2)) {
			Parallelization.runWithExecutor(two, this::together);
		}
	}

	private void together() {
		final CountDownLatch both = new CountDownLatch(2);
		final AtomicInteger helped = new AtomicInteger();
		new SharedTiles(List.of("a", "b")).forEach(List.of(0, 1), 2, progress, (tile, device, part) -> {
			both.countDown();
			try {
				assertTrue("the other device waits", both.await(20, TimeUnit.SECONDS));
			}
			catch (final InterruptedException e) {
				throw new IllegalStateException(e);
			}
			Parallelization.getTaskExecutor().forEach(List.of(1, 2, 3), i -> helped.incrementAndGet());
		});
		assertEquals(6, helped.get());
	}

	@Test
	public void theFirstFailureEndsTheWork() {
		final IllegalStateException failure = new IllegalStateException("no more");
		final AtomicInteger done = new AtomicInteger();
		Parallelization.runWithNumThreads(2, () -> {
			assertSame(failure, assertThrows(IllegalStateException.class,
				() -> new SharedTiles(List.of("a", "b")).forEach(TILES, 10, progress, (tile, device, part) -> {
					if (device.equals("a")) throw failure;
					while (!part.isCancelled())
						Thread.onSpinWait();
					done.incrementAndGet();
				})));
		});
		assertTrue("what others are at is left", done.get() <= 1);
	}
}
