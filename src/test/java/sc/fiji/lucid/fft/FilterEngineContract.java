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
package sc.fiji.lucid.fft;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.Test;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** What every engine keeps; one subclass per engine. */
public abstract class FilterEngineContract {

	/** x, y, z: powers of two, awkward ones, single planes and lines, long axes. */
	private static final List<Extent> GRIDS = List.of(new Extent(16, 16, 8), new Extent(10, 12, 15),
		new Extent(27, 30, 25), new Extent(1, 2, 1), new Extent(64, 50, 1), new Extent(1, 2, 30), new Extent(5, 2, 1),
		new Extent(3, 128, 2), new Extent(135, 6, 4), new Extent(36, 60, 20), new Extent(540, 10, 3));

	private final Engine engine;

	public FilterEngineContract(final Engine engine) {
		this.engine = engine;
	}

	private FilterEngine create(final Extent grid) {
		return create(grid, () -> false);
	}

	protected FilterEngine create(final Extent grid, final BooleanSupplier cancelled) {
		return engine.create(grid, cancelled);
	}

	public static Volume random(final Extent extent, final long seed) {
		final Random random = new Random(seed);
		final Volume volume = new Volume(extent);
		for (int z = 0; z < extent.nz(); z++)
			for (int y = 0; y < extent.ny(); y++)
				for (int x = 0; x < extent.nx(); x++)
					volume.row(y, z)[x] = random.nextFloat();
		return volume;
	}

	/** A lopsided kernel of sum 1, so that a mirrored or shifted one is seen. */
	public static Volume kernel(final Extent extent, final long seed) {
		final Volume volume = random(extent, seed);
		final double sum = volume.sum();
		for (int z = 0; z < extent.nz(); z++)
			for (int y = 0; y < extent.ny(); y++)
				for (int x = 0; x < extent.nx(); x++)
					volume.row(y, z)[x] /= sum;
		return volume;
	}

	public static RowStep reading(final Volume volume) {
		return (y, z, row, sums) -> System.arraycopy(volume.row(y, z), 0, row, 0, volume.extent().nx());
	}

	public static RowStep writing(final Volume volume) {
		return (y, z, row, sums) -> System.arraycopy(row, 0, volume.row(y, z), 0, volume.extent().nx());
	}

	private static Volume filtered(final FilterEngine filters, final Volume volume, final Otf otf,
		final Direction direction, final Extent domain)
	{
		final Field field = filters.field();
		field.load(volume.extent(), reading(volume));
		final Volume result = new Volume(domain);
		field.filter(otf, direction, domain, writing(result));
		return result;
	}

	private static double difference(final Volume a, final double[] b, final DoubleReference reference) {
		final Extent e = a.extent();
		double error = 0, norm = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double expected = b[2 * reference.index(x, y, z)];
					error += Math.pow(a.row(y, z)[x] - expected, 2);
					norm += expected * expected;
				}
		return Math.sqrt(error / norm);
	}

	private static double inner(final Volume a, final Volume b) {
		double sum = 0;
		for (int z = 0; z < a.extent().nz(); z++)
			for (int y = 0; y < a.extent().ny(); y++)
				for (int x = 0; x < a.extent().nx(); x++)
					sum += (double) a.row(y, z)[x] * b.row(y, z)[x];
		return sum;
	}

	private static void assertSame(final Volume expected, final Volume actual, final float tolerance) {
		for (int z = 0; z < expected.extent().nz(); z++)
			for (int y = 0; y < expected.extent().ny(); y++)
				assertArrayEquals("row " + y + " of plane " + z, expected.row(y, z), actual.row(y, z), tolerance);
	}

	// -- laws --

	@Test
	public void aPointBecomesThePsf() {
		final Extent grid = new Extent(20, 24, 15), size = new Extent(6, 5, 8);
		final FilterEngine filters = create(grid);
		final Volume psf = kernel(size, 1), point = new Volume(grid);
		point.row(11, 7)[9] = 1;
		final Volume image = filtered(filters, point, filters.otf(psf), Direction.APPLY, grid);
		for (int z = 0; z < size.nz(); z++)
			for (int y = 0; y < size.ny(); y++)
				for (int x = 0; x < size.nx(); x++)
					assertEquals(psf.row(y, z)[x], image.row(11 + y - 2, 7 + z - 4)[9 + x - 3], 1e-7);
		assertEquals(1, image.sum(), 1e-5);
	}

	@Test
	public void adjointIsTheAdjoint() {
		final Extent grid = new Extent(18, 20, 12), domain = new Extent(13, 15, 9);
		final FilterEngine filters = create(grid);
		for (final Extent size : List.of(new Extent(5, 7, 3), new Extent(6, 4, 8), new Extent(18, 20, 12),
			new Extent(25, 31, 17)))
		{
			final Otf otf = filters.otf(kernel(size, 2));
			final Volume x = random(grid, 3), y = random(domain, 4);
			final double forward = inner(filtered(filters, x, otf, Direction.APPLY, domain), y);
			final double backward = inner(x, filtered(filters, y, otf, Direction.ADJOINT, grid));
			assertEquals(size.toString(), 1, forward / backward, 1e-6);
		}
	}

	@Test
	public void aShiftedVolumeGivesTheShiftedResult() {
		final Extent grid = new Extent(15, 16, 9);
		final FilterEngine filters = create(grid);
		final Otf otf = filters.otf(kernel(new Extent(5, 6, 4), 5));
		final Volume original = random(grid, 6), shifted = new Volume(grid);
		final int dx = 4, dy = 7, dz = 2;
		for (int z = 0; z < 9; z++)
			for (int y = 0; y < 16; y++)
				for (int x = 0; x < 15; x++)
					shifted.row((y + dy) % 16, (z + dz) % 9)[(x + dx) % 15] = original.row(y, z)[x];
		final Volume a = filtered(filters, original, otf, Direction.APPLY, grid);
		final Volume b = filtered(filters, shifted, otf, Direction.APPLY, grid);
		for (int z = 0; z < 9; z++)
			for (int y = 0; y < 16; y++)
				for (int x = 0; x < 15; x++)
					assertEquals(a.row(y, z)[x], b.row((y + dy) % 16, (z + dz) % 9)[(x + dx) % 15], 1e-6);
	}

	@Test
	public void outsideTheDomainTheFieldIsZero() {
		final Extent grid = new Extent(20, 24, 16);
		final FilterEngine filters = create(grid);
		final DoubleReference reference = new DoubleReference(grid);
		final Volume psf = kernel(new Extent(9, 8, 7), 7);
		final Otf otf = filters.otf(psf);
		final double[] h = reference.otf(psf);
		final List<Extent> domains = List.of(grid, new Extent(20, 24, 8), new Extent(20, 24, 5), new Extent(20, 13, 16),
			new Extent(7, 24, 16), new Extent(11, 9, 3), new Extent(1, 1, 1));
		for (final Extent first : domains)
			for (final Extent second : domains) {
				final Volume volume = random(first, 8);
				final Field field = filters.field();
				field.load(first, (y, z, row, sums) -> {
					for (int x = 0; x < first.nx(); x++)
						assertEquals("rows arrive zeroed", 0, row[x], 0);
					System.arraycopy(volume.row(y, z), 0, row, 0, first.nx());
				});
				final double[] expected = reference.place(volume);
				final Volume middle = new Volume(second);
				for (int round = 0; round < 2; round++) {
					reference.filter(expected, h, Direction.APPLY);
					field.filter(otf, Direction.APPLY, second, writing(middle));
					assertTrue(first + " to " + second, difference(middle, expected, reference) < 5e-7);
					System.arraycopy(reference.place(middle), 0, expected, 0, expected.length);
				}
				final Volume last = new Volume(first);
				reference.filter(expected, h, Direction.ADJOINT);
				field.filter(otf, Direction.ADJOINT, first, writing(last));
				assertTrue(second + " back to " + first, difference(last, expected, reference) < 5e-7);
			}
	}

	@Test
	public void finishingAndLoadingAgainEqualsFiltering() {
		final Extent grid = new Extent(24, 18, 10), domain = new Extent(21, 17, 7);
		final FilterEngine filters = create(grid);
		final Otf otf = filters.otf(kernel(new Extent(5, 5, 5), 9));
		final Volume volume = random(grid, 10), a = new Volume(domain), b = new Volume(domain);
		final Field field = filters.field(), other = filters.field();
		field.load(grid, reading(volume));
		field.filter(otf, Direction.APPLY, domain, (y, z, row, sums) -> {});
		field.finish(otf, Direction.ADJOINT, domain, writing(a));
		final Volume middle = new Volume(domain);
		other.load(grid, reading(volume));
		other.finish(otf, Direction.APPLY, domain, writing(middle));
		other.load(domain, reading(middle));
		other.filter(otf, Direction.ADJOINT, domain, writing(b));
		assertSame(a, b, 0);
	}

	@Test
	public void numbersDoNotDependOnThreads() {
		for (final Extent grid : List.of(new Extent(40, 36, 30), new Extent(16, 16, 8))) {
			final double[][] sums = new double[4][];
			final Volume[] results = new Volume[4];
			for (int threads = 1; threads <= 3; threads++) {
				final int t = threads;
				Parallelization.runWithNumThreads(threads, () -> {
					results[t] = new Volume(grid);
					sums[t] = twoFilterings(grid, results[t]);
				});
			}
			for (int threads = 2; threads <= 3; threads++) {
				assertArrayEquals(sums[1], sums[threads], 0);
				assertSame(results[1], results[threads], 0);
			}
		}
	}

	private double[] twoFilterings(final Extent grid, final Volume result) {
		final FilterEngine filters = create(grid);
		final Volume volume = random(grid, 11);
		final Otf otf = filters.otf(kernel(new Extent(7, 6, 5), 12));
		final Field field = filters.field();
		final double[] sums = new double[3 * RowStep.SUMS];
		System.arraycopy(field.load(grid, (y, z, row, s) -> {
			System.arraycopy(volume.row(y, z), 0, row, 0, grid.nx());
			addPowers(row, grid.nx(), s);
		}), 0, sums, 0, RowStep.SUMS);
		System.arraycopy(field.filter(otf, Direction.APPLY, grid, (y, z, row, s) -> addPowers(row, grid.nx(), s)), 0,
			sums, RowStep.SUMS, RowStep.SUMS);
		System.arraycopy(field.measure(otf, (fx, fy, fz, m, power, h, s) -> s[3] += m * power * h[0]), 0, sums,
			2 * RowStep.SUMS, RowStep.SUMS);
		field.finish(otf, Direction.ADJOINT, grid, writing(result));
		return sums;
	}

	private static void addPowers(final float[] row, final int n, final double[] sums) {
		for (int x = 0; x < n; x++) {
			sums[0] += row[x];
			sums[RowStep.SUMS - 1] += (double) row[x] * row[x];
		}
	}

	@Test
	public void sumsAreThoseOfTheRows() {
		final Extent grid = new Extent(20, 18, 12), domain = new Extent(17, 13, 7);
		final Volume volume = random(domain, 13);
		final double[] sums = create(grid).field().load(domain, (y, z, row, s) -> {
			System.arraycopy(volume.row(y, z), 0, row, 0, domain.nx());
			addPowers(row, domain.nx(), s);
		});
		assertEquals(volume.sum(), sums[0], 1e-9);
		assertEquals(inner(volume, volume), sums[RowStep.SUMS - 1], 1e-9);
	}

	// -- kernels that change along z --

	private static final Kernel CHANGING = new Kernel(
		List.of(kernel(new Extent(4, 5, 3), 31), kernel(new Extent(4, 5, 3), 32), kernel(new Extent(4, 5, 3), 33)),
		new double[] { 1, 3.5, 8 });
	private static final Extent DEEP = new Extent(10, 12, 15);
	private static final int VIEW = 9;

	/** Whether the engine knows such kernels; where not it says so, and the processor takes over. */
	protected boolean knowsKernelsThatChange() {
		return true;
	}

	private boolean refusesKernelsThatChange() {
		if (knowsKernelsThatChange()) return false;
		final FilterEngine filters = create(DEEP);
		assertThrows(EngineFailure.class, () -> filters.otf(CHANGING, VIEW));
		return true;
	}

	/** By definition: to each plane its own kernel. */
	private static double[] planeByPlane(final Volume x) {
		final DoubleReference reference = new DoubleReference(DEEP);
		final double[] sum = new double[2 * (int) DEEP.voxels()];
		for (int z = 0; z < DEEP.nz(); z++) {
			// of the six planes behind the view, three are above it
			final double plane = z < 12 ? z : z - 15;
			final double second = plane <= 1 || plane >= 8 ? 0 : plane < 3.5 ? (plane - 1) / 2.5 : (8 - plane) / 4.5;
			final int other = plane < 3.5 ? 0 : 2;
			final Volume one = new Volume(DEEP), mixed = new Volume(CHANGING.extent());
			for (int y = 0; y < 12; y++)
				System.arraycopy(x.row(y, z), 0, one.row(y, z), 0, 10);
			for (int k = 0; k < 3; k++)
				for (int y = 0; y < 5; y++)
					for (int i = 0; i < 4; i++)
						mixed.row(y, k)[i] = (float) (second * CHANGING.parts().get(1).row(y, k)[i] +
							(1 - second) * CHANGING.parts().get(other).row(y, k)[i]);
			final double[] image = reference.place(one);
			reference.filter(image, reference.otf(mixed), Direction.APPLY);
			for (int i = 0; i < sum.length; i++)
				sum[i] += image[i];
		}
		return sum;
	}

	@Test
	public void eachPlaneIsBlurredByItsOwnKernel() {
		if (refusesKernelsThatChange()) return;
		final FilterEngine filters = create(DEEP);
		final Volume x = random(DEEP, 34);
		final Otf otf = filters.otf(CHANGING, VIEW);
		final double error = difference(filtered(filters, x, otf, Direction.APPLY, DEEP), planeByPlane(x),
			new DoubleReference(DEEP));
		assertTrue("" + error, error < 1e-6);
	}

	@Test
	public void theAdjointOfKernelsThatChangeIsTheirAdjoint() {
		if (refusesKernelsThatChange()) return;
		final FilterEngine filters = create(DEEP);
		final Otf otf = filters.otf(CHANGING, VIEW);
		for (final Extent domain : List.of(DEEP, new Extent(7, 9, VIEW), new Extent(10, 12, 2))) {
			final Volume x = random(DEEP, 35), y = random(domain, 36);
			final double forward = inner(filtered(filters, x, otf, Direction.APPLY, domain), y);
			assertEquals(1, forward / inner(x, filtered(filters, y, otf, Direction.ADJOINT, DEEP)), 1e-6);
		}
	}

	@Test
	public void kernelsThatAreAlikeFilterAsOne() {
		if (refusesKernelsThatChange()) return;
		final Volume kernel = kernel(new Extent(5, 4, 7), 37);
		final FilterEngine filters = create(DEEP);
		final Otf one = filters.otf(kernel),
			many = filters.otf(new Kernel(List.of(kernel, kernel), new double[] { 0, 8 }), VIEW);
		final Extent domain = new Extent(8, 9, VIEW);
		final Field a = filters.field(), b = filters.field();
		final Volume x = random(domain, 38), ofOne = new Volume(DEEP), ofMany = new Volume(DEEP);
		for (final Field field : List.of(a, b)) {
			field.load(domain, reading(x));
			field.filter(field == a ? one : many, Direction.APPLY, domain, (y, z, row, sums) -> {});
			field.finish(field == a ? one : many, Direction.ADJOINT, DEEP, writing(field == a ? ofOne : ofMany));
		}
		assertSame(ofOne, ofMany, 1e-6f);
		assertEquals(1, spectrum(filters, x, one) / spectrum(filters, x, many), 1e-6);
	}

	/** What is asked of frequencies is told of the kernel in the middle. */
	private static double spectrum(final FilterEngine filters, final Volume x, final Otf otf) {
		final Field field = filters.field();
		field.load(x.extent(), reading(x));
		return field.sharpened(otf, 0.01);
	}

	// -- against the transform in double --

	@Test
	public void everyGridFiltersAsInDouble() {
		for (final Extent grid : GRIDS) {
			assertTrue(engine + " " + grid, engine.supports(grid));
			final FilterEngine filters = create(grid);
			assertEquals(grid, filters.grid());
			final DoubleReference reference = new DoubleReference(grid);
			for (final Extent size : List.of(new Extent(1, 1, 1), new Extent(4, 3, 5), new Extent(31, 20, 9))) {
				final Volume psf = kernel(size, 14), volume = random(grid, 15);
				for (final Direction direction : Direction.values()) {
					final double[] expected = reference.place(volume);
					reference.filter(expected, reference.otf(psf), direction);
					final Volume actual = filtered(filters, volume, filters.otf(psf), direction, grid);
					assertTrue(grid + " by " + size + ": " + difference(actual, expected, reference),
						difference(actual, expected, reference) < 5e-7);
				}
			}
		}
	}

	@Test
	public void structuredDataFiltersAsInDouble() {
		final Extent grid = new Extent(60, 50, 36);
		final Volume beads = new Volume(grid);
		final Random random = new Random(16);
		beads.fill(10);
		for (int i = 0; i < 100; i++)
			beads.row(random.nextInt(50), random.nextInt(36))[random.nextInt(60)] += 3000;
		final DoubleReference reference = new DoubleReference(grid);
		final FilterEngine filters = create(grid);
		final Volume psf = kernel(new Extent(1, 1, 1), 1);
		final double[] expected = reference.place(beads);
		assertTrue(
			difference(filtered(filters, beads, filters.otf(psf), Direction.APPLY, grid), expected, reference) < 5e-7);
	}

	@Test
	public void richardsonLucyStaysWithTheDoubleReference() {
		final Extent grid = new Extent(36, 50, 60);
		for (final Extent view : List.of(grid, new Extent(36, 50, 30), new Extent(30, 40, 45))) {
			final Volume estimate = new Volume(grid);
			final double[] expected = DoubleRichardsonLucy.run(grid, observed(view), gaussian(), 50);
			Parallelization.runWithNumThreads(2,
				() -> richardsonLucy(create(grid), observed(view), gaussian(), 50, estimate));
			final double error = difference(estimate, expected, new DoubleReference(grid));
			assertTrue(view + ": " + error, error < 5e-6);
		}
	}

	private static Volume observed(final Extent view) {
		final Volume observed = random(view, 17);
		final Random random = new Random(18);
		for (int i = 0; i < view.voxels() / 300; i++)
			observed.row(random.nextInt(view.ny()), random.nextInt(view.nz()))[random.nextInt(view.nx())] += 300;
		return observed;
	}

	private static Volume gaussian() {
		final Volume psf = new Volume(new Extent(15, 14, 21));
		for (int z = 0; z < 21; z++)
			for (int y = 0; y < 14; y++)
				for (int x = 0; x < 15; x++)
					psf.row(y, z)[x] = (float) Math.exp(-0.5 * ((z - 9.6) * (z - 9.6) / 9 + (y - 7) * (y - 7) / 4. +
						Math.pow(x - 7 + 0.2 * (z - 10), 2) / 4)) / 180;
		return psf;
	}

	/** The loop of the contract: an object larger than the field of view. */
	static void richardsonLucy(final FilterEngine filters, final Volume observed, final Volume psf,
		final int iterations, final Volume estimate)
	{
		final Extent view = observed.extent(), grid = filters.grid();
		final Otf otf = filters.otf(psf);
		final Field field = filters.field();
		estimate.fill(1);
		field.load(grid, reading(estimate));
		for (int i = 0; i < iterations; i++) {
			field.filter(otf, Direction.APPLY, view, (y, z, row, sums) -> {
				final float[] counts = observed.row(y, z);
				for (int x = 0; x < view.nx(); x++)
					row[x] = counts[x] / Math.max(row[x], 1e-6f);
			});
			field.filter(otf, Direction.ADJOINT, grid, (y, z, row, sums) -> {
				final float[] values = estimate.row(y, z);
				for (int x = 0; x < grid.nx(); x++)
					values[x] = row[x] *= values[x];
			});
		}
	}

	// -- the spectrum --

	@Test
	public void measureSeesEveryFrequencyOnce() {
		for (final Extent grid : List.of(new Extent(6, 10, 5), new Extent(8, 4, 1), new Extent(1, 2, 3),
			new Extent(9, 12, 6)))
		{
			final Extent domain = new Extent(Math.max(1, grid.nx() - 1), grid.ny() - 1, Math.max(1, grid.nz() - 2));
			final Volume volume = random(domain, 19), psf = kernel(new Extent(4, 3, 2), 20);
			final FilterEngine filters = create(grid);
			final DoubleReference reference = new DoubleReference(grid);
			final double[] data = reference.place(volume), h = reference.otf(psf);
			reference.transform(data, true);
			final Field field = filters.field();
			field.load(domain, reading(volume));
			final double[] sums = field.measure(filters.otf(psf), (fx, fy, fz, multiplicity, power, value, s) -> {
				final int i = 2 * reference.index(index(fx, grid.nx()), index(fy, grid.ny()), index(fz, grid.nz()));
				assertEquals(data[i] * data[i] + data[i + 1] * data[i + 1], power, 1e-6 * data[0] * data[0]);
				assertEquals(h[i], value[0], 1e-6);
				assertEquals(h[i + 1], value[1], 1e-6);
				s[0] += multiplicity;
				s[1] += multiplicity * power;
			});
			assertEquals(grid.voxels(), sums[0], 0);
			assertEquals("Parseval", inner(volume, volume), sums[1] / grid.voxels(), 1e-5 * inner(volume, volume));
			final double[] again = field.measure(null, (fx, fy, fz, multiplicity, power, value, s) -> {
				assertEquals(null, value);
				s[1] += multiplicity * power;
			});
			assertEquals("the field is left as it was", sums[1], again[1], 0);
		}
	}

	/** What is summed apart, for speed, is what the visitor of all frequencies finds. */
	@Test
	public void sharpenedIsTheNormOfTheRegularisedInverse() {
		for (final Extent grid : List.of(new Extent(6, 10, 5), new Extent(8, 4, 1), new Extent(30, 24, 20))) {
			final FilterEngine filters = create(grid);
			final Field field = filters.field();
			field.load(grid, reading(random(grid, 26)));
			final Otf otf = filters.otf(kernel(new Extent(5, 3, 2), 27));
			for (final double alpha : new double[] { 3e-5, 0.02 }) {
				final double[] expected = field.measure(otf, (fx, fy, fz, multiplicity, power, h, s) -> {
					final double transfer = h[0] * h[0] + h[1] * h[1];
					s[0] += multiplicity * power * transfer / Math.pow(transfer + alpha, 2);
				});
				assertEquals(1, field.sharpened(otf, alpha) / expected[0], 1e-5);
			}
		}
	}

	/** The index of a frequency; fails if it is outside (-0.5, 0.5]. */
	private static int index(final double cycles, final int n) {
		assertTrue(cycles > -0.5 && cycles <= 0.5);
		return Math.floorMod((int) Math.round(cycles * n), n);
	}

	@Test
	public void mappingChangesTheTransferFunction() {
		final Extent grid = new Extent(12, 10, 9);
		final FilterEngine filters = create(grid);
		final Volume psf = kernel(new Extent(5, 4, 3), 21), volume = random(grid, 22);
		final Otf otf = filters.otf(psf);
		final Otf shifted = otf.map((fx, fy, fz, value) -> {
			final double angle = -2 * Math.PI * (3 * fx + fz), c = Math.cos(angle), s = Math.sin(angle);
			final double re = value[0], im = value[1];
			// At the highest frequency of an even axis only the real part is Hermitian.
			value[0] = 2 * (re * c - im * s);
			value[1] = 2 * (re * s + im * c);
		});
		final Volume expected = filtered(filters, volume, otf, Direction.APPLY, grid);
		final Volume actual = filtered(filters, volume, shifted, Direction.APPLY, grid);
		for (int z = 0; z < 9; z++)
			for (int y = 0; y < 10; y++)
				for (int x = 0; x < 12; x++)
					assertEquals(2 * expected.row(y, z)[x], actual.row(y, (z + 1) % 9)[(x + 3) % 12], 2e-6);
		final double[] zero = new double[2];
		otf.map((fx, fy, fz, value) -> {
			if (fx == 0 && fy == 0 && fz == 0) System.arraycopy(value, 0, zero, 0, 2);
		});
		assertArrayEquals("a PSF of sum 1", new double[] { 1, 0 }, zero, 1e-6);
	}

	// -- use --

	@Test
	public void cancellationReachesTheCaller() {
		for (int threads = 1; threads <= 3; threads++) {
			final AtomicBoolean stop = new AtomicBoolean();
			final FilterEngine filters = create(new Extent(32, 32, 64), stop::get);
			Parallelization.runWithNumThreads(threads, () -> {
				final Field field = filters.field();
				final Otf otf = filters.otf(kernel(new Extent(3, 3, 3), 23));
				field.load(filters.grid(), (y, z, row, sums) -> {});
				final AtomicInteger rowsAfter = new AtomicInteger();
				assertThrows(CancellationException.class,
					() -> field.filter(otf, Direction.APPLY, filters.grid(), (y, z, row, sums) -> {
						if (stop.getAndSet(true)) rowsAfter.incrementAndGet();
					}));
				assertTrue("it stops soon, not after " + rowsAfter + " rows", rowsAfter.get() < 32 * 32);
				stop.set(false);
				field.load(filters.grid(), (y, z, row, sums) -> row[0] = 1);
				field.filter(otf, Direction.APPLY, filters.grid(), (y, z, row, sums) -> {});
			});
		}
	}

	@Test
	public void whatAStepThrowsReachesTheCaller() {
		for (int threads = 1; threads <= 2; threads++)
			Parallelization.runWithNumThreads(threads, () -> {
				final Field field = create(new Extent(16, 16, 8)).field();
				final IllegalStateException thrown = assertThrows(IllegalStateException.class,
					() -> field.load(new Extent(16, 16, 8), (y, z, row, sums) -> {
						throw new IllegalStateException("mine");
					}));
				assertEquals("mine", thrown.getMessage());
			});
	}

	@Test
	public void wrongUseIsSaid() {
		final FilterEngine filters = create(new Extent(16, 16, 8)), other = create(new Extent(16, 16, 8));
		final Field field = filters.field();
		final Otf otf = filters.otf(kernel(new Extent(3, 3, 3), 24));
		final RowStep nothing = (y, z, row, sums) -> {};
		assertThrows(IllegalStateException.class, () -> field.filter(otf, Direction.APPLY, filters.grid(), nothing));
		assertThrows(IllegalStateException.class, () -> field.measure(null, (fx, fy, fz, m, power, h, sums) -> {}));
		assertThrows(IllegalArgumentException.class, () -> field.load(new Extent(17, 16, 8), nothing));
		field.load(filters.grid(), nothing);
		assertThrows(IllegalArgumentException.class,
			() -> field.filter(otf, Direction.APPLY, new Extent(16, 16, 9), nothing));
		final Otf foreign = other.otf(kernel(new Extent(3, 3, 3), 24));
		assertThrows(IllegalArgumentException.class,
			() -> field.filter(foreign, Direction.APPLY, filters.grid(), nothing));
		field.finish(otf, Direction.APPLY, filters.grid(), nothing);
		assertThrows(IllegalStateException.class, () -> field.filter(otf, Direction.APPLY, filters.grid(), nothing));
	}

	@Test
	public void theStatedBytesAreHeld() {
		final Extent grid = new Extent(100, 128, 90);
		final Volume psf = kernel(new Extent(3, 3, 3), 25);
		final long before = usedBytes();
		final FilterEngine filters = create(grid);
		final Otf otf = filters.otf(psf);
		final Field field = filters.field();
		Parallelization.runSingleThreaded(() -> {
			field.load(grid, (y, z, row, sums) -> {});
			field.filter(otf, Direction.APPLY, grid, (y, z, row, sums) -> {});
		});
		final long held = usedBytes() - before;
		final long stated = engine.fieldBytes(grid) + engine.otfBytes(grid);
		assertTrue(held + " bytes held, stated " + stated, held < 1.1 * (stated + 4 * engine.workspaceBytes(grid)));
		assertTrue(held + " bytes held, stated " + stated, held > 0.9 * stated);
		field.finish(otf, Direction.APPLY, grid, (y, z, row, sums) -> {});
	}

	private static long usedBytes() {
		for (int i = 0; i < 3; i++)
			System.gc();
		final Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	@Test
	public void theChosenGridIsSupportedAndNotMuchLarger() {
		for (int n = 1; n < 700; n++) {
			final Extent minimum = new Extent(n, n, n), grid = engine.grid(minimum);
			assertTrue(grid.toString(), engine.supports(grid));
			assertTrue(grid.contains(minimum));
			assertTrue(grid + " for " + n,
				grid.nx() <= 1.25 * n + 2 && grid.ny() <= 1.25 * n + 2 && grid.nz() <= 1.25 * n + 2);
		}
		assertFalse(engine.grid(new Extent(300, 300, 1)).nz() > 1);
	}
}
