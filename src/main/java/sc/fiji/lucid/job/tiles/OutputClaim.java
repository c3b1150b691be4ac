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

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.lucid.io.OutputLock;
import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.zarr.ZarrStackWriter;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.stack.Sources;

/**
 * What a process may write while it works on a result, alone or beside others that do other parts of it.
 *
 * @param sources what the result is made from
 * @param files the result and its record; null for one part of several
 * @param part the lock of that part; null where one process does all
 */
record OutputClaim(Sources sources, ResultFiles files, OutputLock part) implements Closeable {

	/** Claims the result or a part of it; what other work left is deleted, if that is asked for. */
	static OutputClaim of(final Sources sources, final Path output, final boolean force, final BatchJob.Shard shard)
		throws IOException
	{
		final Path journal = TileJournal.pathFor(output);
		ResultFiles.refuseInputs(journal, sources.files());
		final OutputClaim claim = shard.count() > 1
			? new OutputClaim(sources, null, ResultFiles.lock(output, sources.files(), shard.index(), shard.count()))
			: new OutputClaim(sources, ResultFiles.claim(output, force, sources.files()), null);
		try {
			if (force) discard(output);
			else refuse(output, journal);
			return claim;
		}
		catch (final IOException e) {
			claim.close();
			throw e;
		}
	}

	/** Refuses a complete result, and the remains of one that cannot be told to be of this work. */
	private static void refuse(final Path output, final Path journal) throws IOException {
		if (Files.exists(output))
			throw new IOException(output + " exists. Choose another output, or add --force to replace it.");
		// Looked for first: a journal is written before anything else.
		final Path part = output.resolveSibling(output.getFileName() + ".part");
		if (Files.exists(part) && !Files.exists(journal))
			throw new IOException(part + " was left by other work. Delete it, or add --force.");
	}

	/** Deletes an unfinished result. */
	private static void discard(final Path output) throws IOException {
		final PartFile part = PartFile.shared(output, true);
		if (Files.exists(part.part()) && !ZarrStackWriter.isOne(part.part())) throw new IOException(part.part() +
			" is no unfinished result of Lucid: it is not deleted, even with --force. Move it away, or choose another output.");
		part.discard();
		TileJournal.delete(TileJournal.pathFor(output));
		new TileNotes(output).delete();
	}

	@Override
	public void close() throws IOException {
		if (files != null) files.close();
		if (part != null) part.close();
	}
}
