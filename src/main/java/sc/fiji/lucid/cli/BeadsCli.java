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
package sc.fiji.lucid.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.OpticsFlags;
import sc.fiji.lucid.cli.flags.OutputName;
import sc.fiji.lucid.cli.flags.SizeConverter;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.BeadChannels;
import sc.fiji.lucid.job.BeadsJob;
import sc.fiji.lucid.job.ChromaticJob;
import sc.fiji.lucid.job.batch.EachSeries;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.beads.BeadOptions;
import sc.fiji.lucid.psf.fit.BeadFit;

/** {@code lucid beads BEADS.tif -o PSF.tif --chromatic-out chromatic.json} */
@Command(name = "beads", description = "Distils a PSF from stacks of beads, or measures how channels are shifted.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class BeadsCli implements Callable<Integer> {

	@Parameters(paramLabel = "BEADS", arity = "1..*", description = "stacks of beads, all of one voxel size")
	private List<Path> inputs;

	@Option(names = { "-o", "--output" }, paramLabel = "OUT", converter = OutputName.Tiff.class,
		description = "PSF of the first channel to write; a table, pictures and a record go beside it")
	private Path output;

	@Option(names = "--chromatic-out", paramLabel = "OUT.json",
		description = "where the channels lie against each other, to write: for deconvolve --chromatic")
	private Path chromatic;

	@Option(names = "--reference-channel", paramLabel = "N",
		description = "channel that the others are compared with (default 1)")
	private Integer reference;

	@Option(names = "--bead-diameter", paramLabel = "µm", description = "diameter of the beads (default 0.1)")
	private double diameter = BeadOptions.DEFAULT.diameter();

	@Option(names = "--saturation", paramLabel = "N",
		description = "counts at which the camera clips; found if not given")
	private Double saturation;

	@Option(names = "--lowest-snr", paramLabel = "N",
		description = "beads with less signal to noise are too dim (default 8)")
	private double lowestSnr = BeadOptions.DEFAULT.lowestSnr();

	@Option(names = "--symmetrical", description = "average the PSF over all rotations about z")
	private boolean symmetrical;

	@Option(names = "--fit",
		description = "fit NA and spherical aberration to the mean bead and write the noise-free " +
			"model PSF instead (needs --na and --emission)")
	private boolean fit;

	@Option(names = "--retrieve",
		description = "retrieve phase and amplitude of the objective's pupil from the mean bead, and write the " +
			"noise-free PSF that they make instead (widefield; needs --na and --emission)")
	private boolean retrieve;

	@Option(names = "--each-channel",
		description = "write a PSF of each channel, as OUT-c1.tif; a channel whose beads cannot be used takes the " +
			"pupil of another, scaled to its wavelength (widefield; needs --na and --emission)")
	private boolean eachChannel;

	@Option(names = "--voxel", paramLabel = "XxYxZ", converter = SizeConverter.Voxel.class,
		description = "voxel size in µm, replaces the file's")
	private VoxelSize voxel;

	@Option(names = "--series", paramLabel = "N|all",
		description = "which series of files that hold several; all: the beads of all of them")
	private String series = "";

	@Mixin
	private OpticsFlags optics;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		checkOutputs();
		final Request request = voxel == null ? optics.checked() : optics.checked().withVoxel(voxel);
		final BeadOptions options = options();
		final Settings which = which();
		if (fit && retrieve)
			throw new ParameterException(spec.commandLine(), "--fit and --retrieve each make a PSF: give one of them.");
		final BeadFit what = fit ? BeadFit.OPTICS : retrieve ? BeadFit.PUPIL : BeadFit.NONE;
		return common.withThreads(() -> {
			final Consumer<String> log = common.log(spec);
			final List<Stack> stacks = new ArrayList<>();
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				for (final Path input : inputs)
					for (final Settings each : EachSeries.of(input, which, progress))
						stacks.add(each.open(input, progress));
				if (chromatic != null) measure(stacks, request, options, progress, log);
				if (output != null) distil(stacks, request, options, what, progress, log);
			}
			finally {
				for (final Stack stack : stacks)
					stack.close();
			}
			return Main.DONE;
		});
	}

	private void checkOutputs() {
		if (output == null && chromatic == null) throw new ParameterException(spec.commandLine(),
			"Missing required option: '--output=OUT' or '--chromatic-out=OUT.json'");
		if (output == null && (fit || retrieve || symmetrical || eachChannel))
			throw new ParameterException(spec.commandLine(),
				"--fit, --retrieve, --symmetrical and --each-channel are about the PSF: give --output, too.");
		if (reference != null && chromatic == null)
			throw new ParameterException(spec.commandLine(), "--reference-channel goes with --chromatic-out.");
		if (chromatic != null && !chromatic.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
			throw new ParameterException(spec.commandLine(),
				"--chromatic-out must end in .json, not '" + chromatic + "'.");
		if (output != null && chromatic != null && RunRecord.pathFor(output).normalize().equals(chromatic.normalize()))
			throw new ParameterException(spec.commandLine(),
				"--chromatic-out " + chromatic + " is the name of the PSF's record: give another.");
	}

	private void measure(final List<Stack> stacks, final Request request, final BeadOptions options,
		final ConsoleProgress progress, final Consumer<String> log) throws IOException
	{
		final ChromaticJob job = ChromaticJob.of(stacks, request, options, reference == null ? 1 : reference, progress);
		job.lines().forEach(log);
		job.write(chromatic, common.force(), CommonFlags.commandLine(spec), log);
	}

	private void distil(final List<Stack> stacks, final Request request, final BeadOptions options, final BeadFit what,
		final ConsoleProgress progress, final Consumer<String> log) throws IOException
	{
		if (eachChannel) {
			final BeadChannels channels = BeadChannels.of(stacks, request, options, what, progress);
			channels.lines().forEach(log);
			channels.write(output, common.force(), CommonFlags.commandLine(spec), log);
			return;
		}
		final BeadsJob job = BeadsJob.of(stacks, request, options, what, progress);
		job.lines().forEach(log);
		job.write(output, common.force(), CommonFlags.commandLine(spec), log);
	}

	private Settings which() {
		try {
			final Settings which = Settings.NONE.with("series", series);
			which.request();
			return which;
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}

	private BeadOptions options() {
		try {
			final BeadOptions options = BeadOptions.DEFAULT.withDiameter(diameter)
				.withLowestSnr(lowestSnr)
				.withSymmetrical(symmetrical);
			return saturation == null ? options : options.withSaturation(saturation);
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}
}
