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
package sc.fiji.lucid.image;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

/** Work on the planes of volumes with the caller's threads, and sums that do not depend on their number. */
public final class Planes {

	private Planes() {}

	/** What is summed over the planes of a volume. */
	@FunctionalInterface
	public interface Summand {

		/** @param sums the accumulators of plane {@code z} */
		void add(int z, double[] sums);
	}

	/** Does {@code task} for every plane. */
	public static void forEach(final int planes, final IntConsumer task) {
		Parallelization.getTaskExecutor().forEach(IntStream.range(0, planes).boxed().toList(), task::accept);
	}

	/** @return {@code size} sums over the planes, added in the order of z */
	public static double[] sum(final int planes, final int size, final Summand summand) {
		final double[] total = new double[size];
		for (final double[] plane : each(planes, size, summand))
			for (int i = 0; i < size; i++)
				total[i] += plane[i];
		return total;
	}

	/** @return {@code size} sums of each plane */
	public static double[][] each(final int planes, final int size, final Summand summand) {
		final double[][] sums = new double[planes][size];
		forEach(planes, z -> summand.add(z, sums[z]));
		return sums;
	}

	/**
	 * @return the extent of both
	 * @throws IllegalArgumentException that names both, if they differ
	 */
	public static Extent same(final String firstName, final Volume first, final String secondName,
		final Volume second)
	{
		if (first.extent().equals(second.extent())) return first.extent();
		throw new IllegalArgumentException("The " + firstName + " (" + first.extent() + " voxels) and the " +
			secondName + " (" + second.extent() + " voxels) differ in size; crop them to the same field of view.");
	}
}
