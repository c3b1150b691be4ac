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
package sc.fiji.lucid.simulation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.File;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

public class ScorePhantomTest {

	private static final File FOLDER = new File("../shared/phantoms");
	private static final Extent SIZE = new Extent(30, 28, 12);

	/**
	 * What score.py printed of the shared phantoms, the recordings taken for results (scipy 1.10, 29 November 2026).
	 */
	@Test
	public void agreesWithPython() {
		assumeTrue(FOLDER.isDirectory());
		assertEquals("NRMSE 0.8306  as is 0.8320  flux 1.145", score("tissueA", 100));
		assertEquals("NRMSE 0.7326  as is 0.8601  flux 0.480", score("tissueA", 1000));
		assertEquals("NRMSE 0.8766  as is 0.8777  flux 1.146", score("air08", 100));
		assertEquals("NRMSE 0.8095  as is 0.8961  flux 0.495", score("air08", 1000));
	}

	private static String score(final String name, final int photons) {
		return ScorePhantom
			.of(Volumes.read(new File(FOLDER, name + "_truth.tif")),
				Volumes.read(new File(FOLDER, name + "_" + photons + ".tif")), 1 / (2.0 * photons))
			.toString();
	}

	@Test
	public void aFactorCountsAsFluxAlone() {
		final Volume truth = Volumes.random(SIZE, 1);
		final ScorePhantom score = ScorePhantom.of(truth, Volumes.of(SIZE, (x, y, z) -> 3 * truth.row(y, z)[x]), 1);
		assertEquals(0, score.nrmse(), 1e-6);
		assertEquals(2, score.asIs(), 1e-5);
		assertEquals(3, score.flux(), 1e-5);
		assertEquals(0, ScorePhantom.of(truth, truth, 1).asIs(), 0);
	}

	@Test
	public void edgesAndDetailFinerThanVoxelsHardlyCount() {
		final Volume truth = Volumes.of(SIZE, (x, y, z) -> 1);
		final Volume edges = Volumes.of(SIZE, (x, y, z) -> x < 5 || y < 5 || z < 1 || z > 10 ? 5 : 1);
		assertTrue(ScorePhantom.of(truth, edges, 1).nrmse() < 1e-3);
		final Volume chequered = Volumes.of(SIZE, (x, y, z) -> 1 + ((x + y + z) % 2 == 0 ? 0.5 : -0.5));
		assertTrue(ScorePhantom.of(truth, chequered, 1).nrmse() < 0.05);
	}
}
