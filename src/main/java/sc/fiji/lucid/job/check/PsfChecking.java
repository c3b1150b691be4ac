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
package sc.fiji.lucid.job.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.PsfCheckMode;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.quality.report.Finding;

/** Asks the channels of a stack, before it is restored, whether depth and direction of z can be as was said. */
public final class PsfChecking {

	/**
	 * Where a channel holds so many times the voxels of the part that is asked, asking takes 3 to 10 % of the time of
	 * restoring: two to seven fits of 13 CPU seconds for 128x128x64 voxels, and 12 to 15 CPU seconds to restore as many
	 * (29 November 2026).
	 */
	private static final long WORTH = 64;

	/** Side of the part that is asked for the pupil, which takes 12 to 33 fits. */
	private static final int PUPIL_SIDE = 64;

	private static final List<Scan> SCANS = List.of(Scan.DEPTH, Scan.Z_DIRECTION);

	private PsfChecking() {}

	/**
	 * @param acquisition what the user said
	 * @param report takes the curves
	 * @param progress told what is tried, asked whether to stop
	 * @param log takes a line for each thing that is known
	 * @return the same, or with what the stack says where it was to be fitted and says something else
	 * @throws IllegalArgumentException if it was asked for and cannot be
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static Acquisition of(final Stack stack, final Request request, final Acquisition acquisition,
		final RunLog report, final Progress progress, final Consumer<String> log)
	{
		if (!isAsked(stack, request)) return acquisition;
		final List<Microscope> microscopes = new ArrayList<>(acquisition.microscopes());
		ZDirection direction = acquisition.zDirection();
		for (int c = 0; c < stack.channels(); c++) {
			final String prefix = "PSF check: " +
				(stack.channels() == 1 ? "" : "channel " + stack.channelNumber(c) + ": ");
			try {
				final PsfCheck check = of(stack, c, request, acquisition, progress.part(0, 0, prefix),
					line -> log.accept(prefix + line));
				for (final Verdict verdict : check.verdicts())
					report.psfCheck(described(verdict, stack.channelNumber(c), request.psfCheck()));
				if (request.psfCheck() != PsfCheckMode.FIT) continue;
				final Candidate found = pupil(stack, c, request, check.found(), report, progress.part(0, 0, prefix),
					line -> log.accept(prefix + line));
				if (check.isAsSaid() && found == check.found()) continue;
				direction = found.direction();
				microscopes.set(c, found.fitted(microscopes.get(c)));
				log.accept(prefix + "restored with what the stack says: " + found.told());
			}
			catch (final IOException | IllegalArgumentException e) {
				// Why a stack or a frame cannot be restored is said where it is restored.
				log.accept(prefix + "not possible: " + e.getMessage());
			}
		}
		return acquisition.found(microscopes, direction);
	}

	/** @return what was found before, or with aberrations of the pupil besides where they are sure */
	private static Candidate pupil(final Stack stack, final int channel, final Request request, final Candidate found,
		final RunLog report, final Progress progress, final Consumer<String> log) throws IOException
	{
		final Recording part = DetailedPart.of(new StackVoxels(stack, channel, stack.frames() / 2), PUPIL_SIDE,
			progress);
		final PsfCheck check = PsfCheck.ofPupil(part, found, request.model().orElse(null), request.options(), log);
		final Optional<PupilSearch.Found> pupil = check.askPupil(progress);
		if (pupil.isEmpty()) return found;
		final Map<String, Object> map = pupil.get().describe();
		map.put("channel", stack.channelNumber(channel));
		map.put("fitted", pupil.get().isSure());
		report.psfCheck(map);
		return pupil.get().isSure() ? check.found() : found;
	}

	/** @throws IOException if the stack cannot be read */
	static PsfCheck of(final Stack stack, final int channel, final Request request, final Acquisition acquisition,
		final Progress progress, final Consumer<String> log) throws IOException
	{
		final Recording part = DetailedPart.of(new StackVoxels(stack, channel, stack.frames() / 2), progress);
		return new PsfCheck(part,
			Candidate.said(acquisition.microscopes().get(channel), acquisition.voxel(), acquisition.zDirection()),
			request.model().orElse(null), request.options(), log).ask(SCANS, progress);
	}

	/**
	 * @return what a channel says, in words for a quality report
	 * @throws IOException if the stack cannot be read
	 */
	public static List<Finding> findings(final Stack stack, final int channel, final Request request,
		final Acquisition acquisition, final Progress progress) throws IOException
	{
		return of(stack, channel, request, acquisition, progress.part(0, 0, "PSF check: "), line -> {}).verdicts()
			.stream()
			.map(Verdict::finding)
			.toList();
	}

	private static Map<String, Object> described(final Verdict verdict, final int number, final PsfCheckMode mode) {
		final Map<String, Object> map = verdict.describe();
		map.put("channel", number);
		map.put("fitted", mode == PsfCheckMode.FIT && verdict.isMismatch());
		return map;
	}

	private static boolean isAsked(final Stack stack, final Request request) {
		final PsfCheckMode mode = request.psfCheck();
		final String impossible = !request.psfs().isEmpty()
			? "a measured PSF has no depth to ask for: leave it out, or give the optics instead of the PSF."
			: !request.scan().skew().isNone() ? "slices of a skewed stage scan have many depths: leave one of both out."
				: request.slabs() != 1 ? "slabs have each a depth of their own: leave out one of both." : "";
		if (mode == PsfCheckMode.OFF || mode == PsfCheckMode.AUTO &&
			(!impossible.isEmpty() || !isQuick(stack) || stack.slices() < PsfCheck.LEAST_DEPTH)) return false;
		if (impossible.isEmpty()) return true;
		throw new IllegalArgumentException("'psf-check' is " + mode + ", but " + impossible);
	}

	/** Whether it takes little beside the restoration. */
	private static boolean isQuick(final Stack stack) {
		final long part = (long) Math.min(DetailedPart.SIDE, stack.width()) *
			Math.min(DetailedPart.SIDE, stack.height()) * Math.min(DetailedPart.DEPTH, stack.slices());
		return (long) stack.width() * stack.height() * stack.slices() * stack.frames() >= WORTH * part;
	}
}
