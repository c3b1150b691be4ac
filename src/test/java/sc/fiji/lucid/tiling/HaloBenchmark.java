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

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

import sc.fiji.lucid.deconvolution.*;
import sc.fiji.lucid.fft.*;
import sc.fiji.lucid.optics.*;
import sc.fiji.lucid.psf.*;
import sc.fiji.lucid.simulation.*;
import sc.fiji.lucid.testing.Volumes;

public class HaloBenchmark {

	public static void main(final String[] args) {
		final String modality = args[0];
		final int n = Integer.parseInt(args[1]), nz = Integer.parseInt(args[2]), core = Integer.parseInt(args[3]);
		final int iterations = Integer.parseInt(args[4]);
		final VoxelSize voxel = new VoxelSize(0.1, 0.1, 0.25);
		final Extent size = new Extent(n, n, nz);
		OpticalSettings settings = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN).with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN);
		settings = settings.with(Modality.valueOf(modality), Origin.GIVEN);
		if (!modality.equals("WIDEFIELD")) settings = settings.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN);
		final Microscope m = Microscope.of(settings);
		final PsfModel model = PsfModel.forMicroscope(m);
		final Support support = model.support(m, voxel, size);
		System.out.println(support);
		final Psf psf = model.render(m, voxel, support.extent(), Sampling.INTEGRATED);
		final double[] light = new double[psf.extent().nx()];
		for (int z = 0; z < psf.extent().nz(); z++)
			for (int y = 0; y < psf.extent().ny(); y++)
				for (int x = 0; x < light.length; x++)
					light[x] += psf.volume().row(y, z)[x];
		for (final double e : new double[] { 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999 })
			System.out.print(e + ": " + Halo.reach(light, e) + "  ");
		System.out.println();
		if (args.length > 8) return;
		final Simulation s = Simulation.of(Phantom.valueOf(args[5]), size, voxel, 1, v -> psf, Double.parseDouble(args[6]), 100, 2, 1);
		final DeconvolutionOptions o = DeconvolutionOptions.DEFAULT.withMethod(Method.valueOf(System.getProperty("method", "RICHARDSON_LUCY"))).withIterations(iterations).withBackground(OptionalDouble.of(100));
		final ObservedStatistics stats = ObservedStatistics.of(Volumes.observed(s.observed()));
		final Volume whole = Deconvolution.restore(Volumes.observed(s.observed()), psf, o, Progress.NONE).estimate();
		final int c0 = (n - core) / 2;
		final Extent coreSize = new Extent(core, core, nz);
		final Volume reference = whole.crop(c0, c0, 0, coreSize);
		final double max = 0;
		for (final int h : java.util.stream.Stream.of(args[7].split(",")).mapToInt(Integer::parseInt).toArray()) {
			if (c0 - h < 0) break;
			final Extent view = new Extent(core + 2 * h, core + 2 * h, nz);
			final Volume part = s.observed().crop(c0 - h, c0 - h, 0, view);
			final Volume tile = Deconvolution.restore(Volumes.observed(part).at(new Place(size, c0 - h, c0 - h, 0, stats)), psf, o, Progress.NONE).estimate().crop(h, h, 0, coreSize);
			System.out.println(h + " " + errors(tile, reference));
		}
	}

	static String errors(final Volume a, final Volume b) {
		final double[] errors = LocalErrors.sorted(a, b);
		return String.format(Locale.ROOT, "median %.2e  95 %% %.2e  99 %% %.2e  max %.2e", LocalErrors.percentile(errors, 0.5), LocalErrors.percentile(errors, 0.95), LocalErrors.percentile(errors, 0.99), LocalErrors.percentile(errors, 1));
	}
}
