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
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

import javax.imageio.ImageIO;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.registration.SincKernel;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;

/**
 * Skewed stage scans, restored as they were recorded and then put upright, against put upright as other programs do
 * and then restored: docs/notebook/repair.md.
 *
 * <pre>
 * SkewBenchmark --seeds 34,35,36 [--size 64x64x40] [--voxel 0.1x0.1x0.4] [--angle 31.8] [--phantoms MIXED,NUCLEI]
 *   [--photons 300]
 * SkewBenchmark picture FILE
 * </pre>
 *
 * The camera is known to both. What is deskewed first starts as all stacks do, and flat.
 * <p>
 * Seed 1 is for tuning, 34 to 36 for reporting. Errors are root mean squares of the difference to the truth in parts
 * of that of the truth, where the scan has seen something.
 */
public final class SkewBenchmark {

	private static final Microscope SHEET = Microscope.lightSheet(1.1)
		.immersionIndex(1.33)
		.emission(0.52)
		.excitation(0.488)
		.build();

	private final String[] args;

	private SkewBenchmark(final String[] args) {
		this.args = args;
	}

	private String option(final String name, final String otherwise) {
		final int at = Arrays.asList(args).indexOf(name);
		return at < 0 ? otherwise : args[at + 1];
	}

	private double[] numbers(final String name, final String otherwise) {
		return Arrays.stream(option(name, otherwise).split("[x,]")).mapToDouble(Double::parseDouble).toArray();
	}

	public static void main(final String[] args) throws IOException {
		if (args.length == 2 && args[0].equals("picture")) picture(new File(args[1]));
		else new SkewBenchmark(args).run();
	}

	private void run() {
		final double[] n = numbers("--size", "64x64x40"), v = numbers("--voxel", "0.1x0.1x0.4");
		final Extent scan = new Extent((int) n[0], (int) n[1], (int) n[2]);
		final VoxelSize voxel = new VoxelSize(v[0], v[1], v[2]);
		System.out.println(
			"phantom,photons,angle,seed,cubic,straight,sinc,deskewed first,the same from a flat start,better by %");
		for (final String phantom : option("--phantoms", "MIXED,NUCLEI").split(","))
			for (final double photons : numbers("--photons", "300"))
				for (final double angle : numbers("--angle", "31.8"))
					for (final double seed : numbers("--seeds", "1"))
						one(Phantom.of(phantom), scan, voxel, new Skew(angle), photons, (long) seed);
	}

	private static void one(final Phantom phantom, final Extent scan, final VoxelSize voxel, final Skew skew,
		final double photons, final long seed)
	{
		final Simulation raw = simulated(phantom, scan, voxel, skew, false, photons, seed),
			deskewed = simulated(phantom, scan, voxel, skew, true, photons, seed);
		final SkewedGrid grid = new SkewedGrid(scan, voxel, skew);
		final PsfPreparation plain = PsfPreparation.of(skew.voxel(voxel), grid.extent());
		final Volume restored = restored(raw.observed(), PsfPreparation.of(voxel, scan).skewed(skew),
			InitialEstimate.SKEWED);
		final double cubic = error(upright(restored, grid), raw.truth(), grid),
			straight = error(interpolated(restored, grid, SkewBenchmark::straight), raw.truth(), grid),
			sinc = error(interpolated(restored, grid, null), raw.truth(), grid),
			before = error(restored(deskewed.observed(), plain, InitialEstimate.COARSE), raw.truth(), grid),
			flat = error(restored(deskewed.observed(), plain, InitialEstimate.FLAT), raw.truth(), grid);
		System.out.printf(Locale.ROOT, "%s,%.0f,%.1f,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.1f%n", phantom, photons,
			skew.degrees(), seed, cubic, straight, sinc, before, flat, 100 * (1 - cubic / Math.min(before, flat)));
	}

	private static Simulation simulated(final Phantom phantom, final Extent scan, final VoxelSize voxel,
		final Skew skew, final boolean isDeskewed, final double photons, final long seed)
	{
		return Simulation.skewed(phantom, scan, voxel, skew, isDeskewed, 2, fine -> psf(fine, voxel, scan), photons,
			100, 2, seed, Faults.NONE);
	}

	private static Psf psf(final VoxelSize fine, final VoxelSize voxel, final Extent scan) {
		final int n = (int) Math.round(voxel.x() / fine.x());
		return PsfModel.VECTORIAL.render(SHEET, fine,
			PsfModel.VECTORIAL.support(SHEET, fine, new Extent(n * scan.nx(), n * scan.ny(), n * scan.nz())).extent(),
			Sampling.INTEGRATED);
	}

	private static Volume restored(final Volume observed, final PsfPreparation psf, final InitialEstimate start) {
		return Deconvolution.restore(Recording.of(observed), psf.render(SHEET, PsfModel.VECTORIAL).psf(),
			DeconvolutionOptions.DEFAULT.withInitialEstimate(start).withGain(OptionalDouble.of(1)).with("offset", "0"),
			Progress.NONE).estimate();
	}

	private static Volume upright(final Volume restored, final SkewedGrid grid) {
		final Volume upright = new Volume(grid.extent());
		final int nx = grid.scan().nx(), ny = grid.scan().ny();
		final DeskewingSink sink = new DeskewingSink(grid, (z, x, y, width, height, voxels) -> {
			for (int j = 0; j < height; j++)
				System.arraycopy(voxels, j * width, upright.row(y + j, z), x, width);
		});
		for (int z = 0; z < grid.scan().nz(); z++) {
			final float[] plane = new float[nx * ny];
			for (int y = 0; y < ny; y++)
				System.arraycopy(restored.row(y, z), 0, plane, y * nx, nx);
			sink.part(z, 0, 0, nx, ny, plane);
		}
		return upright;
	}

	private static double straight(final double x) {
		return Math.max(0, 1 - Math.abs(x));
	}

	/** By another kernel of reach 1; null: by a sinc. */
	private static Volume interpolated(final Volume restored, final SkewedGrid grid, final DoubleUnaryOperator kernel) {
		final Volume upright = new Volume(grid.extent());
		final int ny = grid.scan().ny();
		for (int z = 0; z < grid.scan().nz(); z++) {
			final SincKernel sinc = new SincKernel(-grid.first(z));
			for (int y = grid.firstSeen(z); y < grid.firstSeen(z) + ny; y++)
				for (int k = 0; k < sinc.length(); k++) {
					final int from = sinc.from(y, k);
					final double weight = kernel == null ? sinc.weight(k)
						: kernel.applyAsDouble(from - (y - grid.first(z)));
					final float[] row = restored.row(SincKernel.mirrored(from, ny), z), to = upright.row(y, z);
					for (int x = 0; x < row.length; x++)
						to[x] += (float) (weight * row[x]);
				}
		}
		return upright;
	}

	/**
	 * Maximum projections along X, Y to the right and Z down: the scan as recorded, as other programs put it upright, and
	 * restored and put upright by Lucid. Each from its own 2nd to 99.9th percentile; black where nothing was seen.
	 */
	private static void picture(final File file) throws IOException {
		final Extent scan = new Extent(64, 64, 40);
		final VoxelSize voxel = new VoxelSize(0.1, 0.1, 0.4);
		final Skew skew = new Skew(31.8);
		final SkewedGrid grid = new SkewedGrid(scan, voxel, skew);
		final Simulation raw = simulated(Phantom.MIXED, scan, voxel, skew, false, 300, 1),
			deskewed = simulated(Phantom.MIXED, scan, voxel, skew, true, 300, 1);
		final Volume[] panels = { raw.observed(), deskewed.observed(), upright(
			restored(raw.observed(), PsfPreparation.of(voxel, scan).skewed(skew), InitialEstimate.SKEWED), grid) };
		final int scale = 3, tall = 2 * scale, height = scan.nz() * tall;
		final BufferedImage image = new BufferedImage(scale * grid.extent().ny(), 3 * height + 8,
			BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < panels.length; i++)
			draw(panels[i], image, i * (height + 4), scale, tall);
		ImageIO.write(image, "png", file);
	}

	private static void draw(final Volume v, final BufferedImage image, final int top, final int scale,
		final int tall)
	{
		final Extent e = v.extent();
		final double[][] most = new double[e.nz()][e.ny()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float value : v.row(y, z))
					most[z][y] = Math.max(most[z][y], value);
		final double[] sorted = Arrays.stream(most)
			.flatMapToDouble(Arrays::stream)
			.filter(m -> m > 0)
			.sorted()
			.toArray();
		final double black = sorted[sorted.length / 50], white = sorted[(int) (0.999 * (sorted.length - 1))];
		for (int y = 0; y < scale * e.ny(); y++)
			for (int z = 0; z < tall * e.nz(); z++) {
				final double grey = (most[z / tall][y / scale] - black) / (white - black);
				image.getRaster().setSample(y, top + z, 0, (int) Math.round(255 * Math.max(0, Math.min(1, grey))));
			}
	}

	private static double error(final Volume found, final Volume truth, final SkewedGrid grid) {
		double difference = 0, all = 0;
		for (int z = 0; z < grid.scan().nz(); z++)
			for (int y = grid.firstSeen(z); y < grid.firstSeen(z) + grid.scan().ny(); y++)
				for (int x = 0; x < grid.scan().nx(); x++) {
					final double t = truth.row(y, z)[x];
					difference += Math.pow(found.row(y, z)[x] - t, 2);
					all += t * t;
				}
		return Math.sqrt(difference / all);
	}
}
