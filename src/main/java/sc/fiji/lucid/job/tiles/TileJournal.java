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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.settings.Version01;
import sc.fiji.lucid.job.stack.Selection;
import sc.fiji.lucid.job.stack.Sources;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.Tiling;

/**
 * What all processes that work on one result agree on: the tiles, and what was
 * decided for each channel and frame. It stands beside the unfinished result;
 * whoever comes first writes it, once. Which tiles are done is told by the chunks
 * of the result itself.
 *
 * @param fingerprint differs when the contents of the input or the PSFs, the settings or the version do
 * @param quickly the same by names, sizes and times of the files
 * @param series of the input file, from 1; 0: the only one
 * @param channels which channels of the input, as {@link Selection} reads it
 * @param frames which frames, in the same way
 * @param zarr version of OME-Zarr of the result
 * @param decisions of each channel and frame, frames fastest, as {@link Decided#describe} tells them; those of
 *          another where one is absent
 * @param maps of each channel and frame, the files of the large part of what was decided ({@link TileMaps})
 * @param absent why a channel and frame, by its number, cannot be restored
 */
record TileJournal(String fingerprint, String quickly, int series, String channels, String frames, Tiling tiling,
	String zarr, List<List<?>> decisions, List<Map<String, String>> maps, Map<Integer, String> absent)
{

	/** @return the place of the journal of a result */
	static Path pathFor(final Path result) {
		return result.resolveSibling(result.getFileName() + ".tiles.json");
	}

	/** @throws IOException in one line, if there is none, it is damaged, or of a version whose tiles differ */
	static TileJournal read(final Path file) throws IOException {
		final RunRecord record = RunRecord.read(file);
		if (Version01.wrote(record)) throw new IOException(file + " is of work that version 0.1 began; " +
			Version01.CHANGED + ": finish it with that version, or start anew with --force.");
		try {
			final Map<?, ?> values = record.values();
			final List<List<?>> decisions = new ArrayList<>();
			for (final Object each : (List<?>) values.get("decisions"))
				decisions.add((List<?>) each);
			final List<?> halo = (List<?>) values.get("halo");
			return new TileJournal((String) values.get("fingerprint"), (String) values.get("quickly"),
				values.get("series") instanceof Number series ? series.intValue() : 0, (String) values.get("channels"),
				(String) values.get("frames"),
				new Tiling(extent(values.get("stack")), extent(values.get("core")),
					new Halo(number(halo, 0), number(halo, 1), number(halo, 2))),
				// None in work that was begun before there was a choice.
				values.containsKey("zarr") ? (String) values.get("zarr") : ZarrOptions.DEFAULT.version(), decisions,
				maps(values.get("maps"), decisions.size()), absent(values.get("absent")));
		}
		catch (final ClassCastException | NullPointerException | IndexOutOfBoundsException
			| IllegalArgumentException e)
		{
			throw new IOException(file + " is damaged. Delete it and start anew with --force.", e);
		}
	}

	private static List<Map<String, String>> maps(final Object written, final int volumes) {
		if (written == null) return Collections.nCopies(volumes, Map.of());
		final List<Map<String, String>> maps = new ArrayList<>();
		for (final Object each : (List<?>) written) {
			final Map<String, String> names = new LinkedHashMap<>();
			((Map<?, ?>) each).forEach((key, value) -> names.put((String) key, (String) value));
			maps.add(names);
		}
		return maps;
	}

	/** @return whether the work was begun with these, and by this version */
	boolean isOf(final Sources sources) throws IOException {
		return sources.quickly().equals(quickly) || sources.fingerprint().equals(fingerprint);
	}

	/** @return the part of the input that is restored */
	Stack selected(final Stack input) {
		return Selection.of(input, channels, frames);
	}

	/** Writes the journal, unless another process was quicker. */
	void writeOnce(final Path file) throws IOException {
		final Path own = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
		try {
			new RunRecord().version(Version.NUMBER)
				.put("fingerprint", fingerprint)
				.put("quickly", quickly)
				.put("series", series)
				.put("channels", channels)
				.put("frames", frames)
				.put("stack", list(tiling.stack()))
				.put("core", list(tiling.core()))
				.put("halo", List.of(tiling.halo().x(), tiling.halo().y(), tiling.halo().z()))
				.put("zarr", zarr)
				.put("decisions", decisions)
				.put("maps", maps)
				.put("absent", absent)
				.write(own, false);
			try {
				Files.createLink(file, own);
			}
			catch (final FileAlreadyExistsException e) {
				// Theirs holds.
				deleteMaps(file);
			}
			catch (final UnsupportedOperationException | FileSystemException e) {
				// No links here, as on shares and memory cards.
				Files.move(own, file);
			}
		}
		catch (final FileAlreadyExistsException e) {
			// Theirs holds.
			deleteMaps(file);
		}
		finally {
			Files.deleteIfExists(own);
		}
	}

	/** Deletes a journal, if there is one, and its maps. */
	static void delete(final Path file) throws IOException {
		try {
			if (Files.exists(file)) read(file).deleteMaps(file);
		}
		catch (final IOException e) {
			// Damaged: it names no maps.
		}
		Files.deleteIfExists(file);
	}

	private void deleteMaps(final Path file) throws IOException {
		for (final Map<String, String> names : maps)
			TileMaps.delete(file, names);
	}

	/** None in work that was begun before there were any. */
	private static Map<Integer, String> absent(final Object map) {
		final Map<Integer, String> absent = new TreeMap<>();
		if (map != null)
			((Map<?, ?>) map).forEach((volume, why) -> absent.put(Integer.valueOf((String) volume), (String) why));
		return absent;
	}

	private static List<Integer> list(final Extent e) {
		return List.of(e.nx(), e.ny(), e.nz());
	}

	private static Extent extent(final Object list) {
		return new Extent(number((List<?>) list, 0), number((List<?>) list, 1), number((List<?>) list, 2));
	}

	private static int number(final List<?> list, final int i) {
		return ((Number) list.get(i)).intValue();
	}
}
