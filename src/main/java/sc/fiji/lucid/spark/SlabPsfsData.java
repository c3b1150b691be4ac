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
package sc.fiji.lucid.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.restoration.step.DepthSlabs;
import sc.fiji.lucid.restoration.step.DepthSlabsStep;
import sc.fiji.lucid.restoration.step.SlabPsfs;

/** The PSFs of a channel on their way to the executors. */
final class SlabPsfsData implements Serializable {

	private static final long serialVersionUID = 1;

	private final PsfData psf;
	private final DepthSlabs cut;
	private final List<PsfData> slabs;
	private final double[] depths;

	SlabPsfsData(final SlabPsfs psfs) {
		psf = new PsfData(psfs.psf());
		cut = psfs.cut();
		slabs = List.copyOf(psfs.slabs().stream().map(s -> new PsfData(s.psf())).toList());
		depths = psfs.slabs().stream().mapToDouble(DepthSlabsStep.Slab::depth).toArray();
	}

	SlabPsfs psfs() {
		return new SlabPsfs(psf.psf(), cut,
			IntStream.range(0, depths.length)
				.mapToObj(i -> new DepthSlabsStep.Slab(slabs.get(i).psf(), depths[i]))
				.toList());
	}
}
