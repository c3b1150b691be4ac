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
package sc.fiji.lucid.command.words;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.Test;

/** A macro's line says what ImageJ's own commands would take it to say, but nothing from inside a value. */
public class MacroOptionsTest {

	@Test
	public void valuesAreBareBracketedOrQuoted() {
		final Map<String, String> said = MacroOptions
			.of(" na=1.4  psf=[a file [2].tif] more='x=1 y=2' all=true empty= symmetrical last=");
		assertEquals(List.of("na", "psf", "more", "all", "empty", "symmetrical", "last"), List.copyOf(said.keySet()));
		assertEquals(List.of("1.4", "a file [2].tif", "x=1 y=2", "true", "", "true", ""), List.copyOf(said.values()));
		assertTrue(MacroOptions.of("  ").isEmpty());
	}

	@Test
	public void nothingIsTakenFromInsideAValue() {
		assertEquals(Map.of("more", "sheet-na=0.1"), MacroOptions.of("more=sheet-na=0.1 "));
		assertEquals(Map.of("more", "iterations=7"), MacroOptions.of("more=[iterations=7] "));
	}

	@Test
	public void theSameKeyTwiceIsRefusedUnlessItSaysTheSame() {
		assertEquals(Map.of("na", "1"), MacroOptions.of("na=1 na=1"));
		final String message = assertThrows(IllegalArgumentException.class, () -> MacroOptions.of("na=1 na=1.4"))
			.getMessage();
		assertEquals("'na' is said twice: '1' and '1.4'. Leave out one.", message);
	}

	@Test
	public void whatIsNotClosedIsNamed() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> MacroOptions.of("na=1 psf=[a b")).getMessage()
			.contains("'psf=['"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> MacroOptions.of("psf='a b")).getMessage()
			.contains("'psf='"));
	}
}
