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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.DeconvolutionJob;
import sc.fiji.lucid.job.JobReport;
import sc.fiji.lucid.job.Pictures;
import sc.fiji.lucid.job.Request;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfModel;

/** {@code lucid deconvolve IN.tif -o OUT.tif} */
@Command(name = "deconvolve", description = "Restores a stack: every channel and frame.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class DeconvolveCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "TIFF stack: plain, ImageJ or OME")
	private Path input;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "OUT", description = "32-bit ImageJ TIFF to " +
		"write; the run record goes beside it as OUT.json")
	private Path output;

	@Option(names = "--psf", split = ",", paramLabel = "FILE", description = "PSF from a file (one, or one per channel)" +
		" instead of optics")
	private List<Path> psfFiles = new ArrayList<>();

	@Option(names = "--psf-voxel", paramLabel = "XxYxZ", converter = SizeConverter.Voxel.class, description = "voxel " +
		"size of the PSF files in µm, replaces the files'")
	private VoxelSize psfVoxel;

	@Option(names = "--psf-as-is", description = "the PSF's reference point is voxel n/2; do not re-centre, crop or " +
		"subtract an offset")
	private boolean psfAsIs;

	@Option(names = "--model", paramLabel = "NAME", description = "how the PSF is computed from optics: born-wolf, " +
		"gibson-lanni, vectorial, gaussian; chosen by the NA if not given")
	private String model;

	@Option(names = "--voxel", paramLabel = "XxYxZ", converter = SizeConverter.Voxel.class, description = "voxel size in µm, " +
		"replaces the file's")
	private VoxelSize voxel;

	@Option(names = "--iterations", paramLabel = "N", description = "number of iterations (default 50)")
	private String iterations;

	@Option(names = "--background", paramLabel = "auto|NUMBER", description = "counts under the signal (default auto)")
	private String background;

	@Option(names = "--boundary", paramLabel = "NAME", description = "what lies beyond the edges: padded (default) or " +
		"periodic")
	private String boundary;

	@Option(names = "--start", paramLabel = "NAME", description = "first estimate: flat (default) or observed")
	private String start;

	@Option(names = "--engine", paramLabel = "NAME", description = "FFT engine: fused (default) or reference")
	private String engine;

	@Option(names = "--report", paramLabel = "DIR", description = "write pictures before and after into this folder")
	private Path reportFolder;

	@Option(names = "--json", description = "print the run record to the standard output")
	private boolean json;

	@Mixin
	private OpticsFlags optics;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final Request request = request();
		return common.withThreads(() -> run(request));
	}

	private int run(final Request parsed) throws IOException {
		final PrintWriter err = spec.commandLine().getErr();
		final Consumer<String> log = common.quiet() ? line -> {} : err::println;
		final List<Stack> psfs = new ArrayList<>();
		try (Stack stack = StackReader.open(input);
				StackWriter writer = StackWriter.tiff(output, stack.shape(), stack.metadata(), common.force());
				ConsoleProgress progress = new ConsoleProgress(err, common.quiet()))
		{
			for (final Path file : psfFiles)
				psfs.add(StackReader.open(file));
			final Pictures pictures = reportFolder == null ? null : new Pictures(stack, writer::write);
			final JobReport report = DeconvolutionJob.run(stack, parsed.withPsfs(psfs), pictures == null ? writer::write
				: pictures, progress, log);
			writer.appendInfo(report.info());
			writer.finish();
			if (pictures != null) pictures.write(reportFolder, output.getFileName().toString(), report.voxel());
			final RunRecord record = report.record().commandLine(CommonFlags.commandLine(spec));
			record.write(RunRecord.pathFor(output), true);
			if (json) spec.commandLine().getOut().print(record);
			log.accept("wrote " + output);
		}
		finally {
			for (final Stack psf : psfs)
				psf.close();
		}
		return Main.DONE;
	}

	private Request request() {
		try {
			DeconvolutionOptions options = DeconvolutionOptions.DEFAULT;
			for (final String[] option : new String[][] { { "iterations", iterations }, { "background", background }, {
				"boundary", boundary }, { "start", start }, { "engine", engine } })
				if (option[1] != null) options = options.with(option[0], option[1]);
			return new Request(optics.settings(), Optional.ofNullable(voxel), List.of(), Optional.ofNullable(psfVoxel),
				psfAsIs, Optional.ofNullable(model).map(PsfModel::of), options);
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}
}
