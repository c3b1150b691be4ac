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
package sc.fiji.lucid.psf.fit;

import java.util.Map;
import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;

/**
 * Images of beads by another path than the fit's: a Cartesian grid over the pupil, midpoint sums, Richards' and Wolf's
 * rotation of polarisations written out for a medium without layers, and voxel and sphere as 4×4×4 points of the
 * same second moments.
 */
public final class SimulatedPupil {

	static final double NA = 1.4;
	static final double INDEX = 1.515;
	static final double WAVELENGTH = 0.52;
	private static final int GRID = 81;

	private final Zernike phase;
	private final Zernike amplitude;

	public SimulatedPupil(final Map<Integer, Double> phase, final Map<Integer, Double> amplitude) {
		this.phase = Zernike.of(phase);
		this.amplitude = Zernike.of(amplitude);
	}

	/** @return the expected image, peak 1, of a sphere at a place (µm) from the middle voxel */
	public Volume image(final Extent box, final VoxelSize voxel, final double diameter, final double... place) {
		final double[][][] pupil = new double[6][GRID][GRID];
		final double k = 2 * Math.PI / WAVELENGTH;
		for (int j = 0; j < GRID; j++)
			for (int i = 0; i < GRID; i++) {
				final double u = wave(i), v = wave(j), s = Math.hypot(u, v);
				if (s >= NA) continue;
				final double phi = Math.atan2(v, u), cos = Math.sqrt(1 - s * s / INDEX / INDEX), sin = s / INDEX,
					t = (1 + amplitude.phase(s / NA, phi)) / Math.sqrt(cos), c = Math.cos(phi), n = Math.sin(phi);
				pupil[0][j][i] = t * (n * n + c * c * cos);
				pupil[1][j][i] = t * (c * c + n * n * cos);
				pupil[2][j][i] = t * c * n * (cos - 1);
				pupil[3][j][i] = t * sin * c;
				pupil[4][j][i] = t * sin * n;
				pupil[5][j][i] = phase.phase(s / NA, phi);
			}
		final Volume image = new Volume(box);
		Planes.forEach(box.nz(), z -> {
			for (int part = 0; part < 4; part++)
				plane(pupil, k, place[2], place[0], place[1],
					offset(part, voxel.z(), diameter) + (z - box.nz() / 2) * voxel.z(), voxel, diameter, image, z);
		});
		double peak = 0;
		for (int z = 0; z < box.nz(); z++)
			for (int y = 0; y < box.ny(); y++)
				for (final float f : image.row(y, z))
					peak = Math.max(peak, f);
		for (int z = 0; z < box.nz(); z++)
			for (int y = 0; y < box.ny(); y++)
				for (int x = 0; x < box.nx(); x++)
					image.row(y, z)[x] /= (float) peak;
		return image;
	}

	private static double wave(final int i) {
		return NA * (2.0 * i / (GRID - 1) - 1) * (1 + 1e-9);
	}

	/** Four points of the second moment of voxel and sphere. */
	private static double offset(final int part, final double voxel, final double diameter) {
		return (part % 2 == 0 ? 1 : -1) * voxel / Math.sqrt(12) + (part / 2 == 0 ? 1 : -1) * diameter / Math.sqrt(20);
	}

	private static void plane(final double[][][] pupil, final double k, final double dz, final double dx,
		final double dy, final double height, final VoxelSize voxel, final double diameter, final Volume image,
		final int z)
	{
		final int nx = image.extent().nx(), ny = image.extent().ny();
		final double[][] waves = new double[2][GRID * 4 * nx], high = new double[2][GRID * 4 * ny];
		for (int i = 0; i < GRID; i++) {
			for (int x = 0; x < 4 * nx; x++) {
				final double at = k * wave(i) *
					((x / 4 - nx / 2) * voxel.x() + offset(x % 4, voxel.x(), diameter) - dx);
				waves[0][i * 4 * nx + x] = Math.cos(at);
				waves[1][i * 4 * nx + x] = Math.sin(at);
			}
			for (int y = 0; y < 4 * ny; y++) {
				final double at = k * wave(i) *
					((y / 4 - ny / 2) * voxel.y() + offset(y % 4, voxel.y(), diameter) - dy);
				high[0][i * 4 * ny + y] = Math.cos(at);
				high[1][i * 4 * ny + y] = Math.sin(at);
			}
		}
		for (int c = 0; c < 5; c++) {
			final double[][] re = new double[GRID][4 * nx], im = new double[GRID][4 * nx];
			for (int j = 0; j < GRID; j++)
				for (int i = 0; i < GRID; i++) {
					if (pupil[c][j][i] == 0) continue;
					final double s = Math.hypot(wave(i), wave(j)),
						angle = pupil[5][j][i] + k * (height - dz) * (INDEX - Math.sqrt(INDEX * INDEX - s * s));
					final double a = pupil[c][j][i] * Math.cos(angle), b = pupil[c][j][i] * Math.sin(angle);
					for (int x = 0; x < 4 * nx; x++) {
						final double co = waves[0][i * 4 * nx + x], si = waves[1][i * 4 * nx + x];
						re[j][x] += a * co - b * si;
						im[j][x] += a * si + b * co;
					}
				}
			final double share = c == 2 ? 2 : 1;
			for (int y = 0; y < 4 * ny; y++)
				for (int x = 0; x < 4 * nx; x++) {
					double r = 0, m = 0;
					for (int j = 0; j < GRID; j++) {
						final double co = high[0][j * 4 * ny + y], si = high[1][j * 4 * ny + y];
						r += re[j][x] * co - im[j][x] * si;
						m += re[j][x] * si + im[j][x] * co;
					}
					image.row(y / 4, z)[x / 4] += (float) (share * (r * r + m * m));
				}
		}
	}

	/** @return the image with so many photons in the brightest voxel over a background, and its noise */
	public static Volume noisy(final Volume image, final double photons, final double background, final Random random) {
		final Volume noisy = new Volume(image.extent());
		for (int z = 0; z < image.extent().nz(); z++)
			for (int y = 0; y < image.extent().ny(); y++)
				for (int x = 0; x < image.extent().nx(); x++) {
					final double light = photons * image.row(y, z)[x] + background;
					noisy.row(y, z)[x] = (float) (light + Math.sqrt(light) * random.nextGaussian() - background);
				}
		return noisy;
	}

	/** @return a few aberrations as objectives have them, of 0.3 rad each on average */
	static Map<Integer, Double> aberrations(final Random random) {
		final Map<Integer, Double> phase = new java.util.TreeMap<>();
		for (final int j : new int[] { 3, 5, 6, 7, 8, 9, 12 })
			phase.put(j, 0.3 * random.nextGaussian());
		return phase;
	}
}
