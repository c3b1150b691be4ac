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
package sc.fiji.lucid.command.image;

import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.scijava.thread.ThreadService;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

/** Makes results reachable by the next line of a macro. */
public final class ImageList {

	/** As ImageJ takes it for one, with its point. */
	private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z]\\w{0,3}$");

	private ImageList() {}

	/**
	 * Gives a result a title that no open image has, and makes it the active image of the macro that waits for the
	 * command. With windows Fiji does so by showing the output, but not in batch mode; and headless, an output does not
	 * even enter ImageJ's list of images.
	 */
	public static void add(final ImagePlus image, final ThreadService threads) {
		image.setTitle(freeTitle(image.getTitle()));
		if (GraphicsEnvironment.isHeadless()) show(image);
		if (!GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode()) return;
		// ImageJ's active image is one of each thread, and the macro's is not this one, which will run other commands:
		// they would work on this image.
		final Thread caller = threads.getParent(Thread.currentThread());
		if (caller == null) WindowManager.setTempCurrentImage(image);
		for (Thread t = caller; t != null; t = threads.getParent(t))
			WindowManager.setTempCurrentImage(t, image);
	}

	/** ImageJ's own search for a title overlooks the images of a macro in batch mode. */
	private static String freeTitle(final String title) {
		final Set<String> taken = new HashSet<>(Arrays.asList(WindowManager.getImageTitles()));
		final Matcher extension = EXTENSION.matcher(title);
		final int end = extension.find() ? extension.start() : title.length();
		String free = title;
		// As ImageJ writes it.
		for (int i = 1; taken.contains(free); i++)
			free = title.substring(0, end) + "-" + i + title.substring(end);
		return free;
	}

	/** Shows a result that Fiji does not, as an error follows. */
	public static void show(final ImagePlus image) {
		try {
			image.show();
		}
		catch (final HeadlessException e) {
			// Fiji has windows that need no screen; ImageJ alone has none.
		}
	}
}
