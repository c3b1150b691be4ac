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

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the microscope illuminates and detects. */
public enum Modality {
	/** Camera, the whole depth illuminated. */
	WIDEFIELD,
	/** Scanned laser focus and a pinhole. */
	CONFOCAL,
	/** Many pinholes, for illumination and detection alike, and a camera. */
	SPINNING_DISK,
	/** Excitation by two photons at once, all light collected. */
	TWO_PHOTON,
	/** Camera, and illumination from the side by a Gaussian sheet, static or a scanned beam. */
	LIGHT_SHEET,
	/** Camera, and illumination from the side by a dithered lattice of Bessel beams. */
	LATTICE_LIGHT_SHEET,
	/** Confocal, and a doughnut of light about the focus that keeps fluorophores from emitting. */
	STED,
	/** Scanned laser focus and a detector of many elements, whose images are shifted by half and summed (Airyscan). */
	ARRAY_DETECTOR;

	/** Other words for the same, letters and digits only. */
	private static final Map<String, Modality> ALSO = Map.of("stimulatedemissiondepletion", STED, "arraydetector",
		ARRAY_DETECTOR, "airyscan", ARRAY_DETECTOR, "ism", ARRAY_DETECTOR, "imagescanningmicroscopy", ARRAY_DETECTOR);

	/** @return whether a pinhole stands before the detector */
	public boolean hasPinhole() {
		return this == CONFOCAL || this == SPINNING_DISK || this == STED;
	}

	/** @return whether the focus of the illumination and that of the detection multiply */
	public boolean hasTwoFoci() {
		return hasPinhole() || this == ARRAY_DETECTOR;
	}

	/** @return whether a sheet of light illuminates from the side */
	public boolean hasSheet() {
		return this == LIGHT_SHEET || this == LATTICE_LIGHT_SHEET;
	}

	/** @return the word for options and records, as {@code widefield} */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Why stacks of some kinds of microscope cannot be restored with a computed PSF.
	 *
	 * @param word as users and files write it, as {@code SIM} or {@code StructuredIllumination}
	 * @return the reason in a sentence, and what to do instead; empty if it is none of these kinds
	 */
	public static Optional<String> refusal(final String word) {
		return switch (plain(word)) {
			case "sim", "structuredillumination", "structuredilluminationmicroscopy" -> Optional
				.of("Structured illumination (SIM) cannot be restored: raw images hold stripes, each of which shows " +
					"another part of the " +
					"sample, and reconstructed ones are filtered, so that neither are photons blurred by one PSF. " +
					"Sum the raw images of all stripes of a slice, and restore that as widefield.");
			default -> Optional.empty();
		};
	}

	private static String plain(final String word) {
		return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	/**
	 * @param word as {@link #toString} writes it, in any case, or {@code airyscan} or {@code ism} for an array detector
	 * @throws IllegalArgumentException that lists the words, if there is no such modality, or says why there is none
	 */
	public static Modality of(final String word) {
		refusal(word).ifPresent(why -> {
			throw new IllegalArgumentException(why + " (--modality)");
		});
		if (ALSO.containsKey(plain(word))) return ALSO.get(plain(word));
		return Arrays.stream(values())
			.filter(m -> m.toString().equalsIgnoreCase(word.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown modality '" + word + "'; it is one of " +
				Arrays.stream(values()).map(Modality::toString).collect(Collectors.joining(", ")) + "."));
	}
}
