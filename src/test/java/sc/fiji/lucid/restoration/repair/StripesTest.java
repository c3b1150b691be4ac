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
package sc.fiji.lucid.restoration.repair;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** What a camera adds to lines is subtracted, and an object is never taken for it. */
public class StripesTest {

	private static final Extent SIZE = new Extent(96, 80, 12);
	private static final Psf PSF = Volumes.gaussian(new Extent(13, 13, 9), 1.6, 2, 0);

	private static Volume recorded(final Phantom phantom, final Faults faults) {
		return Simulation.of(phantom, SIZE, new VoxelSize(0.1, 0.1, 0.25), 1, v -> PSF, 1000, 100, 2, 4, faults)
			.observed();
	}

	private static StripesStep step() {
		return new StripesStep(DeconvolutionOptions.DEFAULT);
	}

	private static StripesStep.Decision decided(final Volume counts) {
		return step().decide(new StackSample(new RecordingVoxels(Recording.of(counts)), Long.MAX_VALUE, Progress.NONE),
			Progress.NONE);
	}

	private static Volume plus(final Volume v, final Volumes.Function counts) {
		return Volumes.of(SIZE, (x, y, z) -> v.row(y, z)[x] + counts.at(x, y, z));
	}

	/** Power of the difference over that of what was planted, of what changes within 20 lines. */
	private static double left(final float[] found, final double[] planted) {
		final Volume off = Volumes.of(new Extent(found.length, 1, 1), (x, y, z) -> found[x] - planted[x]),
			all = Volumes.of(off.extent(), (x, y, z) -> planted[x]);
		return quick(off) / quick(all);
	}

	private static double quick(final Volume v) {
		final Volume slow = GaussianBlur.of(v, 3, 0, 0);
		double sum = 0;
		for (int i = 0; i < v.extent().nx(); i++)
			sum += Math.pow(v.row(0, 0)[i] - slow.row(0, 0)[i], 2);
		return sum;
	}

	private static double[] random(final int n, final long seed) {
		final Random random = new Random(seed);
		final double[] counts = new double[n];
		for (int i = 0; i < n; i++)
			counts[i] = Math.rint(30 * random.nextGaussian());
		return counts;
	}

	/** JSON knows no such number. */
	@Test
	public void fillsThatAreNoNumberSurviveARecord() {
		final StripesStep step = new StripesStep(DeconvolutionOptions.DEFAULT);
		final StripesStep.Decision decided = new StripesStep.Decision(null, null, 4095, List.of(0f, Float.NaN), "told");
		assertEquals(List.of(0f, "NaN"), step.describe(decided).get("fills"));
		assertEquals(decided, step.decided(step.describe(decided), Map.of()));
	}

	@Test
	public void cleanStacksStayThemselves() {
		for (final Phantom phantom : new Phantom[] { Phantom.NUCLEI, Phantom.SPOTS, Phantom.BARS, Phantom.TISSUE }) {
			final Recording clean = Volumes.observed(recorded(phantom, Faults.NONE));
			assertSame(phantom + "", clean, step().whole(clean, Progress.NONE).applied().image());
		}
	}

	/** The same course across rows in all slices and all parts of the field, and hardly any noise: still no stripes. */
	@Test
	public void aSmoothObjectThatAllPartsShareIsNotBlamed() {
		final Random random = new Random(8);
		final Recording smooth = Volumes.observed(Volumes.of(SIZE,
			(x, y, z) -> 1000 + 3000 * Math.pow(Math.sin(x / 40.0) * Math.sin(y / 15.0), 2) + random.nextGaussian()));
		assertSame(smooth, step().whole(smooth, Progress.NONE).applied().image());
	}

	/** Nuclei that fill a field as small as this leave a little more than the hundredth that larger ones do. */
	@Test
	public void rowsAndColumnsAreFoundApart() {
		final double[] rows = random(SIZE.ny(), 1), columns = random(SIZE.nx(), 2);
		for (final Phantom phantom : new Phantom[] { Phantom.NUCLEI, Phantom.SPOTS }) {
			final Volume clean = recorded(phantom, Faults.NONE);
			final StripesStep.Decision found = decided(plus(clean, (x, y, z) -> rows[y] + columns[x]));
			assertEquals(1, found.rows().extent().nz());
			assertTrue(phantom + " " + left(found.rows().row(0, 0), rows),
				left(found.rows().row(0, 0), rows) < (phantom == Phantom.NUCLEI ? 0.03 : 0.01));
			assertTrue(left(found.columns().row(0, 0), columns) < (phantom == Phantom.NUCLEI ? 0.03 : 0.01));
			assertNull(decided(plus(clean, (x, y, z) -> rows[y])).columns());
		}
	}

	/** As a deskewed stack has them: the corners of all slices are filled with a value that is no light. */
	@Test
	public void whatHoldsNoDataTellsNothing() {
		final double[] rows = random(SIZE.ny(), 6);
		final Volume striped = plus(recorded(Phantom.SPOTS, Faults.NONE),
			(x, y, z) -> x + y < 70 ? Double.NEGATIVE_INFINITY : rows[y]);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					if (x + y < 70) striped.row(y, z)[x] = Float.NaN;
		assertTrue(left(decided(striped).rows().row(0, 0), rows) < 0.02);
	}

	/** Each row of each slice its own. */
	@Test
	public void rowsThatDifferFromSliceToSliceAreFound() {
		final double[] rows = random(SIZE.ny() * SIZE.nz(), 3);
		final StripesStep.Decision found = decided(
			plus(recorded(Phantom.SPOTS, Faults.NONE), (x, y, z) -> rows[z * SIZE.ny() + y]));
		assertEquals(SIZE.nz(), found.rows().extent().nz());
		for (int z = 0; z < SIZE.nz(); z++)
			assertTrue(left(found.rows().row(0, z),
				java.util.Arrays.copyOfRange(rows, z * SIZE.ny(), (z + 1) * SIZE.ny())) < 0.1);
		assertTrue(found.told(), found.told().contains("rows have offsets of their own in each slice"));
	}

	/** A simulated camera, by the whole way of a recording; what has no data or is clipped stays what it is. */
	@Test
	public void whatIsNoLightIsSubtractedAndNothingElse() {
		final Volume striped = recorded(Phantom.NUCLEI, Faults.NONE.withStripes(30)),
			clean = recorded(Phantom.NUCLEI, Faults.NONE);
		for (int x = 0; x < 20; x++)
			for (int z = 0; z < SIZE.nz(); z++)
				striped.row(3, z)[x] = 65535;
		final Recording recording = Volumes.observed(striped);
		final Recording repaired = new StripesStep(
			DeconvolutionOptions.DEFAULT.withSaturation(java.util.OptionalDouble.of(60000)))
			.whole(recording, Progress.NONE)
			.applied()
			.image();
		final float[] row = new float[SIZE.nx()];
		double before = 0, after = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++) {
				repaired.read(y, z, row);
				if (y == 3) assertEquals(65535, row[5], 0);
				else for (int x = 0; x < row.length; x++) {
					before += Math.pow(striped.row(y, z)[x] - clean.row(y, z)[x], 2);
					after += Math.pow(row[x] - clean.row(y, z)[x], 2);
				}
			}
		assertTrue(after + " of " + before, after < 0.15 * before);
	}

	/** A row that is bad is left to those who give it no weight. */
	@Test
	public void aBadRowIsNoOffset() {
		final double[] rows = random(SIZE.ny(), 4);
		final StripesStep.Decision found = decided(
			plus(recorded(Phantom.NUCLEI, Faults.NONE), (x, y, z) -> y == 33 ? 5000 : rows[y]));
		assertEquals(0, found.rows().row(0, 0)[33], 0);
		rows[33] = 0;
		assertTrue(left(found.rows().row(0, 0), rows) < 0.02);
	}

	@Test
	public void tilesAreThoseOfTheWhole() {
		final double[] rows = random(SIZE.ny(), 5);
		final Recording whole = Volumes.observed(plus(recorded(Phantom.SPOTS, Faults.NONE), (x, y, z) -> rows[y]));
		final StripesStep.Decision decided = decided(plus(recorded(Phantom.SPOTS, Faults.NONE), (x, y, z) -> rows[y]));
		final StripesStep again = step();
		final StripesStep.Decision read = again.decided(again.describe(decided), again.maps(decided));
		assertEquals(decided.told(), read.told());
		assertNotNull(read.rows());
		final Recording all = step().apply(whole, decided, Progress.NONE).image();
		final RecordingVoxels voxels = new RecordingVoxels(whole);
		final sc.fiji.lucid.image.Box box = new sc.fiji.lucid.image.Box(10, 20, 3, new Extent(30, 25, 4));
		final Recording tile = again
			.apply(voxels.read(box, Progress.NONE).asTile(new sc.fiji.lucid.image.TileContext(SIZE, 10, 20, 3, null)),
				read, Progress.NONE)
			.image();
		final float[] a = new float[SIZE.nx()], b = new float[30];
		for (int z = 0; z < 4; z++)
			for (int y = 0; y < 25; y++) {
				all.read(20 + y, 3 + z, a);
				tile.read(y, z, b);
				for (int x = 0; x < 30; x++)
					assertEquals(a[10 + x], b[x], 0);
			}
	}
}
