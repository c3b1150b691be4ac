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
package sc.fiji.lucid.registration;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** Series that drift: blobs are drawn where they lie, no image is shifted. */
public class DriftTest {

	private static final Extent SIZE = new Extent(64, 60, 16);

	/** Thirty blobs as wide as a PSF, so many voxels off, in light that fluctuates as photons do. */
	private static Volume frame(final Extent e, final double[] at, final double photons, final long noise) {
		final Random place = new Random(3), random = new Random(noise);
		final double[][] p = new double[30][];
		for (int i = 0; i < p.length; i++)
			p[i] = new double[] { e.nx() * (1.4 * place.nextDouble() - 0.2), e.ny() * (1.4 * place.nextDouble() - 0.2),
				e.nz() * (1.4 * place.nextDouble() - 0.2), photons * (0.3 + 0.7 * place.nextDouble()) };
		final Volume v = Volumes.of(e, (x, y, z) -> 20);
		for (final double[] b : p)
			for (int z = 0; z < e.nz(); z++)
				for (int y = 0; y < e.ny(); y++)
					for (int x = 0; x < e.nx(); x++) {
						final double far = (Math.pow(x - b[0] - at[0], 2) + Math.pow(y - b[1] - at[1], 2)) / 5 +
							(e.nz() == 1 ? 0 : Math.pow(z - b[2] - at[2], 2) / 6);
						if (far < 20) v.row(y, z)[x] += b[3] * Math.exp(-far);
					}
		return Volumes.of(e, (x, y, z) -> v.row(y, z)[x] + Math.sqrt(v.row(y, z)[x]) * random.nextGaussian());
	}

	private static Drift drift(final double photons, final double[]... places) {
		return Drift.of(places.length, t -> places[t] == null ? null : frame(SIZE, places[t], photons, 10 + t),
			() -> false);
	}

	@Test
	public void partsOfAVoxelAndManyVoxels() {
		final double[][] planted = { { 0, 0, 0 }, { 0.37, -0.42, 0.3 }, { 1.61, -0.93, 0.55 }, { 9.4, 7.7, -2.3 } };
		final Drift drift = drift(1000, planted);
		for (int t = 0; t < planted.length; t++)
			assertArrayEquals("frame " + t, planted[t], drift.shifts().get(t), 0.05);
		assertFalse(drift.told().contains(false));
		assertTrue("" + drift.error(), drift.error() < 0.05);
	}

	@Test
	public void whatIsStillStays() {
		final Drift drift = drift(1000, new double[3], new double[3], new double[3]);
		for (final double[] s : drift.shifts())
			assertArrayEquals(new double[3], s, 0.03);
	}

	/** Small errors do not add up over a series. */
	@Test
	public void errorsDoNotAddUp() {
		final double[][] planted = IntStream.range(0, 12)
			.mapToObj(t -> new double[] { 0.6 * t, -0.45 * t, 0.1 * t })
			.toArray(double[][]::new);
		final Drift drift = drift(1000, planted);
		assertArrayEquals(planted[11], drift.shifts().get(11), 0.05);
	}

	/** A blank frame, and one that cannot be read; those behind them are known all the same. */
	@Test
	public void framesThatDoNotTell() {
		final Random random = new Random(5);
		final Volume blank = Volumes.of(SIZE, (x, y, z) -> 20 + 4.5 * random.nextGaussian());
		final List<double[]> places = Arrays.asList(new double[3], new double[] { 1, 0, 0 }, null,
			new double[] { 2, 1, 0 }, new double[3], new double[] { 3, 1, 0.5 });
		final Drift drift = Drift.of(6,
			t -> t == 4 ? blank : places.get(t) == null ? null : frame(SIZE, places.get(t), 1000, t), () -> false);
		assertEquals(List.of(true, true, false, true, false, true), drift.told());
		assertArrayEquals(new double[] { 3, 1, 0.5 }, drift.shifts().get(5), 0.05);
		assertArrayEquals(new double[3], drift.shifts().get(4), 0);
	}

	@Test
	public void noiseAloneTellsNothing() {
		final Drift drift = Drift.of(4, t -> {
			final Random random = new Random(t);
			return Volumes.of(SIZE, (x, y, z) -> 100 + 10 * random.nextGaussian());
		}, () -> false);
		assertEquals(List.of(true, false, false, false), drift.told());
	}

	@Test
	public void planesDriftInTheirPlane() {
		final Extent plane = new Extent(96, 90, 1);
		final Drift drift = Drift.of(2, t -> frame(plane, new double[] { 1.3 * t, -2.6 * t, 0 }, 1000, t), () -> false);
		assertArrayEquals(new double[] { 1.3, -2.6, 0 }, drift.shifts().get(1), 0.05);
	}

	@Test
	public void stops() {
		assertThrows(CancellationException.class,
			() -> Drift.of(2, t -> frame(SIZE, new double[3], 100, t), () -> true));
	}
}
