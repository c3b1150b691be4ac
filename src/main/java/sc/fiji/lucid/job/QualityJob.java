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
package sc.fiji.lucid.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.report.QualityAssessment;
import sc.fiji.lucid.quality.report.QualityInput;

/** Judges a restored stack, Lucid's own or another program's, against its recording. */
public final class QualityJob {

	private QualityJob() {}

	/**
	 * @param raw the recording
	 * @param restored the result, of the same size
	 * @param request optics, voxel size and PSF, as far as they are known
	 * @param truth the true object, if there is one
	 * @param channel from 0
	 * @throws IOException if a stack cannot be read
	 * @throws IllegalArgumentException if the sizes differ or the voxel size is missing
	 */
	public static QualityAssessment.Result of(final Stack raw, final Stack restored, final Request request,
		final Optional<Stack> truth, final int channel, final Progress progress, final Consumer<String> log)
		throws IOException
	{
		return CancellableExecutor.run(progress, () -> judged(raw, restored, request, truth, channel, progress, log));
	}

	private static QualityAssessment.Result judged(final Stack raw, final Stack restored, final Request request,
		final Optional<Stack> truth, final int channel, final Progress progress, final Consumer<String> log)
		throws IOException
	{
		final VoxelSize voxel = request.voxel().or(() -> raw.metadata().voxelSize()).orElseThrow(
			() -> new IllegalArgumentException("The voxel size of " + raw.name() +
				" is not known: give --voxel XxYxZ in µm, or set it in Fiji under Image > Properties."));
		QualityInput input = QualityInput.of(Stacks.volume(raw, channel, 0), Stacks.volume(restored, channel, 0), voxel)
			.withOptics(Request.forChannel(request.optics(), channel, raw.channels(), "sets of optics").orElse(raw.metadata()
				.optics(channel)));
		final Optional<ChannelPsf> psf = psf(raw, request, channel, log);
		if (psf.isPresent()) input = input.withPsf(psf.get().psf());
		if (truth.isPresent()) input = input.withTruth(Stacks.volume(truth.get(), 0, 0));
		if (request.options().background().isPresent()) input = input.withBackground(request.options().background()
			.getAsDouble());
		return QualityAssessment.of(input, progress::isCancelled, what -> progress.report(0, what));
	}

	/** The PSF that was given or follows from the optics; without either, what needs one is left out. */
	private static Optional<ChannelPsf> psf(final Stack raw, final Request request, final int channel,
		final Consumer<String> log) throws IOException
	{
		try {
			return Optional.of(ChannelPsf.of(raw, request, Acquisition.of(raw, request), channel, new PsfCache()));
		}
		catch (final IllegalArgumentException e) {
			if (!request.psfs().isEmpty()) throw e;
			log.accept("Without a PSF the residuals are not judged: " + e.getMessage());
			return Optional.empty();
		}
	}

	/** @return the findings in words, a line each, the gravest first */
	public static List<String> lines(final QualityAssessment.Result result) {
		return result.report().findings().stream().map(f -> f.severity() + ": " + f.text() + (f.remedy().isEmpty() ? "" : " " +
			f.remedy())).toList();
	}

	/** Writes the page, and every number as JSON beside it. */
	public static void write(final QualityAssessment.Result result, final Path page, final String title,
		final boolean force) throws IOException
	{
		if (!force && Files.exists(page)) throw new IOException(page +
			" exists. Choose another output, or add --force to replace it.");
		final Path part = page.resolveSibling(page.getFileName() + ".part");
		Files.writeString(part, result.html(title));
		Files.move(part, page, StandardCopyOption.REPLACE_EXISTING);
		final RunRecord numbers = new RunRecord().version(Version.NUMBER);
		result.report().asMap().forEach(numbers::put);
		numbers.write(RunRecord.pathFor(page), true);
	}
}
