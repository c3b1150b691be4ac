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
package sc.fiji.lucid.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Chromatic;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.Affine;

/**
 * What is done about where a channel lies: its shift goes into the PSF, and what differs over the field is put right
 * after the restoration where it is worth an interpolation.
 *
 * @param afterwards what is left to be put right; {@link Affine#NONE} if nothing is
 * @param lines in words
 */
record ChannelPlace(Affine afterwards, List<String> lines) {

	/** Corners that lie nearer to where they should, in voxels, are left: an interpolation would cost more. */
	private static final double TOLERANCE = 0.1;
	/** Emission wavelengths that differ by more, in µm, are of other dyes. */
	private static final double OTHER_DYE = 0.03;

	/** @param emission of the stack's channel, µm; empty where it is not known */
	static ChannelPlace of(final Chromatic.Channel place, final Stack stack, final VoxelSize v, final int channel,
		final OptionalDouble emission)
	{
		final List<String> lines = new ArrayList<>();
		final String prefix = stack.channels() == 1 ? "" : "channel " + stack.channelNumber(channel) + ": ";
		final Affine affine = place.fit().affine();
		if (emission.isPresent() && place.emission().isPresent()) {
			final double own = emission.getAsDouble(), measured = place.emission().getAsDouble();
			if (Math.abs(own - measured) > OTHER_DYE) lines.add("warning: " + prefix + "its emission is " +
				nanometres(own) + " nm, but its shift was measured with beads at " + nanometres(measured) +
				" nm: check that --chromatic is of these channels, in their order");
		}
		if (affine.equals(Affine.NONE)) return new ChannelPlace(Affine.NONE, lines);
		lines.add(prefix + "lies off the reference channel by " + place.words() +
			". The PSF is placed so; no voxel is interpolated");
		final Extent e = Stacks.extent(stack);
		final double[] most = affine
			.most(new double[] { 0.5 * e.nx() * v.x(), 0.5 * e.ny() * v.y(), 0.5 * e.nz() * v.z() });
		final double[] voxels = { most[0] / v.x(), most[1] / v.y(), most[2] / v.z() };
		final double largest = Math.max(voxels[0], Math.max(voxels[1], voxels[2]));
		if (largest == 0) return new ChannelPlace(Affine.NONE, lines);
		final boolean isLeft = largest <= TOLERANCE;
		lines.add(String.format(Locale.ROOT,
			"%sat the corners of the field that shift differs by %.2f, %.2f, %.2f voxels along x, y, z: %s", prefix,
			voxels[0], voxels[1], voxels[2],
			isLeft ? "so little is left" : "it is put right after the restoration, by windowed-sinc interpolation"));
		return new ChannelPlace(isLeft ? Affine.NONE : affine.withoutShift(), lines);
	}

	private static String nanometres(final double micrometres) {
		return Digits.of(Math.rint(1000 * micrometres));
	}
}
