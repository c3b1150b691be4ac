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

import java.io.File;
import java.util.Locale;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.quality.agreement.Metrics;
import sc.fiji.lucid.testing.Volumes;

/**
 * How close a restoration is to the truth of a phantom, both band-limited: blurred by
 * a Gaussian of standard deviations 0.55, 0.55 and 0.6 voxels, so that detail finer
 * than voxels does not count, and without the 3 planes and 8 voxels next to the edges.
 * As /work/shared/phantoms/score.py.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:$(cat target/cp.txt) \
 *   sc.fiji.lucid.simulation.ScorePhantom TRUTH.tif RESULT.tif [PHOTONS]
 * </pre>
 *
 * With PHOTONS the result is in counts of a camera of 2 counts an electron and the
 * truth in parts of so many photons.
 *
 * @param nrmse |s·estimate − truth| / |truth| with the factor s that makes it smallest
 * @param asIs the same with s = 1
 * @param flux Σ estimate / Σ truth
 */
public record ScorePhantom(double nrmse, double asIs, double flux) {

	private static final int EDGE = 8;
	private static final int EDGE_PLANES = 3;

	public static void main(final String[] args) {
		final double photons = args.length > 2 ? Double.parseDouble(args[2]) : 1;
		System.out.println(of(Volumes.read(new File(args[0])), Volumes.read(new File(args[1])), 1 / (2 * photons)));
	}

	/** @param factor from the estimate's unit to the truth's */
	public static ScorePhantom of(final Volume truth, final Volume estimate, final double factor) {
		final Volume t = limited(truth), e = limited(estimate);
		return new ScorePhantom(Metrics.nrmse(t, e, Metrics.fittedScale(t, e), Metrics.Normalization.EUCLIDEAN),
			Metrics.nrmse(t, e, factor, Metrics.Normalization.EUCLIDEAN), factor * e.sum() / t.sum());
	}

	/** @return the volume band-limited and without its edges */
	static Volume limited(final Volume v) {
		final Extent e = v.extent();
		return GaussianBlur.of(v, 0.55, 0.55, 0.6)
			.crop(EDGE, EDGE, EDGE_PLANES, new Extent(e.nx() - 2 * EDGE, e.ny() - 2 * EDGE, e.nz() - 2 * EDGE_PLANES));
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "NRMSE %.4f  as is %.4f  flux %.3f", nrmse, asIs, flux);
	}
}
