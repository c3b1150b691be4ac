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

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.job.settings.PsfCheckMode;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.optics.VoxelSize;

/** A stack of one channel and frame in coarser pixels, each the mean of a square of them: a quick look at all of it. */
public final class CoarseStack implements Stack {

	private final Stack fine;
	private final Binning binning;
	private final StackShape shape;

	/** @param factor pixels along X, and along Y, in one */
	public CoarseStack(final Stack fine, final int factor) {
		this.fine = fine;
		binning = new Binning(factor, factor, 1);
		final Extent e = binning.of(new Extent(fine.width(), fine.height(), fine.slices()));
		shape = new StackShape(e.nx(), e.ny(), e.nz(), 1, 1);
	}

	/**
	 * @return the factor by which a stack of this size has at most {@code voxels}; 0 if pixels would be too coarse to
	 *         show more than haze
	 */
	public static int factor(final Stack stack, final int coarsest, final long voxels) {
		for (int f = 1; f <= coarsest; f++)
			if ((long) Math.max(1, stack.width() / f) * Math.max(1, stack.height() / f) * stack.slices() <= voxels)
				return f;
		return 0;
	}

	/**
	 * @param request for the fine stack
	 * @param voxel size of the fine stack's voxels in µm
	 * @return the same for this one, whose counts hold the photons, and the read noise, of a square of pixels
	 */
	public Request request(final Request request, final VoxelSize voxel) {
		final DeconvolutionOptions options = request.options();
		final DeconvolutionOptions coarse = options.gain().isEmpty() ? options
			: options.withGain(OptionalDouble.of(options.gain().getAsDouble() * binning.voxels()))
				.withReadNoise(options.readNoise().isEmpty() ? options.readNoise()
					: OptionalDouble.of(options.readNoise().getAsDouble() * binning.x()));
		return new Request(request.optics(),
			Optional.of(new VoxelSize(binning.x() * voxel.x(), binning.y() * voxel.y(), voxel.z())), request.psfs(),
			request.psfVoxel(), request.psfAsIs(), request.model(), request.zDirection(), request.scan().asScanned(),
			request.slabs(), request.series(), request.repair(), request.alignment(), PsfCheckMode.OFF, coarse);
	}

	@Override
	public Object plane(final int c, final int slice, final int t) throws IOException {
		final float[] plane = fine.floats(c, slice, t);
		final Volume sums = binning.sums(new Extent(fine.width(), fine.height(), 1),
			(y, z, row) -> System.arraycopy(plane, y * fine.width(), row, 0, row.length));
		final float[] means = new float[shape.planeSize()];
		for (int y = 0; y < shape.height(); y++) {
			final float[] row = sums.row(y, 0);
			for (int x = 0; x < shape.width(); x++)
				means[y * shape.width() + x] = row[x] / binning.voxels();
		}
		return means;
	}

	@Override
	public String name() {
		return fine.name();
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public int channelNumber(final int channel) {
		return fine.channelNumber(channel);
	}

	@Override
	public int frameNumber(final int frame) {
		return fine.frameNumber(frame);
	}

	@Override
	public int channelsOfFile() {
		return fine.channelsOfFile();
	}

	@Override
	public int framesOfFile() {
		return fine.framesOfFile();
	}

	@Override
	public StackMetadata metadata() {
		return fine.metadata();
	}

	/** Does nothing: the fine stack is closed by its owner. */
	@Override
	public void close() {}
}
