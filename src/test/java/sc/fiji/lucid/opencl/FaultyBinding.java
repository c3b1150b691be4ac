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
package sc.fiji.lucid.opencl;

import java.util.Map;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.DeviceInfo;

/** A binding that counts its calls, and lets some of them go wrong. */
final class FaultyBinding implements Binding {

	/** The calls there are. */
	enum Call {
		DEVICES, OPEN, ALLOCATE, RELEASE, BUILD, LAUNCH, WRITE, READ, COPY, FINISH
	}

	/** What happens around a call. */
	interface Fault {

		/**
		 * @param number of the call among all, from 1
		 * @param ofKind number among calls of its kind
		 * @param detail name of a kernel, or empty
		 * @return whether the call is left out
		 */
		boolean before(Call call, int number, int ofKind, String detail);

		/** What a read gives can be changed. */
		default void afterRead(final int ofKind, final ByteBuffer read) {}
	}

	static final Fault NONE = (call, number, ofKind, detail) -> false;

	private final Binding real;
	private final UnaryOperator<DeviceInfo> description;
	private volatile Fault fault = NONE;
	private int number;
	private final int[] ofKind = new int[Call.values().length];

	FaultyBinding(final Binding real, final UnaryOperator<DeviceInfo> description) {
		this.real = real;
		this.description = description;
	}

	/** From now on, with the count begun anew. */
	synchronized void goWrong(final Fault how) {
		fault = how;
		number = 0;
		Arrays.fill(ofKind, 0);
	}

	/** @return calls since it was told how to go wrong */
	synchronized int calls() {
		return number;
	}

	private boolean isLeftOut(final Call call, final String detail) {
		final int n, k;
		synchronized (this) {
			n = ++number;
			k = ++ofKind[call.ordinal()];
		}
		return fault.before(call, n, k, detail);
	}

	@Override
	public List<DeviceInfo> devices() {
		if (isLeftOut(Call.DEVICES, "")) return List.of();
		return real.devices().stream().map(description).toList();
	}

	@Override
	public Context open(final int device) {
		isLeftOut(Call.OPEN, "");
		final Context inside = real.open(device);
		return new Context() {

			private final Map<Object, String> names = new IdentityHashMap<>();

			@Override
			public Object allocate(final long bytes) {
				isLeftOut(Call.ALLOCATE, "");
				return inside.allocate(bytes);
			}

			@Override
			public void release(final Object buffer) {
				isLeftOut(Call.RELEASE, "");
				inside.release(buffer);
			}

			@Override
			public Object build(final String source, final String kernel) {
				isLeftOut(Call.BUILD, kernel);
				final Object built = inside.build(source, kernel);
				names.put(built, kernel);
				return built;
			}

			@Override
			public void launch(final Object kernel, final long[] groups, final int items, final Object[] arguments) {
				if (!isLeftOut(Call.LAUNCH, names.get(kernel))) inside.launch(kernel, groups, items, arguments);
			}

			@Override
			public void write(final Object buffer, final long offset, final ByteBuffer from) {
				if (!isLeftOut(Call.WRITE, "")) inside.write(buffer, offset, from);
			}

			@Override
			public void read(final Object buffer, final long offset, final ByteBuffer to) {
				if (isLeftOut(Call.READ, "")) return;
				inside.read(buffer, offset, to);
				fault.afterRead(ofKind[Call.READ.ordinal()], to);
			}

			@Override
			public void copy(final Object from, final Object to, final long bytes) {
				if (!isLeftOut(Call.COPY, "")) inside.copy(from, to, bytes);
			}

			@Override
			public void finish() {
				isLeftOut(Call.FINISH, "");
				inside.finish();
			}
		};
	}
}
