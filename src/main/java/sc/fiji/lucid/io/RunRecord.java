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

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;

import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * What was done to a stack, as JSON beside the result: {@code OUT.tif.json}. Keys
 * keep the order in which they were put. Values are texts, numbers, booleans,
 * lists and maps.
 */
public final class RunRecord {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting()
		.disableHtmlEscaping()
		.serializeNulls()
		.setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
		.create();

	/** Under this key an image in Fiji holds the record of the run that made it, and a TIFF that Fiji saves of it. */
	public static final String PROPERTY = "Lucid run record";

	/** Larger than any record. */
	private static final long MAX_BYTES = 64 << 20;

	private final Map<String, Object> values = new LinkedHashMap<>();

	/** @return the place of a result's record */
	public static Path pathFor(final Path result) {
		return result.resolveSibling(result.getFileName() + ".json");
	}

	/**
	 * Puts a value.
	 *
	 * @param value a text, number, boolean, list, map; a record or enum becomes a
	 *          map or its text
	 * @return this
	 */
	public RunRecord put(final String key, final Object value) {
		values.put(key, RecordValue.of(value));
		return this;
	}

	/** @return this, with the program's version */
	public RunRecord version(final String version) {
		return put("version", version);
	}

	/** @return this, with the command line or macro call */
	public RunRecord commandLine(final String line) {
		return put("commandLine", line);
	}

	/** @return this, with the options, a record or a map */
	public RunRecord options(final Object options) {
		return put("options", options);
	}

	/** @return this, with the voxel size in µm and where it stands */
	public RunRecord voxelSize(final VoxelSize size, final String source) {
		return put("voxelSize", Map.of("micrometres", List.of(size.x(), size.y(), size.z()), "origin", source));
	}

	/** @return this, with what is known of the microscope, each value with its origin, one entry per channel */
	public RunRecord microscope(final List<OpticalSettings> channels) {
		return put("microscope", channels.stream().map(RunRecord::settings).toList());
	}

	private static Map<String, Object> settings(final OpticalSettings optics) {
		final Map<String, Object> map = new LinkedHashMap<>();
		optics.modality().ifPresent(m -> map.put("modality", withOrigin(m.toString(), optics.modalityOrigin())));
		optics.zernike().ifPresent(z -> map.put("zernike", withOrigin(z.toString(), optics.zernikeOrigin())));
		for (final OpticalParameter parameter : OpticalParameter.values()) {
			final OptionalDouble value = optics.get(parameter);
			if (value.isPresent()) map.put(parameter.flag(), withOrigin(value.getAsDouble(), optics.origin(parameter)));
		}
		return map;
	}

	private static Map<String, Object> withOrigin(final Object value, final Optional<Origin> origin) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("value", value);
		map.put("origin", origin.map(Origin::toString).orElse(""));
		return map;
	}

	/** @return a value, empty if there is none; numbers are {@code Long} or {@code Double} */
	public Optional<Object> get(final String key) {
		return Optional.ofNullable(values.get(key));
	}

	/** @return all values, in their order */
	public Map<String, Object> values() {
		return Collections.unmodifiableMap(values);
	}

	/** @return the same without a value */
	public RunRecord without(final String key) {
		final RunRecord fewer = new RunRecord();
		fewer.values.putAll(values);
		fewer.values.remove(key);
		return fewer;
	}

	/** Writes the record; it appears under its name when it is complete. */
	public void write(final Path file, final boolean force) throws IOException {
		TextFile.write(file, toString(), force);
	}

	/** @throws IOException in one line, if it is no record */
	public static RunRecord read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException(file + " does not exist. Check the path.");
		try {
			if (Files.size(file) > MAX_BYTES) throw new IOException(
				file.getFileName() + " is no run record: it has " + (Files.size(file) >> 20) + " MB.");
			return parse(Files.readString(file), file.getFileName().toString());
		}
		catch (final java.nio.charset.CharacterCodingException exc) {
			throw new IOException(file.getFileName() + " is no run record: it is not JSON.", exc);
		}
	}

	/** @return the record in a file; empty where there is none, or something else */
	public static Optional<RunRecord> readIfOne(final Path file) {
		try {
			return Optional.of(read(file));
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}

	/**
	 * @param json a record as text
	 * @param name of its file, for messages
	 * @throws IOException in one line, if it is none
	 */
	public static RunRecord parse(final String json, final String name) throws IOException {
		try {
			final Object map = GSON.fromJson(json, Object.class);
			if (!(map instanceof Map<?, ?> entries)) throw new IOException(name + " is no run record.");
			final RunRecord record = new RunRecord();
			entries.forEach((key, value) -> record.values.put((String) key, value));
			return record;
		}
		catch (final JsonParseException | IllegalStateException | StackOverflowError exc) {
			throw new IOException(name + " is no run record: it is not JSON.", exc);
		}
	}

	/** @return the record as JSON */
	@Override
	public String toString() {
		return GSON.toJson(values) + "\n";
	}

	/** @return the SHA-256 of a file, in hexadecimal */
	public static String sha256(final Path file) throws IOException {
		final MessageDigest digest = digest();
		final byte[] buffer = new byte[1 << 16];
		try (InputStream in = Files.newInputStream(file)) {
			for (int count = in.read(buffer); count > 0; count = in.read(buffer))
				digest.update(buffer, 0, count);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** @return the SHA-256 of float32 rows, big-endian, one after the other, in hexadecimal */
	public static String sha256(final Iterable<float[]> rows) {
		final MessageDigest digest = digest();
		for (final float[] row : rows) {
			final ByteBuffer bytes = ByteBuffer.allocate(4 * row.length);
			bytes.asFloatBuffer().put(row);
			digest.update(bytes);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** @return the SHA-256 of a text in UTF-8, in hexadecimal */
	public static String sha256(final String text) {
		return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException exc) {
			throw new IllegalStateException("Every Java has SHA-256", exc);
		}
	}
}
