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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.zarr.ZarrStackWriter;
import sc.fiji.lucid.job.ChannelPsf;
import sc.fiji.lucid.job.ChannelSlabs;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.check.PsfChecking;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.PsfCheckMode;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.FileInfo;
import sc.fiji.lucid.job.stack.ResultMetadata;
import sc.fiji.lucid.job.stack.Sources;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.EngineLog;
import sc.fiji.lucid.restoration.SharedTiles;
import sc.fiji.lucid.restoration.TileLog;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tile;

/**
 * Restores a stack into an OME-Zarr tile by tile. The work survives its process:
 * tiles that are done are found again, and several processes can share them. The
 * same tile gives the same voxels whoever restores it, so that a tile done twice
 * does no harm.
 */
public final class TiledJob implements Closeable {

	private final Path output;
	private final Stack stack;
	private final List<SlabPsfs> psfs;
	private final TileJournal journal;
	private final TileNotes notes;
	/** Empty: whichever the choice comes to. */
	private String device = "";
	/** Null in a process that joins another's work. */
	private final OutputClaim claim;
	private final ZarrStackWriter writer;
	private final RunLog report;
	private final List<TileTask> tasks = new ArrayList<>();
	private final TileDecisions decided;
	/** Bytes that may be used. */
	private long memory;

	private TiledJob(final Path output, final Stack stack, final StackMetadata metadata, final ChannelSteps steps,
		final List<SlabPsfs> psfs, final TileJournal journal, final RunLog report, final OutputClaim claim,
		final boolean force) throws IOException
	{
		this.claim = claim;
		this.output = output;
		this.stack = stack;
		this.psfs = psfs;
		this.journal = journal;
		notes = new TileNotes(output);
		this.report = report;
		writer = ZarrStackWriter.resume(output, stack.shape(), metadata,
			ResultChunks.of(journal.tiling(), journal.zarr()), force);
		decided = new TileDecisions(TileJournal.pathFor(output), journal,
			IntStream.range(0, psfs.size())
				.mapToObj(c -> steps.of(c, psfs.get(c), DeconvolutionOptions.DEFAULT))
				.toList());
		for (int c = 0; c < stack.channels(); c++)
			for (int t = 0; t < stack.frames(); t++)
				for (final Tile tile : journal.tiling().tiles())
					tasks.add(new TileTask(c, t, tile));
	}

	/**
	 * Begins a result, or goes on with one that was begun with the same input and
	 * settings.
	 *
	 * @param steps what is done to each channel
	 * @param memory bytes that restoring a tile may take
	 * @param force whether to start anew and replace an existing result
	 * @param shard the part of the work that this process does; others may do other parts at the same time
	 * @param log takes lines for the user
	 * @throws IOException if the input cannot be read or the output not be written, or
	 *           was begun with another input or other settings
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 */
	public static TiledJob open(final Path input, final Path output, final Settings settings, final ChannelSteps steps,
		final long memory, final boolean force, final BatchJob.Shard shard, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		return CancellableExecutor.run(progress,
			() -> opened(input, output, settings, steps, memory, force, shard, progress, log));
	}

	private static TiledJob opened(final Path input, final Path output, final Settings settings,
		final ChannelSteps steps, final long memory, final boolean force, final BatchJob.Shard shard,
		final Progress progress, final Consumer<String> log) throws IOException
	{
		OutputClaim claim = null;
		final List<Stack> psfFiles = new ArrayList<>();
		final Stack stack = settings.open(input, progress);
		try {
			final Request request = settings.request(names -> PsfFiles.open(names, psfFiles));
			request.scan().refuseDeskewed("An OME-Zarr is written in tiles of the recording's shape");
			claim = OutputClaim.of(Sources.of(input, stack, psfFiles, settings), output, force, shard);
			final RunLog report = new RunLog(stack, request);
			final Consumer<String> both = line -> {
				report.add(line);
				log.accept(line);
			};
			final List<SlabPsfs> psfs = psfs(stack, asked(request, shard), report, progress, both);
			long left = ChannelPsf.beside(psfs.stream().map(SlabPsfs::psf).toList(), request.options(), memory);
			for (final SlabPsfs channel : psfs)
				left = ChannelPsf.beside(channel, left);
			final TileJournal journal = TilePlanning.journal(output, stack, steps, psfs, request, settings,
				claim.sources(), left, progress, both);
			final TiledJob job = new TiledJob(output, stack, ResultMetadata.of(stack, request), steps, psfs, journal,
				report, claim, force);
			job.memory = left;
			both.accept("plan: " + job.checkedPlan(left));
			both.accept("decided on a sample, for all tiles: " + job.decided);
			return job;
		}
		catch (final IOException | RuntimeException e) {
			if (claim != null) claim.close();
			stack.close();
			throw e;
		}
		finally {
			for (final Stack psf : psfFiles)
				psf.close();
		}
	}

	/** The first of several processes asks and warns; all need what is fitted. */
	private static Request asked(final Request request, final BatchJob.Shard shard) {
		return shard.index() == 1 || request.psfCheck() == PsfCheckMode.FIT ? request
			: request.withPsfCheck(PsfCheckMode.OFF);
	}

	private static List<SlabPsfs> psfs(final Stack stack, final Request request, final RunLog report,
		final Progress progress, final Consumer<String> log) throws IOException
	{
		log.accept(stack.name() + ": " + stack.shape());
		final Acquisition said = Acquisition.of(stack, request);
		said.lines().forEach(log);
		stack.doubts().forEach(log);
		final Acquisition acquisition = PsfChecking.of(stack, request, said, report, progress, log);
		report.acquisition(acquisition);
		final PsfCache cache = new PsfCache();
		final List<SlabPsfs> psfs = new ArrayList<>();
		for (int c = 0; c < stack.channels(); c++) {
			final ChannelPsf psf = ChannelPsf.of(stack, request, acquisition, c, cache);
			psf.lines().forEach(log);
			Suspicions.ofSlices(stack, c, stack.frames() / 2).forEach(log);
			final SlabPsfs slabs = ChannelSlabs.of(psf.psf(), stack, request, acquisition, c, cache, log);
			report.psf(slabs, psf.source());
			psfs.add(slabs);
		}
		return psfs;
	}

	/**
	 * Joins work that another process has begun.
	 *
	 * @param steps what is done to each channel
	 * @param psfs one per channel
	 * @throws IOException if it was not begun, or the files cannot be reached from here
	 */
	public static TiledJob join(final Path input, final Path output, final ChannelSteps steps,
		final List<SlabPsfs> psfs) throws IOException
	{
		final TileJournal journal = TileJournal.read(TileJournal.pathFor(output));
		final Stack whole = StackReader.open(input, journal.series(), Progress.NONE);
		try {
			return new TiledJob(output, journal.selected(whole), whole.metadata(), steps, psfs, journal, null, null,
				true);
		}
		catch (final IOException | RuntimeException e) {
			whole.close();
			throw e;
		}
	}

	/**
	 * @param name of a device, as {@code --engine opencl:DEVICE} takes it
	 * @return this; where the settings leave open which device computes, this one does
	 */
	public TiledJob on(final String name) {
		device = name;
		return this;
	}

	private Decided decided(final TileTask task, final String on) throws IOException {
		final Decided found = decided.of(volume(task));
		return on.isEmpty() ? found : found.on(on);
	}

	private Plan plan() {
		return Plan.of(journal.tiling(), Float.BYTES, decided.cost());
	}

	private Plan checkedPlan(final long memory) {
		final Plan plan = plan();
		if (plan.bytes() > memory) throw new IllegalStateException(
			output + " was begun with tiles that need " + (plan.bytes() >> 20) + " MB, and " + (memory >> 20) +
				" MB may be used: give more (--memory, LUCID_OPTS=-Xmx...), or start anew with --force.");
		return plan;
	}

	/** @return the size of the result */
	public StackShape shape() {
		return stack.shape();
	}

	/** @return the files and folders that the result is made from */
	public List<Path> inputs() {
		return claim.sources().files();
	}

	/** @return the PSFs of each channel */
	public List<SlabPsfs> psfs() {
		return psfs;
	}

	/** @return the number of tiles, of all channels and frames */
	public int size() {
		return tasks.size();
	}

	TileTask task(final int index) {
		return tasks.get(index);
	}

	Path output() {
		return output;
	}

	/** @return whether a tile (from 0) is stored completely, so that it can be read again */
	public boolean isDone(final int index) {
		final TileTask task = tasks.get(index);
		return writer.isWritten(task.channel(), task.frame(), task.tile().core());
	}

	private boolean isThere(final int index) {
		final TileTask task = tasks.get(index);
		return writer.isThere(task.channel(), task.frame(), task.tile().core());
	}

	/** @return a tile (from 0) in words */
	public String describe(final int index) {
		return tasks.get(index).words(stack);
	}

	/**
	 * Restores and stores a tile (from 0).
	 *
	 * @return the number of iterations done
	 * @throws IOException if it cannot be read or written
	 */
	public int run(final int index, final Progress progress) throws IOException {
		return run(index, "", new EngineLog(), progress);
	}

	/** As above. @param on the device that is to do it; empty where that is left open */
	int run(final int index, final String on, final EngineLog engines, final Progress progress) throws IOException {
		final TileTask task = tasks.get(index);
		if (journal.absent().containsKey(volume(task))) {
			Absence.fill(writer::write, task);
			return 0;
		}
		try {
			final Applied applied = task.run(stack, decided(task, on.isEmpty() ? device : on), this::write, progress);
			engines.add(applied);
			if (applied.values().get(EngineLog.KEY) instanceof String who) notes.engine(who);
			return applied.iterations();
		}
		catch (final IllegalArgumentException e) {
			// Found again when the result is completed, perhaps by another process.
			notes.absent(index, String.valueOf(e.getMessage()));
			Absence.fill(writer::write, task);
			return 0;
		}
	}

	/** Several devices may have tiles ready at the same time. */
	private synchronized void write(final int channel, final int slice, final int frame, final int x, final int y,
		final int width, final int height, final float[] voxels) throws IOException
	{
		writer.write(channel, slice, frame, x, y, width, height, voxels);
	}

	/** @return why a tile is NaN: its channel and frame cannot be restored; empty where it is */
	Optional<String> absent(final int index) {
		final TileTask task = tasks.get(index);
		return Optional.ofNullable(journal.absent().get(volume(task)))
			.map(why -> Absence.volume(stack, task.channel(), task.frame()) + ": " + why);
	}

	private int volume(final TileTask task) {
		return task.channel() * stack.frames() + task.frame();
	}

	/** What could not be restored, by whatever process. */
	private Absence absence() throws IOException {
		final Absence absence = new Absence(stack);
		journal.absent()
			.forEach((volume, why) -> absence
				.add(Absence.volume(stack, volume / stack.frames(), volume % stack.frames()), why));
		for (int i = 0; i < size(); i++)
			if (notes.absent(i).isPresent()) absence.add(describe(i), notes.absent(i).get());
		return absence;
	}

	/**
	 * Restores the tiles of a shard that are not yet done.
	 *
	 * @return how many were restored
	 */
	public int run(final BatchJob.Shard shard, final Progress progress, final Consumer<String> log) throws IOException {
		final List<Integer> all = IntStream.iterate(shard.index() - 1, i -> i < size(), i -> i + shard.count())
			.boxed()
			.toList();
		final ShardRun run = new ShardRun(this, new UncheckedTiles(claim.sources(), writer), log);
		final SharedTiles tiles = device.isEmpty() ? SharedTiles.of(decided.cost(), plan(), memory) : SharedTiles.ALONE;
		try {
			tiles.forEach(all, size(), progress, run::tile);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		return run.end();
	}

	/**
	 * Checks that every tile is stored and the input is what it was, adds the pyramid, and gives the result and its
	 * record their names.
	 *
	 * @param more adds to the record
	 * @return the record
	 * @throws IOException naming the first tile that is missing
	 */
	public RunRecord finish(final Consumer<RunRecord> more) throws IOException {
		final List<Integer> missing = IntStream.range(0, size()).filter(i -> !isThere(i)).boxed().toList();
		if (!missing.isEmpty()) throw new IOException(output + " is not complete: " + missing.size() + " of " + size() +
			" tiles are missing, the first is " + describe(missing.get(0)) +
			". Give the same command without --shard and " + "--finish to restore them.");
		for (int c = 0; c < stack.channels(); c++)
			for (int t = 0; t < stack.frames(); t++)
				report.restored(c, t, new TileLog(plan(), decided.of(c * stack.frames() + t)).values());
		final List<String> engines = notes.engines();
		engines.forEach(who -> report.add("engine = " + who));
		final Absence absence = absence();
		absence.table().forEach(report::add);
		report.absent(absence).end();
		writer.appendInfo(FileInfo.of(report.info()));
		claim.sources().checkStill(journal.fingerprint());
		final RunRecord record = claim.sources().describe(report.record()).put("engines", engines);
		more.accept(record);
		claim.files().commit(writer, record);
		TileJournal.delete(TileJournal.pathFor(output));
		notes.delete();
		return record;
	}

	/** Closes the files; what was stored stays. */
	@Override
	public void close() throws IOException {
		try {
			writer.close();
			stack.close();
		}
		finally {
			if (claim != null) claim.close();
		}
	}
}
