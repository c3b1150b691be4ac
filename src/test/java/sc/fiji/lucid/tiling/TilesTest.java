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
package sc.fiji.lucid.tiling;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** A stack in tiles is the stack as a whole, and shows no seams. */
public class TilesTest {

	private static final Extent SIZE = new Extent(120, 112, 24);
	private static final Extent CORE = new Extent(48, 48, 24);
	private static final Psf PSF = Volumes.gaussian(new Extent(17, 17, 13), 1.6, 1.8, 0);
	private static final Volume OBSERVED = Simulation
		.of(Phantom.MIXED, SIZE, new VoxelSize(0.1, 0.1, 0.2), 1, v -> PSF, 300, 100, 2, 1)
		.observed();

	private static DeconvolutionOptions options(final Method method, final int iterations) {
		// The camera is decided once for all tiles, as the background is.
		return DeconvolutionOptions.DEFAULT.withMethod(method)
			.withIterations(iterations)
			.withBackground(OptionalDouble.of(100))
			.withGain(OptionalDouble.of(1))
			.with("offset", "2.56");
	}

	private static Volume whole(final DeconvolutionOptions options) {
		return Deconvolution.restore(Volumes.observed(OBSERVED), PSF, options, Progress.NONE).estimate();
	}

	private static Volume tiled(final DeconvolutionOptions options, final Halo halo) {
		final RecordingStatistics statistics = RecordingStatistics.of(Volumes.observed(OBSERVED));
		final Volume result = new Volume(SIZE);
		for (final Tile tile : new Tiling(SIZE, CORE, halo).tiles()) {
			final Box v = tile.view(), c = tile.core();
			final Volume part = OBSERVED.crop(v.x(), v.y(), v.z(), v.size());
			final Volume estimate = Deconvolution
				.restore(Volumes.observed(part).asTile(new TileContext(SIZE, v.x(), v.y(), v.z(), statistics)), PSF,
					options, Progress.NONE)
				.estimate();
			for (int z = 0; z < c.size().nz(); z++)
				for (int y = 0; y < c.size().ny(); y++)
					System.arraycopy(estimate.row(c.y() - v.y() + y, c.z() - v.z() + z), c.x() - v.x(),
						result.row(c.y() + y, c.z() + z), c.x(), c.size().nx());
		}
		return result;
	}

	/** The bound of the project: 95 of 100 voxels within a thousandth of the local signal. */
	@Test
	public void tiledEqualsWholeWithinAThousandth() {
		for (final DeconvolutionOptions options : Arrays.asList(options(Method.RICHARDSON_LUCY, 50),
			options(Method.HEAVY_BALL, 20), options(Method.JANSSON_VAN_CITTERT, 10)))
		{
			final double[] errors = LocalErrors.sorted(tiled(options, Halo.of(PSF)), whole(options));
			final double p95 = LocalErrors.percentile(errors, 0.95);
			assertTrue(options.method() + ": " + p95, p95 <= 1e-3);
		}
	}

	/** Once everything is decided, the two-stage method takes local steps only. */
	@Test
	public void automaticMethodInTilesEqualsTheWhole() {
		final DeconvolutionOptions decided = Deconvolution.decide(Volumes.observed(OBSERVED), PSF,
			DeconvolutionOptions.DEFAULT.withBackground(OptionalDouble.of(100)), Progress.NONE);
		assertEquals(Method.TWO_STAGE, decided.method());
		final TileContext everything = new TileContext(SIZE, 0, 0, 0,
			RecordingStatistics.of(Volumes.observed(OBSERVED)));
		final Volume whole = Deconvolution
			.restore(Volumes.observed(OBSERVED).asTile(everything), PSF, decided, Progress.NONE)
			.estimate();
		final double p95 = LocalErrors.percentile(LocalErrors.sorted(tiled(decided, Halo.of(PSF)), whole), 0.95);
		assertTrue("" + p95, p95 <= 1e-3);
	}

	@Test
	public void aLargerHaloIsMoreExact() {
		final DeconvolutionOptions options = options(Method.RICHARDSON_LUCY, 30);
		final Volume whole = whole(options);
		double last = Double.POSITIVE_INFINITY;
		for (final int halo : new int[] { 0, 4, 8, 16 }) {
			final double error = LocalErrors
				.percentile(LocalErrors.sorted(tiled(options, new Halo(halo, halo, 0)), whole), 0.95);
			assertTrue(halo + ": " + error + " after " + last, error < 0.7 * last);
			last = error;
		}
	}

	/** The step from tile to tile, against the same step in the stack restored as a whole. */
	@Test
	public void noSeamIsSeen() {
		final DeconvolutionOptions options = options(Method.RICHARDSON_LUCY, 50);
		final Volume whole = whole(options), tiled = tiled(options, Halo.of(PSF));
		double excess = 0, signal = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = CORE.nx(); x < SIZE.nx(); x += CORE.nx()) {
					final float[] t = tiled.row(y, z), w = whole.row(y, z);
					excess += Math.abs((t[x] - t[x - 1]) - (w[x] - w[x - 1]));
					signal += Math.abs(w[x]) + Math.abs(w[x - 1]);
				}
		assertTrue("" + excess / signal, excess / signal < 1e-3);
	}

	@Test
	public void anEmptyTileIsNoError() {
		final Extent size = new Extent(20, 20, 8);
		final TileContext place = new TileContext(new Extent(100, 100, 8), 40, 40, 0,
			new RecordingStatistics(0, 500, 20, 0));
		final Volume nothing = Deconvolution
			.restore(Volumes.observed(new Volume(size)).asTile(place), PSF,
				options(Method.RICHARDSON_LUCY, 5).withBackground(OptionalDouble.of(0)), Progress.NONE)
			.estimate();
		assertEquals(0, nothing.sum(), 1e-3);
	}
}
