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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.fft.Devices;
import sc.fiji.lucid.fft.EngineFailure;

/** {@code lucid devices} */
@Command(name = "devices",
	description = { "Lists the graphics cards and other OpenCL devices that can restore, after a " +
		"self-test and a trial of a few seconds: what '--engine' takes, name, driver, memory, speed." },
	mixinStandardHelpOptions = true)
final class DevicesCli implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() {
		lines(Devices.INSTALLED.get()).forEach(line -> spec.commandLine().getOut().println(CommonFlags.plain(line)));
		return Main.DONE;
	}

	/** @return a device a line; where there is none, why. That is no error: everything runs on the processor. */
	static List<String> lines(final Optional<Devices> installed) {
		if (installed.isEmpty()) return List.of(none("this installation has no engine for OpenCL devices"));
		try {
			final List<String> devices = installed.get().described();
			return devices.isEmpty() ? List.of(none("OpenCL is here, and knows of no device")) : devices;
		}
		catch (final EngineFailure e) {
			return List.of(none(e.getMessage()));
		}
	}

	private static String none(final String why) {
		return "No device: " + why + ". Everything runs on the processor.";
	}
}
