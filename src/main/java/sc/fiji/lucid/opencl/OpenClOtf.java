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
package sc.fiji.lucid.opencl;

import sc.fiji.lucid.fft.Frequencies;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.Buffer;

/** A transfer function on a device: half of the spectrum, in natural order. */
final class OpenClOtf implements Otf {

	private final OpenClEngine engine;
	private final Buffer spectrum;

	OpenClOtf(final OpenClEngine engine) {
		this.engine = engine;
		spectrum = engine.transforms().spectrum();
	}

	Buffer spectrum() {
		return spectrum;
	}

	/** @throws IllegalArgumentException if another engine made it */
	static Buffer of(final Otf otf, final OpenClEngine engine) {
		if (otf instanceof OpenClOtf own && own.engine == engine) return own.spectrum;
		throw new IllegalArgumentException("A field can only be filtered with a transfer function of its own engine.");
	}

	@Override
	public Otf map(final Mapping mapping) {
		final OpenClOtf mapped = new OpenClOtf(engine);
		engine.device().work("copy", c -> {
			c.copy(spectrum.handle(), mapped.spectrum.handle(), spectrum.bytes());
			c.finish();
			return null;
		});
		final Extent grid = engine.grid();
		engine.transfer().change(mapped.spectrum, rows(engine), (y, z, row) -> {
			final double[] value = new double[2];
			for (int k = 0; k <= grid.nx() / 2; k++) {
				value[0] = row[2 * k];
				value[1] = row[2 * k + 1];
				mapping.apply((double) k / grid.nx(), Frequencies.signed(y, grid.ny()),
					Frequencies.signed(z, grid.nz()), value);
				row[2 * k] = (float) value[0];
				row[2 * k + 1] = (float) value[1];
			}
		});
		return mapped;
	}

	/** @return the size of a spectrum as rows of floats */
	static Extent rows(final OpenClEngine engine) {
		final Extent grid = engine.grid();
		return new Extent(2 * engine.transforms().pitch(), grid.ny(), grid.nz());
	}
}
