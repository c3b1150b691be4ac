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
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

public class PsfPreparationTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent STACK = new Extent(64, 64, 32);

	@Test
	public void evenOffCentreAndBetweenVoxels() {
		for (final double[] centre : new double[][] { { 15.5, 15.5, 7.5 }, { 13.2, 18.7, 6.4 }, { 16, 15, 8 },
			{ 15.9, 14.1, 7.05 } })
		{
			final Psf psf = prepare(gaussian(new Extent(32, 30, 16), centre)).psf();
			assertArrayEquals(new double[3], offCentre(psf), 0.006);
			assertArrayEquals(new double[] { 1.5, 1.8, 1.6 }, widths(psf), 0.01);
		}
	}

	@Test
	public void offsetAndNoiseAreTakenOff() {
		final Volume raw = gaussian(new Extent(40, 41, 30), new double[] { 18.3, 22.6, 13.4 });
		final Random random = new Random(1);
		each(raw, v -> (float) (v * 2000 + 130 + 3 * random.nextGaussian()));
		final PsfPreparation.Prepared prepared = prepare(raw);
		assertArrayEquals(new double[3], offCentre(prepared.psf()), 0.02);
		assertArrayEquals(new double[] { 1.5, 1.8, 1.6 }, widths(prepared.psf()), 0.05);
		assertTrue(prepared.notes().toString(),
			prepared.notes().stream().anyMatch(n -> n.startsWith("Its offset, 13") || n.startsWith("Its offset, 129")));
	}

	@Test
	public void otherVoxelSizesKeepWidthAndCentre() {
		final Volume raw = gaussian(new Extent(32, 30, 16), new double[] { 15.5, 13.2, 7.7 });
		for (final double factor : new double[] { 0.6, 1.5 }) {
			final VoxelSize own = new VoxelSize(VOXEL.x() * factor, VOXEL.y() * factor, VOXEL.z() * factor);
			final PsfPreparation.Prepared prepared = PsfPreparation.of(VOXEL, STACK).prepare(raw, own);
			assertArrayEquals(new double[3], offCentre(prepared.psf()), 0.01);
			final double box = factor < 1 ? (1 - factor * factor) / 12 : 0;
			for (int axis = 0; axis < 3; axis++)
				assertEquals(Math.sqrt(Math.pow(new double[] { 1.5, 1.8, 1.6 }[axis] * factor, 2) + box),
					widths(prepared.psf())[axis], 0.03);
			assertTrue(prepared.notes().stream().anyMatch(n -> n.contains("resampled")));
		}
	}

	@Test
	public void largerThanTheStackIsCroppedToWhatMatters() {
		final Volume raw = gaussian(new Extent(32, 30, 16), new double[] { 15, 15, 8 });
		final Random random = new Random(2);
		each(raw, v -> v + 1e-3f * random.nextFloat());
		final Psf psf = PsfPreparation.of(VOXEL, new Extent(6, 6, 1)).prepare(raw, VOXEL).psf();
		assertEquals(new Extent(11, 11, 1), psf.extent());
	}

	@Test
	public void asIsShiftsNothing() {
		final Volume raw = gaussian(new Extent(32, 30, 16), new double[] { 16.4, 15, 8 });
		final Psf psf = PsfPreparation.of(VOXEL, STACK).asIs().prepare(raw, VOXEL).psf();
		assertArrayEquals(new double[] { 0.4, 0, 0 }, offCentre(psf), 0.002);
	}

	@Test
	public void wrappedOriginIsRolled() {
		final Volume centred = gaussian(new Extent(32, 30, 16), new double[] { 16, 15, 8 });
		final Volume wrapped = new Volume(centred.extent());
		for (int z = 0; z < 16; z++)
			for (int y = 0; y < 30; y++)
				for (int x = 0; x < 32; x++)
					wrapped.row((y + 15) % 30, (z + 8) % 16)[(x + 16) % 32] = centred.row(y, z)[x];
		final PsfPreparation.Prepared prepared = prepare(wrapped);
		assertArrayEquals(new double[3], offCentre(prepared.psf()), 0.002);
		assertTrue(prepared.notes().get(0).contains("wrapped"));
	}

	/** The border of a few voxels is the core itself, of which nothing may be taken off. */
	@Test
	public void ofAFewVoxelsNothingIsTakenOff() {
		for (final int n : new int[] { 1, 3, 5 }) {
			final Extent e = new Extent(n, n, n);
			final double sum = gaussian(e, new double[] { n / 2, n / 2, n / 2 }).sum();
			final PsfPreparation.Prepared prepared = prepare(gaussian(e, new double[] { n / 2, n / 2, n / 2 }));
			assertEquals(e, prepared.psf().extent());
			assertTrue(prepared.notes().stream().noneMatch(note -> note.contains("offset")));
			assertEquals(gaussian(e, new double[] { n / 2, n / 2, n / 2 }).row(0, 0)[0] / sum,
				prepared.psf().volume().row(0, 0)[0], 1e-4);
		}
	}

	@Test
	public void delta() {
		final Volume raw = new Volume(new Extent(8, 8, 8));
		raw.row(3, 5)[4] = 7;
		final Psf psf = prepare(raw).psf();
		assertEquals(new Extent(1, 1, 1), psf.extent());
	}

	@Test
	public void unusableVoxelsAreRefused() {
		final Volume raw = new Volume(new Extent(8, 8, 8));
		refused(raw, "no positive voxel");
		raw.row(2, 3)[4] = Float.NaN;
		raw.row(2, 4)[4] = Float.POSITIVE_INFINITY;
		refused(raw, "2 voxels of 512 that are NaN or infinite, the first at x, y, z = 4, 2, 3");
		final Volume cut = gaussian(new Extent(8, 8, 8), new double[] { 7, 4, 4 });
		refused(cut, "lies at its border");
	}

	private static void refused(final Volume raw, final String words) {
		final String message = assertThrows(IllegalArgumentException.class, () -> prepare(raw)).getMessage();
		assertTrue(message, message.contains(words));
	}

	private static PsfPreparation.Prepared prepare(final Volume raw) {
		return PsfPreparation.of(VOXEL, STACK).prepare(raw, VOXEL);
	}

	/** Standard deviations 1.5, 1.8 and 1.6 voxels. */
	private static Volume gaussian(final Extent e, final double[] c) {
		final Volume volume = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					volume.row(y, z)[x] = (float) Math
						.exp(-sq((x - c[0]) / 1.5) / 2 - sq((y - c[1]) / 1.8) / 2 - sq((z - c[2]) / 1.6) / 2);
		return volume;
	}

	private static double sq(final double x) {
		return x * x;
	}

	private static void each(final Volume volume, final java.util.function.UnaryOperator<Float> change) {
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				for (int x = 0; x < volume.extent().nx(); x++)
					volume.row(y, z)[x] = change.apply(volume.row(y, z)[x]);
	}

	private static double[] offCentre(final Psf psf) {
		final double[][] m = Centring.marginals(psf.volume());
		final double[] off = new double[3];
		for (int axis = 0; axis < 3; axis++)
			for (int i = 0; i < m[axis].length; i++)
				off[axis] += m[axis][i] * (i - m[axis].length / 2);
		return off;
	}

	private static double[] widths(final Psf psf) {
		final double[][] m = Centring.marginals(psf.volume());
		final double[] off = offCentre(psf), widths = new double[3];
		for (int axis = 0; axis < 3; axis++) {
			for (int i = 0; i < m[axis].length; i++)
				widths[axis] += m[axis][i] * sq(i - m[axis].length / 2 - off[axis]);
			widths[axis] = Math.sqrt(widths[axis]);
		}
		return widths;
	}
}
