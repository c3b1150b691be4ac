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
package sc.fiji.lucid.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.VoxelUnit;
import sc.fiji.lucid.psf.Fwhm;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPicture;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.Support;
import sc.fiji.lucid.tiling.Plan;

/**
 * A PSF computed from optics.
 *
 * @param psf the PSF
 * @param microscope it is computed for
 * @param lines how it was made, in words
 * @param record the same as a run record
 */
public record PsfJob(Psf psf, Microscope microscope, List<String> lines, RunRecord record) {

	private static final double GB = 1 << 30;

	/** Where no size is asked for, the PSF is that for a stack of this size. */
	private static final Extent USUAL = new Extent(129, 129, 33);

	/**
	 * @param model null: chosen by the NA
	 * @param size null: chosen by energy
	 * @throws IllegalArgumentException if something needed is missing or wrong
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static PsfJob of(final OpticalSettings settings, final PsfModel model, final VoxelSize voxel,
		final Extent size, final Sampling sampling, final Progress progress) throws IOException
	{
		return CancellableExecutor.run(progress, () -> {
			progress.report(0, "PSF");
			return of(settings, model, voxel, size, sampling);
		});
	}

	/** @return the size of the PSF where nobody asks for one */
	static Support usual(final PsfModel model, final Microscope microscope, final VoxelSize voxel) {
		return model.support(microscope, voxel, USUAL);
	}

	private static PsfJob of(final OpticalSettings settings, final PsfModel model, final VoxelSize voxel,
		final Extent size, final Sampling sampling)
	{
		if (size != null && Float.BYTES * size.voxels() > Plan.availableBytes())
			throw new IllegalArgumentException(String.format(Locale.ROOT,
				"A PSF of %s voxels takes %.2f GB, and Java may use %.2f GB: give a smaller --size, " +
					"or more memory (LUCID_OPTS=-Xmx...).",
				size, Float.BYTES * size.voxels() / GB, Plan.availableBytes() / GB));
		final Microscope microscope = settings.microscope();
		VoxelUnit.refuseOther(microscope, voxel, size == null || size.nz() > 1, "--voxel");
		final PsfModel chosen = model != null ? model : PsfModel.forMicroscope(microscope);
		final List<String> lines = new ArrayList<>(microscope.describe());
		lines.addAll(microscope.warnings());
		lines.add("voxel size = " + voxel + " µm (given)");
		final Support support = size != null ? null : usual(chosen, microscope, voxel);
		final Extent extent = size != null ? size : support.extent();
		lines.add("PSF: " + chosen + ", " + (support != null ? support : extent + " voxels (given)") + ", " +
			(sampling == Sampling.POINT ? "values at voxel centres" : "integrated over the voxel"));
		lines.add(Resolution.of(microscope).judge(voxel));
		final Psf psf = chosen.render(microscope, voxel, extent, sampling);
		final double[] fwhm = Fwhm.of(psf);
		final Resolution theory = Resolution.of(microscope);
		lines.add("FWHM x, y, z = " + Digits.of(fwhm[0]) + ", " + Digits.of(fwhm[1]) + ", " + Digits.of(fwhm[2]) +
			" µm; textbook " + Digits.of(theory.lateralFwhm()) + " across, " + Digits.of(theory.axialFwhm()) +
			" along the axis");
		final RunRecord record = new RunRecord().version(Version.NUMBER)
			.put("model", chosen.toString())
			.put("sampling", sampling.toString())
			.put("psf", RunLog.describe(psf))
			.microscope(List.of(OpticalSettings.of(microscope)))
			.put("log", lines);
		return new PsfJob(psf, microscope, lines, record);
	}

	/** @return XY and XZ on a logarithmic scale, and profiles with the theoretical widths */
	public BufferedImage picture() {
		return PsfPicture.of(psf, microscope);
	}

	/** @return the name of the picture that {@link #write} puts beside a PSF */
	public static String picture(final Path target) {
		return target.getFileName() + "-psf.png";
	}

	/** Writes the PSF, its picture ({@code -psf.png}) and the record ({@code .json}). */
	public void write(final Path target, final boolean force, final String commandLine) throws IOException {
		final String picture = picture(target);
		try (ResultFiles files = ResultFiles.claim(target, force, List.of(), picture)) {
			files.write(picture, picture());
			VolumeWriter.commit(files, target, psf.volume(), psf.voxelSize(), String.join("\n", lines),
				record.commandLine(commandLine));
		}
	}
}
