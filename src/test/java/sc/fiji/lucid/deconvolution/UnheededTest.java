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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** What is said to have no effect has none, and what is not has one, in every method. */
public class UnheededTest {

	private static final Extent SIZE = new Extent(30, 24, 12);
	private static final Psf PSF = Volumes.gaussian(new Extent(9, 9, 7), 1.3, 1.5, 0);
	private static final Volume DATA = data();

	private static Volume data() {
		final Random random = new Random(35);
		return Volumes.of(SIZE, (x, y, z) -> Math.round(
			20 + 40 * random.nextDouble() + (x > 8 && x < 14 && y > 6 && z > 3 ? 400 * random.nextDouble() : 0)));
	}

	private static double change(final DeconvolutionOptions options, final String option, final String value) {
		final Volume before = restore(options), after = restore(options.with(option, value));
		return Volumes.relativeDifference(before, after);
	}

	private static Volume restore(final DeconvolutionOptions options) {
		return Deconvolution.restore(Volumes.observed(DATA), PSF, options, Progress.NONE).estimate();
	}

	private static void check(final DeconvolutionOptions options, final DeconvolutionOption option,
		final String value)
	{
		final boolean isUnheeded = Unheeded.of(options.with(option.toString(), value)).contains(option);
		assertEquals(options.method() + " " + option, isUnheeded, change(options, option.toString(), value) == 0);
		assertEquals(isUnheeded, !Unheeded.takes(options.method(), option));
	}

	@Test
	public void everyMethodTakesWhatItIsSaidToTake() {
		for (final Method method : Method.values()) {
			final DeconvolutionOptions own = DeconvolutionOptions.DEFAULT.withMethod(method).with("background", "20"),
				few = method.isDirect() ? own : own.with("iterations", "4");
			check(few, DeconvolutionOption.PENALTY, "tv");
			check(few, DeconvolutionOption.WEIGHT, "0.7");
			check(own, DeconvolutionOption.ITERATIONS, "2");
			check(few, DeconvolutionOption.START, "skewed");
		}
	}

	@Test
	public void aWeightOfNoPenaltyHasNoEffect() {
		final DeconvolutionOptions none = DeconvolutionOptions.DEFAULT.with("method", "rl-tv").with("penalty", "none");
		assertEquals(List.of(DeconvolutionOption.WEIGHT), Unheeded.of(none.with("weight", "3")));
		assertEquals(List.of("warning: 'weight' has no effect, since there is no penalty"),
			Unheeded.warnings(none.with("weight", "3")));
		assertEquals(List.of(), Unheeded.of(none));
	}

	@Test
	public void warningsAndHelpNameTheMethodsThatTakeIt() {
		final String line = Unheeded
			.warnings(DeconvolutionOptions.DEFAULT.with("method", "heavy-ball").with("penalty", "tv"))
			.get(0);
		for (final Method method : Method.values()) {
			final boolean takes = Unheeded.takes(method, DeconvolutionOption.PENALTY);
			assertEquals(method.toString(), takes, line.substring(line.indexOf(':', 10)).contains(method.toString()));
			assertTrue(!takes || DeconvolutionOption.PENALTY.help().contains(method.toString()));
			assertTrue(!Unheeded.takes(method, DeconvolutionOption.WEIGHT) || takes ||
				DeconvolutionOption.WEIGHT.help().contains(method.toString()));
		}
	}
}
