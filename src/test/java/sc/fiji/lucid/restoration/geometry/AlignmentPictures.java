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
package sc.fiji.lucid.restoration.geometry;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.registration.Drift;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Placement;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * Makes the pictures of the guide of channels and frames that lie off each other, one green, the other magenta, so that
 * what lies upon each other is white:
 * {@code java -cp ... sc.fiji.lucid.restoration.geometry.AlignmentPictures docs/guide/repair}
 */
public final class AlignmentPictures {

	private static final Extent SIZE = new Extent(112, 96, 16);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.3);
	private static final double[] SHIFT = { 0.33, -0.21, 0.4 }, DRIFT = { 0.47, 0.36, -0.3 };
	private static final Microscope MICROSCOPE = Microscope.confocal(1.2)
		.excitation(0.488)
		.emission(0.52)
		.immersionIndex(1.33)
		.sampleIndex(1.33)
		.build();
	private static final int SCALE = 3;

	private AlignmentPictures() {}

	public static void main(final String[] folder) throws IOException {
		final Psf psf = psf(VOXEL);
		final Volume here = recorded(Placement.NONE, 0),
			there = recorded(Placement.shift(SHIFT[0], SHIFT[1], SHIFT[2]), 1);
		final Volume first = restored(here, psf);
		picture(new File(folder[0], "chromatic.png"), here, there, first, restored(there, psf), first,
			restored(there, psf.shifted(SHIFT[0], SHIFT[1], SHIFT[2], SIZE)));
		final Volume later = recorded(Placement.shift(DRIFT[0], DRIFT[1], DRIFT[2]), 2), last = restored(later, psf);
		final double[] d = Drift.of(2, t -> t == 0 ? here : later, () -> false).shifts().get(1);
		final Affine move = Affine.of(new double[] { d[0] * VOXEL.x(), d[1] * VOXEL.y(), d[2] * VOXEL.z() },
			new double[3][3]);
		picture(new File(folder[0], "drift.png"), here, later, first, last, first,
			new AffineResampling(move, VOXEL, SIZE).of(last, 0, 0, 0));
	}

	private static Volume recorded(final Placement placement, final int copy) {
		return Simulation
			.of(Phantom.MIXED, SIZE, VOXEL, 2, AlignmentPictures::psf, 200, 20, 2, 3, Faults.NONE, placement, copy)
			.observed();
	}

	private static Psf psf(final VoxelSize sampling) {
		final PsfModel model = PsfModel.forMicroscope(MICROSCOPE);
		final int finer = (int) Math.round(VOXEL.x() / sampling.x());
		return model.render(MICROSCOPE, sampling,
			model.support(MICROSCOPE, sampling, new Extent(SIZE.nx() * finer, SIZE.ny() * finer, SIZE.nz() * finer))
				.extent(),
			Sampling.INTEGRATED);
	}

	private static Volume restored(final Volume observed, final Psf psf) {
		return Deconvolution
			.restore(Volumes.observed(observed), psf,
				DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY).withIterations(25), Progress.NONE)
			.estimate();
	}

	/** Pairs of volumes side by side: maximum projections, the first of a pair green, the second magenta. */
	private static void picture(final File file, final Volume... volumes) throws IOException {
		final int n = volumes.length / 2, width = SCALE * SIZE.nx() + 6;
		final BufferedImage image = new BufferedImage(n * width - 6, SCALE * SIZE.ny(), BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < n; i++) {
			final List<int[][]> both = new ArrayList<>();
			for (int k = 0; k < 2; k++)
				both.add(grey(volumes[2 * i + k]));
			for (int y = 0; y < image.getHeight(); y++)
				for (int x = 0; x < SCALE * SIZE.nx(); x++) {
					final int green = both.get(0)[y / SCALE][x / SCALE], magenta = both.get(1)[y / SCALE][x / SCALE];
					image.setRGB(i * width + x, y, magenta << 16 | green << 8 | magenta);
				}
		}
		ImageIO.write(image, "png", file);
	}

	private static int[][] grey(final Volume v) {
		final float[][] most = new float[SIZE.ny()][SIZE.nx()];
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					most[y][x] = Math.max(most[y][x], v.row(y, z)[x]);
		final float[] sorted = Percentiles.sorted(v, 1 << 20);
		final double low = Percentiles.of(sorted, 0.3), high = Percentiles.of(sorted, 0.998);
		final int[][] grey = new int[SIZE.ny()][SIZE.nx()];
		for (int y = 0; y < SIZE.ny(); y++)
			for (int x = 0; x < SIZE.nx(); x++)
				grey[y][x] = (int) Math.max(0, Math.min(255, 255 * Math.pow((most[y][x] - low) / (high - low), 0.8)));
		return grey;
	}
}
