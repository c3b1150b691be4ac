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
package sc.fiji.lucid;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.tiling.Plan;

/** What a {@link Restorer} was told. Not changed any more once a Restorer has it. */
final class Order implements Cloneable {

	final RandomAccessibleInterval<? extends RealType<?>> image;
	final VoxelSize voxels;
	Axes axes;
	List<RestorationStep<?>> first = List.of();
	PsfChoice psf;
	/** µm along X, Y and Z by which each channel lies off the reference; empty: none does. */
	List<double[]> shifts = List.of();
	/** Channel, from 0, whose frames tell how the series drifts; -1: nobody looks. */
	int drift = -1;
	DeconvolutionOptions options = DeconvolutionOptions.DEFAULT;
	RandomAccessibleInterval<? extends RealType<?>> excluded;
	RandomAccessibleInterval<? extends RealType<?>> background;
	Series series = Series.SHARED;
	Skew skew = Skew.NONE;
	Progress progress = Progress.NONE;
	List<?> decisions;
	private long memory = Long.MAX_VALUE;

	Order(final RandomAccessibleInterval<? extends RealType<?>> image, final VoxelSize voxels) {
		this.image = image;
		this.voxels = voxels;
	}

	Order copy() {
		try {
			return (Order) clone();
		}
		catch (final CloneNotSupportedException e) {
			throw new AssertionError(e);
		}
	}

	void memory(final long bytes) {
		memory = bytes;
	}

	/** @return bytes that may be used, now */
	long usableBytes() {
		return Plan.usableBytes(memory);
	}

	/** @throws IllegalArgumentException if the axes are not known */
	Axes axes() {
		return axes != null ? axes : Axes.usual(image);
	}
}
