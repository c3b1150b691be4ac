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
package sc.fiji.lucid.restoration.step;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.Test;

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Clipped;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.testing.Volumes;

/** A stack that is binned bit by bit is the stack binned at once. */
public class BinnedStackTest {

	private static final Extent SIZE = new Extent(530, 45, 13);
	private static final Binning BINNING = new Binning(4, 4, 2);
	private static final Recording STACK = Recording.of(Volumes.random(SIZE, 3));

	private static Recording binned(final VoxelSource source, final UnaryOperator<Recording> counts,
		final long memory)
	{
		return BinnedStack.of(source, BINNING, NoData.NONE, counts, memory, Progress.NONE);
	}

	private static Volume volume(final Recording recording) {
		final Volume volume = new Volume(recording.extent());
		for (int z = 0; z < recording.extent().nz(); z++)
			for (int y = 0; y < recording.extent().ny(); y++)
				recording.read(y, z, volume.row(y, z));
		return volume;
	}

	@Test
	public void theMemoryDoesNotMatter() {
		final Volume at = volume(BINNING.sum(STACK));
		for (final long memory : new long[] { 1, 4 * SIZE.nx() * SIZE.ny() * 5, Long.MAX_VALUE }) {
			final Recording binned = binned(new RecordingVoxels(STACK), r -> r, memory);
			assertEquals(0, Volumes.relativeDifference(at, volume(binned)), 0);
			assertNull(binned.mask());
			assertNull(binned.clipped());
			assertNull(binned.backgroundMap());
		}
	}

	@Test
	public void whatIsKnownOfVoxelsIsBinnedWithThem() {
		final Volume map = Volumes.random(SIZE, 4);
		final Recording known = STACK.withMask(new Mask(STACK, (x, y, z, v) -> x < 9))
			.withBackground(map)
			.withClipped(new Clipped(new Mask(STACK, (x, y, z, v) -> z == 3 && x == 100), 2));
		final Recording expected = BINNING.sum(known), binned = binned(new RecordingVoxels(known),
			r -> r.withClipped(new Clipped(new Mask(r, (x, y, z, v) -> z == 3 && x == 100), 2)), Long.MAX_VALUE);
		assertEquals(0, Volumes.relativeDifference(volume(expected), volume(binned)), 0);
		assertEquals(0, Volumes.relativeDifference(expected.backgroundMap(), binned.backgroundMap()), 0);
		assertEquals(expected.mask().count(), binned.mask().count());
		assertEquals(expected.clipped().voxels().count(), binned.clipped().voxels().count());
		assertEquals(2, binned.clipped().gain(), 0);
	}

	/** A chunk that cannot be read takes its own voxels with it and no others of the slab. */
	@Test
	public void whatCannotBeReadHasNoWeight() {
		final VoxelSource broken = new VoxelSource() {

			@Override
			public Extent extent() {
				return SIZE;
			}

			@Override
			public int bytesPerVoxel() {
				return Float.BYTES;
			}

			@Override
			public Recording read(final Box box, final Progress progress) {
				if (box.x() <= 300 && box.x() + box.size().nx() > 300)
					throw new UncheckedIOException(new IOException("broken"));
				return new RecordingVoxels(STACK).read(box, progress);
			}

			@Override
			public Recording planes(final List<Integer> slices, final Progress progress) {
				throw new AssertionError();
			}
		};
		final Recording binned = binned(broken, r -> r, Long.MAX_VALUE);
		final Extent coarse = BINNING.of(SIZE);
		assertEquals((long) 64 * coarse.ny() * coarse.nz(), binned.mask().count());
		final Volume at = volume(BINNING.sum(STACK)), seen = volume(binned);
		for (final int x : new int[] { 0, 63, 128, coarse.nx() - 1 })
			assertEquals(at.row(3, 2)[x], seen.row(3, 2)[x], 0);
	}
}
