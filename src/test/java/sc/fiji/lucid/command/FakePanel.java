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

import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

import javax.swing.JPanel;

import org.scijava.widget.AbstractInputPanel;
import org.scijava.widget.InputWidget;

import sc.fiji.lucid.command.dialog.EntryWidget;

/** A dialog for tests. Users type into it by {@link #type}. */
final class FakePanel extends AbstractInputPanel<JPanel, JPanel> {

	private final List<String> names = new ArrayList<>();

	@Override
	public void addWidget(final InputWidget<?, JPanel> widget) {
		super.addWidget(widget);
		names.add(widget.get().getItem().getName());
	}

	/** @return the names of the fields, from top to bottom */
	List<String> names() {
		return names;
	}

	/** Types a text into a field or chooses it, waits for what the dialog does then. */
	FakePanel type(final String name, final Object value) {
		if (getWidget(name) instanceof EntryWidget entry) entry.type((String) value);
		else((FakeWidget) getWidget(name)).answer(value);
		settle();
		return this;
	}

	/** @return what a field shows */
	String text(final String name) {
		return getWidget(name).get().getText();
	}

	/** Waits until the dialog does nothing any more. */
	void settle() {
		waitForEvents();
	}

	/** Waits for all that SciJava does later. */
	static void waitForEvents() {
		try {
			// A callback may queue another.
			for (int i = 0; i < 3; i++)
				EventQueue.invokeAndWait(() -> {});
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public Class<JPanel> getWidgetComponentType() {
		return JPanel.class;
	}

	@Override
	public JPanel getComponent() {
		return null;
	}

	@Override
	public Class<JPanel> getComponentType() {
		return JPanel.class;
	}
}
