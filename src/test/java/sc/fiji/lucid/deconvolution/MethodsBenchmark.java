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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.quality.agreement.Metrics;
import sc.fiji.lucid.testing.Volumes;

/**
 * Every method as it comes, with automatic background, stop and weight, on two
 * phantoms as {@link FidelityBenchmark} has them, and the axial two-point resolution
 * it reaches ({@link TwoPoints}). Writes docs/notebook/methods.csv and methods.md.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.deconvolution.MethodsBenchmark -Dexec.args="docs/notebook 11"
 * </pre>
 */
public final class MethodsBenchmark {

	private static final String HEADER = "case,seed,method,iterations,FFTs,CPU s,NRMSE,NRMSE raw,SSIM,flux,5x iterations,two points nm";

	private MethodsBenchmark() {}

	/**
	 * @param args folder for the tables, seed, and optionally modalities and methods; rows of a table that is there
	 *          stay
	 */
	public static void main(final String[] args) throws IOException {
		final long seed = Long.parseLong(args[1]);
		final List<String> rows = new ArrayList<>();
		final Path table = Path.of(args[0], "methods.csv");
		if (Files.exists(table)) rows.addAll(Files.readAllLines(table).subList(1, Files.readAllLines(table).size()));
		for (final String modality : (args.length > 2 ? args[2] : "widefield,confocal").split(",")) {
			final FidelityCase mixed = FidelityCase.of("mixed-" + modality + "-100", seed),
				pairs = FidelityCase.of("pairs-" + modality + "-100", seed);
			replace(rows, data(mixed, pairs));
			for (final Method method : args.length > 3
				? Arrays.stream(args[3].split(",")).map(Method::of).toArray(Method[]::new) : Method.values())
				if (method != Method.IDENTITY && method != Method.TWO_STAGE) replace(rows, row(method, mixed, pairs));
			write(Path.of(args[0]), rows);
		}
	}

	private static void replace(final List<String> rows, final String row) {
		final String key = row.substring(0, row.indexOf(',', row.indexOf(',', row.indexOf(',') + 1) + 1) + 1);
		rows.removeIf(r -> r.startsWith(key));
		rows.add(row);
		System.out.println(row);
	}

	private static String data(final FidelityCase mixed, final FidelityCase pairs) {
		return String.format(Locale.ROOT, "%s,%d,(data),,,,%.3f,%.3f,%.3f,,,%.0f", mixed.name(), mixed.seed(),
			mixed.nrmse(signal(mixed)), Metrics.nrmse(mixed.simulation().truth(), signal(mixed)),
			mixed.ssim(signal(mixed)), nanometres(pairs, signal(pairs)));
	}

	private static Volume signal(final FidelityCase c) {
		return Volumes.of(FidelityCase.VIEW, (x, y, z) -> c.simulation().observed().row(y, z)[x] - c.offset());
	}

	private static String row(final Method method, final FidelityCase mixed, final FidelityCase pairs) {
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(method);
		final long start = cpu();
		final Restoration r = restore(mixed, options);
		final double seconds = (cpu() - start) * 1e-9, error = mixed.nrmse(r.estimate());
		final String late = method.isDirect() ? "" : String.format(Locale.ROOT, "%.3f",
			mixed.nrmse(restore(mixed, options.withIterations(5 * r.iterations())).estimate()) / error);
		return String.format(Locale.ROOT, "%s,%d,%s,%d,%d,%.1f,%.3f,%.3f,%.3f,%.3f,%s,%.0f", mixed.name(), mixed.seed(),
			method, r.iterations(), r.transforms(), seconds, error,
			Metrics.nrmse(mixed.simulation().truth(), r.estimate()), mixed.ssim(r.estimate()),
			r.estimate().sum() / mixed.simulation().truth().sum(), late,
			nanometres(pairs, restore(pairs, options).estimate()));
	}

	private static Restoration restore(final FidelityCase c, final DeconvolutionOptions options) {
		return Deconvolution.restore(c.observed(), c.psf(), options, Progress.NONE);
	}

	private static double nanometres(final FidelityCase pairs, final Volume v) {
		return 1000 * TwoPoints.axialResolution(pairs.simulation().truth(), v, FidelityCase.VOXEL.z());
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}

	private static void write(final Path folder, final List<String> rows) throws IOException {
		Files.createDirectories(folder);
		try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(folder.resolve("methods.csv")))) {
			csv.println(HEADER);
			rows.forEach(csv::println);
		}
		try (PrintWriter md = new PrintWriter(Files.newBufferedWriter(folder.resolve("methods.md")))) {
			md.println("# All methods, as they come\n");
			md.println("*Lab notebook. Last made on " + LocalDate.now() + ".*\n");
			md.println(
				"Made by `MethodsBenchmark` on phantoms of [fidelity.md](fidelity.md), 100 photons in the brightest voxel. " +
					"Every method is told the PSF and nothing else. `5x iterations`: how much worse it is when asked for five times as " +
					"many iterations as it chose. `two points`: distance from which on pairs of points, one above the other, show as " +
					"two (NaN: not up to 1500 nm).\n");
			md.println("| " + HEADER.replace(",", " | ") + " |");
			md.println("|" + " --- |".repeat(HEADER.split(",").length));
			rows.forEach(r -> md.println("| " + r.replace(",", " | ") + " |"));
		}
	}
}
