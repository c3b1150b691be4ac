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
package sc.fiji.lucid.job.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.ChannelPsf;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.report.VolumeRecord;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.report.Setting;

/** What belongs to a result, for its report: from the record of the run that made it, or else from what was said. */
public final class RunSettings {

	private static final List<String> OUTCOME = List.of("method", "explanation", "gain", "iterations", "stopReason",
		"grid", "tiles", "core", "halo");

	/** What the record says of an option that was left to the stack. */
	private static final String AUTO = "auto";

	private final Stack raw;
	private final Stack restored;
	private final VoxelSize voxel;
	private final Request request;
	private final int channel;
	private final int frame;
	private final Optional<RunRecord> record;
	private final List<Setting> settings = new ArrayList<>();

	public RunSettings(final Stack raw, final Stack restored, final VoxelSize voxel, final Request request,
		final int channel, final int frame, final Optional<RunRecord> record)
	{
		this.raw = raw;
		this.restored = restored;
		this.voxel = voxel;
		this.request = request;
		this.channel = channel;
		this.frame = frame;
		this.record = record;
	}

	public List<Setting> list(final Optional<ChannelPsf> psf) {
		add("Recording", raw.name() + ", " + raw.shape(), "given");
		add("Result", restored.name() + ", " + restored.shape(), "given");
		add("Channel, frame", raw.channelNumber(channel) + ", " + raw.frameNumber(frame), "judged here");
		add("Voxel size (µm)", voxel.toString(), request.voxel().isPresent() ? "given" : "file");
		optics(psf.isPresent());
		psf.ifPresent(p -> add("PSF", p.psf().extent() + " voxels; SHA-256 " + RunLog.describe(p.psf()).get("sha256"),
			request.psfs().isEmpty() ? "computed from the optics"
				: "given: " + Request.forChannel(request.psfs(), channel, raw, "PSFs").name()));
		record.ifPresent(this::run);
		return settings;
	}

	private void add(final String name, final Object value, final String origin) {
		settings.add(new Setting(name, String.valueOf(value), origin));
	}

	/** With the defaults that the PSF was computed with, if it was. */
	private void optics(final boolean hasPsf) {
		final OpticalSettings known = Request.forChannel(request.optics(), channel, raw, "sets of optics")
			.orElse(raw.metadata().optics(channel));
		final OpticalSettings all = hasPsf && request.psfs().isEmpty() ? OpticalSettings.of(known.microscope()) : known;
		all.modality().ifPresent(m -> add("Modality", m, all.modalityOrigin().map(Object::toString).orElse("")));
		for (final OpticalParameter p : OpticalParameter.values())
			all.get(p).ifPresent(v -> add(capital(p.label()), v, all.origin(p).map(Object::toString).orElse("")));
		all.zernike()
			.ifPresent(z -> add("Zernike coefficients", z, all.zernikeOrigin().map(Object::toString).orElse("")));
	}

	private static String capital(final String text) {
		return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
	}

	private void run(final RunRecord run) {
		run.get("version").ifPresent(v -> add("Restored by", "Lucid " + v, "run record"));
		run.get("commandLine").filter(c -> !c.equals("")).ifPresent(c -> add("Command", c, "run record"));
		if (run.get("options").orElse(null) instanceof Map<?, ?> options) {
			final Map<?, ?> said = run.get("settings").orElse(null) instanceof Map<?, ?> map ? map : Map.of();
			options
				.forEach((name, value) -> add("Option " + name, value, said.containsKey(name) ? "given" : "default"));
		}
		volume(run, raw, channel, frame).ifPresent(done -> {
			for (final String key : OUTCOME)
				done.get(key).ifPresent(value -> add("Run: " + key, value, "decided by the run"));
		});
		run.get("seconds")
			.ifPresent(s -> add("Run: seconds", s instanceof Number n ? Math.round(n.doubleValue()) : s, "run record"));
	}

	/** @return what a record says of a channel and frame, from 0; version 0.1 counted those that were chosen */
	private static Optional<VolumeRecord> volume(final RunRecord record, final Stack raw, final int channel,
		final int frame)
	{
		final boolean isOld = Version01.wrote(record);
		final int c = isOld ? channel + 1 : raw.channelNumber(channel), t = isOld ? frame + 1 : raw.frameNumber(frame);
		if (!(record.get("volumes").orElse(null) instanceof List<?> volumes)) return Optional.empty();
		for (final Object entry : volumes)
			if (entry instanceof Map<?, ?> volume && is(volume.get("channel"), c) && is(volume.get("frame"), t))
				return Optional.of(new VolumeRecord(volume));
		return Optional.empty();
	}

	private static boolean is(final Object number, final int expected) {
		return number instanceof Number n && n.intValue() == expected;
	}

	/**
	 * @return µm along X, Y and Z by which a frame lies further in the recording than in its result, as the record says
	 *         where the run put drift right; 0 where it did not
	 */
	public static List<Double> drift(final Optional<RunRecord> record, final Stack raw, final int channel,
		final int frame)
	{
		return record.flatMap(r -> volume(r, raw, channel, frame))
			.map(VolumeRecord::shift)
			.orElse(List.of(0.0, 0.0, 0.0));
	}

	/** @return the background that the restoration took, counts: as given, or as the record says */
	public static OptionalDouble background(final Request request, final Optional<RunRecord> record, final Stack raw,
		final int channel, final int frame)
	{
		if (request.options().background().isPresent()) return request.options().background();
		return record.flatMap(r -> volume(r, raw, channel, frame))
			.map(v -> v.number("background"))
			.orElse(OptionalDouble.empty());
	}

	/** @return whether nobody gave that background, so that the run found it in the stack */
	public static boolean isBackgroundFound(final Request request, final Optional<RunRecord> record) {
		return request.options().background().isEmpty() && record.flatMap(r -> r.get("options"))
			.filter(o -> o instanceof Map<?, ?> options && AUTO.equals(options.get("background")))
			.isPresent();
	}

	/** @return the camera that the restoration took, as the record says; nothing if somebody tells gain or offset */
	public static Optional<NoiseModel> noise(final Request request, final Optional<RunRecord> record, final Stack raw,
		final int channel, final int frame)
	{
		final DeconvolutionOptions options = request.options();
		if (options.gain().isPresent() || options.offset().isPresent()) return Optional.empty();
		return record.flatMap(r -> volume(r, raw, channel, frame)).flatMap(v -> noise(v, options.readNoise()));
	}

	private static Optional<NoiseModel> noise(final VolumeRecord volume, final OptionalDouble readNoise) {
		final OptionalDouble gain = volume.number("gain"), zero = volume.number("noiseZero"),
			offset = volume.number("offset");
		if (gain.isEmpty() || zero.isEmpty() && offset.isEmpty()) return Optional.empty();
		final NoiseModel noise = new NoiseModel(gain.getAsDouble(), zero.orElse(0),
			!volume.get("cameraKnown").equals(Optional.of(false)));
		return Optional
			.of(zero.isPresent() ? noise : noise.withZero(offset.getAsDouble() - noise.aboveZero(readNoise)));
	}
}
