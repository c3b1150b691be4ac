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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.OpticsFlags;
import sc.fiji.lucid.cli.flags.OutputName;
import sc.fiji.lucid.cli.flags.SizeConverter;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.job.PsfJob;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Sampling;

/** {@code lucid psf --na ... --voxel ... -o PSF.tif} */
@Command(name = "psf", description = "Computes a PSF from optics.", mixinStandardHelpOptions = true,
	sortOptions = false)
final class PsfCli implements Callable<Integer> {

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "OUT", converter = OutputName.Tiff.class,
		description = "32-bit ImageJ TIFF to write")
	private Path output;

	@Option(names = "--voxel", required = true, paramLabel = "XxYxZ", converter = SizeConverter.Voxel.class,
		description = "voxel size in µm")
	private VoxelSize voxel;

	@Option(names = "--size", paramLabel = "XxYxZ", converter = SizeConverter.Voxels.class,
		description = "size in voxels; chosen by energy if not given")
	private Extent size;

	@Option(names = "--point-sampled", description = "take each voxel's value at its centre instead of its integral")
	private boolean pointSampled;

	@Mixin
	private OpticsFlags optics;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final Request request = optics.checked();
		final List<OpticalSettings> settings = request.optics();
		if (settings.size() > 1) throw new ParameterException(spec.commandLine(),
			"lucid psf computes one PSF: give one value each, and run it once per channel.");
		// Before the work.
		ResultFiles.claim(output, common.force(), List.of(), PsfJob.picture(output)).close();
		return common.withThreads(() -> {
			final Consumer<String> log = common.log(spec);
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				final PsfJob psf = PsfJob.of(settings.get(0), request.model().orElse(null), voxel, size,
					pointSampled ? Sampling.POINT : Sampling.INTEGRATED, progress);
				psf.lines().forEach(log);
				psf.write(output, common.force(), CommonFlags.commandLine(spec));
				log.accept("wrote " + output + ", with -psf.png and .json beside it");
			}
			return Main.DONE;
		});
	}
}
