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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Progress;

/**
 * What an expert reaches who is told the offset and sees the truth: the best
 * iteration of Richardson–Lucy and of heavy ball. Nothing of it depends on what the
 * automatic method does, so that it can be kept in a file.
 *
 * @param rl100 error of Richardson–Lucy after 100 iterations
 * @param rlBest its smallest error until then
 * @param best smallest error of heavy ball
 * @param at iteration at which heavy ball is best
 * @param heavyBall iterations in which heavy ball is as good as {@code rl100}
 * @param quasiNewton 3-D FFTs in which {@link QuasiNewton} is, by that name and told the offset; 0 if it never is
 */
record FidelityHand(double rl100, double rlBest, double best, int at, int heavyBall, int quasiNewton) {

	/** Where the error has risen by this factor, the best iteration is past. */
	private static final double PAST = 1.03;
	private static final int MOST = 240;

	/** Errors along a method's iterations, and the 3-D FFTs they took. */
	private record Curve(double best, int at, double last, int reaching, int transforms) {}

	/** @param file where results are kept, or null */
	static FidelityHand of(final FidelityCase c, final Path file) throws IOException {
		final String key = c.name() + "," + c.seed() + ",";
		if (file != null && Files.exists(file)) for (final String line : Files.readAllLines(file))
			if (line.startsWith(key)) return read(line.split(","));
		final FidelityHand hand = of(c);
		if (file != null)
			Files.write(file, List.of(key + hand.rl100 + "," + hand.rlBest + "," + hand.best + "," + hand.at + "," +
				hand.heavyBall + "," + hand.quasiNewton), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		return hand;
	}

	private static FidelityHand read(final String[] words) {
		return new FidelityHand(Double.parseDouble(words[2]), Double.parseDouble(words[3]),
			Double.parseDouble(words[4]), Integer.parseInt(words[5]), Integer.parseInt(words[6]),
			Integer.parseInt(words[7]));
	}

	private static FidelityHand of(final FidelityCase c) {
		final ForwardModel model = new ForwardModel(c.observed(), c.psf(), c.offset(),
			DeconvolutionOptions.DEFAULT.boundary(), Engine.FUSED, Progress.NONE);
		final Curve rl = curve(c, new RichardsonLucy(model, model.initialEstimate(InitialEstimate.FLAT)), 100, 10, 0,
			1e9);
		final Curve ball = curve(c, new HeavyBall(model, model.initialEstimate(InitialEstimate.FLAT)), MOST,
			c.widefield() ? 4 : 1, rl.last, PAST);
		final Curve newton = curve(c, quasiNewton(c, model), 40, 1, rl.last, 0);
		return new FidelityHand(rl.last, rl.best, ball.best, ball.at, ball.reaching,
			newton.reaching == 0 ? 0 : newton.transforms);
	}

	/** @return the method of that name, told the offset */
	static QuasiNewton quasiNewton(final FidelityCase c, final ForwardModel model) {
		return (QuasiNewton) QuasiNewton.METHOD.begin(new Task(c.observed(), model,
			DeconvolutionOptions.DEFAULT.withMethod(Method.QUASI_NEWTON), NoiseModel.of(c.observed()), c.psf()), model,
			model.initialEstimate(InitialEstimate.FLAT));
	}

	/** @return the smallest error of both */
	double error() {
		return Math.min(rlBest, best);
	}

	/**
	 * @param target error of which the first iteration that reaches it is sought
	 * @param past factor of the smallest error from which on to end; 0 for where the
	 *          target is reached
	 */
	private static Curve curve(final FidelityCase c, final Iteration iteration, final int iterations, final int every,
		final double target, final double past)
	{
		double best = Double.POSITIVE_INFINITY, last = best;
		int at = 0, reaching = 0, transforms = 0;
		for (int k = 1; k <= iterations; k++) {
			transforms += iteration.next().transforms();
			if (k % every != 0) continue;
			last = c.nrmse((iteration instanceof QuasiNewton ? ((QuasiNewton) iteration).look() : iteration.estimate())
				.crop(0, 0, 0, FidelityCase.VIEW));
			if (last < best) at = k;
			best = Math.min(best, last);
			if (reaching == 0 && last <= target) reaching = k;
			if (past == 0 ? reaching > 0 : last > past * best && (target == 0 || reaching > 0)) break;
		}
		return new Curve(best, at, last, reaching, transforms);
	}
}
