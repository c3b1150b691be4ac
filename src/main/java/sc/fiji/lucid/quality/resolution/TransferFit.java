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
package sc.fiji.lucid.quality.resolution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The power spectrum of a recording as {@code S(|k|) exp(t cos²θ) |H|² + N}: an object whose power S depends on how
 * fine its detail is, and by a tilt t on the angle θ to the optical axis; what the PSF lets pass; and white noise. S is
 * fitted by maximum likelihood for power spectra (Whittle 1953, Ark. Mat. 2:423). Objects lie in all directions, while
 * a PSF passes far less along the axis: this tells the PSF from the object.
 */
final class TransferFit {

	/** Of the frequencies across the axis, the finer half: noise is read where the PSF passes least of these. */
	private static final double FINE = 0.5, LEAST_PASSED = 0.1;

	/**
	 * What Hann's window blends into a frequency of the power of its neighbours: 1/6 each, of the power 1/4 : 1 : 1/4.
	 */
	private static final double NEIGHBOUR = 1 / 6.0;

	/** Shells at frequency zero that are left out: they hold the shape of the whole field of view. */
	private static final double COARSE = 2;

	/**
	 * Of the PSF's cut-off across the axis, detail so coarse is the shape of single objects, which is not the same in
	 * all directions.
	 */
	private static final double COARSE_DETAIL = 0.2;
	/** Amplitude at the cut-off. */
	private static final double PASSES = 0.01;

	private static final int ITERATIONS = 30;
	/** Power that no recording is without. */
	private static final double LEAST = 1e-8;
	/** Of all frequencies, those that a filter passes at least: there is no recording without any detail. */
	private static final double LEAST_PASSING = 0.002;
	/** Standard deviations that are beyond chance. */
	private static final double BEYOND_CHANCE = 2;

	private final RingPower data;
	private final RingPower psf;
	private final double noise;
	private final double residualNoise;
	/** Cells that are fitted: where they are, their shells, squared cosines, powers and numbers of frequencies. */
	private final int[] cells;
	private final int[] shell;
	private final double[] axial;
	private final double[] power;
	private final double[] weight;
	private final int shells;
	private final double coarse;

	/**
	 * @param data the spectra of the recording and of what a result leaves of it
	 * @param psf as {@link RingPower#ofPsf} gives it
	 */
	TransferFit(final RingPower data, final RingPower psf) {
		this.data = data;
		this.psf = psf;
		final int[] empty = empty();
		noise = mean(empty, i -> data.first(ring(i), plane(i)));
		residualNoise = mean(empty, i -> data.second(ring(i), plane(i)));
		final double width = Math.max(data.lateralStep(), 0.5 * data.axialStep());
		final double most = (data.rings() - 1) * data.lateralStep();
		cells = IntStream.range(0, data.rings() * data.planes())
			.filter(i -> frequency(i) > COARSE * width && frequency(i) < most && independent(i) > 0)
			.toArray();
		shell = Arrays.stream(cells).map(i -> (int) (frequency(i) / width)).toArray();
		axial = Arrays.stream(cells)
			.mapToDouble(i -> Math.pow(plane(i) * data.axialStep() / frequency(i), 2))
			.toArray();
		power = Arrays.stream(cells).mapToDouble(i -> data.first(ring(i), plane(i))).toArray();
		weight = Arrays.stream(cells).mapToDouble(this::independent).toArray();
		coarse = COARSE_DETAIL * cutoff();
		shells = Arrays.stream(shell).max().orElse(-1) + 1;
	}

	private int ring(final int cell) {
		return cell % data.rings();
	}

	private int plane(final int cell) {
		return cell / data.rings();
	}

	private double independent(final int cell) {
		return data.independent(ring(cell), plane(cell));
	}

	private double frequency(final int cell) {
		return Math.hypot(ring(cell) * data.lateralStep(), plane(cell) * data.axialStep());
	}

	/** The cells across the axis where the PSF passes least. */
	private int[] empty() {
		final double[] passed = passed(1);
		final int[] fine = IntStream.range(0, passed.length)
			.filter(i -> ring(i) > FINE * data.rings())
			.boxed()
			.sorted(Comparator.comparingDouble(i -> passed[i]))
			.mapToInt(i -> i)
			.toArray();
		double left = LEAST_PASSED * Arrays.stream(fine).mapToDouble(this::independent).sum();
		int n = 0;
		for (; n < fine.length && left > 0; n++)
			left -= independent(fine[n]);
		return Arrays.copyOf(fine, n);
	}

	private double mean(final int[] some, final IntToDoubleFunction power) {
		return Math.max(LEAST, Arrays.stream(some).mapToDouble(i -> independent(i) * power.applyAsDouble(i)).sum() /
			Arrays.stream(some).mapToDouble(this::independent).sum());
	}

	/** Where the PSF's amplitude across the axis falls below 1 %, cycles/µm. */
	private double cutoff() {
		int ring = psf.rings() - 1;
		while (ring > 0 && psf.first(ring, 0) < PASSES * PASSES)
			ring--;
		return ring * psf.lateralStep();
	}

	/**
	 * |H|² in every cell for a PSF that is {@code width} times wider and {@code width²} times longer, as the window
	 * blends it.
	 */
	private double[] passed(final double width) {
		final double[] passed = new double[data.rings() * data.planes()];
		for (int i = 0; i < passed.length; i++)
			passed[i] = Math.pow(
				psf.amplitude(width * ring(i) * data.lateralStep(), width * width * plane(i) * data.axialStep()), 2);
		blend(passed, 1, data.rings());
		if (data.planes() > 1) blend(passed, data.rings(), data.planes());
		return passed;
	}

	/** Along one axis, whose spectrum is even at both ends. */
	private static void blend(final double[] values, final int stride, final int n) {
		final double[] line = new double[n];
		for (int start = 0; start < values.length; start += stride == 1 ? n : 1) {
			if (stride > 1 && start == stride) break;
			for (int i = 0; i < n; i++)
				line[i] = values[start + i * stride];
			for (int i = 0; i < n; i++)
				values[start + i * stride] = NEIGHBOUR *
					(line[Math.abs(i - 1)] + 4 * line[i] + line[i == n - 1 ? Math.max(0, n - 2) : i + 1]);
		}
	}

	/** The model of a PSF of another width and an object of a tilt, for every cell that is fitted. */
	double[] model(final double width, final double tilt) {
		final double[] all = passed(width), passed = new double[cells.length];
		for (int i = 0; i < cells.length; i++)
			passed[i] = all[cells[i]] * Math.exp(tilt * axial[i]);
		return model(passed);
	}

	private double[] model(final double[] passed) {
		final double[] object = new double[shells], up = new double[shells], down = new double[shells];
		for (int i = 0; i < cells.length; i++) {
			up[shell[i]] += weight[i] * passed[i] * Math.max(0, power[i] - noise);
			down[shell[i]] += weight[i] * passed[i] * passed[i];
		}
		for (int k = 0; k < shells; k++)
			object[k] = Math.max(1e-3 * noise, up[k] / (down[k] + 1e-30));
		final double[] model = new double[cells.length];
		for (int round = 0; round <= ITERATIONS; round++) {
			for (int i = 0; i < cells.length; i++)
				model[i] = object[shell[i]] * passed[i] + noise;
			Arrays.fill(up, 0);
			Arrays.fill(down, 1e-30);
			for (int i = 0; i < cells.length; i++) {
				up[shell[i]] += weight[i] * passed[i] * power[i] / (model[i] * model[i]);
				down[shell[i]] += weight[i] * passed[i] / model[i];
			}
			// Ascends the likelihood and keeps the object's power positive.
			for (int k = 0; k < shells; k++)
				object[k] = Math.max(LEAST, object[k] * Math.sqrt(up[k] / down[k]));
		}
		return model;
	}

	/** @return how many independent frequencies rise above the noise, of all but coarse detail. */
	double informative() {
		final double[] model = model(1, 0);
		return Math.max(1,
			IntStream.range(0, cells.length)
				.filter(i -> frequency(cells[i]) > coarse)
				.mapToDouble(i -> weight[i] * (1 - noise / model[i]))
				.sum());
	}

	/** The log-likelihood of a model for all but coarse detail, but for a constant. */
	double likelihood(final double[] model) {
		double sum = 0;
		for (int i = 0; i < cells.length; i++)
			if (frequency(cells[i]) > coarse) sum -= weight[i] * (Math.log(model[i]) + power[i] / model[i]);
		return sum;
	}

	/**
	 * How much of the noise the result follows, over what a linear filter that knows the object's power has to let pass
	 * (Wiener's, S|H|² / (S|H|² + N)). Light that is left unexplained hides what is followed, and so each direction of
	 * each shell is judged by itself.
	 */
	double followed() {
		final double[] followed = new double[ShellSums.SECTORS * shells], count = new double[followed.length];
		final double[] model = model(1, 0);
		double passing = 0;
		for (int i = 0; i < cells.length; i++) {
			final int group = shell[i] * ShellSums.SECTORS + Math.min(ShellSums.SECTORS - 1,
				(int) (ShellSums.SECTORS * Math.acos(Math.sqrt(axial[i])) / (0.5 * Math.PI)));
			followed[group] += weight[i] * (1 - data.second(ring(cells[i]), plane(cells[i])) / residualNoise);
			count[group] += weight[i];
			passing += weight[i] * (1 - noise / model[i]);
		}
		double sum = 0;
		for (int k = 0; k < followed.length; k++)
			if (followed[k] > BEYOND_CHANCE * Math.sqrt(count[k])) sum += followed[k];
		return sum / Math.max(passing, LEAST_PASSING * Arrays.stream(weight).sum());
	}
}
