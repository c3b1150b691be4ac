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
package sc.fiji.lucid.job.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.io.Fingerprint;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.ReferenceFiles;
import sc.fiji.lucid.job.settings.Settings;

/**
 * What a result is made from: the contents of the input and of the PSFs, the settings and the version. Taken before
 * the work, so that a result is never said to come from a file that was changed meanwhile.
 */
public final class Sources {

	/** Under this key the record tells the contents of what a result is made from. */
	public static final String KEY = "sourcesSha256";

	private final Path input;
	private final int own;
	private final List<Path> files;
	private final Settings settings;
	private final String stamp;
	private String contents;

	/** @param own how many of the files are the input */
	private Sources(final Path input, final int own, final List<Path> files, final Settings settings)
		throws IOException
	{
		this.input = input;
		this.own = own;
		this.files = files;
		this.settings = settings;
		stamp = Fingerprint.stamp(files);
	}

	/**
	 * @param input as the user named it
	 * @param stack the same, opened
	 * @param psfs all that are used
	 */
	public static Sources of(final Path input, final Stack stack, final List<Stack> psfs, final Settings settings)
		throws IOException
	{
		final List<Path> files = new ArrayList<>(stack.files());
		for (final Stack psf : psfs)
			files.addAll(psf.files());
		if (settings.repair().references() instanceof ReferenceFiles references) files.addAll(references.files());
		settings.alignment().file().ifPresent(files::add);
		return new Sources(input, stack.files().size(), files, settings);
	}

	/** @return the files and folders, which are never written to */
	public List<Path> files() {
		return files;
	}

	/** @return differs when the contents of a file, the settings or the version do */
	public String fingerprint() throws IOException {
		return RunRecord.sha256(Version.NUMBER + "\n" + settings + "\n" + contents());
	}

	private String contents() throws IOException {
		if (contents == null) contents = Fingerprint.of(files);
		return contents;
	}

	/**
	 * @param known as a record tells it under {@link #KEY}
	 * @throws IOException in one line, if the files hold something else
	 */
	public void checkAre(final String known) throws IOException {
		if (contents().equals(known)) return;
		throw new IOException(input + (own < files.size() ? ", a PSF, a dark, a flat or what --chromatic names" : "") +
			" is not what the record was made from: the contents differ. Put back what was restored then, or restore " +
			"what is there now with 'lucid deconvolve'.");
	}

	/**
	 * @return the same told by the names, sizes and times of the files: for the many processes that share a result, of
	 *         which each would otherwise read all of the input
	 */
	public String quickly() {
		return RunRecord.sha256(Version.NUMBER + "\n" + settings + "\n" + files + "\n" + stamp);
	}

	/** @throws IOException in one line, if the files are no longer those of a fingerprint that was taken before */
	public void checkStill(final String fingerprint) throws IOException {
		checkQuickly();
		contents = Fingerprint.of(files);
		if (!fingerprint().equals(fingerprint)) throw changed();
	}

	/** As the others, by the names, sizes and times of the files. */
	public void checkQuickly() throws IOException {
		if (!stamp.equals(Fingerprint.stamp(files))) throw changed();
	}

	private IOException changed() {
		return new IOException(
			input + ", a PSF, a dark, a flat or what --chromatic names was changed while it was being restored: the " +
				"result is not kept. Run " + "again when nobody writes to it.");
	}

	/** Adds to a record what it needs for the run to be known again, and to be repeated. */
	public RunRecord describe(final RunRecord record) throws IOException {
		final Map<String, String> texts = new LinkedHashMap<>(settings.texts());
		// Whoever repeats the run stands in another folder.
		for (final String setting : Settings.PATHS)
			texts.computeIfPresent(setting, (name, paths) -> PsfFiles.absolute(paths));
		return record.put("settings", texts)
			.put("inputFile", input.toAbsolutePath().normalize().toString())
			.put("fingerprint", fingerprint())
			.put(KEY, contents());
	}
}
