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
package sc.fiji.lucid.enhancement;

/**
 * Evens out light and raises detail: light and object multiply, so that their logarithms add up, and what is slow in
 * the logarithm is taken for light (Oppenheim, Schafer &amp; Stockham 1968, Proc. IEEE 56, 1264). With L = log v and
 * its blurred Gaussian low-pass S, the result is exp(m + l·(S − m) + d·(L − S)) for the channel's mean logarithm m.
 * Light and detail of 1 give the image back.
 *
 * @param sigma standard deviation of the low-pass in voxels; 0 for an eighth of the shorter side
 * @param light l: what part of slow changes stays
 * @param detail d: by how much quick ones are raised
 */
record HomomorphicDisplay(double sigma, double light, double detail) implements Enhancement {

	/** Voxels below this percentile count as black, so that one odd dark voxel does not settle the logarithm. */
	private static final double BLACK = 0.001;
	/** The logarithm is taken this part of the range above black: it would make the noise of dark places huge. */
	private static final double FLOOR = 0.02;

	@Override
	public float[] of(final float[] plane, final int width, final GreyRange range) {
		final double[] ends = range.ends(BLACK);
		final double floor = FLOOR * (ends[1] - ends[0]), zero = ends[0] - floor;
		final double mean = mean(range, ends[0], zero);
		final float[] logarithm = plane.clone();
		for (int i = 0; i < plane.length; i++)
			if (Float.isFinite(plane[i])) logarithm[i] = (float) Math.log(Math.max(plane[i], ends[0]) - zero);
		final float[] slow = PlaneBlur.of(logarithm, width,
			sigma > 0 ? sigma : Math.max(1, Math.min(width, plane.length / width) / 8.0));
		final float[] shown = plane.clone();
		for (int i = 0; i < plane.length; i++)
			if (Float.isFinite(plane[i])) shown[i] = (float) (zero +
				Math.exp(mean + light * (slow[i] - mean) + detail * (logarithm[i] - slow[i])));
		return shown;
	}

	private static double mean(final GreyRange range, final double black, final double zero) {
		double sum = 0;
		for (final float v : range.sorted())
			sum += Math.log(Math.max(v, black) - zero);
		return sum / range.sorted().length;
	}
}
