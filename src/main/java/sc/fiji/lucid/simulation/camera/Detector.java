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
package sc.fiji.lucid.simulation.camera;

import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * A camera of 16 bits: {@code counts = offset + (Poisson(photons) + read noise) / gain},
 * rounded. The offset is added after the light was counted and has no noise of its own.
 *
 * @param gain photoelectrons per count
 * @param offset counts without light
 * @param readNoise standard deviation in electrons
 */
public record Detector(double gain, double offset, double readNoise) {

	/** A scientific CMOS camera: 2 counts an electron, offset 100, 1.6 electrons of read noise. */
	public static final Detector SCMOS = new Detector(0.5, 100, 1.6);

	private static final int MOST = 65535;

	/** @throws IllegalArgumentException naming the number that is out of its range */
	public Detector {
		if (!(gain > 0 && gain < 1e6)) throw new IllegalArgumentException(
			"The gain must be a number of photoelectrons per count above 0, not " + gain + " (--gain).");
		if (!(offset >= 0 && offset <= MOST)) throw new IllegalArgumentException(
			"The offset must be from 0 to " + MOST + " counts, not " + offset + " (--offset).");
		if (!(readNoise >= 0 && readNoise < 1e6)) throw new IllegalArgumentException(
			"The read noise must be a number of electrons of at least 0, not " + readNoise + " (--read-noise).");
	}

	/** @return whole counts, from 0 to 65535, of what is expected in photons */
	public Volume record(final Volume expected, final Random random, final Faults faults) {
		return record(expected, random, faults, null);
	}

	/** As above. @param offsets counts of each pixel above the offset; null if there are none */
	public Volume record(final Volume expected, final Random random, final Faults faults, final float[] offsets) {
		final Extent e = expected.extent();
		final Volume counts = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double electrons = Noise.poisson(expected.row(y, z)[x], random) +
						readNoise * random.nextGaussian();
					counts.row(y, z)[x] = faults.clipped(Math.max(0, Math.min(MOST,
						Math.round(offset + (offsets == null ? 0 : offsets[y * e.nx() + x]) + electrons / gain))));
				}
		return counts;
	}
}
