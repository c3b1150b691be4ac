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
package sc.fiji.lucid.restoration.geometry;

import java.util.Arrays;
import java.util.List;

import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.registration.SlicePath;

/**
 * How far the slices of a stack lie off their smooth course.
 *
 * @param x for each slice, voxels; positive if the slice lies further along the axis than it should; empty if all lie
 *          where they should
 * @param y the same along Y
 * @param lean by how many voxels a slice lies further than the one before, along X and Y: the sample's or the stage's;
 *          empty if the slices cannot be compared
 * @param fills values of voxels that hold no data
 */
public record SliceShifts(List<Double> x, List<Double> y, List<Double> lean, List<Float> fills) {

	/** All slices lie where they should. */
	static final SliceShifts NONE = new SliceShifts(List.of(), List.of(), List.of(0.0, 0.0), List.of());

	/** Slices hold data in different places, as after deskewing, where a shift of one looks like one of the other. */
	static final SliceShifts ELSEWHERE = new SliceShifts(List.of(), List.of(), List.of(), List.of());

	/**
	 * @param path of the slices that hold data
	 * @param held which they are
	 * @param slices of the stack: blank ones stay where they are
	 */
	static SliceShifts of(final SlicePath path, final int[] held, final int slices, final List<Float> fills) {
		final double[] lean = path.lean();
		return new SliceShifts(list(path.jitter()[0], held, slices), list(path.jitter()[1], held, slices),
			List.of(lean[0], lean[1]), fills);
	}

	/** Of more than so many voxels nobody knows whether it is jitter; tiles must know how far they have to see. */
	private static List<Double> list(final double[] shifts, final int[] held, final int slices) {
		final double[] all = new double[slices];
		for (int i = 0; i < held.length; i++)
			all[held[i]] = Math.max(-SlicePath.LARGEST, Math.min(SlicePath.LARGEST, shifts[i]));
		return Arrays.stream(all).boxed().toList();
	}

	/** @return the same, of slices that lie where they should */
	SliceShifts still() {
		return new SliceShifts(List.of(), List.of(), lean, fills);
	}

	boolean isNone() {
		return x.isEmpty();
	}

	/** @return the most that a slice lies off along an axis, in whole voxels */
	int largest() {
		return (int) Math
			.ceil(java.util.stream.Stream.concat(x.stream(), y.stream()).mapToDouble(Math::abs).max().orElse(0));
	}

	/** @return root mean square of the axis that has more, in voxels */
	double rms() {
		return Math.max(rms(x), rms(y));
	}

	private static double rms(final List<Double> values) {
		return Math.sqrt(values.stream().mapToDouble(v -> v * v).average().orElse(0));
	}

	/** @return what users want to know */
	@Override
	public String toString() {
		if (lean.isEmpty())
			return "slices hold data in different places, as after deskewing, and do not tell whether any lies off";
		final String slope = Math.hypot(lean.get(0), lean.get(1)) < 0.02 ? ""
			: "; the sample leans, or the stage drifts, by " + Digits.of(lean.get(0)) + " voxels along x and " +
				Digits.of(lean.get(1)) + " along y from slice to slice, which is left as it is";
		return (isNone() ? "all slices lie where they should" : "slices lie off their course by " + Digits.of(rms(x)) +
			" voxels along x and " + Digits.of(rms(y)) + " along y (root mean square)") + slope;
	}
}
