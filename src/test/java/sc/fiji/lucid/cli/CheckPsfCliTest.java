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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code lucid check-psf}: a phantom whose light was computed by another path tells how deep it lay. */
public class CheckPsfCliTest {

	private static final List<String> OPTICS = List.of("--na", "1.4", "--emission", "520", "--immersion-index", "1.515",
		"--sample-index", "1.36");

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
	public void theStackTellsHowDeepItLay() {
		final Path made = folder.getRoot().toPath().resolve("deep");
		assertEquals(err, 0, run(OPTICS, "simulate", "--full-light", "--phantom", "filaments", "--size", "40x40x24",
			"--voxel", "0.1x0.1x0.25", "--depth", "6", "--seed", "5", "-q", "-o", made.toString()));
		final String stack = made.resolve("observed.tif").toString();
		assertEquals(err, 0, run(OPTICS, "check-psf", stack, "-q", "--depth", "0", "--scan", "depth"));
		assertTrue(out,
			out.contains("warning: Depth below the coverslip: the stack says ") && out.contains("you said 0 µm."));
		assertTrue(out, out.contains("  6 µm: best"));
		assertEquals(err, 0, run(OPTICS, "check-psf", stack, "-q", "--depth", "6", "--scan", "z-direction"));
		assertFalse(out, out.contains("warning"));
		assertTrue(out, out.contains("  the first slice nearest to the coverslip: best"));
		assertEquals(err, 0, run(OPTICS, "check-psf", stack, "-q", "--depth", "6", "--scan", "z-direction",
			"--z-direction", "coverslip-last"));
		assertTrue(out,
			out.contains("warning: Direction of z: the stack says the first slice nearest to the coverslip; " +
				"you said the last slice nearest to the coverslip. Give --z-direction "));
	}

	@Test
	public void whatCannotBeAskedIsSaidInALine() {
		assertEquals(2, run(OPTICS, "check-psf", "test-stacks/shells.tif", "--scan", "colour"));
		assertTrue(err, err.startsWith("lucid: --scan knows no 'colour'; it takes "));
		assertEquals(1, run(List.of(), "check-psf", "test-stacks/shells.tif", "-q", "--psf", "test-stacks/shells.tif"));
		assertTrue(err, err.matches("lucid: A measured PSF has no depth or NA to scan: .*\n"));
	}
}
