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
package sc.fiji.lucid.psf.beads;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

public class DistilledBeadsTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.2);

	@Test
	public void beadsOfSeveralFilesMakeOnePsf() {
		final DistilledBeads report = BeadDistillation.distil(List.of(stack(1), stack(2)), VOXEL, null,
			BeadOptions.DEFAULT.withDiameter(0).withSymmetrical(true));
		assertEquals(8, report.kept().size());
		assertEquals(9, report.csv().split("\n").length);
		assertTrue(report.csv(), report.csv().contains("\n1,"));
		for (int axis = 0; axis < 3; axis++)
			assertEquals("axis " + axis, 1, report.fwhm()[axis] / (1.5 * 2.3548 * new double[] { 0.1, 0.1, 0.2 }[axis]),
				0.03);
		assertEquals("good.", report.verdict());
		final Psf psf = report.psf();
		final int c = psf.extent().nx() / 2, z = psf.extent().nz() / 2;
		assertEquals(psf.volume().row(c, z)[c + 2], psf.volume().row(c - 2, z)[c], 1e-6);
	}

	/** Four Gaussians of standard deviation 1.5 voxels. */
	private static Volume stack(final int seed) {
		final Random random = new Random(seed);
		final Extent e = new Extent(80, 80, 30);
		final Volume stack = new Volume(e);
		final List<double[]> centres = new ArrayList<>();
		for (int i = 0; i < 4; i++)
			centres.add(new double[] { 20 + 40 * (i % 2) + random.nextDouble(), 20 + 40 * (i / 2) + random.nextDouble(),
				15 + random.nextDouble() });
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					for (final double[] c : centres)
						stack.row(y, z)[x] += (float) (300 *
							Math.exp(-(Math.pow(x - c[0], 2) + Math.pow(y - c[1], 2) + Math.pow(z - c[2], 2)) / 4.5));
		SimulatedBeads.expose(stack, 100, 1e6, random);
		return stack;
	}

	@Test
	public void rotationsAboutZKeepWhatIsSymmetricAndMixTheRest() {
		final Volume volume = new Volume(new Extent(21, 21, 1));
		for (int y = 0; y < 21; y++)
			for (int x = 0; x < 21; x++)
				volume.row(y, 0)[x] = (float) (Math.exp(-(Math.pow(x - 10, 2) + Math.pow(y - 10, 2)) / 18) *
					(1 + 0.1 * (x - 10)));
		final Volume round = Symmetrisation.aboutZ(volume, 1);
		for (int x = 1; x < 20; x++)
			assertEquals(Math.exp(-Math.pow(x - 10, 2) / 18.0), round.row(10, 0)[x], 0.02);
	}

	@Test
	public void theTransformOfASphere() {
		assertEquals(1, BeadSize.transform(0.2, 0), 0);
		assertEquals(BeadSize.transform(0.2, 0.0099 / 0.2 / Math.PI), BeadSize.transform(0.2, 0.0101 / 0.2 / Math.PI),
			1e-6);
		// the first zero of a sphere's transform, tan q = q
		assertEquals(0, BeadSize.transform(0.2, 4.493409 / (0.2 * Math.PI)), 1e-6);
	}

	@Test
	public void wrongOptionsAreRefused() {
		assertTrue(message(() -> BeadOptions.DEFAULT.withDiameter(-1)).contains("--bead-diameter"));
		assertTrue(message(() -> BeadOptions.DEFAULT.withLowestSnr(0)).contains("--lowest-snr"));
		assertTrue(message(
			() -> BeadDistillation.distil(List.of(new Volume(new Extent(9, 9, 1))), VOXEL, null, BeadOptions.DEFAULT))
			.contains("too small"));
		final Volume nan = new Volume(new Extent(9, 9, 9));
		nan.row(2, 3)[1] = Float.NaN;
		assertTrue(message(() -> BeadDistillation.distil(List.of(nan), VOXEL, null, BeadOptions.DEFAULT))
			.contains("x, y, z = 1, 2, 3"));
	}

	private static String message(final org.junit.function.ThrowingRunnable run) {
		return assertThrows(IllegalArgumentException.class, run).getMessage();
	}
}
