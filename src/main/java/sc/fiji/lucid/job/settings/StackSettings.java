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
package sc.fiji.lucid.job.settings;

import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.OpticalParameter;

/** What a stack says about itself as settings, for dialogs that show it in their fields. */
public final class StackSettings {

	private StackSettings() {}

	/**
	 * @return settings that say the same as the stack, as far as it says something of every channel, and texts can say
	 *         it exactly
	 */
	public static Settings of(final Stack stack) {
		Settings settings = Settings.NONE.with("modality", modality(stack)).with("voxel", voxel(stack));
		for (final OpticalParameter p : new OpticalParameter[] { OpticalParameter.NUMERICAL_APERTURE,
			OpticalParameter.IMMERSION_INDEX, OpticalParameter.EMISSION_WAVELENGTH,
			OpticalParameter.EXCITATION_WAVELENGTH })
			settings = settings.with(p.flag(), value(stack, p));
		return settings;
	}

	private static String modality(final Stack stack) {
		final Set<String> words = new LinkedHashSet<>();
		for (int c = 0; c < stack.channels(); c++)
			words.add(stack.metadata().optics(c).modality().map(Object::toString).orElse(""));
		return words.size() == 1 ? words.iterator().next() : "";
	}

	private static String value(final Stack stack, final OpticalParameter p) {
		final String[] texts = new String[stack.channels()];
		for (int c = 0; c < texts.length; c++) {
			final OptionalDouble value = stack.metadata().optics(c).get(p);
			texts[c] = value.isPresent() ? text(p, value.getAsDouble()) : "";
			if (texts[c].isEmpty()) return "";
		}
		return Set.of(texts[0]).containsAll(Set.copyOf(java.util.List.of(texts))) ? texts[0] : String.join(",", texts);
	}

	/** A text that is read as exactly this value; empty if there is none that is short. */
	private static String text(final OpticalParameter p, final double value) {
		final double written = OpticsText.isWavelength(p) ? Math.rint(value * 1e9) / 1e6 : value;
		final String text = written == Math.rint(written) ? Long.toString((long) written) : Double.toString(written);
		return new OpticsText().put(p, text).settings().get(0).get(p).getAsDouble() == value ? text : "";
	}

	private static String voxel(final Stack stack) {
		return stack.metadata()
			.voxelSize()
			.filter(v -> SizeText.voxel(v.x() + "x" + v.y() + "x" + v.z()).equals(v))
			.map(v -> v.x() + "x" + v.y() + "x" + v.z())
			.orElse("");
	}
}
