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
package sc.fiji.lucid.psf;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.Volume;

/** Shifts a volume by a fraction of a voxel, exactly for what is sampled at Nyquist or better. */
public final class FourierShift {

	private static final int MARGIN = 8;

	private FourierShift() {}

	/**
	 * @param shift along X, Y and Z in voxels, each less than one voxel
	 * @return a new volume of the same size. May undershoot zero where the volume is
	 *         sampled too coarsely.
	 */
	public static Volume by(final Volume volume, final double[] shift) {
		final Extent e = volume.extent();
		// Beyond its borders the volume goes on and fades away, so that a border that is not dark does not ring.
		final Extent domain = new Extent(padded(e.nx()), padded(e.ny()), padded(e.nz()));
		final FilterEngine engine = Engine.REFERENCE.create(Engine.REFERENCE.grid(domain), () -> false);
		final double sx = axis(shift[0], e.nx()), sy = axis(shift[1], e.ny()), sz = axis(shift[2], e.nz());
		final Otf otf = engine.otf(delta()).map((fx, fy, fz, value) -> {
			final double[] x = phasor(fx, sx), y = phasor(fy, sy), z = phasor(fz, sz);
			final double re = x[0] * y[0] - x[1] * y[1], im = x[0] * y[1] + x[1] * y[0];
			value[0] = re * z[0] - im * z[1];
			value[1] = re * z[1] + im * z[0];
		});
		final Field field = engine.field();
		field.load(domain, (y, z, row, sums) -> {
			final int yy = nearest(y, e.ny()), zz = nearest(z, e.nz());
			final double fade = fade(y, e.ny()) * fade(z, e.nz());
			for (int x = 0; x < domain.nx(); x++)
				row[x] = (float) (fade * fade(x, e.nx()) * volume.row(yy, zz)[nearest(x, e.nx())]);
		});
		final Volume shifted = new Volume(e);
		field.finish(otf, Direction.APPLY, domain, (y, z, row, sums) -> {
			final int yy = y - margin(e.ny()), zz = z - margin(e.nz());
			if (yy >= 0 && yy < e.ny() && zz >= 0 && zz < e.nz()) System.arraycopy(row, margin(e.nx()), shifted.row(yy, zz), 0,
				e.nx());
		});
		return shifted;
	}

	private static Volume delta() {
		final Volume delta = new Volume(new Extent(1, 1, 1));
		delta.fill(1);
		return delta;
	}

	/** An axis of one voxel has no place to shift to. */
	private static double axis(final double shift, final int n) {
		return n == 1 ? 0 : shift;
	}

	private static int margin(final int n) {
		return n == 1 ? 0 : MARGIN;
	}

	private static int padded(final int n) {
		return n + 2 * margin(n);
	}

	private static int nearest(final int i, final int n) {
		return Math.max(0, Math.min(n - 1, i - margin(n)));
	}

	private static double fade(final int i, final int n) {
		final int inside = nearest(i, n) + margin(n), distance = Math.abs(i - inside);
		return 0.5 + 0.5 * Math.cos(Math.PI * distance / (MARGIN + 1));
	}

	/** exp(-2πi f s), and its real part at f = ½, as a real volume asks. */
	private static double[] phasor(final double f, final double s) {
		final double angle = -2 * Math.PI * f * s;
		return new double[] { Math.cos(angle), Math.abs(f) == 0.5 ? 0 : Math.sin(angle) };
	}
}
