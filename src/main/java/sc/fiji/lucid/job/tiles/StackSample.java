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
package sc.fiji.lucid.job.tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.psf.Psf;

/**
 * A representative sample of a volume that is too large to be read as a whole:
 * planes at equal distances for what concerns all voxels (mean, smallest voxel,
 * background), and the box about their brightest part for what takes a
 * restoration (number of iterations, weight, noise).
 */
public final class StackSample {

	/** Planes that are looked at, if memory allows. */
	private static final int PLANES = 32;

	/** Sides of the box that is restored for a decision. */
	private static final Extent BOX = new Extent(128, 128, 48);

	private static final int BLOCK = 64;

	/** Iterations by which the time is measured. */
	private static final int TIMED = 5;

	private final Stack stack;
	private final int channel;
	private final int frame;
	private final Progress progress;
	private final List<Integer> slices = new ArrayList<>();

	/** @param memory bytes that the sample may take */
	public StackSample(final Stack stack, final int channel, final int frame, final long memory, final Progress progress) {
		this.stack = stack;
		this.channel = channel;
		this.frame = frame;
		this.progress = progress;
		final long fit = Math.max(1, memory / (Float.BYTES * (long) stack.shape().planeSize()));
		final int count = (int) Math.min(Math.min(PLANES, fit), stack.slices());
		for (int i = 0; i < count; i++)
			slices.add((int) ((i + 0.5) * stack.slices() / count));
	}

	/** @return what holds for every tile of the volume */
	public Decisions decide(final Psf psf, final DeconvolutionOptions options) throws IOException {
		final Recording sampled = planes();
		final RecordingStatistics statistics = RecordingStatistics.of(sampled);
		final DeconvolutionOptions grounded = Deconvolution.withBackground(sampled, options);
		return new Decisions(Deconvolution.decide(box(brightest(sampled)), psf, grounded, progress), statistics);
	}

	/** @return seconds that restoring takes for each voxel of the grid, measured on the brightest part, by the caller's threads */
	public double secondsPerVoxel(final Psf psf, final DeconvolutionOptions decided) throws IOException {
		final Recording box = box(brightest(planes()));
		final int iterations = decided.method().isDirect() ? 1 : decided.iterations().orElse(1), few = Math.min(iterations,
			TIMED);
		// Java is quick only the second time.
		Deconvolution.restore(box, psf, decided.withIterations(few), progress);
		final long start = System.nanoTime();
		final Restoration r = Deconvolution.restore(box, psf, decided.withIterations(few), progress);
		return (System.nanoTime() - start) * 1e-9 / r.grid().voxels() * iterations / few;
	}

	/** @return the planes that are looked at, one upon the other */
	public Volume volume() throws IOException {
		final Volume volume = new Volume(new Extent(stack.width(), stack.height(), slices.size()));
		for (int i = 0; i < slices.size(); i++) {
			progress.check();
			final float[] plane = stack.floats(channel, slices.get(i), frame);
			for (int y = 0; y < stack.height(); y++)
				System.arraycopy(plane, y * stack.width(), volume.row(y, i), 0, stack.width());
		}
		return volume;
	}

	/** @return the same as it is recorded */
	public Recording planes() throws IOException {
		final Object[] planes = new Object[slices.size()];
		for (int i = 0; i < planes.length; i++) {
			progress.check();
			planes[i] = stack.plane(channel, slices.get(i), frame);
		}
		return new Recording(new Extent(stack.width(), stack.height(), planes.length), planes);
	}

	/** The box about the block with the most light. */
	private Box brightest(final Recording sampled) {
		final int nx = stack.width(), ny = stack.height();
		final int across = (nx + BLOCK - 1) / BLOCK;
		final float[] row = new float[nx];
		double most = Double.NEGATIVE_INFINITY;
		int bestX = 0, bestY = 0, bestZ = 0;
		for (int i = 0; i < slices.size(); i++)
			for (int y0 = 0; y0 < ny; y0 += BLOCK) {
				final double[] sums = new double[across];
				for (int y = y0; y < Math.min(ny, y0 + BLOCK); y++) {
					sampled.read(y, i, row);
					for (int x = 0; x < nx; x++)
						sums[x / BLOCK] += row[x];
				}
				for (int b = 0; b < across; b++)
					if (sums[b] > most) {
						most = sums[b];
						bestX = b * BLOCK + BLOCK / 2;
						bestY = y0 + BLOCK / 2;
						bestZ = slices.get(i);
					}
			}
		final Extent size = new Extent(Math.min(BOX.nx(), nx), Math.min(BOX.ny(), ny), Math.min(BOX.nz(), stack.slices()));
		return new Box(start(bestX, size.nx(), nx), start(bestY, size.ny(), ny), start(bestZ, size.nz(), stack.slices()), size);
	}

	private static int start(final int middle, final int size, final int whole) {
		return Math.max(0, Math.min(whole - size, middle - size / 2));
	}

	private Recording box(final Box box) throws IOException {
		final Object[] planes = new Object[box.size().nz()];
		for (int z = 0; z < planes.length; z++)
			planes[z] = stack.part(channel, box.z() + z, frame, box.x(), box.y(), box.size().nx(), box.size().ny());
		return new Recording(box.size(), planes);
	}
}
