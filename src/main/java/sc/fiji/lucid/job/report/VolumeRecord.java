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
package sc.fiji.lucid.job.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run record says of one volume, whether it was restored in one piece, whose outcome stands there, or in tiles,
 * for all of which was decided before.
 *
 * @param values as the record has them
 */
public record VolumeRecord(Map<?, ?> values) {

	/** What a record says of an option that was left open. */
	private static final String AUTO = "auto";
	private static final String WHOLE = "-?\\d{1,18}";
	private static final String NUMBER = "-?[0-9.]+(E-?[0-9]+)?";

	/** @return whether the volume was restored in tiles, for which was decided before */
	public boolean isTiled() {
		return values.get("decisions") instanceof Map<?, ?>;
	}

	/** @return what is known under this name; numbers as numbers */
	public Optional<Object> get(final String name) {
		final Object known = values.get(name) != null ? values.get(name) : decided(name);
		if (known == null || known.equals("") || known.equals(AUTO)) return Optional.empty();
		if (!(known instanceof String text) || !text.matches(NUMBER)) return Optional.of(known);
		return Optional.of(text.matches(WHOLE) ? (Object) Long.valueOf(text) : Double.valueOf(text));
	}

	/** @return what is known under this name, if it is a number */
	public OptionalDouble number(final String name) {
		return get(name).orElse(null) instanceof Number number ? OptionalDouble.of(number.doubleValue())
			: OptionalDouble.empty();
	}

	/** @return of tiles that start from coarse levels of the whole volume, how these are binned along x, y and z */
	public Optional<Map<?, ?>> coarse() {
		return values.get("decisions") instanceof Map<?, ?> decisions &&
			decisions.get("coarse") instanceof Map<?, ?> coarse ? Optional.of(coarse) : Optional.empty();
	}

	/**
	 * @return µm along X, Y and Z by which what was restored lies further than its result, which was put back; 0 where
	 *         nothing was moved
	 */
	public List<Double> shift() {
		final Object known = isTiled() ? ((Map<?, ?>) values.get("decisions")).get("alignment")
			: values.get("alignment");
		return known instanceof Map<?, ?> alignment && alignment.get("shift") instanceof List<?> list &&
			list.size() == 3 && list.stream().allMatch(Number.class::isInstance)
				? list.stream().map(v -> ((Number) v).doubleValue()).toList() : List.of(0.0, 0.0, 0.0);
	}

	private Object decided(final String name) {
		return values.get("decisions") instanceof Map<?, ?> decisions &&
			decisions.get("options") instanceof Map<?, ?> options ? options.get(name) : null;
	}
}
