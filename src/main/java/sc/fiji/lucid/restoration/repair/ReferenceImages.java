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
package sc.fiji.lucid.restoration.repair;

import java.io.Serializable;
import java.util.Optional;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Reference images of a camera, read when they are asked for. Goes to other machines with the work. */
public interface ReferenceImages extends Serializable {

	/** There are none. */
	ReferenceImages NONE = new Planes(null, null);

	/**
	 * @param channel from 0, of the stack that is restored
	 * @param stack its size
	 * @return the mean of images without light as one plane, if there are any
	 * @throws IllegalArgumentException naming the image and what is wrong with it
	 */
	Optional<Volume> dark(int channel, Extent stack);

	/** As {@link #dark}, of an evenly lit field. */
	Optional<Volume> flat(int channel, Extent stack);

	/** @return whether there are none at all */
	default boolean isEmpty() {
		return this instanceof Planes p && p.dark == null && p.flat == null;
	}

	/**
	 * Images that are in memory, the same for all channels.
	 *
	 * @param dark one plane; null if there is none
	 * @param flat one plane; null if there is none
	 */
	record Planes(Volume dark, Volume flat) implements ReferenceImages {

		@Override
		public Optional<Volume> dark(final int channel, final Extent stack) {
			return Optional.ofNullable(checked("dark", dark, stack));
		}

		@Override
		public Optional<Volume> flat(final int channel, final Extent stack) {
			return Optional.ofNullable(checked("flat", flat, stack));
		}

		private static Volume checked(final String name, final Volume plane, final Extent stack) {
			if (plane != null) check(name, name, plane.extent().nx(), plane.extent().ny(), stack.nx(), stack.ny());
			return plane;
		}
	}

	/**
	 * @param name of the image, in words
	 * @param setting by which it is given
	 * @throws IllegalArgumentException if it is not as large as the stack's slices
	 */
	static void check(final String name, final String setting, final int width, final int height, final int nx,
		final int ny)
	{
		if (width != nx || height != ny) throw new IllegalArgumentException(
			name + " has " + width + "x" + height + " pixels, and the slices of the stack have " + nx + "x" + ny +
				": for '" + setting + "', record with the same part of the camera and the same binning.");
	}
}
