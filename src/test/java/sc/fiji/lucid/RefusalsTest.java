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

import static sc.fiji.lucid.LucidTest.refused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;

import net.imglib2.FinalInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Images;
import sc.fiji.lucid.testing.Volumes;

/** What cannot be restored is refused by the door in one line that names the parameter and the remedy. */
public class RefusalsTest {

	private static final Extent SIZE = new Extent(24, 20, 8);
	private static final VoxelSize VOXELS = new VoxelSize(0.1, 0.1, 0.2);
	private static final Psf PSF = Volumes.gaussian(new Extent(7, 7, 5), 1.5, 1.4, 0);
	private static final Volume OBSERVED = Simulation.of(Phantom.MIXED, SIZE, VOXELS, 1, v -> PSF, 120, 100, 2, 1)
		.observed();
	private static final DeconvolutionOptions FEW = DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
		.withIterations(3);

	private static Img<FloatType> image() {
		return Images.floats(OBSERVED);
	}

	private static Img<FloatType> scaled(final double factor) {
		final Img<FloatType> image = image();
		image.forEach(v -> v.mul(factor));
		return image;
	}

	/** The command line says so, too ({@code SuspicionsTest}). */
	@Test
	public void voxelsInOtherUnits() {
		final Microscope microscope = Microscope.widefield(1.2).emission(0.52).build();
		refused("are they in nm? Give the VoxelSize in µm, as 0.1x0.1x0.25",
			() -> Lucid.restore(image(), VoxelSize.of(100, 100, 250), microscope));
		refused("are they in m? Give the VoxelSize in µm, as 0.1x0.1x0.25",
			() -> Lucid.restore(image(), VoxelSize.of(1e-7, 1e-7, 2.5e-7), microscope));
		refused("are they in nm?",
			() -> Lucid.of(image(), VoxelSize.of(0.1, 0.1, 250)).deconvolve(microscope).decisions());
	}

	@Test
	public void imagesOfOneValue() {
		final Img<FloatType> even = ArrayImgs.floats(24, 20, 8), full = ArrayImgs.floats(24, 20, 8);
		even.forEach(v -> v.set(100));
		full.forEach(v -> v.set(4095));
		refused("Every voxel is 100: there is nothing to restore", () -> Lucid.of(even, VOXELS).deconvolve(PSF).now());
		refused("Every voxel is 100: there is nothing to restore",
			() -> Lucid.of(even, VOXELS).deconvolve(PSF).decisions());
		refused("Every voxel is 4095: saturated", () -> Lucid.of(full, VOXELS).deconvolve(PSF, FEW).now());
	}

	@Test
	public void voxelsThatAreNoNumbers() {
		final Img<FloatType> image = image();
		image.getAt(3, 4, 5).set(Float.NaN);
		refused("or in Java leave it out by Restorer.excluding(mask)",
			() -> Lucid.of(image, VOXELS).deconvolve(PSF, FEW).now());
	}

	/** Units do not matter; what float32 cannot hold does. */
	@Test
	public void valuesBeyondWhatCanBeComputedWith() {
		for (final double factor : new double[] { 1e34, 1e15, 1e-20, 1e-30 })
			for (final DeconvolutionOptions options : new DeconvolutionOptions[] { FEW,
				DeconvolutionOptions.DEFAULT })
			{
				final Restorer restorer = Lucid.of(scaled(factor), VOXELS).deconvolve(PSF, options);
				refused("beyond what can be computed with", restorer::now);
				refused("beyond what can be computed with", restorer::decisions);
			}
		for (final double factor : new double[] { 1e8, 1e-8, 1e-12 })
			for (final DeconvolutionOptions options : new DeconvolutionOptions[] { FEW, DeconvolutionOptions.DEFAULT })
				Lucid.of(scaled(factor), VOXELS).deconvolve(PSF, options).now();
	}

	private static Restorer restorer() {
		return Lucid.of(image(), VOXELS).deconvolve(PSF, FEW);
	}

	@Test
	public void memoryThatIsNone() {
		refused("The memory must be above 0, not 0", () -> restorer().memory(0));
		refused("The memory must be above 0, not -1", () -> restorer().memory(-1));
		refused("and Java may use only 0.1 MB", () -> restorer().memory(100_000).now());
	}

	@Test
	public void targetsWithoutVoxels() {
		refused("and at least one voxel: give a box of it", () -> restorer()
			.into(Views.interval(image(), new FinalInterval(new long[] { 3, 3, 3 }, new long[] { 2, 5, 5 }))));
		refused("must have the axes of the image", () -> restorer().into(ArrayImgs.floats(6, 6)));
	}

	@Test
	public void decisionsOfOthers() {
		refused("one is a String: give what it returned", () -> restorer().decided(List.of("rubbish")));
		refused("one is a List", () -> restorer().decided(List.of(List.of("rubbish"))));
		final Img<FloatType> part = ArrayImgs.floats(6, 6, 6);
		refused("are not of these steps: give what decisions()",
			() -> restorer().decided(List.of(List.of())).into(part));
		refused("are not of these steps: give what decisions()",
			() -> restorer().decided(List.of(List.of(Map.of("step", "deconvolution")))).into(part));
		final List<?> others = Lucid.of(image(), VOXELS).deconvolve(PSF).decisions();
		refused("is of the method 'two-stage', not of 'richardson-lucy'", () -> restorer().decided(others).into(part));
	}

	/** At the call, by its name. */
	@Test
	public void nothingInPlaceOfSomething() {
		final Restorer restorer = restorer();
		isNull("image", () -> Lucid.of(null, VOXELS));
		isNull("voxels", () -> Lucid.of(image(), null));
		isNull("microscope", () -> restorer.deconvolve((Microscope) null));
		isNull("psf", () -> restorer.deconvolve((Psf) null));
		isNull("options", () -> restorer.deconvolve(PSF, null));
		isNull("mask", () -> restorer.excluding(null));
		isNull("map", () -> restorer.background(null));
		isNull("skew", () -> restorer.skewed(null));
		isNull("series", () -> restorer.series(null));
		isNull("progress", () -> restorer.progress(null));
		isNull("target", () -> restorer.into(null));
		isNull("decisions", () -> restorer.decided(null));
		isNull("step", () -> restorer.first(new sc.fiji.lucid.restoration.step.IdentityStep(), null));
		isNull("cellSize", () -> restorer.lazily((int[]) null));
	}

	private static void isNull(final String name, final Runnable call) {
		assertEquals(name, assertThrows(NullPointerException.class, call::run).getMessage());
	}

	/** The flag stays, and what is thrown is what cancelling throws. */
	@Test
	public void anInterruptedThreadEndsTheWork() {
		for (final Runnable work : List.<Runnable>of(() -> restorer().now(), () -> restorer().decisions(),
			() -> restorer().into(ArrayImgs.floats(6, 6, 6)), () -> restorer().lazily(8, 8, 8).getAt(1, 2, 3)))
			Parallelization.runWithNumThreads(2, () -> {
				Thread.currentThread().interrupt();
				try {
					assertThrows(CancellationException.class, work::run);
				}
				finally {
					assertTrue(Thread.interrupted());
				}
			});
	}

	@Test
	public void progressEndsAtOne() {
		final double[] last = { 0 };
		final Progress progress = new Progress() {

			@Override
			public void report(final double fraction, final String what) {
				last[0] = fraction;
			}

			@Override
			public boolean isCancelled() {
				return false;
			}
		};
		restorer().progress(progress).now();
		assertEquals(1, last[0], 0);
		last[0] = 0;
		restorer().progress(progress).into(ArrayImgs.floats(6, 6, 6));
		assertEquals(1, last[0], 0);
	}

	@Test
	public void whatAMicroscopeDoesNotHave() {
		final Microscope widefield = Microscope.widefield(1.2).emission(0.52).build();
		for (final org.junit.function.ThrowingRunnable question : List.<org.junit.function.ThrowingRunnable>of(
			widefield::pinholeDiameter, widefield::sheetThickness, widefield::excitationWavelength))
		{
			final String message = assertThrows(NoSuchElementException.class, question).getMessage();
			assertTrue(message, message.startsWith("This microscope (widefield) has no "));
		}
	}
}
