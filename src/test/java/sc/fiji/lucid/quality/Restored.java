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
package sc.fiji.lucid.quality;

import java.util.Random;

import org.apache.commons.math3.special.BesselJ;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.quality.agreement.Reblurred;

/** A microscope and a plain Richardson–Lucy restoration, to plant faults in. */
public final class Restored {

	public static final VoxelSize VOXELS = new VoxelSize(0.1, 0.1, 0.25);

	private Restored() {}

	/** A scalar widefield PSF (Debye integral), 520 nm in oil of index 1.515. */
	public static Psf psf(final double numericalAperture, final int side, final int depth) {
		final double k = 2 * Math.PI * 1.515 / 0.52, alpha = Math.asin(numericalAperture / 1.515);
		final int n = 120;
		final Volume volume = new Volume(new Extent(side, side, depth));
		final double[] bessel = new double[n];
		for (int y = 0; y < side; y++)
			for (int x = 0; x < side; x++) {
				final double r = 0.1 * Math.hypot(x - side / 2, y - side / 2);
				for (int i = 0; i < n; i++)
					bessel[i] = BesselJ.value(0, k * r * Math.sin((i + 0.5) * alpha / n));
				for (int z = 0; z < depth; z++) {
					double re = 0, im = 0;
					for (int i = 0; i < n; i++) {
						final double t = (i + 0.5) * alpha / n, a = Math.sqrt(Math.cos(t)) * Math.sin(t) * bessel[i];
						final double phase = k * 0.25 * (z - depth / 2) * Math.cos(t);
						re += a * Math.cos(phase);
						im += a * Math.sin(phase);
					}
					volume.row(y, z)[x] = (float) (re * re + im * im);
				}
			}
		final double sum = volume.sum();
		return new Psf(Simulated.volume(volume.extent(), (x, y, z) -> volume.row(y, z)[x] / sum), VOXELS);
	}

	/** Photons behind the objective of an object that is wholly inside. */
	public static Volume blurred(final Volume object, final Psf psf) {
		return Reblurred.of(object, psf, () -> false).light();
	}

	/** Beads, rods and a few blobs, away from the edges; photons before blurring. */
	public static Volume object(final Extent size, final long seed) {
		final Volume volume = new Volume(size);
		final Random random = new Random(seed);
		for (int i = 0; i < 8; i++)
			Simulated.spot(volume, in(size, random), new double[] { 5, 4, 2 }, 60);
		for (int i = 0; i < 14; i++) {
			final double[] a = in(size, random), b = in(size, random);
			final int steps = 400;
			for (int s = 0; s < steps; s++) {
				final int x = at(a[0], b[0], s, steps), y = at(a[1], b[1], s, steps), z = at(a[2], b[2], s, steps);
				volume.row(y, z)[x] += 60;
			}
		}
		for (int i = 0; i < 12; i++) {
			final double[] c = in(size, random);
			volume.row((int) c[1], (int) c[2])[(int) c[0]] += 8000;
		}
		return volume;
	}

	/** Smooth nuclei with texture, about 50 photons. */
	public static Volume nuclei(final Extent size, final long seed) {
		final Volume noise = Simulated.volume(size,
			(x, y, z) -> Math.sin(0.5 * x) * Math.cos(0.6 * y + 0.2 * z) * Math.sin(0.7 * z + 0.1 * x));
		final Volume shape = new Volume(size);
		final Random random = new Random(seed);
		for (int i = 0; i < 7; i++)
			Simulated.spot(shape, in(size, random), new double[] { 7, 7, 4 }, 1);
		return Simulated.volume(size, (x, y, z) -> {
			final double s = 1 / (1 + Math.exp(-12 * (shape.row(y, z)[x] - 0.5)));
			return 50 * s * (1 + 0.5 * noise.row(y, z)[x]);
		});
	}

	private static int at(final double from, final double to, final int step, final int steps) {
		return (int) (from + (to - from) * step / steps);
	}

	private static double[] in(final Extent size, final Random random) {
		return new double[] { size.nx() * (0.15 + 0.7 * random.nextDouble()),
			size.ny() * (0.15 + 0.7 * random.nextDouble()), size.nz() * (0.2 + 0.6 * random.nextDouble()) };
	}

	/** Richardson–Lucy with a background in the model, on a grid as large as the data and half a PSF. */
	public static Volume richardsonLucy(final Volume observed, final Psf psf, final double background,
		final int iterations)
	{
		final Extent e = observed.extent(), p = psf.extent();
		final Extent grid = Engine.REFERENCE
			.grid(new Extent(e.nx() + p.nx() / 2, e.ny() + p.ny() / 2, e.nz() + p.nz() / 2));
		final FilterEngine engine = Engine.REFERENCE.create(grid, () -> false);
		final Otf otf = engine.otf(psf.volume());
		final Field field = engine.field();
		final Volume estimate = new Volume(e), sensitivity = new Volume(e);
		field.load(e, (y, z, row, s) -> java.util.Arrays.fill(row, 0, e.nx(), 1));
		field.finish(otf, Direction.ADJOINT, e,
			(y, z, row, s) -> System.arraycopy(row, 0, sensitivity.row(y, z), 0, e.nx()));
		estimate.fill((float) Math.max(0.1, observed.sum() / e.voxels() - background));
		for (int i = 0; i < iterations; i++) {
			field.load(e, (y, z, row, s) -> System.arraycopy(estimate.row(y, z), 0, row, 0, e.nx()));
			field.filter(otf, Direction.APPLY, e, (y, z, row, s) -> {
				for (int x = 0; x < e.nx(); x++)
					row[x] = (float) (Math.max(0, observed.row(y, z)[x]) / Math.max(1e-3, row[x] + background));
			});
			field.finish(otf, Direction.ADJOINT, e, (y, z, row, s) -> {
				for (int x = 0; x < e.nx(); x++)
					estimate.row(y, z)[x] *= Math.max(0, row[x]) / Math.max(0.01, sensitivity.row(y, z)[x]);
			});
		}
		return estimate;
	}
}
