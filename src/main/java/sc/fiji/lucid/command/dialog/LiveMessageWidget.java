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

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Window;

import javax.swing.JEditorPane;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.MessageWidget;
import org.scijava.widget.WidgetModel;

/**
 * A message of a dialog that changes by itself. SciJava's own is told only when the user changes a field, not when work
 * beside the dialog has found something out.
 */
@Plugin(type = InputWidget.class, priority = Priority.VERY_HIGH)
public final class LiveMessageWidget extends AbstractInputWidget<String, JPanel> implements MessageWidget<JPanel> {

	/** The style of the parameters that are shown by this widget. */
	public static final String STYLE = "lucid-live";

	/** Wide enough for a line of text, and for the fields of the dialog above it. */
	private static final int WIDTH = 520;

	/** The dialog does not jump while the first lines come in. */
	private static final int LEAST_HEIGHT = 130;

	private JPanel panel;
	private JEditorPane pane;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isMessage() && model.isStyle(STYLE) &&
			model.getModule().getDelegateObject() instanceof LiveCommand;
	}

	@Override
	public void set(final WidgetModel model) {
		super.set(model);
		pane = new JEditorPane("text/html", "");
		pane.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, Boolean.TRUE);
		pane.setEditable(false);
		pane.setFocusable(false);
		pane.setOpaque(false);
		panel = new JPanel(new BorderLayout());
		panel.add(pane);
		show(model.getText());
		((LiveCommand) model.getModule().getDelegateObject()).liveText()
			.listen(text -> SwingUtilities.invokeLater(() -> show(text)));
	}

	private void show(final String text) {
		if (text.equals(pane.getClientProperty(STYLE))) return;
		pane.putClientProperty(STYLE, text);
		pane.setText(text);
		final Dimension before = panel.getPreferredSize();
		panel.setPreferredSize(null);
		pane.setSize(WIDTH, Short.MAX_VALUE);
		final int height = text.isBlank() ? 1 : Math.max(LEAST_HEIGHT, pane.getPreferredSize().height);
		panel.setPreferredSize(new Dimension(WIDTH, height));
		panel.revalidate();
		final Window window = SwingUtilities.getWindowAncestor(panel);
		if (window != null && height > before.height) grow(window, height - before.height);
	}

	/** Makes room for more lines as far as the screen has it; a scroll bar does the rest. */
	private static void grow(final Window window, final int pixels) {
		final int room = window.getGraphicsConfiguration().getBounds().height - window.getY() - window.getHeight();
		window.setSize(window.getWidth(), window.getHeight() + Math.max(0, Math.min(pixels, room)));
		window.validate();
	}

	@Override
	public void refreshWidget() {
		final String text = get().getText();
		if (SwingUtilities.isEventDispatchThread()) show(text);
		else SwingUtilities.invokeLater(() -> show(text));
	}

	/** Users cannot change it. */
	@Override
	public String getValue() {
		return get().getText();
	}

	@Override
	public boolean isLabeled() {
		return false;
	}

	@Override
	public boolean isMessage() {
		return true;
	}

	@Override
	public JPanel getComponent() {
		return panel;
	}

	@Override
	public Class<JPanel> getComponentType() {
		return JPanel.class;
	}
}
