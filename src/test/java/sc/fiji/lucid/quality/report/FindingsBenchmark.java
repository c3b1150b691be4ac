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
package sc.fiji.lucid.quality.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.slices.Slices;
import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.quality.Simulated;
import sc.fiji.lucid.quality.agreement.Consistency;
import sc.fiji.lucid.quality.agreement.TruthComparison;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * How often the findings are right, on phantoms, modalities, photons and seeds other than those of the tests: clean
 * restorations by the automatic method must not be blamed, planted faults must be found. Arguments: a seed, then names
 * of parts (clean, psf, background, low, tissue, iterations, clipped, slice, gaps, sampling, channel) or none for all.
 * Low is a background too low in widefield, tissue the right one of a sample that fills the field; gaps are missing
 * slices in every scene at several depths, by the recording alone.
 */
public final class FindingsBenchmark {

	private static final VoxelSize FINE = new VoxelSize(0.08, 0.08, 0.2), FINER = new VoxelSize(0.05, 0.05, 0.13);
	private static final String[] CLEAN = { "nuclei-widefield-100", "filaments-widefield-300", "shells-widefield-60",
		"mixed-confocal-100", "nuclei-confocal-40", "spots-widefield-300", "filaments-spinning_disk-150",
		"shells-two_photon-60", "nuclei-light_sheet-200", "mixed-widefield-30" };

	private static final String[] PHANTOMS = { "spots", "beads", "mixed", "filaments", "nuclei", "shells" };
	private static final String[] LIGHT = { "widefield-200", "confocal-150", "light_sheet-150" };
	/** Of tissue, and how far their seeds lie apart. */
	private static final int LAYERS = 12, LAYER = 1000;
	private static final int[] DEPTHS = { 8, 12, 16, 20, 24, 28, 32 };

	private final long seed;

	private FindingsBenchmark(final long seed) {
		this.seed = seed;
	}

	public static void main(final String... args) {
		final FindingsBenchmark benchmark = new FindingsBenchmark(Long.parseLong(args[0]));
		final List<String> parts = args.length > 1 ? Arrays.asList(args).subList(1, args.length) : List.of("clean",
			"psf", "background", "low", "tissue", "iterations", "clipped", "slice", "gaps", "sampling", "channel");
		parts.forEach(benchmark::run);
	}

	/** A phantom as a microscope shows it. */
	private record Scene(String name, VoxelSize voxel, Microscope microscope, Psf psf, Simulation simulation,
		double offset)
	{

		static Scene of(final String name, final long seed, final VoxelSize voxel, final double na) {
			final String[] words = name.split("-");
			final Extent view = new Extent(128, 120, 40);
			final Microscope m = optics(Modality.valueOf(words[1].toUpperCase(Locale.ROOT)), na);
			final double peak = Double.parseDouble(words[2]);
			final Simulation s = Simulation.of(Phantom.of(words[0]), view, voxel, 2, v -> rendered(m, v, view, voxel),
				peak, 100, 2, seed);
			return new Scene(name, voxel, m, rendered(m, voxel, view, voxel), s, 100);
		}

		Scene withPsf(final double na) {
			final Microscope other = optics(microscope.modality(), na);
			return new Scene(name, voxel, other, rendered(other, voxel, simulation.observed().extent(), voxel),
				simulation, offset);
		}

		QualityInput input(final Volume raw, final Restoration r) {
			return QualityInput.of(raw, r.estimate(), voxel)
				.withPsf(psf)
				.withOptics(OpticalSettings.of(microscope))
				.withBackground(r.background());
		}
	}

	private static Microscope optics(final Modality modality, final double na) {
		return OpticalSettings.NONE.with(modality, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, na, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.SAMPLE_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, modality == Modality.TWO_PHOTON ? 0.9 : 0.488, Origin.GIVEN)
			.with(OpticalParameter.SHEET_THICKNESS, 2, Origin.GIVEN)
			.microscope();
	}

	private static Psf rendered(final Microscope m, final VoxelSize voxel, final Extent view, final VoxelSize coarse) {
		final int finer = (int) Math.round(coarse.x() / voxel.x());
		final PsfModel model = PsfModel.forMicroscope(m);
		return model.render(m, voxel,
			model.support(m, voxel, new Extent(view.nx() * finer, view.ny() * finer, view.nz() * finer)).extent(),
			Sampling.INTEGRATED);
	}

	private static Restoration restore(final Scene s, final Volume raw,
		final UnaryOperator<DeconvolutionOptions> options)
	{
		return Deconvolution.restore(Volumes.observed(raw), s.psf, options.apply(DeconvolutionOptions.DEFAULT),
			Progress.NONE);
	}

	private static void report(final String what, final QualityInput input) {
		final QualityReport report = QualityAssessment.of(input, () -> false, step -> {}).report();
		final String blamed = report.findings()
			.stream()
			.filter(f -> f.severity().compareTo(Severity.WARNING) >= 0)
			.map(f -> f.severity() + ":" + f.topic())
			.collect(Collectors.joining(" "));
		final String numbers = report.consistency().map(FindingsBenchmark::numbers).orElse("");
		System.out.printf(Locale.ROOT, "%-56s %-60s %s light %.2f gain %.2f back %.1f edge %.2f typical %.1f%n", what,
			blamed.isEmpty() ? "-" : blamed, numbers,
			report.flux().ratio() * report.consistency().map(c -> c.kept() * c.scale()).orElse(1.0),
			report.data().camera().gain(), report.data().background().value(), report.flux().edgeRatio(),
			report.flux().typical());
	}

	private static String numbers(final Consistency c) {
		final double[] lateral = c.structure().power().get(c.structure().power().size() - 1);
		return String.format(Locale.ROOT,
			"ratio %.3f bright %.3f blocks %.1f neighbours %.3f %.3f %.3f scale %.2f kept %.2f even %.1f b " +
				"%.1f/%.1f low %.2f width %.2f (%.2f-%.2f) misfit %.3f followed %.2f",
			c.ratio(), c.brightRatio(), c.structure().blocks(), c.structure().neighbours()[0],
			c.structure().neighbours()[1], c.structure().neighbours()[2], c.scale(), c.kept(), c.evenLight(),
			c.background(), c.fittedBackground(), Arrays.stream(lateral).filter(Double::isFinite).min().orElse(0),
			c.spectrum().width(), c.spectrum().narrowest(), c.spectrum().widest(), c.spectrum().misfit(),
			c.spectrum().noiseFollowed());
	}

	private void run(final String part) {
		switch (part) {
			case "clean" -> clean();
			case "psf" -> {
				for (final String name : List.of("spots-widefield-300", "beads-widefield-300", "mixed-widefield-200",
					"mixed-confocal-200", "filaments-widefield-200", "nuclei-widefield-200"))
					for (final double[] na : new double[][] { { 1.2, 1.4 }, { 1.4, 1.2 } }) {
						final Scene wrong = Scene.of(name, seed, FINE, na[0]).withPsf(na[1]);
						report("psf " + name + " NA " + na[0] + " with " + na[1], wrong
							.input(wrong.simulation.observed(), restore(wrong, wrong.simulation.observed(), o -> o)));
					}
			}
			case "background" -> {
				for (final String name : List.of("nuclei-confocal-100", "filaments-widefield-200"))
					for (final double wrong : new double[] { 80, 120 })
						background(Scene.of(name, seed, FINE, 1.4), wrong);
			}
			case "iterations" -> {
				iterations("nuclei-confocal-100", Method.RICHARDSON_LUCY, 40);
				// Richardson-Lucy needs hundreds of iterations in widefield: 400 are none too many.
				iterations("nuclei-widefield-100", Method.RICHARDSON_LUCY, 40);
				iterations("nuclei-widefield-100", Method.HEAVY_BALL, 40);
				iterations("nuclei-widefield-200", Method.HEAVY_BALL, 40);
			}
			case "low" -> {
				for (final String name : List.of("mixed", "filaments", "shells", "nuclei", "spots"))
					background(Scene.of(name + "-widefield-200", seed, FINE, 1.4), 80);
			}
			case "tissue" -> {
				for (final String light : List.of("widefield-200", "confocal-150"))
					background(tissue("nuclei-" + light), 100);
			}
			case "gaps" -> gaps();
			default -> recording(part);
		}
	}

	private static void background(final Scene s, final double background) {
		report("background " + background + " " + s.name, s.input(s.simulation.observed(),
			restore(s, s.simulation.observed(), o -> o.withBackground(OptionalDouble.of(background)))));
	}

	/** Many scenes in one: nuclei side by side and over one another. */
	private Scene tissue(final String name) {
		final Scene first = Scene.of(name, seed, FINE, 1.4);
		final List<Volume> layers = new ArrayList<>();
		for (int i = 0; i < LAYERS; i++)
			layers.add(Scene.of(name, seed + LAYER * i, FINE, 1.4).simulation.blurred());
		final Extent e = first.simulation.observed().extent();
		final Volume light = Volumes.of(e, (x, y, z) -> (float) layers.stream().mapToDouble(v -> v.row(y, z)[x]).sum());
		final double dimmer = Double.parseDouble(name.split("-")[2]) / VolumeStatistics.of(light).maximum();
		final Volume raw = Simulated.camera(Volumes.of(e, (x, y, z) -> (float) (dimmer * light.row(y, z)[x])), 1,
			first.offset, 2, seed);
		return new Scene("tissue-" + name, FINE, first.microscope, first.psf, new Simulation(light, light, raw),
			first.offset);
	}

	/**
	 * So many, and ten times as many; with the error against the truth, which tells whether the latter are too many.
	 */
	private void iterations(final String name, final Method method, final int enough) {
		final Scene s = Scene.of(name, seed, FINE, 1.4);
		for (final int n : new int[] { enough, 10 * enough }) {
			final Restoration r = restore(s, s.simulation.observed(),
				o -> o.withMethod(method).withIterations(n).withBackground(OptionalDouble.of(100)));
			report(
				method + " " + n + " " + name +
					String.format(Locale.ROOT, " error %.2f",
						TruthComparison.of(s.simulation.truth(), r.estimate(), s.voxel, () -> false).nrmse()),
				s.input(s.simulation.observed(), r));
		}
	}

	private void clean() {
		for (int i = 0; i < CLEAN.length; i++) {
			final Scene s = Scene.of(CLEAN[i], seed + i, CLEAN[i].contains("widefield") ? FINE : FINER, 1.4);
			report("clean " + CLEAN[i], s.input(s.simulation.observed(), restore(s, s.simulation.observed(), o -> o)));
		}
	}

	private void gaps() {
		int named = 0, wrong = 0, clean = 0;
		for (final String phantom : PHANTOMS)
			for (final String light : LIGHT) {
				final Volume raw = Scene.of(phantom + "-" + light, seed, FINE, 1.4).simulation.observed();
				final List<Integer> found = gaps(raw), right = new ArrayList<>(), elsewhere = new ArrayList<>();
				for (final int z : DEPTHS) {
					final List<Integer> gaps = gaps(without(raw, z));
					(gaps.equals(List.of(z)) ? right : elsewhere).addAll(gaps);
				}
				System.out.printf("gaps %-28s whole %-5s right %s elsewhere %s%n", phantom + "-" + light, found, right,
					elsewhere);
				named += right.size();
				wrong += elsewhere.size();
				clean += found.size();
			}
		final int scenes = PHANTOMS.length * LIGHT.length;
		System.out.printf("gaps named %d of %d, elsewhere %d, in whole stacks %d of %d%n", named,
			scenes * DEPTHS.length, wrong, clean, scenes);
	}

	private static List<Integer> gaps(final Volume raw) {
		return Slices.of(raw, BackgroundEstimate.of(Recording.of(raw)).value()).gaps();
	}

	private static Volume without(final Volume raw, final int slice) {
		final Extent e = raw.extent();
		return Volumes.of(new Extent(e.nx(), e.ny(), e.nz() - 1), (x, y, z) -> raw.row(y, z < slice ? z : z + 1)[x]);
	}

	private void recording(final String part) {
		for (final String name : List.of("shells-confocal-150", "nuclei-widefield-200", "mixed-widefield-200")) {
			final Scene s = Scene.of(name, seed, part.equals("sampling") ? new VoxelSize(0.08, 0.08, 0.6) : FINE, 1.4);
			final Volume raw = s.simulation.observed();
			final Extent e = raw.extent();
			final List<Volume> others = new ArrayList<>();
			Volume faulty = raw;
			if (part.equals("clipped")) faulty = Volumes.of(e, (x, y, z) -> Math.min(200, raw.row(y, z)[x]));
			if (part.equals("slice")) faulty = without(raw, 16);
			final Restoration r = restore(s, faulty, o -> o.withBackground(OptionalDouble.of(100)));
			if (part.equals("channel"))
				others.add(Volumes.of(e, (x, y, z) -> raw.row(Math.max(0, y - 2), z)[Math.max(0, x - 3)]));
			report(part + " " + s.name, s.input(faulty, r)
				.withOtherChannels(others.stream().map(v -> (java.util.function.Supplier<Volume>) () -> v).toList()));
		}
	}
}
