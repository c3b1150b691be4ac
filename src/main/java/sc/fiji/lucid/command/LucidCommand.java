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

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.app.StatusService;
import org.scijava.command.ContextCommand;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;
import org.scijava.ui.UIService;
import org.scijava.ui.headless.HeadlessUI;

import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;
import sc.fiji.lucid.command.dialog.Caller;
import sc.fiji.lucid.command.dialog.GuidePage;
import sc.fiji.lucid.command.dialog.LiveCommand;
import sc.fiji.lucid.command.dialog.LiveText;
import sc.fiji.lucid.command.dialog.MacroDefaults;
import sc.fiji.lucid.command.words.Messages;

/**
 * A command that tells its errors as its caller needs them: at the screen in one dialog, without a screen in one line
 * of the log, to a script or program as an exception. The macro that called it does not go on.
 */
abstract class LucidCommand extends ContextCommand implements LiveCommand {

	private static final String CANCELLED = "Cancelled; no image was changed.";

	@Parameter
	private StatusService status;

	@Parameter
	private TaskService tasks;

	@Parameter
	private ThreadService threads;

	@Parameter
	private EventService events;

	@Parameter
	private LogService log;

	@Parameter(required = false)
	private UIService screens;

	private final String name;
	private final LiveText live = new LiveText();

	/** @param name of the command in progress bars and messages */
	LucidCommand(final String name) {
		this.name = name;
	}

	/**
	 * Does what the command is for.
	 *
	 * @throws IOException in one line, as the other exceptions for users
	 * @throws IllegalArgumentException that names the parameter and the remedy
	 * @throws IllegalStateException that tells what was not possible
	 * @throws CancellationException if {@code progress} says so
	 */
	abstract void work(FijiProgress progress) throws IOException;

	@Override
	public final void run() {
		try (FijiProgress progress = progress(name)) {
			workOn(progress);
			if (Recorder.record) forgetWhatNobodySaid();
		}
		catch (final CancellationException e) {
			end(CANCELLED, e);
		}
		catch (final IOException | IllegalArgumentException | IllegalStateException e) {
			end(e.getMessage(), e);
		}
		catch (final OutOfMemoryError e) {
			end("Out of memory. Give Fiji more (Edit > Options > Memory & Threads), close other images, or crop.", e);
		}
		catch (final RuntimeException | Error e) {
			stopMacro(Caller.of(threads));
			throw e;
		}
	}

	private void workOn(final FijiProgress progress) throws IOException {
		try {
			work(progress);
		}
		catch (final CancellationException e) {
			// At once: until its macro has ended, ImageJ's Esc holds the events that closing the progress waits for.
			stopMacro(Caller.of(threads));
			throw e;
		}
	}

	/** Refuses to open the dialog; for initializers. */
	final void refuse(final String message) {
		super.cancel(hasScreen() ? Messages.wrapped(inWordsOfFields(message)) : message);
	}

	/** Called when the dialog was cancelled or could not be opened. */
	@Override
	public void cancel(final String reason) {
		end(reason == null || reason.isBlank() ? CANCELLED : reason, null);
	}

	/** Tells an error to whoever called, and ends the macro if it was one. */
	private void end(final String message, final Throwable cause) {
		if (Recorder.record) Recorder.disableCommandRecording();
		final Caller caller = Caller.of(threads);
		stopMacro(caller);
		if (caller == Caller.CODE) raise(inWordsOfMacros(message), cause);
		// Who cancelled need not be told.
		if (hasScreen()) super.cancel(message.equals(CANCELLED) ? "" : Messages.wrapped(inWordsOfFields(message)));
		else {
			super.cancel(inWordsOfMacros(message));
			log.error(name + ": " + getCancelReason());
		}
	}

	/**
	 * Inputs that hold what the image said, or a default, are not recorded: they would hold for the next image, too. But
	 * a line without any option would open the dialog again.
	 */
	private void forgetWhatNobodySaid() {
		try {
			final LucidCommand untouched = getClass().getConstructor().newInstance();
			Field usual = null;
			boolean isAnythingSaid = false;
			for (final Field field : getClass().getDeclaredFields()) {
				final Parameter parameter = field.getAnnotation(Parameter.class);
				if (parameter == null || parameter.type() == ItemIO.OUTPUT || field.getType() != String.class ||
					parameter.visibility() == ItemVisibility.MESSAGE) continue;
				field.setAccessible(true);
				final String text = (String) field.get(this), before = (String) field.get(untouched);
				final boolean isUsual = text == null || text.isBlank() || text.equals(before);
				if (isUsual && usual == null && before != null && !before.isBlank()) usual = field;
				if (isUsual || isOfTheImage(field.getName(), text)) field.set(this, null);
				else isAnythingSaid = true;
			}
			if (!isAnythingSaid && usual != null) usual.set(this, usual.get(untouched));
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("The options cannot be recorded: " + e, e);
		}
	}

	/** @return whether the input holds what the image says of itself */
	boolean isOfTheImage(final String input, final String text) {
		return false;
	}

	private void raise(final String message, final Throwable cause) {
		events.subscribe(this);
		new CommandFailed(message, cause).<RuntimeException>raise();
	}

	/** Whoever gets the exception tells it; SciJava need not write it into the console as well. */
	@EventHandler
	private void consume(final ModuleErroredEvent event) {
		if (event.getModule().getDelegateObject() == this) event.consume();
	}

	/** The next line of a macro would work on the wrong image. */
	private static void stopMacro(final Caller caller) {
		// Ends a script at the IJ.run that called.
		if (caller == Caller.IMAGEJ) Macro.abort();
		final Interpreter macro = Interpreter.getInstance();
		if (caller != Caller.MACRO || macro == null) return;
		try {
			// Without a message: SciJava shows it.
			macro.abort((String) null);
		}
		catch (final RuntimeException e) {
			// ImageJ throws "Macro canceled" at whoever cancels; the macro has been told by then.
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
		}
	}

	/** @return whether somebody can be shown something */
	final boolean hasScreen() {
		return screens != null && screens.getVisibleUIs().stream().anyMatch(ui -> !(ui instanceof HeadlessUI));
	}

	/** @return whether a dialog will ask somebody, so that its fields may be filled in; for initializers */
	final boolean asks() {
		return hasScreen() && !MacroDefaults.decideAll(threads);
	}

	/** @return whether a user chose the command, so that windows may tell him more than macros and scripts want */
	final boolean isAtTheScreen() {
		if (!hasWindows() || !asks()) return false;
		final Caller caller = Caller.of(threads);
		return caller == Caller.USER || caller == Caller.IMAGEJ;
	}

	/** @return the progress bar, with a task of this name */
	final FijiProgress progress(final String task) {
		return new FijiProgress(status, tasks.createTask(task));
	}

	/** Opens the page of the guide that explains the dialog. */
	protected void help() {
		GuidePage.show(name);
	}

	@Override
	public final LiveText liveText() {
		return live;
	}

	/** Writes a line into the log, with flags of the command line as keys of macros. */
	final void log(final String line) {
		log.info(inWordsOfMacros(line));
	}

	/** @return the message with flags of the command line as keys of this command's macros */
	final String inWordsOfMacros(final String message) {
		return Messages.inWordsOfMacros(message, keys());
	}

	private String inWordsOfFields(final String message) {
		return Messages.inWordsOfFields(message, keys());
	}

	private List<String> keys() {
		return Arrays.stream(getClass().getDeclaredFields())
			.filter(field -> field.isAnnotationPresent(Parameter.class))
			.map(Field::getName)
			.toList();
	}

	final ThreadService threads() {
		return threads;
	}

	/** @return whether windows can be opened */
	static boolean hasWindows() {
		return !GraphicsEnvironment.isHeadless();
	}
}
