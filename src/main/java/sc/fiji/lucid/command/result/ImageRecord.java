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
package sc.fiji.lucid.command.result;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import ij.ImagePlus;
import ij.io.FileInfo;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.settings.KnownResult;
import sc.fiji.lucid.job.settings.Settings;

/**
 * What an open image is known to be the result of: it holds the record of its run, where Fiji made it, or the record
 * lies beside the file that it was opened from.
 *
 * @param known what the user says, and for what is not said, what the record says
 * @param recording what was restored of the recording: the channels and frames that were chosen
 */
public record ImageRecord(KnownResult known, Stack recording) {

	/**
	 * @param given what the user says; it goes before the record
	 * @param log takes lines for the user
	 * @throws IllegalArgumentException if the recording lacks what was restored of it
	 */
	public static ImageRecord of(final ImageJStack raw, final ImagePlus restored, final Settings given,
		final Consumer<String> log)
	{
		final KnownResult known = known(restored, given, log);
		try {
			return new ImageRecord(known, known.settings().selected(raw));
		}
		catch (final IllegalArgumentException e) {
			// A copy of the chosen channels and frames, whose numbers are others than those of the record.
			if (raw.channels() != restored.getNChannels() || raw.frames() != restored.getNFrames()) throw e;
			return new ImageRecord(
				new KnownResult(known.settings().without("channels").without("frames"), Optional.empty()), raw);
		}
	}

	/** The image's own goes before: a file may have been written over by Fiji. */
	private static KnownResult known(final ImagePlus restored, final Settings given, final Consumer<String> log) {
		final FileInfo file = restored.getOriginalFileInfo();
		final String own = restored.getProp(RunRecord.PROPERTY);
		try {
			if (own != null) return KnownResult.of(RunRecord.parse(own, restored.getTitle()), restored.getTitle(),
				given, PsfImages::exists, log);
			if (file != null && file.getFilePath() != null && new File(file.getFilePath() + ".json").isFile())
				return KnownResult.of(Path.of(file.getFilePath()), given, log);
		}
		catch (final IOException | IllegalArgumentException e) {
			log.accept("warning: The run record of " + restored.getTitle() + " cannot be used: " + e.getMessage());
		}
		return new KnownResult(given, Optional.empty());
	}

	/**
	 * @param number of a frame of the whole recording, from 1
	 * @param otherwise the frame of the result, from 0, where that one was not restored
	 * @return the frame of the result, from 0, that was made of it
	 */
	public int frame(final int number, final int otherwise) {
		for (int t = 0; t < recording.frames(); t++)
			if (recording.frameNumber(t) == number) return t;
		return otherwise;
	}
}
