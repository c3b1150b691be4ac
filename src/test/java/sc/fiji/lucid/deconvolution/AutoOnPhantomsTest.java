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

import org.junit.Test;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.deconvolution.Restoration.BackgroundOrigin;
import sc.fiji.lucid.deconvolution.method.FeatureWeighted;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** What the methods that need no tuning do on phantoms of the {@link FidelityBenchmark}. */
public class AutoOnPhantomsTest {

	private static Restoration restore(final FidelityCase c, final Method method) {
		return restore(c, DeconvolutionOptions.DEFAULT.withMethod(method));
	}

	private static Restoration restore(final FidelityCase c, final DeconvolutionOptions options) {
		return Deconvolution.restore(c.observed(), c.psf(), options, Progress.NONE);
	}

	private static double raw(final FidelityCase c) {
		final Volume signal = Volumes.of(FidelityCase.VIEW,
			(x, y, z) -> c.simulation().observed().row(y, z)[x] - c.offset());
		return c.nrmse(signal);
	}

	/** A confocal stack is dark somewhere: what is found there stays. */
	@Test
	public void backgroundIsThatOfTheDarkestPlaceWhereThePsfSections() {
		final FidelityCase c = FidelityCase.of("spots-confocal-100", 2);
		final Restoration auto = restore(c, Method.AUTO);
		assertEquals(BackgroundEstimate.of(c.observed()).value(), auto.background(), 1e-4);
		assertEquals(c.offset(), auto.background(), 0.3);
		assertEquals(BackgroundOrigin.DARKEST, auto.origin());
		assertEquals(BackgroundEstimate.of(c.observed()).uncertainty(), auto.backgroundUncertainty(), 1e-6);
		assertTrue(c.nrmse(auto.estimate()) < 0.6 * raw(c));
	}

	/** In widefield the darkest place has haze, of which the fit takes part away, but not more. */
	@Test
	public void backgroundIsFittedUnderHaze() {
		final FidelityCase c = FidelityCase.of("mixed-widefield-100", 1);
		final double darkest = BackgroundEstimate.of(c.observed()).value();
		final Restoration auto = restore(c, Method.AUTO);
		assertTrue(darkest + " " + auto.background(),
			Math.abs(auto.background() - c.offset()) < 0.7 * (darkest - c.offset()));
		assertTrue(c.nrmse(auto.estimate()) < 0.5 * raw(c));
	}

	/**
	 * Where the PSF sections, what is smooth is to be seen in coarse voxels: there is nothing left to iterate for, and
	 * it comes out better than what began flat. What is thin is not.
	 */
	@Test
	public void whatCoarseVoxelsShowIsNotIteratedOn() {
		final FidelityCase nuclei = FidelityCase.of("nuclei-confocal-1000", 1),
			filaments = FidelityCase.of("filaments-confocal-1000", 1);
		final DeconvolutionOptions flat = DeconvolutionOptions.DEFAULT.withInitialEstimate(InitialEstimate.FLAT);
		final Restoration smooth = restore(nuclei, Method.AUTO), thin = restore(filaments, Method.AUTO);
		assertEquals(StopReason.CHANGE, smooth.reason());
		assertEquals(2, smooth.trace().size());
		assertTrue(smooth.iterations() < thin.iterations() / 2);
		assertTrue(nuclei.nrmse(smooth.estimate()) < nuclei.nrmse(restore(nuclei, flat).estimate()));
		assertEquals(StopReason.HELD_OUT, thin.reason());
		assertTrue(filaments.nrmse(thin.estimate()) < 1.05 * filaments.nrmse(restore(filaments, flat).estimate()));
	}

	/** Under a penalty of its own, a method comes to rest; without it, it must be stopped. */
	@Test
	public void penalisedLikelihoodMayRunOn() {
		final FidelityCase c = FidelityCase.of("nuclei-confocal-20", 2);
		for (final Method method : new Method[] { Method.QUASI_NEWTON, Method.RL_TV }) {
			final DeconvolutionOptions own = DeconvolutionOptions.DEFAULT.withMethod(method),
				none = own.withPenalty(PenaltyKind.NONE, 0);
			final Restoration rests = restore(c, own), stopped = restore(c, none);
			assertEquals(StopReason.CHANGE, rests.reason());
			assertEquals(StopReason.HELD_OUT, stopped.reason());
			assertTrue(method + " " + c.nrmse(rests.estimate()) + " " + c.nrmse(stopped.estimate()),
				c.nrmse(rests.estimate()) < 0.9 * c.nrmse(stopped.estimate()));
			assertTrue(method + " " + ranOn(c, own, rests), ranOn(c, own, rests) < 1.05);
			assertTrue(method + " " + ranOn(c, none, stopped), ranOn(c, none, stopped) > 1.3);
		}
	}

	/**
	 * Tiles are restored as a part of their stack was: what a penalty weighs does not depend on what is bright in a
	 * tile.
	 */
	@Test
	public void whatAPenaltyWeighsIsDecidedOnceForAllTiles() {
		final FidelityCase c = FidelityCase.of("nuclei-widefield-20", 2);
		for (final Method method : new Method[] { Method.QUASI_NEWTON, Method.RL_TV }) {
			final DeconvolutionOptions counted = DeconvolutionOptions.DEFAULT.withMethod(method).withIterations(31);
			final Restoration whole = restore(c, counted);
			final DeconvolutionOptions tile = Deconvolution.decide(c.observed(), c.psf(), counted, Progress.NONE);
			assertEquals(whole.penalty().orElseThrow().weight(), tile.weight().orElseThrow(), 1e-9);
			assertEquals(whole.penalty().orElseThrow().brightness(), tile.brightness().orElseThrow(), 1e-9);
			assertEquals(31, tile.iterations().orElseThrow());
			assertTrue(method + " " + tile.weight(),
				tile.weight().orElseThrow() > 0 && tile.weight().orElseThrow() < 1);
			assertEquals(counted.withPenalty(PenaltyKind.NONE, 0).weight(),
				Deconvolution.decide(c.observed(), c.psf(), counted.withPenalty(PenaltyKind.NONE, 0), Progress.NONE)
					.weight());
		}
	}

	/** Nothing was weighed where no penalty came to bear. */
	@Test
	public void plainIterationsHaveNoWeight() {
		final FidelityCase c = FidelityCase.of("nuclei-widefield-20", 2);
		final DeconvolutionOptions few = DeconvolutionOptions.DEFAULT.withMethod(Method.RL_TV)
			.withIterations(FeatureWeighted.PLAIN);
		assertTrue(restore(c, few).penalty().isEmpty());
		assertTrue(restore(c, few.withIterations(FeatureWeighted.PLAIN + 1)).penalty().isPresent());
	}

	/** How much worse it is with five times the iterations. */
	private static double ranOn(final FidelityCase c, final DeconvolutionOptions options, final Restoration r) {
		return c.nrmse(restore(c, options.withIterations(5 * r.iterations())).estimate()) / c.nrmse(r.estimate());
	}

	/** What H hides of a widefield stack is not asked of it. */
	@Test
	public void linearFiltersHelpInWidefieldToo() {
		final FidelityCase c = FidelityCase.of("nuclei-widefield-100", 2);
		for (final Method method : new Method[] { Method.WIENER, Method.TIKHONOV }) {
			final Restoration r = restore(c, method);
			assertTrue(method + " " + c.nrmse(r.estimate()), c.nrmse(r.estimate()) < 0.8 * raw(c));
			assertTrue(method + " " + r.estimate().sum(), r.estimate().sum() > 0.5 * c.simulation().truth().sum());
		}
	}

	@Test
	public void pairsOfPointsShowAsTwoNearerThanInTheData() {
		final FidelityCase c = FidelityCase.of("pairs-confocal-1000", 2);
		final Volume truth = c.simulation().truth();
		final double data = TwoPoints.axialResolution(truth, c.simulation().observed(), FidelityCase.VOXEL.z());
		final double auto = TwoPoints.axialResolution(truth, restore(c, Method.AUTO).estimate(),
			FidelityCase.VOXEL.z());
		assertTrue(auto + " " + data, auto < 0.8 * data);
	}
}
