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
package sc.fiji.lucid.job.check;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.ScorePhantom;
import sc.fiji.lucid.simulation.Simulation;

/**
 * What stacks with all their light say of the optics ({@link Acquisition}: their light is computed apart from the PSFs
 * that are tried). Makes the tables of docs/notebook/psf.md.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:$(cat target/cp.txt) sc.fiji.lucid.job.check.PsfCheckBenchmark \
 *   --seeds 1 --kinds filaments,nuclei --modality widefield,confocal --depths 0,6 --told 0 --scan depth,z-direction \
 *   [--size 80x80x48] [--voxel 0.1x0.1x0.25] [--photons 300] [--na 1.3] [--told-na 1.24] [--told-step 0.2] \
 *   [--reversed] [--restore]
 * </pre>
 *
 * Objects in n 1.38 through oil. {@code --told true} tells the true depth. {@code --reversed} hands over the slices
 * from deep to shallow. {@code --all-told} asks besides on behalf of who tells the true depth, with either direction
 * of z. {@code --restore} restores with the PSF that was said, with what the stack says and with the true one, and
 * tells the NRMSE of each ({@link ScorePhantom}). {@code --and} begins other options.
 */
public final class PsfCheckBenchmark {

	private final String[] args;
	private final VoxelSize voxel;
	private final Extent view;

	private PsfCheckBenchmark(final String[] args) {
		this.args = args;
		final double[] v = numbers("--voxel", "0.1x0.1x0.25", "x");
		voxel = new VoxelSize(v[0], v[1], v[2]);
		final double[] e = numbers("--size", "80x80x48", "x");
		view = new Extent((int) e[0], (int) e[1], (int) e[2]);
	}

	public static void main(final String[] args) {
		final List<String> all = Arrays.asList(args);
		final int and = all.indexOf("--and");
		new PsfCheckBenchmark(and < 0 ? args : Arrays.copyOf(args, and)).all();
		if (and >= 0) main(Arrays.copyOfRange(args, and + 1, args.length));
	}

	private void all() {
		for (final String seed : option("--seeds", "1").split(","))
			for (final String modality : option("--modality", "widefield").split(","))
				for (final double depth : numbers("--depths", "0,6", ","))
					all(modality, depth, Long.parseLong(seed));
	}

	private String option(final String name, final String otherwise) {
		final int i = Arrays.asList(args).indexOf(name);
		return i < 0 ? otherwise : args[i + 1];
	}

	private double[] numbers(final String name, final String otherwise, final String between) {
		return Arrays.stream(option(name, otherwise).split(between)).mapToDouble(Double::parseDouble).toArray();
	}

	private boolean flag(final String name) {
		return Arrays.asList(args).contains(name);
	}

	private Microscope microscope(final String modality, final double na, final double depth) {
		return (modality.equals("confocal") ? Microscope.confocal(na).emission(0.52).excitation(0.488)
			: Microscope.widefield(na).emission(0.52)).immersionIndex(1.515).sampleIndex(1.38).depth(depth).build();
	}

	private void all(final String modality, final double depth, final long seed) {
		final double na = Double.parseDouble(option("--na", "1.3"));
		final Microscope microscope = microscope(modality, na, depth);
		final String[] kinds = option("--kinds", "filaments,shells,nuclei,spots,mixed").split(",");
		final List<Acquisition.Exposure> exposures = Acquisition.exposures(Arrays.stream(kinds)
			.map(kind -> new Acquisition(Phantom.of(kind), 1, microscope, view, voxel, 2, seed))
			.toList());
		for (int i = 0; i < kinds.length; i++)
			run(exposures.get(i), kinds[i], modality, na, depth, seed);
	}

	private void run(final Acquisition.Exposure exposure, final String kind, final String modality, final double na,
		final double depth, final long seed)
	{
		final Simulation simulation = exposure.record(Double.parseDouble(option("--photons", "300")), Detector.SCMOS);
		final Recording recording = Recording.of(turned(simulation.observed()));
		final String told = option("--told", "0");
		final Candidate said = Candidate.said(
			microscope(modality, Double.parseDouble(option("--told-na", "" + na)),
				told.equals("true") ? depth : Double.parseDouble(told)),
			new VoxelSize(voxel.x(), voxel.y(), Double.parseDouble(option("--told-step", "" + voxel.z()))),
			ZDirection.COVERSLIP_FIRST);
		final List<Scan> scans = new ArrayList<>();
		for (final String word : option("--scan", "depth").split(","))
			Arrays.stream(Scan.values()).filter(s -> s.toString().equals(word)).forEach(scans::add);
		final long start = cpu();
		final PsfCheck check = new PsfCheck(recording, said, null, DeconvolutionOptions.DEFAULT, line -> {}).ask(scans,
			Progress.NONE);
		System.out.printf(Locale.ROOT, "%s %s, seed %d, %s µm deep: %d fits, %.0f CPU s%n", kind, modality, seed, depth,
			check.fits(), 1e-9 * (cpu() - start));
		for (final Verdict verdict : check.verdicts())
			System.out.println("  " + verdict.words().replaceAll("(; you said [^.]*(\\.\\d+)?[^.]*)\\..*", "$1") +
				" | best " + verdict.scan().words(verdict.best()) + " | " + String.join(",", verdict.lines()));
		if (flag("--all-told")) allTold(check, microscope(modality, na, depth));
		if (flag("--restore") && !check.isAsSaid())
			restore(simulation, recording, said, check.found(), new Candidate(microscope(modality, na, depth), voxel,
				flag("--reversed") ? ZDirection.COVERSLIP_LAST : ZDirection.COVERSLIP_FIRST));
	}

	/** What would be said to who tells the truth, and to who tells it with the wrong direction: no new stack is needed. */
	private void allTold(final PsfCheck check, final Microscope right) {
		for (final ZDirection direction : right.isAberrated() ? ZDirection.values()
			: new ZDirection[] { ZDirection.COVERSLIP_FIRST })
			check.again(Candidate.said(right, voxel, direction))
				.ask(direction == ZDirection.COVERSLIP_FIRST ? List.of(Scan.DEPTH, Scan.Z_DIRECTION)
					: List.of(Scan.Z_DIRECTION), Progress.NONE)
				.verdicts()
				.forEach(v -> System.out
					.println("  told the truth, " + direction + ": " + (v.isMismatch() ? "BLAMED " : "") +
						v.words().replaceAll(" Give.*", "") + " | " + String.join(",", v.lines())));
	}

	private Volume turned(final Volume observed) {
		if (!flag("--reversed")) return observed;
		final Volume turned = new Volume(view);
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				System.arraycopy(observed.row(y, view.nz() - 1 - z), 0, turned.row(y, z), 0, view.nx());
		return turned;
	}

	private void restore(final Simulation simulation, final Recording recording, final Candidate said,
		final Candidate found, final Candidate right)
	{
		final double toldError = error(simulation, recording, said), foundError = error(simulation, recording, found),
			rightError = error(simulation, recording, right);
		System.out.printf(Locale.ROOT, "  NRMSE: said %.4f, found %.4f, right %.4f: %.0f %% of the gain%n", toldError,
			foundError, rightError, 100 * (toldError - foundError) / (toldError - rightError));
	}

	private double error(final Simulation simulation, final Recording recording, final Candidate candidate) {
		final Psf psf = candidate.psf(null, view);
		final Volume estimate = Deconvolution.restore(recording, psf, DeconvolutionOptions.DEFAULT, Progress.NONE)
			.estimate();
		return ScorePhantom.of(simulation.truth(), turned(estimate), Detector.SCMOS.gain()).nrmse();
	}

	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}
}
