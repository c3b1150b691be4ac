package sc.fiji.lucid.job.stack;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.job.settings.Request;

/** What a result says of itself: what its recording says, and what the user said of that; nothing that was assumed. */
public final class ResultMetadata {

	private ResultMetadata() {}

	/** @throws IllegalArgumentException if optics were given for another number of channels */
	public static StackMetadata of(final Stack recording, final Request request) {
		final StackMetadata known = recording.metadata();
		final StackMetadata.Builder all = known.toBuilder().withoutChannels();
		request.voxel().ifPresent(voxel -> all.voxel(voxel, "given"));
		for (int c = 0; c < recording.channels(); c++)
			all.channel(known.channelName(c).orElse(""),
				Request.forChannel(request.optics(), c, recording.channels(), "sets of optics")
					.orElse(known.optics(c)));
		return all.build();
	}
}
