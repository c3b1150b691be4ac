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
package sc.fiji.lucid.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/** Rows of a camera that have offsets, as users plant them and take them away. */
public class StripesCliTest {

	@Rule
	public final Door door = new Door();

	private void simulate(final String folder, final String... faults) {
		final Object[] line = new Object[12 + faults.length];
		System.arraycopy(new Object[] { "simulate", "--phantom", "spots", "--size", "96x64x10", "--voxel",
			"0.1x0.1x0.25", "--na", "1.2", "--emission=520", "-o", door.path(folder) }, 0, line, 0, 12);
		System.arraycopy(faults, 0, line, 12, faults.length);
		door.works(door.run(line));
	}

	/** Root mean square of what the rows of all slices have more than those of the clean stack. */
	private double rows(final String name) throws IOException {
		try (Stack stack = StackReader.open(door.path(name));
			Stack clean = StackReader.open(door.path("clean/observed.tif")))
		{
			final double[] rows = new double[stack.height()];
			for (int z = 0; z < stack.slices(); z++) {
				final float[] a = stack.floats(0, z, 0), b = clean.floats(0, z, 0);
				for (int i = 0; i < a.length; i++)
					rows[i / stack.width()] += (a[i] - b[i]) / stack.width() / stack.slices();
			}
			double mean = 0, sum = 0;
			for (final double row : rows)
				mean += row / rows.length;
			for (final double row : rows)
				sum += Math.pow(row - mean, 2) / rows.length;
			return Math.sqrt(sum);
		}
	}

	@Test
	public void theyAreTakenAwayWhereThatIsAskedFor() throws IOException {
		simulate("clean");
		simulate("sim", "--stripes", "20");
		assertEquals(20, rows("sim/observed.tif"), 5);
		door.works(
			door.run("repair", door.path("sim/observed.tif"), "-o", door.path("out.tif"), "--repair", "stripes"));
		assertTrue(door.err.toString(), door.err.toString().contains("stripes: rows have offsets of "));
		assertTrue(rows("out.tif") + "", rows("out.tif") < 7);
		assertEquals("stripes", RunRecord.read(door.path("out.tif.json")).get("repair").orElseThrow());
		// Not unasked.
		door.works(door.run("repair", door.path("sim/observed.tif"), "-o", door.path("auto.tif")));
		assertTrue(rows("auto.tif") > 14);
		// A dark of the same camera shows them, too.
		door.works(door.run("repair", door.path("sim/observed.tif"), "-o", door.path("dark.tif"), "--repair", "none",
			"--dark", door.path("sim/dark.tif")));
		assertTrue(rows("dark.tif") + "", rows("dark.tif") < 1);
	}

	@Test
	public void aCleanStackAndARestorationAreAsWithout() throws IOException {
		simulate("clean");
		simulate("sim", "--stripes", "20");
		door.works(
			door.run("repair", door.path("clean/observed.tif"), "-o", door.path("out.tif"), "--repair", "stripes"));
		assertTrue(door.err.toString(), door.err.toString().contains("stripes: no rows or columns have offsets"));
		assertEquals(0, rows("out.tif"), 0);
		for (final String to : new String[] { "a.tif", "a.zarr" })
			door.works(door.deconvolve(door.path("sim/observed.tif"), door.path(to), "--repair", "auto,stripes"));
		try (Stack whole = StackReader.open(door.path("a.tif")); Stack tiles = StackReader.open(door.path("a.zarr"))) {
			double most = 0, difference = 0;
			for (int z = 0; z < whole.slices(); z++)
				for (int i = 0; i < whole.floats(0, z, 0).length; i++) {
					most = Math.max(most, whole.floats(0, z, 0)[i]);
					difference = Math.max(difference, Math.abs(whole.floats(0, z, 0)[i] - tiles.floats(0, z, 0)[i]));
				}
			assertTrue(difference + " of " + most, difference < 1e-3 * most);
		}
		door.refuses(2, "'stripes' takes counts of at least 0", door.run("simulate", "--size", "16x16x4", "--voxel",
			"0.1x0.1x0.25", "--na", "1.2", "--emission", "520", "-o", door.path("no"), "--stripes", "-3"));
	}
}
