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

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
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
		refused("or in Java leave them out by Restorer.excluding(mask)",
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
}
