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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.io.FileInfo;
import ij.process.FloatProcessor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/** PSFs as images: titles of open images or paths, separated by commas, one or one per channel; and results. */
public final class PsfImages {

	/** Part by which voxel sizes differ that were converted from another unit. */
	private static final double ROUNDING = 1e-6;

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
		for (final String name : names(names))
			opened.add(one(name));
		return opened;
	}

	/** A title or a path may itself hold a comma. */
	private static List<String> names(final String names) {
		if (exists(names)) return List.of(names);
		final List<String> list = Arrays.stream(names.split(",", -1)).map(String::trim).toList();
		if (list.contains("")) throw new IllegalArgumentException(
			"'" + names + "' (psf=) lacks a name before or behind a comma: give one PSF, or one per channel.");
		return list;
	}

	/**
	 * @return paths of files that hold the same PSFs, separated by commas; empty if one of them is in no file, as it is
	 *         an open image that was not saved
	 */
	public static String files(final String names) {
		final List<String> files = new ArrayList<>();
		for (final String name : names.isBlank() ? List.<String>of() : names(names)) {
			final ImagePlus image = WindowManager.getImage(name);
			final String file = image == null ? name : file(image);
			if (file.isEmpty()) return "";
			files.add(PsfFiles.absolute(file));
		}
		return String.join(",", files);
	}

	/** @return the path of the file that an image is of; empty if there is none, or it holds something else by now */
	private static String file(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.getFilePath() == null || !new File(info.getFilePath()).isFile()) return "";
		try (Stack file = PsfFiles.one(Path.of(info.getFilePath()))) {
			return isSame(file, ImageJStack.of(image)) ? info.getFilePath() : "";
		}
		catch (final IOException | RuntimeException e) {
			// The restoration is done, whatever is wrong with that file.
			return "";
		}
	}

	/** ImageJ does not tell of every change of an image. */
	private static boolean isSame(final Stack file, final Stack open) throws IOException {
		if (!file.shape().equals(open.shape()) || !isSame(file.metadata().voxelSize(), open.metadata().voxelSize()))
			return false;
		for (int c = 0; c < open.channels(); c++)
			for (int t = 0; t < open.frames(); t++)
				for (int z = 0; z < open.slices(); z++)
					if (!Arrays.equals(file.floats(c, z, t), open.floats(c, z, t))) return false;
		return true;
	}

	/** ImageJ and the file's reader round what other units than µm are in µm. */
	private static boolean isSame(final Optional<VoxelSize> a, final Optional<VoxelSize> b) {
		if (a.isEmpty() || b.isEmpty()) return a.equals(b);
		final VoxelSize v = a.get(), w = b.get();
		return Math.abs(v.x() / w.x() - 1) < ROUNDING && Math.abs(v.y() / w.y() - 1) < ROUNDING &&
			Math.abs(v.z() / w.z() - 1) < ROUNDING;
	}

	/** @return whether an open image or a file has the name */
	public static boolean exists(final String name) {
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
