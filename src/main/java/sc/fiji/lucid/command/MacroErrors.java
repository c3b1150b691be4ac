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
import java.util.regex.Pattern;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import sc.fiji.lucid.job.settings.Settings;

/** A command that throws does not end the macro that called it; this does. */
final class MacroErrors {

	private static final Pattern FLAG = Pattern.compile("--([a-z]+(?:-[a-z]+)*)(?: (?=[X0-9]))?");

	private MacroErrors() {}

	/**
	 * Writes the message into ImageJ's log, and ends the macro if one is running.
	 *
	 * @return the exception to throw, with the message
	 */
	static IllegalArgumentException stop(final Exception e) {
		final String message = inWordsOfMacros(e.getMessage());
		stop(message);
		return new IllegalArgumentException(message, e);
	}

	/** Writes the message into ImageJ's log, and ends the macro if one is running. */
	static void stop(final String message) {
		IJ.log("Lucid: " + message);
		final Interpreter macro = Interpreter.getInstance();
		if (macro == null) return;
		try {
			macro.abort(message);
		}
		catch (final HeadlessException e) {
			// ImageJ alone would show a window; the macro ends all the same.
		}
		catch (final RuntimeException e) {
			// ImageJ throws "Macro canceled" at whoever cancels; the macro has been told by then.
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
		}
	}

	/** Ends the macro if one is running: its next line would work on the wrong image. */
	static String cancelled(final String message) {
		if (IJ.isMacro()) stop(message);
		return message;
	}

	/** @return the message for a dialog, whose fields need no flags in brackets */
	static String inWordsOfFields(final String message) {
		return inWordsOfMacros(message == null ? null : message.replaceAll(" \\(--[a-z-]+\\)", ""));
	}

	/** @return the message with flags of the command line as keys of macros: {@code psfvoxel=} for {@code --psf-voxel} */
	static String inWordsOfMacros(final String message) {
		return message == null ? "An error without a message" : FLAG.matcher(message).replaceAll(flag -> Settings.key(flag
			.group(1)) + "=");
	}
}
