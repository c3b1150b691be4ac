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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** {@code lucid check-psf}: a phantom whose light was computed by another path tells how deep it lay. */
public class CheckPsfCliTest {

	private static final List<String> OPTICS = List.of("--na", "1.3", "--emission", "520", "--immersion-index", "1.515",
		"--sample-index", "1.38");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private String out;
	private String err;

	private int run(final List<String> optics, final String... args) {
		final StringWriter o = new StringWriter(), e = new StringWriter();
		final int code = Main.run(Stream.concat(Arrays.stream(args), optics.stream()).toArray(String[]::new),
			new PrintWriter(o, true), new PrintWriter(e, true));
		out = o.toString();
		err = e.toString();
		return code;
	}

	@Test
	public void theStackTellsHowDeepItLay() throws IOException {
		final Path made = folder.getRoot().toPath().resolve("deep");
		assertEquals(err, 0, run(OPTICS, "simulate", "--full-light", "--phantom", "filaments", "--size", "40x40x24",
			"--voxel", "0.1x0.1x0.25", "--depth", "6", "--seed", "5", "-q", "-o", made.toString()));
		final String stack = made.resolve("observed.tif").toString();
		assertEquals(err, 0, run(OPTICS, "check-psf", stack, "-q", "--depth", "6", "--z-direction", "coverslip-last",
			"--scan", "z-direction"));
		assertTrue(out,
			out.contains("warning: Direction of z: the stack says the first slice nearest to the coverslip"));
		fitted(stack, made.resolve("fitted.tif"));
		assertEquals(err, 0, run(OPTICS, "deconvolve", stack, "-o", made.resolve("plain.tif").toString(), "--method",
			"richardson-lucy", "--iterations", "2"));
		assertFalse(out + err, (out + err).contains("PSF check"));
	}

	/** Told 0 µm, it is restored with what the stack says, and the record tells the curve. */
	private void fitted(final String stack, final Path output) throws IOException {
		assertEquals(err, 0, run(OPTICS, "deconvolve", stack, "-o", output.toString(), "--method", "richardson-lucy",
			"--iterations", "2", "--depth", "0", "--psf-check", "fit"));
		final String said = out + err;
		assertTrue(said, said.contains("PSF check: warning: Depth below the coverslip: the stack says ") &&
			said.contains("you said 0 µm."));
		assertTrue(said, said.contains("  6 µm: best"));
		final RunRecord record = RunRecord.read(RunRecord.pathFor(output));
		final Map<?, ?> depth = (Map<?, ?>) ((List<?>) record.get("psfCheck").orElseThrow()).get(0);
		assertEquals("depth", depth.get("quantity"));
		assertEquals(true, depth.get("fitted"));
		final double taken = ((Number) depth.get("taken")).doubleValue();
		assertEquals(6, taken, 2);
		assertTrue(((List<?>) depth.get("curve")).size() >= 4);
		final Map<?, ?> used = (Map<?, ?>) ((Map<?, ?>) ((List<?>) record.get("microscope").orElseThrow()).get(0))
			.get("depth");
		assertEquals(taken, ((Number) used.get("value")).doubleValue(), 1e-9);
		assertEquals("found", used.get("origin"));
		assertEquals("fit", ((Map<?, ?>) record.get("settings").orElseThrow()).get("psf-check"));
	}

	@Test
	public void whatHasNoDepthCannotBeFitted() {
		final String stack = "test-stacks/shells.tif", result = folder.getRoot().toPath().resolve("r.tif").toString();
		assertEquals(1, run(List.of(), "deconvolve", stack, "-o", result, "-q", "--psf", stack, "--psf-check", "fit"));
		assertTrue(err, err.startsWith("lucid: 'psf-check' is fit, but a measured PSF has no depth to ask for: "));
		assertEquals(1, run(OPTICS, "deconvolve", stack, "-o", result, "-q", "--slabs", "2", "--psf-check", "warn"));
		assertTrue(err, err.startsWith("lucid: 'psf-check' is warn, but slabs have each a depth of their own: "));
		assertEquals(1, run(OPTICS, "check-psf", stack, "-q", "--slabs", "2"));
		assertTrue(err, err.startsWith("lucid: Slabs have each a depth of their own, and none to ask for: "));
		assertEquals(2, run(OPTICS, "deconvolve", stack, "-o", result, "-q", "--psf-check", "always"));
		assertTrue(err, err.contains("'psf-check' is auto, warn, fit, off, not 'always'."));
		assertFalse(Files.exists(Path.of(result)));
	}

	/** It went round and round for light that never came. */
	@Test
	public void aSimulationWithoutLightSaysSo() {
		assertEquals(1,
			run(List.of(), "simulate", "--full-light", "--modality", "confocal", "--na", "1.4", "--emission", "520",
				"--excitation", "488", "--immersion-index", "1.515", "--sample-index", "1.36", "--depth", "6", "--size",
				"16x16x8", "--voxel", "0.1x0.1x0.25", "-q", "-o", folder.getRoot().toString()));
		assertTrue(err, err.startsWith("lucid: No light arrives within reach of a simulation: "));
	}

	/** One value, or voxels that are no numbers. */
	@Test
	public void stacksThatTellNothingAreNamed() throws IOException {
		final Path flat = folder.getRoot().toPath().resolve("flat.tif"), hole = flat.resolveSibling("hole.tif");
		final VoxelSize voxel = new VoxelSize(0.1, 0.1, 0.25);
		final Extent size = new Extent(24, 24, 20);
		for (final double value : new double[] { 137, 0 }) {
			VolumeWriter.write(flat, Volumes.of(size, (x, y, z) -> value), voxel, "", true);
			assertEquals(1, run(OPTICS, "check-psf", flat.toString(), "-q"));
			assertTrue(err,
				err.matches(value == 0 ? "lucid: .*zero.*\n" : "lucid: flat.tif: every voxel is 137: .*\n"));
		}
		VolumeWriter.write(hole,
			Volumes.of(size,
				(x, y, z) -> x == 12 && y == 12 && z == 10 ? Double.NaN : 100 + (7 * x + 5 * y + 3 * z) % 11),
			voxel, "", true);
		assertEquals(1, run(OPTICS, "check-psf", hole.toString(), "-q"));
		assertTrue(err, err.matches("lucid: .*NaN.*\n"));
	}

	@Test
	public void whatCannotBeAskedIsSaidInALine() {
		assertEquals(2, run(OPTICS, "check-psf", "test-stacks/shells.tif", "--scan", "colour"));
		assertTrue(err, err.startsWith("lucid: --scan knows no 'colour'; it takes "));
		assertEquals(1, run(List.of(), "check-psf", "test-stacks/shells.tif", "-q", "--psf", "test-stacks/shells.tif"));
		assertTrue(err, err.matches("lucid: A measured PSF has no depth or NA to scan: .*\n"));
	}
}
