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
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.image.Extent;

/** An engine that can filter volumes; all of them keep the same contract. */
public interface Engine {

	/** Batched, fused transforms in plain Java; sizes are products of 2, 3 and 5, even along Y. */
	Engine FUSED = new FusedTransforms();

	/** JTransforms, pass by pass: slower, and what the others are checked against. */
	Engine REFERENCE = new ReferenceTransforms();

	/** @return the engine of a choice; one that names a device, or leaves it open, is {@link #resolved} when it is used */
	static Engine of(final EngineChoice choice) {
		return choice.equals(EngineChoice.FUSED) ? FUSED
			: choice.equals(EngineChoice.REFERENCE) ? REFERENCE : new ChosenDevice(choice);
	}

	/** @return what a 3-D FFT of a grid costs, to be compared with others: n log n for n voxels */
	static double cost(final Extent grid) {
		return grid.voxels() * Math.log(grid.voxels());
	}

	/**
	 * @return the engine that this choice comes to on this machine for a grid of this size: itself, unless it names a
	 *         device or leaves it open
	 * @throws EngineFailure if a device is named that there is not, or that cannot be used
	 */
	default Engine resolved(final Extent grid) {
		return this;
	}

	/** @return the engine that takes over where a device fails: itself, or that of the processor */
	default Engine onProcessor() {
		return this;
	}

	/** @return the memory of the device that this is on; empty for an engine of the processor */
	default Optional<DeviceRoom> room() {
		return Optional.empty();
	}

	/**
	 * @return the devices that share work on grids of this size, for {@link EngineChoice#on}; none if this is one
	 * engine
	 */
	default List<String> sharing(final Extent grid) {
		return List.of();
	}

	/**
	 * @param grid the size to transform, one that the engine {@link #supports}
	 * @param cancelled asked before every plane; true ends the work with a
	 *          {@link java.util.concurrent.CancellationException}
	 * @return a new engine for this grid
	 * @throws IllegalArgumentException if the grid is not supported
	 */
	FilterEngine create(Extent grid, BooleanSupplier cancelled);

	/** @return whether the engine can transform a grid of exactly this size */
	boolean supports(Extent grid);

	/** @return the grid that is at least as large as {@code minimum} on every axis and costs least to transform */
	Extent grid(Extent minimum);

	/** @return bytes held by one field on this grid, at most: planes beyond all its domains are not held */
	long fieldBytes(Extent grid);

	/** @return bytes held by one transfer function on this grid */
	long otfBytes(Extent grid);

	/** @return bytes that an engine on this grid needs for each thread, at most */
	long workspaceBytes(Extent grid);

	/** @return bytes that each thread needs besides, at most, where a {@link Kernel} changes along z */
	long depthWorkspaceBytes(Extent grid);
}
