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
import static org.junit.Assert.fail;

import java.util.Map;

import org.junit.Test;

/** Options read what they write, and refuse the rest by name. */
public class DeconvolutionOptionsTest {

	@Test
	public void whatIsDescribedCanBeRead() {
		final DeconvolutionOptions odd = DeconvolutionOptions.DEFAULT.with("method", "RL-TV")
			.with("iterations", "17")
			.with("stop", "discrepancy")
			.with("penalty", "hessian")
			.with("weight", "0.25")
			.with("background", "-3.5")
			.with("gain", "2.2")
			.with("read-noise", "1.5")
			.with("saturation", "65535")
			.with("boundary", "periodic")
			.with("start", "observed")
			.with("engine", "reference");
		for (final DeconvolutionOptions options : new DeconvolutionOptions[] { DeconvolutionOptions.DEFAULT, odd }) {
			DeconvolutionOptions read = odd;
			for (final Map.Entry<String, String> e : options.describe().entrySet())
				read = read.with(e.getKey(), e.getValue());
			assertEquals(options, read);
		}
		assertEquals(DeconvolutionOption.values().length, odd.describe().size());
		assertTrue(odd.describe().toString(), odd.describe().toString().contains("weight=0.25"));
	}

	@Test
	public void refusesWhatItDoesNotKnow() {
		refused("colour", "red", "There is no option 'colour'; there are method, iterations");
		refused("method", "magic", "The option 'method' takes one of auto, richardson-lucy");
		refused("iterations", "0", "'iterations' takes 'auto' or a whole number from 1 to 10000, not 0");
		refused("iterations", "2.5", "whole number");
		refused("iterations", "many", "'auto' or a whole number from 1 to 10000, not 'many'");
		refused("weight", "-1", "'weight'");
		refused("background", "NaN", "'background'");
		refused("gain", "0", "'gain'");
		refused("boundary", "round", "padded, shared, periodic");
	}

	private static void refused(final String name, final String value, final String words) {
		try {
			DeconvolutionOptions.DEFAULT.with(name, value);
			fail(name);
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
		}
	}
}
