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

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import sc.fiji.lucid.deconvolution.model.DataTerm;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.opencl.device.Buffer;

/**
 * The counts that are fitted, on a device: in the type in which they were recorded where nothing but a zero is taken
 * off and photons are held out, else as floats, of which those without weight are not numbers.
 */
final class DeviceCounts implements AutoCloseable {

	private final Buffer buffer;
	private final String type;
	private final String value;
	private final boolean isWeighted;
	private final float zero;
	private final boolean hasZero;

	DeviceCounts(final OpenClEngine engine, final DataTerm term) {
		final Optional<Recording> plain = term.plain();
		final Extent view = term.extent();
		hasZero = plain.isPresent();
		zero = plain.map(Recording::zero).filter(z -> !z.isNaN()).orElse(0f);
		isWeighted = plain.isEmpty() && term.isMasked();
		type = plain.map(r -> r.bytesPerVoxel() == 1 ? "uchar" : "ushort").orElse("float");
		value = plain.isEmpty() ? "Y[i]" : above(term);
		final int bytes = plain.map(Recording::bytesPerVoxel).orElse(Float.BYTES);
		buffer = engine.transforms().allocate(bytes * view.voxels());
		if (plain.isPresent())
			engine.transfer().write(buffer, view.nz(), bytes * view.nx() * view.ny(), plain.get()::copy);
		else engine.transfer().write(buffer, view, (y, z, row) -> read(term, y, z, row));
	}

	/** As {@link DataTerm#read}: photons held out are taken off, and the others raised to the level of all. */
	private static String above(final DataTerm term) {
		final String counts = "fmax((float) Y[i] - zero, 0.0f)";
		if (term.heldOut() == null) return counts;
		final double share = term.heldOut().share();
		return String.format(Locale.ROOT, "(%s - %.9ef * H[i]) * %.9ef", counts, share, 1 / (1 - share));
	}

	private static void read(final DataTerm term, final int y, final int z, final float[] row) {
		term.read(y, z, row);
		if (!term.isMasked()) return;
		final float[] ones = new float[term.extent().nx()];
		Arrays.fill(ones, 1);
		term.mask(y, z, ones);
		for (int x = 0; x < ones.length; x++)
			if (ones[x] == 0) row[x] = Float.NaN;
	}

	/** @return text of the arguments, after a comma */
	String argument() {
		return ", __global const " + type + " *Y" + (hasZero ? ", const float zero" : "");
	}

	/** @return the arguments themselves */
	Object[] arguments() {
		return hasZero ? new Object[] { buffer, zero } : new Object[] { buffer };
	}

	/** @return text of the counts of voxel i; H are the photons held out, raised to the level of all */
	String value() {
		return value;
	}

	/** @return text of the weight of voxel i */
	String weight() {
		return isWeighted ? "(isnan(Y[i]) ? 0.0f : 1.0f)" : "1.0f";
	}

	@Override
	public void close() {
		buffer.close();
	}
}
