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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;

import ij.IJ;
import sc.fiji.lucid.fft.Devices;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/** {@code --engine} through the doors of the command line, on a machine that may or may not have a device. */
public class EngineDoorTest {

	/** No machine has it. */
	private static final String MISSING = "opencl:none of that name";
	private static final String FELL_BACK = "engine = fused on the processor, since ";

	@Rule
	public final Door door = new Door();

	private List<String> engines() {
		return door.err.toString().lines().filter(line -> line.contains("engine = ")).toList();
	}

	private RunRecord record(final String name) throws IOException {
		return RunRecord.read(door.path(name + ".json"));
	}

	private static Object of(final RunRecord record, final String key, final String name) {
		final Object found = record.get(key).orElseThrow();
		return ((Map<?, ?>) (found instanceof List<?> list ? list.get(0) : found)).get(name);
	}

	@Test
	public void theWordIsInTheLogInInfoAndInTheRecord() throws IOException {
		door.stack("in.tif", 1);
		for (final String word : new String[] { "fused", "reference" }) {
			final String out = word + ".tif";
			door.works(door.deconvolve(door.path("in.tif"), door.path(out), "--engine", word));
			assertEquals(List.of("engine = " + word), engines());
			assertEquals(word, of(record(out), "settings", "engine"));
			assertEquals(word, of(record(out), "options", "engine"));
			assertEquals(word, of(record(out), "volumes", "engine"));
			final String info = IJ.openImage(door.path(out).toString()).getInfoProperty();
			assertTrue(info, info.contains("engine = " + word + "\n"));
		}
	}

	@Test
	public void aWrongWordIsOneLine() throws IOException {
		door.stack("in.tif", 1);
		door.refuses(2, "The option 'engine' takes one of auto, fused, reference, opencl, opencl:DEVICE, not 'gpu'",
			door.deconvolve(door.path("in.tif"), door.path("out.tif"), "--engine", "gpu"));
		door.refuses(2, "not 'opencl:'",
			door.deconvolve(door.path("in.tif"), door.path("out.tif"), "--engine", "opencl:"));
	}

	@Test
	public void withoutTheDeviceTheProcessorRestoresAndSaysSoAgainInARerun() throws IOException {
		door.stack("in.tif", 1);
		door.works(door.deconvolve(door.path("in.tif"), door.path("out.tif"), "--engine", MISSING));
		assertEquals(1, engines().size());
		assertTrue(engines().toString(), engines().get(0).startsWith(FELL_BACK));
		assertEquals(engines().get(0), "engine = " + of(record("out.tif"), "volumes", "engine"));
		door.works(door.run("rerun", door.path("out.tif.json"), "-o", door.path("again.tif")));
		assertTrue(engines().toString(), engines().get(0).startsWith(FELL_BACK));
		assertEquals(MISSING, of(record("again.tif"), "settings", "engine"));
		door.works(door.run("macro", door.path("out.tif.json")));
		assertTrue(door.out.toString(), door.out.toString().contains("engine=[" + MISSING + "]"));
	}

	/** Nobody looks for devices for a stack as small as this, unless one is asked for. */
	@Test
	public void aPlanTellsTheDevice() throws IOException {
		door.stack("in.tif", 1);
		for (final String[] word : new String[][] { { "opencl:none of that name", "device: none: " },
			{ "opencl", "device: " }, { "auto", null }, { "fused", null } })
		{
			door.works(door.run("plan", door.path("in.tif"), "--na", "0.8", "--emission", "520", "--engine", word[0]));
			final List<String> lines = door.out.toString().lines().filter(line -> line.startsWith("device: ")).toList();
			assertEquals(lines.toString(), word[1] == null ? 0 : 1, lines.size());
			if (word[1] != null) assertTrue(lines.get(0), lines.get(0).startsWith(word[1]));
		}
	}

	@Test
	public void aTableSaysItForEachFile() throws IOException {
		door.stack("a.tif", 1);
		door.stack("b.tif", 2);
		Files.write(door.path("files.csv"), List.of("file,engine", "a.tif,reference", "b.tif," + MISSING));
		door.works(door.run("batch", "--table", door.path("files.csv"), "-o", door.path("results"), "--na", "0.8",
			"--emission", "520", "--iterations", "2", "--method", "richardson-lucy"));
		assertEquals("reference", of(record("results/a-restored.tif"), "volumes", "engine"));
		assertTrue(
			of(record("results/b-restored.tif"), "volumes", "engine").toString().startsWith("fused on the processor"));
	}

	/** Where a device is, it restores, within rounding of the processor. */
	@Test
	public void aDeviceRestores() throws IOException {
		try {
			Devices.INSTALLED.get().orElseThrow().named("");
		}
		catch (final EngineFailure e) {
			Assume.assumeNoException(e);
		}
		door.stack("in.tif", 1);
		door.works(door.deconvolve(door.path("in.tif"), door.path("out.tif"), "--engine", "opencl"));
		assertEquals(1, engines().size());
		assertFalse(engines().toString(), engines().get(0).contains("processor"));
		door.works(door.deconvolve(door.path("in.tif"), door.path("here.tif"), "--engine", "fused"));
		try (Stack there = StackReader.open(door.path("out.tif"));
			Stack here = StackReader.open(door.path("here.tif")))
		{
			for (int z = 0; z < here.slices(); z++)
				assertArrayEquals(here.floats(0, z, 0), there.floats(0, z, 0), 1e-3f);
		}
	}
}
