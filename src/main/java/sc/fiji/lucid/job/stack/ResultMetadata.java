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
package sc.fiji.lucid.job.stack;

import java.util.List;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;

/** What a result says of itself: what its recording says, and what the user said of that; nothing that was assumed. */
public final class ResultMetadata {

	private ResultMetadata() {}

	/**
	 * @return the shape of the result
	 * @throws IllegalArgumentException that names what is missing, if the result is deskewed and something is
	 */
	public static StackShape shape(final Stack recording, final Request request) {
		return request.scan().isDeskewed()
			? request.scan().result(recording.shape(), Acquisition.of(recording, request).voxel()) : recording.shape();
	}

	/** @throws IllegalArgumentException if optics were given for another number of channels */
	public static StackMetadata of(final Stack recording, final Request request) {
		final StackMetadata known = recording.metadata();
		final StackMetadata.Builder all = known.toBuilder()
			.withoutChannels()
			// Of another run.
			.imagej(known.imagej().without(RunRecord.PROPERTY));
		request.voxel().ifPresent(voxel -> all.voxel(voxel, "given"));
		// Upright, the first voxel is another place.
		if (request.scan().isDeskewed()) all.position(List.of());
		if (request.scan().isDeskewed()) request.voxel()
			.or(known::voxelSize)
			.ifPresent(voxel -> all.voxel(request.scan().result(voxel), "deskewed"));
		for (int c = 0; c < recording.channels(); c++)
			all.channel(known.channelName(c).orElse(""),
				Request.forChannel(request.optics(), c, recording, "sets of optics").orElse(known.optics(c)));
		return all.build();
	}
}
