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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.view.Views;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;

/** The axes of an image, in its order: where its volumes lie. */
final class Axes {

	private static final List<Axis> SPACE = List.of(Axis.X, Axis.Y, Axis.Z);

	private final List<Axis> names;

	private Axes(final List<Axis> names) {
		this.names = names;
	}

	/** @throws IllegalArgumentException if the axes of such an image must be named */
	static Axes usual(final Interval image) {
		final int n = image.numDimensions();
		if (n != 2 && n != 3) throw new IllegalArgumentException("What the " + n +
			" axes of the image mean is not known: " + "say it, as in axes(Axis.X, Axis.Y, Axis.Z, Axis.TIME).");
		return new Axes(SPACE.subList(0, n));
	}

	/** @throws IllegalArgumentException unless each axis of the image has a name of its own, two of them X and Y */
	static Axes named(final Interval image, final Axis... names) {
		final List<Axis> list = List.of(names);
		if (list.size() != image.numDimensions()) throw new IllegalArgumentException("The image has " +
			image.numDimensions() + " axes, but axes(" + words(list) + ") names " + list.size() + ".");
		if (EnumSet.copyOf(list).size() < list.size() || !list.contains(Axis.X) || !list.contains(Axis.Y))
			throw new IllegalArgumentException("axes(" + words(list) + ") must name X and Y, and no axis twice.");
		return new Axes(list);
	}

	private static String words(final List<Axis> axes) {
		return String.join(", ", axes.stream().map(Axis::name).toList());
	}

	/** @return one volume, axes X, Y, Z; its first voxel is where the image's is */
	<T> RandomAccessibleInterval<T> volume(final RandomAccessibleInterval<T> image, final long channel,
		final long frame)
	{
		RandomAccessibleInterval<T> view = image;
		final List<Axis> left = new ArrayList<>(names);
		for (int d = left.size() - 1; d >= 0; d--)
			if (!SPACE.contains(left.get(d)))
				view = Views.hyperSlice(view, d, left.remove(d) == Axis.CHANNEL ? channel : frame);
		for (int d = 0; d < left.size(); d++) {
			final int from = left.indexOf(SPACE.get(d));
			if (from != d) view = Views.permute(view, from, d);
			left.set(from, left.set(d, SPACE.get(d)));
		}
		return left.size() == 3 ? view : Views.addDimension(view, 0, 0);
	}

	/** @return the size of a volume */
	Extent extent(final Interval image) {
		return new Extent((int) size(image, Axis.X), (int) size(image, Axis.Y), (int) size(image, Axis.Z));
	}

	/** @return the part of a volume of {@code whole} that a volume of {@code part} is */
	Box box(final Interval part, final Interval whole) {
		return new Box((int) (first(part, Axis.X) - first(whole, Axis.X)),
			(int) (first(part, Axis.Y) - first(whole, Axis.Y)), (int) (first(part, Axis.Z) - first(whole, Axis.Z)),
			extent(part));
	}

	/** @return at which place in the order of the image an axis stands; below 0 if it has no such axis */
	int place(final Axis axis) {
		return names.indexOf(axis);
	}

	/** @return voxels along an axis; 1 if the image has no such axis */
	long size(final Interval image, final Axis axis) {
		return names.contains(axis) ? image.dimension(names.indexOf(axis)) : 1;
	}

	/** @return the first position on an axis; 0 if the image has no such axis */
	long first(final Interval image, final Axis axis) {
		return names.contains(axis) ? image.min(names.indexOf(axis)) : 0;
	}

	/**
	 * @param sizes along X, Y and (if the image has it) Z
	 * @return sizes along the axes of the image, 1 for channel and time
	 * @throws IllegalArgumentException if there are too many or too few, or one is not positive
	 */
	int[] cell(final int... sizes) {
		final List<Axis> space = SPACE.stream().filter(names::contains).toList();
		if (sizes.length != space.size() || Arrays.stream(sizes).anyMatch(s -> s < 1))
			throw new IllegalArgumentException("The size of a cell must be given along " + words(space) +
				" in voxels, at least 1, not as " + Arrays.toString(sizes) + ".");
		return names.stream().mapToInt(a -> space.contains(a) ? sizes[space.indexOf(a)] : 1).toArray();
	}
}
