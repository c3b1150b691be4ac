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
package sc.fiji.lucid;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.step.IdentityStep;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Images;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.LocalErrors;
import sc.fiji.lucid.tiling.TileCost;

/** Cells that are restored when they are looked at. */
public class LazyTest {

	/** As {@code TilesTest}. */
	private static final Extent SIZE = new Extent(120, 112, 24);
	private static final VoxelSize VOXELS = new VoxelSize(0.1, 0.1, 0.2);
	private static final Psf PSF = Volumes.gaussian(new Extent(17, 17, 13), 1.6, 1.8, 0);
	private static final Img<FloatType> IMAGE = Images
		.floats(Simulation.of(Phantom.MIXED, SIZE, VOXELS, 1, v -> PSF, 300, 100, 2, 1).observed());
	private static final DeconvolutionOptions OPTIONS = DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL)
		.withIterations(20)
		.withBackground(OptionalDouble.of(100));

	/** Adds 1, counts how often it decides and is applied, and fails when it is told to. */
	private static final class Counted implements RestorationStep<IdentityStep.Nothing> {

		private final IdentityStep rest = new IdentityStep();
		private final AtomicInteger decided = new AtomicInteger();
		private final AtomicInteger applied = new AtomicInteger();
		private final AtomicBoolean fails = new AtomicBoolean();

		@Override
		public String name() {
			return "counted";
		}

		@Override
		public IdentityStep.Nothing decide(final StackSample sample, final Progress progress) {
			decided.incrementAndGet();
			return rest.decide(sample, progress);
		}

		@Override
		public IdentityStep.Nothing undecided() {
			return rest.undecided();
		}

		@Override
		public TileCost cost(final IdentityStep.Nothing nothing) {
			return nothing;
		}

		@Override
		public Applied apply(final Recording tile, final IdentityStep.Nothing nothing, final Progress progress) {
			applied.incrementAndGet();
			if (fails.get()) throw new IllegalStateException("the disk is gone");
			pause();
			return new Applied(tile.above(-1), 0, List.of(), java.util.Map.of());
		}

		private static void pause() {
			try {
				Thread.sleep(50);
			}
			catch (final InterruptedException e) {
				throw new CancellationException();
			}
		}

		@Override
		public java.util.Map<String, Object> describe(final IdentityStep.Nothing nothing) {
			return rest.describe(nothing);
		}

		@Override
		public IdentityStep.Nothing decided(final java.util.Map<?, ?> description,
			final java.util.Map<String, Volume> maps)
		{
			return rest.decided(description, maps);
		}
	}

	@Test
	public void lazyIsTheWholeWithinTheBoundOfTiles() {
		final Restorer restorer = Lucid.of(IMAGE, VOXELS).deconvolve(PSF, OPTIONS);
		final double[] errors = LocalErrors.sorted(Images.volume(restorer.lazily(48, 48, 24)),
			Images.volume(restorer.now().image()));
		final double p95 = LocalErrors.percentile(errors, 0.95);
		assertTrue("" + p95, p95 <= 1e-3);
	}

	@Test
	public void eightThreadsThatLookAtOneCellMakeOneRestoration() throws Exception {
		final Counted step = new Counted();
		final RandomAccessibleInterval<FloatType> lazy = Lucid.of(IMAGE, VOXELS).first(step).lazily(64, 64, 24);
		assertEquals(0, step.decided.get());
		final ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			final List<Future<Float>> looks = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				final int x = i;
				looks.add(threads.submit(() -> lazy.getAt(x, 3, 7).get()));
			}
			for (int i = 0; i < 8; i++)
				assertEquals(IMAGE.getAt(i, 3, 7).get() + 1, looks.get(i).get(), 0);
		}
		finally {
			threads.shutdown();
		}
		assertEquals(1, step.decided.get());
		assertEquals(1, step.applied.get());
		lazy.getAt(100, 100, 0);
		assertEquals(1, step.decided.get());
		assertEquals(2, step.applied.get());
	}

	@Test
	public void aCellThatFailsThrowsEachTimeAndIsRestoredOnceItCan() {
		final Counted step = new Counted();
		final RandomAccessibleInterval<FloatType> lazy = Lucid.of(Views.translate(IMAGE, 0, 0, 5), VOXELS)
			.first(step)
			.lazily(64, 64, 24);
		step.fails.set(true);
		for (int i = 0; i < 2; i++)
			LucidTest.refused("(64, 0, 5) was not restored: the disk is gone", () -> lazy.getAt(70, 10, 10));
		step.fails.set(false);
		assertEquals(IMAGE.getAt(70, 10, 5).get() + 1, lazy.getAt(70, 10, 10).get(), 0);
	}

	/** Cells of others, filled by two restorers of which one has the other's decisions, are those of lazily. */
	@Test
	public void intoFillsTheSameCells() {
		final Restorer restorer = Lucid.of(IMAGE, VOXELS)
			.deconvolve(PSF, DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL));
		final Restorer elsewhere = Lucid.of(IMAGE, VOXELS)
			.deconvolve(PSF, DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL))
			.decided(restorer.decisions());
		final RandomAccessibleInterval<FloatType> lazy = restorer.lazily(60, 56, 24);
		final RandomAccessibleInterval<FloatType> cell = Views.translate(ArrayImgs.floats(60, 56, 24), 60, 56, 0);
		elsewhere.into(cell);
		Images.assertSame(Views.interval(lazy, cell), cell);
	}

	/** By the default method, whose coarse levels are large; as other machines would read it from JSON. */
	@Test
	public void decisionsOfCoarseLevelsCanBeSent() {
		final Restorer restorer = Lucid.of(IMAGE, VOXELS).deconvolve(PSF);
		final com.google.gson.Gson gson = new com.google.gson.Gson();
		final List<?> sent = gson.fromJson(gson.toJson(restorer.decisions()), List.class);
		assertTrue(sent.toString().contains("coarse={"));
		final RandomAccessibleInterval<FloatType> here = Views.translate(ArrayImgs.floats(20, 16, 24), 60, 56, 0),
			there = Views.translate(ArrayImgs.floats(20, 16, 24), 60, 56, 0);
		restorer.into(here);
		Lucid.of(IMAGE, VOXELS).deconvolve(PSF).decided(sent).into(there);
		Images.assertSame(here, there);
	}

	/** A cell as large as the image decides as the whole does: the default method's iterations are the same. */
	@Test
	public void aCellThatIsTheWholeIsTheWhole() {
		final RandomAccessibleInterval<FloatType> part = Views.interval(IMAGE, new long[] { 40, 36, 2 },
			new long[] { 87, 79, 19 });
		final Restorer restorer = Lucid.of(part, VOXELS).deconvolve(PSF);
		final RandomAccessibleInterval<FloatType> whole = restorer.now().image();
		Images.assertSame(whole, restorer.lazily(48, 44, 18));
		final RandomAccessibleInterval<FloatType> target = Views.translate(ArrayImgs.floats(48, 44, 18), 40, 36, 2);
		restorer.into(target);
		Images.assertSame(whole, target);
	}

	@Test
	public void aCellIsCancelled() {
		final AtomicBoolean stop = new AtomicBoolean();
		final Progress progress = new Progress() {

			@Override
			public void report(final double fraction, final String what) {
				stop.set(true);
			}

			@Override
			public boolean isCancelled() {
				return stop.get();
			}
		};
		try {
			Lucid.of(IMAGE, VOXELS).deconvolve(PSF, OPTIONS).progress(progress).now();
			fail();
		}
		catch (final CancellationException expected) {
			// as asked for
		}
	}
}
