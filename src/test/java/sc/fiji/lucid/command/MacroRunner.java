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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.IJ;
import ij.ImagePlus;

/**
 * Runs the lines of a macro that concern Lucid as ImageJ would: {@code open(...)},
 * and {@code run("Lucid ...", options)} with options that are concatenated from
 * texts and parts of the argument.
 */
final class MacroRunner {

	private static final Pattern OPEN = Pattern.compile("^open\\((.*)\\);$");
	private static final Pattern RUN = Pattern.compile("^run\\(\"(Lucid[^\"]*)\",\\s*(.*)\\);$");
	private static final Pattern SPLIT = Pattern.compile("^(\\w+) = split\\(getArgument\\(\\), \",\"\\);$");
	private static final Pattern ARGUMENT = Pattern.compile("^(\\w+) = getArgument\\(\\);$");
	private static final Pattern OPTION = Pattern.compile("([a-z][a-z0-9_]*)=(\\[[^\\]]*\\]|\\S*)");

	private final Context context;
	private final Map<String, String> variables = new HashMap<>();
	private ImagePlus image;

	MacroRunner(final Context context) {
		this.context = context;
	}

	/** @return the module of the last command that ran */
	CommandModule run(final String macro, final String argument) throws Exception {
		CommandModule last = null;
		for (final String line : macro.lines().map(String::trim).toList()) {
			final Matcher split = SPLIT.matcher(line), whole = ARGUMENT.matcher(line), open = OPEN.matcher(line);
			final Matcher run = RUN.matcher(line);
			if (split.matches()) {
				final String[] parts = argument.split(",");
				for (int i = 0; i < parts.length; i++)
					variables.put(split.group(1) + "[" + i + "]", parts[i]);
			}
			else if (whole.matches()) variables.put(whole.group(1), argument);
			else if (open.matches()) image = IJ.openImage(text(open.group(1)));
			else if (run.matches()) last = command(run.group(1), options(text(run.group(2))));
		}
		return last;
	}

	/** The value of texts and variables joined by plus signs. */
	private String text(final String expression) {
		final StringBuilder value = new StringBuilder();
		for (final String part : expression.split("\\s\\+\\s")) {
			final String p = part.trim();
			if (p.startsWith("\"")) value.append(p, 1, p.length() - 1);
			else if (variables.containsKey(p)) value.append(variables.get(p));
			else throw new AssertionError("The macro uses '" + p + "', which this test does not know.");
		}
		return value.toString();
	}

	static Map<String, String> options(final String text) {
		final Map<String, String> options = new LinkedHashMap<>();
		final Matcher m = OPTION.matcher(text);
		while (m.find())
			options.putIfAbsent(m.group(1), m.group(2).replaceAll("^\\[|\\]$", ""));
		return options;
	}

	private CommandModule command(final String label, final Map<String, String> options) throws Exception {
		final CommandInfo command = Commands.all(context).stream().filter(c -> c.getMenuPath().getLeaf().getName().equals(
			label)).findFirst().orElseThrow(() -> new AssertionError("There is no command '" + label + "'."));
		final Map<String, Object> inputs = new HashMap<>();
		options.forEach((key, value) -> {
			if (command.getInput(key) == null) throw new AssertionError(label + " has no option '" + key + "'.");
			inputs.put(key, value);
		});
		if (command.getInput("image") != null) inputs.put("image", image);
		return context.service(CommandService.class).run(command, true, inputs).get();
	}
}
