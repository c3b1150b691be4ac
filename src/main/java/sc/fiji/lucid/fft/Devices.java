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
package sc.fiji.lucid.fft;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

import sc.fiji.lucid.image.Extent;

/**
 * Devices beside the processor, such as graphics cards. An implementation is found by {@link ServiceLoader}, so that
 * nothing else knows of it; without one everything runs on the processor.
 */
public interface Devices {

	/**
	 * On smaller grids, less is gained than it takes to look for devices and to build kernels, a second or two; and
	 * to look whether there is an implementation takes a tenth of one (2026-11-29).
	 */
	long LEAST_VOXELS = 4 << 20;

	/** The implementation that is installed, if there is one. It is looked for when a device is first asked for. */
	Supplier<Optional<Devices>> INSTALLED = new InstalledDevices();

	/** @return a device in words: name, driver, memory, and what its self-test said */
	List<String> described();

	/** @return how many can share work: graphics cards, or whatever there is where there are none; 0 without any */
	int count();

	/**
	 * @param grid size of a tile
	 * @param name of a device; several, with commas between; or empty
	 * @param isAuto whether only what is faster than the processor counts
	 * @return numbers of the devices that share tiles: those that are named, or else the graphics cards with which it is
	 *         quickest, by a trial; none if that is one or no device
	 * @throws EngineFailure if there is no such device
	 */
	List<String> sharing(Extent grid, String name, boolean isAuto);

	/**
	 * @param name number or part of the name of a device; empty for the first one; {@code #n} for the n-th of those that
	 *          {@link #count} counts, from 0, and beyond the last from the first again
	 * @return the engine on it
	 * @throws EngineFailure in one line, if there is no such device, or its self-test failed
	 */
	Engine named(String name);

	/**
	 * @param name of a device, as above; empty for the fastest
	 * @return an engine that a trial says to be faster than the processor on a grid of this size; none where there is no
	 *         device, or the grid is too small to be worth a look
	 */
	Optional<Engine> faster(Extent grid, String name);
}
