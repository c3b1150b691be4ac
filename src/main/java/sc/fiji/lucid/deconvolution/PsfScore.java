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
package sc.fiji.lucid.deconvolution;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.levels.CoarseToFine;
import sc.fiji.lucid.deconvolution.levels.FineStart;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * How well a PSF explains photons that it was not fitted to. A quarter of the photons of a stack is drawn at random and
 * held out; the object is fitted to the others by maximum likelihood without penalty, until it is converged; then the
 * Poisson deviance of the photons held out, in counts, tells PSFs apart (Akaike's idea with a sample of its own:
 * Oliveira, Lei &amp; Tibshirani 2022, arXiv:2212.01943). The photons held out are the same for every PSF. The
 * sharpened error of {@code HeldOut} depends on the PSF's own transfer function, and a fit that has not converged
 * prefers the sharper or the blunter of two wrong PSFs.
 */
public final class PsfScore {

	/** Part of the photons that is held out: more tells PSFs apart more surely, and leaves less to fit. */
	private static final double SHARE = 0.25;
	/**
	 * After so many steps of a quasi-Newton method fits were converged in the trial of coarse-to-fine.md, section 5.
	 */
	private static final int ITERATIONS = 60;
	/** Sides of the columns over which deviances are compared in pairs: wide beside what one voxel's noise reaches. */
	private static final int BLOCK = 16;

	private final int block;
	private final Recording recorded;
	private final DeconvolutionOptions options;
	private final NoiseModel noise;
	private final Thinning heldOut;
	private final Recording rest;
	/** Under what is left to the fit. */
	private final BackgroundEstimate background;

	/**
	 * @param recorded a stack, or the part of one
	 * @param options gain, offset, read noise, background and boundary as far as they are known
	 */
	public PsfScore(final Recording recorded, final DeconvolutionOptions options) {
		this(recorded, options, BLOCK);
	}

	/** As above. @param block side of the columns in voxels */
	public PsfScore(final Recording recorded, final DeconvolutionOptions options, final int block) {
		this.block = block;
		this.recorded = Counts.masked(recorded);
		this.options = options;
		noise = Counts.noise(this.recorded, options);
		final Recording above = this.recorded.above(noise.zero());
		heldOut = new Thinning(above, noise.gain(), SHARE, Task.SEED + 1);
		rest = rest(above);
		final BackgroundEstimate all = options.background().isPresent()
			? new BackgroundEstimate(options.background().getAsDouble() - noise.zero(), 0)
			: BackgroundEstimate.of(above);
		background = new BackgroundEstimate((1 - SHARE) * all.value(), all.uncertainty());
	}

	/** The photons that are left to the fit. */
	private Recording rest(final Recording above) {
		final Extent e = above.extent();
		final Volume rest = new Volume(e);
		Planes.forEach(e.nz(), z -> {
			final float[] held = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = rest.row(y, z);
				above.read(y, z, row);
				heldOut.read(y, z, held);
				for (int x = 0; x < row.length; x++)
					row[x] -= held[x];
			}
		});
		final Recording counted = Recording.of(rest);
		return above.mask() == null ? counted : counted.withMask(above.mask());
	}

	/** @return photoelectrons of the stack that the fit has not seen */
	public double photons() {
		return noise.gain() * sum(held -> held);
	}

	/** @return deviance of what was held out from its mean, photoelectrons: what a blind fit would leave */
	public double even() {
		final Mask mask = recorded.mask();
		final double mean = sum(v -> v) / (recorded.extent().voxels() - (mask == null ? 0 : mask.count()));
		return noise.gain() * sum(v -> deviance(v, mean));
	}

	/** Sums over what was held out, without masked voxels. */
	private double sum(final DoubleUnaryOperator of) {
		final Extent e = heldOut.extent();
		return Planes.sum(e.nz(), 1, (z, sums) -> {
			final float[] held = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				heldOut.read(y, z, held);
				if (recorded.mask() != null) recorded.mask().fill(y, z, held, Float.NaN);
				for (final float v : held)
					if (!Float.isNaN(v)) sums[0] += of.applyAsDouble(v);
			}
		})[0];
	}

	/**
	 * @param psf at the stack's voxel size
	 * @param progress told how far it is, asked whether to stop
	 * @return deviance of each column of voxels, in photoelectrons; the least fits best
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public double[] of(final Psf psf, final Progress progress) {
		final double least = options.background().isEmpty() && psf.isHazy()
			? Math.min((1 - SHARE) * noise.aboveZero(options.readNoise()), background.value()) : Double.NaN;
		final NoiseModel counted = new NoiseModel(noise.gain(), 0, noise.isKnown());
		final Counts counts = new Counts(rest, counted, background, least);
		final DeconvolutionOptions converged = options.withMethod(Method.QUASI_NEWTON)
			.withPenalty(PenaltyKind.NONE, 0)
			.withStopping(Stopping.FIXED)
			.withIterations(ITERATIONS)
			.withBackground(OptionalDouble.of(background.value()));
		final FineStart start = CoarseToFine.of(counts, psf, counts.heldOut(), options.boundary(),
			Engine.of(options.engine()).onProcessor(), progress.part(0, 0.2, ""));
		final Recording fine = start.haze() == null ? rest : rest.withBackground(start.haze());
		final ForwardModel model = Deconvolution.model(fine, start, converged, progress.part(0.2, 1, ""));
		final Volume estimate = new MethodRunner(new Task(fine, model, converged, counted, psf), null,
			progress.part(0.2, 1, "")).run().estimate();
		return deviance(model, model.blur(estimate));
	}

	private double[] deviance(final ForwardModel model, final Volume blurred) {
		final Extent e = recorded.extent();
		final int across = (e.nx() + block - 1) / block, down = (e.ny() + block - 1) / block;
		return Planes.sum(e.nz(), across * down, (z, sums) -> {
			final float[] held = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				heldOut.read(y, z, held);
				final float[] expected = blurred.row(y, z), background = model.background(y, z);
				for (int x = 0; x < held.length; x++)
					expected[x] = (float) (SHARE / (1 - SHARE)) * Math.max(model.floor(), expected[x] + background[x]);
				if (recorded.mask() != null) recorded.mask().copy(y, z, expected, held);
				for (int x = 0; x < held.length; x++)
					sums[y / block * across + x / block] += noise.gain() * deviance(held[x], expected[x]);
			}
		});
	}

	/** Of one Poisson count. */
	private static double deviance(final double counted, final double expected) {
		return 2 * ((counted > 0 ? counted * Math.log(counted / expected) : 0) - counted + expected);
	}
}
