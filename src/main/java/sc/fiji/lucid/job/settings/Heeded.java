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
package sc.fiji.lucid.job.settings;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.lucid.optics.OpticalParameter;

/** The settings that a task heeds. Others are refused, as they would change nothing. */
public enum Heeded {
	/** A PSF that is computed from optics. */
	OPTICS("what is known of the microscope: modality, na, emission, model and the like", Heeded::isOptics),
	/** That, and the size of voxels. */
	OPTICS_AND_VOXEL("voxel and what is known of the microscope: modality, na, emission, model and the like",
		name -> name.equals("voxel") || isOptics(name)),
	/** A PSF that is computed from optics tells what is too sharp; of the camera counts what tells its noise. */
	REPAIR("repair, dark, flat, bleach, bleachtime, gain, offset, readnoise, voxel and what is known of the microscope",
		name -> !name.matches("psf.*|slabs|z-direction|time-series|method|iterations|stop|penalty|weight|brightness|" +
			"background|saturation|boundary|start|engine|chromatic|drift")),
	/** The camera. */
	DENOISE("gain, offset, readnoise", Set.of("gain", "offset", "read-noise")::contains);

	/** What of a file is meant, and how a file is written. */
	private static final Set<String> OF_FILES = Set.of("series", "channels", "frames", "zarr");

	private final String words;
	private final Predicate<String> names;

	Heeded(final String words, final Predicate<String> names) {
		this.words = words;
		this.names = names;
	}

	private static boolean isOptics(final String name) {
		return name.equals("modality") || name.equals("zernike") || name.equals("model") ||
			Arrays.stream(OpticalParameter.values()).anyMatch(p -> p.flag().equals(name));
	}

	/** @return whether the task heeds a setting, for a file */
	public boolean heeds(final String name) {
		return names.test(name);
	}

	/**
	 * @param command in words, for the message
	 * @param key of the macro, or label, under which the settings were given
	 * @throws IllegalArgumentException in one line, if one of the settings is not heeded for an open image
	 */
	public void check(final Settings settings, final String command, final String key) {
		for (final String name : settings.texts().keySet())
			if (!names.test(name) || OF_FILES.contains(name))
				throw new IllegalArgumentException("'" + Settings.key(name) + "' is no setting that " + command +
					" heeds (" + key + "=). It heeds " + words + ".");
	}
}
