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

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.fft.Devices;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Extent;

/** {@code lucid devices}: a device a line, or one line that says why there is none. */
public class DevicesCliTest {

	@Rule
	public final Door door = new Door();

	/** Devices that only say what they are. */
	private static class Fake implements Devices {

		private final List<String> lines;

		Fake(final List<String> lines) {
			this.lines = lines;
		}

		@Override
		public List<String> described() {
			return lines;
		}

		@Override
		public List<String> sharing(final Extent grid, final String name, final boolean isAuto) {
			return List.of();
		}

		@Override
		public int count() {
			return lines.size();
		}

		@Override
		public Engine named(final String name) {
			throw new EngineFailure("there is none");
		}

		@Override
		public Optional<Engine> faster(final Extent grid, final String name) {
			return Optional.empty();
		}
	}

	@Test
	public void eachDeviceIsALine() {
		final List<String> lines = List.of("opencl:0  A", "opencl:1  B");
		assertEquals(lines, DevicesCli.lines(Optional.of(new Fake(lines))));
	}

	@Test
	public void whereThereIsNoneOneLineSaysWhy() {
		assertEquals(List.of("No device: OpenCL is here, and knows of no device. Everything runs on the processor."),
			DevicesCli.lines(Optional.of(new Fake(List.of()))));
		assertTrue(DevicesCli.lines(Optional.empty()).get(0).startsWith("No device: this installation has no engine"));
		final Devices failing = new Fake(null) {

			@Override
			public List<String> described() {
				throw new EngineFailure("the library JOCL (org.jocl:jocl) is not installed");
			}
		};
		assertEquals(
			List.of("No device: the library JOCL (org.jocl:jocl) is not installed. Everything runs on the processor."),
			DevicesCli.lines(Optional.of(failing)));
	}

	/** With whatever this machine has: the words that '--engine' takes, or why there is none. */
	@Test
	public void thisMachineAnswers() {
		door.works(door.run("devices"));
		final List<String> lines = door.out.toString().lines().toList();
		assertTrue(lines.toString(), lines.size() >= 1);
		if (lines.get(0).startsWith("No device: ")) assertEquals(1, lines.size());
		else for (int i = 0; i < lines.size(); i++) {
			assertTrue(lines.get(i), lines.get(i).startsWith("opencl:" + i + "  "));
			assertTrue(lines.get(i), lines.get(i)
				.matches(
					".*\\(driver .*, OpenCL .*\\), \\d+ MB, (self-test passed; filters .* times as fast.*|cannot be used: .*)"));
		}
	}

	@Test
	public void withoutTheLibraryItSaysSo() throws IOException, InterruptedException {
		assertEquals("No device: the library JOCL (org.jocl:jocl) is not installed. Everything runs on the processor.",
			withoutJocl("devices").strip());
	}

	/** As in a Fiji that has no JOCL: everything works as before, and who asked for a device is told. */
	@Test
	public void withoutTheLibraryTheProcessorRestores() throws IOException, InterruptedException {
		door.stack("in.tif", 1);
		final String[] quick = { "deconvolve", door.path("in.tif").toString(), "--na", "0.8", "--emission", "520",
			"--iterations", "2", "-o" };
		final String auto = withoutJocl(with(quick, door.path("auto.tif").toString()));
		assertTrue(auto, auto.lines().anyMatch(line -> line.endsWith("engine = fused")));
		final String asked = withoutJocl(with(quick, door.path("asked.tif").toString(), "--engine", "opencl"));
		assertTrue(asked, asked.contains("engine = fused on the processor, since the library JOCL"));
	}

	private static Object[] with(final String[] first, final String... more) {
		return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray();
	}

	private String withoutJocl(final Object... args) throws IOException, InterruptedException {
		final ProcessBuilder builder = door.builder(args);
		final int classpath = builder.command().indexOf("-cp") + 1;
		builder.command()
			.set(classpath,
				Arrays.stream(builder.command().get(classpath).split(File.pathSeparator))
					.filter(jar -> !new File(jar).getName().startsWith("jocl"))
					.collect(Collectors.joining(File.pathSeparator)));
		final Process process = builder.redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(said, 0, process.waitFor());
		return said;
	}
}
