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

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.ZDirection;

/** A quantity of the microscope of which several values are tried. */
public enum Scan {
	/** Depth and index mismatch act almost alike, as spherical aberration; the depth stands for both. */
	DEPTH("depth", "Depth below the coverslip",
		"Give --depth, and --sample-index if it is not that of the medium assumed.", " µm", 10) {

		/** By 2 µm, to 10 µm to either side of what was said; what was said takes the place of its nearest. */
		@Override
		double[] values(final Candidate said) {
			final double depth = said.microscope().depth();
			final int from = (int) Math.max(0, Math.floor((depth - DEEPER) / DEPTH_STEP)),
				to = (int) Math.ceil((depth + DEEPER) / DEPTH_STEP);
			return with(depth, IntStream.rangeClosed(from, to).mapToDouble(i -> i * DEPTH_STEP));
		}

		@Override
		double of(final Candidate candidate) {
			return candidate.microscope().depth();
		}

		@Override
		Candidate at(final double value, final Candidate other) {
			return other.atDepth(value);
		}
	},
	/** Which slice lies at the coverslip. */
	Z_DIRECTION("z-direction", "Direction of z",
		"Give --z-direction coverslip-last where the first slice is the deepest, else coverslip-first.", "", 1) {

		@Override
		double[] values(final Candidate said) {
			return new double[] { -1, 1 };
		}

		@Override
		double of(final Candidate candidate) {
			return candidate.direction() == ZDirection.COVERSLIP_LAST ? -1 : 1;
		}

		@Override
		Candidate at(final double value, final Candidate other) {
			return other.in(direction(value));
		}

		@Override
		boolean tells(final Candidate said) {
			return said.microscope().isLopsided();
		}

		@Override
		String words(final double value) {
			return direction(value).words();
		}
	},
	/** The NA that the light really filled. */
	NA("na", "Numerical aperture", "Give --na as it acts: the back aperture may not be filled, or a stop may be set.",
		"", 200) {

		@Override
		double[] values(final Candidate said) {
			final Microscope m = said.microscope();
			final double na = m.numericalAperture(), most = 0.995 * Math.min(m.immersionIndex(), m.coverslipIndex());
			return DoubleStream.of(0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15)
				.map(f -> f * na)
				.filter(v -> v <= Math.max(na, most))
				.toArray();
		}

		@Override
		double of(final Candidate candidate) {
			return candidate.microscope().numericalAperture();
		}

		@Override
		Candidate at(final double value, final Candidate other) {
			return other.withNa(value);
		}
	},
	/** The distance of slices. */
	Z_STEP("z-step", "Distance of slices",
		"Give the z step as the stage moved (--voxel); with index mismatch the focus moves less.", " µm", 1000) {

		@Override
		double[] values(final Candidate said) {
			return DoubleStream.of(0.5, 0.6, 0.7, 0.85, 1, 1.15, 1.3, 1.6, 2).map(f -> f * said.voxel().z()).toArray();
		}

		@Override
		double of(final Candidate candidate) {
			return candidate.voxel().z();
		}

		@Override
		Candidate at(final double value, final Candidate other) {
			return other.withStep(value);
		}
	};

	private static final double DEPTH_STEP = 2;
	private static final double DEEPER = 10;

	private final String word;
	private final String quantity;
	private final String remedy;
	private final String unit;
	/** What the stack says is rounded to one part in so many. */
	private final double parts;

	Scan(final String word, final String quantity, final String remedy, final String unit, final double parts) {
		this.word = word;
		this.quantity = quantity;
		this.remedy = remedy;
		this.unit = unit;
		this.parts = parts;
	}

	/** @return values to try, ascending; what the user said is one of them */
	abstract double[] values(Candidate said);

	/** @return the value of a candidate */
	abstract double of(Candidate candidate);

	/** @return the other candidate with this value */
	abstract Candidate at(double value, Candidate other);

	/** @return whether the values have PSFs that differ */
	boolean tells(@SuppressWarnings("unused") final Candidate said) {
		return true;
	}

	/** @return a value in words */
	String words(final double value) {
		return Digits.of(value) + unit;
	}

	/** @return a value as finely as it makes sense to tell it */
	double rounded(final double value) {
		return Math.rint(value * parts) / parts;
	}

	/** @return whether there are values between those that are tried */
	boolean isContinuous() {
		return this != Z_DIRECTION;
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

	private static ZDirection direction(final double value) {
		return value > 0 ? ZDirection.COVERSLIP_FIRST : ZDirection.COVERSLIP_LAST;
	}

	private static double[] with(final double said, final DoubleStream values) {
		return DoubleStream.concat(DoubleStream.of(said), values.filter(v -> Math.abs(v - said) > DEPTH_STEP / 4))
			.sorted()
			.toArray();
	}
}
