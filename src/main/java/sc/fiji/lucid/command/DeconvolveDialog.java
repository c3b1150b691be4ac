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
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.ImagePlus;
import sc.fiji.lucid.command.dialog.LatestWork;
import sc.fiji.lucid.command.image.ChannelColours;
import sc.fiji.lucid.command.image.ImageCheck;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.command.result.Beside;
import sc.fiji.lucid.command.words.Messages;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.preview.Preview;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;

/**
 * What the dialog of <em>Deconvolve...</em> tells while it is open. What takes
 * time is done beside it, and told when it is known.
 */
final class DeconvolveDialog {

	/** Nothing is begun while the user types. */
	private static final long PAUSE_MS = 400;

	private static final String DEFAULT = " (default)";

	/** How the line on sampling ends where nothing is wrong with it. */
	private static final String FINE = "those of the stack meet it.";

	private static final Pattern CHANNEL = Pattern
		.compile("(?:" + Pattern.quote(Preview.WARNING) + ")?channel (\\d+): ");

	private final Consumer<String> message;
	private final LatestWork forecast = new LatestWork("Lucid forecast");
	private final LatestWork preview = new LatestWork("Lucid preview");
	private ImageJStack stack;
	private List<String> lines = List.of();

	/** @param message takes what the dialog is to tell */
	DeconvolveDialog(final Consumer<String> message) {
		this.message = message;
	}

	/** @return the image as a stack; read once for all changes of the other fields */
	ImageJStack stack(final ImagePlus image) {
		if (stack == null || stack.image() != image) stack = ImageJStack.of(image);
		return stack;
	}

	/** Tells what is known at once, then what takes time. */
	void tell(final ImagePlus image, final Settings settings) {
		final Stack chosen = settings.selected(stack(image));
		lines = Preview.lines(chosen, settings.request());
		show("Memory and time are being estimated...");
		forecast.start(PAUSE_MS, progress -> {
			final List<Stack> psfs = new ArrayList<>();
			try {
				final Request request = settings.request(names -> PsfImages.open(names, chosen.slices(), psfs));
				check(image, chosen, request);
				final List<String> found = Preview.forecast(chosen, request, progress);
				if (!progress.isCancelled()) show(found.toArray(String[]::new));
			}
			catch (final IOException | IllegalArgumentException | IllegalStateException e) {
				if (!progress.isCancelled()) show(
					lines.stream().anyMatch(l -> l.contains(e.getMessage())) ? "" : Preview.WARNING + e.getMessage());
			}
			finally {
				PsfImages.close(psfs);
			}
		});
	}

	private static void check(final ImagePlus image, final Stack stack, final Request request) {
		if (request.voxel().isEmpty()) ImageCheck.pixels(image, stack);
		ImageCheck.background(image, request.options().background());
	}

	/** Tells what is wrong. */
	void tell(final Exception e) {
		forecast.end();
		lines = List.of();
		show(Messages.red(e.getMessage()));
	}

	/** What is wrong, and what takes hours or more memory than there is. */
	private static boolean isBad(final String line) {
		return line.startsWith(Preview.WARNING) || line.startsWith("warning") || line.startsWith("memory is short") ||
			line.matches(".*time: about \\d+ h .*");
	}

	private synchronized void show(final String... more) {
		final List<String> all = new ArrayList<>(withoutDefaults(lines));
		all.addAll(List.of(more));
		all.replaceAll(line -> colour(line) + (isBad(line) ? Messages.red(line) : Messages.inWordsOfFields(line)));
		message.accept("<html>" + String.join("<br>", all) + "</html>");
	}

	/** @return a spot in the colour of the channel that the line tells of; nothing for lines of all channels */
	private String colour(final String line) {
		final Matcher channel = CHANNEL.matcher(line);
		return stack == null || !channel.lookingAt() ? ""
			: ChannelColours.of(stack.image(), Integer.parseInt(channel.group(1)))
				.map(colour -> "<font color='" + colour + "'>&#9679;</font> ")
				.orElse("");
	}

	/** What nobody said in one line, after what somebody did; without what is as it should be. */
	private static List<String> withoutDefaults(final List<String> lines) {
		final List<String> said = new ArrayList<>(lines);
		final List<String> defaults = new ArrayList<>();
		said.removeIf(line -> line.endsWith(DEFAULT) && defaults.add(line.replace(DEFAULT, "").replace(" = ", " ")));
		said.removeIf(line -> line.endsWith(FINE));
		if (!defaults.isEmpty()) said.add("taken as usual: " + String.join(", ", defaults));
		return said;
	}

	/** Restores in coarse pixels, or a small region, beside the dialog and shows it. */
	void preview(final ImagePlus image, final Settings settings, final FijiProgress progress) {
		preview.start(0, newer -> {
			final List<Stack> psfs = new ArrayList<>();
			try (progress) {
				final Request request = settings.request(names -> PsfImages.open(names, image.getNSlices(), psfs));
				final ImagePlus picture = new ImagePlus("Lucid preview of " + image.getTitle(),
					picture(image, request, progress.or(newer)));
				newer.check();
				if (!GraphicsEnvironment.isHeadless()) Beside.show(picture);
			}
			catch (final CancellationException e) {
				show("The preview was cancelled.");
			}
			catch (final IOException | IllegalArgumentException | IllegalStateException e) {
				tell(e);
			}
			finally {
				PsfImages.close(psfs);
			}
		});
	}

	/** Around a selection, else of all. */
	private BufferedImage picture(final ImagePlus image, final Request request, final Progress progress)
		throws IOException
	{
		final int channel = image.getC() - 1, frame = image.getT() - 1;
		return image.getRoi() == null ? Preview.picture(stack(image), request, channel, frame, progress)
			: Preview.picture(stack(image), request, centre(image), channel, frame, progress);
	}

	/** The middle of the selection, in the current slice. */
	private static int[] centre(final ImagePlus image) {
		final Rectangle selected = image.getRoi().getBounds();
		return new int[] { (int) selected.getCenterX(), (int) selected.getCenterY(), image.getZ() - 1 };
	}

	/** Stops what is still being done for the dialog. */
	void end() {
		forecast.end();
		preview.end();
	}
}
