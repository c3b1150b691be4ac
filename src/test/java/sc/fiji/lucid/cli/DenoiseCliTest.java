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
package sc.fiji.lucid.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** Denoising as users ask for it, of an image whose microscope nobody knows. */
public class DenoiseCliTest {

	private static final Extent SIZE = new Extent(40, 32, 10);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter err = new StringWriter();
	private Simulation simulated;

	@Before
	public void makeInput() throws IOException {
		simulated = Simulation.of(Phantom.MIXED, SIZE, VOXEL, 1,
			v -> Volumes.gaussian(new Extent(11, 11, 9), 1.1, 1.4, 0), 100, 100, 2, 3);
		VolumeWriter.write(path("in.tif"), simulated.observed(), VOXEL, "", true);
	}

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private int run(final String... more) {
		err.getBuffer().setLength(0);
		return Main.run(Stream
			.concat(Stream.of("denoise", path("in.tif").toString(), "-o", path("out.tif").toString()), Stream.of(more))
			.toArray(String[]::new), new PrintWriter(new StringWriter()), new PrintWriter(err, true));
	}

	@Test
	public void theFileIsNearerToTheLight() throws IOException {
		assertEquals(err.toString(), 0, run("--gain", "1", "--offset", "0"));
		final ImagePlus out = IJ.openImage(path("out.tif").toString());
		double before = 0, after = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					final double light = 100 + simulated.blurred().row(y, z)[x];
					before += Math.pow(simulated.observed().row(y, z)[x] - light, 2);
					after += Math.pow(out.getStack().getProcessor(z + 1).getf(x, y) - light, 2);
				}
		assertTrue(after + " of " + before, after < before / 5);
		final Map<?, ?> done = (Map<?, ?>) ((List<?>) RunRecord.read(path("out.tif.json")).get("volumes").orElseThrow())
			.get(0);
		assertEquals("denoise", done.get("step"));
		assertEquals(1.0, ((Number) done.get("gain")).doubleValue(), 0);
		assertTrue(err.toString(),
			err.toString().contains("'lucid deconvolve' (in Fiji Lucid Deconvolve) takes the noise out better"));
		assertTrue(out.getInfoProperty(), out.getInfoProperty().contains("denoised: noise of 1 e- a count"));
	}

	/** Otherwise the stack would be deconvolved. */
	@Test
	public void theRecordIsNotRunAgainAsARestoration() {
		assertEquals(err.toString(), 0, run());
		err.getBuffer().setLength(0);
		assertEquals(1,
			Main.run(new String[] { "rerun", path("out.tif.json").toString(), "-o", path("again.tif").toString() },
				new PrintWriter(new StringWriter()), new PrintWriter(err, true)));
		assertTrue(err.toString(), err.toString().contains("record of 'lucid denoise', which restores nothing"));
		assertFalse(Files.exists(path("again.tif")));
	}

	@Test
	public void whatIsWrongIsRefusedAndNothingWritten() {
		assertEquals(2, run("--gain", "-1"));
		assertEquals(2, run("--repair", "auto"));
		assertFalse(Files.exists(path("out.tif")));
	}
}
