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
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.OutputName;
import sc.fiji.lucid.job.ShadingJob;
import sc.fiji.lucid.job.batch.BatchFiles;
import sc.fiji.lucid.job.settings.Settings;

/** {@code lucid shading FIELDS... -o FLAT.tif} */
@Command(name = "shading",
	description = "Finds the shading that fields, tiles or frames have in common, and writes a flat image for --flat.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class ShadingCli implements Callable<Integer> {

	@Parameters(paramLabel = "FIELDS", arity = "1..*",
		description = "stacks of different places, recorded alike: files, folders, patterns; each frame is an image")
	private List<String> inputs;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "FLAT", converter = OutputName.Tiff.class,
		description = "flat image to write; the record goes beside it as FLAT.json")
	private Path output;

	@Option(names = "--method", paramLabel = "NAME",
		description = "basic (default): from 20 images on, 50 are better; homomorphic: of few, approximately")
	private String method = "basic";

	@Option(names = "--channel", paramLabel = "N", description = "which channel (default 1)")
	private int channel = 1;

	@Option(names = "--dark", paramLabel = "FILE", description = "image without light, of any depth, averaged")
	private String dark = "";

	@Option(names = "--offset", paramLabel = "N",
		description = "counts that the camera gives without light (default: by the noise of the first file)")
	private Double offset;

	@Option(names = "--find-dark", paramLabel = "DARK", converter = OutputName.Tiff.class,
		description = "look for the dark, too, and write it here, with its record as DARK.json; needs images whose even light " +
			"differs")
	private Path findDark;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final ShadingJob.Asked asked = asked();
		return common.withThreads(() -> {
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				ShadingJob.write(BatchFiles.inputs(inputs, BatchFiles.PATTERN, Settings.NONE), asked, output, findDark,
					common.force(), CommonFlags.commandLine(spec), progress, common.log(spec));
				return Main.DONE;
			}
		});
	}

	private ShadingJob.Asked asked() {
		try {
			if (channel < 1)
				throw new IllegalArgumentException("--channel takes a whole number from 1, not " + channel + ".");
			if (!List.of("basic", "homomorphic").contains(method))
				throw new IllegalArgumentException("--method is basic or homomorphic, not '" + method + "'.");
			return new ShadingJob.Asked(channel - 1, method.equals("homomorphic"), findDark != null, dark,
				offset == null ? OptionalDouble.empty() : OptionalDouble.of(offset));
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}
}
