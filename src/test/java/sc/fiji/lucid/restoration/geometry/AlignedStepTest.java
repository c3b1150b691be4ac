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
package sc.fiji.lucid.restoration.geometry;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.step.IdentityStep;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.Halo;

/** A result that is moved after a step. */
public class AlignedStepTest {

	private static final Extent SIZE = new Extent(60, 50, 24);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.2);

	private static Affine shift(final double x, final double y, final double z) {
		return Affine.of(new double[] { x * VOXEL.x(), y * VOXEL.y(), z * VOXEL.z() }, new double[3][3]);
	}

	private static Volume moved(final Volume volume, final Affine affine) {
		return new AffineResampling(affine, VOXEL, SIZE).of(volume, 0, 0, 0);
	}

	/** Blobs at places that an affine gives, drawn there. */
	private static Volume blobs(final Affine affine) {
		final double[][] places = { { -1.1, 0.3, 0.4 }, { 0.9, -0.8, -0.5 }, { 1.2, 1, 0.8 }, { 0.1, 0.2, -0.9 } };
		final double[][] there = java.util.Arrays.stream(places).map(affine::of).toArray(double[][]::new);
		return Volumes.of(SIZE, (x, y, z) -> {
			double sum = 0;
			for (final double[] p : there)
				sum += 100 *
					Math.exp(-(Math.pow((x - 29.5) * 0.1 - p[0], 2) + Math.pow((y - 24.5) * 0.1 - p[1], 2)) / 0.06 -
						Math.pow((z - 11.5) * 0.2 - p[2], 2) / 0.24);
			return sum;
		});
	}

	@Test
	public void nothingToMoveIsTheStepItself() {
		isTheStepItself(new IdentityStep());
	}

	private static <D> void isTheStepItself(final RestorationStep<D> step) {
		final Volume volume = Volumes.random(SIZE, 1);
		final AlignedStep<D> aligned = new AlignedStep<>(step, VOXEL, List.of());
		assertEquals(Halo.NONE, aligned.cost(aligned.undecided()).halo());
		final RecordingVoxels source = new RecordingVoxels(Volumes.observed(volume));
		final Applied applied = aligned.whole(Volumes.observed(volume), source, Progress.NONE).applied();
		assertEquals(0, difference(applied, volume), 0);
		assertFalse(applied.values().containsKey("alignment"));
	}

	private static double difference(final Applied applied, final Volume volume) {
		final Volume read = new Volume(volume.extent());
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				applied.image().read(y, z, read.row(y, z));
		return Volumes.relativeDifference(read, volume);
	}

	@Test
	public void noAffineIsACopy() {
		final Volume volume = Volumes.random(SIZE, 2);
		assertEquals(0, Volumes.relativeDifference(moved(volume, Affine.NONE), volume), 0);
		assertEquals(Halo.NONE, new AffineResampling(Affine.NONE, VOXEL, SIZE).halo());
	}

	/** Bit for bit; what comes from outside is 0. */
	@Test
	public void wholeVoxelsAreExact() {
		final Volume volume = Volumes.random(SIZE, 3), there = moved(volume, shift(5, -3, 2));
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					assertEquals(x + 5 < SIZE.nx() && y >= 3 && z + 2 < SIZE.nz() ? volume.row(y - 3, z + 2)[x + 5] : 0,
						there.row(y, z)[x], 0);
	}

	@Test
	public void affinesBringThingsBackWhereTheyWere() {
		for (final Affine affine : List.of(shift(2.4, -1.7, 0.6), Affine.of(new double[] { 0.05, 0.1, 0 },
			new double[][] { { 0.03, -0.05, 0.01 }, { 0.04, 0.02, -0.02 }, { 0.01, -0.03, 0.02 } })))
		{
			final Volume drawn = blobs(Affine.NONE), there = blobs(affine), back = moved(there, affine);
			assertTrue(affine + ": " + Volumes.relativeDifference(there, drawn),
				Volumes.relativeDifference(there, drawn) > 0.2);
			// blobs are moved, not turned and stretched
			assertTrue(affine + ": " + Volumes.relativeDifference(back, drawn),
				Volumes.relativeDifference(back, drawn) < (affine.linear().equals(Affine.NONE.linear()) ? 1e-3 : 0.06));
		}
	}

	@Test
	public void nothingIsBelowZero() {
		final Volume point = new Volume(SIZE);
		point.row(25, 12)[30] = 1000;
		final Volume there = moved(point, shift(0.5, 0.5, 0.5));
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (final float v : there.row(y, z))
					assertTrue(v >= 0);
	}
}
