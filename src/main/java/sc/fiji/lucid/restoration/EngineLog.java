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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who computed the parts of a volume, be they tiles or slabs: each is told once, by name, with how many parts it did.
 */
public final class EngineLog {

	/** Under this key {@link Applied#values} says who computed. */
	public static final String KEY = "engine";

	private final Map<String, Integer> parts = new TreeMap<>();

	/** Notes who computed a part, if that is said. */
	public synchronized void add(final Applied applied) {
		if (applied.values().get(KEY) instanceof String who) parts.merge(who, 1, Integer::sum);
	}

	/** @return a line for each, for users; none where nothing is said */
	public List<String> lines() {
		return parts.size() == 1 ? List.of("engine = " + this)
			: parts.entrySet()
				.stream()
				.map(e -> "engine = " + e.getKey() + ", for " + e.getValue() + (e.getValue() == 1 ? " part" : " parts"))
				.toList();
	}

	/** @return all of them, for the run record; empty where nothing is said */
	@Override
	public String toString() {
		return parts.keySet().stream().collect(Collectors.joining("; "));
	}
}
