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
package sc.fiji.lucid.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.lucid.io.tiff.TiffStackReader;
import sc.fiji.lucid.io.zarr.OmeZarr;

/** The record of a run, wherever it is: a file of its own, beside a result, or in it. */
public final class ResultRecord {

	private ResultRecord() {}

	/**
	 * @param file a record, or a result: the record beside it is taken, or else the one that an OME-TIFF or OME-Zarr
	 *          holds
	 * @throws IOException in one line, if there is none
	 */
	public static RunRecord of(final Path file) throws IOException {
		if (!Files.exists(file)) throw new IOException(file + " does not exist. Check the path.");
		final boolean tiff = Files.isRegularFile(file) && StackReader.isTiff(file);
		final boolean zarr = Files.isDirectory(file) && OmeZarr.isOne(file);
		if (!tiff && !zarr) return RunRecord.read(file);
		if (Files.isRegularFile(RunRecord.pathFor(file))) return RunRecord.read(RunRecord.pathFor(file));
		final Optional<String> inside = tiff ? TiffStackReader.record(file) : OmeZarr.record(file);
		return RunRecord.parse(
			inside.orElseThrow(() -> new IOException(
				file + " has no run record, and none is beside it. Give the .json that was written with the result.")),
			file.getFileName().toString());
	}
}
