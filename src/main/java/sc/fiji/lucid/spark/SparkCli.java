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
package sc.fiji.lucid.spark;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.SizeText;

/**
 * {@code lucid spark IN -o OUT.zarr}, and the main class for {@code spark-submit}.
 * Exit codes: 0 done, 1 failed or tiles left, 2 wrong usage.
 */
@Command(name = "lucid spark", description = "Restores a stack into an OME-Zarr on a Spark cluster, a task per tile.",
	mixinStandardHelpOptions = true, sortOptions = false)
public final class SparkCli implements java.util.concurrent.Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "stack: OME-Zarr or TIFF, under the same path on every machine")
	private Path input;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "OUT",
		description = "OME-Zarr to write, under the " +
			"same path on every machine; the run record goes beside it as OUT.json")
	private Path output;

	@Option(names = "--master", paramLabel = "URL",
		description = "Spark master, as local[4] or spark://host:7077 (default: " + "spark-submit's, or local[*])")
	private String master;

	@Option(names = "--memory", paramLabel = "N",
		description = "memory of one task, as 4G (default: from the executors' " + "memory and cores)")
	private String memory;

	@Option(names = "--force", description = "start anew, and replace an existing output")
	private boolean force;

	@Option(names = { "-q", "--quiet" }, description = "errors only")
	private boolean quiet;

	@Spec
	private CommandSpec spec;

	private Settings settings = Settings.NONE;

	public static void main(final String[] args) {
		System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
	}

	/**
	 * Runs a command line without ending the JVM.
	 *
	 * @return the exit code
	 */
	public static int run(final String[] args, final PrintWriter out, final PrintWriter err) {
		final SparkCli cli = new SparkCli();
		final CommandLine line = new CommandLine(cli);
		for (final Map.Entry<String, String> setting : Settings.names().entrySet())
			line.getCommandSpec().addOption(cli.option(setting.getKey(), setting.getValue()));
		line.setOut(out).setErr(err);
		line.setParameterExceptionHandler((e, wrong) -> {
			err.println("lucid: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
			err.println("See 'lucid spark --help'.");
			return CommandLine.ExitCode.USAGE;
		});
		line.setExecutionExceptionHandler((e, command, parsed) -> {
			err.println("lucid: " + (e.getMessage() != null ? e.getMessage() : e.toString()).replaceAll("\\s+", " "));
			return CommandLine.ExitCode.SOFTWARE;
		});
		return line.execute(args);
	}

	private OptionSpec option(final String name, final String help) {
		return OptionSpec.builder("--" + name)
			.description(help.replace("%", "%%"))
			.type(String.class)
			.arity("0..1")
			.fallbackValue("true")
			.paramLabel("VALUE")
			.setter(new ISetter() {

				@Override
				public <T> T set(final T value) {
					if (value != null) settings = settings.with(name, value.toString());
					return null;
				}
			})
			.build();
	}

	@Override
	public Integer call() throws Exception {
		final long bytes;
		try {
			settings.request();
			bytes = memory == null ? 0 : SizeText.memory(memory);
			if (!StackWriter.isZarr(output))
				throw new IllegalArgumentException("The output '" + output + "' must end in .zarr.");
		}
		catch (final IllegalArgumentException e) {
			throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
		}
		final SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "Lucid " + input.getFileName())
			.setIfMissing("spark.master", "local[*]")
			.setIfMissing("spark.ui.showConsoleProgress", "false");
		if (master != null) conf.setMaster(master);
		try (JavaSparkContext spark = new JavaSparkContext(conf)) {
			spark.setLogLevel("ERROR");
			final boolean complete = new SparkJob(input, output, settings).memory(bytes)
				.force(force)
				.commandLine("lucid spark " + String.join(" ", spec.commandLine().getParseResult().originalArgs()))
				.run(spark, quiet ? text -> {} : spec.commandLine().getErr()::println);
			return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
	}
}
