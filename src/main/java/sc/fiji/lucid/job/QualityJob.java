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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.check.PastCheck;
import sc.fiji.lucid.job.check.PsfChecking;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.PsfCheckMode;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.RunSettings;
import sc.fiji.lucid.job.stack.Region;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.quality.report.Finding;
import sc.fiji.lucid.quality.report.QualityAssessment;
import sc.fiji.lucid.quality.report.QualityInput;
import sc.fiji.lucid.quality.report.Severity;
import sc.fiji.lucid.tiling.Plan;

/**
 * Judges one channel and frame of a restored stack, Lucid's own or another program's, against its recording.
 * Of a stack that does not fit into memory, the largest central part that does is judged, and that is said.
 */
public final class QualityJob {

	/** Slices of each frame that are read to see whether a series bleaches. */
	private static final int BLEACHING_SLICES = 8;

	private final Stack raw;
	private final Stack restored;
	private final Request request;
	private int channel;
	private int frame;
	private Optional<Stack> truth = Optional.empty();
	private Optional<Stack> repeat = Optional.empty();
	private Optional<Stack> restoredRepeat = Optional.empty();
	private OptionalDouble offset = OptionalDouble.empty();
	private Optional<RunRecord> record = Optional.empty();
	private PsfCache psfs = new PsfCache();
	/** The PSFs of all depths, once that of the slice at the coverslip is known. */
	private SlabPsfs slabs;
	private long memory = Long.MAX_VALUE;

	/**
	 * @param raw the recording
	 * @param restored the result, of the same size
	 * @param request optics, voxel size, PSF and camera, as far as they are known
	 */
	public QualityJob(final Stack raw, final Stack restored, final Request request) {
		this.raw = raw;
		this.restored = restored;
		this.request = request;
	}

	/** @return this, for a channel and frame, from 0 */
	public QualityJob of(final int whichChannel, final int whichFrame) {
		channel = whichChannel;
		frame = whichFrame;
		return this;
	}

	/** @return this, with the true object, if there is one */
	public QualityJob truth(final Optional<Stack> stack) {
		truth = stack;
		return this;
	}

	/** @return this, with a second recording of the same field and its restoration, if there are any */
	public QualityJob repeats(final Optional<Stack> recording, final Optional<Stack> restoration) {
		repeat = recording;
		restoredRepeat = restoration;
		return this;
	}

	/** @return this, with the camera's offset in counts, if it is known */
	public QualityJob offset(final OptionalDouble counts) {
		offset = counts;
		return this;
	}

	/** @return this, with the record of the run that made the result, if there is one */
	public QualityJob record(final Optional<RunRecord> value) {
		record = value;
		return this;
	}

	/** @return this, with PSFs that were computed before */
	public QualityJob psfs(final PsfCache cache) {
		psfs = cache;
		return this;
	}

	/** @return this, with so many bytes to use */
	public QualityJob memory(final long bytes) {
		memory = bytes;
		return this;
	}

	/**
	 * @throws IOException if a stack cannot be read
	 * @throws IllegalArgumentException if sizes differ, or a channel, frame or the voxel size is missing
	 */
	public QualityAssessment.Result run(final Progress progress, final Consumer<String> log) throws IOException {
		return CancellableExecutor.run(progress, () -> judged(progress, log));
	}

	private QualityAssessment.Result judged(final Progress progress, final Consumer<String> log) throws IOException {
		check(log);
		final VoxelSize voxel = request.voxel()
			.or(() -> Acquisition.fromFile(raw, new ArrayList<>()))
			.orElseThrow(() -> new IllegalArgumentException("The voxel size of " + raw.name() +
				" is not known: give --voxel XxYxZ in µm, or set it in Fiji under Image > Properties."));
		final CommonField common = CommonField.of(RunSettings.drift(record, raw, channel, frame), voxel,
			Stacks.extent(raw));
		final Optional<ChannelPsf> core = psf(common, log);
		final Extent part = part(core, common.extent());
		final Optional<ChannelPsf> psf = core.flatMap(p -> whole(p, part, common, log));
		final int[] there = common.inRecording(), here = common.inResult();
		QualityInput input = QualityInput.of(volume(raw, part, there), volume(restored, part, here), voxel)
			.withOptics(optics())
			.withSettings(new RunSettings(raw, restored, voxel, request, channel, frame, record).list(psf));
		if (psf.isPresent()) input = input.withPsf(psf.get().psf());
		if (truth.isPresent()) input = input.withTruth(volume(truth.get(), part, here));
		if (repeat.isPresent()) input = input.withRawRepeat(volume(repeat.get(), part, there));
		if (restoredRepeat.isPresent()) input = input.withRestoredRepeat(volume(restoredRepeat.get(), part, here));
		if (!part.equals(common.extent()))
			input = input.withPart("the central " + part + " of " + Stacks.extent(raw) + " voxels");
		return QualityAssessment.of(
			withCamera(input).withAdvice(advice(common, progress))
				.withTimeMeans(timeMeans())
				.withOtherChannels(otherChannels(part, there)),
			progress::isCancelled, what -> progress.report(0, what));
	}

	private void check(final Consumer<String> log) {
		DisplayStamp.refuse(restored, "judged as a restoration");
		DisplayStamp.refuse(raw, "a recording");
		check("channel", channel, raw.channels(), raw::channelNumber);
		check("frame", frame, raw.frames(), raw::frameNumber);
		if (raw.channelNumber(channel) != channel + 1 || raw.frameNumber(frame) != frame + 1)
			log.accept("judged: channel " + (channel + 1) + ", frame " + (frame + 1) + " of " + restored.name() +
				", which is channel " + raw.channelNumber(channel) + ", frame " + raw.frameNumber(frame) + " of " +
				raw.name());
		if (raw.width() != restored.width() || raw.height() != restored.height() || raw.slices() != restored.slices())
			throw new IllegalArgumentException(raw.name() + " (" + Stacks.extent(raw) + " voxels) and " +
				restored.name() + " (" + Stacks.extent(restored) + " voxels) differ in size; " +
				(request.scan().isDeskewed()
					? "a deskewed result cannot be judged beside its recording: restore it with --deskew false."
					: "crop them to the same field of view."));
	}

	private void check(final String what, final int index, final int count, final IntUnaryOperator number) {
		if (index >= 0 && index < count) return;
		final int[] chosen = IntStream.range(0, count).map(number).toArray();
		if (Arrays.equals(chosen, IntStream.rangeClosed(1, count).toArray())) throw new IllegalArgumentException(
			raw.name() + " has " + what + "s 1 to " + count + ", not " + (index + 1) + " (" + what + ").");
		final int meant = IntStream.range(0, count).filter(i -> chosen[i] == index + 1).findFirst().orElse(-1);
		throw new IllegalArgumentException(
			"'" + what + "' counts the " + what + "s of " + restored.name() + ", 1 to " + count + ", which are " +
				what + "s " + Arrays.stream(chosen).mapToObj(Integer::toString).collect(Collectors.joining(", ")) +
				" of " + raw.name() + ": " + (meant < 0 ? "choose one of them, not " + (index + 1)
					: "for " + what + " " + (index + 1) + " of the recording give " + (meant + 1)) +
				".");
	}

	private OpticalSettings optics() {
		return Request.forChannel(request.optics(), channel, raw, "sets of optics")
			.orElse(raw.metadata().optics(channel));
	}

	/** The PSF that was given or follows from the optics; without either, what needs one is left out. */
	private Optional<ChannelPsf> psf(final CommonField common, final Consumer<String> log) throws IOException {
		try {
			final Acquisition said = Acquisition.of(raw, request);
			final Acquisition fitted = request.psfs().isEmpty()
				? new PastCheck(record, raw.channelNumber(channel)).fitted(said, channel) : said;
			final ChannelPsf psf = ChannelPsf.of(raw, request, fitted, channel, psfs);
			slabs = ChannelSlabs.of(psf.psf(), raw, request, fitted, channel, psfs, line -> {});
			return Optional.of(new ChannelPsf(moved(psf.psf(), common), psf.source(), psf.lines()));
		}
		catch (final IllegalArgumentException e) {
			if (!request.psfs().isEmpty()) throw e;
			log.accept("Without a PSF the residuals are not judged: " + e.getMessage());
			return Optional.empty();
		}
	}

	/** A frame whose drift was put right lies elsewhere in the recording: the PSF blurs it there. */
	private Psf moved(final Psf psf, final CommonField common) {
		final double[] rest = common.rest();
		return psf.shifted(rest[0], rest[1], rest[2], Stacks.extent(raw));
	}

	/** The PSF with all light that is known, of all depths if it changes with depth. */
	private Optional<ChannelPsf> whole(final ChannelPsf core, final Extent part, final CommonField common,
		final Consumer<String> log)
	{
		if (!slabs.isChanging())
			return Optional.of(new ChannelPsf(LightCone.whole(core.psf(), part), core.source(), core.lines()));
		if (part.nz() == raw.slices()) return Optional
			.of(new ChannelPsf(slabs.mixed(p -> LightCone.whole(moved(p, common), part)), core.source(), core.lines()));
		log.accept(
			"The residuals are not judged, since memory does for some slices only, and the PSF changes with depth: " +
				"give Java more memory.");
		return Optional.empty();
	}

	/** The largest central part that fits into memory; sides shrink first, as the depth tells most. */
	private Extent part(final Optional<ChannelPsf> psf, final Extent whole) {
		final int volumes = 2 +
			(int) List.of(truth, repeat, restoredRepeat).stream().filter(Optional::isPresent).count();
		final long usable = Plan.usableBytes(memory);
		Extent part = whole;
		while (bytes(part, psf, volumes) > usable) {
			if (part.nx() <= 32 && part.ny() <= 32 && part.nz() <= 8)
				throw new IllegalStateException("A report needs more memory than the " + (usable >> 20) +
					" MB that Java may use: give it more (LUCID_OPTS=-Xmx...).");
			final boolean flat = part.nx() <= 128 && part.ny() <= 128 && part.nz() > 8;
			part = new Extent(flat ? part.nx() : smaller(part.nx(), 32), flat ? part.ny() : smaller(part.ny(), 32),
				flat ? smaller(part.nz(), 8) : part.nz());
		}
		return part;
	}

	/** With the PSF as it will be for that part. */
	private long bytes(final Extent part, final Optional<ChannelPsf> psf, final int volumes) {
		return bytes(part, psf.map(ChannelPsf::psf), slabs, volumes);
	}

	/** @return bytes that a report of a volume takes, with all the light of the PSF, if there is one */
	public static long bytes(final Extent volume, final Optional<Psf> psf, final SlabPsfs slabs, final int volumes) {
		final Optional<Extent> extent = psf.map(p -> LightCone.extent(p, volume));
		return QualityAssessment.bytes(volume, extent, volumes) +
			extent.map(e -> Math.max(0, slabs.slabs().size() - 1) * QualityAssessment.psfBytes(volume, e)).orElse(0L);
	}

	private static int smaller(final int n, final int least) {
		return n <= least ? n : Math.max(least, n * 9 / 10);
	}

	/** The part of a stack's channel and frame; a stack with one of either stands for all. */
	private Volume volume(final Stack stack, final Extent part, final int[] middle) throws IOException {
		final int c = stack.channels() == 1 ? 0 : channel, t = stack.frames() == 1 ? 0 : frame;
		if (c >= stack.channels() || t >= stack.frames()) throw new IllegalArgumentException(
			stack.name() + " has " + stack.channels() + " channels and " + stack.frames() + " frames, " + raw.name() +
				" has " + raw.channels() + " and " + raw.frames() + ": they do not belong together.");
		final Volume volume = volume(stack, c, t, part, middle);
		refuseBlank(volume,
			stack.name() + (part.equals(Stacks.extent(stack)) ? "" : " (of which " + part + " voxels are looked at)"));
		return volume;
	}

	/** Beside a stack without any contrast nothing can be judged, and every number would be nonsense. */
	private static void refuseBlank(final Volume volume, final String name) {
		final Extent e = volume.extent();
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : volume.row(y, z)) {
					if (!Float.isFinite(v)) continue;
					least = Math.min(least, v);
					most = Math.max(most, v);
				}
		if (least < most) return;
		throw new IllegalArgumentException(
			name + ": " + (least > most ? "no voxel is a number" : "every voxel is " + Digits.of(least)) +
				": there is nothing to judge. Check the file, and that it is the right channel and frame.");
	}

	private static Volume volume(final Stack stack, final int c, final int t, final Extent part, final int[] middle)
		throws IOException
	{
		final Extent whole = Stacks.extent(stack);
		if (part.equals(whole) || !whole.contains(part)) return Stacks.volume(stack, c, t);
		return Stacks.volume(Region.around(stack, middle, new int[] { part.nx(), part.ny(), part.nz() }, c, t), 0, 0);
	}

	private QualityInput withCamera(final QualityInput input) {
		QualityInput known = input;
		final OptionalDouble background = RunSettings.background(request, record, raw, channel, frame);
		if (background.isPresent()) known = known.withBackground(background.getAsDouble());
		if (RunSettings.isBackgroundFound(request, record)) known = known.withBackgroundFound();
		final Optional<NoiseModel> noise = RunSettings.noise(request, record, raw, channel, frame);
		if (noise.isPresent() && offset.isEmpty()) known = known.withNoise(noise.get());
		if (request.options().gain().isPresent()) known = known.withGain(request.options().gain().getAsDouble());
		if (request.options().readNoise().isPresent())
			known = known.withReadNoise(request.options().readNoise().getAsDouble());
		final OptionalDouble told = offset.isPresent() ? offset : request.options().offset();
		return told.isPresent() ? known.withOffset(told.getAsDouble()) : known;
	}

	/** What the recording says of the optics: what the run found, or what is found now if somebody wants it. */
	private List<Finding> advice(final CommonField common, final Progress progress) throws IOException {
		final PastCheck past = new PastCheck(record, raw.channelNumber(channel));
		final List<Finding> known = new ArrayList<>(past.findings());
		if (!common.words().isEmpty()) known.add(new Finding(Severity.NOTE, "drift", common.words(), ""));
		if (request.repair().isOfTheWhole()) known.add(new Finding(Severity.NOTE, "uneven-light",
			"The restoration was told of dark, flat or bleaching, of which this report knows nothing: the result is compared " +
				"with the recording as it is, so that uneven light shows in the residuals.",
			"Do not blame the restoration for slow residuals of that shape."));
		final boolean isWanted = request.psfCheck() == PsfCheckMode.WARN || request.psfCheck() == PsfCheckMode.FIT;
		if (past.isThere() || !isWanted || !request.psfs().isEmpty()) return known;
		known.addAll(PsfChecking.findings(raw, channel, request, Acquisition.of(raw, request), progress));
		return known;
	}

	/** The mean of some slices of each frame. */
	private double[] timeMeans() throws IOException {
		if (raw.frames() == 1) return new double[0];
		final int slices = Math.min(raw.slices(), BLEACHING_SLICES);
		final double[] means = new double[raw.frames()];
		for (int t = 0; t < means.length; t++)
			for (int i = 0; i < slices; i++) {
				double sum = 0;
				for (final float v : raw.floats(channel, (int) ((i + 0.5) * raw.slices() / slices), t))
					sum += v;
				means[t] += sum / raw.width() / raw.height() / slices;
			}
		return means;
	}

	private List<Supplier<Volume>> otherChannels(final Extent part, final int[] middle) {
		final List<Supplier<Volume>> others = new ArrayList<>();
		for (int c = 0; c < raw.channels(); c++) {
			final int other = c;
			if (c != channel) others.add(() -> {
				try {
					return volume(raw, other, frame, part, middle);
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
		return others;
	}

	/** @return the findings in words, a line each, the gravest first */
	public static List<String> lines(final QualityAssessment.Result result) {
		return result.report()
			.findings()
			.stream()
			.map(f -> f.severity() + ": " + f.text() + (f.remedy().isEmpty() ? "" : " " + f.remedy()))
			.toList();
	}

	/** Writes the page, and every number as JSON beside it. */
	public static void write(final QualityAssessment.Result result, final Path page, final String title,
		final boolean force) throws IOException
	{
		final RunRecord numbers = new RunRecord().version(Version.NUMBER);
		result.report().asMap().forEach(numbers::put);
		try (ResultFiles files = ResultFiles.claim(page, force, List.of())) {
			files.commit(result.html(title).getBytes(StandardCharsets.UTF_8), numbers);
		}
	}
}
