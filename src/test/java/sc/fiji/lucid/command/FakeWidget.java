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

import java.util.Arrays;

import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** A field of a {@link FakePanel}. It asks its model for what Swing's widgets ask. */
@Plugin(type = InputWidget.class, priority = Priority.EXTREMELY_LOW)
public final class FakeWidget extends AbstractInputWidget<Object, JPanel> {

	private Object value;

	@Override
	public void set(final WidgetModel model) {
		super.set(model);
		refreshWidget();
	}

	/** Says what the user says. */
	void answer(final Object answer) {
		value = answer;
		updateModel();
	}

	/** As Swing's combo box: a value that is none of the choices, or a choice that is null, throws. */
	@Override
	public void refreshWidget() {
		final WidgetModel model = get();
		value = model.getValue();
		if (model.isMultipleChoice() && !Arrays.asList(model.getChoices()).contains(value.toString()))
			throw new IllegalStateException(model.getItem().getName() + " holds '" + value + "', which is no choice");
		if (model.isText()) value = model.getText();
		if (model.isNumber() && model.getMin() == null) throw new IllegalStateException();
	}

	@Override
	public Object getValue() {
		return value;
	}

	@Override
	public boolean isMessage() {
		return get().isMessage();
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
