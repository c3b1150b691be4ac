package sc.fiji.lucid.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.StackSummary;

/** {@code lucid info IN.tif} */
@Command(name = "info", description = "Prints what is known about a file.", mixinStandardHelpOptions = true)
final class InfoCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "TIFF stack")
	private Path input;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final PrintWriter out = spec.commandLine().getOut();
		try (Stack stack = StackReader.open(input)) {
			StackSummary.lines(stack).forEach(out::println);
		}
		return Main.DONE;
	}
}
