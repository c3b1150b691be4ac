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
package sc.fiji.lucid.fft;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;

/** What choices of an engine come to. */
public class EngineChoiceTest {

	private static final Extent SMALL = new Extent(256, 256, 63), LARGE = new Extent(256, 256, 64);

	/** Devices that must not be asked for anything small. */
	private static final class Asked implements Devices {

		private String name;

		@Override
		public List<String> described() {
			throw new AssertionError();
		}

		@Override
		public int count() {
			throw new AssertionError();
		}

		@Override
		public List<String> sharing(final Extent grid, final String device, final boolean isAuto) {
			assertEquals(LARGE, grid);
			return List.of("0", "1");
		}

		@Override
		public Engine named(final String device) {
			name = device;
			return Engine.REFERENCE;
		}

		@Override
		public Optional<Engine> faster(final Extent grid, final String device) {
			assertEquals(LARGE, grid);
			name = device;
			return Optional.of(Engine.REFERENCE);
		}
	}

	@Test
	public void autoLooksForDevicesOnLargeGridsOnly() {
		final Asked devices = new Asked();
		Substitute.devices(devices, () -> {
			final Engine auto = Engine.of(EngineChoice.AUTO);
			assertSame(Engine.FUSED, auto.resolved(SMALL));
			assertEquals(List.of(), auto.sharing(SMALL));
			assertSame(Engine.REFERENCE, auto.resolved(LARGE));
			assertEquals("", devices.name);
			assertEquals(List.of("0", "1"), auto.sharing(LARGE));
			assertSame(Engine.REFERENCE, Engine.of(new EngineChoice("auto:radeon")).resolved(LARGE));
			assertEquals("radeon", devices.name);
			assertSame(Engine.REFERENCE, Engine.of(new EngineChoice("opencl:1")).resolved(SMALL));
			assertEquals("1", devices.name);
			return null;
		});
		assertSame(Engine.FUSED, Engine.of(EngineChoice.FUSED).resolved(LARGE));
	}

	@Test
	public void wordsAreReadBackAndWrongOnesListed() {
		for (final String word : new String[] { "auto", "fused", "reference", "opencl", "opencl:0", "opencl:0,1",
			"opencl:radeon rx", "auto:1" })
			assertEquals(word, new EngineChoice(word.toUpperCase(java.util.Locale.ROOT)).toString());
		for (final String word : new String[] { "", "gpu", "opencl:", "fused:1", ":1", "openclx" }) {
			final IllegalArgumentException e = assertThrows(word, IllegalArgumentException.class,
				() -> new EngineChoice(word));
			assertTrue(e.getMessage(), e.getMessage().contains(EngineChoice.WORDS));
		}
		assertTrue(new EngineChoice("auto:1").isAuto());
		assertFalse(new EngineChoice("opencl:1").isAuto());
		assertFalse(EngineChoice.REFERENCE.mayBeDevice());
	}
}
