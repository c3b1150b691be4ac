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

import java.awt.HeadlessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.Executer;
import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.plugin.PlugIn;

/**
 * ImageJ's own macro language without a screen, with Lucid's commands in its menu
 * as Fiji puts them there: a key that a macro gives becomes an input.
 */
public final class ImageJMacros implements PlugIn {

	private static Context context;
	private static volatile String options;
	private static volatile Thread borrower;
	private static final List<CommandModule> RAN = new ArrayList<>();

	/** Made by ImageJ for each call. */
	public ImageJMacros() {}

	/** Puts the commands into the menu. */
	static void begin(final Context commands) {
		context = commands;
		RAN.clear();
		try {
			// Makes ImageJ build the table of its commands.
			if (Menus.getCommands() == null) IJ.run("Lucid");
		}
		catch (final HeadlessException expected) {
			// It has done so by then.
		}
		for (final CommandInfo command : Commands.all(context))
			Menus.getCommands()
				.put(command.getMenuPath().getLeaf().getName(),
					ImageJMacros.class.getName() + "(\"" + command.getClassName() + "\")");
		// Results would get other titles beside those of earlier tests.
		IJ.runMacro("n = nImages; for (i = 0; i < n; i++) close();");
	}

	/** Chooses a command from the menu. */
	static void choose(final String leaf) {
		new Executer(leaf).run();
	}

	/** @return what the macro returns; {@code [aborted]} if it was */
	static String run(final String macro, final String argument) {
		return IJ.runMacro(macro, argument);
	}

	/** @return what the commands that macros called came to, in turn */
	static List<CommandModule> ran() {
		return RAN;
	}

	/** Gives this thread the options that the macro gave to the thread that waits for it, as Fiji does. */
	static void lendOptions() {
		borrower = Thread.currentThread();
		// ImageJ keeps the options of threads of this name only.
		borrower.setName("Run$_" + borrower.getName());
		Macro.setOptions(borrower, options);
	}

	private static void takeOptionsBack() {
		if (borrower == null) return;
		borrower.setName(borrower.getName().replace("Run$_", ""));
		Macro.setOptions(borrower, null);
		borrower = null;
	}

	@Override
	public void run(final String className) {
		final CommandInfo command = Commands.all(context)
			.stream()
			.filter(c -> c.getClassName().equals(className))
			.findFirst()
			.orElseThrow();
		options = Macro.getOptions();
		try {
			RAN.add(context.service(CommandService.class).run(command, true).get());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (final ExecutionException e) {
			// As Fiji does; ImageJ opens a window with the stack trace then.
			throw new IllegalStateException(e);
		}
		finally {
			takeOptionsBack();
		}
	}
}
