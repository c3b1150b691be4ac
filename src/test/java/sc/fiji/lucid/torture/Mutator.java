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
package sc.fiji.lucid.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damages valid files as storage, programs and strangers do: a few bytes, numbers, lengths; the same seed, the same
 * damage.
 */
final class Mutator {

	private static final byte[][] EXTREMES = { { 0, 0, 0, 0 }, { -1, -1, -1, -1 }, { 0x7f, -1, -1, -1 },
		{ -1, -1, -1, 0x7f }, { (byte) 0x80, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 0, 1 } };
	private static final String[] NUMBERS = { "0", "-1", "2147483647", "2147483648", "4294967296",
		"9223372036854775807", "1e308", "NaN", "0.0000001", "65536", "''", "null", "[]" };

	private final Random random;

	Mutator(final long seed) {
		// Random gives nearly the same first numbers to seeds that follow each other.
		random = new Random(seed * 0x9e3779b97f4a7c15L);
	}

	int pick(final int count) {
		return random.nextInt(count);
	}

	/** Damages a file, or one of the files in a folder. */
	void damage(final Path path) throws IOException {
		Path file = path;
		if (Files.isDirectory(path)) try (Stream<Path> all = Files.walk(path)) {
			final List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
			file = files.get(pick(files.size()));
		}
		byte[] bytes = Files.readAllBytes(file);
		for (int i = 1 + pick(3); i > 0 && bytes.length > 0; i--)
			bytes = isText(bytes) && random.nextBoolean() ? textual(bytes) : damaged(bytes);
		Files.write(file, bytes);
	}

	private static boolean isText(final byte[] bytes) {
		return new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1)
			.matches("[\\p{Print}\\s]*");
	}

	private byte[] damaged(final byte[] bytes) {
		// Headers decide most, so that they are hit most.
		final int reach = random.nextBoolean() ? Math.min(bytes.length, 600) : bytes.length, at = pick(reach);
		final byte[] copy = bytes.clone();
		switch (pick(6)) {
			case 0 :
				copy[at] ^= 1 << pick(8);
				return copy;
			case 1 :
				final byte[] extreme = EXTREMES[pick(EXTREMES.length)];
				System.arraycopy(extreme, 0, copy, at, Math.min(extreme.length, copy.length - at));
				return copy;
			case 2 :
				return Arrays.copyOf(bytes, at);
			case 3 :
				return spliced(bytes, at, Math.min(bytes.length, at + 1 + pick(64)), new byte[0]);
			case 4 :
				final byte[] noise = new byte[1 + pick(64)];
				random.nextBytes(noise);
				return spliced(bytes, at, at, noise);
			default :
				return spliced(bytes, at, at, Arrays.copyOfRange(bytes, pick(at + 1), at));
		}
	}

	/** A number or a word of a text becomes another. */
	private byte[] textual(final byte[] bytes) {
		final String text = new String(bytes, StandardCharsets.UTF_8);
		final String[] parts = text.split("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");
		final int at = pick(parts.length);
		parts[at] = random.nextInt(4) == 0 ? parts[pick(parts.length)] : NUMBERS[pick(NUMBERS.length)];
		return String.join("", parts).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] spliced(final byte[] bytes, final int from, final int to, final byte[] middle) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(bytes, 0, from);
		out.writeBytes(middle);
		out.write(bytes, to, bytes.length - to);
		return out.toByteArray();
	}
}
