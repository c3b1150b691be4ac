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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;

/** What the example for Python hands over is read as it was meant, and what it reads back is what was restored. */
public class PythonTest {

	/** Voxels that differ on every axis, so that none can be taken for another. */
	private static final String STACK = "np.fromfunction(lambda t, c, z, y, x: 50 + 40 * t + 10 * c + z + (y * 7 " +
		"+ x * 3) " + "% 5 + 300 * ((z == 2) & (y == 5 + c) & (x == 6 + t)), (2, 3, 4, 12, 14)).astype(np.uint16)";

	@Rule
	public final Door door = new Door();

	@Before
	public void assumePython() throws Exception {
		Assume.assumeTrue("python3 with numpy is not here: the example is not run", python("import numpy") == 0);
	}

	private int python(final String code) throws Exception {
		final Process process;
		try {
			process = new ProcessBuilder("python3", "-c", code).redirectErrorStream(true)
				.redirectOutput(door.path("python.log").toFile())
				.start();
		}
		catch (final IOException e) {
			return -1;
		}
		assertTrue(process.waitFor(5, TimeUnit.MINUTES));
		return process.exitValue();
	}

	private String log() throws IOException {
		return Files.readString(door.path("python.log"));
	}

	private String calling(final String call) {
		final List<String> command = door.builder(new Object[0]).command();
		final String words = command.stream().map(PythonTest::quoted).collect(Collectors.joining(", "));
		return "import sys; sys.path.insert(0, " + quoted(Path.of("python").toAbsolutePath().toString()) + ")\n" +
			"import numpy as np\nfrom lucid_numpy import restore, write\nimport pathlib\nlucid = [" + words + "]\n" +
			"stack = " + STACK + "\n" + call;
	}

	private static String quoted(final String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
	}

	@Test
	public void anArrayIsRestored() throws Exception {
		final Path raw = door.path("restored.raw"), zarr = door.path("stack.zarr");
		assertEquals(log(), 0,
			python(calling("restored, record = restore(stack, (0.2, 0.2, 0.5), lucid, na=0.8, emission=520, " +
				"iterations=2, method='richardson-lucy', time_series='separate')\n" +
				"assert restored.shape == stack.shape and restored.dtype == np.float32\n" +
				"assert record['settings']['na'] == '0.8' and len(record['volumes']) == 6\n" + "write(pathlib.Path(" +
				quoted(zarr.toString()) + "), stack)\nrestored.astype('<f4').tofile(" + quoted(raw.toString()) + ")")));
		try (Stack read = StackReader.open(zarr)) {
			assertEquals(new StackShape(14, 12, 4, 3, 2), read.shape());
			for (int t = 0; t < 2; t++)
				for (int c = 0; c < 3; c++)
					for (int z = 0; z < 4; z++)
						assertEquals(50 + 40 * t + 10 * c + z + (5 * 7 + 9 * 3) % 5, read.floats(c, z, t)[5 * 14 + 9],
							0);
		}
		door.works(door.run("deconvolve", zarr, "-o", door.path("same.tif"), "--voxel", "0.2x0.2x0.5", "--na", "0.8",
			"--emission", "520", "--iterations", "2", "--method", "richardson-lucy", "--time-series", "separate"));
		final ByteBuffer voxels = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
		try (Stack same = StackReader.open(door.path("same.tif"))) {
			for (int t = 0; t < 2; t++)
				for (int c = 0; c < 3; c++)
					for (int z = 0; z < 4; z++)
						for (final float voxel : same.floats(c, z, t))
							assertEquals(voxel, voxels.getFloat(), 0);
		}
	}

	@Test
	public void whatLucidRefusesIsRaised() throws Exception {
		assertEquals(log(), 0, python(calling("try: restore(stack, (0.2, 0.2, 0.5), lucid, na=-1)\n" +
			"except RuntimeError as error: assert 'numerical aperture' in str(error), error\nelse: raise SystemExit(3)")));
		assertEquals(log(), 0,
			python(calling("stack[1] = 7\ntry: restore(stack, (0.2, 0.2, 0.5), lucid, na=0.8, emission=520, " +
				"iterations=2, method='richardson-lucy', frames=2)\n" +
				"except RuntimeError as error: assert str(error).startswith('lucid: ') and str(error).count('\\n') == 0, " +
				"error\nelse: raise SystemExit(3)")));
		assertEquals(log(), 0, python(calling("try: restore(stack[0, 0, 0], (1, 1, 1), lucid)\n" +
			"except ValueError: pass\nelse: raise SystemExit(3)")));
	}
}
