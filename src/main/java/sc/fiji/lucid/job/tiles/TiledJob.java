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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.io.zarr.ZarrStackWriter;
import sc.fiji.lucid.job.CancellableExecutor;
import sc.fiji.lucid.job.ChannelPsf;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Series;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/**
 * Restores a stack into an OME-Zarr tile by tile. The work survives its process:
 * tiles that are done are found again, and several processes can share them. The
 * same tile gives the same voxels whoever restores it, so that a tile done twice
 * does no harm.
 */
public final class TiledJob implements Closeable {

	private final Path output;
	private final Stack stack;
	private final List<Psf> psfs;
	private final TileJournal journal;
	private final ZarrStackWriter writer;
	private final RunLog report;
	private final List<TileTask> tasks = new ArrayList<>();

	private TiledJob(final Path output, final Stack stack, final List<Psf> psfs, final TileJournal journal,
		final RunLog report, final boolean force) throws IOException
	{
		this.output = output;
		this.stack = stack;
		this.psfs = psfs;
		this.journal = journal;
		this.report = report;
		writer = ZarrStackWriter.resume(output, stack.shape(), stack.metadata(), zarrOptions(journal.tiling()), force);
		for (int c = 0; c < stack.channels(); c++)
			for (int t = 0; t < stack.frames(); t++)
				for (final Tile tile : journal.tiling().tiles())
					tasks.add(new TileTask(c, t, tile));
	}

	/**
	 * Begins a result, or goes on with one that was begun with the same input and
	 * settings.
	 *
	 * @param memory bytes that restoring a tile may take
	 * @param force whether to start anew and replace an existing result
	 * @param log takes lines for the user
	 * @throws IOException if the input cannot be read or the output not be written, or
	 *           was begun with another input or other settings
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 */
	public static TiledJob open(final Path input, final Path output, final Settings settings, final long memory,
		final boolean force, final Progress progress, final Consumer<String> log) throws IOException
	{
		return CancellableExecutor.run(progress, () -> opened(input, output, settings, memory, force, progress, log));
	}

	private static TiledJob opened(final Path input, final Path output, final Settings settings, final long memory,
		final boolean force, final Progress progress, final Consumer<String> log) throws IOException
	{
		final List<Stack> psfFiles = new ArrayList<>();
		final Stack whole = StackReader.open(input);
		try {
			final Stack stack = settings.selected(whole);
			final Request request = settings.request(names -> PsfFiles.open(names, psfFiles));
			if (request.slabs() > 1) throw new IllegalArgumentException(
				"'slabs' are not cut into tiles: leave them out, or give an output that ends in .tif.");
			final RunLog report = new RunLog(stack, request);
			final Consumer<String> both = line -> {
				report.add(line);
				log.accept(line);
			};
			final List<Psf> psfs = psfs(stack, request, report, both);
			final Path file = TileJournal.pathFor(output);
			if (force) discard(output, stack);
			else refuse(output, file);
			final String fingerprint = fingerprint(input, settings);
			if (!Files.exists(file)) plan(stack, psfs, request, settings, fingerprint, memory, progress)
				.writeOnce(file);
			final TileJournal journal = TileJournal.read(file);
			if (!journal.fingerprint().equals(fingerprint)) throw new IOException(output +
				" was begun with another input or other settings. Use those, or start anew with --force.");
			final TiledJob job = new TiledJob(output, stack, psfs, journal, report, force);
			both.accept("plan: " + job.checkedPlan(memory));
			both.accept("decided on a sample, for all tiles: " + journal.decisions());
			return job;
		}
		catch (final IOException | RuntimeException e) {
			whole.close();
			throw e;
		}
		finally {
			for (final Stack psf : psfFiles)
				psf.close();
		}
	}

	private static List<Psf> psfs(final Stack stack, final Request request, final RunLog report,
		final Consumer<String> log) throws IOException
	{
		log.accept(stack.name() + ": " + stack.shape());
		final Acquisition acquisition = Acquisition.of(stack, request);
		acquisition.lines().forEach(log);
		report.acquisition(acquisition);
		final PsfCache cache = new PsfCache();
		final List<Psf> psfs = new ArrayList<>();
		for (int c = 0; c < stack.channels(); c++) {
			final ChannelPsf psf = ChannelPsf.of(stack, request, acquisition, c, cache);
			psf.lines().forEach(log);
			report.psf(psf.psf());
			psfs.add(psf.psf());
		}
		return psfs;
	}

	/**
	 * Joins work that another process has begun.
	 *
	 * @param psfs one per channel
	 * @throws IOException if it was not begun, or the files cannot be reached from here
	 */
	public static TiledJob join(final Path input, final Path output, final List<Psf> psfs) throws IOException {
		final Stack whole = StackReader.open(input);
		try {
			final TileJournal journal = TileJournal.read(TileJournal.pathFor(output));
			return new TiledJob(output, journal.selected(whole), psfs, journal, null, true);
		}
		catch (final IOException | RuntimeException e) {
			whole.close();
			throw e;
		}
	}

	private static TileJournal plan(final Stack stack, final List<Psf> psfs, final Request request,
		final Settings settings, final String fingerprint, final long memory, final Progress progress) throws IOException
	{
		final Plan plan = VolumePlans.of(stack, psfs, request.options(), memory);
		final Decisions[] decisions = new Decisions[stack.channels() * stack.frames()];
		for (int c = 0; c < stack.channels(); c++) {
			DeconvolutionOptions options = request.options();
			for (final int t : request.series().order(stack.frames())) {
				final Decisions found = new StackSample(stack, c, t, memory / 4, progress).decide(psfs.get(c), options);
				if (request.series() == Series.SHARED) options = found.alike(request.options());
				decisions[c * stack.frames() + t] = found;
			}
		}
		return new TileJournal(fingerprint, settings.channels(), settings.frames(), plan.tiling(), List.of(decisions));
	}

	/** Refuses a complete result, and the remains of one that cannot be told to be of this work. */
	private static void refuse(final Path output, final Path journal) throws IOException {
		if (Files.exists(output)) throw new IOException(output +
			" exists. Choose another output, or add --force to replace it.");
		// Looked for first: a journal is written before anything else.
		final Path part = output.resolveSibling(output.getFileName() + ".part");
		if (Files.exists(part) && !Files.exists(journal)) throw new IOException(part +
			" was left by other work. Delete it, or add --force.");
	}

	/** @return whether work on this result was begun, with the same input and settings, and not finished */
	public static boolean isBegun(final Path input, final Path output, final Settings settings) throws IOException {
		final Path journal = TileJournal.pathFor(output);
		return !Files.exists(output) && Files.exists(journal) && TileJournal.read(journal).fingerprint().equals(fingerprint(
			input, settings));
	}

	/** Deletes an unfinished result. */
	private static void discard(final Path output, final Stack stack) throws IOException {
		StackWriter.zarr(output, stack.shape(), stack.metadata(), ZarrOptions.DEFAULT, true).close();
		Files.deleteIfExists(TileJournal.pathFor(output));
	}

	private static String fingerprint(final Path input, final Settings settings) throws IOException {
		return RunRecord.sha256(Version.NUMBER + "\n" + settings + "\n" + input.toAbsolutePath().normalize() + "\n" + Files
			.getLastModifiedTime(input).toMillis());
	}

	/** Chunks that the cores are multiples of. */
	private static ZarrOptions zarrOptions(final Tiling tiling) {
		final ZarrOptions usual = ZarrOptions.DEFAULT;
		return new ZarrOptions(usual.version(), usual.codec(), chunk(tiling.stack().nx(), tiling.core().nx(), usual.chunkX()),
			chunk(tiling.stack().ny(), tiling.core().ny(), usual.chunkY()), chunk(tiling.stack().nz(), tiling.core().nz(), usual
				.chunkZ()));
	}

	static int chunk(final int stack, final int core, final int usual) {
		int chunk = Math.min(core, usual);
		while (core < stack && core % chunk != 0)
			chunk--;
		return chunk;
	}

	private Plan plan() {
		return Plan.of(journal.tiling(), Float.BYTES, VolumePlans.largest(psfs), journal.decisions().get(0).options());
	}

	private Plan checkedPlan(final long memory) {
		final Plan plan = plan();
		if (plan.bytes() > memory) throw new IllegalStateException(output + " was begun with tiles that need " + (plan
			.bytes() >> 20) + " MB, and " + (memory >> 20) + " MB may be used: give more (--memory, LUCID_OPTS=-Xmx...), or " +
			"start anew with --force.");
		return plan;
	}

	/** @return the PSF of each channel */
	public List<Psf> psfs() {
		return psfs;
	}

	/** @return the number of tiles, of all channels and frames */
	public int size() {
		return tasks.size();
	}

	/** @return whether a tile (from 0) is stored completely */
	public boolean isDone(final int index) {
		final TileTask task = tasks.get(index);
		final Box core = task.tile().core();
		return writer.isWritten(task.channel(), task.frame(), core.x(), core.y(), core.z(), core.size().nx(), core.size()
			.ny(), core.size().nz());
	}

	/** @return a tile (from 0) in words */
	public String describe(final int index) {
		return tasks.get(index).toString();
	}

	/**
	 * Restores and stores a tile (from 0).
	 *
	 * @return the number of iterations done
	 * @throws IOException if it cannot be read or written
	 */
	public int run(final int index, final Progress progress) throws IOException {
		final TileTask task = tasks.get(index);
		final Restoration restoration = task.run(stack, psfs.get(task.channel()), decisions(task), writer::write, progress);
		return restoration.iterations();
	}

	private Decisions decisions(final TileTask task) {
		return journal.decisions().get(task.channel() * stack.frames() + task.frame());
	}

	/**
	 * Restores the tiles of a shard that are not yet done.
	 *
	 * @return how many were restored
	 */
	public int run(final BatchJob.Shard shard, final Progress progress, final Consumer<String> log) throws IOException {
		int restored = 0, found = 0;
		for (int i = shard.index() - 1; i < size(); i += shard.count()) {
			if (isDone(i)) {
				found++;
				continue;
			}
			run(i, progress.part((double) i / size(), Math.min(1, (i + (double) shard.count()) / size()), "tile " + (i + 1) +
				" of " + size() + ": "));
			restored++;
		}
		log.accept(restored + " of " + size() + " tiles restored" + (found == 0 ? "" : ", " + found + " were done before"));
		return restored;
	}

	/**
	 * Checks that every tile is stored, adds the pyramid and gives the result its name.
	 *
	 * @return what was done
	 * @throws IOException naming the first tile that is missing
	 */
	public RunLog finish() throws IOException {
		final List<Integer> missing = IntStream.range(0, size()).filter(i -> !isDone(i)).boxed().toList();
		if (!missing.isEmpty()) throw new IOException(output + " is not complete: " + missing.size() + " of " + size() +
			" tiles are missing, the first is " + describe(missing.get(0)) + ". Give the same command without --shard and " +
			"--finish to restore them.");
		for (int c = 0; c < stack.channels(); c++)
			for (int t = 0; t < stack.frames(); t++)
				report.tiled(new TileLog(c, t, plan(), journal.decisions().get(c * stack.frames() + t)));
		report.end();
		writer.appendInfo(report.info());
		writer.finish();
		Files.deleteIfExists(TileJournal.pathFor(output));
		return report;
	}

	/** Closes the files; what was stored stays. */
	@Override
	public void close() throws IOException {
		writer.close();
		stack.close();
	}
}
