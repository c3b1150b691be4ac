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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.testing.StubBioFormats;

/** What a process finds by its environment, and its exit codes. */
public class VendorProcessTest {

	@Rule
	public final Door door = new Door();

	private Path file;

	@Before
	public void write() throws IOException {
		Door.assumeUnix();
		file = StubBioFormats.write(door.path("cells.czi"),
			new StubBioFormats.Series("only", new int[] { 3, 2, 2, 1, 1 }, false, new short[12]));
	}

	private void program(final String text) throws IOException {
		Files.setPosixFilePermissions(Files.writeString(door.path("bioformats2raw"), "#!/bin/sh\n" + text),
			PosixFilePermissions.fromString("rwx------"));
	}

	private Process start(final String... variables) throws IOException {
		final ProcessBuilder builder = door.builder("info", file)
			.redirectErrorStream(true)
			.redirectOutput(door.path("log").toFile());
		builder.environment().put("PATH", door.getRoot().toString());
		builder.environment().put("LUCID_CACHE", door.path("cache").toString());
		for (int i = 0; i < variables.length; i += 2)
			builder.environment().put(variables[i], variables[i + 1]);
		return builder.start();
	}

	private void ends(final int code, final String words, final String... variables) throws Exception {
		final Process process = start(variables);
		assertTrue(process.waitFor(2, TimeUnit.MINUTES));
		final String log = Files.readString(door.path("log"));
		assertTrue(log, log.contains(words));
		assertEquals(log, code, process.exitValue());
	}

	@Test
	public void theEnvironmentNamesTheLibrary() throws Exception {
		ends(0, "cells.czi: 3x2x2, 1 channel, 1 frame, 16-bit", "LUCID_BIOFORMATS",
			StubBioFormats.jar(door.getRoot().toPath()).toString());
		ends(1,
			"lucid: cells.czi is no TIFF file: it is not an image that is known; Bio-Formats may know it, and none");
	}

	@Test
	public void aCrashOfTheConverterIsAFailure() throws Exception {
		program("echo 'disk is full'; exit 7\n");
		ends(1, "lucid: bioformats2raw, converting cells.czi, failed with exit code 7: disk is full");
	}

	@Test
	public void theConverterEndsWithTheProcess() throws Exception {
		final Path alive = door.path("alive");
		program("while :; do echo >> \"" + alive + "\"; /bin/sleep 0.1; done\n");
		final Process process = start();
		for (int i = 0; i < 1200 && !Files.exists(alive); i++)
			Thread.sleep(50);
		process.destroy();
		assertTrue(process.waitFor(1, TimeUnit.MINUTES));
		final long size = Files.size(alive);
		Thread.sleep(1000);
		assertEquals("a program that lives writes", size, Files.size(alive));
		assertEquals(door.left().toString(), 0, door.left().size());
	}
}
