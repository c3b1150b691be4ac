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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.tiling.Plan;

/** What was done to the tiles of one volume. */
public final class TileLog {

	private final Plan plan;
	private final Decided decided;
	private final EngineLog engines = new EngineLog();
	private int done;
	private int fewest = Integer.MAX_VALUE;
	private int most;

	/**
	 * @param plan how the volume is cut
	 * @param decided what holds for all tiles
	 */
	public TileLog(final Plan plan, final Decided decided) {
		this.plan = plan;
		this.decided = decided;
	}

	/** Notes a tile that was restored, by whatever thread. */
	public synchronized void add(final Applied applied) {
		done++;
		engines.add(applied);
		fewest = Math.min(fewest, applied.iterations());
		most = Math.max(most, applied.iterations());
	}

	/** @return for users */
	public List<String> lines() {
		final String iterations = done == 0 ? ""
			: ", " + (fewest == most ? "" + most : fewest + " to " + most) + " iterations each";
		final List<String> lines = new ArrayList<>(engines.lines());
		lines.add(done + " of " + plan.tiles().size() + " tiles restored" + iterations);
		return lines;
	}

	/** @return for the run record */
	public Map<String, Object> values() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("tiles", plan.tiles().size());
		// Whoever gathers what others restored does not know.
		if (done > 0) map.put("tilesRestoredNow", done);
		map.put("core", plan.tiling().core().toString());
		map.put("halo", plan.tiling().halo().toString());
		map.put("grid", plan.grid().toString());
		if (!engines.toString().isEmpty()) map.put(EngineLog.KEY, engines.toString());
		map.put("decisions", decided.record());
		return map;
	}
}
