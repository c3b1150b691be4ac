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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Fwhm;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.PsfBackground;

/** What looks wrong about a PSF from a file. */
public final class PsfSuspicions {

	/** A second maximum below this part of the first may be a ring or a lobe of the PSF. */
	private static final double SECOND = 0.4;
	/** Two maxima are apart if the light between them falls below this part of the second. */
	private static final double VALLEY = 0.7;
	private static final int NEIGHBOURS = 2;
	/**
	 * An image whose edges are brighter than this part of its peak was cut: those of the computed PSFs and of the beads
	 * at hand are below 0.03, those of one that was cut 0.43 (29 November 2026).
	 */
	private static final double CUT = 0.05;

	/**
	 * Beads are recorded over a few micrometres, beyond which blur goes on in any case; but an image that has this part of
	 * its peak at an end lacks a part of the peak itself. None of those at hand has as much (1 December 2026).
	 */
	private static final double ENDS = 0.25;
	/** Distances that differ by less, as rounding makes them, are the same. */
	private static final double ALL = 0.999;

	/** Widths of a PSF over those of theory: beads and aberrations widen it, a pinhole narrows it. */
	private static final double NARROW = 0.6;
	private static final double WIDE = 2.5;

	private PsfSuspicions() {}

	/**
	 * @return warnings
	 * @throws IllegalArgumentException if the file is a series
	 */
	public static List<String> of(final Stack psf, final Stack stack) {
		if (psf.frames() > 1)
			throw new IllegalArgumentException(psf.name() + " has " + psf.frames() + " frames, a PSF has one: " +
				(psf.slices() == 1 ? "are they its slices? In Fiji, set them so under Image > Properties, and save it."
					: "save the one that is meant by itself (Image > Duplicate in Fiji)."));
		final List<String> lines = new ArrayList<>();
		if (psf.slices() == 1 && stack.slices() > 1)
			lines.add("warning: PSF " + psf.name() + " has one slice, the stack has " + stack.slices() +
				": each slice is restored by itself, and light of other slices stays");
		return lines;
	}

	/**
	 * @param raw voxels as they come
	 * @param voxel their size in µm
	 * @param optics of the stack; nothing is said where they are not all known
	 * @return words about widths that no such microscope has, as a wrong voxel size gives them
	 */
	public static Optional<String> widths(final Volume raw, final VoxelSize voxel, final OpticalSettings optics) {
		final Resolution theory;
		try {
			theory = Resolution.of(optics.microscope());
		}
		catch (final IllegalArgumentException e) {
			return Optional.empty();
		}
		final Psf psf = PsfPreparation.of(voxel, raw.extent()).prepare(raw, voxel).psf();
		final double[] w = Fwhm.of(psf);
		final double across = Math.sqrt(w[0] * w[1]) / theory.lateralFwhm(), along = w[2] / theory.axialFwhm();
		final boolean flat = psf.extent().nz() == 1;
		if (across >= NARROW && across <= WIDE && (flat || along >= NARROW && along <= WIDE)) return Optional.empty();
		return Optional.of(String.format(Locale.ROOT,
			"it is %.2g times as wide and %s times as high as your optics make it (%.2f and %.2f µm): is its voxel size, " +
				"%s µm, right (--psf-voxel), and is it of this objective?",
			across, flat ? "any" : String.format(Locale.ROOT, "%.2g", along), theory.lateralFwhm(), theory.axialFwhm(),
			voxel));
	}

	/** @return words about a second bright spot apart from the first, if there is one */
	public static Optional<String> secondMaximum(final Volume psf) {
		final Extent e = psf.extent();
		final int[] first = brightest(psf, new int[] { -1, -1, -1 });
		final float top = at(psf, first);
		int[] second = null;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final int[] here = { x, y, z };
					final float v = at(psf, here);
					if (v < SECOND * top || second != null && v <= at(psf, second)) continue;
					if (isMaximum(psf, here) && lowestBetween(psf, first, here) < VALLEY * v) second = here;
				}
		if (second == null) return Optional.empty();
		final double distance = Math.sqrt(
			Math.pow(second[0] - first[0], 2) + Math.pow(second[1] - first[1], 2) + Math.pow(second[2] - first[2], 2));
		return Optional.of(String.format(Locale.ROOT,
			"it has a second maximum of %.0f %%, %.0f voxels from the first: are there two beads? Crop it",
			100 * at(psf, second) / top, distance));
	}

	/** @return words about an image that ends, sideways, where the PSF is still bright, if it does */
	public static Optional<String> cropped(final Volume raw) {
		final Extent e = raw.extent();
		if (e.voxels() == 1)
			return Optional.of("it is a single voxel, which takes no blur away: is it the right file?");
		if (e.nx() < 3 || e.ny() < 3) return Optional.empty();
		final int[] p = brightest(raw, new int[] { -1, -1, -1 });
		final double offset = PsfBackground.estimate(raw).level();
		final float[] row = raw.row(p[1], p[2]);
		final double x = (row[0] + row[e.nx() - 1]) / 2,
			y = (at(raw, new int[] { p[0], 0, p[2] }) + at(raw, new int[] { p[0], e.ny() - 1, p[2] })) / 2,
			part = (Math.max(x, y) - offset) / (at(raw, p) - offset);
		return part < CUT ? Optional.empty()
			: Optional.of(String.format(Locale.ROOT,
				"at its edges it still has %.0f %% of its peak, and the light beyond is missing: the result may show " +
					"grain and rims that are not there. Crop the bead less tightly, or give the optics",
				100 * part));
	}

	/**
	 * @param raw voxels as they come
	 * @param slice µm from one of its slices to the next
	 * @param stack µm from the first slice of the stack to the last; an end that lies as far from the peak lacks nothing
	 * @return words about an image that ends, along Z, where the PSF is still bright, if it does
	 */
	public static Optional<String> endsAlongZ(final Volume raw, final double slice, final double stack) {
		final int last = raw.extent().nz() - 1;
		if (last == 0) return Optional.empty();
		final int[] p = brightest(raw, new int[] { -1, -1, -1 });
		final double offset = PsfBackground.estimate(raw).level(), part = IntStream.of(0, last)
			.filter(z -> Math.abs(z - p[2]) * slice < ALL * stack)
			.mapToDouble(z -> (at(raw, new int[] { p[0], p[1], z }) - offset) / (at(raw, p) - offset))
			.max()
			.orElse(0);
		return part < ENDS ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
			"its first or last slice still has %.0f %% of its peak, and the light beyond is missing: blur along Z stays. " +
				"Record beads over more depth, crop them less tightly, or give the optics",
			100 * part));
	}

	private static int[] brightest(final Volume psf, final int[] start) {
		int[] best = start;
		for (int z = 0; z < psf.extent().nz(); z++)
			for (int y = 0; y < psf.extent().ny(); y++)
				for (int x = 0; x < psf.extent().nx(); x++)
					if (best[0] < 0 || psf.row(y, z)[x] > at(psf, best)) best = new int[] { x, y, z };
		return best;
	}

	private static float at(final Volume psf, final int[] voxel) {
		return psf.row(voxel[1], voxel[2])[voxel[0]];
	}

	private static boolean isMaximum(final Volume psf, final int[] voxel) {
		final Extent e = psf.extent();
		final float v = at(psf, voxel);
		for (int z = Math.max(0, voxel[2] - NEIGHBOURS); z <= Math.min(e.nz() - 1, voxel[2] + NEIGHBOURS); z++)
			for (int y = Math.max(0, voxel[1] - NEIGHBOURS); y <= Math.min(e.ny() - 1, voxel[1] + NEIGHBOURS); y++)
				for (int x = Math.max(0, voxel[0] - NEIGHBOURS); x <= Math.min(e.nx() - 1, voxel[0] + NEIGHBOURS); x++)
					if (psf.row(y, z)[x] > v) return false;
		return true;
	}

	/** Along the straight line, at the nearest voxels. */
	private static float lowestBetween(final Volume psf, final int[] from, final int[] to) {
		final int steps = Math.max(Math.abs(to[0] - from[0]),
			Math.max(Math.abs(to[1] - from[1]), Math.abs(to[2] - from[2])));
		float lowest = Float.MAX_VALUE;
		for (int i = 0; i <= steps; i++) {
			final double part = (double) i / Math.max(1, steps);
			lowest = Math.min(lowest,
				at(psf,
					new int[] { (int) Math.round(from[0] + part * (to[0] - from[0])),
						(int) Math.round(from[1] + part * (to[1] - from[1])),
						(int) Math.round(from[2] + part * (to[2] - from[2])) }));
		}
		return lowest;
	}
}
