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
package sc.fiji.lucid.psf.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfBackground;
import sc.fiji.lucid.psf.PsfPreparation;

/**
 * Distils a PSF from stacks of beads: finds and measures them, leaves out those
 * that are of no use, registers the others to a fraction of a voxel, averages
 * them robustly, and takes off the bead's size and the background.
 */
public final class BeadDistillation {

	/**
	 * A sphere that all light passes has half of its light's height where its chord is half its diameter: √3/2 of the
	 * diameter wide, and blur only widens it. A tenth less, for noise.
	 */
	private static final double NARROWEST = 0.9 * Math.sqrt(3) / 2;

	/** Size of the box about a bead to either side, in median widths. */
	private static final double[] REACH = { 4, 4, 3 };
	/** Part of the box that registration looks at, in median widths. */
	private static final double CORE = 1.25;
	private static final int ROUNDS = 4;
	private static final double MISFIT = 1.5;

	/** Stacks in which no bead can be used, as they are too dim, too close together or not there. */
	public static final class NoBeads extends IllegalArgumentException {

		private static final long serialVersionUID = 1;

		NoBeads(final String message) {
			super(message);
		}
	}

	private final List<Volume> stacks;
	private final VoxelSize voxel;
	private final BeadOptions options;
	private final List<String> notes = new ArrayList<>();
	private final double[] backgrounds;
	private double[] width;
	private int[] reach;
	private List<Bead> beads = new ArrayList<>();

	private BeadDistillation(final List<Volume> stacks, final VoxelSize voxel, final BeadOptions options) {
		this.stacks = stacks;
		this.voxel = voxel;
		this.options = options;
		backgrounds = new double[stacks.size()];
	}

	/**
	 * @param stacks of beads, at least 5 voxels on each axis, all of one voxel size
	 * @param voxelSize in µm
	 * @param microscope for the theory to compare with, or null
	 * @return the PSF and all that was measured
	 * @throws IllegalArgumentException if a stack is too small or not finite, or no
	 *           bead is left; the message counts the reasons
	 */
	public static DistilledBeads distil(final List<Volume> stacks, final VoxelSize voxelSize,
		final Microscope microscope, final BeadOptions options)
	{
		return new BeadDistillation(stacks, voxelSize, options).run(microscope);
	}

	private DistilledBeads run(final Microscope microscope) {
		for (int i = 0; i < stacks.size(); i++) {
			refuseUnusable(stacks.get(i));
			final BeadMeasurement measurement = new BeadMeasurement(stacks.get(i), voxel, i);
			backgrounds[i] = measurement.background();
			beads.addAll(measurement.measure());
		}
		final BeadSelection selection = new BeadSelection(stacks, voxel, options);
		beads = selection.judge(beads);
		width = selection.width();
		refuseNone();
		refuseWide();
		final double[] pitch = { voxel.x(), voxel.y(), voxel.z() };
		reach = new int[3];
		for (int axis = 0; axis < 3; axis++)
			reach[axis] = (int) Math.ceil(REACH[axis] * width[axis] / pitch[axis]);
		final List<BeadBox> boxes = registered();
		final Volume mean = BeadMean.of(boxes);
		final Volume image = options.symmetrical() ? Symmetrisation.aboutZ(mean, voxel.x() / voxel.y()) : mean;
		return new DistilledBeads(psf(image), image, boxes.stream().map(BeadBox::values).toList(), List.copyOf(beads),
			microscope, options, List.copyOf(notes));
	}

	static void refuseUnusable(final Volume stack) {
		final Extent e = stack.extent();
		if (e.nx() < 5 || e.ny() < 5 || e.nz() < 5) throw new IllegalArgumentException(
			"A stack of beads of " + e + " voxels is too small; at least 5 on each axis are needed.");
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					if (!Float.isFinite(stack.row(y, z)[x])) throw new IllegalArgumentException(
						"The stack of beads holds a voxel that is NaN or infinite at x, y, z = " + x + ", " + y + ", " +
							z + ".");
	}

	/** A bead that is wider than its image is another bead: there is no PSF that narrows. */
	private void refuseWide() {
		final double image = Math.max(width[0], width[1]);
		if (image < NARROWEST * options.diameter()) throw new IllegalArgumentException("The beads are imaged " +
			Digits.of(image) + " µm wide, so that none can have a diameter of " + Digits.of(options.diameter()) +
			" µm (--bead-diameter): give the diameter of these beads in µm, and check " + "the voxel size.");
	}

	private void refuseNone() {
		if (beads.stream().anyMatch(Bead::isKept)) return;
		if (beads.isEmpty()) throw new NoBeads(
			"No bead was found; give stacks of single fluorescent beads that stand out of the noise.");
		throw new NoBeads("Of " + beads.size() + " beads found none can be used: " + DistilledBeads.reasons(beads) +
			"; give stacks of sparser or brighter beads.");
	}

	/** Averages, registers to the mean and leaves out outliers, a few times; the boxes of the last time. */
	private List<BeadBox> registered() {
		List<BeadBox> boxes = boxes();
		for (int round = 1; round < ROUNDS; round++) {
			register(BeadMean.of(boxes), boxes, round > 1);
			boxes = boxes();
		}
		return boxes;
	}

	private List<BeadBox> boxes() {
		final List<Bead> kept = beads.stream().filter(Bead::isKept).toList();
		final BeadBox[] boxes = new BeadBox[kept.size()];
		Parallelization.getTaskExecutor()
			.forEach(IntStream.range(0, boxes.length).boxed().toList(), i -> boxes[i] = box(kept.get(i)));
		return Arrays.asList(boxes);
	}

	private BeadBox box(final Bead bead) {
		final List<double[]> others = beads.stream()
			.filter(b -> b.stack() == bead.stack() && (b.x() != bead.x() || b.y() != bead.y() || b.z() != bead.z()))
			.map(Bead::centre)
			.toList();
		return new BeadBox(stacks.get(bead.stack()), bead, backgrounds[bead.stack()], reach,
			new double[] { width[0] / voxel.x(), width[1] / voxel.y(), width[2] / voxel.z() }, others);
	}

	private void register(final Volume mean, final List<BeadBox> boxes, final boolean judge) {
		final int[] core = new int[3];
		final double[] pitch = { voxel.x(), voxel.y(), voxel.z() };
		for (int axis = 0; axis < 3; axis++)
			core[axis] = Math.max(2, (int) Math.ceil(CORE * width[axis] / pitch[axis]));
		final List<BeadMean.Match> matches = Parallelization.getTaskExecutor()
			.forEachApply(boxes, box -> BeadMean.match(mean, box, core));
		int next = 0;
		for (int i = 0; i < beads.size(); i++) {
			final Bead bead = beads.get(i);
			if (!bead.isKept()) continue;
			final BeadMean.Match match = matches.get(next++);
			final double[] centre = bead.centre();
			for (int axis = 0; axis < 3; axis++)
				centre[axis] += Math.max(-0.5, Math.min(0.5, match.shift()[axis]));
			beads.set(i, bead.at(centre).withMisfit(match.misfit()));
		}
		if (judge) leaveOutOutliers();
	}

	/** Dim beads differ more for their noise alone: misfit times amplitude to the power ½ is compared. */
	private void leaveOutOutliers() {
		final double[] misfits = beads.stream().filter(Bead::isKept).mapToDouble(BeadDistillation::noisiness).toArray();
		if (misfits.length < 4) return;
		final double usual = Percentiles.median(misfits);
		final double spread = 1.4826 *
			Percentiles.median(Arrays.stream(misfits).map(m -> Math.abs(m - usual)).toArray());
		beads.replaceAll(b -> b.isKept() && noisiness(b) > Math.max(MISFIT * usual, usual + 5 * spread)
			? b.with(Bead.Verdict.OUTLIER) : b);
	}

	private static double noisiness(final Bead bead) {
		return bead.misfit() * Math.sqrt(bead.amplitude());
	}

	/** Background and noise off, bead's size off, centred, cropped, sum 1. */
	private Psf psf(final Volume mean) {
		final PsfBackground.Offset offset = PsfBackground.estimate(mean);
		final Volume clean = PsfBackground.subtract(mean, offset.level());
		PsfBackground.silence(clean, offset.noise());
		for (int z = 0; z < clean.extent().nz(); z++)
			for (int y = 0; y < clean.extent().ny(); y++) {
				final float[] row = clean.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = Math.max(0, row[x]);
			}
		final Volume point = options.diameter() > 0 ? BeadSize.remove(clean, options.diameter(), voxel) : clean;
		final PsfPreparation.Prepared prepared = PsfPreparation.of(voxel, mean.extent()).prepare(point, voxel);
		notes.addAll(prepared.notes());
		return prepared.psf();
	}
}
