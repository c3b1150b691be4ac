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
package sc.fiji.lucid.job.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.lucid.io.ResultRecord;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.Version01;
import sc.fiji.lucid.job.stack.Sources;

/**
 * A run that can be repeated from its record.
 *
 * @param input the stack
 * @param settings what the user had said
 * @param memory bytes that a volume might take; {@link Long#MAX_VALUE}: all
 * @param sources what the files held that it was made from; null where the record does not tell
 * @param warnings what may make a repetition differ
 */
public record PastRun(Path input, Settings settings, long memory, String sources, List<String> warnings) {

	/** The settings that <em>Lucid Deconvolve...</em> has a key for. */
	public static final Set<String> MACRO_KEYS = Set.of("modality", "na", "immersionindex", "sampleindex", "emission",
		"excitation", "psf", "channels", "frames", "series", "voxel", "depth", "zdirection", "slabs", "model",
		"psfvoxel", "method", "iterations", "background", "saturation", "repair", "dark", "flat", "bleach", "psfcheck",
		"engine");

	/**
	 * @param file of the record, or a result with one; it may come from anybody and anywhere: relative paths in it are looked for beside
	 *          it
	 * @throws IOException if it is not the record of a restored file
	 */
	public static PastRun of(final Path file) throws IOException {
		return of(ResultRecord.of(file), file.toAbsolutePath().getParent());
	}

	/**
	 * @param folder of the record
	 * @throws IOException if it is not the record of a restored file
	 */
	public static PastRun of(final RunRecord record, final Path folder) throws IOException {
		if (!(record.get("settings").orElse(null) instanceof Map<?, ?> texts) ||
			!(record.get("inputFile").orElse(null) instanceof String file))
			throw new IOException(
				"The record is not that of a restored file (it has no 'settings' and 'inputFile'): give the .json " +
					"beside a result of lucid deconvolve or batch.");
		final List<String> warnings = new ArrayList<>();
		final Object version = record.get("version").orElse("unknown");
		if (Version01.wrote(record))
			warnings.add("The record is of version 0.1: the result will differ; " + Version01.CHANGED + ".");
		else if (!Version.NUMBER.equals(version)) warnings
			.add("The record is of version " + version + ", this is " + Version.NUMBER + ": the result may differ.");
		try {
			return new PastRun(beside(folder, file), settings(texts, folder), memory(record),
				record.get(Sources.KEY).map(Object::toString).orElse(null), warnings);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException("The record is damaged: " + e.getMessage(), e);
		}
	}

	private static Settings settings(final Map<?, ?> texts, final Path folder) {
		Settings settings = Settings.NONE;
		for (final Map.Entry<?, ?> entry : texts.entrySet()) {
			if (!(entry.getValue() instanceof String text))
				throw new IllegalArgumentException("'" + entry.getKey() + "' is no text.");
			settings = settings.with((String) entry.getKey(),
				Settings.PATHS.contains(entry.getKey()) ? beside(folder, text).toString() : text);
		}
		settings.request();
		return settings;
	}

	private static Path beside(final Path folder, final String name) {
		final Path path = Path.of(name);
		return !path.isAbsolute() && Files.exists(folder.resolve(path)) ? folder.resolve(path).normalize() : path;
	}

	private static long memory(final RunRecord record) {
		final Object bytes = record.get("memoryBytes").orElse(Long.MAX_VALUE);
		if (bytes instanceof Long number && number > 0) return number;
		throw new IllegalArgumentException("'memoryBytes' is " + bytes + ".");
	}

	/**
	 * @param file the record of a restoration that is to be repeated
	 * @throws IOException if it is not the record of a restored file, as that of one that was only repaired or denoised
	 */
	public static PastRun toRepeat(final Path file) throws IOException {
		final Object task = ResultRecord.of(file).get(RunLog.TASK).orElse(null);
		if (task != null) throw new IOException(file + " is the record of 'lucid " + task +
			"', which restores nothing. Repeat the command line that the record holds.");
		return of(file);
	}

	/**
	 * @return macro lines that open the input and restore it with the same settings
	 * @throws IllegalArgumentException if a path or a setting cannot be written in a macro
	 */
	public String macro() {
		return opening() + "\nrun(\"Lucid Deconvolve...\", " +
			quoted(settings.without("series").macroOptions(MACRO_KEYS)) + ");";
	}

	/** ImageJ opens the first of several series, or asks. */
	private String opening() {
		if (settings.series() > 0 && input.toString().matches("(?s).*[\\[\\]].*")) throw new IllegalArgumentException(
			"'" + input + "' cannot be written in a macro, since ImageJ reads brackets otherwise: rename the file.");
		return settings.series() == 0 ? "open(" + quoted(input.toString()) + ");"
			: "run(\"Bio-Formats Importer\", " + quoted("open=[" + input +
				"] color_mode=Default view=Hyperstack stack_order=XYCZT series_" + settings.series()) + ");";
	}

	/** A text in ImageJ's macro language. */
	private static String quoted(final String text) {
		if (text.chars().anyMatch(c -> c < ' ' || c == 127)) throw new IllegalArgumentException("'" + text +
			"' cannot be written in a macro, since it has line ends or control characters: rename the file.");
		final String path = java.io.File.separatorChar == '\\' ? text.replace("\\", "/") : text.replace("\\", "\\\\");
		return '"' + path.replace("\"", "\\\"") + '"';
	}
}
