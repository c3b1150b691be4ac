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
package sc.fiji.lucid.opencl;

import java.util.Arrays;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Frequencies;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/** A field on a device, whose rows come to Java for every step. */
final class OpenClField implements Field {

	private final OpenClEngine engine;
	private final Transforms transforms;
	private final Buffer spectrum;
	private final Buffer volume;
	/** Of what it holds; null if there is nothing to filter. */
	private Extent domain;

	OpenClField(final OpenClEngine engine) {
		this.engine = engine;
		transforms = engine.transforms();
		spectrum = transforms.spectrum();
		volume = transforms.volume(engine.grid());
	}

	@Override
	public double[] load(final Extent filled, final RowStep source) {
		check(filled);
		domain = null;
		final double[][] sums = sums(filled);
		engine.transfer().write(volume, filled, (y, z, row) -> {
			engine.check();
			Arrays.fill(row, 0);
			source.apply(y, z, row, sums[z]);
		});
		domain = filled;
		return RowStep.total(sums);
	}

	@Override
	public double[] filter(final Otf otf, final Direction direction, final Extent seen, final RowStep step) {
		final double[][] sums = filtered(otf, direction, seen);
		engine.transfer().change(volume, seen, (y, z, row) -> {
			engine.check();
			step.apply(y, z, row, sums[z]);
		});
		domain = seen;
		return RowStep.total(sums);
	}

	@Override
	public double[] finish(final Otf otf, final Direction direction, final Extent seen, final RowStep step) {
		final double[][] sums = filtered(otf, direction, seen);
		engine.transfer().read(volume, seen, (y, z, row) -> {
			engine.check();
			step.apply(y, z, row, sums[z]);
		});
		return RowStep.total(sums);
	}

	private double[][] filtered(final Otf otf, final Direction direction, final Extent seen) {
		check(seen);
		checkLoaded();
		final Extent from = domain;
		final Buffer h = OpenClOtf.of(otf, engine);
		domain = null;
		engine.check();
		engine.device().work("filter", c -> {
			engine.load(c, volume, spectrum, from);
			transforms.filter(c, spectrum, from, seen, h, direction == Direction.ADJOINT);
			engine.store(c, spectrum, volume, seen);
			c.finish();
			return null;
		});
		return sums(seen);
	}

	@Override
	public double[] measure(final Otf otf, final Spectral function) {
		checkLoaded();
		transforms.prepareTransform();
		final Extent grid = engine.grid(), rows = OpenClOtf.rows(engine);
		final float[][] h = otf == null ? null : new float[grid.ny() * grid.nz()][];
		if (otf != null)
			engine.transfer().read(OpenClOtf.of(otf, engine), rows, (y, z, row) -> h[z * grid.ny() + y] = row.clone());
		engine.device().work("transform", c -> {
			engine.load(c, volume, spectrum, domain);
			transforms.transform(c, spectrum, domain);
			c.finish();
			return null;
		});
		final double[][] sums = sums(grid);
		engine.transfer().read(spectrum, rows, (y, z, row) -> {
			engine.check();
			visit(function, y, z, row, h == null ? null : h[z * grid.ny() + y], sums[z]);
		});
		return RowStep.total(sums);
	}

	private void visit(final Spectral function, final int y, final int z, final float[] row, final float[] h,
		final double[] sums)
	{
		final Extent grid = engine.grid();
		final double[] value = h == null ? null : new double[2];
		for (int k = 0; k <= grid.nx() / 2; k++) {
			if (value != null) {
				value[0] = h[2 * k];
				value[1] = h[2 * k + 1];
			}
			final double re = row[2 * k], im = row[2 * k + 1];
			function.visit((double) k / grid.nx(), Frequencies.signed(y, grid.ny()), Frequencies.signed(z, grid.nz()),
				k == 0 || 2 * k == grid.nx() ? 1 : 2, re * re + im * im, value, sums);
		}
	}

	private void check(final Extent part) {
		if (!engine.grid().contains(part)) throw new IllegalArgumentException(
			"The domain " + part + " does not fit in the grid " + engine.grid() + ".");
	}

	private void checkLoaded() {
		if (domain == null)
			throw new IllegalStateException("The field must be loaded before it is filtered or measured.");
	}

	private static double[][] sums(final Extent part) {
		return new double[part.nz()][RowStep.SUMS];
	}
}
