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
package sc.fiji.lucid.quality.report;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records as plain maps, so that any JSON writer can write them. What is absent
 * or not a number is left out.
 */
final class PlainData {

	private PlainData() {}

	static Map<String, Object> ofRecord(final Record record) {
		final Map<String, Object> map = new LinkedHashMap<>();
		for (final RecordComponent component : record.getClass().getRecordComponents()) {
			final Object value = of(read(record, component));
			if (value != null) map.put(component.getName(), value);
		}
		return map;
	}

	private static Object read(final Record record, final RecordComponent component) {
		try {
			return component.getAccessor().invoke(record);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("The report's " + component.getName() + " cannot be read.", e);
		}
	}

	private static Object of(final Object value) {
		if (value instanceof Optional<?> optional) return optional.map(PlainData::of).orElse(null);
		if (value instanceof Record record) return ofRecord(record);
		if (value instanceof Enum<?>) return value.toString();
		if (value instanceof List<?> list) return list.stream().map(PlainData::of).toList();
		if (value instanceof int[] array) return Arrays.stream(array).boxed().toList();
		if (value instanceof double[] array) return numbers(array);
		if (value instanceof Double number) return Double.isFinite(number) ? number : null;
		return value;
	}

	/** Gaps in a curve stay in place, as nulls. */
	private static List<Object> numbers(final double[] array) {
		return Arrays.asList(Arrays.stream(array).mapToObj(v -> Double.isFinite(v) ? (Object) v : null).toArray());
	}
}
