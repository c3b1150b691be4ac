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
package sc.fiji.lucid.deconvolution.method;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.penalty.PenaltyLaw;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/** What a method is set to: a recording with its forward model, noise and PSF, and what was asked for. */
public final class Task {

	/** Of all photons that are drawn at random, so that a run can be repeated. */
	public static final long SEED = 20240607;

	/** As bright as this percentile of the signal is what is called bright. */
	private static final double BRIGHT = 0.999;

	private final Recording observed;
	private final ForwardModel model;
	private final DeconvolutionOptions options;
	private final NoiseModel noise;
	private final Psf psf;

	/** Found when it is first asked for, in a pass over the data. */
	private double scale = Double.NaN;

	/** What the penalty that was last asked for is weighed by, or null. */
	private PenaltyChoice chosen;

	/** @param model of all photons of {@code observed} */
	public Task(final Recording observed, final ForwardModel model, final DeconvolutionOptions options,
		final NoiseModel noise, final Psf psf)
	{
		this.observed = observed;
		this.model = model;
		this.options = options;
		this.noise = noise;
		this.psf = psf;
	}

	/** @return the model of all photons */
	public ForwardModel model() {
		return model;
	}

	/** @return what was asked for */
	public DeconvolutionOptions options() {
		return options;
	}

	private MethodDeclaration method() {
		return options.method().declaration();
	}

	/** @return size of a voxel, of which the ratios matter */
	public VoxelSize voxelSize() {
		return psf.voxelSize();
	}

	/** @return whether the PSF leaves no place without out-of-focus light, as in widefield */
	public boolean isHazy() {
		return psf.isHazy();
	}

	/** @return as {@link Psf#isChanging} */
	public boolean isChanging() {
		return psf.isChanging();
	}

	/** @return as {@link Psf#concentration} */
	public double concentration() {
		return psf.concentration();
	}

	/** @return whether this is a part of a stack, to be restored as the stack would be */
	public boolean isTile() {
		return observed.place() != null;
	}

	/** @return the largest recorded count; in a tile that of its stack, so that all tiles have the same limit */
	public double maximum() {
		return isTile() && observed.place().statistics() != null ? observed.place().statistics().max()
			: RecordingStatistics.of(observed).max();
	}

	/** @return photoelectrons of so many counts */
	public double photons(final double counts) {
		return noise.gain() * counts;
	}

	/** @return this part of the photons, drawn at random */
	public Thinning draw(final double share) {
		return new Thinning(observed, noise.gain(), share, SEED);
	}

	/** @return mean variance of a voxel, counts² */
	public double noisePower() {
		return noise.variance(model.mean());
	}

	/** @return the cost that noise alone would leave a perfect estimate */
	public double expectedCost() {
		if (method().has(Trait.LEAST_SQUARES)) return observed.extent().voxels() / 2.0 * noisePower();
		return noise.expectedCost(observed.extent().voxels() - (observed.mask() == null ? 0 : observed.mask().count()));
	}

	/** @return brightness of the object, guessed from the data: a high percentile of the signal */
	public double scale() {
		if (Double.isNaN(scale))
			scale = Math.max(Percentiles.percentile(observed, BRIGHT) - model.background(), 10 * model.floor());
		return scale;
	}

	/** @return λ that was asked for, or else the method's own; NaN if the data decide */
	public double weight() {
		return options.weight().orElse(method().weight().orElse(Double.NaN));
	}

	/** @return λ that was asked for, or else as the law of the method's own penalty has it */
	public double lawfulWeight() {
		final double scale = scale(), filled = Math.max(0, Math.min(1, (model.mean() - model.background()) / scale));
		return options.weight().orElseGet(() -> law().weight(filled, photons(scale)));
	}

	/** @return how strong the method's own penalty is here */
	public PenaltyLaw law() {
		return method().law(isHazy());
	}

	/** @return whether the method's own penalty is used, under which noise does not grow, however long it runs */
	public boolean isAnchored() {
		return isAnchored(options);
	}

	/** @return whether a run with these options is under the method's own penalty */
	public static boolean isAnchored(final DeconvolutionOptions options) {
		return hasPenalty(options) && options.penalty() == PenaltyKind.AUTO && options.weight().orElse(1) > 0;
	}

	/** @return whether a single stage's penalty has a weight that depends on the data */
	public static boolean weighsItself(final DeconvolutionOptions options) {
		return hasPenalty(options) && options.penalty() != PenaltyKind.NONE && options.weight().isEmpty();
	}

	private static boolean hasPenalty(final DeconvolutionOptions options) {
		return options.method().declaration().penalty() != PenaltyKind.NONE;
	}

	/** @return iterations without the penalty, after which its weight goes by the size of what they show; mostly 0 */
	public int plainIterations() {
		return isAnchored() && options.weight().isEmpty() ? law().plain() : 0;
	}

	/**
	 * @return the weight of what binds the estimate to the backprojected counts, beside a penalty of this weight; 0
	 *         where another was asked for, or none
	 */
	public double anchor(final double weight) {
		return isAnchored() ? weight * law().anchor() : 0;
	}

	/** @return the penalty that was asked for, or else the method's own, or null */
	public Penalty penalty(final double weight) {
		final PenaltyChoice choice = new PenaltyChoice(options.weight().orElse(weight),
			options.brightness().orElseGet(this::scale));
		final Penalty penalty = penalty(method().penalty(), choice);
		chosen = penalty == null ? null : choice;
		return penalty;
	}

	/** @return the penalty that was asked for, or else one of this kind, weighed like this; or null */
	public Penalty penalty(final PenaltyKind own, final PenaltyChoice choice) {
		final PenaltyKind kind = options.penalty() == PenaltyKind.AUTO ? own : options.penalty();
		return kind.penalty(choice.weight(), choice.brightness(), voxelSize(), model.grid().nx());
	}

	/** @return what the penalty that a method last asked for is weighed by, or null */
	public PenaltyChoice chosen() {
		return chosen;
	}

	/** @return a first estimate as was asked for */
	public Volume initialEstimate(final ForwardModel fitted) {
		return fitted.initialEstimate(options.initialEstimate());
	}
}
