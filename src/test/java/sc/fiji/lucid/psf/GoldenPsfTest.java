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

import static org.junit.Assert.assertEquals;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Values of an independent dense quadrature (600 Gauss–Legendre nodes, which
 * agrees with independent codes to 6e-5 or better): NA 1.4, 520 nm, all indices
 * 1.515, 100 nm and 250 nm, point-sampled, 129x129x65 voxels, peak 1.
 */
public class GoldenPsfTest {

	private static final double TOLERANCE = 1e-6;

	@Test
	public void bornWolf() {
		compare(PsfModel.BORN_WOLF, new double[] { 0.46580054, 0.01211617, 0.01743261, 0.00049594 },
			new double[] { 0.7196649, 0.22528523, 0.0050847, 0.03149789 }, 280.799672);
	}

	@Test
	public void gibsonLanni() {
		compare(PsfModel.GIBSON_LANNI, new double[] { 0.46580054, 0.01211617, 0.01743261, 0.00049594 },
			new double[] { 0.51748846, 0.04004195, 0.04479815, 0.01600971 }, 238.352866);
	}

	@Test
	public void vectorial() {
		compare(PsfModel.VECTORIAL, new double[] { 0.53315884, 0.06160024, 0.0200537, 0.00716618 },
			new double[] { 0.51055937, 0.03433072, 0.04576043, 0.01512862 }, 307.881418);
	}

	private static void compare(final PsfModel model, final double[] radial, final double[] axial, final double sum) {
		final Volume v = model
			.render(Optics.oil(), new VoxelSize(0.1, 0.1, 0.25), new Extent(129, 129, 65), Sampling.POINT)
			.volume();
		final double peak = v.row(64, 32)[64];
		for (int i = 0; i < 4; i++) {
			assertEquals("x " + i, radial[i], v.row(64, 32)[65 + i] / peak, TOLERANCE);
			assertEquals("y " + i, radial[i], v.row(63 - i, 32)[64] / peak, TOLERANCE);
			assertEquals("z " + i, axial[i], v.row(64, 33 + i)[64] / peak, TOLERANCE);
		}
		assertEquals("sum", sum, 1 / peak, 1e-4 * sum);
	}
}
