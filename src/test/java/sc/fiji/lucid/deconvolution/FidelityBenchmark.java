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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.GaussianBlur;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.quality.Metrics;
import sc.fiji.lucid.quality.SpotFinder;
import sc.fiji.lucid.quality.SpotWidths;
import sc.fiji.lucid.quality.StructuralSimilarity;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * What the automatic method reaches on phantoms, against Richardson–Lucy and its
 * accelerated form stopped by hand where they are best (and told the offset, which
 * the automatic method is not). Writes docs/fidelity.csv and docs/fidelity.md.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=sc.fiji.lucid.deconvolution.FidelityBenchmark -Dexec.args="docs 11,12,13"
 * </pre>
 *
 * NRMSE compares truth and estimate at one resolution, both blurred to 120 nm
 * laterally and 320 nm axially ("raw": as they are). Seeds 1–3 are for tuning,
 * 11–13 for reporting.
 */
public final class FidelityBenchmark {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	/** Full width at half maximum of a Gaussian in standard deviations. */
	private static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));
	private static final Extent VIEW = new Extent(96, 96, 48);
	private static final int OVERSAMPLING = 2;

	private final Path folder;
	private final List<String> rows = new ArrayList<>();

	private FidelityBenchmark(final Path folder) {
		this.folder = folder;
	}

	/** @param args folder for the tables, seeds, and optionally cases such as nuclei-widefield-100 */
	public static void main(final String[] args) throws IOException {
		final FidelityBenchmark benchmark = new FidelityBenchmark(Path.of(args[0]));
		Files.createDirectories(benchmark.folder);
		for (final String seed : args[1].split(","))
			for (final String name : args.length > 2 ? args[2].split(",") : cases())
				benchmark.run(name, Long.parseLong(seed));
	}

	private static String[] cases() {
		final List<String> names = new ArrayList<>();
		for (final int peak : new int[] { 100, 20, 1000 })
			for (final Phantom phantom : new Phantom[] { Phantom.MIXED, Phantom.NUCLEI, Phantom.FILAMENTS, Phantom.SHELLS,
				Phantom.SPOTS })
				for (final Modality modality : new Modality[] { Modality.WIDEFIELD, Modality.CONFOCAL })
					names.add((phantom + "-" + modality + "-" + peak).toLowerCase(Locale.ROOT));
		return names.toArray(String[]::new);
	}

	/** One phantom and what is known of it. */
	private record Case(String name, long seed, Simulation simulation, Volume limited, Psf psf, double offset) {

		double nrmse(final Volume estimate) {
			return Metrics.nrmse(limited, limit(estimate));
		}

		Observed observed() {
			return Volumes.observed(simulation.observed());
		}
	}

	/** The smallest error along a method's iterations. */
	private record Curve(double best, int at, double last, int reaching) {}

	private static Volume limit(final Volume v) {
		return GaussianBlur.of(v, 0.12 / FWHM / VOXEL.x(), 0.12 / FWHM / VOXEL.y(), 0.32 / FWHM / VOXEL.z());
	}

	private static Case make(final String name, final long seed) {
		final String[] words = name.split("-");
		final double peak = Double.parseDouble(words[2]), offset = 0.1 * peak + 2;
		final Microscope microscope = microscope(Modality.valueOf(words[1].toUpperCase(Locale.ROOT)));
		final Simulation s = Simulation.of(Phantom.of(words[0]), VIEW, VOXEL, OVERSAMPLING, v -> psf(microscope, v), peak,
			offset, 2, seed);
		return new Case(name, seed, s, limit(s.truth()), psf(microscope, VOXEL), offset);
	}

	private static Microscope microscope(final Modality modality) {
		return Microscope.of(OpticalSettings.NONE.with(modality, Origin.GIVEN).with(OpticalParameter.NUMERICAL_APERTURE, 1.4,
			Origin.GIVEN).with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN).with(OpticalParameter.SAMPLE_INDEX, 1.515,
				Origin.GIVEN).with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN).with(
					OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN));
	}

	private static Psf psf(final Microscope microscope, final VoxelSize voxel) {
		final int finer = (int) Math.round(VOXEL.x() / voxel.x());
		final PsfModel model = PsfModel.forMicroscope(microscope);
		return model.render(microscope, voxel, model.support(microscope, voxel, new Extent(VIEW.nx() * finer, VIEW.ny() *
			finer, VIEW.nz() * finer)).extent(), Sampling.INTEGRATED);
	}

	private void run(final String name, final long seed) throws IOException {
		final Case c = make(name, seed);
		final boolean widefield = name.contains("widefield");
		final ForwardModel model = new ForwardModel(c.observed(), c.psf, c.offset, DeconvolutionOptions.DEFAULT.boundary(),
			Engine.FUSED, Progress.NONE);
		final Curve rl = curve(c, new RichardsonLucy(model, model.initialEstimate(InitialEstimate.FLAT)), 100, 10, 0);
		final Curve shb = curve(c, new HeavyBall(model, model.initialEstimate(InitialEstimate.FLAT)), widefield ? 120 : 40,
			widefield ? 4 : 2, rl.last);
		final double hand = Math.min(rl.best, shb.best);
		final double stopped = c.nrmse(restore(c, DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL).withBackground(
			OptionalDouble.of(c.offset))).estimate());
		final long start = cpu();
		final Restoration auto = restore(c, DeconvolutionOptions.DEFAULT);
		final double seconds = (cpu() - start) * 1e-9, error = c.nrmse(auto.estimate());
		final double late = c.nrmse(restore(c, DeconvolutionOptions.DEFAULT.withIterations(5 * auto.iterations())).estimate());
		final Volume raw = Volumes.of(VIEW, (x, y, z) -> c.simulation.observed().row(y, z)[x] - c.offset);
		rows.add(String.format(Locale.ROOT,
			"%s,%d,%.3f,%.3f,%.3f,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.1f,%.1f,%d,%d,%.1f,%s,%s", name, seed, c.nrmse(raw),
			rl.last, shb.best, shb.at, stopped / shb.best, error, error / hand, late / error, Metrics.nrmse(c.simulation.truth(),
				auto.estimate()), similarity(c, auto.estimate()), auto.estimate().sum() / c.simulation.truth().sum(), c.offset, auto
					.background(), auto.transforms(), 4 * shb.reaching, seconds, axial(name, raw), axial(name, auto.estimate())));
		write();
	}

	private static Restoration restore(final Case c, final DeconvolutionOptions options) {
		return Deconvolution.restore(c.observed(), c.psf, options, Progress.NONE);
	}

	/** @param target error of which the first iteration that reaches it is sought */
	private static Curve curve(final Case c, final Iteration iteration, final int iterations, final int every,
		final double target)
	{
		double best = Double.POSITIVE_INFINITY, last = best;
		int at = 0, reaching = 0;
		for (int k = 1; k <= iterations; k++) {
			iteration.next();
			if (k % every != 0) continue;
			last = c.nrmse(iteration.estimate().crop(0, 0, 0, VIEW));
			if (last < best) at = k;
			best = Math.min(best, last);
			if (reaching == 0 && last <= target) reaching = k;
		}
		return new Curve(best, at, last, reaching);
	}

	private static double similarity(final Case c, final Volume estimate) {
		float max = 0;
		for (int z = 0; z < VIEW.nz(); z++)
			for (int y = 0; y < VIEW.ny(); y++)
				for (final float v : c.limited.row(y, z))
					max = Math.max(max, v);
		return StructuralSimilarity.ssim(c.limited, limit(estimate), 1, max, StructuralSimilarity.DEFAULT_WINDOW);
	}

	/** Median axial width of spots in nm. */
	private static String axial(final String name, final Volume v) {
		if (!name.startsWith("spots")) return "";
		final SpotWidths widths = SpotWidths.of(SpotFinder.find(v, VOXEL));
		return widths.count() == 0 ? "" : String.format(Locale.ROOT, "%.0f", 1000 * widths.fwhmZ());
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static final String HEADER = "case,seed,data,RL 100,heavy ball best,at,stop / best,auto,auto / hand," +
		"5x / auto,auto raw,SSIM,flux,offset,background,FFTs,FFTs to RL 100,CPU s,axial data nm,axial auto nm";

	private void write() throws IOException {
		try (Writer w = Files.newBufferedWriter(folder.resolve("fidelity.csv")); PrintWriter csv = new PrintWriter(w)) {
			csv.println(HEADER);
			rows.forEach(csv::println);
		}
		try (Writer w = Files.newBufferedWriter(folder.resolve("fidelity.md")); PrintWriter md = new PrintWriter(w)) {
			md.println("# Fidelity on phantoms\n");
			md.println("Made by `FidelityBenchmark` (its Javadoc has the command and the meaning of the numbers). Stacks of " +
				VIEW + " voxels of " + VOXEL + " µm, NA 1.4 oil, 520 nm, object larger than the field of view, Poisson and read " +
				"noise of 2 e-. `auto` is told the PSF and nothing else; `hand` is the best iteration of Richardson-Lucy " +
				"(up to 100) and heavy ball (up to 120 or 40), told the true offset.\n");
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
				"five times too many iterations cost %.3f on average, %.3f at worst.", rows.size(), mean(8), worst(8), mean(6),
			worst(6), mean(9), worst(9));
	}

	private double mean(final int column) {
		return rows.stream().mapToDouble(r -> Double.parseDouble(r.split(",", -1)[column])).average().orElse(0);
	}

	private double worst(final int column) {
		return rows.stream().mapToDouble(r -> Double.parseDouble(r.split(",", -1)[column])).max().orElse(0);
	}
}
