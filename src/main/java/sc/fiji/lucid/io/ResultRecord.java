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
		return RunRecord.parse(inside.orElseThrow(() -> new IOException(
			file + " has no run record, and none is beside it. Give the .json that was written with the result.")),
			file.getFileName().toString());
	}
}
