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
package sc.fiji.lucid.optics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known about a microscope, each value with its origin; possibly not
 * everything. Immutable. A {@code Microscope} is made of it once all that matters
 * is known.
 */
public final class OpticalSettings {

	/** Nothing known. */
	public static final OpticalSettings NONE = new OpticalSettings(Map.of(), null, null, null, null);

	/** A value and where it came from. */
	private record Known(double value, Origin origin) {}

	private final Map<OpticalParameter, Known> values;
	private final Modality modality;
	private final Origin modalityOrigin;
	private final Zernike zernike;
	private final Origin zernikeOrigin;

	private OpticalSettings(final Map<OpticalParameter, Known> values, final Modality modality,
		final Origin modalityOrigin, final Zernike zernike, final Origin zernikeOrigin)
	{
		this.values = values;
		this.modality = modality;
		this.modalityOrigin = modalityOrigin;
		this.zernike = zernike;
		this.zernikeOrigin = zernikeOrigin;
	}

	/**
	 * @param microscope any
	 * @return all its values and their origins, defaults filled in
	 */
	public static OpticalSettings of(final Microscope microscope) {
		return microscope.settings();
	}

	/**
	 * @return a microscope of these values, and of defaults for what is not known
	 * @throws IllegalArgumentException if something needed is not known (all of it is named, with the option to give),
	 *           or values contradict each other
	 */
	public Microscope microscope() {
		return Microscope.of(this);
	}

	/**
	 * @return these settings and one value more (or replaced)
	 * @throws IllegalArgumentException if the value is outside the parameter's range
	 */
	public OpticalSettings with(final OpticalParameter parameter, final double value, final Origin origin) {
		final Map<OpticalParameter, Known> more = new EnumMap<>(OpticalParameter.class);
		more.putAll(values);
		more.put(parameter, new Known(parameter.check(value), origin));
		return new OpticalSettings(more, modality, modalityOrigin, zernike, zernikeOrigin);
	}

	/** @return these settings with the modality */
	public OpticalSettings with(final Modality value, final Origin origin) {
		return new OpticalSettings(values, value, origin, zernike, zernikeOrigin);
	}

	/** @return these settings with the aberrations of the pupil */
	public OpticalSettings with(final Zernike value, final Origin origin) {
		return new OpticalSettings(values, modality, modalityOrigin, value, origin);
	}

	/** @return these settings, and those of {@code fallback} for what is not known here */
	public OpticalSettings orElse(final OpticalSettings fallback) {
		final Map<OpticalParameter, Known> merged = new EnumMap<>(OpticalParameter.class);
		merged.putAll(fallback.values);
		merged.putAll(values);
		final OpticalSettings byModality = modality != null ? this : fallback;
		final OpticalSettings byZernike = zernike != null ? this : fallback;
		return new OpticalSettings(merged, byModality.modality, byModality.modalityOrigin, byZernike.zernike,
			byZernike.zernikeOrigin);
	}

	/** @return the value, empty if not known */
	public OptionalDouble get(final OpticalParameter parameter) {
		final Known known = values.get(parameter);
		return known == null ? OptionalDouble.empty() : OptionalDouble.of(known.value);
	}

	/** @return where the value came from, empty if not known */
	public Optional<Origin> origin(final OpticalParameter parameter) {
		return Optional.ofNullable(values.get(parameter)).map(Known::origin);
	}

	/** @return the modality, empty if not known */
	public Optional<Modality> modality() {
		return Optional.ofNullable(modality);
	}

	/** @return where the modality came from, empty if not known */
	public Optional<Origin> modalityOrigin() {
		return Optional.ofNullable(modalityOrigin);
	}

	/** @return the aberrations of the pupil, empty if none were given */
	public Optional<Zernike> zernike() {
		return Optional.ofNullable(zernike);
	}

	/** @return where the aberrations came from, empty if none were given */
	public Optional<Origin> zernikeOrigin() {
		return Optional.ofNullable(zernikeOrigin);
	}
}
