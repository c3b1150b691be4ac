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
package sc.fiji.lucid.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;

/** A record is read back as it was put. */
public class RunRecordTest {

	private record Options(int iterations, double background, String stop) {}

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void writtenIsReadBack() throws IOException {
		final Path input = folder.getRoot().toPath().resolve("in.tif");
		Files.writeString(input, "abc");
		final OpticalSettings optics = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4,
			Origin.GIVEN);
		final RunRecord record = new RunRecord().version("1")
			.commandLine("lucid deconvolve")
			.options(new Options(10, 0.5, "none"))
			.put("input", RunRecord.sha256(input))
			.voxelSize(new VoxelSize(0.1, 0.1, 0.3), "given")
			.microscope(List.of(optics.with(Zernike.of("12:0.5"), Origin.GIVEN)))
			.put("nan", Double.NaN);
		final Path file = RunRecord.pathFor(folder.getRoot().toPath().resolve("out.tif"));
		assertEquals("out.tif.json", file.getFileName().toString());
		record.write(file, false);
		assertEquals(2, folder.getRoot().list().length);
		final RunRecord read = RunRecord.read(file);
		assertEquals(record.toString(), read.toString());
		assertEquals(Map.of("iterations", 10L, "background", 0.5, "stop", "none"), read.get("options").get());
		// FIPS 180-2, appendix B.1
		assertTrue(record.toString(),
			record.toString().contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
		assertTrue(record.toString().contains("\"origin\": \"given\""));
		assertTrue(record.toString(), record.toString().contains("12:0.5"));
		assertThrows(IOException.class, () -> record.write(file, false));
		record.write(file, true);
	}

	@Test
	public void otherFilesAreNoRecords() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("x.json");
		for (final String text : List.of("", "[1]", "{\"a\":", "\u0000\u0001")) {
			Files.writeString(file, text);
			assertTrue(
				assertThrows(IOException.class, () -> RunRecord.read(file)).getMessage().contains("no run record"));
		}
	}
}
