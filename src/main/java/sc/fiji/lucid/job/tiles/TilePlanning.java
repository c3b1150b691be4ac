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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.Sources;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.tiling.Plan;

/** Decides, before any tile is restored, how the stack is cut and what its tiles have in common. */
final class TilePlanning {

	private TilePlanning() {}

	/**
	 * @param asked what is done to each channel
	 * @param psfs one per channel
	 * @param memory bytes that restoring a tile may take
	 * @param log takes lines for the user
	 * @return the journal of work that was begun before, or else one that is written now
	 * @throws IOException if the input cannot be read, nothing of it can be restored, or what was begun is other work
	 */
	static TileJournal journal(final Path output, final Stack stack, final ChannelSteps asked,
		final List<SlabPsfs> psfs, final Request request, final Settings settings, final Sources sources,
		final long memory, final Progress progress, final Consumer<String> log) throws IOException
	{
		final Path file = TileJournal.pathFor(output);
		if (!Files.exists(file)) {
			final Told[] told = new Told[stack.channels() * stack.frames()];
			try {
				of(file, stack, asked, psfs, request, settings, sources, memory, told, progress, log).writeOnce(file);
			}
			catch (final IOException | RuntimeException e) {
				for (final Told each : told)
					if (each != null) TileMaps.delete(file, each.maps());
				throw e;
			}
		}
		final TileJournal journal = TileJournal.read(file);
		if (!journal.isOf(sources)) throw new IOException(output +
			" was begun with another input or other settings, another PSF or version. Use those, or start anew with --force.");
		return journal;
	}

	private static TileJournal of(final Path file, final Stack stack, final ChannelSteps asked,
		final List<SlabPsfs> psfs, final Request request, final Settings settings, final Sources sources,
		final long memory, final Told[] told, final Progress progress, final Consumer<String> log) throws IOException
	{
		// Before anything is decided on what the files hold.
		final String fingerprint = sources.fingerprint();
		final ChannelSteps knowing = asked.knowing(stack, psfs.get(0).psf().voxelSize(), progress, log);
		final List<Steps> channels = IntStream.range(0, psfs.size())
			.mapToObj(c -> knowing.of(c, psfs.get(c), request.options()))
			.toList();
		final Plan plan = VolumePlans.of(stack, channels, memory);
		final Map<Integer, String> absent = new TreeMap<>();
		decide(file, stack, channels, request, memory, told, absent, progress);
		sources.checkQuickly();
		return new TileJournal(fingerprint, sources.quickly(), settings.series(), settings.channels(),
			settings.frames(), plan.tiling(), settings.zarr(),
			Arrays.stream(told).<List<?>>map(Told::decision).toList(), Arrays.stream(told).map(Told::maps).toList(),
			absent);
	}

	/**
	 * What is written of what was decided for a volume.
	 *
	 * @param decision as texts and numbers
	 * @param maps names of the files that hold the rest
	 */
	private record Told(List<?> decision, Map<String, String> maps) {}

	/** Decides for each channel and frame, or says why one is absent. */
	private static void decide(final Path file, final Stack stack, final List<Steps> channels, final Request request,
		final long memory, final Told[] told, final Map<Integer, String> absent, final Progress progress)
		throws IOException
	{
		final Absence absence = new Absence(stack);
		for (int c = 0; c < stack.channels(); c++) {
			Steps steps = channels.get(c);
			for (final int t : StackVoxels.order(stack, c, request.series())) {
				final Decided found;
				try {
					Suspicions.refuseConstant(stack, c, t);
					found = steps.decide(new StackVoxels(stack, c, t), memory / 4, progress);
				}
				catch (final IOException | IllegalArgumentException | UncheckedIOException e) {
					absence.add(c, t, e instanceof UncheckedIOException u ? u.getCause() : e);
					absent.put(c * stack.frames() + t, e.getMessage());
					continue;
				}
				if (request.series() == Series.SHARED) steps = found.alike();
				told[c * stack.frames() + t] = new Told(found.describe(), TileMaps.write(file, found));
			}
		}
		absence.checkAny();
		// Of what is absent nothing is used; a journal has an entry for each.
		final Told any = Arrays.stream(told).filter(Objects::nonNull).findFirst().orElseThrow();
		Arrays.setAll(told, i -> told[i] == null ? any : told[i]);
	}
}
