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

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.job.settings.Settings;

/** Which files a batch restores: folders, patterns, tables. */
public final class BatchFiles {

	/** The files of a folder that are taken if nothing else is said. */
	public static final String PATTERN = "*.{tif,tiff,Tif,Tiff,TIF,TIFF,zarr}";

	/** The files that are taken where a folder has none of those: they are read through Bio-Formats. */
	static final String OF_MICROSCOPES = "*.{czi,lif,nd2,oir,oib,oif,vsi,ims,dv,r3d,zvi,mrc,nrrd,ics," +
		"CZI,LIF,ND2,OIR,OIB,OIF,VSI,IMS,DV,R3D,ZVI,MRC,NRRD,ICS}";

	/** How the names of results end, before {@code tif} or {@code zarr}. */
	static final String SUFFIX = "-restored.";

	private static final String ZARR = ".zarr";

	private BatchFiles() {}

	/**
	 * @return the entries of a CSV table with a column {@code file} and columns named as settings; one for all files of
	 *         a set whose settings are the same
	 */
	public static List<BatchEntry> table(final Path table, final Settings common) throws IOException {
		// Others are not opened for it: a table may have very many rows, and each job of an array reads it.
		final List<BatchEntry> rows = BatchTable.read(table, common);
		if (rows.isEmpty())
			throw new IOException(table + " has no rows under its header: give a row for each file to restore.");
		return EachSeries
			.of(OmeSets.first(rows, file -> file.getFileName().toString().matches("(?i).*\\.ome\\.tiff?")));
	}

	/**
	 * @param pattern of file names, as {@code *.tif}
	 * @return the files of a folder, sorted, without results of an earlier batch
	 */
	public static List<BatchEntry> folder(final Path folder, final String pattern, final Settings common)
		throws IOException
	{
		if (!Files.isDirectory(folder))
			throw new IOException(folder + " is not a folder. Give a folder, or --table FILE.");
		List<Path> files = matching(folder, pattern);
		if (files.isEmpty() && pattern.equals(PATTERN)) files = matching(folder, OF_MICROSCOPES);
		return EachSeries.of(sets(files, common));
	}

	private static List<Path> matching(final Path folder, final String pattern) throws IOException {
		final List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, pattern)) {
			for (final Path file : matches)
				if (isStack(file)) files.add(file);
		}
		Collections.sort(files);
		return files;
	}

	private static List<BatchEntry> sets(final List<Path> files, final Settings common) throws IOException {
		return OmeSets.first(files.stream().map(f -> new BatchEntry(f, common)).toList(), file -> true);
	}

	private static boolean isStack(final Path file) {
		final String name = file.getFileName().toString();
		// Names with a leading dot are hidden: macOS leaves such files beside others on shares.
		// A link that leads nowhere fails in its turn: what it should lead to may be on a share that is not there.
		final boolean isBroken = Files.isSymbolicLink(file) && !Files.exists(file);
		return (Files.isRegularFile(file) || isBroken || isZarr(name)) && !name.startsWith(".") &&
			BatchJob.FORMATS.stream().noneMatch(format -> name.endsWith(SUFFIX + format));
	}

	/**
	 * @param inputs as those of {@link #inputs}
	 * @return what lies in the folders among them and is not taken, although somebody may have meant it: a line for each
	 */
	public static List<String> passedOver(final List<String> inputs) throws IOException {
		final List<String> lines = new ArrayList<>();
		for (final String input : inputs) {
			final Path folder = Path.of(input);
			if (!Files.isDirectory(folder) || isZarr(input)) continue;
			final List<Path> others = matching(folder, PATTERN).isEmpty() ? List.of()
				: matching(folder, OF_MICROSCOPES);
			final long folders;
			try (Stream<Path> all = Files.list(folder)) {
				folders = all.filter(Files::isDirectory)
					.filter(file -> !isZarr(file.toString()) && !file.getFileName().toString().startsWith("."))
					.count();
			}
			if (!others.isEmpty()) lines.add("passed over in " + folder + ": " + count(others.size(), "file") +
				" of microscopes, as " + others.get(0).getFileName() + "; --pattern takes them");
			if (folders > 0) lines.add("passed over in " + folder + ": " + count(folders, "folder") +
				"; what lies in folders is not restored with it");
		}
		return lines;
	}

	private static String count(final long count, final String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	private static boolean isZarr(final String name) {
		return name.toLowerCase(Locale.ROOT).endsWith(ZARR);
	}

	/**
	 * @param inputs files, folders, and patterns of file names as
	 *          {@code /data/cell*.tif}
	 * @param pattern of the files in the folders
	 * @return all of them, each once, and one for all files of a set
	 */
	public static List<BatchEntry> inputs(final List<String> inputs, final String pattern, final Settings common)
		throws IOException
	{
		final List<BatchEntry> entries = new ArrayList<>();
		for (final String input : inputs) {
			final int name = Math.max(input.lastIndexOf('/'), input.lastIndexOf(File.separatorChar)) + 1;
			final boolean exists = new File(input).exists();
			if (!exists && input.substring(name).matches(".*[*?{\\[].*")) entries
				.addAll(folder(Path.of(name == 0 ? "." : input.substring(0, name)), input.substring(name), common));
			else if (!exists)
				throw new IOException(input + " does not exist. Check the path: give files, folders or patterns.");
			else if (new File(input).isDirectory() && !isZarr(input))
				entries.addAll(folder(Path.of(input), pattern, common));
			else entries.add(new BatchEntry(Path.of(input), common));
		}
		return EachSeries.of(OmeSets.first(entries, file -> true));
	}

	/**
	 * Writes the entries as a table, so that all jobs of an array have the same files
	 * whatever is added to a folder.
	 *
	 * @param from the table that the entries are of; null if they are of none
	 * @throws IOException in one line, if the table would be written to an input, or is there and may not be replaced
	 */
	public static void manifest(final List<BatchEntry> entries, final Path from, final Path table, final boolean force)
		throws IOException
	{
		ResultFiles.refuseInputs(table, entries.stream().map(BatchEntry::input).toList());
		if (from != null) ResultFiles.refuseInputs(table, List.of(from));
		BatchTable.write(entries, table, force);
	}
}
