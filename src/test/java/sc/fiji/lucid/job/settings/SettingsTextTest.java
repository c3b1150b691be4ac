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
package sc.fiji.lucid.job.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

/** Settings in one line. */
public class SettingsTextTest {

	@Test
	public void quotesOfBothKindsHoldBlanks() {
		assertEquals(Map.of("na", "1.4", "dark", "my dark/dk.tif", "flat", "a b.tif,c d.tif"),
			SettingsText.read("  na=1.4 dark='my dark/dk.tif'\tflat=\"a b.tif\",'c d.tif' "));
		assertEquals(Map.of("dark", "o'brien/dk.tif", "flat", "/o'brien's b/c=d.tif"),
			SettingsText.read("dark=o'brien/dk.tif flat='/o'brien's b/c=d.tif'"));
		assertEquals(Map.of(), SettingsText.read(" "));
		assertEquals(Map.of("psf", ""), SettingsText.read("psf="));
	}

	@Test
	public void whatIsNotClosedOrNoSettingIsRefusedInOneLine() {
		for (final String wrong : new String[] { "dark='my dark/dk.tif", "dark=\"my dark.tif' na=1.4",
			"na=1.4 dark=a,'b c" })
		{
			final String message = assertThrows(IllegalArgumentException.class, () -> SettingsText.read(wrong))
				.getMessage();
			assertTrue(message, message.startsWith("The quote after 'dark=") && message.contains("is not closed"));
			assertEquals(1, message.lines().count());
		}
		final String message = assertThrows(IllegalArgumentException.class,
			() -> SettingsText.read("dark=my dark/dk.tif")).getMessage();
		assertTrue(message, message.startsWith("'dark/dk.tif' must have the form name=value"));
	}

	@Test
	public void whatIsWrittenIsReadAgain() {
		final List<String> pieces = List.of("a", " ", "'", "\"", ",", "=", "\\", "é", "\t");
		final Random random = new Random(1);
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			final StringBuilder value = new StringBuilder();
			for (int n = random.nextInt(7); n > 0; n--)
				value.append(pieces.get(random.nextInt(pieces.size())));
			final Map<String, String> settings = new LinkedHashMap<>();
			settings.put("read-noise", "2");
			settings.put("dark", value.toString());
			settings.put("na", "1.4");
			try {
				final List<String> expected = new ArrayList<>(List.of("2", value.toString(), "1.4"));
				final Map<String, String> read = SettingsText.read(SettingsText.write(settings));
				assertEquals(List.of("readnoise", "dark", "na"), new ArrayList<>(read.keySet()));
				assertEquals(expected, new ArrayList<>(read.values()));
			}
			catch (final IllegalArgumentException e) {
				refused++;
				assertTrue(value.toString(), value.indexOf("'") >= 0 && value.indexOf("\"") >= 0);
			}
		}
		assertTrue(refused + " refused", refused < 2000);
		assertEquals("readnoise=2 dark='my dark.tif'", SettingsText
			.write(new java.util.TreeMap<>(Map.of("dark", "my dark.tif", "read-noise", "2")).descendingMap()));
	}

	@Test
	public void aMacroHoldsThemInBrackets() {
		final Settings settings = Settings.NONE.with("na", "1.4").with("chromatic", "my beads/c.json");
		assertEquals("na=1.4 more=[chromatic='my beads/c.json']", settings.macroOptions(java.util.Set.of("na")));
	}
}
