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
package sc.fiji.lucid.command.dialog;

import java.util.Arrays;
import java.util.concurrent.FutureTask;

import org.scijava.thread.ThreadService;

/** Who called a command, as the thread that started it shows. It decides how an error is told. */
public enum Caller {
	/** A macro, which must not go on after an error. */
	MACRO("ij.macro.Interpreter"),
	/** A menu of ImageJ, or {@code IJ.run} in a script. */
	IMAGEJ("ij.Executer"),
	/** Fiji's {@code --run}. */
	COMMAND_LINE("org.scijava.run."),
	/** A script or a program that waits for the result and gets the exception. */
	CODE(FutureTask.class.getName()),
	/** Somebody at the screen, and nobody waits. */
	USER("");

	/** A caller that has just started the command may not wait for it yet. */
	private static final int TRIES = 20;
	private static final int TRY_MS = 5;

	private final String frame;

	/** @param frame how the class begins that this caller's stack shows */
	Caller(final String frame) {
		this.frame = frame;
	}

	/** @return who called the command that runs in this thread */
	public static Caller of(final ThreadService threads) {
		final Thread parent = threads.getParent(Thread.currentThread());
		if (parent == null) return CODE;
		Caller found = USER;
		for (int i = 0; found == USER && i < TRIES && parent.getState() == Thread.State.RUNNABLE; i++) {
			found = of(parent.getStackTrace());
			if (found == USER) pause();
		}
		return found == USER ? of(parent.getStackTrace()) : found;
	}

	private static Caller of(final StackTraceElement[] stack) {
		return Arrays.stream(values())
			.filter(c -> c == USER || Arrays.stream(stack).anyMatch(f -> f.getClassName().startsWith(c.frame)))
			.findFirst()
			.orElse(USER);
	}

	private static void pause() {
		try {
			Thread.sleep(TRY_MS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
