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
package sc.fiji.lucid.psf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * The offset and the noise of a measured PSF. An offset is what nearly all voxels
 * of the border share; the haze of a computed PSF varies by its own size and is
 * left alone.
 */
public final class PsfBackground {

	private static final double FAINT = 2e-3;
	private static final double UNIFORM = 0.5;
	/** Fewer voxels than this are no brighter than {@link #FAINT} where there is an offset. */
	private static final double DARK = 0.01;
	/** More voxels than this are below 0 where there is noise. */
	private static final double MANY = 0.05;
	private static final double SIGNIFICANT = 4;
	/**
	 * A file of fewer voxels along X or Y has no border: the cores of most PSFs, two to three voxels wide, reach it, and
	 * what its border shares is their light.
	 */
	private static final int LEAST_ACROSS = 7;

	private PsfBackground() {}

	/**
	 * @param level what voxels without light hold
	 * @param noise their standard deviation
	 */
	public record Offset(double level, double noise) {

		/** @return whether there is nothing to subtract */
		public boolean isNone() {
			return level == 0 && noise == 0;
		}
	}

	/** @return the offset of a measured PSF; level and noise 0 for a computed one and for one too small to tell */
	public static Offset estimate(final Volume volume) {
		if (Math.min(volume.extent().nx(), volume.extent().ny()) < LEAST_ACROSS) return new Offset(0, 0);
		final float[] border = faces(volume);
		final double median = border[border.length / 2],
			spread = border[3 * border.length / 4] - border[border.length / 4];
		final long voxels = volume.extent().voxels();
		final boolean offset = spread < UNIFORM * median && upTo(volume, FAINT * peak(volume)) <= DARK * voxels;
		final boolean noisy = upTo(volume, -Double.MIN_VALUE) > MANY * voxels;
		if (!offset && !noisy) return new Offset(0, 0);
		final double level = mode(border);
		return new Offset(level, deviation(border, level));
	}

	/** @return the volume less the level, negative noise kept */
	public static Volume subtract(final Volume volume, final double level) {
		final Volume rest = volume.copy();
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++) {
				final float[] row = rest.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] -= (float) level;
			}
		return rest;
	}

	/**
	 * Sets to zero what, once smoothed, does not stand out of the noise: left there, its positive half would sum up to
	 * much light.
	 */
	public static void silence(final Volume volume, final double noise) {
		final Volume smooth = Binomial.smooth(volume);
		final double threshold = SIGNIFICANT * Binomial.NOISE * noise;
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++) {
				final float[] row = volume.row(y, z), mean = smooth.row(y, z);
				for (int x = 0; x < row.length; x++)
					if (mean[x] <= threshold) row[x] = 0;
			}
	}

	private static float peak(final Volume volume) {
		float peak = Float.NEGATIVE_INFINITY;
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				for (final float v : volume.row(y, z))
					peak = Math.max(peak, v);
		return peak;
	}

	/** @return how many voxels are no brighter */
	private static long upTo(final Volume volume, final double limit) {
		long n = 0;
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				for (final float v : volume.row(y, z))
					if (v <= limit) n++;
		return n;
	}

	/** The voxels of the faces, ascending. */
	private static float[] faces(final Volume volume) {
		final Extent e = volume.extent();
		final List<float[]> rows = new ArrayList<>();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				final boolean whole = y == 0 || y == e.ny() - 1 || e.nz() > 1 && (z == 0 || z == e.nz() - 1);
				rows.add(whole || e.nx() < 2 ? row : new float[] { row[0], row[e.nx() - 1] });
			}
		final float[] faces = new float[rows.stream().mapToInt(row -> row.length).sum()];
		int n = 0;
		for (final float[] row : rows) {
			System.arraycopy(row, 0, faces, n, row.length);
			n += row.length;
		}
		Arrays.sort(faces);
		return faces;
	}

	/**
	 * The half-sample mode (Bickel &amp; Frühwirth, Comput Stat Data Anal 50, 2006),
	 * its last half-samples averaged.
	 *
	 * @param sorted values, ascending
	 */
	public static double mode(final float[] sorted) {
		int from = 0, length = sorted.length;
		while (length > Math.max(10, sorted.length / 4)) {
			final int half = (length + 1) / 2;
			int best = from;
			for (int i = from; i + half <= from + length; i++)
				if (sorted[i + half - 1] - sorted[i] < sorted[best + half - 1] - sorted[best]) best = i;
			from = best;
			length = half;
		}
		double sum = 0;
		for (int i = from; i < from + length; i++)
			sum += sorted[i];
		return sum / length;
	}

	/** @return the standard deviation by the median absolute deviation about {@code level} */
	public static double deviation(final float[] values, final double level) {
		final double[] distances = new double[values.length];
		for (int i = 0; i < values.length; i++)
			distances[i] = Math.abs(values[i] - level);
		Arrays.sort(distances);
		return 1.4826 * distances[distances.length / 2];
	}
}
