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
package sc.fiji.lucid.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Tissue as a thick section shows it: nuclei of textured chromatin side by side in
 * the middle of the depth, fibres and vesicles between them, and a haze of dim light
 * that nothing is free of.
 */
final class Tissue {

	/** Half axes of a nucleus in µm, X, Y, Z: small ones, so that a field of 10 µm holds several. */
	private static final double[] RADII = { 2.6, 2.1, 1.1 };
	/** Nuclei keep this distance in radii, along each axis. */
	private static final double DISTANCE = 1.75;
	/** Nuclei that would lie side by side in this part more of the area. */
	private static final double CROWD = 1.1;
	private static final int TRIES = 6000;
	/** Standard deviation of the nuclei's depths as a part of the depth. */
	private static final double LAYER = 0.1;

	private final Canvas canvas;
	private final Random random;
	private final Clouds fine;
	private final Clouds coarse;

	private Tissue(final Canvas canvas, final Random random) {
		this.canvas = canvas;
		this.random = random;
		fine = new Clouds(1.2, random);
		coarse = new Clouds(3.6, random);
	}

	static void draw(final Canvas canvas, final Random random) {
		final Tissue tissue = new Tissue(canvas, random);
		for (final double[] centre : tissue.centres())
			tissue.nucleus(centre);
		tissue.between();
		final Clouds haze = new Clouds(3, random);
		canvas.fill((x, y, z) -> 0.012 * Math.exp(0.5 * haze.at(x, y, z)));
	}

	private List<double[]> centres() {
		final int most = (int) (CROWD * canvas.width() * canvas.height() / (Math.PI * RADII[0] * RADII[1]));
		final List<double[]> centres = new ArrayList<>();
		for (int i = 0; i < TRIES && centres.size() < most; i++) {
			final double[] p = { random.nextDouble() * canvas.width(), random.nextDouble() * canvas.height(),
				canvas.depth() * (0.5 + LAYER * random.nextGaussian()) };
			if (centres.stream().allMatch(c -> apart(p, c))) centres.add(p);
		}
		return centres;
	}

	private static boolean apart(final double[] a, final double[] b) {
		double square = 0;
		for (int i = 0; i < 3; i++)
			square += Math.pow((a[i] - b[i]) / (DISTANCE * RADII[i]), 2);
		return square > 1;
	}

	/** An ellipsoid turned about Z, of brightness 0.5 to 1.3, its edge and its chromatin soft. */
	private void nucleus(final double[] p) {
		final double[] r = new double[3];
		for (int i = 0; i < 3; i++)
			r[i] = RADII[i] * (0.8 + 0.35 * random.nextDouble());
		final double angle = Math.PI * random.nextDouble(), cos = Math.cos(angle), sin = Math.sin(angle);
		final double brightness = 0.5 + 0.8 * random.nextDouble(), side = 1.3 * Math.max(r[0], r[1]);
		canvas.box(p[0], p[1], p[2], side, side, 1.3 * r[2], (x, y, z) -> {
			final double distance = Math
				.sqrt(square((cos * x + sin * y) / r[0]) + square((cos * y - sin * x) / r[1]) + square(z / r[2]));
			if (distance > 1.3) return 0;
			final double texture = 0.7 * fine.at(p[0] + x, p[1] + y, p[2] + z) +
				0.4 * coarse.at(p[0] + x, p[1] + y, p[2] + z);
			return brightness * Math.exp(texture) / (1 + Math.exp((distance - 1) / 0.04));
		});
	}

	/** Fibres and shells, as bright where they are blurred as a dim nucleus. */
	private void between() {
		final double volume = canvas.width() * canvas.height() * canvas.depth();
		for (int i = (int) (0.003 * volume); i > 0; i--)
			Phantom.fibre(canvas, random, 0.025 + 0.035 * random.nextDouble());
		for (int i = (int) (0.002 * volume); i > 0; i--)
			Phantom.shell(canvas, random, 0.1);
	}

	private static double square(final double v) {
		return v * v;
	}
}
