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
package sc.fiji.lucid.deconvolution.method.classic;

import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/**
 * Subtracts the background and changes nothing else; tests loading, tiling, saving. Voxels without weight are what they
 * are, too, but where they are no number, and hold no light.
 */
public final class Identity {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.direct("identity", "subtracts the background, nothing else: tests the way in and out",
			task -> new MethodDeclaration.Filtered(signal(task.model()), "", 0))
		.promises(Trait.KEEPS_FLUX, Trait.IGNORES_NOISE)
		.volumes(0);

	private Identity() {}

	private static Volume signal(final ForwardModel model) {
		final Volume signal = new Volume(model.fieldOfView());
		final int nx = signal.extent().nx();
		final Recording all = model.counts().observed().unmasked();
		Planes.forEach(signal.extent().nz(), z -> {
			for (int y = 0; y < signal.extent().ny(); y++) {
				final float[] row = signal.row(y, z);
				all.read(y, z, row);
				RowKernels.add(row, -1, model.background(y, z), nx);
				for (int x = 0; x < nx; x++)
					if (!Float.isFinite(row[x])) row[x] = 0;
			}
		});
		return signal;
	}
}
