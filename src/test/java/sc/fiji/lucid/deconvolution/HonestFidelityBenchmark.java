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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.ScorePhantom;
import sc.fiji.lucid.simulation.Simulation;

/**
 * What the automatic method, told the optics and nothing else, makes of phantoms that
 * are like recordings: all light of the PSF, tissue beyond the field, an offset without
 * noise, optics computed apart from the PSF that restores
 * ({@link sc.fiji.lucid.simulation.Acquisition}). Beside it the best iteration by hand
 * of heavy ball, told the camera. {@link FidelityBenchmark} in contrast blurs by the
 * PSF that restores.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:$(cat target/cp.txt) \
 *   sc.fiji.lucid.deconvolution.HonestFidelityBenchmark honest.csv [--seeds 1,2,3] [--case oil-tissue-1000,air] \
 *   [--method gradient-consensus] [--hand hand.csv] \
 *   [--size 96x96x32]
 * </pre>
 *
 * A case is {oil, water, air, confocal} - {tissue, filaments, nuclei, shells} - {100,
 * 1000}; {@code --case} takes those that have all words of one of its names. Rows of
 * the table that is there already stay until they are made again. {@code --hand} keeps
 * the results by hand in a file. Seeds 1 to 3 are for tuning, 11 to 13 for reporting.
 * <p>
 * NRMSE and flux are those of {@link ScorePhantom}. The CPU time is that of the process
 * while it restores, the PSF not included.
 */
public final class HonestFidelityBenchmark {

	private static final String HEADER = "case,seed,auto,hand,auto / hand,flux,hand flux,background,gain,iterations," +
		"FFTs of the whole,hand FFTs,CPU s,reason";

	private final Path table;
	private final Path kept;
	private final Method method;
	private final List<String> rows = new ArrayList<>();
	private Acquisition.Exposure exposure;
	private String exposed = "";
	private Psf psf;
	private Objective through;

	private HonestFidelityBenchmark(final Path table, final Path kept, final Method method) throws IOException {
		this.table = table;
		this.kept = kept;
		this.method = method;
		if (!Files.exists(table)) return;
		final List<String> lines = Files.readAllLines(table);
		if (lines.get(0).equals(HEADER)) lines.stream().skip(1).filter(l -> !l.isEmpty()).forEach(rows::add);
	}

	public static void main(final String[] args) throws IOException {
		final String hand = option(args, "--hand", "");
		final HonestFidelityBenchmark benchmark = new HonestFidelityBenchmark(Path.of(args[0]),
			hand.isEmpty() ? null : Path.of(hand), Method.of(option(args, "--method", "auto")));
		final int[] size = Arrays.stream(option(args, "--size", "96x96x32").split("x"))
			.mapToInt(Integer::parseInt)
			.toArray();
		final Extent view = new Extent(size[0], size[1], size[2]);
		final String[] filters = option(args, "--case", "").split(",");
		System.out.println(HEADER);
		for (final String seed : option(args, "--seeds", "1,2,3").split(","))
			for (final HonestCase c : HonestCase.all(view))
				if (Arrays.stream(filters).anyMatch(f -> f.isEmpty() || c.matches(f)))
					benchmark.run(c, Long.parseLong(seed));
		System.out.println(benchmark.summary());
	}

	private static String option(final String[] args, final String name, final String otherwise) {
		final int i = Arrays.asList(args).indexOf(name);
		return i < 0 ? otherwise : args[i + 1];
	}

	private void run(final HonestCase c, final long seed) throws IOException {
		final Simulation simulation = simulation(c, seed);
		if (through != c.objective()) psf = c.psf();
		through = c.objective();
		final HonestHand hand = HonestHand.of(c, seed, simulation, psf, kept);
		final long start = cpu();
		final Restoration auto = Deconvolution.restore(c.recording(simulation), psf,
			DeconvolutionOptions.DEFAULT.withMethod(method), Progress.NONE);
		final double seconds = (cpu() - start) * 1e-9;
		final ScorePhantom score = HonestCase.score(simulation, auto.estimate(), HonestCase.CAMERA.gain());
		final String row = String.format(Locale.ROOT, "%s,%d,%.4f,%.4f,%.3f,%.3f,%.3f,%.1f,%.3f,%d,%d,%d,%.1f,%s", c,
			seed, score.nrmse(), hand.error(), score.nrmse() / hand.error(), score.flux(), hand.flux(),
			auto.background(), auto.gain(), auto.iterations(), Math.round(ofTheWhole(auto, simulation)), 4 * hand.at(),
			seconds, auto.reason());
		System.out.println(row);
		rows.removeIf(r -> r.startsWith(c + "," + seed + ","));
		rows.add(row);
		write();
	}

	private Simulation simulation(final HonestCase c, final long seed) {
		final String key = c.objective() + " " + c.phantom() + " " + seed;
		if (!key.equals(exposed)) exposure = c.exposure(seed);
		exposed = key;
		return exposure.record(c.photons(), HonestCase.CAMERA);
	}

	private double ofTheWhole(final Restoration auto, final Simulation simulation) {
		final Extent whole = ForwardModel.grid(simulation.observed().extent(), psf.extent(),
			DeconvolutionOptions.DEFAULT.withMethod(method));
		return auto.transforms() * Engine.cost(auto.grid()) / Engine.cost(whole);
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}

	private void write() throws IOException {
		final List<String> lines = new ArrayList<>(rows);
		lines.add(0, HEADER);
		Files.write(table, lines);
	}

	/** Means and worst cases of the whole table. */
	private String summary() {
		final StringBuilder text = new StringBuilder("\nauto / hand on average, at worst; FFTs on average\n");
		for (final String objective : new String[] { "", "oil", "water", "air", "confocal" }) {
			final List<String[]> some = rows.stream()
				.filter(r -> r.startsWith(objective))
				.map(r -> r.split(","))
				.toList();
			if (!some.isEmpty()) text.append(
				String.format(Locale.ROOT, "%s (%d): %.3f, %.3f; %.0f%n", objective.isEmpty() ? "all" : objective,
					some.size(), some.stream().mapToDouble(r -> Double.parseDouble(r[4])).average().orElseThrow(),
					some.stream().mapToDouble(r -> Double.parseDouble(r[4])).max().orElseThrow(),
					some.stream().mapToDouble(r -> Double.parseDouble(r[10])).average().orElseThrow()));
		}
		return text.toString();
	}
}
