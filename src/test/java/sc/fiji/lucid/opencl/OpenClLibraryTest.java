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

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.opencl.device.OpenClLibrary;

/** Where the OpenCL library is looked for. */
public class OpenClLibraryTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path cache(final String... libraries) throws IOException {
		final Path cache = folder.getRoot().toPath().resolve("cache");
		return Files.writeString(cache, "glibc-ld.so.cache1.1\0" + String.join("\0", libraries) + "\0");
	}

	private static String missing(final Path cache, final String path) {
		return assertThrows(EngineFailure.class, () -> OpenClLibrary.checkLinux(cache, path)).getMessage();
	}

	@Test
	public void whatTheListHasIsThere() throws IOException {
		OpenClLibrary.checkLinux(cache("libc.so.6", "libOpenCL.so", "libOpenCL.so.1"), null);
		assertTrue(missing(cache("libc.so.6"), null).startsWith("this machine has no OpenCL library"));
		assertTrue(missing(cache("libOpenCL.so.1"), "").contains("install the package ocl-icd-opencl-dev"));
	}

	@Test
	public void foldersComeFirst() throws IOException {
		final Path lib = folder.newFolder().toPath();
		Files.createFile(lib.resolve("libOpenCL.so"));
		OpenClLibrary.checkLinux(cache("libc.so.6"), "/nowhere::" + lib);
		assertTrue(missing(cache("libc.so.6"), "/nowhere").startsWith("this machine has no OpenCL library"));
	}

	@Test
	public void withoutAListNothingIsKnown() {
		OpenClLibrary.checkLinux(folder.getRoot().toPath().resolve("none"), null);
	}
}
