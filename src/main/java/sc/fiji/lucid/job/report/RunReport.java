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
package sc.fiji.lucid.job.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.QualityJob;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.report.QualityAssessment;

/**
 * What a run leaves in its report folder: a quality report of the first frame of each channel ({@code NAME-c1-t1.html}
 * and {@code .html.json}), and projections before and after of every channel and frame ({@code NAME-c1-t1.png}); they
 * are numbered as in the result, which holds the chosen channels and frames alone.
 * It is made when the restoration's memory is free again, and reads each plane once.
 */
public final class RunReport {

	private final Stack raw;
	private final Request request;
	private final PsfCache psfs;
	private final RunRecord record;
	private final long memory;

	/**
	 * @param raw what was restored
	 * @param psfs the PSFs of the run
	 * @param record of the run
	 * @param memory bytes that the run might use
	 */
	public RunReport(final Stack raw, final Request request, final PsfCache psfs, final RunRecord record,
		final long memory)
	{
		this.raw = raw;
		this.request = request;
		this.psfs = psfs;
		this.record = record;
		this.memory = memory;
	}

	/**
	 * Makes the folder if needed, and says before the work what {@link #write} would say after it.
	 *
	 * @throws IOException in one line, if the folder cannot be written, or a page or picture exists and may not be
	 *          replaced
	 */
	public static void check(final Path output, final StackShape shape, final Path folder, final boolean force,
		final List<Path> inputs) throws IOException
	{
		PartFile.makeFolder(folder);
		for (int c = 0; c < shape.channels(); c++)
			for (int t = 0; t < shape.frames(); t++) {
				final Path picture = folder.resolve(name(output, c, t) + ".png");
				ResultFiles.refuseInputs(picture, inputs);
				PartFile.checkPicture(picture, force);
				if (t == 0) ResultFiles.claim(folder.resolve(name(output, c, t) + ".html"), force, inputs).close();
			}
	}

	private static String name(final Path output, final int channel, final int frame) {
		return output.getFileName() + "-c" + (channel + 1) + "-t" + (frame + 1);
	}

	/** Writes into a folder for which {@link #check} was called. */
	public void write(final Path output, final Path folder, final Progress progress, final Consumer<String> log)
		throws IOException
	{
		final VoxelSize voxel = Acquisition.of(raw, request).voxel();
		try (Stack restored = StackReader.open(output)) {
			for (int c = 0; c < raw.channels(); c++)
				for (int t = 0; t < raw.frames(); t++) {
					progress.check();
					final ProjectedStack before = new ProjectedStack(raw, c, t),
						after = new ProjectedStack(restored, c, t);
					final String name = name(output, c, t);
					if (t == 0 && isThere(c)) judge(before, after, c, folder.resolve(name + ".html"), progress, log);
					PartFile.write(folder.resolve(name + ".png"),
						PartFile.png(Projections.picture(before.projections(), after.projections(), voxel)));
				}
		}
	}

	/** Of a channel whose first frame is absent there is nothing to judge. */
	private boolean isThere(final int channel) {
		return Absence.of(record).stream().noneMatch(line -> line.startsWith(Absence.volume(raw, channel, 0) + ":"));
	}

	private void judge(final Stack before, final Stack after, final int channel, final Path page,
		final Progress progress, final Consumer<String> log) throws IOException
	{
		final List<String> lines = new ArrayList<>();
		final QualityAssessment.Result judged = new QualityJob(before, after, request).of(channel, 0)
			.record(Optional.of(record))
			.psfs(psfs)
			.memory(memory)
			.run(progress, lines::add);
		QualityJob.write(judged, page, after.name(), true);
		lines.addAll(QualityJob.lines(judged));
		final String prefix = before.channels() == 1 ? "" : "channel " + before.channelNumber(channel) + ": ";
		lines.stream().filter(l -> !l.startsWith("good") && !l.startsWith("note")).forEach(l -> log.accept(prefix + l));
		log.accept("wrote " + page);
	}
}
