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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.Decided;

/**
 * The large part of what was decided for a result ({@link Decided#maps}): a float32 TIFF a map, beside the journal of
 * tiles, which names them. Each process writes files of its own; those of the one whose journal holds are used.
 */
final class TileMaps {

	/** A map has voxels of no particular size. */
	private static final VoxelSize ANY = new VoxelSize(1, 1, 1);

	private TileMaps() {}

	/** @return what was decided for a volume, with {@code maps}: the names of the files, if there are any */
	static Map<String, String> write(final Path journal, final Decided decided) throws IOException {
		final Map<String, String> names = new LinkedHashMap<>();
		for (final Map.Entry<String, Volume> map : decided.maps().entrySet()) {
			final Path file = journal
				.resolveSibling(journal.getFileName() + "." + UUID.randomUUID() + "." + map.getKey() + ".tif");
			try {
				VolumeWriter.write(file, map.getValue(), ANY, "", false);
			}
			catch (final IOException e) {
				delete(journal, names);
				throw e;
			}
			names.put(map.getKey(), file.getFileName().toString());
		}
		return names;
	}

	/** @return the maps, read */
	static Map<String, Volume> read(final Path journal, final Map<String, String> names) throws IOException {
		final Map<String, Volume> maps = new LinkedHashMap<>();
		for (final Map.Entry<String, String> name : names.entrySet())
			try (Stack file = StackReader.open(journal.resolveSibling(name.getValue()))) {
				maps.put(name.getKey(), Stacks.volume(file, 0, 0));
			}
		return maps;
	}

	static void delete(final Path journal, final Map<String, String> names) throws IOException {
		for (final String name : names.values())
			Files.deleteIfExists(journal.resolveSibling(name));
	}
}
