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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.PsfScore;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.Psf;

/** Asks each channel of a stack whether the optics that were said can be right. */
public final class PsfCheckJob {

	/** In fewer slices defocus cannot be told from aberration. */
	private static final int LEAST_DEPTH = 8;

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
				log.accept(stack.name() + ": " + stack.shape());
				final Acquisition acquisition = Acquisition.of(stack, request);
				final List<Verdict> verdicts = new ArrayList<>();
				for (int c = 0; c < stack.channels(); c++) {
					final Recording part = DetailedPart.of(new StackVoxels(stack, c, stack.frames() / 2), progress);
					final String prefix = stack.channels() == 1 ? "" : "channel " + (c + 1) + ": ";
					verdicts.addAll(of(part, acquisition.microscopes().get(c), acquisition.voxel(), request, scans,
						progress.part((double) c / stack.channels(), (c + 1.0) / stack.channels(), prefix),
						line -> log.accept(prefix + line)));
				}
				return verdicts;
			}
		});
	}

	/**
	 * @param part of a channel and frame, with much detail
	 * @param microscope as the user said
	 * @return what the part says of each quantity that can be asked for
	 */
	static List<Verdict> of(final Recording part, final Microscope microscope, final VoxelSize voxel,
		final Request request, final List<Scan> scans, final Progress progress, final Consumer<String> log)
	{
		final DeconvolutionOptions options = request.options();
		final PsfScore score = new PsfScore(part, options);
		log.accept("asked: " + part.extent() + " voxels, " + Math.round(score.photons()) + " photoelectrons held out");
		Scan.Source source = new Scan.Source(request.model().orElse(null), voxel, part.extent(),
			request.zDirection().orElse(ZDirection.COVERSLIP_FIRST) == ZDirection.COVERSLIP_LAST);
		Microscope known = microscope;
		final List<Verdict> verdicts = new ArrayList<>();
		final List<Scan> order = ordered(scans, microscope);
		for (int s = 0; s < order.size(); s++) {
			final Optional<Verdict> verdict = scan(order.get(s), score, known, source,
				progress.part((double) s / order.size(), (s + 1.0) / order.size(), order.get(s) + ": "), log);
			if (verdict.isEmpty()) continue;
			log.accept(verdict.get().words());
			verdict.get().lines().forEach(log);
			verdicts.add(verdict.get());
			if (!verdict.get().isMismatch()) continue;
			if (order.get(s) == Scan.Z_DIRECTION) source = source.turned();
			else if (order.get(s) == Scan.DEPTH) known = Scan.at(verdict.get().best(), known);
		}
		return verdicts;
	}

	/**
	 * Each quantity is asked for with what those before it found. At no depth both directions of z are alike, so that
	 * depth comes first there; else the direction, as a reversed stack looks as if it had none.
	 */
	private static List<Scan> ordered(final List<Scan> scans, final Microscope microscope) {
		final List<Scan> order = new ArrayList<>(scans);
		order.sort(
			Comparator.comparing(scan -> microscope.depth() > 0 && scan == Scan.Z_DIRECTION ? -1 : scan.ordinal()));
		return order;
	}

	private static Optional<Verdict> scan(final Scan scan, final PsfScore score, final Microscope microscope,
		final Scan.Source source, final Progress progress, final Consumer<String> log)
	{
		if (source.stack().nz() < LEAST_DEPTH) {
			log.accept(scan.quantity() + ": a stack of " + source.stack().nz() + " slices does not tell.");
			return Optional.empty();
		}
		final double given = scan.given(microscope, source);
		final double[] values = scan.values(microscope, source.voxel());
		final double[][] deviances = new double[values.length][];
		int said = 0;
		for (int i = 0; i < values.length; i++) {
			final Psf psf = scan.psf(values[i], microscope, source);
			deviances[i] = score.of(psf,
				progress.part((double) i / values.length, (i + 1.0) / values.length, scan.words(values[i]) + ", "));
			if (Math.abs(values[i] - given) < Math.abs(values[said] - given)) said = i;
		}
		return Optional.of(new Verdict(scan, values, deviances, said));
	}
}
