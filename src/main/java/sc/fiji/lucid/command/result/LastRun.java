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

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import ij.ImagePlus;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.SettingsText;

/** The last restoration of this session, for the dialogs that go on from it. It keeps no image from being closed. */
public final class LastRun {

	private static final String PSF = "psf";

	private static LastRun last;

	private final WeakReference<ImagePlus> raw;
	private final WeakReference<ImagePlus> restored;
	private final Settings settings;
	private final String psfFiles;

	LastRun(final ImagePlus raw, final ImagePlus restored, final Settings settings) {
		this.raw = new WeakReference<>(raw);
		this.restored = new WeakReference<>(restored);
		this.settings = settings;
		// Now, as the PSF may be closed later.
		psfFiles = PsfImages.files(psf());
	}

	/** Remembers a restoration. */
	public static synchronized void set(final ImagePlus raw, final ImagePlus restored, final Settings settings) {
		last = new LastRun(raw, restored, settings);
	}

	/** @return the last restoration, if its images are still open */
	public static synchronized Optional<LastRun> get() {
		return Optional.ofNullable(last).filter(run -> isOpen(run.raw.get()) && isOpen(run.restored.get()));
	}

	private static boolean isOpen(final ImagePlus image) {
		return image != null && image.getProcessor() != null && image.getWindow() != null;
	}

	public ImagePlus raw() {
		return raw.get();
	}

	public ImagePlus restored() {
		return restored.get();
	}

	/** @return title or path of the measured PSF; empty: there was none */
	public String psf() {
		return settings.texts().getOrDefault(PSF, "");
	}

	/** @return the other settings, as users write them: {@code na=1.4 emission=520} */
	public String options() {
		return written(settings.without(PSF));
	}

	/** @return the settings for files, with the PSF if it is in one */
	public String optionsOfFiles() {
		return written(settings.without(PSF).with(PSF, psfFiles));
	}

	private static String written(final Settings settings) {
		final Map<String, String> texts = new LinkedHashMap<>(settings.texts());
		texts.values().removeIf(text -> !SettingsText.canHold(text));
		return SettingsText.write(texts);
	}

	/** @return a warning of what {@link #optionsOfFiles} lack; empty: nothing */
	public String missing() {
		if (!psf().isEmpty() && psfFiles.isEmpty())
			return "warning: The last restoration had a measured PSF, '" + psf() +
				"', that is an open image and in no file. The settings of this batch do not have it: save it as a " +
				"TIFF and add psf=PATH to them, or else the PSF is computed from the optics.";
		return settings.texts()
			.entrySet()
			.stream()
			.filter(e -> !SettingsText.canHold(e.getValue()))
			.map(e -> "warning: The settings of this batch do not have '" + e.getKey() +
				"' of the last restoration, as " + e.getValue() + " cannot be written there: rename the file.")
			.collect(Collectors.joining(" "));
	}
}
