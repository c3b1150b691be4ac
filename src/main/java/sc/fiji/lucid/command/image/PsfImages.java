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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.process.FloatProcessor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.psf.Psf;

/** PSFs as images: titles of open images or paths, separated by commas, one or one per channel; and results. */
public final class PsfImages {

	private PsfImages() {}

	/**
	 * @param slices of the stack that is to be restored
	 * @param opened takes each stack as it is opened, to be closed by the caller
	 * @return {@code opened}
	 * @throws IllegalArgumentException if a PSF is a 2-D picture, and the stack is none
	 */
	public static List<Stack> open(final String names, final int slices, final List<Stack> opened) throws IOException {
		for (final Stack psf : open(names, opened))
			if (psf.slices() == 1 && slices > 1) throw new IllegalArgumentException(
				"The PSF '" + psf.name() + "' is a single picture, but the stack has " + slices +
					" slices: give a PSF stack, or restore single slices (psf=).");
		return opened;
	}

	/**
	 * @param opened takes each stack as it is opened, to be closed by the caller
	 * @return {@code opened}
	 */
	public static List<Stack> open(final String names, final List<Stack> opened) throws IOException {
		// A title or a path may itself hold a comma.
		for (final String name : exists(names) ? new String[] { names } : names.split(","))
			opened.add(one(name.trim()));
		return opened;
	}

	private static boolean exists(final String name) {
		return WindowManager.getImage(name) != null || Files.exists(Path.of(name));
	}

	private static Stack one(final String name) throws IOException {
		final ImagePlus image = WindowManager.getImage(name);
		if (image != null && Arrays.stream(WindowManager.getImageTitles()).filter(name::equals).count() > 1)
			throw new IllegalArgumentException(
				"Several open images have the title '" + name + "' (psf=): give each its own (Image > Rename...).");
		if (image != null) return ImageJStack.of(image);
		if (!Files.exists(Path.of(name))) throw new IOException(
			"There is no open image and no file named '" + name + "' (psf=): check the title or give the whole path.");
		return PsfFiles.one(Path.of(name));
	}

	public static void close(final List<Stack> stacks) {
		for (final Stack stack : stacks)
			try {
				stack.close();
			}
			catch (final IOException e) {
				ij.IJ.log("Lucid: " + stack.name() + " was read, but could not be closed: " + e.getMessage());
			}
	}

	/** @return a PSF as a calibrated image */
	public static ImagePlus image(final String title, final Psf psf, final String info) {
		final Extent e = psf.extent();
		final ImageStack stack = new ImageStack(e.nx(), e.ny());
		for (int z = 0; z < e.nz(); z++) {
			final FloatProcessor plane = new FloatProcessor(e.nx(), e.ny());
			for (int y = 0; y < e.ny(); y++)
				System.arraycopy(psf.volume().row(y, z), 0, (float[]) plane.getPixels(), y * e.nx(), e.nx());
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus(title, stack);
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = psf.voxelSize().x();
		image.getCalibration().pixelHeight = psf.voxelSize().y();
		image.getCalibration().pixelDepth = psf.voxelSize().z();
		image.setProperty("Info", info);
		image.setSlice(e.nz() / 2 + 1);
		image.resetDisplayRange();
		return image;
	}
}
