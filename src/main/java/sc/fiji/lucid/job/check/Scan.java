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
package sc.fiji.lucid.job.check;

import java.util.Arrays;
import java.util.stream.DoubleStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;

/** A quantity of the microscope of which several values are tried. */
public enum Scan {
	/** Depth and index mismatch act almost alike, as spherical aberration; the depth stands for both. */
	DEPTH("depth", "Depth below the coverslip",
		"Give --depth, and --sample-index if it is not that of the medium assumed.") {

		@Override
		double[] values(final Microscope microscope, final VoxelSize voxel) {
			return with(microscope.depth(), 0, 2, 4, 6, 8, 10);
		}

		@Override
		Psf psf(final double value, final Microscope microscope, final Source source) {
			return source.render(at(value, microscope), source.voxel());
		}

		@Override
		String words(final double value) {
			return Digits.of(value) + " µm";
		}
	},
	/** The NA that the light really filled. */
	NA("na", "Numerical aperture", "Give --na as it acts: the back aperture may not be filled, or a stop may be set.") {

		@Override
		double[] values(final Microscope microscope, final VoxelSize voxel) {
			final double na = microscope.numericalAperture(),
				most = 0.995 * Math.min(microscope.immersionIndex(), microscope.coverslipIndex());
			return Arrays.stream(new double[] { 0.85, 0.9, 0.95, 1, 1.05 })
				.map(f -> f * na)
				.filter(v -> v <= Math.max(na, most))
				.toArray();
		}

		@Override
		Psf psf(final double value, final Microscope microscope, final Source source) {
			return source.render(microscope.with(OpticalParameter.NUMERICAL_APERTURE, value), source.voxel());
		}

		@Override
		String words(final double value) {
			return Digits.of(value);
		}
	},
	/** Which slice lies at the coverslip. */
	Z_DIRECTION("z-direction", "Direction of z",
		"Give --z-direction coverslip-last where the first slice is the deepest, else coverslip-first.") {

		@Override
		double[] values(final Microscope microscope, final VoxelSize voxel) {
			return new double[] { -1, 1 };
		}

		@Override
		Psf psf(final double value, final Microscope microscope, final Source source) {
			return (value < 0 == source.isTurned() ? source : source.turned()).render(microscope, source.voxel());
		}

		@Override
		double given(final Microscope microscope, final Source source) {
			return source.isTurned() ? -1 : 1;
		}

		@Override
		String words(final double value) {
			return (value > 0 ? ZDirection.COVERSLIP_FIRST : ZDirection.COVERSLIP_LAST).words();
		}
	},
	/** The distance of slices. */
	Z_STEP("z-step", "Distance of slices",
		"Give the z step as the stage moved (--voxel); with index mismatch the focus moves less.") {

		@Override
		double[] values(final Microscope microscope, final VoxelSize voxel) {
			return DoubleStream.of(0.7, 0.85, 1, 1.15, 1.3).map(f -> f * voxel.z()).toArray();
		}

		@Override
		Psf psf(final double value, final Microscope microscope, final Source source) {
			// It is compared on the stack's grid, voxel for voxel.
			return source.render(microscope, new VoxelSize(source.voxel().x(), source.voxel().y(), value));
		}

		@Override
		double given(final Microscope microscope, final Source source) {
			return source.voxel().z();
		}

		@Override
		String words(final double value) {
			return Digits.of(value) + " µm";
		}
	};

	/** Light of most samples that are mounted in water or in tissue. */
	private static final double WATERY = 1.36;

	/**
	 * Renders PSFs for a stack.
	 *
	 * @param model null: chosen by the NA
	 * @param isTurned whether the first slice is the farthest from the coverslip
	 */
	record Source(PsfModel model, VoxelSize voxel, Extent stack, boolean isTurned) {

		/** @return the same of the other direction of z */
		Source turned() {
			return new Source(model, voxel, stack, !isTurned);
		}

		Psf render(final Microscope microscope, final VoxelSize size) {
			final PsfModel chosen = model != null ? model : PsfModel.forMicroscope(microscope);
			final Psf psf = PsfPreparation.of(size, stack).render(microscope, chosen).psf();
			return isTurned ? psf.mirrored() : psf;
		}
	}

	private final String word;
	private final String quantity;
	private final String remedy;

	Scan(final String word, final String quantity, final String remedy) {
		this.word = word;
		this.quantity = quantity;
		this.remedy = remedy;
	}

	/** @return candidates, ascending; what the user said is one of them */
	abstract double[] values(Microscope microscope, VoxelSize voxel);

	/** @return the PSF of a candidate */
	abstract Psf psf(double value, Microscope microscope, Source source);

	/** @return a value in words */
	abstract String words(double value);

	/** @return what the user said */
	double given(final Microscope microscope, final Source source) {
		return this == NA ? microscope.numericalAperture() : microscope.depth();
	}

	/** @return the quantity in words */
	String quantity() {
		return quantity;
	}

	/** @return what to do if it does not match */
	String remedy() {
		return remedy;
	}

	/** @return the word for the command line */
	@Override
	public String toString() {
		return word;
	}

	/** Whether the medium differs from the immersion, so that depth means something. */
	static boolean isMismatched(final Microscope microscope) {
		return Math.abs(microscope.sampleIndex() - microscope.immersionIndex()) > 0.01;
	}

	/** @return the microscope, that deep */
	static Microscope at(final double depth, final Microscope microscope) {
		return mismatched(microscope).atDepth(depth);
	}

	/** With a medium like water, if the one that is assumed would make no aberration at any depth. */
	private static Microscope mismatched(final Microscope microscope) {
		return isMismatched(microscope) ? microscope : microscope.with(OpticalParameter.SAMPLE_INDEX, WATERY);
	}

	private static double[] with(final double given, final double... values) {
		return DoubleStream.concat(DoubleStream.of(given), Arrays.stream(values).filter(v -> Math.abs(v - given) > 0.5))
			.sorted()
			.toArray();
	}
}
