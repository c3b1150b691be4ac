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
package sc.fiji.lucid.quality.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.BadVoxels;
import sc.fiji.lucid.camera.Clipping;
import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.PhotonTransfer;
import sc.fiji.lucid.camera.slices.Slices;
import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.ChannelShift;
import sc.fiji.lucid.quality.agreement.Consistency;
import sc.fiji.lucid.quality.agreement.Flux;
import sc.fiji.lucid.quality.agreement.TruthComparison;
import sc.fiji.lucid.quality.report.page.DisplayRange;
import sc.fiji.lucid.quality.report.page.Picture;
import sc.fiji.lucid.quality.report.page.Words;
import sc.fiji.lucid.quality.resolution.Detail;
import sc.fiji.lucid.quality.resolution.FourierShellCorrelation;
import sc.fiji.lucid.quality.resolution.OpticalLimits;
import sc.fiji.lucid.quality.resolution.SpotFinder;
import sc.fiji.lucid.quality.resolution.SpotWidths;

/**
 * Makes the report of one recording and its restoration: measures everything once, in an order that holds little at a
 * time.
 */
public final class QualityAssessment {

	private static final long SEED = 1;

	private final QualityInput input;
	private final Volume raw;
	private final Volume restored;
	private final BooleanSupplier cancelled;
	private final Consumer<String> progress;
	private final List<Picture> pictures = new ArrayList<>();

	private QualityAssessment(final QualityInput input, final BooleanSupplier cancelled,
		final Consumer<String> progress)
	{
		this.input = input;
		raw = finite(input.raw());
		restored = finite(input.restored());
		this.cancelled = cancelled;
		this.progress = progress;
	}

	/**
	 * What an assessment gives.
	 *
	 * @param report the numbers and findings
	 * @param pictures of raw, restored and residual
	 */
	public record Result(QualityReport report, List<Picture> pictures) {

		/** @return the page, self-contained HTML in UTF-8 */
		public String html(final String title) {
			return new HtmlPage(title, report, pictures).html();
		}
	}

	/**
	 * @param cancelled asked between steps and within the long ones; true ends the
	 *          work with a {@link CancellationException}
	 * @param progress is told what is being measured
	 * @throws IllegalArgumentException if volumes differ in size or hold no finite number
	 */
	public static Result of(final QualityInput input, final BooleanSupplier cancelled,
		final Consumer<String> progress)
	{
		return new QualityAssessment(input, cancelled, progress).assess();
	}

	/**
	 * @param extent of the stack
	 * @param psf size of the PSF, if there is one
	 * @param volumes how many volumes are handed in
	 * @return bytes that an assessment holds at its peak, those volumes included
	 */
	public static long bytes(final Extent extent, final Optional<Extent> psf, final int volumes) {
		return Float.BYTES * volumes * extent.voxels() +
			Math.max(psf.map(p -> Consistency.bytes(extent, p)).orElse(0L), Detail.bytes(extent));
	}

	/** @return bytes more for each further PSF, where it changes with depth: twice its voxels, and a transfer function */
	public static long psfBytes(final Extent extent, final Extent psf) {
		return Consistency.psfBytes(extent, psf) + 2 * Float.BYTES * psf.voxels();
	}

	private Result assess() {
		final QualityReport.Data data = data();
		pictures.add(Picture.projections("Raw", "counts", raw, input.voxelSize()));
		pictures.add(Picture.projections("Restored", "counts", restored, input.voxelSize()));
		step("Comparing with the raw stack");
		final Optional<Consistency> consistency = consistency(data.camera());
		final double background = input.background()
			.orElse(consistency.map(Consistency::background).orElse(data.background().value()));
		final Flux flux = Flux.of(raw, background, input.restored());
		final QualityReport.Resolution resolution = resolution(data);
		final Optional<TruthComparison> truth = input.truth()
			.map(t -> TruthComparison.of(t, restored, input.voxelSize(), cancelled));
		final QualityReport report = new QualityReport(raw.extent(), input.voxelSize(), settings(data, background),
			data, resolution, consistency, flux, truth, List.of());
		return new Result(new QualityReport(report.extent(), report.voxelSize(), report.settings(), data, resolution,
			consistency, flux, truth, new Findings(input, report).list()), List.copyOf(pictures));
	}

	/** Voxels that hold no number take the lowest value, in a copy, so that they do not spoil every other number. */
	private static Volume finite(final Volume volume) {
		final VolumeStatistics moments = VolumeStatistics.of(volume);
		if (moments.notFinite() == 0) return volume;
		final Volume copy = volume.copy();
		for (int z = 0; z < copy.extent().nz(); z++)
			for (int y = 0; y < copy.extent().ny(); y++) {
				final float[] row = copy.row(y, z);
				for (int x = 0; x < row.length; x++)
					if (!Float.isFinite(row[x])) row[x] = (float) moments.minimum();
			}
		return copy;
	}

	private void step(final String what) {
		if (cancelled.getAsBoolean()) throw new CancellationException();
		progress.accept(what);
	}

	private QualityReport.Data data() {
		step("Examining the raw stack");
		final BadVoxels bad = BadVoxels.of(input.raw());
		final Recording recording = NoData.leftOut(Recording.of(raw));
		final OptionalDouble readNoise = input.readNoise();
		final NoiseModel noise = input.noise()
			.orElseGet(() -> NoiseModel.of(Clipping.leftOut(recording), input.gain(), input.offset(), readNoise));
		final BackgroundEstimate background = BackgroundEstimate.of(recording.above(noise.zero())).plus(noise.zero());
		final Camera camera = noise.camera(readNoise, background.value());
		step("Examining the slices");
		final Slices slices = Slices.of(raw, background.value());
		final double[] times = Arrays.stream(input.timeMeans()).map(m -> m - background.value()).toArray();
		final double brightest = DisplayRange.of(raw, 0, 0.999).high(),
			peak = camera.gain() * (brightest - background.value());
		final double signalToNoise = peak / Math.max(1, camera.gain() * Math.sqrt(camera.variance(brightest)));
		return new QualityReport.Data(camera, noise.isKnown(), PhotonTransfer.of(recording), peak, signalToNoise,
			background, bad, slices, times, Slices.exponential(times)[0], channelShifts());
	}

	private List<ChannelShift> channelShifts() {
		final List<ChannelShift> shifts = new ArrayList<>();
		for (final Supplier<Volume> other : input.otherChannels()) {
			step("Comparing channels");
			shifts.add(ChannelShift.between(raw, other.get(), input.voxelSize(), cancelled));
		}
		return shifts;
	}

	private Optional<Consistency> consistency(final Camera camera) {
		return input.psf().map(psf -> {
			final Consistency.Result result = Consistency.of(raw, restored, psf, input.background().orElse(Double.NaN),
				camera, cancelled);
			pictures.add(Picture.slices("Residual", "σ", result.residual(), input.voxelSize()));
			pictures.add(Picture.errors("Error map", "counts", result.error(), input.voxelSize()));
			return result.numbers();
		});
	}

	private QualityReport.Resolution resolution(final QualityReport.Data data) {
		final VoxelSize v = input.voxelSize();
		step("Measuring the resolution of the raw stack");
		final Detail recorded = input.rawRepeat()
			.map(repeat -> Detail.ofRepeats(raw, repeat, v, cancelled))
			.orElseGet(() -> Detail.ofOne(raw, v, data.camera(), SEED, cancelled));
		final FourierShellCorrelation sub = FourierShellCorrelation.bySubsampling(raw, v, cancelled);
		final SpotWidths rawSpots = SpotWidths.of(SpotFinder.find(raw, v));
		step("Measuring the resolution of the restored stack");
		final FourierShellCorrelation correlation = input.restoredRepeat()
			.map(repeat -> FourierShellCorrelation.ofRepeats(input.restored(), repeat, v, cancelled))
			.orElseGet(() -> FourierShellCorrelation.bySubsampling(restored, v, cancelled));
		final Detail.OfRestored finer = Detail.ofRestored(restored, v, recorded.correlation().lateral(), cancelled);
		final SpotWidths restoredSpots = SpotWidths.of(SpotFinder.find(restored, v));
		final Optional<OpticalLimits> optics = OpticalLimits.of(input.optics()),
			psf = input.psf().map(OpticalLimits::of);
		return new QualityReport.Resolution(recorded.correlation(),
			input.rawRepeat().isPresent() ? "two recordings" : "photons split in halves", sub, correlation,
			input.restoredRepeat().isPresent() ? "two restorations" : "sub-sampling", recorded.decorrelation(),
			finer.decorrelation(), rawSpots, restoredSpots,
			input.psf().map(p -> SpotWidths.of(SpotFinder.find(p.volume(), p.voxelSize()))).filter(s -> s.count() > 0),
			optics, psf, Resolution.ifKnown(input.optics()).map(r -> r.undersampling(v)), finer.beyondRaw());
	}

	private List<Setting> settings(final QualityReport.Data data, final double background) {
		final List<Setting> settings = new ArrayList<>(input.settings());
		final String found = input.noise().isPresent() ? "as the restoration took it"
			: data.cameraKnown() ? "estimated" : "assumed";
		settings.add(new Setting("Gain (e-/count)", Words.number(data.camera().gain()),
			input.gain().isPresent() ? "given" : found));
		settings.add(new Setting("Offset (counts)", Words.number(data.camera().offset()),
			input.offset().isPresent() ? "given" : found));
		settings.add(new Setting("Read noise (e-)", Words.number(data.camera().readNoise()),
			input.readNoise().isPresent() ? "given" : "assumed"));
		settings.add(new Setting("Background (counts)", Words.number(background),
			input.background().isPresent() ? "as the restoration took it" : "estimated"));
		return settings;
	}
}
