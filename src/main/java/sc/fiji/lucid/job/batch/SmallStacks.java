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
package sc.fiji.lucid.job.batch;

import java.io.IOException;
import java.util.List;

import net.imglib2.parallel.Parallelization;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.FileKind;
import sc.fiji.lucid.io.Stack;

/**
 * Which stacks of a batch are so small that several are restored side by side, each with one thread. Threads that
 * share a small stack wait for each other at the end of every pass over it; side by side they do not, and the result is
 * the same, as it does not depend on the number of threads.
 */
final class SmallStacks {

	/** Voxels of a volume that are shared by threads without loss: there a pass takes some ten milliseconds. */
	private static final long VOXELS = 1 << 20;
	/**
	 * More than restoring so large a volume takes: four times as large a one takes 0.4 GB with all of Java
	 * (2026-11-29).
	 */
	private static final long BYTES = 256 << 20;
	/** Stacks for each thread that are looked at, and begun, before the next ones are. */
	private static final int AHEAD = 8;

	private final long usable;

	/** @param usable bytes that all may take */
	SmallStacks(final long usable) {
		this.usable = usable;
	}

	/**
	 * @param from the first that is not begun
	 * @return how many, from there on, are to be restored side by side on the caller's threads; 0 if the first one takes
	 *         all threads
	 */
	int together(final List<BatchEntry> entries, final int from) {
		final int threads = Parallelization.getTaskExecutor().getParallelism();
		if (threads < 2 || usable / threads < BYTES) return 0;
		final int end = Math.min(entries.size(), from + AHEAD * threads);
		int last = from;
		while (last < end && isSmall(entries.get(last)))
			last++;
		// Fewer than threads would leave some of them idle.
		return last - from < threads ? 0 : last - from;
	}

	private static boolean isSmall(final BatchEntry entry) {
		try {
			final EngineChoice engine = entry.settings().request().options().engine();
			// Reading what a maker's file holds can take as long as restoring it; a device takes one at a time.
			if (FileKind.of(entry.input()) != FileKind.TIFF || engine.mayBeDevice() && !engine.isAuto()) return false;
			try (Stack stack = entry.settings().open(entry.input(), Progress.NONE)) {
				return (long) stack.shape().planeSize() * stack.shape().slices() <= VOXELS;
			}
		}
		catch (final IOException | RuntimeException e) {
			// What is wrong with it is said when it is its turn.
			return false;
		}
	}
}
