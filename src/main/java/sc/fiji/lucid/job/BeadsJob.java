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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.PsfPicture;
import sc.fiji.lucid.psf.beads.BeadDistillation;
import sc.fiji.lucid.psf.beads.BeadOptions;
import sc.fiji.lucid.psf.beads.DistilledBeads;
import sc.fiji.lucid.psf.fit.BeadFit;
import sc.fiji.lucid.psf.fit.ModelFit;
import sc.fiji.lucid.psf.fit.PhaseRetrieval;

/**
 * A PSF distilled from stacks of beads.
 *
 * @param report what was measured
 * @param fitted the PSF of what was fitted to the mean bead, if that was asked for
 * @param lines in words
 * @param inputs the files of the stacks
 */
public record BeadsJob(DistilledBeads report, Optional<Psf> fitted, List<String> lines, List<Path> inputs) {

	/** Spherical aberration of first and second order. */
	private static final List<Integer> FITTED_ABERRATIONS = List.of(12, 24);
	/** Part of the bead that a good fit explains; of simulated beads all but 6 to 8 % (docs/notebook/psf.md). */
	private static final double POOR = 0.2;
	/** How far a retrieved PSF reaches, µm; further, it takes minutes to compute. */
	private static final double LATERAL = 3;
	private static final double AXIAL = 4;

	/**
	 * @param stacks of beads; channel 1, frame 1 of each is used
	 * @param request optics for the theory (may be incomplete: then no theory) and the
	 *          voxel size
	 * @param fit what is fitted to the mean bead (needs the optics)
	 * @throws IOException if a stack cannot be read
	 * @throws IllegalArgumentException if the voxel size is missing, or no usable bead
	 *           is found
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static BeadsJob of(final List<Stack> stacks, final Request request, final BeadOptions options,
		final BeadFit fit, final Progress progress) throws IOException
	{
		return CancellableExecutor.run(progress, () -> {
			progress.report(0, "beads");
			return of(stacks, 0, request.optics().get(0).orElse(stacks.get(0).metadata().optics(0)), request, options,
				fit);
		});
	}

	/** As above, of another channel. @param settings its optics */
	static BeadsJob of(final List<Stack> stacks, final int channel, final OpticalSettings settings,
		final Request request, final BeadOptions options, final BeadFit fit) throws IOException
	{
		stacks.forEach(stack -> DisplayStamp.refuse(stack, "an image of beads"));
		final Stack first = stacks.get(0);
		final VoxelSize voxel = voxel(first, request);
		final List<String> lines = new ArrayList<>();
		final Microscope microscope = microscope(settings, fit != BeadFit.NONE, lines);
		final List<Volume> volumes = new ArrayList<>();
		for (final Stack stack : stacks)
			volumes.add(Stacks.volume(stack, channel, 0));
		final DistilledBeads report = BeadDistillation.distil(volumes, voxel, microscope, options);
		lines.addAll(report.lines());
		final Optional<Psf> fitted = switch (fit) {
			case NONE -> Optional.empty();
			case OPTICS -> Optional.of(optics(report, voxel, microscope, request.model(), options, lines));
			case PUPIL ->
				Optional.of(pupil(report, voxel, microscope, request.model(), options, volumes.get(0).extent(), lines));
		};
		return new BeadsJob(report, fitted, lines, stacks.stream().flatMap(stack -> stack.files().stream()).toList());
	}

	static VoxelSize voxel(final Stack stack, final Request request) {
		return request.voxel()
			.or(() -> stack.metadata().voxelSize())
			.orElseThrow(() -> new IllegalArgumentException("The voxel size of " + stack.name() +
				" is not known: give --voxel XxYxZ in µm, or set it in Fiji under Image > Properties."));
	}

	private static Microscope microscope(final OpticalSettings settings, final boolean needed,
		final List<String> lines)
	{
		try {
			final Microscope microscope = settings.microscope();
			lines.addAll(microscope.warnings());
			return microscope;
		}
		catch (final IllegalArgumentException e) {
			if (needed) throw e;
			lines.add("No comparison with theory: " + e.getMessage());
			return null;
		}
	}

	private static Psf optics(final DistilledBeads report, final VoxelSize voxel, final Microscope microscope,
		final Optional<PsfModel> model, final BeadOptions options, final List<String> lines)
	{
		final PsfModel used = model.orElseGet(() -> PsfModel.forMicroscope(microscope));
		final ModelFit.Fitted fitted = ModelFit.of(report.mean(), voxel, options.diameter(), microscope, used,
			List.of(OpticalParameter.NUMERICAL_APERTURE), FITTED_ABERRATIONS);
		fitted.microscope().describe().forEach(line -> lines.add("fitted: " + line));
		lines.add("fitted: the model leaves " + Digits.of(100 * fitted.misfit()) + " % of the mean bead unexplained");
		lines.add("fitted: a PSF of any size, or of another depth, comes from the optics with --na " +
			Digits.of(fitted.microscope().numericalAperture()) + " --zernike " + fitted.microscope().zernike());
		// Light farther off than a bead shows is most of what blurs a widefield stack.
		final Extent size = PsfJob.usual(used, fitted.microscope(), voxel).extent();
		return used.render(fitted.microscope(), voxel, size, Sampling.INTEGRATED);
	}

	private static Psf pupil(final DistilledBeads report, final VoxelSize voxel, final Microscope microscope,
		final Optional<PsfModel> model, final BeadOptions options, final Extent stack, final List<String> lines)
	{
		final PhaseRetrieval.Retrieved pupil = PhaseRetrieval.of(report.mean(), voxel, options.diameter(), microscope,
			model.orElseGet(() -> PsfModel.forMicroscope(microscope)));
		lines.add("pupil: phase " + pupil.microscope().zernike() + " (Zernike coefficients, radians rms)");
		lines.add("pupil: amplitude " + pupil.amplitude() + " (Zernike coefficients, parts of the design's)");
		lines.add((pupil.misfit() > POOR ? "warning: " : "") + "pupil: it leaves " + Digits.of(100 * pupil.misfit()) +
			" % of the mean bead unexplained" + (pupil.misfit() > POOR
				? ": check NA, wavelength, voxel size and the diameter of the beads, or image more of them" : ""));
		lines.add("pupil: a PSF of any size, or of another depth, comes from the optics and --zernike " +
			pupil.microscope().zernike() + "; of another emission, with these coefficients times " +
			Digits.of(1000 * microscope.emissionWavelength()) + " nm over it");
		return pupil.render(voxel, reach(voxel, stack));
	}

	/** Beyond the box of the bead, where noise would have drowned the light. */
	static Extent reach(final VoxelSize voxel, final Extent stack) {
		return new Extent(odd(LATERAL / voxel.x(), stack.nx()), odd(LATERAL / voxel.y(), stack.ny()),
			odd(AXIAL / voxel.z(), stack.nz()));
	}

	private static int odd(final double reach, final int most) {
		return 2 * Math.max(1, Math.min((int) Math.ceil(reach), most - 1)) + 1;
	}

	/** @return the PSF: the fitted one if that was asked for, else the distilled one */
	public Psf psf() {
		return fitted.orElse(report.psf());
	}

	/**
	 * Writes the PSF, the table of beads ({@code .csv}), pictures
	 * ({@code -beads.png}, {@code -psf.png}) and the record ({@code .json}).
	 */
	public void write(final Path target, final boolean force, final String commandLine, final Consumer<String> log)
		throws IOException
	{
		final String name = target.getFileName().toString(), table = name + ".csv", beads = name + "-beads.png",
			picture = name + "-psf.png";
		try (ResultFiles files = ResultFiles.claim(target, force, inputs, table, beads, picture)) {
			files.write(table, report.csv().getBytes(StandardCharsets.UTF_8));
			files.write(beads, PsfPicture.montage(report.registered(), psf().voxelSize()));
			files.write(picture, PsfPicture.of(psf(), report.microscope()));
			VolumeWriter.commit(files, target, psf().volume(), psf().voxelSize(), String.join("\n", lines),
				new RunRecord().version(Version.NUMBER)
					.commandLine(commandLine)
					.put("psf", RunLog.describe(psf()))
					.put("beads", report.beads().size())
					.put("kept", report.kept().size())
					.put("log", lines));
		}
		log.accept("wrote " + target + ", with " + name + ".csv, -beads.png, -psf.png and .json beside it");
	}
}
