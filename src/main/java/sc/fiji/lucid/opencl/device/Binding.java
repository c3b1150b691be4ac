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
package sc.fiji.lucid.opencl.device;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The few calls of OpenCL 1.2 that are needed here. Everything else in this package is written against this, so that
 * tests can let each call fail. All methods throw {@link sc.fiji.lucid.fft.EngineFailure} where OpenCL returns an
 * error.
 */
public interface Binding {

	/** @return the devices of all platforms; empty if there is none */
	List<DeviceInfo> devices();

	/** @param device number in {@link #devices} */
	Context open(int device);

	/** A device at work: a context with one queue, in order. Handles are those of the implementation. */
	interface Context {

		/** @return a new buffer on the device */
		Object allocate(long bytes);

		void release(Object buffer);

		/** @return a kernel of a program that is built from this text */
		Object build(String source, String kernel);

		/**
		 * @param groups work groups along each axis
		 * @param items work items of a group, along the first axis
		 * @param arguments buffers, {@link Integer}s and {@link Float}s
		 */
		void launch(Object kernel, long[] groups, int items, Object[] arguments);

		/** Copies from the position to the limit of a direct buffer; returns when it is done. */
		void write(Object buffer, long offset, ByteBuffer from);

		/** The other way. */
		void read(Object buffer, long offset, ByteBuffer to);

		void copy(Object from, Object to, long bytes);

		/** Returns when everything that was asked for is done. */
		void finish();
	}
}
