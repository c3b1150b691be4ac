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

import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.beads.BeadBox;
import sc.fiji.lucid.psf.beads.BeadMean;
import sc.fiji.lucid.psf.beads.BeadSize;
import sc.fiji.lucid.psf.beads.DistilledBeads;

/**
 * Fits the optics to the image of a bead, of which a PSF without noise can be made: the
 * simplex of Nelder and Mead (Comput J 7, 1965) over optical parameters and
 * Zernike coefficients; amplitude, background and position are solved for at each
 * of its steps.
 */
public final class ModelFit {

	private static final int MOST_EVALUATIONS = 300;
	private static final double TOLERANCE = 1e-5;
	/** What a wrong value costs: more than any misfit. */
	private static final double REFUSED = 2;

	private final Volume bead;
	private final VoxelSize voxel;
	private final double diameter;
	private final PsfModel model;
	private final List<OpticalParameter> parameters;
	private final List<Integer> zernike;
	private double[] place;
	private double least = Double.POSITIVE_INFINITY;

	/**
	 * @param microscope as fitted
	 * @param misfit root mean square difference of image and model over the root mean
	 *          square of the image
	 */
	public record Fitted(Microscope microscope, double misfit) {}

	private ModelFit(final Volume bead, final VoxelSize voxel, final double diameter, final PsfModel model,
		final List<OpticalParameter> parameters, final List<Integer> zernike)
	{
		this.bead = bead;
		this.voxel = voxel;
		this.diameter = diameter;
		this.model = model;
		this.parameters = parameters;
		this.zernike = zernike;
	}

	/**
	 * @param bead image of a bead, its centre at ⌊n/2⌋ (as {@link DistilledBeads#mean})
	 * @param voxelSize in µm
	 * @param diameter of the bead in µm
	 * @param start the microscope to begin with
	 * @param parameters to fit, such as the sample's index or the depth
	 * @param zernike ANSI/OSA indices to fit, such as 12; those that do not depend on
	 *          the radius alone (3, 5, 7, 8, ...) take a hundred times longer
	 * @throws IllegalArgumentException if nothing is to be fitted
	 */
	public static Fitted of(final Volume bead, final VoxelSize voxelSize, final double diameter, final Microscope start,
		final PsfModel model, final List<OpticalParameter> parameters, final List<Integer> zernike)
	{
		if (parameters.isEmpty() && zernike.isEmpty())
			throw new IllegalArgumentException("Name at least one optical parameter or Zernike index to fit.");
		return new ModelFit(bead, voxelSize, diameter, model, parameters, zernike).run(start);
	}

	private Fitted run(final Microscope start) {
		final double[] guess = new double[parameters.size() + zernike.size()], steps = new double[guess.length];
		for (int i = 0; i < guess.length; i++) {
			final boolean optical = i < parameters.size();
			guess[i] = optical ? start.get(parameters.get(i))
				: start.zernike().coefficients().getOrDefault(zernike.get(i - parameters.size()), 0.0);
			// 0.4 rad is a visible aberration; an index moves by 1 %, a length by 1 µm
			steps[i] = !optical ? 0.4 : parameters.get(i).unit().isEmpty() ? 0.01 * guess[i] : 1;
		}
		try {
			new SimplexOptimizer(TOLERANCE, TOLERANCE).optimize(new MaxEval(MOST_EVALUATIONS), GoalType.MINIMIZE,
				new InitialGuess(guess), new ObjectiveFunction(p -> misfit(start, p)), new NelderMeadSimplex(steps));
		}
		catch (final TooManyEvaluationsException exc) {
			// the best so far is as good as the simplex gets
		}
		final Microscope found = rounded(start);
		return new Fitted(found, least);
	}

	/** To four places, further than any bead tells, so that what is said makes the same PSF. */
	private Microscope rounded(final Microscope start) {
		try {
			return at(start, Arrays.stream(place).map(v -> Math.rint(1e4 * v) / 1e4 + 0.0).toArray());
		}
		catch (final IllegalArgumentException exc) {
			// the best lies so near to what cannot be
			return at(start, place);
		}
	}

	private double misfit(final Microscope start, final double[] point) {
		final Microscope candidate;
		try {
			candidate = at(start, point);
		}
		catch (final IllegalArgumentException exc) {
			// outside a parameter's range
			return REFUSED;
		}
		final Volume image = BeadSize.blur(model.render(candidate, voxel, bead.extent(), Sampling.INTEGRATED).volume(),
			diameter, voxel);
		final Extent e = bead.extent();
		final double misfit = BeadMean.match(image, new BeadBox(bead), new int[] { e.nx(), e.ny(), e.nz() }).misfit();
		if (misfit < least) {
			least = misfit;
			place = point.clone();
		}
		return misfit;
	}

	private Microscope at(final Microscope start, final double[] point) {
		OpticalSettings optics = OpticalSettings.of(start);
		for (int i = 0; i < parameters.size(); i++)
			optics = optics.with(parameters.get(i), point[i], Origin.FOUND);
		final Map<Integer, Double> coefficients = new TreeMap<>(start.zernike().coefficients());
		for (int i = 0; i < zernike.size(); i++)
			coefficients.put(zernike.get(i), point[parameters.size() + i]);
		return (coefficients.isEmpty() ? optics : optics.with(Zernike.of(coefficients), Origin.FOUND)).microscope();
	}
}
