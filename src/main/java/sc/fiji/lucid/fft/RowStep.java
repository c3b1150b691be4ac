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
package sc.fiji.lucid.fft;

/**
 * What a method does with one row of a volume while the row is hot in cache.
 * <p>
 * Rows of different planes are visited by different threads, rows of one plane
 * by one thread in the order of y. A step may read and write its own volumes at
 * the same (y, z), and nothing else that another row's step writes.
 */
@FunctionalInterface
public interface RowStep {

	/** The number of sums that a step may accumulate. */
	int SUMS = 8;

	/**
	 * @param y row within the domain
	 * @param z plane within the domain
	 * @param row the filtered row; its voxels {@code [0, nx)} of the domain are
	 *          valid, and what the step leaves there becomes the field's new
	 *          content. The array may be longer; the rest is not to be touched.
	 * @param sums {@link #SUMS} accumulators of this plane. The engine adds those
	 *          of all planes in the order of z, so that the totals do not depend
	 *          on the number of threads.
	 */
	void apply(int y, int z, float[] row, double[] sums);

	/** @return the totals of the sums of planes, in the order of z */
	static double[] total(final double[][] planes) {
		final double[] total = new double[SUMS];
		for (final double[] plane : planes)
			for (int i = 0; i < SUMS; i++)
				total[i] += plane[i];
		return total;
	}
}
