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
package sc.fiji.lucid.simulation;

/**
 * How a plane of light carries lateral frequencies: a function of the frequency
 * alone, real, because the optics are of rotational symmetry.
 *
 * @param step distance between values in cycles per µm
 * @param values at 0, step, 2 step, ...; the first is the light of the whole plane,
 *          and beyond the last it is 0
 */
record Transfer(double step, float[] values) {

	/** Nothing is transferred. */
	static final Transfer NONE = new Transfer(1, new float[1]);

	/**
	 * How many times finer than its period asks the transform of a line is sampled: a
	 * straight line between two values then dims the light by (π/32)²/3, 0.3 %, at the
	 * ends of the line, and by half of that where the outermost rays end.
	 */
	private static final int FINER = 16;

	/**
	 * The lateral transform of a plane is that of its sums along Y (Bracewell, Aust. J.
	 * Phys. 9, 1956: the slice theorem).
	 *
	 * @param line sums along Y at x = 0, pitch, ..., the negative ones behind
	 * @param pitch in µm
	 * @param cutoff highest frequency, cycles per µm
	 */
	static Transfer of(final double[] line, final double pitch, final double cutoff) {
		final int n = line.length, wide = FINER * n;
		final Fourier.Line padded = new Fourier.Line(wide);
		for (int x = 0; x < n; x++)
			padded.re[x < n / 2 ? x : x + wide - n] = line[x];
		new Fourier(wide).transform(padded);
		final double step = 1 / (wide * pitch);
		final float[] values = new float[Math.min(wide / 2, (int) Math.ceil(cutoff / step)) + 1];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) padded.re[i];
		return new Transfer(step, values);
	}

	/** @return the same for this light in the plane */
	Transfer withLight(final double light) {
		final float[] scaled = new float[values.length];
		for (int i = 0; i < scaled.length; i++)
			scaled[i] = (float) (values[i] * light / values[0]);
		return new Transfer(step, scaled);
	}

	/** @return the light of the whole plane */
	double light() {
		return values[0];
	}

	/** @return the value at a frequency, cycles per µm */
	double at(final double frequency) {
		final double position = frequency / step;
		final int i = (int) position;
		if (i + 1 >= values.length) return 0;
		return values[i] + (position - i) * (values[i + 1] - values[i]);
	}
}
