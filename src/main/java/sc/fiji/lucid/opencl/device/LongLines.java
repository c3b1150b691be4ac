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

import java.util.List;
import java.util.stream.IntStream;

/**
 * The transforms of lines that are too long for the memory that a work group shares: pass by pass through the device's
 * memory, from a buffer to a spare one and back.
 */
final class LongLines {

	/** Enough work items for every processor of a large device. */
	private static final int MOST_GROUPS = 1 << 14;
	private static final int ITEMS = 128;

	private final LineTransform line;
	private final Object table;
	private final List<Device.Kernel> passes;
	private final Buffer spare;

	/**
	 * @param table of the line's twiddle factors
	 * @param spare as large as what is transformed
	 */
	LongLines(final Device device, final LineTransform line, final Buffer table, final Buffer spare) {
		this.line = line;
		this.table = table.handle();
		this.spare = spare;
		passes = IntStream.range(0, line.passes().size()).mapToObj(i -> device.kernel(line.pass(i), "pass")).toList();
	}

	/**
	 * Transforms in place.
	 *
	 * @param outer lines lie in so many parts of the buffer, one after the other
	 * @param inner of each, so many lie beside each other
	 * @param in numbers of a line that are not taken to be 0
	 */
	void transform(final Binding.Context c, final Buffer buffer, final long outer, final long inner, final int in,
		final boolean isInverse)
	{
		final int last = passes.size() - 1;
		Object from = buffer.handle(), to = spare.handle();
		for (int i = 0; i <= last; i++) {
			final long butterflies = outer * inner * (line.n() / line.passes().get(i));
			final int exchange = isInverse ? (i == 0 ? 1 : 0) + (i == last ? 2 : 0) : 0;
			c.launch(passes.get(i).handle(), new long[] { Math.min(MOST_GROUPS, (butterflies + ITEMS - 1) / ITEMS) },
				ITEMS, new Object[] { from, to, table, Math.toIntExact(outer), Math.toIntExact(inner),
					i == 0 ? in : line.n(), exchange });
			final Object other = from;
			from = to;
			to = other;
		}
		if (from != buffer.handle()) c.copy(from, to, buffer.bytes());
	}
}
