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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.restoration.EngineLog;

/** What became of the tiles of a shard. */
final class ShardRun {

	private final TiledJob job;
	private final UncheckedTiles unchecked;
	private final Consumer<String> log;
	private final List<String> failed = new ArrayList<>();
	/** Why tiles are left as NaN. */
	private final Set<String> absent = new TreeSet<>();
	private final EngineLog engines = new EngineLog();
	private int restored;
	private int found;

	ShardRun(final TiledJob job, final UncheckedTiles unchecked, final Consumer<String> log) {
		this.job = job;
		this.unchecked = unchecked;
		this.log = log;
	}

	void tile(final int i, final String on, final Progress progress) {
		if (job.isDone(i)) {
			synchronized (this) {
				found++;
			}
			return;
		}
		IOException thrown = null;
		try {
			job.run(i, on, engines, progress);
		}
		catch (final IOException e) {
			thrown = e;
		}
		done(i, thrown);
	}

	private synchronized void done(final int i, final IOException thrown) {
		if (thrown == null) {
			job.absent(i).ifPresentOrElse(absent::add, () -> restored++);
		}
		else {
			log.accept("failed: " + job.describe(i) + ": " + thrown.getMessage());
			failed.add(job.describe(i) + ": " + thrown.getMessage());
		}
		try {
			unchecked.add(job.task(i));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** @return how many were restored */
	int end() throws IOException {
		unchecked.check();
		engines.lines().forEach(log);
		log.accept(
			restored + " of " + job.size() + " tiles restored" + (found == 0 ? "" : ", " + found + " done before"));
		absent.forEach(why -> log.accept("warning: not restored, and NaN in the result: " + why));
		if (!failed.isEmpty()) throw new IOException(failed.size() + " of " + job.size() + " tiles of " + job.output() +
			" failed, the first is " + failed.get(0) + " The others are kept: run again to restore these only.");
		return restored;
	}
}
