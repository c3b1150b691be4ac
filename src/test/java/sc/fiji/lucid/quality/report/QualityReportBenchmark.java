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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.quality.Restored;
import sc.fiji.lucid.quality.Simulated;

/** Time, memory and look of a report: arguments NX NY NZ ITERATIONS PAGE. Run with -Xmx set to see what it needs. */
public final class QualityReportBenchmark {

	private QualityReportBenchmark() {}

	public static void main(final String... args) throws IOException {
		final Extent size = new Extent(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
		final Psf psf = Restored.psf(1.4, 41, 41);
		final Volume object = Restored.object(size, 1);
		final Volume raw = Simulated.camera(Restored.blurred(object, psf), 0.5, 100, 2, 1);
		final int iterations = Integer.parseInt(args[3]);
		final Volume restored = iterations > 0 ? Restored.richardsonLucy(raw, psf, 100, iterations) : object;
		final OpticalSettings optics = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN);
		for (int round = 0; round < 2; round++) {
			System.gc();
			final long[] start = { System.nanoTime() };
			final long begin = start[0];
			final QualityAssessment.Result result = QualityAssessment.of(
				QualityInput.of(raw, restored, Restored.VOXELS).withPsf(psf).withBackground(100).withOptics(optics),
				() -> false, step -> {
					System.out.printf("%.1f s; %s%n", (System.nanoTime() - start[0]) / 1e9, step);
					start[0] = System.nanoTime();
				});
			Files.writeString(Path.of(args[4]), result.html("Simulated cells"));
			System.out.printf("%s: %.1f s in all%n", size, (System.nanoTime() - begin) / 1e9);
		}
	}
}
