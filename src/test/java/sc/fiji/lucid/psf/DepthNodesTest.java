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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.stream.IntStream;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;

/** Where PSFs must be known so that those between are met: laws, and errors over rendered voxels. */
public class DepthNodesTest {

	private static final Microscope OIL_INTO_WATER = Microscope.widefield(1.4)
		.emission(0.52)
		.immersionIndex(1.515)
		.sampleIndex(1.36)
		.build();
	private static final double STEP = 0.5;

	@Test
	public void bothEndsAreNodesAndMoreNodesAreBetter() {
		double last = Double.POSITIVE_INFINITY;
		for (int n = 2; n <= 6; n += 2) {
			final DepthNodes nodes = DepthNodes.of(PsfModel.VECTORIAL, OIL_INTO_WATER, STEP, 41, n);
			assertEquals(n, nodes.slices().length);
			assertEquals(0, nodes.slices()[0]);
			assertEquals(40, nodes.slices()[n - 1]);
			assertTrue(n + ": " + nodes.error() + " after " + last, nodes.error() < last);
			last = nodes.error();
		}
		final int[] four = DepthNodes.of(PsfModel.VECTORIAL, OIL_INTO_WATER, STEP, 41, 4).slices();
		assertTrue("denser near the glass", four[1] < 40 / 3 && four[1] - four[0] < four[3] - four[2]);
	}

	@Test
	public void onePsfDoesWhereItDoesNotChange() {
		final Microscope matched = OIL_INTO_WATER.with(OpticalParameter.SAMPLE_INDEX, 1.515);
		final DepthNodes nodes = DepthNodes.within(PsfModel.VECTORIAL, matched, STEP, 41, 0.05, 12);
		assertArrayEquals(new int[] { 0 }, nodes.slices());
		assertEquals(0, nodes.error(), 1e-6);
		assertArrayEquals(new int[] { 0 },
			DepthNodes.within(PsfModel.VECTORIAL, OIL_INTO_WATER, STEP, 1, 0.05, 12).slices());
	}

	@Test
	public void autoTakesAsFewAsDo() {
		final DepthNodes nodes = DepthNodes.within(PsfModel.VECTORIAL, OIL_INTO_WATER, STEP, 21, 0.05, 12);
		assertTrue("" + nodes.error(), nodes.error() <= 0.05);
		assertTrue(
			DepthNodes.of(PsfModel.VECTORIAL, OIL_INTO_WATER, STEP, 21, nodes.slices().length - 1).error() > 0.05);
	}

	/** The promise of issue 22: at most half of the worst error of as many equal slabs, over voxels of rendered PSFs. */
	@Test
	public void halfTheErrorOfEqualSlabs() {
		for (final int slices : new int[] { 21, 41 }) {
			final DepthNodes nodes = DepthNodes.of(PsfModel.VECTORIAL, OIL_INTO_WATER, STEP, slices, 4);
			final Psf[] psfs = new Psf[slices];
			for (int z = 0; z < slices; z++)
				psfs[z] = psf(z * STEP);
			final double ours = worst(psfs, IntStream.of(nodes.slices()).mapToObj(z -> psfs[z]).toArray(Psf[]::new),
				IntStream.of(nodes.slices()).asDoubleStream().toArray());
			final double[] middles = IntStream.range(0, 4).mapToDouble(i -> (i + 0.5) * slices / 4 - 0.5).toArray();
			final double equal = worst(psfs,
				IntStream.range(0, 4).mapToObj(i -> psf(middles[i] * STEP)).toArray(Psf[]::new), middles);
			assertTrue(slices + ": " + ours + ", equal " + equal, ours <= equal / 2);
			// rings far out and slices far from focus are looked at by one of them only
			assertTrue(ours + " told " + nodes.error(), ours <= 1.1 * nodes.error() && nodes.error() <= 1.5 * ours);
		}
	}

	private static Psf psf(final double depth) {
		return PsfModel.VECTORIAL.render(OIL_INTO_WATER.atDepth(depth), new VoxelSize(0.12, 0.12, 0.4),
			new Extent(25, 25, 31), Sampling.INTEGRATED);
	}

	/** Slices before the first node and after the last have its PSF. */
	private static double worst(final Psf[] psfs, final Psf[] nodes, final double[] at) {
		double worst = 0;
		for (int z = 0; z < psfs.length; z++) {
			int b = 0;
			while (b < at.length && at[b] < z)
				b++;
			final int a = Math.max(0, b - 1), c = Math.min(b, at.length - 1);
			final double t = a == c ? 0 : (z - at[a]) / (at[c] - at[a]);
			worst = Math.max(worst, difference(psfs[z], nodes[a], nodes[c], t));
		}
		return worst;
	}

	private static double difference(final Psf psf, final Psf a, final Psf b, final double t) {
		double difference = 0, sum = 0;
		final Extent e = psf.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double v = psf.volume().row(y, z)[x];
					difference += Math.pow(v - (1 - t) * a.volume().row(y, z)[x] - t * b.volume().row(y, z)[x], 2);
					sum += v * v;
				}
		return Math.sqrt(difference / sum);
	}
}
