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
package sc.fiji.lucid.deconvolution;

import java.util.Arrays;
import java.util.Locale;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.LocalErrors;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/**
 * The table of docs/notebook/tiling.md on tiles that start from coarse levels of the whole stack: how far they are from
 * one tile as large as the stack, and from the truth, by halo and by how coarse the level is.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:... sc.fiji.lucid.deconvolution.CoarseTilesBenchmark \
 *   OIL TISSUE 1000 1 192x192x32 96 16,32,48 1000,20
 * </pre>
 *
 * with the objective, the phantom, its photons, the seed, the size, the sides of a core, halos along X and Y, and MB of
 * samples, by which the finest level is chosen.
 */
public final class CoarseTilesBenchmark {

	private CoarseTilesBenchmark() {}

	public static void main(final String[] args) {
		final int[] n = numbers(args[4], "x");
		final Extent size = new Extent(n[0], n[1], n[2]);
		final HonestCase c = new HonestCase(Objective.valueOf(args[0]), Phantom.valueOf(args[1]),
			Integer.parseInt(args[2]), size);
		final Simulation s = c.exposure(Long.parseLong(args[3])).record(c.photons(), HonestCase.CAMERA);
		final Recording recording = c.recording(s);
		final Psf psf = c.psf();
		if (args.length <= 8) {
			final Volume one = Deconvolution.restore(recording, psf, DeconvolutionOptions.DEFAULT, Progress.NONE)
				.estimate();
			print("one piece: %s", score(s, one));
		}
		final Extent core = new Extent(Integer.parseInt(args[5]), Integer.parseInt(args[5]), size.nz());
		for (final InitialEstimate start : args.length > 8 ? new InitialEstimate[] { InitialEstimate.valueOf(args[8]) }
			: new InitialEstimate[] { InitialEstimate.COARSE })
			for (final int memory : numbers(args[7], ",")) {
				final Decided decided = Steps
					.of(new DeconvolutionStep(psf, DeconvolutionOptions.DEFAULT.withInitialEstimate(start)))
					.decide(new RecordingVoxels(recording), (long) memory << 20, Progress.NONE);
				print("%d MB: %s; default halo %s", memory, decided, decided.cost().halo());
				final Volume whole = restored(decided, recording, Tiling.whole(size));
				print("one tile: %s", score(s, whole));
				for (final int halo : numbers(args[6], ",")) {
					final Tiling tiling = new Tiling(size, core, new Halo(halo, halo, 0));
					final Volume tiled = restored(decided, recording, tiling);
					final double[] errors = LocalErrors.sorted(tiled, whole);
					print("halo %3d: %.1f voxels for each, median %.1e  95 %% %.1e  99 %% %.1e  %s", halo,
						tiling.tiles().stream().mapToDouble(t -> decided.cost().grid(t.view().size()).voxels()).sum() /
							size.voxels(),
						LocalErrors.percentile(errors, 0.5), LocalErrors.percentile(errors, 0.95),
						LocalErrors.percentile(errors, 0.99), score(s, tiled));
				}
			}
	}

	private static Object score(final Simulation s, final Volume estimate) {
		return HonestCase.score(s, estimate, HonestCase.CAMERA.gain());
	}

	private static int[] numbers(final String text, final String separator) {
		return Arrays.stream(text.split(separator)).mapToInt(Integer::parseInt).toArray();
	}

	static Volume restored(final Decided decided, final Recording recording, final Tiling tiling) {
		final Volume result = new Volume(recording.extent());
		for (final Tile tile : tiling.tiles())
			decided.apply(new RecordingVoxels(recording), tile.core(), tile.view(),
				(z, x, y, width, height, voxels) -> {
					for (int i = 0; i < height; i++)
						System.arraycopy(voxels, i * width, result.row(y + i, z), x, width);
				}, Progress.NONE);
		return result;
	}

	private static void print(final String format, final Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}
}
