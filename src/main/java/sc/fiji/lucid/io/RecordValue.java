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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Turns what is put into a run record into texts, numbers, booleans, lists and maps. */
final class RecordValue {

	private RecordValue() {}

	static Object of(final Object value) {
		// JSON has no word for these.
		if (value instanceof Number number && !Double.isFinite(number.doubleValue())) return number.toString();
		if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String)
			return value;
		if (value instanceof Optional<?> optional) return of(optional.orElse(null));
		if (value instanceof OptionalDouble optional) return optional.isPresent() ? optional.getAsDouble() : null;
		if (value instanceof OptionalInt optional) return optional.isPresent() ? optional.getAsInt() : null;
		if (value instanceof Map<?, ?> map) {
			final Map<String, Object> result = new LinkedHashMap<>();
			map.forEach((k, v) -> result.put(String.valueOf(k), of(v)));
			return result;
		}
		if (value instanceof Collection<?> items) {
			final List<Object> result = new ArrayList<>();
			items.forEach(item -> result.add(of(item)));
			return result;
		}
		return value instanceof Record record ? ofRecord(record) : value.toString();
	}

	private static Object ofRecord(final Record record) {
		final Map<String, Object> result = new LinkedHashMap<>();
		try {
			for (final RecordComponent component : record.getClass().getRecordComponents()) {
				component.getAccessor().setAccessible(true);
				result.put(component.getName(), of(component.getAccessor().invoke(record)));
			}
			return result;
		}
		catch (final IllegalAccessException | InvocationTargetException | RuntimeException exc) {
			return record.toString();
		}
	}
}
