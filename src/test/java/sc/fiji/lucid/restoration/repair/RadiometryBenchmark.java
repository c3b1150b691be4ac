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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
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
import sc.fiji.lucid.restoration.VoxelSink;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/**
 * What uneven light costs a restoration, and what is gained by telling the model: docs/notebook/repair.md.
 *
 * <pre>
 * RadiometryBenchmark flat --seeds 31,32,33 [--size 96x96x32] [--objectives OIL,CONFOCAL] [--phantoms NUCLEI]
 * [--photons 300] [--shading 0.5] [--offsets 3] [--method heavy-ball] [--iterations 20] RadiometryBenchmark bleach
 * --seeds 31,32,33 [--bleach 0.3] ...: the loss is told RadiometryBenchmark decay --seeds 31,32,33 [--bleach 0.3]
 * [--oversampling 1] ...: the loss is found, nothing is restored
 * </pre>
 */
public final class RadiometryBenchmark {

	private final String[] args;
	private final Extent view;

	private RadiometryBenchmark(final String[] args) {
		this.args = args;
		final int[] size = Arrays.stream(option("--size", "96x96x32").split("x")).mapToInt(Integer::parseInt).toArray();
		view = new Extent(size[0], size[1], size[2]);
	}

	private String option(final String name, final String otherwise) {
		final int i = Arrays.asList(args).indexOf(name);
		return i < 0 ? otherwise : args[i + 1];
	}

	private double number(final String name, final double otherwise) {
		return Double.parseDouble(option(name, "" + otherwise));
	}

	public static void main(final String[] args) {
		new RadiometryBenchmark(args).run(args[0]);
	}

	private void run(final String what) {
		for (final String objective : option("--objectives", "OIL,CONFOCAL").split(","))
			for (final String phantom : option("--phantoms", "NUCLEI").split(","))
				for (final String seed : option("--seeds", "1").split(",")) {
					final Objective through = Objective.valueOf(objective);
					final Acquisition.Exposure exposure = new Acquisition(Phantom.of(phantom.toLowerCase(Locale.ROOT)),
						through.scale(), through.microscope(), view, through.voxel(), (int) number("--oversampling", 2),
						Long.parseLong(seed)).exposure();
					final Psf psf = PsfPreparation.of(through.voxel(), view)
						.render(through.microscope(), PsfModel.forMicroscope(through.microscope()))
						.psf();
					final String name = (objective + "-" + phantom + "-" + option("--photons", "300"))
						.toLowerCase(Locale.ROOT);
					System.out.println(name + "," + seed + "," + (what.equals("flat") ? flat(exposure, psf)
						: what.equals("bleach") ? bleach(exposure, psf) : decay(exposure, psf)));
				}
	}

	/** Restored with dark and flat, and with the counts divided before, against the restoration of an even stack. */
	private String flat(final Acquisition.Exposure exposure, final Psf psf) {
		final double photons = number("--photons", 300);
		final Faults faults = Faults.NONE.withShading(number("--shading", 0.5)).withOffsets(number("--offsets", 3));
		final Simulation even = exposure.record(photons, Detector.SCMOS);
		final Detector d = Detector.SCMOS;
		final Volume planted = faults.light(ones(), exposure.seed());
		final float[] offsets = offsets(faults, exposure.seed(), d);
		final Volume shaded = lit(even, planted, offsets, exposure.seed());
		final ReferenceImages references = new ReferenceImages.Planes(
			faults.reference(view, 0, photons, d.offset(), d.gain(), d.readNoise(), exposure.seed()),
			faults.reference(view, 10_000, photons, d.offset(), d.gain(), d.readNoise(), exposure.seed()));
		final Repair told = Repair.NONE.withReferences(references);
		final Volume clean = restored(even.observed(), psf, Repair.NONE, false),
			untold = restored(shaded, psf, Repair.NONE, false), restored = restored(shaded, psf, told, false);
		final Volume divided = restored(divided(shaded, told), psf, Repair.NONE, false);
		final double mean = planted.sum() / planted.extent().voxels();
		return String.format(Locale.ROOT,
			"untold %.4f (left %.3f), divided before %.4f, told %.4f (left %.4f, light %.4f), in tiles %.4f",
			difference(clean, untold, 1), left(untold, clean, planted), difference(clean, divided, 1 / mean),
			difference(clean, restored, 1 / mean), left(restored, clean, planted), restored.sum() / clean.sum() / mean,
			difference(restored(even.observed(), psf, Repair.NONE, true), restored(shaded, psf, told, true), 1 / mean));
	}

	private Volume bleached() {
		final float[] parts = new Loss(number("--bleach", 0.3), false).exposure(view.nz());
		final Volume bleached = new Volume(view);
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				Arrays.fill(bleached.row(y, z), parts[z]);
		return bleached;
	}

	private String bleach(final Acquisition.Exposure exposure, final Psf psf) {
		final Simulation even = exposure.record(number("--photons", 300), Detector.SCMOS);
		final Volume dim = lit(even, bleached(), null, exposure.seed());
		final Loss loss = new Loss(number("--bleach", 0.3), false);
		final Repair told = Repair.NONE.withLoss(loss),
			wrong = Repair.NONE.withLoss(new Loss(1.1 * loss.part(), false));
		final Volume clean = restored(even.observed(), psf, Repair.NONE, false);
		return String.format(Locale.ROOT, "untold %.4f, told %.4f, told a tenth too much %.4f, in tiles %.4f",
			difference(clean, restored(dim, psf, Repair.NONE, false), 1),
			difference(clean, restored(dim, psf, told, false), 1),
			difference(clean, restored(dim, psf, wrong, false), 1),
			difference(restored(even.observed(), psf, Repair.NONE, true), restored(dim, psf, told, true), 1));
	}

	private String decay(final Acquisition.Exposure exposure, final Psf psf) {
		final Simulation even = exposure.record(number("--photons", 300), Detector.SCMOS);
		final BleachingStep step = new BleachingStep(Loss.SOUGHT, psf, DeconvolutionOptions.DEFAULT);
		final StringBuilder text = new StringBuilder();
		for (final Volume counts : List.of(even.observed(), lit(even, bleached(), null, exposure.seed())))
			text.append(text.length() == 0 ? "clean: " : "; bleached: ")
				.append(step.decide(new sc.fiji.lucid.restoration.StackSample(new RecordingVoxels(recording(counts)),
					Long.MAX_VALUE, Progress.NONE), Progress.NONE));
		return text.toString();
	}

	private Volume ones() {
		final Volume ones = new Volume(view);
		ones.fill(1);
		return ones;
	}

	/** Those that the references have, as the dark of very many images shows them. */
	private float[] offsets(final Faults faults, final long seed, final Detector d) {
		final Volume dark = faults.reference(view, 0, 1, 0, d.gain(), 0, seed);
		final float[] offsets = new float[view.nx() * view.ny()];
		for (int i = 0; i < offsets.length; i++)
			offsets[i] = dark.row(i / view.nx(), 0)[i % view.nx()];
		return offsets;
	}

	/** The same photons, of which what is dimmer makes fewer: thinned, so that their noise stays. */
	private Volume lit(final Simulation even, final Volume parts, final float[] offsets, final long seed) {
		final Random random = new Random(seed + 78);
		final Detector d = Detector.SCMOS;
		final Volume lit = new Volume(view);
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				for (int x = 0; x < view.nx(); x++) {
					final double f = parts.row(y, z)[x], mean = even.blurred().row(y, z)[x],
						photons = (even.observed().row(y, z)[x] - d.offset()) * d.gain();
					final double now = f * photons +
						Math.sqrt(f * (1 - f) * mean + (1 - f * f) * d.readNoise() * d.readNoise()) *
							random.nextGaussian();
					lit.row(y, z)[x] = (float) Math.max(0,
						Math.rint(d.offset() + (offsets == null ? 0 : offsets[y * view.nx() + x]) + now / d.gain()));
				}
		return lit;
	}

	private Volume divided(final Volume counts, final Repair repair) {
		final Volume result = new Volume(view);
		repair.before(new MendedVoxelsStep(), 0, null, DeconvolutionOptions.DEFAULT)
			.whole(new RecordingVoxels(recording(counts)), into(result), Progress.NONE);
		return result;
	}

	private static Recording recording(final Volume counts) {
		return Recording.of(counts).changed((y, z, row) -> {});
	}

	private static VoxelSink into(final Volume result) {
		return (z, x, y, width, height, part) -> {
			for (int i = 0; i < height; i++)
				System.arraycopy(part, i * width, result.row(y + i, z), x, width);
		};
	}

	private Volume restored(final Volume counts, final Psf psf, final Repair repair, final boolean inTiles) {
		final DeconvolutionOptions options = option("--method", "heavy-ball").equals("auto")
			? DeconvolutionOptions.DEFAULT
			: DeconvolutionOptions.DEFAULT.with("method", option("--method", "heavy-ball"))
				.withIterations((int) number("--iterations", 20));
		final Steps steps = repair.before(new DeconvolutionStep(psf, options), 0, psf, options);
		final RecordingVoxels voxels = new RecordingVoxels(recording(counts));
		final Volume result = new Volume(view);
		if (!inTiles) {
			final List<String> lines = steps.whole(voxels, into(result), Progress.NONE).applied().lines();
			if (Boolean.getBoolean("lucid.verbose")) lines.forEach(l -> System.out.println("  " + l));
			return result;
		}
		final Decided decided = steps.decide(voxels, Long.MAX_VALUE, Progress.NONE);
		for (final Tile tile : new Tiling(view, new Extent(view.nx() / 2, view.ny() / 2, view.nz()),
			decided.cost().halo()).tiles())
			decided.apply(voxels, tile.core(), tile.view(), into(result), Progress.NONE);
		return result;
	}

	private static final int BLOCK = 8;

	private double[] blocks(final Volume volume) {
		final double[] sums = new double[BLOCK * BLOCK];
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				for (int x = 0; x < view.nx(); x++)
					sums[y * BLOCK / view.ny() * BLOCK + x * BLOCK / view.nx()] += volume.row(y, z)[x];
		return sums;
	}

	/**
	 * How much of the planted shading is in one volume and not in the other, 1 if it all is: a = c b (1 + s (f/f̄ −
	 * 1)).
	 */
	private double left(final Volume with, final Volume without, final Volume planted) {
		final double[] a = blocks(with), b = blocks(without), f = blocks(planted);
		final double mean = Arrays.stream(f).average().orElseThrow();
		double bb = 0, bg = 0, gg = 0, ab = 0, ag = 0;
		for (int i = 0; i < f.length; i++) {
			final double g = b[i] * (f[i] / mean - 1);
			bb += b[i] * b[i];
			bg += b[i] * g;
			gg += g * g;
			ab += a[i] * b[i];
			ag += a[i] * g;
		}
		return (ag * bb - ab * bg) / (ab * gg - ag * bg);
	}

	/** ‖a − c b‖ / ‖a‖. */
	private static double difference(final Volume a, final Volume b, final double factor) {
		double sum = 0, squares = 0;
		for (int z = 0; z < a.extent().nz(); z++)
			for (int y = 0; y < a.extent().ny(); y++)
				for (int x = 0; x < a.extent().nx(); x++) {
					final double d = a.row(y, z)[x] - factor * b.row(y, z)[x];
					sum += d * d;
					squares += (double) a.row(y, z)[x] * a.row(y, z)[x];
				}
		return Math.sqrt(sum / squares);
	}
}
