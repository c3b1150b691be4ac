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
package sc.fiji.lucid.camera.shading;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** Shading that was planted is found, whatever the objects are. */
public class ShadingTest {

	private static final Extent PLANE = new Extent(120, 96, 1);

	/** Brightest a third from the corner, of half the light in the farthest. */
	static double shading(final double x, final double y) {
		return 1 - 0.5 * ((x - 0.38) * (x - 0.38) + (y - 0.55) * (y - 0.55)) / (0.62 * 0.62 + 0.55 * 0.55);
	}

	private static double shaded(final int x, final int y) {
		return shading((x + 0.5) / PLANE.nx(), (y + 0.5) / PLANE.ny());
	}

	/** Fields of round cells in places of their own, in even light that differs, with photon noise. */
	static List<Volume> fields(final int count, final int cells, final double offset, final long seed) {
		final Random random = new Random(seed);
		final List<Volume> fields = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final double[][] cell = new double[cells][];
			for (int c = 0; c < cells; c++)
				cell[c] = new double[] { PLANE.nx() * random.nextDouble(), PLANE.ny() * random.nextDouble(),
					5 + 5 * random.nextDouble(), 100 + 500 * random.nextDouble() };
			final double even = 30 + 60 * random.nextDouble();
			fields.add(Volumes.of(PLANE, (x, y, z) -> {
				double light = even;
				for (final double[] c : cell)
					light += c[3] / (1 + Math.exp(2 * (Math.hypot(x - c[0], y - c[1]) - c[2])));
				light *= shaded(x, y);
				return offset + light + Math.sqrt(light + 4) * random.nextGaussian();
			}));
		}
		return fields;
	}

	/** Root mean square of found over planted, less one. */
	static double error(final Volume flat) {
		double mean = 0, squares = 0;
		for (int y = 0; y < PLANE.ny(); y++)
			for (int x = 0; x < PLANE.nx(); x++)
				mean += shaded(x, y) / PLANE.voxels();
		for (int y = 0; y < PLANE.ny(); y++)
			for (int x = 0; x < PLANE.nx(); x++)
				squares += Math.pow(flat.row(y, 0)[x] * mean / shaded(x, y) - 1, 2) / PLANE.voxels();
		return Math.sqrt(squares);
	}

	@Test
	public void cosinesAreOrthonormal() {
		final CosineBasis basis = new CosineBasis(16);
		final Random random = new Random(1);
		final double[] image = new double[256];
		double squares = 0;
		for (int i = 0; i < image.length; i++)
			squares += Math.pow(image[i] = random.nextGaussian(), 2);
		final double[] cosines = basis.coefficients(image);
		assertArrayEquals(image, basis.image(cosines), 1e-10);
		double same = 0;
		for (final double c : cosines)
			same += c * c;
		assertEquals(squares, same, 1e-9);
		final Volume finer = basis.finer(cosines, 48, 48);
		assertEquals("the middle of three pixels is the middle of one", image[5 * 16 + 7], finer.row(16, 0)[22], 1e-5);
	}

	@Test
	public void manyFieldsTellTheirShading() {
		final double fifty = error(SparseShading.of(fields(50, 12, 0, 2), PLANE, false, Progress.NONE).flat()),
			twenty = error(SparseShading.of(fields(20, 12, 0, 3), PLANE, false, Progress.NONE).flat());
		assertTrue("" + fifty, fifty < 0.02);
		assertTrue("" + twenty, twenty < 0.05);
	}

	@Test
	public void theDarkIsToldByFieldsOfDifferentLight() {
		final FoundShading found = SparseShading.of(fields(50, 6, 100, 4), PLANE, true, Progress.NONE);
		assertEquals(100, found.dark().sum() / PLANE.voxels(), 10);
		assertTrue("" + error(found.flat()), error(found.flat()) < 0.05);
	}

	/** Few fields: better than nothing. */
	@Test
	public void fewFieldsTellItApproximately() {
		final Volume one = Volumes.of(PLANE, (x, y, z) -> 1);
		final double three = error(HomomorphicShading.of(fields(3, 12, 0, 5), PLANE).flat());
		assertTrue(three + " of " + error(one), three < 0.7 * error(one));
	}

	@Test
	public void whatTellsNothingIsRefused() {
		refused(() -> SparseShading.of(fields(19, 1, 0, 1), PLANE, false, Progress.NONE),
			"It takes 20 images to tell shading from objects, not 19");
		final List<Volume> dark = new ArrayList<>();
		for (int i = 0; i < 20; i++)
			dark.add(Volumes.of(PLANE, (x, y, z) -> -1));
		refused(() -> SparseShading.of(dark, PLANE, false, Progress.NONE), "The images show no light");
		refused(() -> HomomorphicShading.of(dark, PLANE), "An image shows no light");
		dark.set(3, new Volume(new Extent(50, 50, 1)));
		refused(() -> SparseShading.of(dark, PLANE, false, Progress.NONE), "Images of 120x96 and 50x50 pixels");
		refused(() -> FoundShading.reduced(new Volume(new Extent(40, 50, 1))), "Images of 40x50 pixels are too small");
	}

	private static void refused(final Runnable work, final String why) {
		try {
			work.run();
			fail(why);
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().startsWith(why));
		}
	}
}
