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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import javax.swing.JComboBox;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.ObjectWidget;
import org.scijava.widget.WidgetModel;

import ij.ImagePlus;
import ij.WindowManager;

/** A list of the open images. Fiji's own always begins with the first, also where a command has chosen another. */
@Plugin(type = InputWidget.class, priority = Priority.VERY_HIGH)
public final class ImageWidget extends AbstractInputWidget<Object, JPanel> implements ObjectWidget<JPanel> {

	private JPanel panel;
	private JComboBox<String> box;
	private List<ImagePlus> images;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.getItem().getType() == ImagePlus.class &&
			model.getModule().getDelegateObject() instanceof LiveCommand;
	}

	@Override
	public void set(final WidgetModel model) {
		super.set(model);
		final int[] ids = WindowManager.getIDList();
		images = ids == null ? List.of()
			: Arrays.stream(ids).mapToObj(WindowManager::getImage).filter(Objects::nonNull).toList();
		box = new JComboBox<>(images.stream().map(ImagePlus::getTitle).toArray(String[]::new));
		box.setToolTipText(model.getItem().getDescription());
		panel = new JPanel(new BorderLayout());
		panel.add(box);
		refreshWidget();
		updateModel();
		box.addActionListener(e -> updateModel());
	}

	@Override
	public void refreshWidget() {
		final int index = images.indexOf(get().getItem().getValue(get().getModule()));
		if (index >= 0 && index != box.getSelectedIndex()) box.setSelectedIndex(index);
	}

	@Override
	public Object getValue() {
		return box.getSelectedIndex() < 0 ? null : images.get(box.getSelectedIndex());
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
