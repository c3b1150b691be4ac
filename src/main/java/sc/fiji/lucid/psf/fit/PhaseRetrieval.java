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
package sc.fiji.lucid.psf.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.beads.BeadSize;
import sc.fiji.lucid.psf.diffraction.PupilImage;
import sc.fiji.lucid.psf.diffraction.PupilPsf;

/**
 * Retrieves the pupil of an objective from the image of a bead: phase and amplitude as Zernike polynomials, by
 * Gauss–Newton steps with the damping of Levenberg and Marquardt (Marquardt, J SIAM 11, 1963) on the squared
 * differences, weighed as photon noise asks (Hanser et al., J Microsc 216, 2004, retrieve a pupil from defocused beads
 * by projections; Zernike polynomials as parameters: Petrov, Shechtman &amp; Moerner, Opt Express 25, 2017). Position,
 * amplitude and background are solved for beside it. The result has no noise, and reaches as far as light does.
 */
public final class PhaseRetrieval {

	/** Astigmatism, trefoil, coma, spherical aberration, tetrafoil; tilts and defocus are the bead's position. */
	private static final int[] PHASES = { 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 24 };
	/** Tilts, curvature and astigmatism of what the pupil transmits. */
	private static final int[] AMPLITUDES = { 1, 2, 3, 4, 5, 12 };
	/** Spherical aberrations to begin with, radians: from zero alone some fits end beside the best. */
	private static final List<Double> STARTS = List.of(0.0, -0.7, 0.7);
	/** A misfit below which no other start is tried: those of bright simulated beads were 0.06 to 0.08. */
	private static final double GOOD = 0.15;
	private static final int MOST_STEPS = 25;
	/** Steps that lower the misfit by less than that part are the last. */
	private static final double REST = 1e-5;
	/** Counts beyond those of photons, as part of the peak: camera's noise, and what no model says. */
	private static final double FLOOR = 0.02;
	/** Standard deviation that coefficients have before anything is known: radians, and parts of the amplitude. */
	private static final double USUAL_PHASE = 2;
	private static final double USUAL_AMPLITUDE = 0.15;

	private final Volume bead;
	private final Extent box;
	private final PupilImage pupil;
	private final UnaryOperator<Volume> imaging;
	private final double[] weights;
	private final double unit;

	/**
	 * @param microscope with the coefficients of the phase that were found
	 * @param amplitude coefficients of the amplitude, as parts of it
	 * @param model by which it was computed
	 * @param misfit root mean square difference of image and model over the root mean square of the image
	 */
	public record Retrieved(Microscope microscope, Zernike amplitude, PsfModel model, double misfit) {

		/** @return the PSF that they make, without noise, of any size */
		public Psf render(final VoxelSize voxel, final Extent extent) {
			return PupilPsf.render(model, microscope, amplitude, voxel, extent, Sampling.INTEGRATED);
		}
	}

	/** Where the fit is: parameters of the pupil after amplitude and background, and what it costs. */
	private record Step(double[] p, double cost, double misfit) {}

	private PhaseRetrieval(final Volume bead, final VoxelSize voxel, final double diameter, final Microscope start,
		final PsfModel model)
	{
		this.bead = bead;
		box = bead.extent();
		pupil = new PupilImage(model, start, voxel, box, PHASES, AMPLITUDES);
		imaging = BeadSize.imaging(box, diameter, voxel);
		unit = peak(imaging.apply(pupil.at(new double[pupil.parameters()], false)[0]));
		final double peak = peak(bead);
		weights = new double[(int) box.voxels()];
		each((i, x, y, z) -> weights[i] = 1 / (Math.max(0, bead.row(y, z)[x]) / peak + FLOOR));
	}

	/**
	 * @param bead image of a bead, its centre near ⌊n/2⌋, its background near 0
	 * @param voxelSize in µm
	 * @param diameter of the bead in µm
	 * @param microscope the optics, a widefield microscope; its Zernike coefficients are not heeded
	 * @param model how light is described; not Gaussian
	 * @throws IllegalArgumentException if the microscope is of another kind, or pixels are not square
	 */
	public static Retrieved of(final Volume bead, final VoxelSize voxelSize, final double diameter,
		final Microscope microscope, final PsfModel model)
	{
		if (microscope.modality() != Modality.WIDEFIELD) throw new IllegalArgumentException(
			"A pupil can be retrieved from widefield beads only, not from a " + microscope.modality() +
				" microscope's, whose light passes two pupils; --fit fits NA and spherical aberration.");
		if (model == PsfModel.GAUSSIAN)
			throw new IllegalArgumentException("A Gaussian has no pupil: choose another --model.");
		if (Math.abs(voxelSize.x() / voxelSize.y() - 1) > 1e-3) throw new IllegalArgumentException(
			"A pupil can be retrieved from beads in square pixels only, not from " + voxelSize + " µm.");
		final Microscope plain = microscope.with(Zernike.NONE);
		final PhaseRetrieval fit = new PhaseRetrieval(square(bead), voxelSize, diameter, plain, model);
		Step best = null;
		for (final double spherical : STARTS) {
			if (best != null && best.misfit < GOOD) break;
			final Step found = fit.run(spherical);
			if (best == null || found.cost < best.cost) best = found;
		}
		return new Retrieved(plain.with(coefficients(best.p, 5, PHASES)),
			coefficients(best.p, 5 + PHASES.length, AMPLITUDES), model, best.misfit);
	}

	/** Square slices of an odd number of voxels, centred at the same voxel. */
	private static Volume square(final Volume bead) {
		final Extent e = bead.extent();
		final int half = Math.min(Math.min(e.nx() / 2, e.ny() / 2), Math.min((e.nx() - 1) / 2, (e.ny() - 1) / 2)),
			deep = (e.nz() - 1) / 2;
		final Volume square = new Volume(new Extent(2 * half + 1, 2 * half + 1, 2 * deep + 1));
		for (int z = 0; z <= 2 * deep; z++)
			for (int y = 0; y <= 2 * half; y++)
				System.arraycopy(bead.row(y + e.ny() / 2 - half, z + e.nz() / 2 - deep), e.nx() / 2 - half,
					square.row(y, z), 0, 2 * half + 1);
		return square;
	}

	private static Zernike coefficients(final double[] p, final int from, final int[] indices) {
		final Map<Integer, Double> map = new TreeMap<>();
		for (int j = 0; j < indices.length; j++)
			map.put(indices[j], Math.rint(1e4 * p[from + j]) / 1e4);
		return Zernike.of(map);
	}

	private interface Voxel {

		void at(int i, int x, int y, int z);
	}

	private void each(final Voxel voxel) {
		int i = 0;
		for (int z = 0; z < box.nz(); z++)
			for (int y = 0; y < box.ny(); y++)
				for (int x = 0; x < box.nx(); x++)
					voxel.at(i++, x, y, z);
	}

	private static double peak(final Volume volume) {
		double peak = 0;
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				for (final float v : volume.row(y, z))
					peak = Math.max(peak, v);
		return peak;
	}

	/** Parameters: amplitude in units of the peak of the unaberrated image, background, then those of the pupil. */
	private Step run(final double spherical) {
		final double[] p = new double[2 + pupil.parameters()];
		p[5 + Arrays.binarySearch(PHASES, 12)] = spherical;
		p[0] = peak(bead) / peak(imaging.apply(pupil.at(Arrays.copyOfRange(p, 2, p.length), false)[0])) * unit;
		Step here = cost(p);
		double damping = 1e-2;
		for (int i = 0; i < MOST_STEPS && damping < 1e6; i++) {
			final double[][] normal = new double[p.length][p.length];
			final double[] right = new double[p.length];
			linearise(here.p, normal, right);
			Step next = null;
			while (next == null && damping < 1e6) {
				final Step tried = cost(moved(here.p, normal, right, damping));
				if (tried.cost < here.cost) next = tried;
				damping *= next == null ? 8 : 0.2;
			}
			if (next == null) break;
			final double gained = 1 - next.cost / here.cost;
			here = next;
			if (gained < REST) break;
		}
		return here;
	}

	private static double[] moved(final double[] p, final double[][] normal, final double[] right,
		final double damping)
	{
		final double[][] damped = new double[p.length][];
		for (int i = 0; i < p.length; i++) {
			damped[i] = normal[i].clone();
			damped[i][i] *= 1 + damping;
		}
		final double[] step = new QRDecomposition(new Array2DRowRealMatrix(damped, false)).getSolver()
			.solve(new ArrayRealVector(right, false))
			.toArray();
		final double[] moved = p.clone();
		for (int i = 0; i < p.length; i++)
			moved[i] += step[i];
		return moved;
	}

	/** What a parameter is expected to be, in units of the photons' weights: keeps what the image does not tell small. */
	private static double usual(final int i) {
		return i < 5 ? Double.POSITIVE_INFINITY : i < 5 + PHASES.length ? USUAL_PHASE : USUAL_AMPLITUDE;
	}

	private double scale() {
		final double peak = peak(bead);
		return peak * peak * 1e-3;
	}

	private void linearise(final double[] p, final double[][] normal, final double[] right) {
		final Volume[] parts = pupil.at(Arrays.copyOfRange(p, 2, p.length), true);
		for (int q = 0; q < parts.length; q++)
			parts[q] = imaging.apply(parts[q]);
		final double[] row = new double[p.length];
		each((i, x, y, z) -> {
			final double model = parts[0].row(y, z)[x] / unit, rest = bead.row(y, z)[x] - p[0] * model - p[1];
			row[0] = model;
			row[1] = 1;
			for (int q = 1; q < parts.length; q++)
				row[1 + q] = p[0] * parts[q].row(y, z)[x] / unit;
			for (int a = 0; a < row.length; a++) {
				final double weighed = weights[i] * row[a];
				right[a] += weighed * rest;
				for (int b = 0; b <= a; b++)
					normal[a][b] += weighed * row[b];
			}
		});
		for (int a = 0; a < p.length; a++) {
			final double prior = scale() / (usual(a) * usual(a));
			normal[a][a] += prior;
			right[a] -= prior * p[a];
			for (int b = 0; b < a; b++)
				normal[b][a] = normal[a][b];
		}
	}

	private Step cost(final double[] p) {
		final Volume model = imaging.apply(pupil.at(Arrays.copyOfRange(p, 2, p.length), false)[0]);
		final double[] sums = new double[3];
		each((i, x, y, z) -> {
			final double value = bead.row(y, z)[x], rest = value - p[0] * model.row(y, z)[x] / unit - p[1];
			sums[0] += weights[i] * rest * rest;
			sums[1] += rest * rest;
			sums[2] += value * value;
		});
		for (int a = 5; a < p.length; a++)
			sums[0] += scale() * Math.pow(p[a] / usual(a), 2);
		return new Step(p, sums[0], Math.sqrt(sums[1] / sums[2]));
	}
}
