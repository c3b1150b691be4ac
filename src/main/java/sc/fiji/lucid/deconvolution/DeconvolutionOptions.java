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
package sc.fiji.lucid.deconvolution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.fft.EngineChoice;

/**
 * How a volume is restored; immutable, shared by dialog, macro, command line and
 * run record. Every option has a name under which it can be set from text
 * ({@link #with(String, String)}) and is described ({@link #describe}).
 *
 * @param method how to restore
 * @param iterations their number, from 1 to 10000; empty for automatic. A
 *          two-stage method stops by itself and takes it as a bound
 * @param stopping what ends the iterations when their number is automatic, and
 *          sooner than their number when it is given and this is not
 *          {@link Stopping#AUTO}
 * @param penalty of the methods that take one; empty for the method's own
 * @param weight of the penalty, at least 0; empty for the method's own
 * @param brightness counts that are bright in the object, to which penalties
 *          refer; above 0, empty for automatic
 * @param background counts under the signal; empty for automatic
 * @param offset counts that the camera gives without light; empty for automatic
 * @param gain photoelectrons per count, above 0; empty for automatic
 * @param readNoise standard deviation in electrons, at least 0; empty for that of a usual camera
 * @param saturation voxels of at least this count are clipped: there was at least so much light; infinite for none,
 *          empty to find it from the recording
 * @param boundary what is assumed beyond the edges
 * @param initialEstimate where the iterations start
 * @param engine makes the Fourier transforms
 */
public record DeconvolutionOptions(Method method, OptionalInt iterations, Stopping stopping, PenaltyKind penalty,
	OptionalDouble weight, OptionalDouble brightness, OptionalDouble background, OptionalDouble offset,
	OptionalDouble gain, OptionalDouble readNoise, OptionalDouble saturation, Boundary boundary,
	InitialEstimate initialEstimate, EngineChoice engine)
{

	/** What a user gets who changes nothing. */
	public static final DeconvolutionOptions DEFAULT = new DeconvolutionOptions(Method.AUTO, OptionalInt.empty(),
		Stopping.AUTO, PenaltyKind.AUTO, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
		OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Boundary.SHARED,
		InitialEstimate.COARSE, EngineChoice.AUTO);

	/** @throws IllegalArgumentException naming the option that is out of its range */
	public DeconvolutionOptions {
		if (iterations.isPresent()) check("iterations", iterations.getAsInt(), 1, 10000, "'auto' or a whole number");
		if (weight.isPresent()) check("weight", weight.getAsDouble(), 0, 1e6, "'auto' or a number");
		if (brightness.isPresent())
			check("brightness", brightness.getAsDouble(), 1e-15, 1e15, "'auto' or a number of counts");
		if (background.isPresent())
			check("background", background.getAsDouble(), -1e12, 1e12, "'auto' or a number of counts");
		if (offset.isPresent()) check("offset", offset.getAsDouble(), -1e12, 1e12, "'auto' or a number of counts");
		if (gain.isPresent()) check("gain", gain.getAsDouble(), 1e-15, 1e15, "'auto' or photoelectrons per count");
		if (readNoise.isPresent())
			check("read-noise", readNoise.getAsDouble(), 0, 1e6, "'auto' or a number of electrons");
		if (saturation.isPresent() && saturation.getAsDouble() != Double.POSITIVE_INFINITY)
			check("saturation", saturation.getAsDouble(), -1e12, 1e12, "'auto', 'none' or a number of counts");
	}

	private static void check(final String name, final double value, final double least, final double most,
		final String what)
	{
		if (!(value >= least && value <= most)) throw new IllegalArgumentException(
			"The option '" + name + "' takes " + what + " from " + DeconvolutionOption.text(least) + " to " +
				DeconvolutionOption.text(most) + ", not " + DeconvolutionOption.text(value) + ".");
	}

	/**
	 * @param name of an option, as {@link #describe} lists it
	 * @param value as text, as {@link #describe} writes it
	 * @return these options with another value of one of them
	 * @throws IllegalArgumentException if there is no such option or it does not take
	 *           this value; it names the option, its range and the remedy
	 */
	public DeconvolutionOptions with(final String name, final String value) {
		return with(draft -> DeconvolutionOption.of(name).set(draft, value.trim()));
	}

	/** @return these options with another method */
	public DeconvolutionOptions withMethod(final Method value) {
		return with(draft -> draft.method = value);
	}

	/** @return these options with a fixed number of iterations */
	public DeconvolutionOptions withIterations(final int value) {
		return with(draft -> draft.iterations = OptionalInt.of(value));
	}

	/** @return these options with another rule to stop by */
	public DeconvolutionOptions withStopping(final Stopping value) {
		return with(draft -> draft.stopping = value);
	}

	/** @return these options with another penalty and weight */
	public DeconvolutionOptions withPenalty(final PenaltyKind value, final double newWeight) {
		return with(draft -> draft.penalty = value).withWeight(OptionalDouble.of(newWeight));
	}

	/** @return these options with another weight of the penalty, empty for automatic */
	public DeconvolutionOptions withWeight(final OptionalDouble value) {
		return with(draft -> draft.weight = value);
	}

	/** @return these options with other counts that are bright in the object, empty for automatic */
	public DeconvolutionOptions withBrightness(final OptionalDouble value) {
		return with(draft -> draft.brightness = value);
	}

	/** @return these options with another background, empty for automatic */
	public DeconvolutionOptions withBackground(final OptionalDouble value) {
		return with(draft -> draft.background = value);
	}

	/** @return these options with another gain in photoelectrons per count, empty for automatic */
	public DeconvolutionOptions withGain(final OptionalDouble value) {
		return with(draft -> draft.gain = value);
	}

	/** @return these options with another read noise, in electrons; 0 for a camera that has none */
	public DeconvolutionOptions withReadNoise(final double value) {
		return withReadNoise(OptionalDouble.of(value));
	}

	/** @return these options with another read noise, in electrons; empty for that of a usual camera */
	public DeconvolutionOptions withReadNoise(final OptionalDouble value) {
		return with(draft -> draft.readNoise = value);
	}

	/** @return these options with another count from which voxels have no weight, empty for none */
	public DeconvolutionOptions withSaturation(final OptionalDouble value) {
		return with(draft -> draft.saturation = value);
	}

	/** @return these options with another boundary */
	public DeconvolutionOptions withBoundary(final Boundary value) {
		return with(draft -> draft.boundary = value);
	}

	/** @return these options with another start */
	public DeconvolutionOptions withInitialEstimate(final InitialEstimate value) {
		return with(draft -> draft.initialEstimate = value);
	}

	/**
	 * @return these options on a device, if they leave open on which: a number, a part of its name, or {@code #n} in
	 * turn
	 */
	public DeconvolutionOptions withDevice(final String device) {
		return withEngine(engine.on(device));
	}

	/** @return these options with another engine */
	public DeconvolutionOptions withEngine(final EngineChoice value) {
		return with(draft -> draft.engine = value);
	}

	private DeconvolutionOptions with(final Consumer<Draft> change) {
		final Draft draft = new Draft(this);
		change.accept(draft);
		return draft.options();
	}

	/** @return every option by its name on the command line, as text that the command line takes */
	public Map<String, String> describe() {
		final Map<String, String> words = new LinkedHashMap<>();
		for (final DeconvolutionOption option : DeconvolutionOption.values())
			words.put(option.toString(), option.get(this));
		return words;
	}

	/** Options while they are being changed. */
	static final class Draft {

		Method method;
		OptionalInt iterations;
		Stopping stopping;
		PenaltyKind penalty;
		OptionalDouble weight;
		OptionalDouble brightness;
		OptionalDouble background;
		OptionalDouble offset;
		OptionalDouble gain;
		OptionalDouble readNoise;
		OptionalDouble saturation;
		Boundary boundary;
		InitialEstimate initialEstimate;
		EngineChoice engine;

		private Draft(final DeconvolutionOptions o) {
			method = o.method;
			iterations = o.iterations;
			stopping = o.stopping;
			penalty = o.penalty;
			weight = o.weight;
			brightness = o.brightness;
			background = o.background;
			offset = o.offset;
			gain = o.gain;
			readNoise = o.readNoise;
			saturation = o.saturation;
			boundary = o.boundary;
			initialEstimate = o.initialEstimate;
			engine = o.engine;
		}

		private DeconvolutionOptions options() {
			return new DeconvolutionOptions(method, iterations, stopping, penalty, weight, brightness, background,
				offset, gain, readNoise, saturation, boundary, initialEstimate, engine);
		}
	}
}
