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
package sc.fiji.lucid.quality.resolution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * What the spectrum of a recording says of the PSF and of a result, whatever the object: see {@link TransferFit}.
 *
 * @param width by what factor the PSF would have to be wider, and by its square longer along the optical axis, to fit
 *          the recording best: as when its numerical aperture were as many times smaller; 1 where it is right. Tried
 *          from 0.67 to 1.49, not a number for a few voxels
 * @param narrowest the least width that is not ruled out, by a likelihood e^10 times less than the best
 * @param widest the largest
 * @param misfit by how much the best width is likelier than 1: natural logarithm for each independent frequency whose
 *          detail rises above the noise. Objects alone make it 0.01
 * @param noiseFollowed how much of the recording's noise the result follows, over what the best linear filter would: in
 *          good results up to 2.6 (dim nuclei in a confocal), under haze up to 0.2; 2 to 5 where noise is restored as
 *          grain, under haze from 1.3 on
 */
public record SpectralFit(double width, double narrowest, double widest, double misfit, double noiseFollowed) {

	/** What is known of a stack of too few voxels. */
	private static final SpectralFit UNKNOWN = new SpectralFit(Double.NaN, 0, Double.POSITIVE_INFINITY, 0, Double.NaN);
	private static final int LEAST_SIDE = 32;
	/** Widths are tried up to these powers of the step. */
	private static final int STEPS = 8;
	private static final double STEP = Math.exp(0.05);
	/** Objects may be weaker or stronger along the axis by up to this power of e. */
	private static final int TILT = 2;
	private static final double RULED_OUT = 10;

	/**
	 * @param observed counts
	 * @param residual what a result leaves of them, counts
	 */
	public static SpectralFit of(final Volume observed, final Volume residual, final Psf psf,
		final BooleanSupplier cancelled)
	{
		final Extent e = observed.extent();
		if (Math.min(e.nx(), e.ny()) < LEAST_SIDE) return UNKNOWN;
		final float mean = (float) (observed.sum() / e.voxels());
		return of(new TransferFit(RingPower.ofRecording(e, psf.voxelSize(), (y, z, a, b) -> {
			System.arraycopy(residual.row(y, z), 0, b, 0, e.nx());
			final float[] row = observed.row(y, z);
			for (int x = 0; x < a.length; x++)
				a[x] = row[x] - mean;
		}, cancelled), RingPower.ofPsf(psf, cancelled)));
	}

	private static SpectralFit of(final TransferFit fit) {
		final double[] likelihood = IntStream.rangeClosed(-STEPS, STEPS)
			.mapToDouble(i -> likelihood(fit, width(i)))
			.toArray();
		final double best = Arrays.stream(likelihood).max().orElseThrow();
		final int[] possible = IntStream.range(0, likelihood.length)
			.filter(i -> likelihood[i] > best - RULED_OUT)
			.toArray();
		final int at = IntStream.of(possible)
			.filter(i -> likelihood[i] == best)
			.boxed()
			.min(Comparator.comparingInt(i -> Math.abs(i - STEPS)))
			.orElseThrow();
		return new SpectralFit(width(at - STEPS), width(possible[0] - STEPS),
			width(possible[possible.length - 1] - STEPS), (best - likelihood[STEPS]) / fit.informative(),
			fit.followed());
	}

	private static double width(final int step) {
		return Math.pow(STEP, step);
	}

	private static double likelihood(final TransferFit fit, final double width) {
		return IntStream.rangeClosed(-TILT, TILT)
			.mapToDouble(tilt -> fit.likelihood(fit.model(width, tilt)))
			.max()
			.orElseThrow();
	}

	/** @return whether the best width is the first or last that was tried, so that the PSF may be off by more */
	public boolean isAtEnd() {
		return width <= width(-STEPS) || width >= width(STEPS);
	}

	/** @return whether the PSF as it is is not ruled out */
	public boolean psfIsPossible() {
		return narrowest <= 1 && widest >= 1;
	}
}
