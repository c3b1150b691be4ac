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

import java.util.function.BooleanSupplier;

import sc.fiji.lucid.image.Extent;

/** An engine that can filter volumes; all of them keep the same contract. */
public interface Engine {

	/** Batched, fused transforms in plain Java; sizes are products of 2, 3 and 5, even along Y. */
	Engine FUSED = new FusedTransforms();

	/** JTransforms, pass by pass: slower, and what the others are checked against. */
	Engine REFERENCE = new ReferenceTransforms();

	/** A graphics card where a trial says that it is faster than the processor, else {@link #FUSED}; the default. */
	Engine AUTO = new ChosenDevice("auto");

	/** What {@link #of} takes, in words for users. */
	String WORDS = "auto, fused, reference, opencl, opencl:DEVICE";

	/**
	 * @param word a name among {@link #WORDS}, in any case; DEVICE is a number or a part of a name as
	 *          {@code lucid devices} lists them
	 * @throws IllegalArgumentException that lists the names, if there is no such engine; whether there is such a device
	 *           is seen when it is used
	 */
	static Engine of(final String word) {
		for (final Engine engine : new Engine[] { AUTO, FUSED, REFERENCE })
			if (engine.toString().equalsIgnoreCase(word)) return engine;
		if (ChosenDevice.isNamed(word)) return new ChosenDevice(word);
		throw new IllegalArgumentException("Unknown engine '" + word + "'; it is one of " + WORDS + ".");
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
}
