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
package sc.fiji.lucid.registration;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a point of a field lies in another image of it: {@code p' = p + shift + linear · p}, with p from the middle of
 * the field, in µm along X, Y and Z. Immutable.
 *
 * @param shift of the middle of the field, µm
 * @param linear how the shift changes over the field, µm per µm: a row for each component, a column for each axis; its
 *          diagonal is what the field is enlarged by, less 1
 */
public record Affine(List<Double> shift, List<List<Double>> linear) implements Serializable {

	/** Every point lies where it is. */
	public static final Affine NONE = of(new double[3], new double[3][3]);

	/** @throws IllegalArgumentException if they are not of three axes, or no numbers */
	public Affine {
		shift = List.copyOf(shift);
		linear = linear.stream().map(List::copyOf).toList();
		final List<Double> all = new ArrayList<>(shift);
		linear.forEach(all::addAll);
		if (shift.size() != 3 || linear.size() != 3 || all.size() != 12 ||
			linear.stream().anyMatch(row -> row.size() != 3) || !all.stream().allMatch(Double::isFinite))
			throw new IllegalArgumentException("A shift has 3 numbers and a matrix 3 rows of 3.");
	}

	/** @return the same of arrays */
	public static Affine of(final double[] shift, final double[][] linear) {
		return new Affine(list(shift), List.of(list(linear[0]), list(linear[1]), list(linear[2])));
	}

	private static List<Double> list(final double[] values) {
		return Arrays.stream(values).boxed().toList();
	}

	/** @return where a point lies in the other image, µm from the middle of the field */
	public double[] of(final double[] point) {
		return IntStream.range(0, 3).mapToDouble(k -> point[k] + shift.get(k) + turned(k, point)).toArray();
	}

	private double turned(final int k, final double[] point) {
		return linear.get(k).get(0) * point[0] + linear.get(k).get(1) * point[1] + linear.get(k).get(2) * point[2];
	}

	/** @return what is left of it where the shift is made good already */
	public Affine withoutShift() {
		return new Affine(NONE.shift, linear);
	}

	/** @return the same, moved by so many µm before */
	public Affine after(final double[] moved) {
		return of(IntStream.range(0, 3).mapToDouble(k -> shift.get(k) + moved[k] + turned(k, moved)).toArray(),
			linear.stream().map(r -> r.stream().mapToDouble(v -> v).toArray()).toArray(double[][]::new));
	}

	/**
	 * @param half size of the field, µm
	 * @return the most by which the shift along each axis differs from that of the middle within it, µm
	 */
	public double[] most(final double[] half) {
		return IntStream.range(0, 3)
			.mapToDouble(k -> IntStream.range(0, 3).mapToDouble(j -> Math.abs(linear.get(k).get(j)) * half[j]).sum())
			.toArray();
	}

	/** @return factors by which the other image is larger along each axis */
	public double[] scale() {
		return IntStream.range(0, 3).mapToDouble(k -> 1 + linear.get(k).get(k)).toArray();
	}

	/** @return degrees by which the other image is turned about each axis, for small angles */
	public double[] rotation() {
		return IntStream.range(0, 3)
			.mapToDouble(k -> Math
				.toDegrees(0.5 * (linear.get((k + 2) % 3).get((k + 1) % 3) - linear.get((k + 1) % 3).get((k + 2) % 3))))
			.toArray();
	}
}
