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
package sc.fiji.lucid.deconvolution.penalty;

import java.util.Optional;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * A price on estimates that noise makes rough, weighed against the misfit. All
 * penalties grow in proportion to the estimate when {@code scale} does so too;
 * one weight then suits every brightness.
 * <p>
 * The price is a sum over planes. Each plane is visited once, in order, and gives what
 * its price depends on to the rows of the derivative, its own and those beside it.
 */
public abstract class Penalty {

	/** Rows that are added as floats, before their sum is one of doubles. */
	static final int TOGETHER = 8;

	/** Slabs are not thinner than this, since the planes beside a slab are visited for it alone. */
	private static final int LEAST_SLAB = 4;

	/**
	 * @param estimate whose neighbours are periodic on the grid
	 * @param derivative the derivative of the penalty by the estimate's voxels
	 * @return the price
	 */
	public final double evaluate(final Neighbourhood estimate, final Volume derivative) {
		return evaluate(estimate, derivative, null);
	}

	/**
	 * The parabola d (z − x) + ½ κ (z − x)² above the penalty's price at x, summed over voxels z, that is
	 * as high and as steep as the penalty at the estimate x and elsewhere above it, a majorant: by
	 * convexity (Σ cᵢ dᵢ)² ≤ Σ |cᵢ| dᵢ² Σ |cᵢ| for the differences that a penalty is
	 * made of (De Pierro 1995, IEEE TMI 14:132), and a logarithm lies below its tangent.
	 *
	 * @param estimate x, not one kept as its root
	 * @param derivative d
	 * @param curvature κ, not negative
	 * @return the price of the estimate
	 */
	public final double majorant(final Neighbourhood estimate, final Volume derivative, final Volume curvature) {
		return evaluate(estimate, derivative, curvature);
	}

	private double evaluate(final Neighbourhood estimate, final Volume derivative, final Volume curvature) {
		final int nz = estimate.extent().nz();
		final int threads = Math.max(1, Parallelization.getTaskExecutor().getParallelism());
		final int slab = Math.max(LEAST_SLAB, (nz + threads - 1) / threads), slabs = (nz + slab - 1) / slab;
		final double[] prices = new double[nz];
		Planes.forEach(slabs,
			i -> visit(estimate, new Slab(derivative, curvature, i * slab, Math.min(nz, (i + 1) * slab)), prices));
		double price = 0;
		for (final double p : prices)
			price += p;
		return price;
	}

	private void visit(final Neighbourhood estimate, final Slab slab, final double[] prices) {
		for (int z = slab.first - reach(); z < slab.end + reach(); z++) {
			final double price = plane(estimate, z, slab);
			if (slab.holds(z)) prices[z] = price;
		}
	}

	/** Planes of the derivative, and of the curvature if it is asked for, that one thread fills. */
	static final class Slab {

		private final Volume derivative;
		private final Volume curvature;
		private final int first;
		private final int end;
		private final float[] elsewhere;

		Slab(final Volume derivative, final Volume curvature, final int first, final int end) {
			this.derivative = derivative;
			this.curvature = curvature;
			this.first = first;
			this.end = end;
			elsewhere = new float[derivative.extent().nx()];
		}

		/** @return whether this slab has plane z */
		boolean holds(final int z) {
			return z >= first && z < end;
		}

		/** @return the row to give to, or one that is nobody's where another thread fills it */
		float[] row(final int y, final int z) {
			return row(derivative, y, z);
		}

		/** @return whether the curvature is asked for */
		boolean isCurved() {
			return curvature != null;
		}

		/** @return the row of the curvature to give to, as {@link #row} */
		float[] curvature(final int y, final int z) {
			return row(curvature, y, z);
		}

		private float[] row(final Volume volume, final int y, final int z) {
			return holds(z) ? volume.row(Neighbourhood.inside(y, volume.extent().ny()), z) : elsewhere;
		}
	}

	/**
	 * What a penalty on differences between neighbours is made of, for those who compute it elsewhere; the formulas are
	 * those of {@link DifferencePenalty}.
	 *
	 * @param weight λ s
	 * @param epsilonSquared ε²
	 * @param relative a
	 * @param steep ½/h² along X, Y and Z
	 * @param curved 1/h⁴ along X, Y and Z
	 */
	public record Differences(float weight, float epsilonSquared, float relative, float[] steep, float[] curved) {}

	/** @return what it is made of, if it is one on differences */
	public Optional<Differences> differences() {
		return Optional.empty();
	}

	/** @return 1/h for each axis, h the voxel size by that along X: differences along Z count as those along X do */
	static double[] ratios(final VoxelSize voxel) {
		return new double[] { 1, voxel.x() / voxel.y(), voxel.x() / voxel.z() };
	}

	/** @return how many planes away the price of a plane looks */
	int reach() {
		return 1;
	}

	/**
	 * @param z a plane, of the grid's periodic repetition where it is outside
	 * @param derivative to whose rows the derivative of this plane's price is given: the
	 *          plane at the end of its {@link #reach} holds anything and is set, those
	 *          before it are added to
	 * @return the price of this plane
	 */
	abstract double plane(Neighbourhood estimate, int z, Slab derivative);
}
