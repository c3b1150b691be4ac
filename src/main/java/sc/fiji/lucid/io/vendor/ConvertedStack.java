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
package sc.fiji.lucid.io.vendor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;

/** A stack that is read from a converted file and is known by the original one. */
final class ConvertedStack implements Stack {

	private final Stack converted;
	private final Path original;
	private final StackMetadata metadata;

	/** @param note tells where the converted file is */
	ConvertedStack(final Stack converted, final Path original, final String note) {
		this.converted = converted;
		this.original = original;
		metadata = converted.metadata().toBuilder().note(note).build();
	}

	@Override
	public String name() {
		return original.getFileName().toString();
	}

	@Override
	public StackShape shape() {
		return converted.shape();
	}

	@Override
	public StackMetadata metadata() {
		return metadata;
	}

	/** The original: results are known by its contents, wherever it was converted to. */
	@Override
	public List<Path> files() {
		return List.of(original);
	}

	@Override
	public List<String> doubts() throws IOException {
		return converted.doubts();
	}

	@Override
	public int bytesPerVoxel() throws IOException {
		return converted.bytesPerVoxel();
	}

	@Override
	public Object plane(final int channel, final int slice, final int frame) throws IOException {
		return converted.plane(channel, slice, frame);
	}

	@Override
	public float[] part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		return converted.part(channel, slice, frame, x, y, width, height);
	}

	@Override
	public void close() throws IOException {
		converted.close();
	}
}
