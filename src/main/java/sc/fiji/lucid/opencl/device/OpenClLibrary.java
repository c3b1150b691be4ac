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
package sc.fiji.lucid.opencl.device;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.lucid.fft.EngineFailure;

/**
 * Looks for the OpenCL library where JOCL will. JOCL says on the standard output that it found none, where no script
 * expects it.
 */
public final class OpenClLibrary {

	/** What JOCL opens on Linux; packages for users bring the same with a number behind. */
	private static final String LINUX = "libOpenCL.so";
	private static final String NUMBERED = LINUX + ".1";

	private OpenClLibrary() {}

	/** @throws EngineFailure if there is none, with what to install */
	public static void check() {
		final String system = System.getProperty("os.name", "");
		if (system.startsWith("Linux")) checkLinux(Path.of("/etc/ld.so.cache"), System.getenv("LD_LIBRARY_PATH"));
		else if (system.startsWith("Windows")) checkWindows(System.getenv("SystemRoot"));
	}

	/**
	 * @param cache the list of libraries in the usual places; where a system keeps none, nothing is known
	 * @param path folders that are looked at before, or null
	 */
	public static void checkLinux(final Path cache, final String path) {
		final String known;
		try {
			known = new String(Files.readAllBytes(cache), StandardCharsets.ISO_8859_1);
		}
		catch (final IOException e) {
			return;
		}
		if (isIn(path, LINUX) || known.contains(LINUX + "\0")) return;
		if (isIn(path, NUMBERED) || known.contains(NUMBERED + "\0"))
			throw new EngineFailure("this machine has " + NUMBERED + ", but JOCL looks for " + LINUX +
				": install the package ocl-icd-opencl-dev, or make a link of that name");
		throw new EngineFailure("this machine has no OpenCL library (" + LINUX +
			", of the package ocl-icd-opencl-dev or of the graphics driver)");
	}

	private static boolean isIn(final String path, final String library) {
		if (path == null) return false;
		for (final String folder : path.split(File.pathSeparator))
			if (!folder.isEmpty() && Files.exists(Path.of(folder, library))) return true;
		return false;
	}

	private static void checkWindows(final String root) {
		if (root != null && !Files.exists(Path.of(root, "System32", "OpenCL.dll")))
			throw new EngineFailure("this machine has no OpenCL library (OpenCL.dll, of the graphics driver)");
	}
}
