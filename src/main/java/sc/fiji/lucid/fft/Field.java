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

import sc.fiji.lucid.image.Extent;

/**
 * A volume on its way through the engine, and the one abstraction that methods
 * are written against: <em>filter with this transfer function (or its adjoint)
 * and, row by row while it is hot, do this</em>.
 * <p>
 * One Richardson–Lucy iteration is two filterings,
 *
 * <pre>
 * field.filter(otf, APPLY, fieldOfView, (y, z, row, sums) -&gt; ratio of observed and row);
 * field.filter(otf, ADJOINT, grid, (y, z, row, sums) -&gt; estimate times row);
 * </pre>
 *
 * each of which leaves in the field what its step wrote into the rows. Outside
 * the domain of the last load or filtering the field is zero; those zeros are
 * neither computed nor stored where the engine can help it.
 * <p>
 * A field is filtered by one caller at a time; the work within is done by the
 * caller's threads ({@link net.imglib2.parallel.Parallelization}).
 * <p>
 * Every method throws {@link java.util.concurrent.CancellationException} within
 * the time of one plane after the engine was asked to stop; the field is then
 * undefined until it is loaded again. What a step throws reaches the caller as it
 * is. A domain that does not fit in the grid and a transfer function of another
 * engine are an {@link IllegalArgumentException}, a field that holds nothing an
 * {@link IllegalStateException}.
 */
public interface Field {

	/**
	 * Fills the field.
	 *
	 * @param domain the box at the grid's origin that {@code source} fills; the
	 *          field is zero outside
	 * @param source writes each row of the domain, which arrives zeroed
	 * @return the totals of the step's {@link RowStep#SUMS} sums
	 */
	double[] load(Extent domain, RowStep source);

	/**
	 * Filters the field, hands each row of {@code domain} to {@code step}, and
	 * takes what the step leaves as the field's new content.
	 *
	 * @return the totals of the step's sums
	 */
	double[] filter(Otf otf, Direction direction, Extent domain, RowStep step);

	/**
	 * As {@link #filter}, but the rows are not taken back: half a transform is
	 * saved, and the field must be loaded before it is filtered again.
	 *
	 * @return the totals of the step's sums
	 */
	double[] finish(Otf otf, Direction direction, Extent domain, RowStep step);

	/**
	 * Sums a function over the field's spectrum, each frequency of the full
	 * spectrum once. The field is left as it was.
	 *
	 * @param otf a transfer function to be seen beside the spectrum, or null
	 * @return the totals of the {@link RowStep#SUMS} sums
	 */
	double[] measure(Otf otf, Spectral function);

	/**
	 * @return ‖ B v ‖² of the field v and the regularised inverse B = H* / (|H|² + α) of a transfer function, by Parseval;
	 *         the unnormalised transform's, N times as much
	 */
	default double sharpened(final Otf otf, final double alpha) {
		return measure(otf, (fx, fy, fz, multiplicity, power, h, sums) -> {
			final double transfer = h[0] * h[0] + h[1] * h[1], r = transfer + alpha;
			sums[0] += multiplicity * power * transfer / (r * r);
		})[0];
	}

	/** What {@link #measure} calls for each frequency of the half spectrum. */
	@FunctionalInterface
	interface Spectral {

		/**
		 * @param fx frequency along X in cycles per voxel
		 * @param fy frequency along Y in cycles per voxel
		 * @param fz frequency along Z in cycles per voxel
		 * @param multiplicity how often this frequency and its mirror image occur in
		 *          the full spectrum: 1 or 2
		 * @param power the square of the magnitude of the field's unnormalised
		 *          discrete Fourier transform
		 * @param h real and imaginary part of the transfer function (null without one)
		 * @param sums accumulators
		 */
		void visit(double fx, double fy, double fz, int multiplicity, double power, double[] h, double[] sums);
	}
}
