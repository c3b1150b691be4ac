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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.VoxelSize;

/** A result sink that also gathers projections before and after, one pair per channel and frame. */
public final class Pictures implements ResultSink {

	private final Stack stack;
	private final ResultSink sink;
	private final List<Projections> before = new ArrayList<>();
	private final List<Projections> after = new ArrayList<>();

	/** @param sink takes the parts */
	public Pictures(final Stack stack, final ResultSink sink) {
		this.stack = stack;
		this.sink = sink;
		for (int i = 0; i < stack.channels() * stack.frames(); i++) {
			before.add(new Projections(stack.width(), stack.height(), stack.slices()));
			after.add(new Projections(stack.width(), stack.height(), stack.slices()));
		}
	}

	@Override
	public void part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height, final float[] voxels) throws IOException
	{
		sink.part(channel, slice, frame, x, y, width, height, voxels);
		final int i = frame * stack.channels() + channel;
		before.get(i).add(slice, x, y, width, stack.part(channel, slice, frame, x, y, width, height));
		after.get(i).add(slice, x, y, width, voxels);
	}

	/**
	 * Writes {@code NAME-c1-t1.png} and so on into a folder, which is made if needed.
	 *
	 * @param name start of the files' names
	 */
	public void write(final Path folder, final String name, final VoxelSize voxel) throws IOException {
		Files.createDirectories(folder);
		for (int i = 0; i < before.size(); i++) {
			final Path target = folder.resolve(name + "-c" + (i % stack.channels() + 1) + "-t" + (i / stack.channels() + 1) +
				".png");
			if (!ImageIO.write(picture(i, voxel), "png", target.toFile())) throw new IOException("No PNG could be written to " +
				target + ".");
		}
	}

	/** @return the picture of channel c and frame t, i = t · channels + c */
	BufferedImage picture(final int i, final VoxelSize voxel) {
		return Projections.picture(before.get(i), after.get(i), voxel);
	}
}
