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
package sc.fiji.lucid.tiling;

import java.util.Locale;
import java.util.OptionalDouble;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * The table of docs/notebook/tiling.md: how far a tile in the middle of a stack differs from
 * the stack restored as a whole, by halo.
 *
 * <pre>
 * java -Xmx8g -cp target/test-classes:target/classes:target/lib/*:... sc.fiji.lucid.tiling.HaloBenchmark \
 *   CONFOCAL 192x192x24 RICHARDSON_LUCY 50 4,8,12,16,20,24,32
 * </pre>
 */
public final class HaloBenchmark {

	private static final int CORE = 48;
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);

	private HaloBenchmark() {}

	public static void main(final String[] args) {
		final String[] sides = args[1].split("x");
		final Extent size = new Extent(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]),
			Integer.parseInt(sides[2]));
		final Psf psf = psf(Modality.valueOf(args[0]), size);
		final Volume observed = Simulation.of(Phantom.MIXED, size, VOXEL, 1, v -> psf, 300, 100, 2, 1).observed();
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(Method.valueOf(args[2]))
			.withIterations(Integer.parseInt(args[3]))
			.withBackground(OptionalDouble.of(100));
		print("PSF of %s, halo %s, options %s", psf.extent(), Halo.of(psf), options.describe());
		final RecordingStatistics statistics = RecordingStatistics.of(Volumes.observed(observed));
		final Volume whole = Deconvolution.restore(Volumes.observed(observed), psf, options, Progress.NONE).estimate();
		final int x = (size.nx() - CORE) / 2, y = (size.ny() - CORE) / 2;
		final Extent core = new Extent(CORE, CORE, size.nz());
		for (final String text : args[4].split(",")) {
			final int halo = Integer.parseInt(text);
			final Volume view = observed.crop(x - halo, y - halo, 0,
				new Extent(CORE + 2 * halo, CORE + 2 * halo, size.nz()));
			final Volume tile = Deconvolution
				.restore(Volumes.observed(view).asTile(new TileContext(size, x - halo, y - halo, 0, statistics)), psf,
					options, Progress.NONE)
				.estimate()
				.crop(halo, halo, 0, core);
			final double[] errors = LocalErrors.sorted(tile, whole.crop(x, y, 0, core));
			print("%4d  median %.1e  95 %% %.1e  99 %% %.1e  max %.1e", halo, LocalErrors.percentile(errors, 0.5),
				LocalErrors.percentile(errors, 0.95), LocalErrors.percentile(errors, 0.99),
				LocalErrors.percentile(errors, 1));
		}
	}

	private static Psf psf(final Modality modality, final Extent size) {
		final Microscope microscope = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN)
			.with(modality, Origin.GIVEN)
			.microscope();
		final PsfModel model = PsfModel.forMicroscope(microscope);
		return model.render(microscope, VOXEL, model.support(microscope, VOXEL, size).extent(), Sampling.INTEGRATED);
	}

	private static void print(final String format, final Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}
}
