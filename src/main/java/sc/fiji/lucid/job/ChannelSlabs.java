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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.DepthNodes;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.restoration.step.DepthSlabs;
import sc.fiji.lucid.restoration.step.DepthSlabsStep;
import sc.fiji.lucid.restoration.step.SlabPsfs;

/** Into which slabs a channel is cut, and the PSF of each. */
public final class ChannelSlabs {

	/** The worst error of the PSF at any depth that {@code slabs=auto} allows; docs/notebook/psf.md. */
	private static final double ERROR = 0.05;
	/** More slabs than that take longer than anybody waits for. */
	private static final int MOST = 12;

	/**
	 * Chosen by thought: with four equal slabs, whose PSFs are wrong by 0.2 at worst, the error is a few per cent larger
	 * (docs/notebook/psf.md), and a warning should tell of more than that.
	 */
	private static final double LOUD = 0.3;

	/** PSFs that differ by less are one, however many are asked for: far below what any noise shows. */
	private static final double SAME = 1e-3;

	private ChannelSlabs() {}

	/**
	 * @param psf of the slice at the coverslip
	 * @param log takes a line for the user, where the stack is cut into slabs
	 * @return the PSFs with which the channel is restored
	 * @throws IOException in one line, if a file cannot be read that says where the channel lies
	 * @throws IllegalArgumentException if slabs are asked for of a PSF from a file, or more than there are slices
	 */
	public static SlabPsfs of(final Psf psf, final Stack stack, final Request request, final Acquisition acquisition,
		final int channel, final PsfCache cache, final Consumer<String> log) throws IOException
	{
		final String prefix = stack.channels() == 1 ? "" : "channel " + stack.channelNumber(channel) + ": ";
		if (request.slabs() == 1) {
			changing(stack, request, acquisition, channel).ifPresent(line -> log.accept(prefix + line));
			return SlabPsfs.of(psf);
		}
		if (acquisition.microscopes().isEmpty()) throw new IllegalArgumentException(
			"'slabs' needs a PSF that is computed from optics (--na, --emission, --sample-index), not one from a file.");
		final Microscope microscope = acquisition.microscopes().get(channel);
		final PsfModel model = request.model().orElseGet(() -> PsfModel.forMicroscope(microscope));
		final double step = acquisition.voxel().z();
		if (request.slabs() > stack.slices()) DepthSlabs.refuse(request.slabs(), stack.slices());
		final DepthNodes nodes = request.slabs() == Request.AUTO_SLABS
			? DepthNodes.within(model, microscope, step, stack.slices(), ERROR, MOST)
			: DepthNodes.of(model, microscope, step, stack.slices(),
				DepthNodes.change(model, microscope, step, stack.slices()) < SAME ? 1 : request.slabs());
		log.accept(prefix + words(nodes, request, microscope.depth(), step));
		if (nodes.slices().length == 1) return SlabPsfs.of(psf);
		final boolean turned = acquisition.zDirection() == ZDirection.COVERSLIP_LAST;
		final int count = nodes.slices().length, last = stack.slices() - 1;
		final int[] below = IntStream.range(0, count).map(i -> nodes.slices()[turned ? count - 1 - i : i]).toArray();
		final List<DepthSlabsStep.Slab> slabs = new ArrayList<>();
		for (final int slice : below)
			slabs.add(
				new DepthSlabsStep.Slab(ChannelPsf.deeper(slice * step, stack, request, acquisition, channel, cache),
					microscope.depth() + slice * step));
		final double[] centres = Arrays.stream(below).mapToDouble(slice -> turned ? last - slice : slice).toArray();
		return new SlabPsfs(psf, new DepthSlabs(stack.slices(), centres, psf.extent().nz() / 2), slabs);
	}

	/** @return a warning where one PSF for all depths is far from that of the deepest slice */
	private static Optional<String> changing(final Stack stack, final Request request, final Acquisition acquisition,
		final int channel)
	{
		if (acquisition.microscopes().isEmpty() || !request.scan().skew().isNone()) return Optional.empty();
		final Microscope microscope = acquisition.microscopes().get(channel);
		final double step = acquisition.voxel().z(), deepest = microscope.depth() + (stack.slices() - 1) * step;
		if (!microscope.atDepth(deepest).isAberrated()) return Optional.empty();
		final double change = DepthNodes.change(request.model().orElseGet(() -> PsfModel.forMicroscope(microscope)),
			microscope, step, stack.slices());
		return change < LOUD ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
			"warning: the PSF changes by %.0f %% from the slice at the coverslip to that %s µm below it: --slabs auto " +
				"gives each depth its own",
			100 * change, Digits.of((stack.slices() - 1) * step)));
	}

	private static String words(final DepthNodes nodes, final Request request, final double depth, final double step) {
		final String error = String.format(Locale.ROOT, "%.1f %%", 100 * nodes.error());
		if (nodes.slices().length == 1)
			return "slabs: one PSF does for all depths, since it changes by at most " + error + " within the stack";
		final String most = request.slabs() == Request.AUTO_SLABS && nodes.error() > ERROR
			? " (more slabs than " + MOST + " would be too slow; say a number if you want more)" : "";
		return "slabs: " + nodes.slices().length + ", with the PSFs of " +
			Arrays.stream(nodes.slices()).mapToObj(s -> Digits.of(depth + s * step)).collect(Collectors.joining(", ")) +
			" µm depth; between them the PSF is wrong by at most " + error + most;
	}
}
