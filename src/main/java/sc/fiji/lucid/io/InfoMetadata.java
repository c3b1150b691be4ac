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
package sc.fiji.lucid.io;

import java.io.IOException;

/** What an image's Info property says of the microscope, where it is OME-XML. */
final class InfoMetadata {

	private InfoMetadata() {}

	/** Adds channels and optics; the voxel size of ImageJ's own tags is preferred, a difference noted. */
	static void describe(final String info, final StackMetadata.Builder metadata) {
		if (!OmeXml.isOne(info)) return;
		try {
			final OmeXml ome = OmeXml.parse(info, "Info");
			if (!ome.hasPixels()) return;
			final StackMetadata.Builder other = new StackMetadata.Builder();
			OmeMetadata.describe(ome, other);
			final StackMetadata said = other.build();
			VoxelConflict.note(metadata, "ImageJ tags", said, "OME-XML in Info");
			said.frameInterval().ifPresent(t -> {
				if (metadata.build().frameInterval().isEmpty()) metadata.frameInterval(t);
			});
			for (int c = 0; c < ome.shape().channels(); c++)
				metadata.channel(said.channelName(c).orElse(""), said.optics(c));
			said.notes().forEach(metadata::note);
		}
		catch (final IOException | NumberFormatException exc) {
			metadata.note("Info looks like OME-XML and cannot be read: it is not used");
		}
	}
}
