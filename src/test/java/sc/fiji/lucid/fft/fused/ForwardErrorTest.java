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
package sc.fiji.lucid.fft.fused;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.DoubleReference;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.FilterEngineContract;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/** The forward transform against a discrete Fourier transform in double, and the engines against each other. */
public class ForwardErrorTest {

	private static final double BOUND = 5e-7;
	private static final Path DATA = Path.of("../shared/data");
	private static final List<Extent> GRIDS = List.of(new Extent(128, 128, 32), new Extent(64, 256, 64),
		new Extent(125, 50, 60), new Extent(108, 150, 27), new Extent(540, 90, 10));

	private static void assertAccurate(final String what, final Volume volume) {
		final Extent grid = volume.extent();
		final DoubleReference reference = new DoubleReference(grid);
		final double[] expected = reference.place(volume);
		reference.transform(expected, true);
		for (final KernelSet kernels : KernelSet.values()) {
			final BareTransform transform = new BareTransform(new FusedEngine(grid, () -> false, kernels));
			Parallelization.runWithNumThreads(2, () -> transform.forward(volume));
			final double error = transform.error(reference, expected);
			assertTrue(what + ", " + grid + ", " + kernels + ": " + error, error < BOUND);
		}
	}

	@Test
	public void ofRandomVoxels() {
		for (final Extent grid : GRIDS)
			assertAccurate("random", FilterEngineContract.random(grid, 1));
	}

	@Test
	public void ofVoxelsWithoutAMean() {
		for (final Extent grid : GRIDS) {
			final Random random = new Random(2);
			final Volume volume = new Volume(grid);
			for (int z = 0; z < grid.nz(); z++)
				for (int y = 0; y < grid.ny(); y++)
					for (int x = 0; x < grid.nx(); x++)
						volume.row(y, z)[x] = (float) random.nextGaussian();
			assertAccurate("Gaussian", volume);
		}
	}

	@Test
	public void ofRealStacks() throws IOException {
		assumeTrue(Files.exists(DATA));
		for (final String name : List.of("B_bead25/data.tif", "C_beads_confocal/Bead_Image1_crop.tif",
			"C_beads_confocal/lattice_psf_raw.tif", "D_tissue_measured_psf/MC.tif"))
			assertAccurate(name, read(name));
	}

	/** A stack on the grid that holds it, zeros beyond. */
	private static Volume read(final String name) throws IOException {
		try (Stack stack = StackReader.open(DATA.resolve(name))) {
			final Volume volume = new Volume(
				Engine.FUSED.grid(new Extent(stack.width(), stack.height(), stack.slices())));
			for (int z = 0; z < stack.slices(); z++) {
				final float[] plane = stack.floats(0, z, 0);
				for (int y = 0; y < stack.height(); y++)
					System.arraycopy(plane, y * stack.width(), volume.row(y, z), 0, stack.width());
			}
			return volume;
		}
	}

	@Test
	public void enginesAgree() {
		for (final Extent grid : GRIDS) {
			final Volume volume = FilterEngineContract.random(grid, 3);
			final Volume psf = FilterEngineContract.kernel(new Extent(9, 7, 5), 4);
			final Volume expected = filtered(Engine.REFERENCE.create(grid, () -> false), volume, psf);
			for (final KernelSet kernels : KernelSet.values()) {
				final Volume actual = filtered(new FusedEngine(grid, () -> false, kernels), volume, psf);
				assertEquals(grid + ", " + kernels, 0, difference(expected, actual), 1e-6);
			}
		}
	}

	@Test
	public void kernelSetsAgreeToTheBit() {
		for (final Extent grid : GRIDS)
			for (final Extent view : List.of(grid, new Extent(grid.nx() - 7, grid.ny() / 2 + 3, (grid.nz() + 1) / 2))) {
				final Volume volume = FilterEngineContract.random(view, 5);
				final Volume psf = FilterEngineContract.kernel(new Extent(9, 7, 5), 6);
				final Volume small = filtered(new FusedEngine(grid, () -> false, KernelSet.SMALL), volume, psf);
				final Volume whole = filtered(new FusedEngine(grid, () -> false, KernelSet.WHOLE), volume, psf);
				for (int z = 0; z < view.nz(); z++)
					for (int y = 0; y < view.ny(); y++)
						assertArrayEquals(grid + ", " + view, small.row(y, z), whole.row(y, z), 0);
			}
	}

	private static Volume filtered(final FilterEngine filters, final Volume volume, final Volume psf) {
		final Volume result = new Volume(volume.extent());
		final Field field = filters.field();
		field.load(volume.extent(), FilterEngineContract.reading(volume));
		field.finish(filters.otf(psf), Direction.APPLY, volume.extent(), FilterEngineContract.writing(result));
		return result;
	}

	private static double difference(final Volume expected, final Volume actual) {
		final Extent e = expected.extent();
		double error = 0, norm = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double value = expected.row(y, z)[x];
					error += Math.pow(actual.row(y, z)[x] - value, 2);
					norm += value * value;
				}
		return Math.sqrt(error / norm);
	}
}
