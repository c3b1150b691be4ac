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
package sc.fiji.lucid.deconvolution.model;

import java.util.function.DoubleSupplier;

import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Clipped;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.RowSource;
import sc.fiji.lucid.image.Volume;

/**
 * Photons that were held out of the fit, and how far an estimate x is from what
 * they show of the object:
 *
 * <pre>
 * ‖ B ( y_h / share − Hx − b ) ‖²,   B = H* / (|H|² + α)
 * </pre>
 *
 * The regularised inverse B takes the misfit from the camera to the object. In
 * counts, where H has made detail faint, the noise that detail is drowned in is
 * faint too, and photons held out would still gain where the estimate has long
 * grown worse; sharpened, they lose as soon as it does. Up to a constant (their own
 * noise, sharpened) this is the mean square error of the estimate where |H|² &gt; α.
 * Its mean is taken off the misfit: a background that is still being fitted is no
 * detail. It is told in parts of ‖ B (Hx + b) ‖², mean off, of the first estimate that was looked at: the energy of
 * the structure.
 * <p>
 * One 3-D FFT a look, and one for the structure. The next look is due when a sixteenth of the iterations so
 * far were added.
 */
public final class HeldOut {

	/** α; chosen on phantoms on 22 November 2026 (docs/theory/stopping.md). */
	public static final double ALPHA = 3e-5;

	private final RowSource photons;
	private final double share;
	private final Otf otf;
	private final ForwardModel model;
	private Field field;
	private Volume residual;
	/** Expected counts, until they were measured. */
	private Volume structure;
	private double structureEnergy = 1;
	private int steps;
	private int nextLook;
	private int looks;

	/** @param model of all photons */
	public HeldOut(final Thinning photons, final ForwardModel model) {
		this(photons, photons.share(), model);
	}

	/**
	 * @param photons counts that were drawn at random
	 * @param share of all counts
	 * @param model of all photons
	 */
	public HeldOut(final RowSource photons, final double share, final ForwardModel model) {
		this.photons = photons;
		this.share = share;
		this.model = model;
		otf = model.otf();
	}

	/** Writes the counts held out at (y, z) into {@code row}. */
	public void read(final int y, final int z, final float[] row) {
		photons.read(y, z, row);
	}

	/** @return the part of all counts that is held out */
	public double share() {
		return share;
	}

	/** @return 3-D FFTs that the looks took */
	public int transforms() {
		return looks;
	}

	/** @return whether they are looked at in this step */
	public boolean isDue() {
		return steps == nextLook;
	}

	/** @return whether nobody has looked yet */
	public boolean isFirst() {
		return looks == 0;
	}

	/** Makes room for what is compared, before the rows of a step. */
	void begin() {
		if (!isDue() || residual != null) return;
		field = model.field();
		residual = new Volume(model.fieldOfView());
		structure = new Volume(model.fieldOfView());
	}

	/**
	 * @param expected counts in the row at (y, z), where {@code mask} leaves them weight
	 * @param clipped voxels whose photons were not counted; null if there are none
	 */
	void compare(final int y, final int z, final float[] expected, final Mask mask, final Clipped clipped) {
		if (!isDue()) return;
		final float[] row = residual.row(y, z);
		if (structure != null) {
			System.arraycopy(expected, 0, structure.row(y, z), 0, row.length);
			if (mask != null) mask.fill(y, z, structure.row(y, z), Float.NaN);
		}
		photons.read(y, z, row);
		RowKernels.scale(row, (float) (1 / share), row.length);
		RowKernels.add(row, -1, expected, row.length);
		if (mask != null) mask.fill(y, z, row, Float.NaN);
		if (clipped != null) clipped.voxels().fill(y, z, row, Float.NaN);
	}

	/** @return the error after all rows were compared, or NaN where it was not looked at */
	double error() {
		final double error = error(() -> sharpened(structure), () -> sharpened(residual));
		if (looks > 0) structure = null;
		return error;
	}

	/**
	 * Ends a step.
	 *
	 * @param energy ‖ B (e − its mean) ‖² of the expected counts e; asked for at the first look
	 * @param misfit the same of the counts held out, raised to the level of all, less those expected
	 * @return the error, or NaN where it was not looked at
	 */
	public double error(final DoubleSupplier energy, final DoubleSupplier misfit) {
		if (steps++ != nextLook) return Double.NaN;
		nextLook += Math.max(1, steps / StoppingPolicy.LOOKS);
		if (isFirst()) {
			structureEnergy = Math.max(Double.MIN_NORMAL, energy.getAsDouble());
			looks++;
		}
		looks++;
		return misfit.getAsDouble() / structureEnergy;
	}

	/** @return ‖ B (v − its mean) ‖²; what is NaN is taken to be like the mean */
	private double sharpened(final Volume v) {
		final int nx = v.extent().nx(), ny = v.extent().ny();
		final double[] total = Planes.sum(v.extent().nz(), 2, (z, sums) -> {
			double sum = 0;
			int seen = 0;
			for (int y = 0; y < ny; y++)
				for (final float value : v.row(y, z))
					if (value == value) {
						sum += value;
						seen++;
					}
			sums[0] = sum;
			sums[1] = seen;
		});
		final float mean = (float) (total[0] / Math.max(1, total[1]));
		field.load(v.extent(), (y, z, row, sums) -> {
			final float[] from = v.row(y, z);
			for (int x = 0; x < nx; x++)
				row[x] = from[x] == from[x] ? from[x] - mean : 0;
		});
		return field.sharpened(otf, ALPHA);
	}
}
