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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.beads.BeadDistillation;
import sc.fiji.lucid.psf.beads.BeadOptions;
import sc.fiji.lucid.psf.fit.BeadFit;
import sc.fiji.lucid.psf.fit.PhaseRetrieval;

/**
 * A PSF of each channel of stacks of beads. A channel in which no bead can be used takes the pupil of the channel with
 * the most beads: a bump in a lens is as high for every colour, so that its phase is that of the other channel times
 * the other's wavelength over its own. What the pupil transmits is the same.
 */
public final class BeadChannels {

	/** The PSF of one channel. @param job null where the pupil comes from another channel */
	private record Channel(BeadsJob job, Psf psf, List<String> lines) {}

	private final List<Stack> stacks;
	private final Request request;
	private final BeadOptions options;
	private final List<Channel> channels = new ArrayList<>();
	private int donor;

	private BeadChannels(final List<Stack> stacks, final Request request, final BeadOptions options) {
		this.stacks = stacks;
		this.request = request;
		this.options = options;
	}

	/**
	 * @param stacks of beads with as many channels each; frame 1 is used
	 * @param request optics, for all channels or one set each, and the voxel size
	 * @param fit what is fitted to the mean bead of each channel
	 * @throws IOException if a stack cannot be read
	 * @throws IllegalArgumentException if stacks differ in their channels, no channel has a usable bead, or a channel
	 *           without one has no known optics
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static BeadChannels of(final List<Stack> stacks, final Request request, final BeadOptions options,
		final BeadFit fit, final Progress progress) throws IOException
	{
		return CancellableExecutor.run(progress, () -> {
			final BeadChannels all = new BeadChannels(stacks, request, options);
			all.run(fit, progress);
			return all;
		});
	}

	private void run(final BeadFit fit, final Progress progress) throws IOException {
		final int n = stacks.get(0).channels();
		for (final Stack stack : stacks)
			if (stack.channels() != n) throw new IllegalArgumentException(stack.name() + " has " + stack.channels() +
				" channels, but " + stacks.get(0).name() + " has " + n + ": give stacks of the same channels.");
		final List<BeadsJob> jobs = new ArrayList<>();
		final List<String> reasons = new ArrayList<>();
		for (int c = 0; c < n; c++) {
			progress.report((double) c / n, "beads of channel " + (c + 1));
			String reason = "";
			BeadsJob job = null;
			try {
				job = BeadsJob.of(stacks, c, settings(c), request, options, fit);
			}
			catch (final BeadDistillation.NoBeads e) {
				reason = e.getMessage();
			}
			jobs.add(job);
			reasons.add(reason);
		}
		final BeadsJob best = jobs.stream()
			.filter(j -> j != null)
			.max(Comparator.comparing(j -> j.report().kept().size()))
			.orElseThrow(
				() -> new IllegalArgumentException("No channel has a bead that can be used. " + reasons.get(0)));
		donor = jobs.indexOf(best);
		for (int c = 0; c < n; c++)
			channels.add(jobs.get(c) == null ? scaled(c, best, reasons.get(c))
				: new Channel(jobs.get(c), jobs.get(c).psf(), jobs.get(c).lines()));
	}

	private OpticalSettings settings(final int channel) {
		final Stack first = stacks.get(0);
		return Request.forChannel(request.optics(), channel, first, "sets of optics")
			.orElse(first.metadata().optics(channel));
	}

	private Channel scaled(final int channel, final BeadsJob from, final String reason) {
		final Microscope own, other;
		try {
			own = settings(channel).microscope();
			other = settings(donor).microscope();
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(
				"Channel " + (channel + 1) + " has no bead that can be used, and to take the " + "pupil of channel " +
					(donor + 1) + " the optics of both are needed. " + e.getMessage(),
				e);
		}
		final VoxelSize voxel = BeadsJob.voxel(stacks.get(0), request);
		final PsfModel model = request.model().orElseGet(() -> PsfModel.forMicroscope(other));
		final PhaseRetrieval.Retrieved pupil = PhaseRetrieval.of(from.report().mean(), voxel, options.diameter(), other,
			model);
		final double factor = other.emissionWavelength() / own.emissionWavelength();
		final Zernike phase = times(pupil.microscope().zernike(), factor);
		final Stack first = stacks.get(0);
		final Psf psf = new PhaseRetrieval.Retrieved(own.with(phase), pupil.amplitude(), model, pupil.misfit())
			.render(voxel, BeadsJob.reach(voxel, new Extent(first.width(), first.height(), first.slices())));
		return new Channel(null, psf, List.of("warning: its own beads cannot be used: " + reason,
			"pupil: scaled from that of channel " + (donor + 1) + ", the phase times " + Digits.of(factor) + " (" +
				Digits.of(1000 * other.emissionWavelength()) + " nm over " +
				Digits.of(1000 * own.emissionWavelength()) + " nm): " + phase + " (Zernike coefficients, radians rms)",
			"pupil: amplitude " + pupil.amplitude() + " (Zernike coefficients, parts of the design's)",
			"pupil: it leaves " + Digits.of(100 * pupil.misfit()) + " % of the mean bead of channel " + (donor + 1) +
				" unexplained"));
	}

	private static Zernike times(final Zernike zernike, final double factor) {
		final Map<Integer, Double> scaled = new TreeMap<>();
		zernike.coefficients().forEach((j, c) -> scaled.put(j, Math.rint(1e4 * factor * c) / 1e4));
		return Zernike.of(scaled);
	}

	/** @return all of it in words */
	public List<String> lines() {
		final List<String> lines = new ArrayList<>();
		for (int c = 0; c < channels.size(); c++)
			for (final String line : channels.get(c).lines())
				lines.add((line.startsWith("warning: ") ? "warning: " : "") + "channel " + (c + 1) + ": " +
					line.replaceFirst("^warning: ", ""));
		return lines;
	}

	/** @return the PSF of a channel, from 0 */
	public Psf psf(final int channel) {
		return channels.get(channel).psf();
	}

	/**
	 * @param target as {@code psf.tif}
	 * @return its name for a channel from 0: {@code psf-c1.tif}
	 */
	public static Path name(final Path target, final int channel) {
		return target.resolveSibling(
			target.getFileName().toString().replaceFirst("(?i)(\\.ome)?\\.tiff?$", "-c" + (channel + 1) + "$0"));
	}

	/** Writes a PSF per channel, as {@link #name} calls them, with what goes beside it. */
	public void write(final Path target, final boolean force, final String commandLine, final Consumer<String> log)
		throws IOException
	{
		final List<String> names = new ArrayList<>();
		for (int c = 0; c < channels.size(); c++) {
			final Path path = name(target, c);
			names.add(path.toString());
			if (channels.get(c).job() != null) channels.get(c).job().write(path, force, commandLine, log);
			else writeScaled(channels.get(c), path, force, commandLine, log);
		}
		log.accept("restore with --psf " + String.join(",", names));
	}

	private void writeScaled(final Channel channel, final Path target, final boolean force, final String commandLine,
		final Consumer<String> log) throws IOException
	{
		final List<Path> inputs = stacks.stream().flatMap(stack -> stack.files().stream()).toList();
		try (ResultFiles files = ResultFiles.claim(target, force, inputs)) {
			VolumeWriter.commit(files, target, channel.psf().volume(), channel.psf().voxelSize(),
				String.join("\n", channel.lines()),
				new RunRecord().version(Version.NUMBER)
					.commandLine(commandLine)
					.put("psf", RunLog.describe(channel.psf()))
					.put("scaledFromChannel", donor + 1)
					.put("log", channel.lines()));
		}
		log.accept("wrote " + target + ", with .json beside it");
	}
}
