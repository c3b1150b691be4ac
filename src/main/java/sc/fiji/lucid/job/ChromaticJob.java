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
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Chromatic;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.beads.BeadOptions;
import sc.fiji.lucid.psf.beads.ChannelBeads;
import sc.fiji.lucid.registration.Affine;

/**
 * Where the channels of a microscope lie against each other, measured on stacks of beads that shine in all of them.
 *
 * @param chromatic what was measured
 * @param voxel size in µm
 * @param field size of the first stack, µm
 * @param lines in words
 * @param inputs the files of the stacks
 */
public record ChromaticJob(Chromatic chromatic, VoxelSize voxel, List<Double> field, List<String> lines,
	List<Path> inputs)
{

	/**
	 * @param stacks of beads; frame 1 of each is used
	 * @param request the voxel size, and wavelengths where they are said
	 * @param reference channel that the others are compared with, from 1
	 * @throws IOException if a stack cannot be read
	 * @throws IllegalArgumentException if there is one channel only, the voxel size is missing, or too few beads are
	 *           found in two channels
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static ChromaticJob of(final List<Stack> stacks, final Request request, final BeadOptions options,
		final int reference, final Progress progress) throws IOException
	{
		final Stack first = stacks.get(0);
		final int channels = first.channels();
		for (final Stack stack : stacks)
			if (stack.channels() != channels || channels < 2) throw new IllegalArgumentException(
				stack.name() + " has " + stack.channels() + (stack.channels() == 1 ? " channel" : " channels") +
					(channels < 2 ? "" : ", but " + first.name() + " has " + channels) +
					": 'chromatic-out' takes beads in all channels of the microscope, two or more.");
		if (reference < 1 || reference > channels)
			throw new IllegalArgumentException("'reference-channel' takes 1 to " + channels + ", the channels of " +
				first.name() + ", not " + reference + ".");
		final VoxelSize voxel = BeadsJob.voxel(first, request);
		return CancellableExecutor.run(progress, () -> {
			final List<ChannelBeads> beads = new ArrayList<>();
			for (int c = 0; c < channels; c++) {
				progress.report((double) c / channels, "beads of channel " + (c + 1));
				beads.add(ChannelBeads.of(volumes(stacks, c), voxel, options));
			}
			return measured(stacks, request, beads, reference - 1);
		});
	}

	private static List<Volume> volumes(final List<Stack> stacks, final int channel) throws IOException {
		final List<Volume> volumes = new ArrayList<>();
		for (final Stack stack : stacks)
			volumes.add(Stacks.volume(stack, channel, 0));
		return volumes;
	}

	private static ChromaticJob measured(final List<Stack> stacks, final Request request,
		final List<ChannelBeads> beads, final int reference)
	{
		final Stack first = stacks.get(0);
		final VoxelSize voxel = beads.get(0).voxel();
		final List<Chromatic.Channel> all = new ArrayList<>();
		final List<String> lines = new ArrayList<>();
		for (int c = 0; c < beads.size(); c++)
			try {
				final OpticalSettings optics = Request.forChannel(request.optics(), c, first, "sets of optics")
					.orElse(first.metadata().optics(c));
				all.add(new Chromatic.Channel(optics.get(OpticalParameter.EMISSION_WAVELENGTH),
					beads.get(reference).to(beads.get(c))));
				if (c != reference) lines
					.add("channel " + (c + 1) + " lies off channel " + (reference + 1) + " by " + all.get(c).words());
			}
			catch (final IllegalArgumentException e) {
				throw new IllegalArgumentException(
					"Channels " + (reference + 1) + " and " + (c + 1) + ": " + e.getMessage(), e);
			}
		final Extent e = Stacks.extent(first);
		final List<Double> field = List.of(e.nx() * voxel.x(), e.ny() * voxel.y(), e.nz() * voxel.z());
		corners(all, reference, field, voxel, lines);
		return new ChromaticJob(new Chromatic("", reference, all), voxel, field, lines,
			stacks.stream().flatMap(stack -> stack.files().stream()).toList());
	}

	/** What a shift of the whole channel leaves at the corners. */
	private static void corners(final List<Chromatic.Channel> all, final int reference, final List<Double> field,
		final VoxelSize voxel, final List<String> lines)
	{
		final double[] half = field.stream().mapToDouble(v -> 0.5 * v).toArray();
		for (int c = 0; c < all.size(); c++) {
			final Affine a = all.get(c).fit().affine();
			if (c == reference || a.linear().equals(Affine.NONE.linear())) continue;
			final double[] most = a.most(half);
			lines.add(String.format(Locale.ROOT,
				"channel %d: at the corners of the field the shift differs from that of its middle by %.2f, %.2f, %.2f voxels",
				c + 1, most[0] / voxel.x(), most[1] / voxel.y(), most[2] / voxel.z()));
		}
	}

	/** Writes what was measured as JSON. */
	public void write(final Path target, final boolean force, final String commandLine, final Consumer<String> log)
		throws IOException
	{
		final RunRecord record = chromatic.record()
			.version(Version.NUMBER)
			.commandLine(commandLine)
			.put("voxelSize", List.of(voxel.x(), voxel.y(), voxel.z()))
			.put("field", field)
			.put("inputs", inputs.stream().map(p -> p.getFileName().toString()).toList())
			.put("log", lines);
		for (final Path input : inputs)
			if (java.nio.file.Files.exists(target) && java.nio.file.Files.isSameFile(input, target))
				throw new IllegalArgumentException("'chromatic-out' would overwrite " + input + ": give another name.");
		record.write(target, force);
		log.accept("wrote " + target);
	}
}
