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
package sc.fiji.lucid.io.zarr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import sc.fiji.lucid.io.PartFile;

/**
 * The metadata files of a Zarr folder. What is absent or of another kind is refused with the file's and the key's name.
 */
final class ZarrJson {

	/** Larger than any honest metadata. */
	private static final long MAX_BYTES = 64 << 20;
	private static final Gson GSON = new GsonBuilder().setPrettyPrinting()
		.disableHtmlEscaping()
		.serializeNulls()
		.create();

	private final Path file;
	private final JsonObject object;

	private ZarrJson(final Path file, final JsonObject object) {
		this.file = file;
		this.object = object;
	}

	/** @throws IOException in one line, if the file is absent or no JSON object */
	static ZarrJson read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException(file + " does not exist: the Zarr is incomplete.");
		if (Files.size(file) > MAX_BYTES) throw new IOException(file + " is too large for the metadata of a Zarr.");
		try {
			final JsonElement element = JsonParser.parseString(Files.readString(file));
			if (element.isJsonObject()) return new ZarrJson(file, element.getAsJsonObject());
		}
		catch (final JsonParseException | java.nio.charset.CharacterCodingException exc) {
			throw new IOException(file + " is damaged: it is not JSON.", exc);
		}
		throw new IOException(file + " is damaged: it is not a JSON object.");
	}

	/** Writes a value of maps, lists, texts and numbers; the file appears when it is complete. */
	static void write(final Path file, final Object value) throws IOException {
		final StringBuilder ascii = new StringBuilder();
		// Some readers take metadata as ASCII (zarr-python 2).
		GSON.toJson(value)
			.chars()
			.forEach(c -> ascii.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
		PartFile.write(file, ascii.toString().getBytes(StandardCharsets.US_ASCII));
	}

	/** @return keys and values in this order, so that the same metadata give the same bytes */
	static Map<String, Object> map(final Object... keysAndValues) {
		final Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2)
			map.put((String) keysAndValues[i], keysAndValues[i + 1]);
		return map;
	}

	/** @return an object without entries, as of a file that need not be there */
	static ZarrJson none(final Path file) {
		return new ZarrJson(file, new JsonObject());
	}

	boolean has(final String key) {
		return object.has(key) && !object.get(key).isJsonNull();
	}

	ZarrJson child(final String key) throws IOException {
		if (!has(key) || !object.get(key).isJsonObject()) throw damaged(key);
		return new ZarrJson(file, object.getAsJsonObject(key));
	}

	/** @return the objects of a list; none if it is absent */
	List<ZarrJson> children(final String key) throws IOException {
		final List<ZarrJson> list = new ArrayList<>();
		if (!has(key)) return list;
		if (!object.get(key).isJsonArray()) throw damaged(key);
		for (final JsonElement element : object.getAsJsonArray(key)) {
			if (!element.isJsonObject()) throw damaged(key);
			list.add(new ZarrJson(file, element.getAsJsonObject()));
		}
		return list;
	}

	/** @return a text or number as text */
	String text(final String key) throws IOException {
		if (!has(key) || !object.get(key).isJsonPrimitive()) throw damaged(key);
		return object.get(key).getAsString();
	}

	String text(final String key, final String fallback) throws IOException {
		return has(key) ? text(key) : fallback;
	}

	int integer(final String key, final int fallback) throws IOException {
		try {
			return has(key) ? object.get(key).getAsInt() : fallback;
		}
		catch (final NumberFormatException | UnsupportedOperationException | IllegalStateException exc) {
			throw damaged(key);
		}
	}

	double[] numbers(final String key) throws IOException {
		try {
			final List<Double> list = new ArrayList<>();
			for (final JsonElement element : object.getAsJsonArray(key))
				list.add(element.getAsDouble());
			return list.stream().mapToDouble(Double::doubleValue).toArray();
		}
		catch (final RuntimeException exc) {
			throw damaged(key);
		}
	}

	/** @return whole numbers from 0 to 2³¹-1 */
	int[] integers(final String key) throws IOException {
		final double[] numbers = numbers(key);
		final int[] integers = new int[numbers.length];
		for (int i = 0; i < numbers.length; i++) {
			integers[i] = (int) numbers[i];
			if (integers[i] != numbers[i] || integers[i] < 0) throw damaged(key);
		}
		return integers;
	}

	/** @return the texts of a list; none if it is absent */
	List<String> texts(final String key) throws IOException {
		final List<String> list = new ArrayList<>();
		if (!has(key)) return list;
		if (!object.get(key).isJsonArray()) throw damaged(key);
		for (final JsonElement element : object.getAsJsonArray(key))
			list.add(element.isJsonPrimitive() ? element.getAsString() : "");
		return list;
	}

	/** @return the object as JSON */
	@Override
	public String toString() {
		return GSON.toJson(object);
	}

	/** @return an error in one line that names the key */
	IOException damaged(final String key) {
		return problem("is damaged: '" + key + "' is absent or not as it should be");
	}

	/** @return an error in one line */
	IOException problem(final String what) {
		return new IOException(file + " " + what + ".");
	}
}
