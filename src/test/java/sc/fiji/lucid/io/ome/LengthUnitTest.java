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
package sc.fiji.lucid.io.ome;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** Units in the words of users. */
public class LengthUnitTest {

	@Test
	public void wordsHavePluralsAndTwoSpellings() {
		for (final String unit : new String[] { "micron", "Microns", "micrometer", "micrometers", "micrometre",
			"micrometres", "um", "\u00b5m", "\\u00B5m" })
			assertEquals(unit, 1, LengthUnit.micrometres(unit).getAsDouble(), 0);
		for (final String unit : new String[] { "mm", "millimeter", "millimeters", "millimetre", "millimetres" })
			assertEquals(unit, 1e3, LengthUnit.micrometres(unit).getAsDouble(), 0);
		for (final String unit : new String[] { "m", "meter", "meters", "metre", "metres" })
			assertEquals(unit, 1e6, LengthUnit.micrometres(unit).getAsDouble(), 0);
		for (final String unit : new String[] { "in", "inch", "inches" })
			assertEquals(unit, 25400, LengthUnit.micrometres(unit).getAsDouble(), 0);
		assertEquals(1e4, LengthUnit.micrometres(" centimetres ").getAsDouble(), 0);
		assertEquals(1e-3, LengthUnit.micrometres("nanometres").getAsDouble(), 0);
		for (final String unit : new String[] { "\u00e5", "\u212b", "Angstroms", "\u00c5ngstr\u00f6m" })
			assertEquals(unit, 1e-4, LengthUnit.micrometres(unit).getAsDouble(), 0);
	}

	@Test
	public void otherWordsAreNoLength() {
		for (final String unit : new String[] { null, "", "pixel", "pixels", "ms", "s", "furlong", "mms", "grams" })
			assertTrue(unit, LengthUnit.micrometres(unit).isEmpty());
	}
}
