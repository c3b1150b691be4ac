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

import java.util.Locale;
import java.util.OptionalDouble;

/** Tells where two places of one file give different voxel sizes. */
public final class VoxelConflict {

	/** Below this, both are the same number rounded differently. */
	private static final double TOLERANCE = 0.005;

	private VoxelConflict() {}

	/** Fills what {@code metadata} does not know from {@code other}, and notes where they differ. */
	public static void note(final StackMetadata.Builder metadata, final String used, final StackMetadata other,
		final String otherSource)
	{
		final StackMetadata known = metadata.build();
		final OptionalDouble[] mine = { known.voxelX(), known.voxelY(), known.voxelZ() };
		final OptionalDouble[] theirs = { other.voxelX(), other.voxelY(), other.voxelZ() };
		for (int axis = 0; axis < 3; axis++) {
			if (theirs[axis].isEmpty()) continue;
			final double b = theirs[axis].getAsDouble();
			if (mine[axis].isEmpty()) {
				metadata.voxel(axis, b);
				metadata.voxelSource(
					known.voxelSource().isEmpty() ? otherSource : known.voxelSource() + " and " + otherSource);
			}
			else if (Math.abs(mine[axis].getAsDouble() / b - 1) > TOLERANCE) metadata.note(String.format(Locale.ROOT,
				"The voxel size along %s is %.6g µm in %s and %.6g µm in %s; the first is used", "XYZ".charAt(axis),
				mine[axis].getAsDouble(), used, b, otherSource));
		}
	}
}
