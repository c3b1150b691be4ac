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
package sc.fiji.lucid.job.check;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.PsfScore;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.ScorePhantom;
import sc.fiji.lucid.simulation.Simulation;

/**
 * What stacks with planted aberrations of the pupil say of them, and what restoring with that gains. The light is
 * computed by another path than the search's: a Cartesian pupil, polarisations written out, midpoint sums, 2×2 points a
 * pixel, planes without thickness, 20 µm wide. Makes a table of docs/notebook/psf.md.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:$(cat target/cp.txt) sc.fiji.lucid.job.check.PupilSearchBenchmark \
 *   confocal|widefield filaments,nuclei SEED 300 none|8:0.7 ...
 * </pre>
 */
public final class PupilSearchBenchmark {

	private static final double NA = 1.3;
	private static final double INDEX = 1.515;
	private static final double WAVELENGTH = 0.52;
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent VIEW = new Extent(64, 64, 32);
	private static final int GRID = 91;

	private PupilSearchBenchmark() {}

	public static void main(final String[] args) {
		final boolean confocal = args[0].equals("confocal");
		final Microscope microscope = (confocal
			? Microscope.confocal(NA).emission(WAVELENGTH).excitation(WAVELENGTH).pinhole(0.1)
			: Microscope.widefield(NA).emission(WAVELENGTH)).immersionIndex(INDEX).sampleIndex(INDEX).build();
		for (final String text : Arrays.copyOfRange(args, 4, args.length)) {
			final Zernike planted = text.equals("none") ? Zernike.NONE : Zernike.of(text);
			final Psf psf = psf(planted, confocal);
			for (final String kind : args[1].split(","))
				run(kind, microscope, planted, psf, Long.parseLong(args[2]), Double.parseDouble(args[3]));
		}
	}

	private static void run(final String kind, final Microscope microscope, final Zernike planted, final Psf psf,
		final long seed, final double photons)
	{
		final Simulation simulation = Simulation.of(Phantom.of(kind), VIEW, VOXEL, 1, v -> psf, photons, 100, 1.6,
			seed);
		final Recording recording = Recording.of(simulation.observed());
		final Candidate said = Candidate.said(microscope, VOXEL, ZDirection.COVERSLIP_FIRST);
		final PsfCheck check = PsfCheck.ofPupil(recording, said, null, DeconvolutionOptions.DEFAULT, line -> {});
		final long start = cpu();
		final PupilSearch.Found found = check.askPupil(Progress.NONE).orElseThrow();
		System.out.printf(Locale.ROOT,
			"%s %s, seed %d, %.0f photons, planted %s: %s [%s: %.0f ± %.0f, other sign %.0f ± %.0f] %d fits, %.0f CPU s%n",
			kind, microscope.modality(), seed, photons, planted, found.words(), found.zernike(), found.gain(),
			found.error(), found.odd(), found.oddError(), found.tried().size(), 1e-9 * (cpu() - start));
		if (planted == Zernike.NONE) return;
		final double told = error(simulation, recording, said), fitted = error(simulation, recording, check.found()),
			right = error(simulation, recording, said.plus(planted));
		final PsfScore score = new PsfScore(recording, DeconvolutionOptions.DEFAULT);
		System.out.printf(Locale.ROOT, "  what was planted is better by %.0f%n",
			deviance(score, said) - deviance(score, said.plus(planted)));
		System.out.printf(Locale.ROOT, "  NRMSE: said %.4f, found %.4f, right %.4f: %.0f %% of the gain%n", told,
			fitted, right, 100 * (told - fitted) / (told - right));
	}

	private static double deviance(final PsfScore score, final Candidate candidate) {
		return Arrays.stream(score.of(candidate.psf(null, VIEW), Progress.NONE)).sum();
	}

	private static double error(final Simulation simulation, final Recording recording, final Candidate candidate) {
		return ScorePhantom
			.of(simulation.truth(),
				Deconvolution.restore(recording, candidate.psf(null, VIEW), DeconvolutionOptions.DEFAULT, Progress.NONE)
					.estimate(),
				1)
			.nrmse();
	}

	/** @return the light of a point in pixels, squared where both ways go through the pupil */
	private static Psf psf(final Zernike phase, final boolean confocal) {
		final int half = confocal ? 30 : 100, fine = 2 * (2 * half + 1);
		final Extent extent = new Extent(2 * half + 1, 2 * half + 1, 2 * VIEW.nz() - 1);
		final double k = 2 * Math.PI / WAVELENGTH;
		final double[][] cos = new double[GRID][fine], sin = new double[GRID][fine];
		for (int i = 0; i < GRID; i++)
			for (int x = 0; x < fine; x++) {
				final double at = k * wave(i) * (x - fine / 2 + 0.5) * VOXEL.x() / 2;
				cos[i][x] = Math.cos(at);
				sin[i][x] = Math.sin(at);
			}
		final Volume psf = new Volume(extent);
		Planes.forEach(extent.nz(),
			z -> plane(phase, k * (z - extent.nz() / 2) * VOXEL.z(), confocal, cos, sin, psf, z));
		return Psf.normalised(psf, VOXEL);
	}

	private static double wave(final int i) {
		return NA * (2.0 * i / (GRID - 1) - 1) * (1 + 1e-9);
	}

	private static void plane(final Zernike phase, final double defocus, final boolean squared, final double[][] cos,
		final double[][] sin, final Volume psf, final int z)
	{
		final int fine = cos[0].length;
		final double[][] light = new double[fine][fine];
		for (int part = 0; part < 5; part++) {
			final double[][] re = new double[GRID][fine], im = new double[GRID][fine];
			for (int j = 0; j < GRID; j++)
				for (int i = 0; i < GRID; i++) {
					final double s = Math.hypot(wave(i), wave(j)), amplitude = amplitude(part, wave(i), wave(j));
					if (s >= NA || amplitude == 0) continue;
					final double angle = phase.phase(s / NA, Math.atan2(wave(j), wave(i))) +
						defocus * (INDEX - Math.sqrt(INDEX * INDEX - s * s)), a = amplitude * Math.cos(angle),
						b = amplitude * Math.sin(angle);
					for (int x = 0; x < fine; x++) {
						re[j][x] += a * cos[i][x] - b * sin[i][x];
						im[j][x] += a * sin[i][x] + b * cos[i][x];
					}
				}
			for (int y = 0; y < fine; y++)
				add(re, im, cos, sin, y, part == 2 ? 2 : 1, light[y]);
		}
		for (int y = 0; y < fine; y++)
			for (int x = 0; x < fine; x++)
				psf.row(y / 2, z)[x / 2] += (float) (squared ? light[y][x] * light[y][x] : light[y][x]);
	}

	private static void add(final double[][] re, final double[][] im, final double[][] cos, final double[][] sin,
		final int y, final double share, final double[] to)
	{
		final double[] r = new double[to.length], m = new double[to.length];
		for (int j = 0; j < GRID; j++)
			for (int x = 0; x < to.length; x++) {
				r[x] += re[j][x] * cos[j][y] - im[j][x] * sin[j][y];
				m[x] += re[j][x] * sin[j][y] + im[j][x] * cos[j][y];
			}
		for (int x = 0; x < to.length; x++)
			to[x] += share * (r[x] * r[x] + m[x] * m[x]);
	}

	/** Polarisations of dipoles along x and y, and along z (Richards &amp; Wolf 1959). */
	private static double amplitude(final int part, final double u, final double v) {
		final double s = Math.hypot(u, v), cos = Math.sqrt(Math.max(0, 1 - s * s / INDEX / INDEX)), sin = s / INDEX,
			c = s == 0 ? 1 : u / s, n = s == 0 ? 0 : v / s, t = 1 / Math.sqrt(Math.max(0.1, cos));
		return t * switch (part) {
			case 0 -> n * n + c * c * cos;
			case 1 -> c * c + n * n * cos;
			case 2 -> c * n * (cos - 1);
			case 3 -> sin * c;
			default -> sin * n;
		};
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}
}
