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
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.fft.fused.Workers;
import sc.fiji.lucid.image.Extent;

/** Volumes between Java's rows and a device's buffers, several planes at once. */
public final class Transfer {

	/** Bytes that go together: enough that the way is what takes time, few enough to stay in the cache. */
	private static final int TOGETHER = 8 << 20;

	private final Device device;
	/** Planes need no workspace. */
	private final Workers<Object> workers;
	private ByteBuffer staging = ByteBuffer.allocateDirect(0);

	public Transfer(final Device device, final BooleanSupplier cancelled) {
		this.device = device;
		workers = new Workers<>(Object::new, cancelled);
	}

	/** What fills or takes a row, by several threads. */
	@FunctionalInterface
	public interface Rows {

		/** @param row the row at (y, z); may be longer than the volume's, and holds anything where it is to be filled */
		void row(int y, int z, float[] row);
	}

	/** Fills a buffer of a volume's size. */
	public void write(final Buffer buffer, final Extent size, final Rows rows) {
		pass(buffer, size, rows, false, true);
	}

	/** Takes a buffer of a volume's size to its rows. */
	public void read(final Buffer buffer, final Extent size, final Rows rows) {
		pass(buffer, size, rows, true, false);
	}

	/** Takes a buffer of a volume's size to its rows, and what is left in these back to the buffer. */
	public void change(final Buffer buffer, final Extent size, final Rows rows) {
		pass(buffer, size, rows, true, true);
	}

	private void pass(final Buffer buffer, final Extent size, final Rows rows, final boolean isRead,
		final boolean isWritten)
	{
		each(size, (z, count) -> {
			final ByteBuffer bytes = staged(size, count);
			if (isRead) device.read(buffer, planeBytes(size) * z, bytes);
			final FloatBuffer floats = bytes.asFloatBuffer();
			workers.forEach(count, (nothing, i) -> {
				final float[] row = new float[size.nx()];
				for (int y = 0; y < size.ny(); y++) {
					final int at = (i * size.ny() + y) * size.nx();
					if (isRead) floats.get(at, row);
					rows.row(y, z + i, row);
					if (isWritten) floats.put(at, row);
				}
			});
			if (isWritten) device.write(buffer, planeBytes(size) * z, bytes);
		});
	}

	/** What writes a plane of bytes. */
	@FunctionalInterface
	public interface PlaneBytes {

		void plane(int z, ByteBuffer to);
	}

	/** Fills a buffer plane by plane, of so many bytes each. */
	public void write(final Buffer buffer, final int planes, final int planeBytes, final PlaneBytes source) {
		final int together = Math.max(1, TOGETHER / planeBytes);
		for (int z = 0; z < planes; z += together) {
			final int first = z, count = Math.min(together, planes - z);
			final ByteBuffer bytes = staged(planeBytes * count);
			workers.forEach(count, (nothing, i) -> source.plane(first + i,
				bytes.slice(i * planeBytes, planeBytes).order(ByteOrder.nativeOrder())));
			device.write(buffer, (long) planeBytes * first, bytes);
		}
	}

	/** So many planes from z on. */
	private interface Planeful {

		void at(int z, int count);
	}

	private static void each(final Extent size, final Planeful action) {
		final int together = (int) Math.max(1, TOGETHER / planeBytes(size));
		for (int z = 0; z < size.nz(); z += together)
			action.at(z, Math.min(together, size.nz() - z));
	}

	private static long planeBytes(final Extent size) {
		return (long) Float.BYTES * size.nx() * size.ny();
	}

	private ByteBuffer staged(final Extent size, final int count) {
		return staged(Math.toIntExact(planeBytes(size) * count));
	}

	private ByteBuffer staged(final int bytes) {
		if (staging.capacity() < bytes) staging = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
		staging.clear().limit(bytes);
		return staging;
	}
}
