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
package sc.fiji.lucid.restoration.denoise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Takes the noise of photons and camera out of counts, and leaves them as blurred as they are. Voxels that hold no data
 * stay as they are and have no influence.
 */
public final class DenoiseStep implements RestorationStep<DenoiseStep.Noise> {

	private final DeconvolutionOptions options;

	/** @param options of which the camera is heeded, where it is told */
	public DenoiseStep(final DeconvolutionOptions options) {
		this.options = options;
	}

	/**
	 * What there is to decide.
	 *
	 * @param camera that tells how noisy a count is
	 * @param isKnown whether the stack itself, or somebody who knows the camera, told
	 * @param fills values that stand for nothing
	 */
	public record Noise(Camera camera, boolean isKnown, List<Float> fills) implements TileCost {

		/** As far as a block reaches for each pass, and the blocks at the rim of the tile among them. */
		@Override
		public Halo halo() {
			final int across = BlockShrinkage.PASSES * BlockShrinkage.SIDE;
			return new Halo(across, across, BlockShrinkage.PASSES * BlockShrinkage.DEPTH);
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		/** What is recorded, that with stable noise, what the pass before found, weights and the result. */
		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * (bytesPerVoxel + 4 * Float.BYTES) + 4 * ROW * view.ny() * view.nz();
		}

		/** Bytes that Java keeps for a row besides its voxels. */
		private static final long ROW = 24;

		@Override
		public String reason() {
			return "to take out noise";
		}

		@Override
		public String toString() {
			return "noise of " + Digits.of(camera.gain()) + " e- a count above " + Digits.of(camera.offset()) +
				" counts and " + Digits.of(camera.readNoise()) + " e- of read noise" +
				(isKnown ? "" : ", guessed: the stack does not tell; give --gain and --offset if you know them");
		}
	}

	@Override
	public String name() {
		return "denoise";
	}

	@Override
	public Noise undecided() {
		return new Noise(Camera.PHOTONS, false, List.of());
	}

	@Override
	public Noise decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording raw = sample.planes();
		final List<Float> fills = NoData.fills(raw);
		progress.check();
		final Mask broken = Mask.ofBroken(raw);
		final Recording finite = broken.count() == 0 ? raw : raw.withMask(broken.or(raw.mask()));
		final Recording planes = new NoData(fills, List.of()).leftOut(finite, 0, 0);
		progress.check();
		final NoiseModel noise = NoiseModel.of(planes, options.gain(), options.offset(), options.readNoise());
		progress.check();
		return new Noise(noise.camera(options.readNoise(), planes), noise.isKnown(), fills);
	}

	@Override
	public TileCost cost(final Noise decided) {
		return decided;
	}

	@Override
	public Applied apply(final Recording tile, final Noise decided, final Progress progress) {
		progress.check();
		final StableNoise stable = new StableNoise(decided.camera());
		final Volume clean = BlockShrinkage.of(stabilised(tile, decided, stable), tile.place(), progress);
		Planes.forEach(tile.extent().nz(), z -> {
			final float[] recorded = new float[tile.extent().nx()];
			for (int y = 0; y < tile.extent().ny(); y++) {
				final float[] row = clean.row(y, z);
				tile.read(y, z, recorded);
				for (int x = 0; x < row.length; x++)
					row[x] = isData(recorded[x], decided) ? stable.inverse(row[x]) : recorded[x];
			}
		});
		Recording result = Recording.of(clean).withLight(tile.light());
		if (tile.mask() != null) result = result.withMask(tile.mask());
		return new Applied(tile.place() == null ? result : result.asTile(tile.place()), 0,
			List.of("denoised: " + decided), values(decided));
	}

	private static Volume stabilised(final Recording tile, final Noise decided, final StableNoise stable) {
		final Volume noisy = new Volume(tile.extent());
		Planes.forEach(tile.extent().nz(), z -> {
			for (int y = 0; y < tile.extent().ny(); y++) {
				final float[] row = noisy.row(y, z);
				tile.read(y, z, row);
				for (int x = 0; x < row.length; x++)
					row[x] = isData(row[x], decided) ? stable.of(row[x]) : Float.NaN;
				if (tile.mask() != null) tile.mask().fill(y, z, row, Float.NaN);
			}
		});
		return noisy;
	}

	private static boolean isData(final float value, final Noise decided) {
		return Float.isFinite(value) && !NoData.isFill(decided.fills(), value);
	}

	private static Map<String, Object> values(final Noise decided) {
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("step", "denoise");
		values.put("gain", decided.camera().gain());
		values.put("offset", decided.camera().offset());
		values.put("readNoise", decided.camera().readNoise());
		values.put("cameraKnown", decided.isKnown());
		return values;
	}

	@Override
	public Map<String, Object> describe(final Noise decided) {
		final Map<String, Object> map = values(decided);
		map.remove("step");
		map.put("fills", NoData.described(decided.fills()));
		return map;
	}

	@Override
	public Noise decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Noise(
			new Camera(number(description, "gain"), number(description, "offset"), number(description, "readNoise")),
			(Boolean) description.get("cameraKnown"), NoData.fills(description.get("fills")));
	}

	private static double number(final Map<?, ?> description, final String key) {
		return ((Number) description.get(key)).doubleValue();
	}

	@Override
	public String toString() {
		return name();
	}
}
