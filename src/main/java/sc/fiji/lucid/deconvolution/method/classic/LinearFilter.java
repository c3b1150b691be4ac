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
package sc.fiji.lucid.deconvolution.method.classic;

import java.util.Locale;
import java.util.function.BiFunction;

import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.PeriodicExtension;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The linear methods: one filter B applied to y − b, which is continued beyond its
 * edges so that it closes smoothly ({@link PeriodicExtension}). Two 3-D FFTs, and
 * one to look at the spectrum. The result may be negative.
 * <ul>
 * <li>inverse: B = 1/H, where |H| &gt; 1e-3,</li>
 * <li>regularised inverse: B = H* / (|H|² + λ),</li>
 * <li>Wiener: B = H* / (|H|² + N/S), N the noise power, S that of the object, the
 * same in all directions: Σ (P − N) / Σ |H|² over frequencies of equal length, P the
 * power of the data. What H hides in one direction it shows in another,</li>
 * <li>Tikhonov: B = H* / (|H|² + max(λ|L|², 0.001)), L the Laplacian (Hunt 1973, IEEE Trans.
 * Comput. C-22:805), λ by generalised cross-validation (Golub, Heath &amp; Wahba
 * 1979, Technometrics 21:215).</li>
 * </ul>
 */
public final class LinearFilter {

	/** What 1/H says of itself. */
	public static final MethodDeclaration INVERSE = MethodDeclaration
		.direct("inverse", "1/H, which amplifies noise without bound: shown for what it is",
			filter((f, weight) -> f.inverse()))
		.promises(Trait.KEEPS_FLUX, Trait.IGNORES_NOISE)
		.volumes(1);

	/** What H* / (|H|² + λ) says of itself. */
	public static final MethodDeclaration REGULARISED_INVERSE = MethodDeclaration
		.direct("regularised-inverse", "H*/(|H|^2 + weight)", filter((f, weight) -> f.tikhonov(weight, false)))
		.promises(Trait.KEEPS_FLUX)
		.volumes(1)
		.weight(1e-2);

	/** What Wiener's filter, with the noise from the data, says of itself. */
	public static final MethodDeclaration WIENER = MethodDeclaration
		.direct("wiener", "linear, with the noise spectrum from the data; instant", filter((f, weight) -> f.wiener()))
		.promises(Trait.KEEPS_FLUX, Trait.JUDGES_SPECTRUM)
		.volumes(1);

	/** What H* / (|H|² + λ|L|²) says of itself. */
	public static final MethodDeclaration TIKHONOV = MethodDeclaration
		.direct("tikhonov", "constrained least squares with a Laplacian, its weight by generalised cross-validation",
			filter((f, weight) -> f.tikhonov(Double.isNaN(weight) ? f.crossValidated() : weight, true)))
		.promises(Trait.KEEPS_FLUX)
		.volumes(1)
		.takingWeight();

	private static final double LEAST_TRANSFER = 1e-3;
	private static final int SHELLS = 24;
	/** 3-D FFTs, as the record counts them. */
	private static final int TRANSFORMS = 4;

	/** N/S, or λ|L|², below which it is not the noise but the edges that spoil the result. */
	private static final double LEAST_COST = 1e-3;

	private final ForwardModel model;
	private final VoxelSize voxel;
	/** Mean variance of a voxel, counts². */
	private final double noisePower;
	private final Field field;
	private String explanation = "";

	private LinearFilter(final Task task) {
		model = task.model();
		voxel = task.voxelSize();
		noisePower = task.noisePower();
		field = model.field(PeriodicExtension.of(model));
	}

	/** Filters by what {@code make} makes of a weight: that which was asked for, or the method's own. */
	private static MethodDeclaration.Filter filter(final BiFunction<LinearFilter, Double, Otf> make) {
		return task -> {
			final LinearFilter filter = new LinearFilter(task);
			final Volume estimate = filter.apply(make.apply(filter, task.weight()));
			return new MethodDeclaration.Filtered(estimate, filter.explanation, TRANSFORMS);
		};
	}

	private Volume apply(final Otf filter) {
		final Volume estimate = new Volume(model.fieldOfView());
		field.finish(filter, Direction.APPLY, model.fieldOfView(),
			(y, z, row, sums) -> System.arraycopy(row, 0, estimate.row(y, z), 0, estimate.extent().nx()));
		return estimate;
	}

	private Otf inverse() {
		return model.otf().map((fx, fy, fz, h) -> {
			final double power = h[0] * h[0] + h[1] * h[1];
			gain(h, power > LEAST_TRANSFER * LEAST_TRANSFER ? 1 / power : 0);
		});
	}

	private Otf tikhonov(final double weight, final boolean laplacian) {
		return model.otf().map((fx, fy, fz, h) -> {
			final double power = h[0] * h[0] + h[1] * h[1],
				cost = laplacian ? Math.max(LEAST_COST, weight * laplacian(fx, fy, fz)) : weight;
			gain(h, power + cost > 0 ? 1 / (power + cost) : 0);
		});
	}

	/** h ← conj(h) · gain */
	private static void gain(final double[] h, final double gain) {
		h[0] *= gain;
		h[1] *= -gain;
	}

	/** |L|² of the six-point Laplacian, 1 at its largest. */
	private static double laplacian(final double fx, final double fy, final double fz) {
		final double l = (3 - Math.cos(2 * Math.PI * fx) - Math.cos(2 * Math.PI * fy) - Math.cos(2 * Math.PI * fz)) / 6;
		return l * l;
	}

	private Otf wiener() {
		final double noise = noisePower * model.grid().voxels();
		final double[] object = objectPower(noise);
		explanation = String.format(Locale.ROOT, "noise of %.4g counts", Math.sqrt(noisePower));
		return model.otf().map((fx, fy, fz, h) -> {
			final double power = object[shell(fx, fy, fz)];
			gain(h, power > 0 ? 1 / (h[0] * h[0] + h[1] * h[1] + Math.max(LEAST_COST, noise / power)) : 0);
		});
	}

	/** @return power of the object in each shell, what is left of the data's without noise over what H passes; or 0 */
	private double[] objectPower(final double noise) {
		final double[] object = new double[SHELLS];
		for (int k = 0; k < SHELLS; k += 2) {
			final int first = k;
			final double[] sums = field.measure(model.otf(), (fx, fy, fz, multiplicity, power, h, s) -> {
				final int i = shell(fx, fy, fz) - first;
				if (i != 0 && i != 1) return;
				s[3 * i] += multiplicity * power;
				s[3 * i + 1] += multiplicity * (h[0] * h[0] + h[1] * h[1]);
				s[3 * i + 2] += multiplicity;
			});
			for (int i = 0; i < 2; i++) {
				final double signal = sums[3 * i] - noise * sums[3 * i + 2];
				// A sum over this many frequencies differs from the noise by chance.
				object[k + i] = signal > 3 * noise * Math.sqrt(sums[3 * i + 2]) ? signal / sums[3 * i + 1] : 0;
			}
		}
		return object;
	}

	/** Of equal frequency in cycles per µm, from 0 to the highest along X. */
	private int shell(final double fx, final double fy, final double fz) {
		final double x = fx, y = fy * voxel.x() / voxel.y(), z = fz * voxel.x() / voxel.z();
		return (int) Math.min(SHELLS - 1, 2 * SHELLS * Math.sqrt(x * x + y * y + z * z));
	}

	/**
	 * The λ of the smallest ‖(1 − A) y‖² / trace(1 − A)², A = |H|²/(|H|² + λ|L|²), of sixteen a factor of four apart.
	 */
	private double crossValidated() {
		double best = 0, least = Double.POSITIVE_INFINITY;
		for (int first = 0; first < 16; first += 4) {
			final double[] weights = new double[4];
			for (int i = 0; i < 4; i++)
				weights[i] = 1e-7 * Math.pow(4, first + i);
			final double[] sums = field.measure(model.otf(), (fx, fy, fz, multiplicity, power, h, s) -> {
				final double transfer = h[0] * h[0] + h[1] * h[1], l = laplacian(fx, fy, fz);
				for (int i = 0; i < 4; i++) {
					final double cost = Math.max(LEAST_COST, weights[i] * l), left = cost / (transfer + cost);
					s[2 * i] += multiplicity * power * left * left;
					s[2 * i + 1] += multiplicity * left;
				}
			});
			for (int i = 0; i < 4; i++) {
				final double score = sums[2 * i] / (sums[2 * i + 1] * sums[2 * i + 1]);
				if (score >= least) continue;
				least = score;
				best = weights[i];
			}
		}
		explanation = String.format(Locale.ROOT, "weight %.3g by generalised cross-validation", best);
		return best;
	}
}
