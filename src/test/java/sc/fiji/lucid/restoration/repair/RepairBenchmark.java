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
package sc.fiji.lucid.restoration.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/**
 * What repairs find, what they take for a fault that is none, and how near a restoration comes to that of the clean
 * stack: docs/notebook/repair.md.
 *
 * <pre>
 * RepairBenchmark cost
 * RepairBenchmark pictures FOLDER
 * RepairBenchmark jitter-picture FOLDER --size 128x96x32
 * RepairBenchmark found|slices|error --seeds 11,12,13 [--size 128x128x32] [--objectives OIL,CONFOCAL] [--phantoms
 * NUCLEI,SPOTS] [--photons 100,1000] [--hot 0.003] [--dead 0.001] [--impulses 0.001] [--bleach 0.3] [--flicker 0.1]
 * [--odd 0.3] [--repair auto] [--tiles] [--fixed ITERATIONS]
 * </pre>
 *
 * Seed 1 is for tuning, 11 to 13 for reporting.
 */
public final class RepairBenchmark {

	private final String[] args;
	private final Extent view;
	private final Faults faults;

	private RepairBenchmark(final String[] args) {
		this.args = args;
		final int[] size = Arrays.stream(option("--size", "128x128x32").split("x"))
			.mapToInt(Integer::parseInt)
			.toArray();
		view = new Extent(size[0], size[1], size[2]);
		faults = new Faults(number("--hot", "0.003"), number("--dead", "0.001"), number("--impulses", "0.001"),
			Double.POSITIVE_INFINITY, 0, 0, 0, 0, 0, sc.fiji.lucid.simulation.camera.Misplaced.NONE);
	}

	/** Light of each slice: bleached, flickering, one slice brighter and one dimmer. */
	private double[] lamp(final long seed) {
		final java.util.Random random = new java.util.Random(seed + 77);
		final double bleach = number("--bleach", "0"), flicker = number("--flicker", "0"), odd = number("--odd", "0");
		final double[] lamp = new double[view.nz()];
		for (int z = 0; z < lamp.length; z++)
			lamp[z] = Math.pow(1 - bleach, z / (lamp.length - 1.0)) * (1 + flicker * random.nextGaussian()) *
				(z == lamp.length / 3 ? 1 + odd : z == 2 * lamp.length / 3 ? 1 - odd : 1);
		return lamp;
	}

	/**
	 * The same photons, of which a lamp that is dimmer makes fewer: thinned, or added to, so that their noise stays.
	 */
	private Volume lit(final Volume counts, final Volume blurred, final double[] lamp, final long seed) {
		final java.util.Random random = new java.util.Random(seed + 78);
		final Detector d = Detector.SCMOS;
		final Volume lit = new Volume(view);
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				for (int x = 0; x < view.nx(); x++) {
					final double f = lamp[z], mean = blurred.row(y, z)[x],
						photons = (counts.row(y, z)[x] - d.offset()) * d.gain();
					final double now = f < 1
						? f * photons + Math.sqrt(f * (1 - f) * mean + (1 - f * f) * d.readNoise() * d.readNoise()) *
							random.nextGaussian()
						: photons + (f - 1) * mean + Math.sqrt((f - 1) * mean) * random.nextGaussian();
					lit.row(y, z)[x] = (float) Math.max(0, Math.rint(d.offset() + now / d.gain()));
				}
		return lit;
	}

	private String slices(final Acquisition.Exposure exposure, final Psf psf, final double photons) {
		final var simulation = exposure.record(photons, Detector.SCMOS);
		final double[] lamp = lamp(exposure.seed());
		final var clean = new OddSlicesStep(psf).decide(sample(simulation.observed()), Progress.NONE).exposure();
		final var sample = sample(lit(simulation.observed(), simulation.blurred(), lamp, exposure.seed()));
		final var odd = new OddSlicesStep(psf).decide(sample, Progress.NONE).exposure();
		int planted = 0, found = 0;
		double worst = 0;
		final double[] decay = new double[lamp.length];
		for (int z = 0; z < lamp.length; z++) {
			decay[z] = Math.pow(1 - number("--bleach", "0"), z / (lamp.length - 1.0));
			final double f = lamp[z] / decay[z], told = odd.isEmpty() ? 1 : odd.get(z);
			if (Math.abs(f - 1) > 0.1) planted++;
			if (Math.abs(f - 1) > 0.1 && told != 1) found++;
			worst = Math.max(worst, Math.abs(told / f - 1));
		}
		return String.format(Locale.ROOT, "%d,%d of %d,%.3f", clean.stream().filter(v -> v != 1).count(), found,
			planted, worst);
	}

	private sc.fiji.lucid.restoration.StackSample sample(final Volume counts) {
		return new sc.fiji.lucid.restoration.StackSample(new RecordingVoxels(recording(counts)), Long.MAX_VALUE,
			Progress.NONE);
	}

	public static void main(final String[] args) {
		if (args[0].equals("cost")) cost();
		else if (args[0].equals("jitter-picture")) new RepairBenchmark(args).jitterPicture(new java.io.File(args[1]));
		else if (args[0].equals("pictures")) new RepairBenchmark(args).pictures(new java.io.File(args[1]));
		else new RepairBenchmark(args).run(args[0]);
	}

	/** Processor time of what auto looks for in a clean stack of 512x512x64 voxels, the second time. */
	private static void cost() {
		final Extent e = new Extent(512, 512, 64);
		final java.util.Random random = new java.util.Random(1);
		final short[][] planes = new short[e.nz()][e.nx() * e.ny()];
		for (int z = 0; z < planes.length; z++)
			for (int i = 0; i < planes[z].length; i++) {
				final double light = 30 + 300 * Math.pow(Math.sin(i % 512 / 40.0) * Math.sin(i / 512 / 30.0), 2);
				planes[z][i] = (short) (100 + light + Math.sqrt(light) * random.nextGaussian());
			}
		final Psf psf = PsfPreparation.of(Objective.OIL.voxel(), e)
			.render(Objective.OIL.microscope(), PsfModel.forMicroscope(Objective.OIL.microscope()))
			.psf();
		for (int i = 0; i < 3; i++)
			for (final var step : Repair.AUTO.steps(0, psf, DeconvolutionOptions.DEFAULT)) {
				final long start = cpu();
				final boolean same = step.whole(new Recording(e, planes), Progress.NONE)
					.applied()
					.image()
					.mask() == null;
				System.out.println(step + ": " + (cpu() - start) * 1e-9 + " s of processor time, unchanged: " + same);
			}
	}

	/** Those of the guide: recorded, restored as it is, and restored after a repair. */
	private void pictures(final java.io.File folder) {
		final Acquisition.Exposure exposure = new Acquisition(Phantom.NUCLEI, 1, Objective.OIL.microscope(), view,
			Objective.OIL.voxel(), 2, 1).exposure();
		final Psf psf = PsfPreparation.of(Objective.OIL.voxel(), view)
			.render(Objective.OIL.microscope(), PsfModel.forMicroscope(Objective.OIL.microscope()))
			.psf();
		final var clean = exposure.record(300, Detector.SCMOS);
		final Volume bad = faulty(exposure, 300, clean.observed());
		final double[] lamp = new double[view.nz()];
		Arrays.fill(lamp, 1);
		lamp[view.nz() / 2] = 1.5;
		final Volume odd = lit(clean.observed(), clean.blurred(), lamp, 1);
		picture(new java.io.File(folder, "bad-pixels.png"), false, bad, restored(bad, psf, Repair.NONE, false),
			restored(bad, psf, Repair.AUTO, false));
		picture(new java.io.File(folder, "odd-slice.png"), true, odd, restored(odd, psf, Repair.NONE, false),
			restored(odd, psf, Repair.AUTO, false));
	}

	/**
	 * That of the guide: slices that jump by a voxel and a half, restored as they are, and restored after they were
	 * put back.
	 */
	private void jitterPicture(final java.io.File folder) {
		final Acquisition.Exposure exposure = new Acquisition(Phantom.SPOTS, 1, Objective.CONFOCAL.microscope(), view,
			Objective.CONFOCAL.voxel(), 1, 31).exposure();
		final Psf psf = PsfPreparation.of(Objective.CONFOCAL.voxel(), view)
			.render(Objective.CONFOCAL.microscope(), PsfModel.forMicroscope(Objective.CONFOCAL.microscope()))
			.psf();
		final Volume moved = exposure
			.record(1000, Detector.SCMOS, Faults.NONE.withMisplaced(new sc.fiji.lucid.simulation.camera.Misplaced(1.5)))
			.observed();
		picture(new java.io.File(folder, "jitter.png"), true, alongY(moved),
			alongY(restored(moved, psf, Repair.NONE, false)), alongY(restored(moved, psf, Repair.of("jitter"), false)));
	}

	/** The brightest along Y, in all rows. */
	private Volume alongY(final Volume v) {
		final Volume brightest = new Volume(view);
		for (int z = 0; z < view.nz(); z++)
			for (int x = 0; x < view.nx(); x++) {
				float most = 0;
				for (int y = 0; y < view.ny(); y++)
					most = Math.max(most, v.row(y, z)[x]);
				for (int y = 0; y < view.ny(); y++)
					brightest.row(y, z)[x] = most;
			}
		return brightest;
	}

	/** Maximum projections side by side, along z, or along y with slices as thick as they are. */
	private void picture(final java.io.File file, final boolean fromTheSide, final Volume... volumes) {
		final int scale = 2, thick = fromTheSide ? 5 : 2, height = fromTheSide ? view.nz() : view.ny();
		final var image = new java.awt.image.BufferedImage(volumes.length * (scale * view.nx() + 4) - 4, thick * height,
			java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < volumes.length; i++) {
			final float[] sorted = sc.fiji.lucid.image.Percentiles.sorted(volumes[i], 1 << 20);
			final double low = sc.fiji.lucid.image.Percentiles.of(sorted, 0.02),
				high = sc.fiji.lucid.image.Percentiles.of(sorted, 0.999);
			for (int v = 0; v < height; v++)
				for (int x = 0; x < view.nx(); x++) {
					double most = 0;
					if (fromTheSide) most = volumes[i].row(view.ny() / 2, v)[x];
					else for (int z = 0; z < view.nz(); z++)
						most = Math.max(most, volumes[i].row(v, z)[x]);
					final int grey = (int) Math.max(0, Math.min(255, 255 * (most - low) / (high - low)));
					for (int k = 0; k < scale * thick; k++)
						image.getRaster()
							.setSample(i * (scale * view.nx() + 4) + scale * x + k % scale, thick * v + k / scale, 0,
								grey);
				}
		}
		try {
			javax.imageio.ImageIO.write(image, "png", file);
		}
		catch (final java.io.IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
			.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private String option(final String name, final String otherwise) {
		final int i = Arrays.asList(args).indexOf(name);
		return i < 0 ? otherwise : args[i + 1];
	}

	private double number(final String name, final String otherwise) {
		return Double.parseDouble(option(name, otherwise));
	}

	private void run(final String what) {
		final boolean isError = what.equals("error");
		System.out.println(what.equals("slices") ? "case,seed,odd on clean,odd found of planted,worst error"
			: isError ? "case,seed,untreated,repaired,repaired in tiles"
				: "case,seed,false on clean,hot found,dead found,impulses found,false beside");
		for (final String objective : option("--objectives", "OIL,CONFOCAL").split(","))
			for (final String phantom : option("--phantoms", "NUCLEI,SPOTS,BEADS,FILAMENTS,TISSUE").split(","))
				for (final String seed : option("--seeds", "1").split(",")) {
					final Objective through = Objective.valueOf(objective);
					final Acquisition.Exposure exposure = new Acquisition(Phantom.of(phantom.toLowerCase(Locale.ROOT)),
						through.scale(), through.microscope(), view, through.voxel(), 2, Long.parseLong(seed))
						.exposure();
					final Psf psf = PsfPreparation.of(through.voxel(), view)
						.render(through.microscope(), PsfModel.forMicroscope(through.microscope()))
						.psf();
					for (final String photons : option("--photons", "100,1000").split(",")) {
						final String name = (objective + "-" + phantom + "-" + photons).toLowerCase(Locale.ROOT);
						System.out.println(name + "," + seed + "," +
							(isError ? error(exposure, psf, Double.parseDouble(photons))
								: what.equals("slices") ? slices(exposure, psf, Double.parseDouble(photons))
									: found(exposure, psf, Double.parseDouble(photons))));
					}
				}
	}

	private static Recording recording(final Volume counts) {
		final Extent e = counts.extent();
		final short[][] planes = new short[e.nz()][e.nx() * e.ny()];
		for (int z = 0; z < planes.length; z++)
			for (int i = 0; i < planes[z].length; i++)
				planes[z][i] = (short) (int) counts.row(i / e.nx(), z)[i % e.nx()];
		return new Recording(e, planes);
	}

	/** Which voxels a repair leaves without weight, whole. */
	private boolean[][][] without(final Volume counts, final Psf psf) {
		final BadPixelsStep step = new BadPixelsStep(psf);
		final var applied = step.whole(recording(counts), Progress.NONE).applied();
		if (Boolean.getBoolean("lucid.verbose"))
			System.out.println("  " + applied.lines() + applied.values().get("limits"));
		final Recording mended = applied.image();
		final boolean[][][] out = new boolean[view.nz()][view.ny()][view.nx()];
		final float[] row = new float[view.nx()];
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++) {
				Arrays.fill(row, 0);
				mended.read(y, z, row);
				if (mended.mask() != null) mended.mask().fill(y, z, row, Float.NaN);
				for (int x = 0; x < view.nx(); x++)
					out[z][y][x] = row[x] != counts.row(y, z)[x];
			}
		return out;
	}

	private String found(final Acquisition.Exposure exposure, final Psf psf, final double photons) {
		final boolean[][][] clean = without(exposure.record(photons, Detector.SCMOS).observed(), psf);
		final var simulation = exposure.record(photons, Detector.SCMOS, faults);
		final Volume blurred = simulation.blurred(), light = faults.light(blurred, exposure.seed());
		final boolean[][][] out = without(simulation.observed(), psf);
		final long[] n = new long[7];
		for (int y = 0; y < view.ny(); y++)
			for (int x = 0; x < view.nx(); x++) {
				int more = 0, less = 0;
				double mean = 0;
				for (int z = 0; z < view.nz(); z++) {
					final double d = light.row(y, z)[x] - blurred.row(y, z)[x];
					if (d > 0.1) more++;
					if (d < -0.01 * blurred.row(y, z)[x] && light.row(y, z)[x] == 0) less++;
					mean += blurred.row(y, z)[x] / view.nz();
				}
				final boolean hot = more > view.nz() / 2, dead = less > view.nz() / 2;
				for (int z = 0; z < view.nz(); z++) {
					final boolean impulse = light.row(y, z)[x] - blurred.row(y, z)[x] > 0.1;
					final int kind = hot ? 1 : dead ? 2 : impulse ? 3 : 0;
					if (clean[z][y][x]) n[0]++;
					if (kind == 2 && mean < 3) continue;
					if (kind > 0) n[kind + 3]++;
					if (out[z][y][x] && kind > 0) n[kind]++;
					if (out[z][y][x] && kind == 0) falseBeside++;
				}
			}
		final String text = String.format(Locale.ROOT, "%.2g,%.3f of %d,%.3f of %d,%.3f of %d,%.2g",
			(double) n[0] / view.voxels(), (double) n[1] / n[4], n[4] / view.nz(), (double) n[2] / n[5],
			n[5] / view.nz(), (double) n[3] / n[6], n[6], (double) falseBeside / view.voxels());
		falseBeside = 0;
		return text;
	}

	private long falseBeside;

	private String error(final Acquisition.Exposure exposure, final Psf psf, final double photons) {
		final Volume counts = exposure.record(photons, Detector.SCMOS).observed();
		final Volume clean = restored(counts, psf, Repair.NONE, false), faulty = faulty(exposure, photons, counts);
		final Repair repair = Repair.of(option("--repair", "auto"));
		final List<Double> errors = new ArrayList<>();
		errors.add(difference(clean, restored(faulty, psf, Repair.NONE, false)));
		errors.add(difference(clean, restored(faulty, psf, repair, false)));
		if (Arrays.asList(args).contains("--tiles"))
			errors.add(difference(restored(counts, psf, Repair.NONE, true), restored(faulty, psf, repair, true)));
		return errors.stream()
			.map(e -> String.format(Locale.ROOT, "%.4f", e))
			.reduce((a, b) -> a + "," + b)
			.orElseThrow();
	}

	/** The clean stack with its noise, where no fault changes the light. */
	private Volume faulty(final Acquisition.Exposure exposure, final double photons, final Volume counts) {
		final var simulation = exposure.record(photons, Detector.SCMOS, faults);
		final double[] lamp = lamp(exposure.seed());
		if (Arrays.stream(lamp).anyMatch(f -> f != 1)) return lit(counts, simulation.blurred(), lamp, exposure.seed());
		final Volume light = faults.light(simulation.blurred(), exposure.seed()), faulty = simulation.observed();
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				for (int x = 0; x < view.nx(); x++)
					if (light.row(y, z)[x] == simulation.blurred().row(y, z)[x])
						faulty.row(y, z)[x] = counts.row(y, z)[x];
		return faulty;
	}

	private Volume restored(final Volume counts, final Psf psf, final Repair repair, final boolean inTiles) {
		DeconvolutionOptions options = DeconvolutionOptions.DEFAULT;
		if (!option("--fixed", "").isEmpty())
			options = options.withMethod(sc.fiji.lucid.deconvolution.Method.HEAVY_BALL)
				.withIterations(Integer.parseInt(option("--fixed", "")));
		final List<sc.fiji.lucid.restoration.RestorationStep<?>> all = new ArrayList<>(repair.steps(0, psf, options));
		if (Arrays.asList(args).contains("--mend") && repair != Repair.NONE) all.add(new MendedVoxelsStep());
		all.add(new DeconvolutionStep(psf, options));
		final Steps steps = new Steps(all);
		final RecordingVoxels voxels = new RecordingVoxels(recording(counts));
		final Volume result = new Volume(view);
		final var sink = (sc.fiji.lucid.restoration.VoxelSink) (z, x, y, width, height, part) -> {
			for (int i = 0; i < height; i++)
				System.arraycopy(part, i * width, result.row(y + i, z), x, width);
		};
		if (!inTiles) {
			steps.whole(voxels, sink, Progress.NONE).applied().lines().forEach(l -> {
				if (l.startsWith("bad") || l.contains("iterations (") || l.startsWith("odd") ||
					l.startsWith("bleaching")) System.out.println("  " + l);
			});
			return result;
		}
		final Decided decided = steps.decide(voxels, Long.MAX_VALUE, Progress.NONE);
		for (final Tile tile : new Tiling(view, new Extent(view.nx() / 2, view.ny() / 2, view.nz()),
			decided.cost().halo()).tiles())
			decided.apply(voxels, new Box(tile.core().x(), tile.core().y(), tile.core().z(), tile.core().size()),
				tile.view(), sink, Progress.NONE);
		return result;
	}

	/** ‖a − b‖ / ‖a‖. */
	private static double difference(final Volume a, final Volume b) {
		double sum = 0, squares = 0;
		for (int z = 0; z < a.extent().nz(); z++)
			for (int y = 0; y < a.extent().ny(); y++)
				for (int x = 0; x < a.extent().nx(); x++) {
					final double d = a.row(y, z)[x] - b.row(y, z)[x];
					sum += d * d;
					squares += (double) a.row(y, z)[x] * a.row(y, z)[x];
				}
		return Math.sqrt(sum / squares);
	}
}
