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
package sc.fiji.lucid.deconvolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.Restoration.BackgroundOrigin;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;

/** Log and record say of a background how it is known. */
public class BackgroundOriginTest {

	/** The error of the darkest places is no error of a background that was found otherwise, nor of one that was told. */
	@Test
	public void aBackgroundIsSaidToBeWhatItIs() {
		final FidelityCase c = FidelityCase.of("mixed-widefield-100", 1);
		final DeconvolutionOptions one = DeconvolutionOptions.DEFAULT.with("iterations", "1");
		check(c, one, BackgroundOrigin.ITERATED, "(found while iterating, the highest that the dark places allow)",
			"null");
		check(c, one.with("method", "richardson-lucy"), BackgroundOrigin.DARKEST, "(estimated, ± ", "0.");
		check(c, one.with("method", "richardson-lucy").with("background", "2"), BackgroundOrigin.GIVEN, "(given)",
			"0.0");
	}

	private static void check(final FidelityCase c, final DeconvolutionOptions options, final BackgroundOrigin origin,
		final String words, final String recorded)
	{
		assertEquals(origin, Deconvolution.restore(c.observed(), c.psf(), options, Progress.NONE).origin());
		final Applied applied = new DeconvolutionStep(c.psf(), options).whole(c.observed(), Progress.NONE).applied();
		final String line = applied.lines().stream().filter(l -> l.startsWith("background")).findFirst().orElseThrow();
		assertTrue(line, line.contains(words));
		final String value = String.valueOf(applied.values().get("backgroundUncertainty"));
		assertTrue(value, value.startsWith(recorded));
	}
}
