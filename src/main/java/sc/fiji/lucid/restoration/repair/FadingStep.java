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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.AppliedWhole;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.SliceCost;
import sc.fiji.lucid.restoration.StackSample;

/**
 * Tells the model what part of the first frame's light a frame of a series has left, so that what is restored of all
 * frames is as bright as in the first. The light of each frame is its mean above its own background, in slices at equal
 * distances; the counts stay as they are, and so does their noise.
 */
public final class FadingStep implements RestorationStep<FadingStep.Decision> {

	/** Slices of each frame that are looked at. */
	private static final int SLICES = 8;

	private final Fading fading;
	private final DeconvolutionOptions options;
	/** Of other frames. */
	private final List<Double> known;

	/** @param options of which the camera is heeded, where it is told */
	public FadingStep(final Fading fading, final DeconvolutionOptions options) {
		this(fading, options, null);
	}

	private FadingStep(final Fading fading, final DeconvolutionOptions options, final List<Double> known) {
		this.fading = fading;
		this.options = options;
		this.known = known;
	}

	/**
	 * What holds for a frame.
	 *
	 * @param part of the first frame's light
	 * @param frame from 0
	 * @param frames how many there are
	 * @param all parts of each frame, for the steps of other frames; empty where nobody needs them
	 */
	public record Decision(double part, int frame, int frames, List<Double> all) {

		@Override
		public String toString() {
			return frames < 2 ? "one frame alone does not fade" : "frame " + (frame + 1) + " has " +
				Digits.of(Math.round(1e4 * part) / 1e4) + " times the light of the first";
		}
	}

	@Override
	public String name() {
		return "fading";
	}

	@Override
	public Decision undecided() {
		return new Decision(1, 0, 1, List.of());
	}

	@Override
	public Decision decide(final StackSample sample, final Progress progress) {
		return decide(sample.source(), progress);
	}

	private Decision decide(final VoxelSource frame, final Progress progress) {
		progress.check();
		final List<? extends VoxelSource> all = frame.series();
		final List<Double> parts = known != null && known.size() == all.size() ? known : parts(all, progress);
		return new Decision(parts.get(frame.frame()), frame.frame(), all.size(), parts);
	}

	private List<Double> parts(final List<? extends VoxelSource> all, final Progress progress) {
		return all.size() == 1 ? List.of(1.0) : Arrays.stream(fading.parts(light(all, progress))).boxed().toList();
	}

	/** Frames that cannot be read have none. */
	private double[] light(final List<? extends VoxelSource> all, final Progress progress) {
		final double[] light = new double[all.size()];
		for (int t = 0; t < light.length; t++) {
			progress.check();
			try {
				light[t] = light(all.get(t), progress);
			}
			catch (final java.io.UncheckedIOException | IllegalArgumentException absent) {
				// The frame will say so when it is restored.
			}
		}
		return light;
	}

	private double light(final VoxelSource frame, final Progress progress) {
		final int n = Math.min(SLICES, frame.extent().nz());
		final Recording planes = NoData.leftOut(frame.planes(
			IntStream.range(0, n).map(i -> (int) ((i + 0.5) * frame.extent().nz() / n)).boxed().toList(), progress));
		final double zero = NoiseModel.of(planes, options.gain(), options.offset(), options.readNoise()).zero();
		final double background = options.background()
			.orElseGet(() -> BackgroundEstimate.of(planes.above(zero)).value() + zero);
		return RecordingStatistics.of(planes).mean() - background;
	}

	/** The volume knows its series no more. */
	@Override
	public AppliedWhole whole(final Recording volume, final VoxelSource source, final Progress progress) {
		final Decision decided = decide(source, progress);
		return new AppliedWhole(apply(volume, decided, progress), alike(decided));
	}

	@Override
	public SliceCost cost(final Decision decided) {
		return new SliceCost("to look at how frames bleach");
	}

	@Override
	public Applied apply(final Recording tile, final Decision decided, final Progress progress) {
		progress.check();
		final float[] parts = new float[tile.extent().nz()];
		Arrays.fill(parts, (float) decided.part);
		return new Applied(decided.part == 1 ? tile : tile.withExposure(parts), 0, List.of(name() + ": " + decided),
			Map.of("step", name(), "how", fading.toString(), "part", decided.part));
	}

	@Override
	public FadingStep alike(final Decision decided) {
		return new FadingStep(fading, options, decided.all.isEmpty() ? known : decided.all);
	}

	@Override
	public Map<String, Object> describe(final Decision decided) {
		return Map.of("part", decided.part, "frame", decided.frame, "frames", decided.frames);
	}

	@Override
	public Decision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Decision(((Number) description.get("part")).doubleValue(),
			((Number) description.get("frame")).intValue(), ((Number) description.get("frames")).intValue(), List.of());
	}

	@Override
	public String toString() {
		return name();
	}
}
