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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.StackLevels;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Chromatic;
import sc.fiji.lucid.job.settings.PsfSuspicions;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.Wrapping;

/**
 * The PSF of a channel.
 *
 * @param psf at the stack's voxel size
 * @param source the word of the model that computed it, or the name of the file
 * @param lines how it was made, in words
 */
public record ChannelPsf(Psf psf, String source, List<String> lines) {

	private static final double GB = 1 << 30;
	/**
	 * The light around the core, smoothed and binned for the coarse levels, and a quarter of the memory for a sample.
	 */
	private static final int COPIES = 4;

	public static ChannelPsf of(final Stack stack, final Request request, final Acquisition acquisition,
		final int channel, final PsfCache cache) throws IOException
	{
		final ChannelPsf psf = request.psfs().isEmpty() ? fromOptics(stack, request, acquisition, channel, cache)
			: fromFile(stack, request, acquisition, channel);
		final Optional<Chromatic.Channel> place = request.alignment().channel(stack, channel);
		if (place.isEmpty()) return psf;
		final List<String> told = new ArrayList<>(psf.lines);
		told.addAll(ChannelPlace.of(place.get(), stack, acquisition.voxel(), channel,
			acquisition.microscopes().isEmpty() ? OptionalDouble.empty()
				: OptionalDouble.of(acquisition.microscopes().get(channel).emissionWavelength()))
			.lines());
		return new ChannelPsf(placed(psf.psf, place.get(), stack), psf.source, told);
	}

	/** The PSF off its reference point, where the channel lies. */
	private static Psf placed(final Psf psf, final Chromatic.Channel place, final Stack stack) {
		final List<Double> shift = place.fit().affine().shift();
		return psf.shifted(shift.get(0), shift.get(1), shift.get(2), Stacks.extent(stack));
	}

	/**
	 * @param options of the deconvolution
	 * @param memory bytes that may be used
	 * @return what of them is left beside PSFs that are kept
	 * @throws IllegalStateException that says how much would do, if the PSFs cannot be made in them
	 */
	public static long beside(final List<Psf> psfs, final DeconvolutionOptions options, final long memory) {
		final long light = psfs.stream()
			.filter(psf -> StackLevels.areUsed(psf, options))
			.mapToLong(LightCone::bytes)
			.sum(), needed = light + (COPIES - 1) * light / psfs.size();
		if (needed > memory) throw new IllegalStateException(String.format(Locale.ROOT,
			"The PSF of %d slices and all its light take %.2f GB of memory, and Java may use only %.2f GB: give it more " +
				"(command line: LUCID_OPTS=-Xmx%dg or --memory; Fiji: Edit > Options > Memory & Threads), or restore " +
				"fewer slices.",
			psfs.get(0).extent().nz(), needed / GB, memory / GB, (long) Math.ceil(needed / GB)));
		return memory - light;
	}

	/**
	 * @param left bytes, beside the PSF of the slice at the coverslip
	 * @return what of them is left beside the PSFs of other depths
	 * @throws IllegalStateException that says how much would do
	 */
	public static long beside(final SlabPsfs slabs, final long left) {
		if (slabs.bytes() > left) throw new IllegalStateException(String.format(Locale.ROOT,
			"The PSFs of %d depths and all their light take %.2f GB of memory, and only %.2f GB are left for them: give Java " +
				"more (command line: LUCID_OPTS=-Xmx%dg or --memory; Fiji: Edit > Options > Memory & Threads), or take " +
				"fewer --slabs.",
			slabs.slabs().size(), slabs.bytes() / GB, left / GB, (long) Math.ceil(2 * slabs.bytes() / GB)));
		return left - slabs.bytes();
	}

	private static ChannelPsf fromOptics(final Stack stack, final Request request, final Acquisition acquisition,
		final int channel, final PsfCache cache)
	{
		return of(acquisition.microscopes().get(channel), stack, request, acquisition, channel, cache);
	}

	/** The PSF of a structure that many µm deeper than the microscope's depth. */
	static Psf deeper(final double micrometres, final Stack stack, final Request request, final Acquisition acquisition,
		final int channel, final PsfCache cache) throws IOException
	{
		final Microscope microscope = acquisition.microscopes().get(channel);
		final Psf psf = of(microscope.atDepth(microscope.depth() + micrometres), stack, request, acquisition, channel,
			cache).psf;
		return request.alignment().channel(stack, channel).map(place -> placed(psf, place, stack)).orElse(psf);
	}

	private static ChannelPsf of(final Microscope microscope, final Stack stack, final Request request,
		final Acquisition acquisition, final int channel, final PsfCache cache)
	{
		final PsfModel model = request.model().orElseGet(() -> PsfModel.forMicroscope(microscope));
		final String key = microscope.describe() + " " + model + " " + acquisition.voxel() + " " +
			Stacks.extent(stack) + " " + acquisition.zDirection() + " " + request.scan().skew();
		// What is mirrored afterwards is skewed the other way before.
		final Skew skew = acquisition.zDirection() == ZDirection.COVERSLIP_FIRST ? request.scan().skew()
			: request.scan().skew().reversed();
		final ChannelPsf made = cache.get(key,
			() -> rendered(microscope, model, acquisition.voxel(), Stacks.extent(stack), skew)
				.turned(acquisition.zDirection()));
		final String prefix = stack.channels() == 1 ? "" : "channel " + stack.channelNumber(channel) + ": ";
		return new ChannelPsf(made.psf, made.source, made.lines.stream().map(line -> prefix + line).toList());
	}

	private static ChannelPsf rendered(final Microscope microscope, final PsfModel model, final VoxelSize voxel,
		final Extent image, final Skew skew)
	{
		final PsfPreparation.Prepared rendered = PsfPreparation.of(voxel, image).skewed(skew).render(microscope, model);
		return new ChannelPsf(rendered.psf(), model.toString(), rendered.notes());
	}

	private ChannelPsf turned(final ZDirection direction) {
		if (direction == ZDirection.COVERSLIP_FIRST) return this;
		final List<String> told = new ArrayList<>(lines);
		told.add("PSF mirrored along z, since the last slice lies at the coverslip");
		return new ChannelPsf(psf.mirrored(), source, told);
	}

	private static ChannelPsf fromFile(final Stack stack, final Request request, final Acquisition acquisition,
		final int channel) throws IOException
	{
		final Stack file = Request.forChannel(request.psfs(), channel, stack, "PSFs");
		final boolean isOfChosen = file.channels() == stack.channels();
		if (file.channels() > 1 && !isOfChosen && file.channels() != stack.channelsOfFile())
			throw new IllegalArgumentException(
				file.name() + " has " + file.channels() + " channels, but the stack has " + stack.channelsOfFile() +
					": give a PSF with one channel, or with one for each of the stack's.");
		final int own = file.channels() == 1 ? 0 : isOfChosen ? channel : stack.channelNumber(channel) - 1;
		final List<String> lines = PsfSuspicions.of(file, stack);
		final Volume raw = Stacks.volume(file, own, 0);
		final PsfPreparation preparation = PsfPreparation.of(acquisition.voxel(), Stacks.extent(stack));
		try {
			final PsfPreparation.Prepared prepared = (request.psfAsIs() ? preparation.asIs() : preparation).prepare(raw,
				request.psfVoxel().or(() -> file.metadata().voxelSize()).orElse(null));
			prepared.notes().forEach(line -> lines.add("PSF " + file.name() + ": " + line));
			final boolean isSkewed = !request.scan().skew().isNone();
			final Volume whole = request.psfAsIs() ? raw : Wrapping.undo(raw, new ArrayList<>());
			final VoxelSize voxel = request.psfVoxel()
				.or(() -> file.metadata().voxelSize())
				.orElse(acquisition.voxel());
			// Planes of a skewed PSF lie beside each other.
			final Stream<Optional<String>> doubts = isSkewed ? Stream.of(PsfSuspicions.cropped(whole))
				: Stream.of(PsfSuspicions.secondMaximum(prepared.psf().volume()), PsfSuspicions.cropped(whole),
					PsfSuspicions.endsAlongZ(whole, voxel.z(), (stack.slices() - 1) * acquisition.voxel().z()),
					PsfSuspicions.widths(raw, voxel, optics(stack, request, channel)));
			doubts.flatMap(Optional::stream).forEach(line -> lines.add("warning: PSF " + file.name() + ": " + line));
			if (isSkewed) lines.add("PSF " + file.name() +
				": taken to be skewed as the scan is, recorded with the same angle and step of the stage");
			return new ChannelPsf(prepared.psf(), file.name(), lines);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(file.name() + ": " + e.getMessage(), e);
		}
	}

	private static OpticalSettings optics(final Stack stack, final Request request, final int channel) {
		return Request.forChannel(request.optics(), channel, stack, "sets of optics")
			.orElse(stack.metadata().optics(channel));
	}
}
