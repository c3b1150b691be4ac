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
package sc.fiji.lucid.io;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/**
 * How a file stores a voxel, and what it becomes in memory: unsigned 8 and 16
 * bits stay what they are, everything else becomes float32. That is exact for
 * 8- and 16-bit types and half floats; 32- and 64-bit integers and doubles are
 * rounded to the nearest float32.
 */
public enum SampleType {
	UINT8(1, true), INT8(1, true), UINT16(2, true), INT16(2, true), UINT32(4, false), INT32(4, false), UINT64(8,
		false), INT64(8, false), FLOAT16(2, true), FLOAT32(4, true), FLOAT64(8, false);

	private final int bytes;
	private final boolean exact;

	SampleType(final int bytes, final boolean exact) {
		this.bytes = bytes;
		this.exact = exact;
	}

	/** @return bytes per voxel in the file */
	public int bytes() {
		return bytes;
	}

	/** @return bytes per voxel in an array of {@link #allocate} */
	public int bytesInMemory() {
		return this == UINT8 ? 1 : this == UINT16 ? 2 : 4;
	}

	/** @return whether no value is changed by the conversion to float32 */
	public boolean isExact() {
		return exact;
	}

	/** @return a new array for {@code count} voxels: {@code byte[]}, {@code short[]} or {@code float[]} */
	public Object allocate(final int count) {
		switch (this) {
			case UINT8 :
				return new byte[count];
			case UINT16 :
				return new short[count];
			default :
				return new float[count];
		}
	}

	/**
	 * Copies {@code count} voxels, in the buffer's byte order, from byte
	 * {@code offset} of {@code from} to element {@code position} of {@code to}, an
	 * array of {@link #allocate}.
	 */
	public void copy(final ByteBuffer from, final int offset, final Object to, final int position, final int count) {
		if (this == UINT8) from.get(offset, (byte[]) to, position, count);
		else if (this == UINT16)
			from.slice(offset, 2 * count).order(from.order()).asShortBuffer().get((short[]) to, position, count);
		else if (this == FLOAT32)
			from.slice(offset, 4 * count).order(from.order()).asFloatBuffer().get((float[]) to, position, count);
		else {
			final float[] floats = (float[]) to;
			for (int i = 0; i < count; i++)
				floats[position + i] = value(from, offset + i * bytes);
		}
	}

	/** @return the voxel at byte {@code at} as float32 */
	float value(final ByteBuffer from, final int at) {
		switch (this) {
			case UINT8 :
				return from.get(at) & 0xff;
			case INT8 :
				return from.get(at);
			case UINT16 :
				return from.getShort(at) & 0xffff;
			case INT16 :
				return from.getShort(at);
			case UINT32 :
				return from.getInt(at) & 0xffffffffL;
			case INT32 :
				return from.getInt(at);
			case UINT64 :
				return unsigned(from.getLong(at));
			case INT64 :
				return from.getLong(at);
			case FLOAT16 :
				return half(from.getShort(at));
			case FLOAT32 :
				return from.getFloat(at);
			default :
				return (float) from.getDouble(at);
		}
	}

	/** Halving keeps the sign bit free; the lowest bit is kept sticky for the rounding. */
	private static float unsigned(final long bits) {
		return bits >= 0 ? bits : 2f * (bits >>> 1 | bits & 1);
	}

	/** IEEE 754 binary16 to binary32, exact; JDK 17 has no method for it. */
	static float half(final short bits) {
		final int exponent = bits >> 10 & 0x1f;
		final int fraction = bits & 0x3ff;
		final float magnitude;
		if (exponent == 0) magnitude = fraction * 0x1p-24f;
		else if (exponent == 31) magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
		else magnitude = Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
		return bits < 0 ? -magnitude : magnitude;
	}

	/** @return a new array with the voxels of a {@link Stack#plane} as float32 */
	public static float[] toFloats(final Object plane) {
		final float[] result = new float[Array.getLength(plane)];
		copyToFloats(plane, 0, result, 0, result.length);
		return result;
	}

	/** Copies {@code count} voxels of a {@link Stack#plane}, from element {@code from} on, as float32. */
	public static void copyToFloats(final Object plane, final int from, final float[] to, final int position,
		final int count)
	{
		if (plane instanceof float[] floats) System.arraycopy(floats, from, to, position, count);
		else if (plane instanceof byte[] bytes) for (int i = 0; i < count; i++)
			to[position + i] = bytes[from + i] & 0xff;
		else {
			final short[] shorts = (short[]) plane;
			for (int i = 0; i < count; i++)
				to[position + i] = shorts[from + i] & 0xffff;
		}
	}
}
