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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.StackVoxels;

/** Asks each channel of a stack whether the optics that were said can be right. */
public final class PsfCheckJob {

	private PsfCheckJob() {}

	/**
	 * @param input a TIFF or OME-Zarr
	 * @param settings what is known; no measured PSF
	 * @param scans the quantities to ask for
	 * @param log takes a line for each thing that is known
	 * @return what each channel says of each quantity
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 */
	public static List<Verdict> run(final Path input, final Settings settings, final List<Scan> scans,
		final Progress progress, final Consumer<String> log) throws IOException
	{
		return CancellableExecutor.run(progress, () -> {
			try (Stack stack = settings.open(input, progress)) {
				final Request request = settings.request();
				if (!request.psfs().isEmpty() || settings.texts().containsKey("psf"))
					throw new IllegalArgumentException(
						"A measured PSF has no depth or NA to scan: leave out --psf and give the optics.");
				if (!request.scan().skew().isNone()) throw new IllegalArgumentException(
					"Slices of a skewed stage scan have many depths, and none to ask for: check-psf cannot go with --skew-angle.");
				if (request.slabs() != 1) throw new IllegalArgumentException(
					"Slabs have each a depth of their own, and none to ask for: check-psf cannot go with --slabs.");
				log.accept(stack.name() + ": " + stack.shape());
				final Acquisition acquisition = Acquisition.of(stack, request);
				acquisition.microscopes().stream().flatMap(m -> m.warnings().stream()).distinct().forEach(log);
				final List<Verdict> verdicts = new ArrayList<>();
				for (int c = 0; c < stack.channels(); c++) {
					Suspicions.refuseConstant(stack, c, stack.frames() / 2);
					final Recording part = DetailedPart.of(new StackVoxels(stack, c, stack.frames() / 2), progress);
					final String prefix = stack.channels() == 1 ? "" : "channel " + stack.channelNumber(c) + ": ";
					final Candidate said = Candidate.said(acquisition.microscopes().get(c), acquisition.voxel(),
						acquisition.zDirection());
					verdicts.addAll(new PsfCheck(part, said, request.model().orElse(null), request.options(),
						line -> log.accept(prefix + line))
						.ask(scans, progress.part((double) c / stack.channels(), (c + 1.0) / stack.channels(), prefix))
						.verdicts());
				}
				return verdicts;
			}
		});
	}
}
