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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import sc.fiji.lucid.fft.EngineFailure;

/**
 * A device that is open. One thread of its own makes all calls, so that a driver that hangs hangs alone: who waits for
 * longer than is to be believed gives the device up, for as long as this Java runs.
 */
public final class Device {

	/** A driver that has not answered for so long, beyond what the work may take, is taken to hang. */
	public static final long PATIENCE_MS = 10_000;
	/** What work may take beyond that: so many times what the same took before. */
	private static final int SLOWER = 20;
	/** Where nothing is known of that yet, or a kernel is built, for which drivers take seconds: so many times longer. */
	private static final int FIRST = 12;

	private final DeviceInfo info;
	private final Binding.Context context;
	private final ExecutorService thread;
	private final long patience;
	private final Map<String, Object> kernels = new HashMap<>();
	/** Released by the thread when it next works; buffers may be let go in any thread. */
	private final List<Object> released = new ArrayList<>();
	private volatile EngineFailure lost;
	/** Milliseconds that each kind of work took, of late. */
	private final Map<String, Long> taken = new ConcurrentHashMap<>();
	private volatile long held;

	/** @param patience milliseconds after which a driver that does not answer is given up */
	public Device(final Binding binding, final int number, final DeviceInfo info, final long patience) {
		this.info = info;
		this.patience = patience;
		thread = Executors.newSingleThreadExecutor(task -> {
			final Thread t = new Thread(task, "Lucid " + info.name());
			t.setDaemon(true);
			return t;
		});
		context = await("open", FIRST * patience, () -> binding.open(number));
	}

	public DeviceInfo info() {
		return info;
	}

	/** A kernel and its arguments' order are known to who asks for it. */
	public record Kernel(Object handle, String name) {}

	/** @return the kernel of this name in a program of this text, built when it is first asked for */
	public Kernel kernel(final String source, final String name) {
		return await("build " + name, FIRST * patience,
			() -> new Kernel(kernels.computeIfAbsent(name + source, key -> context.build(source, name)), name));
	}

	/** Calls of one piece of work, made by the device's thread. */
	public interface Work<T> {

		T on(Binding.Context context);
	}

	/**
	 * Does a piece of work and waits for it.
	 *
	 * @param what in a word, for messages
	 * @throws EngineFailure if a call fails, or nothing comes back in time
	 */
	public <T> T work(final String what, final Work<T> work) {
		final Long before = taken.get(what);
		return await(what, before == null ? FIRST * patience : patience + SLOWER * before, () -> {
			final long start = System.nanoTime();
			final T result = work.on(context);
			// The first time is that of a driver that is not ready yet, and is soon forgotten.
			taken.merge(what, (System.nanoTime() - start) / 1_000_000, (old, now) -> Math.max(now, old / 2));
			return result;
		});
	}

	private <T> T await(final String what, final long most, final Callable<T> call) {
		checkNotLost();
		final Future<T> future = thread.submit(() -> {
			release();
			return call.call();
		});
		try {
			return future.get(most, TimeUnit.MILLISECONDS);
		}
		catch (final ExecutionException e) {
			throw failed(what, e.getCause());
		}
		catch (final TimeoutException e) {
			throw lost("no answer for " + most / 1000.0 + " seconds (" + what + ")", e);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw lost("the wait for it was interrupted", e);
		}
	}

	private EngineFailure failed(final String what, final Throwable cause) {
		if (cause instanceof EngineFailure) return lost(cause.getMessage() + " (" + what + ")", cause);
		// Also what a binding lacks, and memory that Java lacks for it.
		return lost(cause + " (" + what + ")", cause);
	}

	/** After an error a context is in no known state: it is not used again. */
	private EngineFailure lost(final String why, final Throwable cause) {
		final EngineFailure failure = new EngineFailure(info.name() + ": " + why, cause);
		lost = failure;
		thread.shutdown();
		return failure;
	}

	/** @throws EngineFailure if it was given up */
	public void checkNotLost() {
		if (lost != null) throw lost;
	}

	/** @return bytes that are held on it */
	public long held() {
		return held;
	}

	/** @return whether it was given up */
	public boolean isLost() {
		return lost != null;
	}

	/** @throws EngineFailure with this device's name, which is not used again */
	public EngineFailure wrong(final String what) {
		return lost(what, null);
	}

	/** @return a new buffer, whose content is anything */
	public Buffer allocate(final long bytes) {
		if (bytes > info.largest() || held + bytes > info.usable()) throw new EngineFailure(
			info.name() + " has " + (info.usable() >> 20) + " MB for this, of which one part may be " +
				(info.largest() >> 20) + " MB; it would take more than " + (held + bytes >> 20) + " MB");
		final Object handle = await("allocate", FIRST * patience, () -> context.allocate(bytes));
		held += bytes;
		return new Buffer(this, handle, bytes);
	}

	public void release(final Buffer buffer) {
		held -= buffer.bytes();
		synchronized (released) {
			released.add(buffer.handle());
		}
	}

	private void release() {
		synchronized (released) {
			for (final Object handle : released)
				context.release(handle);
			released.clear();
		}
	}

	/** Fills a buffer from this position on. */
	public void write(final Buffer buffer, final long offset, final ByteBuffer from) {
		work("write", c -> {
			c.write(buffer.handle(), offset, from);
			return null;
		});
	}

	/** The other way. */
	public void read(final Buffer buffer, final long offset, final ByteBuffer to) {
		work("read", c -> {
			c.read(buffer.handle(), offset, to);
			return null;
		});
	}
}
