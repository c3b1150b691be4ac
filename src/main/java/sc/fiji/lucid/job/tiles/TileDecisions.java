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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.tiling.TileCost;

/**
 * What was decided for each channel and frame, frames fastest. Its large part is read when it is asked for, and that of
 * one volume is held at a time: those of a long series would not fit into memory.
 */
final class TileDecisions {

	private final Path file;
	private final TileJournal journal;
	private final List<Steps> channels;
	private final List<TileCost> costs = new ArrayList<>();
	private final List<String> texts = new ArrayList<>();
	private int held = -1;
	private Decided last;

	/**
	 * @param file of the journal
	 * @param channels the steps for each; what they were asked for matters no more
	 */
	TileDecisions(final Path file, final TileJournal journal, final List<Steps> channels) throws IOException {
		this.file = file;
		this.journal = journal;
		this.channels = channels;
		for (int volume = 0; volume < journal.decisions().size(); volume++) {
			costs.add(of(volume).cost());
			texts.add(last.toString());
		}
	}

	/** @return what was decided for a volume */
	synchronized Decided of(final int volume) throws IOException {
		if (volume == held) return last;
		last = null;
		held = -1;
		last = channels.get(volume / (journal.decisions().size() / channels.size()))
			.decided(journal.decisions().get(volume), TileMaps.read(file, journal.maps().get(volume)));
		held = volume;
		return last;
	}

	/** @return what a tile takes, of whatever volume */
	TileCost cost() {
		return TileCost.any(costs);
	}

	/** @return what users want to know */
	@Override
	public String toString() {
		return texts.toString();
	}
}
