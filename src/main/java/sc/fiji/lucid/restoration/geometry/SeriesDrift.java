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

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.Drift;

/**
 * Where the frames of a series lie, in words and µm. They are compared as they were recorded: all are blurred alike,
 * which moves nothing, and noise has no weight. So it is known before anything is restored how far tiles have to see,
 * and every process knows it alike.
 *
 * @param frames each frame's shift and what is said of it
 */
public record SeriesDrift(List<Frame> frames) {

	/** Voxels of what is compared; more are binned. Tells shifts to some hundredths of a voxel all the same. */
	private static final long MOST = 1 << 21;
	/** Shifts below, along every axis and in voxels, are left: an interpolation would cost more. */
	private static final double LEAST = 0.05;

	/**
	 * A frame.
	 *
	 * @param shift µm along X, Y and Z by which it lies further than the first, 0 where nothing is done about it
	 * @param words what is said of it
	 */
	public record Frame(double[] shift, String words) {}

	/**
	 * @param series the frames as recorded, of one channel
	 * @param voxel size in µm
	 * @param progress told how far it is, asked whether to stop
	 * @return where they lie
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static SeriesDrift of(final List<? extends VoxelSource> series, final VoxelSize voxel,
		final Progress progress)
	{
		final Extent e = series.get(0).extent();
		final Binning binning = binning(e);
		final Drift drift = Drift.of(series.size(), t -> {
			progress.check();
			progress.report((double) t / series.size(), "drift of frame " + (t + 1));
			return binned(series.get(t), binning, progress);
		}, progress::isCancelled);
		final List<Frame> frames = new ArrayList<>();
		for (int t = 0; t < series.size(); t++)
			frames.add(frame(t, drift, binning, voxel));
		return new SeriesDrift(frames);
	}

	private static Frame frame(final int t, final Drift drift, final Binning binning, final VoxelSize voxel) {
		if (t == 0) return new Frame(new double[3], "");
		if (!drift.told().get(t)) return new Frame(new double[3], "drift: frame " + (t + 1) +
			" has too little in common with the others to tell where it lies; it is left where it was recorded");
		final double[] s = drift.shifts().get(t),
			voxels = { s[0] * binning.x(), s[1] * binning.y(), s[2] * binning.z() };
		final String where = "drift: frame " + (t + 1) + " lies " + Digits.of(round(voxels[0])) + ", " +
			Digits.of(round(voxels[1])) + ", " + Digits.of(round(voxels[2])) + " voxels (x, y, z) off the first";
		if (Math.max(Math.abs(voxels[0]), Math.max(Math.abs(voxels[1]), Math.abs(voxels[2]))) < LEAST)
			return new Frame(new double[3], where + ": so little is left");
		return new Frame(new double[] { voxels[0] * voxel.x(), voxels[1] * voxel.y(), voxels[2] * voxel.z() },
			where + "; its result is put back by windowed-sinc interpolation, and what comes from outside is 0");
	}

	private static double round(final double v) {
		return Math.rint(1000 * v) / 1000;
	}

	/** Few slices are summed to one. */
	private static Binning binning(final Extent e) {
		int f = 1, g = Drift.tellsZ(e.nz()) ? 1 : e.nz();
		while ((long) (e.nx() / f) * (e.ny() / f) * (e.nz() / g) > MOST)
			if (f > 3 && Drift.tellsZ(e.nz() / (g + 1))) g++;
			else f++;
		return new Binning(f, f, g);
	}

	/** What does not fill a block at the far rims is left out. Null: it cannot be read, or holds what is no number. */
	private static Volume binned(final VoxelSource frame, final Binning b, final Progress progress) {
		final Extent e = frame.extent();
		final Volume sums = new Volume(new Extent(e.nx() / b.x(), e.ny() / b.y(), e.nz() / b.z()));
		final float[] row = new float[e.nx()];
		try {
			for (int z = 0; z < sums.extent().nz() * b.z(); z++) {
				final Recording plane = frame.planes(List.of(z), progress);
				for (int y = 0; y < sums.extent().ny() * b.y(); y++) {
					plane.read(y, 0, row);
					final float[] to = sums.row(y / b.y(), z / b.z());
					for (int x = 0; x < to.length * b.x(); x++)
						to[x / b.x()] += row[x];
				}
			}
		}
		catch (final UncheckedIOException absent) {
			// The frame will say so when it is restored.
			return null;
		}
		return isFinite(sums) ? sums : null;
	}

	private static boolean isFinite(final Volume v) {
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++)
				for (final float value : v.row(y, z))
					if (!Float.isFinite(value)) return false;
		return true;
	}
}
