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

import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.ScorePhantom;
import sc.fiji.lucid.simulation.Simulation;

/**
 * What an expert reaches who knows the camera and sees the truth: the best iteration
 * of heavy ball from a flat start. It does not depend on what the automatic method
 * does, so that it can be kept in a file.
 *
 * @param error smallest NRMSE
 * @param at iteration where it is reached
 * @param flux there
 */
record HonestHand(double error, int at, double flux) {

	/** Where the error has risen by this factor, the best iteration is past. */
	private static final double PAST = 1.03;
	private static final int MOST = 240;
	private static final int EVERY = 2;

	/** @param file where results are kept, or null */
	static HonestHand of(final HonestCase c, final long seed, final Simulation simulation, final Psf psf,
		final Path file) throws IOException
	{
		final String key = c + "," + seed + "," + c.view() + ",";
		if (file != null && Files.exists(file)) for (final String line : Files.readAllLines(file))
			if (line.startsWith(key)) return read(line.split(","));
		final HonestHand hand = best(c, simulation, psf);
		if (file != null) Files.write(file, List.of(key + hand.error + "," + hand.at + "," + hand.flux),
			StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		return hand;
	}

	private static HonestHand read(final String[] words) {
		return new HonestHand(Double.parseDouble(words[3]), Integer.parseInt(words[4]), Double.parseDouble(words[5]));
	}

	private static HonestHand best(final HonestCase c, final Simulation simulation, final Psf psf) {
		final ForwardModel model = new ForwardModel(c.photons(simulation), psf, HonestCase.noise(),
			DeconvolutionOptions.DEFAULT.boundary(), Engine.FUSED, Progress.NONE);
		final HeavyBall ball = new HeavyBall(model, model.initialEstimate(InitialEstimate.FLAT));
		HonestHand best = new HonestHand(Double.POSITIVE_INFINITY, 0, 0);
		for (int k = 1; k <= MOST; k++) {
			ball.next();
			if (k % EVERY != 0) continue;
			final ScorePhantom score = HonestCase.score(simulation, ball.estimate().crop(0, 0, 0, c.view()), 1);
			if (score.nrmse() < best.error) best = new HonestHand(score.nrmse(), k, score.flux());
			if (score.nrmse() > PAST * best.error) break;
		}
		return best;
	}
}
