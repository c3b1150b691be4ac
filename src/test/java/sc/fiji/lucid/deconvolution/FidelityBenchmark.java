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
package sc.fiji.lucid.deconvolution;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.agreement.Metrics;
import sc.fiji.lucid.quality.resolution.SpotFinder;
import sc.fiji.lucid.quality.resolution.SpotWidths;
import sc.fiji.lucid.testing.Volumes;

/**
 * What the automatic method reaches on phantoms, against Richardson–Lucy and its
 * accelerated form stopped by hand where they are best (and told the offset, which
 * the automatic method is not). Writes docs/notebook/fidelity.csv and fidelity.md.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.deconvolution.FidelityBenchmark -Dexec.args="docs/notebook 11,12,13"
 * </pre>
 *
 * NRMSE compares truth and estimate at one resolution, both blurred to 120 nm
 * laterally and 320 nm axially ("raw": as they are). Rows of a table that is there
 * already stay until they are made again; with {@code -Dkept=FILE} what does not
 * depend on the automatic method is kept in a file and not made again. Seeds 1–3 are
 * for tuning, 11–13 for reporting.
 */
public final class FidelityBenchmark {

	private static final VoxelSize VOXEL = FidelityCase.VOXEL;
	private static final Extent VIEW = FidelityCase.VIEW;

	private final Path folder;
	private final Path kept;
	private final List<String> rows = new ArrayList<>();

	private FidelityBenchmark(final Path folder, final Path kept) {
		this.folder = folder;
		this.kept = kept;
	}

	/** @param args folder for the tables, seeds, and optionally cases such as nuclei-widefield-100 */
	public static void main(final String[] args) throws IOException {
		final FidelityBenchmark benchmark = new FidelityBenchmark(Path.of(args[0]),
			System.getProperty("kept") == null ? null : Path.of(System.getProperty("kept")));
		Files.createDirectories(benchmark.folder);
		benchmark.readRows();
		for (final String seed : args[1].split(","))
			for (final String name : args.length > 2 ? args[2].split(",") : FidelityCase.names().toArray(String[]::new))
				if (!name.isEmpty()) benchmark.run(name, Long.parseLong(seed));
		benchmark.write();
	}

	/** Rows that are in the table already stay there until they are made again. */
	private void readRows() throws IOException {
		final Path table = folder.resolve("fidelity.csv");
		if (!Files.exists(table)) return;
		final List<String> lines = Files.readAllLines(table);
		if (lines.get(0).equals(HEADER)) rows.addAll(lines.subList(1, lines.size()));
	}

	private void run(final String name, final long seed) throws IOException {
		final FidelityCase c = FidelityCase.of(name, seed);
		final FidelityHand hand = FidelityHand.of(c, kept);
		final double stopped = c.nrmse(restore(c,
			DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL).withBackground(OptionalDouble.of(c.offset())))
			.estimate());
		final long start = cpu();
		final Restoration auto = restore(c, DeconvolutionOptions.DEFAULT);
		final double seconds = (cpu() - start) * 1e-9, error = c.nrmse(auto.estimate());
		final double late = c
			.nrmse(restore(c, DeconvolutionOptions.DEFAULT.withIterations(5 * auto.iterations())).estimate());
		final Volume raw = Volumes.of(VIEW, (x, y, z) -> c.simulation().observed().row(y, z)[x] - c.offset());
		rows.removeIf(r -> r.startsWith(name + "," + seed + ","));
		rows.add(String.format(Locale.ROOT,
			"%s,%d,%.3f,%.3f,%.3f,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.1f,%.1f,%d,%d,%d,%.1f,%s,%s,%s,%s", name,
			seed, c.nrmse(raw), hand.rl100(), hand.best(), hand.at(), stopped / hand.best(), error,
			error / hand.error(), late / error, Metrics.nrmse(c.simulation().truth(), auto.estimate()),
			c.ssim(auto.estimate()), auto.estimate().sum() / c.simulation().truth().sum(), c.offset(),
			auto.background(), auto.transforms(), 4 * hand.heavyBall(), hand.quasiNewton(), seconds, axial(name, raw),
			axial(name, auto.estimate()), byName(c, Method.QUASI_NEWTON, hand), byName(c, Method.RL_TV, hand)));
		write();
	}

	private static Restoration restore(final FidelityCase c, final DeconvolutionOptions options) {
		return Deconvolution.restore(c.observed(), c.psf(), options, Progress.NONE);
	}

	/** Its error over that by hand, and with five times the iterations over that. */
	private static String byName(final FidelityCase c, final Method method, final FidelityHand hand) {
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(method);
		final Restoration r = restore(c, options);
		final double rested = c.nrmse(r.estimate()),
			ranOn = c.nrmse(restore(c, options.withIterations(5 * r.iterations())).estimate());
		return String.format(Locale.ROOT, "%.3f,%.3f", rested / hand.error(), ranOn / rested);
	}

	/** Median axial width of spots in nm. */
	private static String axial(final String name, final Volume v) {
		if (!name.startsWith("spots")) return "";
		final SpotWidths widths = SpotWidths.of(SpotFinder.find(v, VOXEL));
		return widths.count() == 0 ? "" : String.format(Locale.ROOT, "%.0f", 1000 * widths.fwhmZ());
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}

	private static final String HEADER = "case,seed,data,RL 100,heavy ball best,at,stop / best,auto,auto / hand," +
		"5x / auto,auto raw,SSIM,flux,offset,background,FFTs,FFTs to RL 100,the same by quasi-Newton,CPU s,axial data nm,axial auto nm," +
		"quasi-newton / hand,5x / quasi-newton,rl-tv / hand,5x / rl-tv";

	private void write() throws IOException {
		try (Writer w = Files.newBufferedWriter(folder.resolve("fidelity.csv")); PrintWriter csv = new PrintWriter(w)) {
			csv.println(HEADER);
			rows.forEach(csv::println);
		}
		try (Writer w = Files.newBufferedWriter(folder.resolve("fidelity.md")); PrintWriter md = new PrintWriter(w)) {
			md.println("# Fidelity on phantoms\n");
			md.println("*Lab notebook. Last made on " + LocalDate.now() + ".*\n");
			md.println(
				"Made by `FidelityBenchmark` (its Javadoc has the command and the meaning of the numbers). Stacks of " +
					VIEW + " voxels of " + VOXEL +
					" µm, NA 1.4 oil, 520 nm, object larger than the field of view, Poisson and read " +
					"noise of 2 e-. `auto` is told the PSF and nothing else; `hand` is the best iteration of Richardson-Lucy " +
					"(up to 100) and heavy ball (until it is 3 % worse than its best), told the true offset; `stop / best` compares " +
					"heavy ball stopped automatically with its best iteration. `FFTs to RL 100`: in how many 3-D FFTs heavy ball is " +
					"as good as Richardson-Lucy after 100 iterations (400 FFTs), and `quasi-newton` (0: never). `5x / auto`: asked " +
					"for five times the iterations, `auto` does not do more than it needs; its second stage alone, forced from " +
					"16 to 32 steps, was 3 to 7 % worse on confocal stacks of seed 1. `5x / quasi-newton` and `5x / rl-tv`: asked for five times the " +
					"iterations after which they came to rest, these (told the PSF and nothing else) do them. Cases and seeds " +
					"(11 to 13) that are missing were not run.\n");
			md.println("| " + HEADER.replace(",", " | ") + " |");
			md.println("|" + " --- |".repeat(HEADER.split(",").length));
			for (final String row : rows)
				md.println("| " + row.replace(",", " | ") + " |");
			md.println(summary());
		}
	}

	private String summary() {
		return String.format(Locale.ROOT,
			"\nOver %d cases: auto / hand %.3f on average, %.3f at worst; stop / best %.3f on average, %.3f at worst; " +
				"five times too many iterations cost %.3f on average, %.3f at worst, of `quasi-newton` %.3f and %.3f, of `rl-tv` %.3f and %.3f.",
			rows.size(), mean(8), worst(8), mean(6), worst(6), mean(9), worst(9), mean(22), worst(22), mean(24),
			worst(24));
	}

	private double mean(final int column) {
		return rows.stream().mapToDouble(r -> Double.parseDouble(r.split(",", -1)[column])).average().orElse(0);
	}

	private double worst(final int column) {
		return rows.stream().mapToDouble(r -> Double.parseDouble(r.split(",", -1)[column])).max().orElse(0);
	}
}
