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
package sc.fiji.lucid.psf;

import java.util.Locale;
import java.util.logging.Logger;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;

/** Best of ten renderings of 129x129x65 voxels, voxel-integrated, and the first, which compiles. */
public final class PsfBenchmark {

	private static final Logger LOG = Logger.getLogger(PsfBenchmark.class.getName());

	private PsfBenchmark() {}

	public static void main(final String[] args) {
		for (final PsfModel model : PsfModel.values()) {
			double first = 0, best = Double.POSITIVE_INFINITY;
			for (int i = 0; i < 10; i++) {
				final long start = System.nanoTime();
				model.render(Optics.oil(), new VoxelSize(0.1, 0.1, 0.25), new Extent(129, 129, 65),
					Sampling.INTEGRATED);
				final double seconds = (System.nanoTime() - start) / 1e9;
				if (i == 0) first = seconds;
				best = Math.min(best, seconds);
			}
			LOG.info(String.format(Locale.ROOT, "%s: first %.3f s, best %.3f s", model, first, best));
		}
	}
}
