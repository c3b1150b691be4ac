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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.slices.SliceDecay;
import sc.fiji.lucid.camera.slices.SliceLight;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.SliceCost;
import sc.fiji.lucid.restoration.StackSample;

/**
 * Tells the model how much of its light each slice of a stack has left that bleached while it was recorded: as somebody
 * told, or as a widefield stack tells, each slice of which holds all the light of the field. The counts stay as they
 * are, and so does their noise; the light of the background bleaches, too.
 */
public final class BleachingStep implements RestorationStep<BleachingStep.Decision> {

	/**
	 * A field is wide if it is so many times as wide as half the light of a point spreads over the depth of the stack. In
	 * narrower ones light leaves all parts alike, and they do not warn: 64x64x16 voxels of 0.1x0.1x0.25 µm at NA 1.4,
	 * less than once as wide, seemed to lose 53 % by 2 % where it was 30 % (29 November 2026).
	 */
	private static final double WIDE = 4;

	private final Loss loss;
	private final boolean isHazy;
	/** By how many pixels half of the light of a point spreads further in each slice. */
	private final double slope;
	private final DeconvolutionOptions options;

	/**
	 * @param loss told, or to be found
	 * @param psf by which the recording is blurred; null where nobody knows, and nothing is found then
	 * @param options of which the camera is heeded, where it is told
	 */
	public BleachingStep(final Loss loss, final Psf psf, final DeconvolutionOptions options) {
		this.loss = loss;
		this.options = options;
		isHazy = psf != null && psf.isHazy();
		slope = isHazy ? slope(psf.volume()) : Double.POSITIVE_INFINITY;
	}

	/** By the slice of the PSF that is farthest from the focus. */
	private static double slope(final Volume psf) {
		final Extent e = psf.extent();
		final double[] rings = new double[e.nx() + e.ny()];
		double all = 0;
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++) {
				final float light = psf.row(y, 0)[x];
				rings[(int) Math.hypot(x - e.nx() / 2, y - e.ny() / 2)] += light;
				all += light;
			}
		int radius = 0;
		for (double inside = rings[0]; inside < all / 2 && radius < rings.length - 1;)
			inside += rings[++radius];
		return e.nz() < 3 ? Double.POSITIVE_INFINITY : (radius + 1.0) / (e.nz() / 2);
	}

	/**
	 * What holds for a stack.
	 *
	 * @param part of the light that is lost, as {@link Loss#part}
	 * @param unlit counts without light
	 * @param told what users want to know
	 */
	public record Decision(double part, double unlit, String told) {

		@Override
		public String toString() {
			return told;
		}
	}

	@Override
	public String name() {
		return "bleaching";
	}

	@Override
	public Decision undecided() {
		return new Decision(loss.part(), 0, "");
	}

	@Override
	public Decision decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording planes = NoData.leftOut(sample.planes());
		final Camera camera = NoiseModel.of(planes, options.gain(), options.offset(), options.readNoise())
			.camera(options.readNoise(), planes);
		final double unlit = planes.light() != null && planes.light().unlit() == planes.light().unlit()
			? planes.light().unlit() : options.offset().orElse(camera.offset());
		progress.check();
		return loss.isSought() ? found(sample, new Camera(camera.gain(), unlit, camera.readNoise()), progress)
			: new Decision(loss.part(), unlit, "told: " + words(loss.part()));
	}

	private Decision found(final StackSample sample, final Camera camera, final Progress progress) {
		if (!isHazy) return new Decision(0, camera.offset(),
			"only a widefield stack tells how it bleaches: nothing is done. Say how much ('bleach'), if you know");
		final Extent e = sample.extent();
		if (Math.min(e.nx(), e.ny()) < WIDE * slope * (e.nz() - 1)) return new Decision(0, camera.offset(),
			"the stack does not tell: its field is so narrow that much of the light of its depth leaves it. Nothing is done; " +
				"say how much ('bleach'), if you know");
		final SliceDecay decay = SliceDecay.of(new SliceLight(sample.source(), camera, progress));
		return decay.isTold()
			? new Decision(decay.loss(), camera.offset(),
				"found: " + words(decay.loss()) + ", give or take " + percent(decay.uncertainty()))
			: new Decision(0, camera.offset(), "the stack does not tell: " + decay.reason() +
				". Nothing is done; say how much ('bleach'), if you know");
	}

	private static String words(final double part) {
		return percent(Math.abs(part)) + " of the light is lost from " +
			(part < 0 ? "the last slice to the first" : "the first slice to the last");
	}

	private static String percent(final double part) {
		return Digits.of(Math.round(1000 * part) / 10.0) + " %";
	}

	@Override
	public SliceCost cost(final Decision decided) {
		return new SliceCost("to look at how slices bleach");
	}

	@Override
	public Applied apply(final Recording tile, final Decision decided, final Progress progress) {
		progress.check();
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("step", name());
		values.put("part", decided.part);
		values.put("told", decided.told);
		return new Applied(decided.part == 0 ? tile : bleached(tile, decided), 0, List.of(name() + ": " + decided),
			values);
	}

	private static Recording bleached(final Recording tile, final Decision decided) {
		final Extent e = tile.extent();
		final int z0 = tile.place() == null ? 0 : tile.place().z(),
			slices = tile.place() == null ? e.nz() : tile.place().stack().nz();
		final float[] all = new Loss(decided.part, false).exposure(slices);
		return tile.withExposure(Arrays.copyOfRange(all, z0, z0 + e.nz())).withUnlit(decided.unlit);
	}

	@Override
	public Map<String, Object> describe(final Decision decided) {
		return Map.of("part", decided.part, "unlit", decided.unlit, "told", decided.told);
	}

	@Override
	public Decision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Decision(((Number) description.get("part")).doubleValue(),
			((Number) description.get("unlit")).doubleValue(), String.valueOf(description.get("told")));
	}

	@Override
	public String toString() {
		return name();
	}
}
