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

/**
 * The size of a hyperstack.
 *
 * @param width voxels along X
 * @param height voxels along Y
 * @param slices voxels along Z
 * @param channels number of channels
 * @param frames number of time points
 */
public record StackShape(int width, int height, int slices, int channels, int frames) {

	/** Java's arrays have no more, and no file has. */
	private static final double MOST_PLANES = Integer.MAX_VALUE - 16;

	/** @throws IllegalArgumentException if a size is below 1, or a plane has more voxels than a Java array */
	public StackShape {
		if (width < 1 || height < 1 || slices < 1 || channels < 1 || frames < 1)
			throw new IllegalArgumentException("A stack must have at least one voxel, slice, channel and frame, not " +
				width + "x" + height + "x" + slices + ", " + channels + " channels, " + frames + " frames.");
		if ((double) slices * channels * frames > MOST_PLANES) throw new IllegalArgumentException("A stack of " +
			slices + " slices, " + channels + " channels, " + frames + " frames has more planes than can be counted.");
		if ((long) width * height > Integer.MAX_VALUE - 16) throw new IllegalArgumentException(
			"A plane of " + width + "x" + height + " voxels is larger than Java's arrays; crop the stack in X and Y.");
	}

	/** @return voxels of a plane */
	public int planeSize() {
		return width * height;
	}

	/** @return the number of planes, all channels and frames together */
	public long planes() {
		return (long) slices * channels * frames;
	}

	/** @return the place of a plane in ImageJ's order (XYCZT), from 0 */
	public long planeIndex(final int channel, final int slice, final int frame) {
		check("channel", channel, channels);
		check("slice", slice, slices);
		check("frame", frame, frames);
		return ((long) frame * slices + slice) * channels + channel;
	}

	/** @throws IllegalArgumentException if a part of a plane is not inside it */
	public void checkPart(final int x, final int y, final int partWidth, final int partHeight) {
		if (x < 0 || y < 0 || partWidth < 1 || partHeight < 1 || x > width - partWidth || y > height - partHeight)
			throw new IllegalArgumentException("A part of " + partWidth + "x" + partHeight + " at (" + x + ", " + y +
				") does not fit a plane of " + width + "x" + height + ".");
	}

	/** @throws IllegalArgumentException if a part of a plane is not inside it, or does not have these voxels */
	public void checkPart(final int x, final int y, final int partWidth, final int partHeight, final float[] voxels) {
		checkPart(x, y, partWidth, partHeight);
		if (voxels.length != partWidth * partHeight) throw new IllegalArgumentException(
			"A part of " + partWidth + "x" + partHeight + " cannot have " + voxels.length + " voxels.");
	}

	private static void check(final String what, final int index, final int count) {
		if (index < 0 || index >= count) throw new IllegalArgumentException(
			"There is no " + what + " " + (index + 1) + ": the stack has " + count + ".");
	}

	/** @return as {@code 512x512x40, 2 channels, 1 frame} */
	@Override
	public String toString() {
		return width + "x" + height + "x" + slices + ", " + channels + (channels == 1 ? " channel, " : " channels, ") +
			frames + (frames == 1 ? " frame" : " frames");
	}
}
