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
package sc.fiji.lucid.job.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;

/** What is known about a stack, in lines. */
public final class StackSummary {

	private StackSummary() {}

	/** @throws IOException if the first plane cannot be read */
	public static List<String> lines(final Stack stack) throws IOException {
		final List<String> lines = new ArrayList<>();
		final StackMetadata m = stack.metadata();
		final int bytes = stack.bytesPerVoxel();
		lines.add(stack.name() + ": " + stack.shape() + ", " +
			(bytes == 1 ? "8-bit" : bytes == 2 ? "16-bit" : "32-bit float"));
		lines.add("voxel size: x " + micrometres(m.voxelX()) + ", y " + micrometres(m.voxelY()) + ", z " +
			micrometres(m.voxelZ()) + (m.voxelSource().isEmpty() ? "" : " (" + m.voxelSource() + ")"));
		m.frameInterval().ifPresent(s -> lines.add("frame interval: " + s + " s"));
		for (int c = 0; c < stack.channels(); c++)
			lines.add("channel " + (c + 1) + m.channelName(c).map(n -> " (" + n + ")").orElse("") + ": " +
				optics(m.optics(c)));
		if (m.isForDisplay())
			lines.add("The stack says of itself: " + DisplayStamp.TEXT + ". It is neither restored nor judged");
		lines.addAll(m.notes());
		lines.addAll(Suspicions.ofAxes(stack));
		lines.addAll(stack.doubts());
		return lines;
	}

	private static String micrometres(final OptionalDouble value) {
		return value.isPresent() ? value.getAsDouble() + " µm" : "unknown";
	}

	private static String optics(final OpticalSettings settings) {
		final List<String> known = new ArrayList<>();
		settings.modality().ifPresent(m -> known.add(m.toString()));
		for (final OpticalParameter p : OpticalParameter.values())
			settings.get(p)
				.ifPresent(v -> known.add(p.quantity() + " " + v + (p.unit().isEmpty() ? "" : " " + p.unit())));
		return known.isEmpty() ? "nothing known about the optics" : String.join(", ", known);
	}
}
