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
package sc.fiji.lucid.restoration.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.restoration.EngineLog;

/** What a restoration did, in lines for users and in values for records. */
final class Restorations {

	/** Of the gain: what is asked of it. A larger error is told. */
	private static final double GAIN_ERROR = 0.05;

	private Restorations() {}

	/** @param asked the options that were given */
	static List<String> lines(final Restoration r, final DeconvolutionOptions asked) {
		final List<String> lines = new ArrayList<>();
		if (asked.offset().isPresent() && asked.gain().isEmpty() && r.noise().isKnown())
			lines.add("warning: 'offset' of " + Digits.of(asked.offset().getAsDouble()) +
				" counts has no effect, since the noise of the stack tells " + Digits.of(r.offset()) +
				"; to go by it, give --gain, too");
		lines.add("camera: " + (r.noise().isKnown() ? "" : "the noise does not tell; assumed ") + Digits.of(r.gain()) +
			gainError(r.noise()) + " photoelectrons per count, offset " + Digits.of(r.offset()) +
			" counts, read noise " + Digits.of(r.camera().readNoise()) + " e-, no noise at " +
			Digits.of(r.noise().zero()) + " counts");
		if (r.excluded() > 0)
			lines.add(r.excluded() + " voxels have no weight: they hold no data, are masked, or lie on " +
				"camera pixels that stand out through the whole depth");
		if (r.clipped() > 0)
			lines.add(r.clipped() + " voxels are clipped: taken to have had at least the light recorded, " +
				"and restored from the voxels around them");
		lines.add("method = " + r.method() + (r.explanation().isEmpty() ? "" : ": " + r.explanation()));
		lines.add("background = " + Digits.of(r.background()) + " counts" +
			(r.mapped() == 0 ? "" : ", and " + Digits.of(r.mapped()) + " more on average") + " (" + origin(r) + ")");
		lines.add("engine = " + r.engine());
		lines.add(r.iterations() + " iterations (" + r.transforms() + " FFTs) on a grid of " + r.grid() +
			"; stopped because " + r.reason());
		if (r.reason() == StopReason.STALLED) lines
			.add("warning: the PSF does not explain the recording within its noise: check the PSF, or the optics " +
				"that it is computed from");
		lines.add("flux: " + Digits.of(r.observedFlux()) + " counts above background in, " +
			Digits.of(r.estimatedFlux()) + " out (ratio " + Digits.of(r.estimatedFlux() / r.observedFlux()) + ")" +
			(r.excluded() > 0 ? ", of the voxels that hold data" : ""));
		return lines;
	}

	private static String gainError(final NoiseModel noise) {
		final double part = noise.gainUncertainty() / noise.gain();
		return part > GAIN_ERROR ? " (± " + Math.round(100 * part) + " %)" : "";
	}

	private static String origin(final Restoration r) {
		return switch (r.origin()) {
			case GIVEN -> r.mapped() == 0 ? "given" : "given as a map";
			case ITERATED -> "found while iterating, the highest that the dark places allow";
			case DARKEST ->
				"estimated" + (r.backgroundUncertainty() > 0 ? ", ± " + Digits.of(r.backgroundUncertainty()) : "");
		};
	}

	static Map<String, Object> values(final Restoration r) {
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("grid", r.grid().toString());
		values.put("method", r.method().toString());
		values.put("explanation", r.explanation());
		values.put(EngineLog.KEY, r.engine());
		values.put("background", r.background());
		if (r.mapped() != 0) values.put("backgroundMapMean", r.background() + r.mapped());
		// Null where nothing tells it.
		values.put("backgroundUncertainty", Double.isNaN(r.backgroundUncertainty()) ? null : r.backgroundUncertainty());
		values.put("gain", r.gain());
		values.put("offset", r.offset());
		values.put("readNoise", r.camera().readNoise());
		values.put("noiseZero", r.noise().zero());
		values.put("cameraKnown", r.noise().isKnown());
		values.put("excluded", r.excluded());
		values.put("clipped", r.clipped());
		values.put("iterations", r.iterations());
		values.put("transforms", r.transforms());
		values.put("stopReason", r.reason().toString());
		values.put("observedFlux", r.observedFlux());
		values.put("estimatedFlux", r.estimatedFlux());
		values.put("divergence", Arrays.stream(r.divergence()).boxed().toList());
		return values;
	}
}
