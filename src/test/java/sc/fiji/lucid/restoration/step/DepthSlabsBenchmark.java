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
package sc.fiji.lucid.restoration.step;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.DepthNodes;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;

/**
 * How much nearer to the truth slabs come that lie where the PSF changes than slabs of equal thickness, on a phantom
 * of which each slice is blurred by the PSF of its own depth, 0 to 20 µm under oil. Makes a table of
 * docs/notebook/psf.md: {@code java -cp ... sc.fiji.lucid.restoration.step.DepthSlabsBenchmark SEED...}
 */
public final class DepthSlabsBenchmark {

	private static final VoxelSize VOXEL = new VoxelSize(0.13, 0.13, 0.5);
	private static final Extent SIZE = new Extent(32, 32, 41);
	private static final Extent REACH = new Extent(63, 63, 81);
	private static final Microscope OIL_INTO_WATER = (Boolean.getBoolean("confocal")
		? Microscope.confocal(1.4).excitation(0.488) : Microscope.widefield(1.4)).emission(0.52)
		.immersionIndex(1.515)
		.sampleIndex(1.36)
		.build();
	private static final PsfModel MODEL = PsfModel.GIBSON_LANNI;
	private static final double BACKGROUND = 20, PHOTONS = Double.parseDouble(System.getProperty("photons", "200"));
	/** 1: as many blobs at every depth; 2: half of them in the first quarter, as cells sit on the glass. */
	private static final int CROWDED = Integer.getInteger("crowded", 1);
	private static final int ITERATIONS = Integer.getInteger("iterations", 40);
	private static final Psf[] PSFS = new Psf[SIZE.nz()];

	private DepthSlabsBenchmark() {}

	/** @param args seeds; {@code -Dconfocal=true -Dphotons=2000 -Diterations=40 -Dcrowded=2} for other stacks */
	public static void main(final String[] args) {
		Arrays.setAll(PSFS, z -> psf(z * VOXEL.z()));
		final int[] four = DepthNodes.of(MODEL, OIL_INTO_WATER, VOXEL.z(), SIZE.nz(), 4).slices();
		final DepthNodes auto = DepthNodes.within(MODEL, OIL_INTO_WATER, VOXEL.z(), SIZE.nz(), 0.05, 12);
		System.out.println(
			"four " + Arrays.toString(four) + ", auto " + Arrays.toString(auto.slices()) + " error " + auto.error());
		for (final String seed : args) {
			final Volume truth = truth(new Random(Integer.parseInt(seed))), recorded = recorded(truth, seed);
			System.out.printf("seed %s: one PSF %.4f, four equal slabs %.4f, four slabs %.4f, auto %.4f, all %.4f%n", seed,
				error(restored(recorded, DepthSlabs.equal(SIZE.nz(), 1, 80)), truth),
				error(restored(recorded, DepthSlabs.equal(SIZE.nz(), 4, 80)), truth),
				error(restored(recorded, at(four)), truth), error(restored(recorded, at(auto.slices())), truth),
				error(restored(recorded, at(IntStream.range(0, SIZE.nz()).toArray())), truth));
		}
	}

	private static DepthSlabs at(final int[] slices) {
		return new DepthSlabs(SIZE.nz(), IntStream.of(slices).asDoubleStream().toArray(), 80);
	}

	private static Psf psf(final double depth) {
		return MODEL.render(OIL_INTO_WATER.atDepth(depth), VOXEL, REACH, Sampling.INTEGRATED);
	}

	/** Round blobs, 0.5 µm across and 1.4 µm high. */
	private static Volume truth(final Random random) {
		final Volume v = new Volume(SIZE);
		for (int blob = 0; blob < 60; blob++) {
			final double px = random.nextDouble() * 32, py = random.nextDouble() * 32,
				pz = 41 * Math.pow(random.nextDouble(), CROWDED), light = 0.3 + 0.7 * random.nextDouble();
			for (int z = 0; z < 41; z++)
				for (int y = 0; y < 32; y++)
					for (int x = 0; x < 32; x++) {
						final double square = (Math.pow(x - px, 2) + Math.pow(y - py, 2)) / (1.6 * 1.6) +
							Math.pow(z - pz, 2) / (1.2 * 1.2);
						if (square < 16) v.row(y, z)[x] += (float) (light * Math.exp(-square / 2));
					}
		}
		return v;
	}

	/** Each point by the PSF of its depth; so many photons in the brightest voxel. */
	private static Volume recorded(final Volume truth, final String seed) {
		final Volume v = new Volume(SIZE);
		for (int z = 0; z < 41; z++)
			for (int y = 0; y < 32; y++)
				for (int x = 0; x < 32; x++)
					if (truth.row(y, z)[x] > 1e-3) add(truth.row(y, z)[x], PSFS[z].volume(), x, y, z, v);
		double top = 0;
		for (int z = 0; z < 41; z++)
			for (int y = 0; y < 32; y++)
				for (final float f : v.row(y, z))
					top = Math.max(top, f);
		final Random random = new Random(1000 + Integer.parseInt(seed));
		for (int z = 0; z < 41; z++)
			for (int y = 0; y < 32; y++)
				for (int x = 0; x < 32; x++) {
					final double light = BACKGROUND + PHOTONS * v.row(y, z)[x] / top;
					v.row(y, z)[x] = (float) Math.max(0, light + Math.sqrt(light) * random.nextGaussian());
				}
		return v;
	}

	private static void add(final float light, final Volume psf, final int x0, final int y0, final int z0,
		final Volume v)
	{
		for (int z = 0; z < 41; z++)
			for (int y = 0; y < 32; y++) {
				final float[] from = psf.row(y - y0 + 31, z - z0 + 40), to = v.row(y, z);
				for (int x = 0; x < 32; x++)
					to[x] += light * from[x - x0 + 31];
			}
	}

	private static Recording restored(final Volume recorded, final DepthSlabs cut) {
		final SlabPsfs psfs = new SlabPsfs(PSFS[0], cut,
			IntStream.range(0, cut.count())
				.mapToObj(i -> new DepthSlabsStep.Slab(psf(cut.centre(i) * VOXEL.z()), cut.centre(i) * VOXEL.z()))
				.toList());
		return psfs.step(DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL)
			.withIterations(ITERATIONS)
			.withBackground(OptionalDouble.of(BACKGROUND))
			.withGain(OptionalDouble.of(1))).whole(Recording.of(recorded), Progress.NONE).applied().image();
	}

	/** The root mean square error after the best factor, over that of the truth. */
	private static double error(final Recording restored, final Volume truth) {
		double rt = 0, rr = 0, tt = 0;
		final float[] row = new float[32];
		for (int z = 0; z < 41; z++)
			for (int y = 0; y < 32; y++) {
				restored.read(y, z, row);
				for (int x = 0; x < 32; x++) {
					rt += row[x] * (double) truth.row(y, z)[x];
					rr += row[x] * (double) row[x];
					tt += truth.row(y, z)[x] * (double) truth.row(y, z)[x];
				}
			}
		return Math.sqrt(1 - rt * rt / rr / tt);
	}
}
