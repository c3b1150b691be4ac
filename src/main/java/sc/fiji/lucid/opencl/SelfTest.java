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

import java.util.Locale;
import java.util.Random;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.Transforms;

/**
 * What a device must show before it is trusted: a filter that shifts must shift. Voxels are moved, nothing else, so
 * that what is right is known without another transform.
 */
final class SelfTest {

	/** Every radix but 7, and rows and planes of which a part is empty. */
	private static final Extent GRID = new Extent(60, 32, 40);
	private static final Extent DOMAIN = new Extent(53, 31, 27);
	/** Root mean square error, in parts of that of the volume; rounding makes 2e-7 of it. */
	static final double MOST_ERROR = 1e-6;

	/** A trial must be large enough to keep a large device busy. */
	private static final Extent TRIAL = new Extent(160, 160, 96);
	private static final int ROUNDS = 5;

	private SelfTest() {}

	/** @throws sc.fiji.lucid.fft.EngineFailure if the device does not shift a volume as it should, and gives it up */
	static void check(final Device device) {
		final double error = error(new DeviceEngine(device));
		if (!(error <= MOST_ERROR)) throw device.wrong(String.format(Locale.ROOT,
			"its self-test failed: a volume that was to be shifted is off by %.1g of its size", error));
	}

	private static double error(final Engine engine) {
		final Volume psf = new Volume(new Extent(7, 7, 7)), volume = new Volume(DOMAIN), shifted = new Volume(GRID);
		psf.row(5, 1)[4] = 1;
		final Random random = new Random(1);
		for (int z = 0; z < DOMAIN.nz(); z++)
			for (int y = 0; y < DOMAIN.ny(); y++)
				for (int x = 0; x < DOMAIN.nx(); x++)
					volume.row(y, z)[x] = shifted.row((y + 2) % GRID.ny(), (z + GRID.nz() - 2) % GRID.nz())[(x + 1) %
						GRID.nx()] = random.nextFloat();
		final double[] sums;
		try (FilterEngine filters = engine.create(GRID, () -> false)) {
			final Field field = filters.field();
			field.load(DOMAIN, (y, z, row, s) -> System.arraycopy(volume.row(y, z), 0, row, 0, DOMAIN.nx()));
			sums = field.finish(filters.otf(psf), Direction.APPLY, GRID, (y, z, row, s) -> {
				for (int x = 0; x < GRID.nx(); x++) {
					final double expected = shifted.row(y, z)[x], d = row[x] - expected;
					s[0] += d * d;
					s[1] += expected * expected;
				}
			});
		}
		return Math.sqrt(sums[0] / sums[1]);
	}

	/** @return seconds that filtering takes on an engine, see {@link #filtering}, on a grid that suits a trial */
	static double seconds(final Engine engine) {
		return filtering(engine, TRIAL);
	}

	/**
	 * @return seconds that filtering takes on an engine, the least of a few; on a device without the way there and back,
	 *         which methods go once
	 */
	static double filtering(final Engine engine, final Extent grid) {
		try (FilterEngine filters = engine.create(grid, () -> false)) {
			return filters instanceof OpenClEngine device ? onDevice(device) : onProcessor(filters);
		}
	}

	private static double onDevice(final OpenClEngine engine) {
		final Transforms transforms = engine.transforms();
		final Extent grid = engine.grid();
		final Buffer h = OpenClOtf.of(engine.otf(point()), engine), spectrum = transforms.spectrum();
		final Buffer volume = transforms.volume(grid);
		return least(() -> engine.device().work("trial", c -> {
			engine.load(c, volume, spectrum, grid);
			transforms.filter(c, spectrum, grid, grid, h, false);
			engine.store(c, spectrum, volume, grid);
			c.finish();
			return null;
		}));
	}

	private static double onProcessor(final FilterEngine filters) {
		final Field field = filters.field();
		final Otf otf = filters.otf(point());
		field.load(filters.grid(), (y, z, row, s) -> row[0] = 1);
		return least(() -> field.filter(otf, Direction.APPLY, filters.grid(), (y, z, row, s) -> {}));
	}

	private static double least(final Runnable work) {
		double least = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++) {
			final long start = System.nanoTime();
			work.run();
			least = Math.min(least, (System.nanoTime() - start) / 1e9);
		}
		return least;
	}

	private static Volume point() {
		final Volume point = new Volume(new Extent(1, 1, 1));
		point.fill(1);
		return point;
	}
}
