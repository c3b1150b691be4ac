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

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.tiles.Absence;

/** Entry point of the command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(name = "lucid", description = "3-D deconvolution of fluorescence microscopy stacks.",
	subcommands = { DeconvolveCli.class, RepairCli.class, DenoiseCli.class, ShadingCli.class, EnhanceCli.class,
		PlanCli.class, CheckPsfCli.class, BatchCli.class, PsfCli.class, BeadsCli.class, QualityCli.class, InfoCli.class,
		SimulateCli.class, RerunCli.class, MacroCli.class, MethodsCli.class, DevicesCli.class, Main.SparkHint.class,
		CommandLine.HelpCommand.class },
	mixinStandardHelpOptions = true, versionProvider = Main.VersionProvider.class, synopsisSubcommandLabel = "COMMAND")
public final class Main {

	/** The work was done. */
	static final int DONE = CommandLine.ExitCode.OK;
	/** The work failed; one line on the standard error says why. */
	static final int FAILED = CommandLine.ExitCode.SOFTWARE;

	private Main() {}

	public static void main(final String[] args) {
		System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
	}

	/**
	 * Runs a command line without ending the JVM.
	 *
	 * @param out takes results
	 * @param err takes the log and errors
	 * @return the exit code
	 */
	public static int run(final String[] args, final PrintWriter out, final PrintWriter err) {
		final CommandLine line = line(args.length == 0 ? "" : args[0]);
		line.setOut(out).setErr(err);
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setParameterExceptionHandler((e, wrong) -> wrongUsage(e, err));
		line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
		try {
			return args.length == 0 ? line.execute("--help") : line.execute(args);
		}
		catch (final OutOfMemoryError | StackOverflowError | LinkageError e) {
			return failed(e, err);
		}
		finally {
			// Writers that flush by themselves do so after whole lines alone, and who calls this may end Java.
			out.flush();
			err.flush();
		}
	}

	/** To look at all flags of all commands takes longer than many a command: where one is named, it is made alone. */
	private static CommandLine line(final String first) {
		for (final Class<?> command : Main.class.getAnnotation(Command.class).subcommands())
			if (command != CommandLine.HelpCommand.class && command.getAnnotation(Command.class).name().equals(first))
				return new CommandLine(CommandLine.Model.CommandSpec.create()
					.name("lucid")
					.mixinStandardHelpOptions(true)
					.addSubcommand(first, new CommandLine(command)));
		return new CommandLine(new Main());
	}

	/** Says what of a result is absent, if anything is, also where no log is wanted. */
	static int told(final RunRecord record, final Path output, final PrintWriter err) {
		final List<String> absent = Absence.of(record);
		if (absent.isEmpty()) return DONE;
		Absence.sentence(record, output.toString()).ifPresent(sentence -> err.println("lucid: " + sentence));
		absent.forEach(line -> err.println("  " + CommonFlags.plain(line)));
		return FAILED;
	}

	/** In one line, and where to read more; not under all that could be said. */
	private static int wrongUsage(final CommandLine.ParameterException e, final PrintWriter err) {
		err.println("lucid: " + CommonFlags.plain(String.valueOf(e.getMessage())));
		err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
		return CommandLine.ExitCode.USAGE;
	}

	private static int failed(final Throwable e, final PrintWriter err) {
		err.println("lucid: " + reason(e));
		if (System.getenv("LUCID_DEBUG") != null) e.printStackTrace(err);
		return FAILED;
	}

	private static String reason(final Throwable e) {
		if (e instanceof CancellationException) return "cancelled; there is no result under its final name.";
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError)
				return "out of memory: give Java more (LUCID_OPTS=-Xmx..., or --memory), or " +
					"restore a part (--channels, --frames).";
			if (cause instanceof StackOverflowError)
				return "a file is nested too deeply, or Java's stack is too small (LUCID_OPTS=-Xss8m).";
			if (cause instanceof LinkageError)
				return "a library cannot be used: " + CommonFlags.plain(String.valueOf(cause.getMessage())) +
					". Make room in the folder for temporary files, or name another (LUCID_OPTS=-Djava.io.tmpdir=DIR).";
		}
		return CommonFlags.plain(told(e));
	}

	/** What is wrong with a file stands beside its name, where Java tells the name alone. */
	private static String told(final Throwable e) {
		if (e instanceof NoSuchFileException file) return file.getFile() + " does not exist. Check the path.";
		if (e instanceof AccessDeniedException file)
			return file.getFile() + " cannot be read or written. Check its permissions.";
		if (e instanceof FileSystemException file && file.getReason() == null)
			return file.getFile() + ": " + e.getClass().getSimpleName().replaceFirst("Exception$", "") + ".";
		return e.getMessage() != null ? e.getMessage() : e.toString();
	}

	/** Stands for {@code lucid spark}, which the script starts with Spark on its class path, in lists and help. */
	@Command(name = "spark", description = { "Restores a stack into an OME-Zarr on Spark, a task per tile.",
		"The script 'lucid' or spark-submit starts it: 'lucid spark --help' lists its flags." })
	static final class SparkHint implements Callable<Integer> {

		@CommandLine.Unmatched
		private List<String> ignored;

		@Override
		public Integer call() {
			throw new IllegalStateException(
				"Spark is not on Java's class path: start it by the script 'lucid', or by spark-submit.");
		}
	}

	/** Tells the version that Maven built. */
	static final class VersionProvider implements CommandLine.IVersionProvider {

		@Override
		public String[] getVersion() {
			return new String[] { "Lucid " + Version.NUMBER };
		}
	}
}
