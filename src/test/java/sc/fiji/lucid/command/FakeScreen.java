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

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import javax.swing.JPanel;

import org.scijava.Context;
import org.scijava.display.Display;
import org.scijava.plugin.AbstractRichPlugin;
import org.scijava.ui.DialogPrompt;
import org.scijava.ui.UIService;
import org.scijava.ui.UserInterface;
import org.scijava.ui.viewer.DisplayWindow;
import org.scijava.widget.InputPanel;

import ij.IJ;

/** A screen for tests: dialogs are answered by a function, messages are kept. */
final class FakeScreen extends AbstractRichPlugin implements UserInterface {

	static final String NAME = "fake screen";

	private final List<String> messages = new CopyOnWriteArrayList<>();
	private final List<List<String>> dialogs = new ArrayList<>();
	private Predicate<FakePanel> user = panel -> true;

	private FakeScreen() {}

	/** Shows a screen in a context. */
	static FakeScreen in(final Context context) {
		final FakeScreen screen = new FakeScreen();
		screen.setContext(context);
		context.service(UIService.class).addUI(NAME, screen);
		return screen;
	}

	/** @param answers fills in the fields of each dialog, and tells whether OK is pressed, not Cancel */
	FakeScreen answeredBy(final Predicate<FakePanel> answers) {
		user = answers;
		return this;
	}

	/** Waits for messages, which SciJava shows some time after a command has ended. */
	FakeScreen awaitMessages(final int count) {
		for (int i = 0; i < 500 && messages.size() < count; i++)
			IJ.wait(10);
		return this;
	}

	/** @return the messages that were shown, each in a dialog of its own */
	List<String> messages() {
		return messages;
	}

	/** @return the names of the fields of the dialogs that opened */
	List<List<String>> dialogs() {
		return dialogs;
	}

	boolean answer(final InputPanel<JPanel, JPanel> panel) {
		dialogs.add(((FakePanel) panel).names());
		return user.test((FakePanel) panel);
	}

	@Override
	public void show() {}

	@Override
	public boolean isVisible() {
		return true;
	}

	@Override
	public void show(final String name, final Object o) {}

	@Override
	public void show(final Display<?> display) {}

	@Override
	public DisplayWindow createDisplayWindow(final Display<?> display) {
		return null;
	}

	@Override
	public DialogPrompt dialogPrompt(final String message, final String title,
		final DialogPrompt.MessageType messageType, final DialogPrompt.OptionType optionType)
	{
		messages.add(message);
		return () -> DialogPrompt.Result.OK_OPTION;
	}

	@Override
	public File chooseFile(final String title, final File file, final String style) {
		return null;
	}

	@Override
	public void showContextMenu(final String menuRoot, final Display<?> display, final int x, final int y) {}

	@Override
	public void saveLocation() {}

	@Override
	public void restoreLocation() {}

	@Override
	public boolean requiresEDT() {
		return true;
	}

	@Override
	public void dispose() {}
}
