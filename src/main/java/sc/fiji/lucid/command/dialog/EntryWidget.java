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
import java.io.File;

import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.FileWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.TextWidget;
import org.scijava.widget.WidgetModel;

import ij.WindowManager;
import sc.fiji.lucid.command.words.Media;

/**
 * A text field with what users need beside it: a list to choose from, in which anything can be typed as well, or a
 * button that looks for a file. SciJava has fields for files, but these cannot be left empty without a screen.
 */
@Plugin(type = InputWidget.class, priority = Priority.VERY_HIGH)
public final class EntryWidget extends AbstractInputWidget<String, JPanel> implements TextWidget<JPanel> {

	/** A medium, by name or as a refractive index. */
	public static final String MEDIUM = "lucid-medium";

	/** An open image or a file. */
	public static final String IMAGE = "lucid-image";

	/** A file to read. */
	public static final String FILE = "lucid-file";

	/** A file to write. */
	public static final String NEW_FILE = "lucid-new-file";

	/** A folder. */
	public static final String FOLDER = "lucid-folder";

	private static final int COLUMNS = 12;

	private JPanel panel;
	private JTextComponent text;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isText() &&
			String.valueOf(model.getItem().getWidgetStyle()).startsWith("lucid-") && !model.isMessage();
	}

	@Override
	public void set(final WidgetModel model) {
		super.set(model);
		panel = new JPanel(new BorderLayout(4, 0));
		if (model.isStyle(MEDIUM)) addList(Media.names());
		else if (model.isStyle(IMAGE)) addList(WindowManager.getImageTitles());
		else panel.add(text = new JTextField(COLUMNS));
		if (!model.isStyle(MEDIUM)) addBrowse(model);
		text.setToolTipText(model.getItem().getDescription());
		refreshWidget();
		text.getDocument().addDocumentListener(new DocumentListener() {

			@Override
			public void insertUpdate(final DocumentEvent e) {
				updateModel();
			}

			@Override
			public void removeUpdate(final DocumentEvent e) {
				updateModel();
			}

			@Override
			public void changedUpdate(final DocumentEvent e) {
				updateModel();
			}
		});
	}

	private void addList(final String... items) {
		final JComboBox<String> box = new JComboBox<>(items);
		box.setEditable(true);
		box.setSelectedItem("");
		box.setToolTipText(get().getItem().getDescription());
		// A long title would make the dialog wider than the screen.
		box.setPrototypeDisplayValue("a name of some length");
		text = (JTextComponent) box.getEditor().getEditorComponent();
		panel.add(box);
	}

	private void addBrowse(final WidgetModel model) {
		final JButton browse = new JButton("Browse...");
		browse.setToolTipText("Looks for " + (model.isStyle(FOLDER) ? "a folder" : "a file"));
		final String style = model.isStyle(FOLDER) ? FileWidget.DIRECTORY_STYLE
			: model.isStyle(NEW_FILE) ? FileWidget.SAVE_STYLE : FileWidget.OPEN_STYLE;
		browse.addActionListener(e -> {
			final File chosen = model.getContext()
				.service(UIService.class)
				.chooseFile(model.getWidgetLabel(), new File(text.getText()), style);
			if (chosen != null) text.setText(chosen.getPath());
		});
		panel.add(browse, BorderLayout.EAST);
	}

	/** Types a text, as a user does. */
	public void type(final String words) {
		text.setText(words);
	}

	@Override
	public void refreshWidget() {
		final String now = get().getText();
		if (!now.equals(text.getText())) text.setText(now);
	}

	@Override
	public String getValue() {
		return text.getText();
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
