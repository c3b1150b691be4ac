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
package sc.fiji.lucid.command;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.After;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;

/** Every macro calls a command that exists, with options that it has. */
public class MacrosTest {

	private static final Pattern RUN = Pattern.compile("run\\(\"(Lucid[^\"]*)\",\\s*(.*)\\);");
	private static final Pattern KEY = Pattern.compile("(?:^|[\\s\"])([a-z][a-z0-9_]*)=");

	private final Context context = new Context();

	@After
	public void dispose() {
		context.dispose();
	}

	@Test
	public void macrosCallCommandsWithTheirOptions() throws IOException {
		final List<Path> macros = new ArrayList<>();
		try (Stream<Path> files = Files.list(Path.of("macros"))) {
			files.filter(p -> p.toString().endsWith(".ijm")).forEach(macros::add);
		}
		assertFalse(macros.isEmpty());
		for (final Path macro : macros) {
			final Matcher run = RUN.matcher(Files.readString(macro));
			assertTrue(macro + " runs no command of Lucid", run.find());
			do
				check(macro, run.group(1), run.group(2));
			while (run.find());
		}
	}

	private void check(final Path macro, final String label, final String options) {
		final CommandInfo command = Commands.all(context).stream().filter(c -> c.getMenuPath().getLeaf().getName().equals(
			label)).findFirst().orElseThrow(() -> new AssertionError(macro + ": there is no command '" + label + "'"));
		final Matcher key = KEY.matcher(options);
		while (key.find())
			assertNotNull(macro + ": " + label + " has no option " + key.group(1), command.getInput(key.group(1)));
	}
}
