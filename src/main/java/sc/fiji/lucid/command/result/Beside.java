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
package sc.fiji.lucid.command.result;

import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.Arrays;

import javax.swing.SwingUtilities;

import ij.ImagePlus;
import ij.gui.ImageWindow;

/** Places a picture beside the open dialog, where both can be seen. */
public final class Beside {

	private Beside() {}

	/** Shows a picture. The dialog moves to the left edge of the screen; the picture is made smaller if it must be. */
	public static void show(final ImagePlus picture) {
		picture.show();
		SwingUtilities.invokeLater(() -> Arrays.stream(Window.getWindows())
			.filter(w -> w instanceof Dialog dialog && dialog.isModal() && dialog.isShowing())
			.findFirst()
			.ifPresent(dialog -> place(picture, dialog)));
	}

	private static void place(final ImagePlus picture, final Window dialog) {
		final ImageWindow window = picture.getWindow();
		if (window == null) return;
		final Rectangle screen = dialog.getGraphicsConfiguration().getBounds();
		dialog.setLocation(screen.x, dialog.getY());
		final int left = screen.x + dialog.getWidth();
		final double room = (double) (screen.x + screen.width - left) / window.getWidth();
		if (room < 1) ResultWindow.zoom(picture, room * picture.getCanvas().getMagnification());
		// Windows cannot be raised above others while a dialog is open: at the bottom fewest are in the way.
		window.setLocation(left, Math.max(screen.y, screen.y + screen.height - window.getHeight()));
	}
}
