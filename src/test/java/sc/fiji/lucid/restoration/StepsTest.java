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
package sc.fiji.lucid.restoration;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.runner.RunWith;
import org.junit.runners.Suite;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.restoration.denoise.DenoiseStep;
import sc.fiji.lucid.restoration.geometry.AlignedStep;
import sc.fiji.lucid.restoration.geometry.JitterStep;
import sc.fiji.lucid.restoration.repair.BadPixelsStep;
import sc.fiji.lucid.restoration.repair.FlatFieldStep;
import sc.fiji.lucid.restoration.repair.BleachingStep;
import sc.fiji.lucid.restoration.repair.Fading;
import sc.fiji.lucid.restoration.repair.FadingStep;
import sc.fiji.lucid.restoration.repair.Loss;
import sc.fiji.lucid.restoration.repair.MendedVoxelsStep;
import sc.fiji.lucid.restoration.repair.OddSlicesStep;
import sc.fiji.lucid.restoration.repair.ReferenceImages;
import sc.fiji.lucid.restoration.repair.StripesStep;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.restoration.step.DepthSlabs;
import sc.fiji.lucid.restoration.step.DepthSlabsStep;
import sc.fiji.lucid.restoration.step.IdentityStep;
import sc.fiji.lucid.testing.ShadingStep;
import sc.fiji.lucid.testing.Volumes;

/** The steps, and steps after steps, by the contract. */
@RunWith(Suite.class)
@Suite.SuiteClasses({ StepsTest.Deconvolving.class, StepsTest.Automatic.class, StepsTest.Identity.class,
	StepsTest.Shading.class, StepsTest.Slabs.class, StepsTest.Depths.class, StepsTest.Several.class,
	StepsTest.BadPixels.class, StepsTest.Aligned.class, StepsTest.DarkAndFlat.class,
	StepsTest.DarkAndFlatRestored.class, StepsTest.Jitter.class, StepsTest.Bleaching.class, StepsTest.Fade.class,
	StepsTest.Denoising.class, StepsTest.Stripes.class })
public class StepsTest {

	private static final DeconvolutionStep RICHARDSON_LUCY = new DeconvolutionStep(RestorationStepContract.PSF,
		DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY).withIterations(15));

	/** A number of iterations that is given. */
	public static class Deconvolving extends RestorationStepContract {

		@Override
		Steps steps() {
			return Steps.of(RICHARDSON_LUCY);
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** Everything decided on the sample. */
	public static class Automatic extends RestorationStepContract {

		@Override
		Steps steps() {
			return Steps
				.of(new DeconvolutionStep(PSF, DeconvolutionOptions.DEFAULT.withBackground(OptionalDouble.of(100))));
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** Turned and moved: tiles add what they interpolate to the halo. */
	public static class Aligned extends RestorationStepContract {

		@Override
		Steps steps() {
			final VoxelSize voxel = PSF.voxelSize();
			return Steps.of(new AlignedStep<>(new IdentityStep(), voxel,
				List.of(AlignedStep.Move.of(
					Affine.of(new double[] { 0.13, -0.21, 0.1 },
						new double[][] { { 0.004, -0.01, 0 }, { 0.01, 0.004, 0 }, { 0, 0.005, 0 } }),
					voxel, SIZE, "turned"))));
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** Slabs, of which tiles hold parts. */
	public static class Slabs extends RestorationStepContract {

		@Override
		Steps steps() {
			final Psf deep = Volumes.gaussian(PSF.extent(), 1.5, 2, 0);
			return Steps.of(new DepthSlabsStep(DepthSlabs.equal(SIZE.nz(), 2, 5),
				List.of(new DepthSlabsStep.Slab(PSF, 1), new DepthSlabsStep.Slab(deep, 3)), PSF,
				RICHARDSON_LUCY.options()));
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** A PSF that changes with depth, in one piece. */
	public static class Depths extends RestorationStepContract {

		@Override
		Steps steps() {
			final Psf deep = Volumes.gaussian(PSF.extent(), 1.5, 2, 0);
			return Steps.of(new DeconvolutionStep(Psf.changing(List.of(PSF, deep), new double[] { 1, SIZE.nz() - 2 }),
				RICHARDSON_LUCY.options()));
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** Nothing. */
	public static class Identity extends RestorationStepContract {

		@Override
		Steps steps() {
			return Steps.of(new IdentityStep());
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** A decision with a map. */
	public static class Shading extends RestorationStepContract {

		@Override
		Steps steps() {
			return Steps.of(new ShadingStep());
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** One after the other, each decided on what the one before leaves. */
	public static class Several extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(List.of(new IdentityStep(), new ShadingStep(), RICHARDSON_LUCY));
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** Voxels without weight, in nothing else. */
	public static class BadPixels extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(List.of(new BadPixelsStep(PSF), new OddSlicesStep(PSF), new MendedVoxelsStep()));
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** How pixels differ, alone. */
	public static class DarkAndFlat extends RestorationStepContract {

		/** As large as the tile: that of the contract, or that of its child. */
		static FlatFieldStep flatField(final boolean large) {
			final Extent plane = large ? new Extent(128, 128, 1) : new Extent(SIZE.nx(), SIZE.ny(), 1);
			return new FlatFieldStep(
				new ReferenceImages.Planes(Volumes.of(plane, (x, y, z) -> 50 + (x * 7 + y * 5) % 9),
					Volumes.of(plane, (x, y, z) -> 1000 - 0.05 * x * y)),
				0, DeconvolutionOptions.DEFAULT);
		}

		@Override
		Steps steps() {
			return new Steps(List.of(flatField(isChild()), new MendedVoxelsStep()));
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** How pixels differ, in the model. */
	public static class DarkAndFlatRestored extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(List.of(DarkAndFlat.flatField(isChild()), RICHARDSON_LUCY));
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** Slices that lie still, told from those that moved. */
	public static class Jitter extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(List.of(new JitterStep(), new IdentityStep()));
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** Light that is lost from slice to slice, as it is told. */
	public static class Bleaching extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(
				List.of(new BleachingStep(Loss.of("30"), PSF, DeconvolutionOptions.DEFAULT), RICHARDSON_LUCY));
		}

		@Override
		double seam() {
			return 1e-3;
		}
	}

	/** A frame that is one of none. */
	public static class Fade extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(
				List.of(new FadingStep(Fading.RATIO, DeconvolutionOptions.DEFAULT), new MendedVoxelsStep()));
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** Rows that the camera adds nothing to, told from those that it does. */
	public static class Stripes extends RestorationStepContract {

		@Override
		Steps steps() {
			return new Steps(List.of(new StripesStep(DeconvolutionOptions.DEFAULT), new IdentityStep()));
		}

		@Override
		double seam() {
			return 0;
		}
	}

	/** The blocks of the whole stack, whatever the tile. */
	public static class Denoising extends RestorationStepContract {

		@Override
		Steps steps() {
			return Steps.of(new DenoiseStep(DeconvolutionOptions.DEFAULT));
		}

		@Override
		double seam() {
			return 1e-5;
		}
	}
}
