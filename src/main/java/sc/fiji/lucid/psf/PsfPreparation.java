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
package sc.fiji.lucid.psf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.diffraction.PupilChange;

/**
 * Makes a {@link Psf} for a stack from voxels as they come: measured or computed,
 * of any size, odd or even, off centre or centred between voxels, on an offset, at
 * another voxel size. Immutable; options return a copy.
 * <p>
 * The reference point is the middle of the bright core: where the first moment
 * under a Gaussian window half as wide as the core vanishes (Bernstein &amp; Jarvis,
 * AJ 123, 2002, sec. 2.2). It is exact for symmetric cores however they fall on
 * the grid, ignores haze, noise and truncation far from the core, and for a
 * lopsided core is close to where it is brightest, which is also the convention of
 * {@link PsfModel}. {@link #asIs} takes voxel ⌊n/2⌋ instead, for PSFs that were
 * computed about it.
 */
public final class PsfPreparation {

	/** Sizes that differ by less are taken for the same. */
	private static final double SAME_SIZE = 0.01;
	/** Light that may be cropped on each axis. */
	private static final double LOSS = 5e-4;
	/** Shifts below are not worth an interpolation, in voxels. */
	private static final double SMALL_SHIFT = 0.005;
	private static final int MOST_SHIFTS = 4;
	/** Aberrations of more radians rms move light further than {@link PupilChange} looks, and are computed whole. */
	private static final double CHANGED = 2;

	private final VoxelSize image;
	private final Extent imageExtent;
	private final boolean asIs;
	private final Skew skew;

	/**
	 * @param psf the PSF
	 * @param notes what was done to the voxels, a line each
	 */
	public record Prepared(Psf psf, List<String> notes) {}

	private PsfPreparation(final VoxelSize image, final Extent imageExtent, final boolean asIs, final Skew skew) {
		this.image = image;
		this.imageExtent = imageExtent;
		this.asIs = asIs;
		this.skew = skew;
	}

	/**
	 * @param voxelSize of the stack to be restored
	 * @param extent of the stack to be restored
	 */
	public static PsfPreparation of(final VoxelSize voxelSize, final Extent extent) {
		return new PsfPreparation(voxelSize, extent, false, Skew.NONE);
	}

	/** @return a preparation that takes voxel ⌊n/2⌋ for the reference point and subtracts no offset */
	public PsfPreparation asIs() {
		return new PsfPreparation(image, imageExtent, true, skew);
	}

	/**
	 * @param angle of a stage scan, whose step is the Z of the stack's voxels
	 * @return a preparation whose computed PSFs are skewed as the scan is; recorded ones are taken to be so already
	 */
	public PsfPreparation skewed(final Skew angle) {
		return new PsfPreparation(image, imageExtent, asIs, angle);
	}

	/**
	 * @param raw the voxels; left as they are
	 * @param voxelSize their distances in µm, or null if unknown: then those of the
	 *          stack, and said so
	 * @return the PSF and what was done
	 * @throws IllegalArgumentException if voxels are not finite, none is positive, or
	 *           the bright core lies at the border
	 */
	public Prepared prepare(final Volume raw, final VoxelSize voxelSize) {
		final List<String> notes = new ArrayList<>();
		refuseUnusable(raw);
		final VoxelSize own = voxelSize == null ? image : voxelSize;
		if (voxelSize == null)
			notes.add("The PSF has no calibration; the voxel size of the stack, " + image + " µm, is assumed.");
		final Volume volume = asIs ? raw.copy() : centred(raw, notes);
		clipNegative(volume, notes);
		final Volume resampled = resampled(volume, own, notes);
		final Volume cropped = cropped(resampled, notes);
		final double sum = cropped.sum();
		notes.add(String.format(Locale.ROOT, "Its sum was %.6g; it is now 1.", sum));
		return new Prepared(Psf.normalised(cropped, image), notes);
	}

	/**
	 * Computes the PSF of a microscope, as large as the stack needs it.
	 *
	 * @param microscope the optics, with the depth
	 * @param model how light is described
	 * @return the PSF, whose voxels hold the integral over each, and what it was computed from, a line each
	 * @throws IllegalArgumentException if the model does not know what the microscope has
	 */
	public Prepared render(final Microscope microscope, final PsfModel model) {
		if (!skew.isNone()) return renderSkewed(microscope, model);
		final Zernike all = microscope.zernike();
		if (all.isRadial() || rms(all) > CHANGED || !PupilChange.isPossible(model, microscope, image))
			return whole(microscope, model);
		final Microscope round = microscope.with(radial(all));
		final Psf base = whole(round, model).psf();
		final int[] indices = all.coefficients().keySet().stream().mapToInt(j -> j).filter(j -> !isRadial(j)).toArray();
		final List<String> notes = new ArrayList<>(microscope.describe());
		notes.add("PSF: " + model + ", of " + base.extent() +
			" voxels; aberrations that depend on direction change it near the focus");
		notes.add(Resolution.of(microscope).judge(image));
		return new Prepared(new PupilChange(model, round, base, indices).of(all), notes);
	}

	private static boolean isRadial(final int index) {
		return Zernike.of(Map.of(index, 1.0)).isRadial();
	}

	/** What depends on the radius alone. */
	private static Zernike radial(final Zernike all) {
		final Map<Integer, Double> map = new TreeMap<>(all.coefficients());
		map.keySet().removeIf(j -> !isRadial(j));
		return Zernike.of(map);
	}

	private static double rms(final Zernike all) {
		return Math.sqrt(all.coefficients().values().stream().mapToDouble(c -> c * c).sum());
	}

	private Prepared whole(final Microscope microscope, final PsfModel model) {
		final Support support = model.support(microscope, image, imageExtent);
		final List<String> notes = new ArrayList<>(microscope.describe());
		notes.add("PSF: " + model + ", " + support);
		notes.add(Resolution.of(microscope).judge(image));
		final Psf core = model.render(microscope, image, support.extent(), Sampling.INTEGRATED);
		return new Prepared(LightCone.around(core, model, microscope, support), notes);
	}

	private Prepared renderSkewed(final Microscope microscope, final PsfModel model) {
		if (!microscope.modality().hasSheet()) throw new IllegalArgumentException(
			"A skewed stage scan is one of a light sheet: give --modality light-sheet or lattice-light-sheet, or leave " +
				"--skew-angle out; it is " + microscope.modality() + " now.");
		final Support support = SkewedPsf.support(model, microscope, image, skew, imageExtent);
		final List<String> notes = new ArrayList<>(microscope.describe());
		notes.add("PSF: " + model + ", " + support);
		notes.add(Resolution.of(microscope).judge(skew.voxel(image)));
		final Psf psf = SkewedPsf.render(model, microscope, image, skew, imageExtent, support);
		notes.add("PSF skewed as the scan is, " + psf.extent() + " voxels");
		return new Prepared(psf, notes);
	}

	private static void refuseUnusable(final Volume raw) {
		final Extent e = raw.extent();
		long bad = 0;
		int[] first = null;
		float largest = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final float v = raw.row(y, z)[x];
					if (Float.isFinite(v)) largest = Math.max(largest, v);
					else if (bad++ == 0) first = new int[] { x, y, z };
				}
		if (bad > 0) throw new IllegalArgumentException("The PSF holds " + bad + " voxels of " + e.voxels() +
			" that are NaN or infinite, the first at x, y, z = " + first[0] + ", " + first[1] + ", " + first[2] +
			"; repair it or give the optics instead (--na, --emission).");
		if (largest == 0) throw new IllegalArgumentException(
			"The PSF has no positive voxel; give another file or the optics instead (--na, --emission).");
	}

	/** Offset off, core to voxel ⌊n/2⌋ of a volume of odd size. */
	private static Volume centred(final Volume raw, final List<String> notes) {
		final Volume rolled = Wrapping.undo(raw, notes);
		final PsfBackground.Offset offset = PsfBackground.estimate(rolled);
		final Volume volume = offset.isNone() ? rolled : PsfBackground.subtract(rolled, offset.level());
		final double[] centre = CoreCentroid.of(volume);
		final int[] voxel = Arrays.stream(centre).mapToInt(c -> (int) Math.rint(c)).toArray();
		final Volume shifted = toMiddle(volume, centre, voxel);
		notes.add(
			String.format(Locale.ROOT, "Its reference point was found at x, y, z = %.2f, %.2f, %.2f of %s voxels%s.",
				centre[0], centre[1], centre[2], raw.extent(),
				shifted == volume ? "" : " and brought to the middle of a voxel by Fourier interpolation"));
		if (!offset.isNone()) {
			PsfBackground.silence(shifted, offset.noise());
			notes.add(String.format(Locale.ROOT,
				"Its offset, %.6g, was subtracted, and what lies under the noise, %.3g, set " + "to zero.",
				offset.level(), offset.noise()));
		}
		return Centring.about(shifted, voxel);
	}

	/**
	 * Shifts the centre to the middle of the voxel, and measures and shifts again:
	 * there, the grid falls on both sides of the core alike and does not bias the measure.
	 */
	private static Volume toMiddle(final Volume volume, final double[] centre, final int[] voxel) {
		Volume shifted = volume;
		for (int pass = 0; pass < MOST_SHIFTS; pass++) {
			final double[] found = pass == 0 ? centre.clone() : CoreCentroid.of(shifted);
			double largest = 0;
			final double[] rest = new double[3];
			for (int axis = 0; axis < 3; axis++) {
				if (pass > 0) centre[axis] += found[axis] - voxel[axis];
				rest[axis] = voxel[axis] - centre[axis];
				largest = Math.max(largest, Math.abs(found[axis] - voxel[axis]));
			}
			if (largest < SMALL_SHIFT) break;
			shifted = FourierShift.by(volume, rest);
		}
		return shifted;
	}

	private static void clipNegative(final Volume volume, final List<String> notes) {
		final Extent e = volume.extent();
		double clipped = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				for (int x = 0; x < row.length; x++) {
					clipped -= Math.min(0, row[x]);
					row[x] = Math.max(0, row[x]);
				}
			}
		final double part = clipped / volume.sum();
		if (part > 1e-6) notes
			.add(String.format(Locale.ROOT, "Negative voxels, %.2g %% of the light, were set to zero.", 100 * part));
	}

	private Volume resampled(final Volume volume, final VoxelSize own, final List<String> notes) {
		final double[] ratio = { image.x() / own.x(), image.y() / own.y(),
			imageExtent.nz() == 1 ? 1 : image.z() / own.z() };
		if (Arrays.stream(ratio).allMatch(r -> Math.abs(r - 1) <= SAME_SIZE)) return volume;
		notes.add("It was resampled from voxels of " + own + " to " + image + " µm.");
		return Resampling.of(volume, ratio);
	}

	/** Crops what holds no light, and what no two voxels of the stack are far enough apart for. */
	private Volume cropped(final Volume volume, final List<String> notes) {
		final int[] stack = { imageExtent.nx(), imageExtent.ny(), imageExtent.nz() };
		final int[] size = { volume.extent().nx(), volume.extent().ny(), volume.extent().nz() };
		final double[][] marginals = Centring.marginals(volume);
		final int[] reach = new int[3];
		for (int axis = 0; axis < 3; axis++)
			reach[axis] = Math.min(stack[axis] - 1, Centring.reach(marginals[axis], LOSS));
		final Volume cropped = Centring.crop(volume, reach);
		final int[] now = { cropped.extent().nx(), cropped.extent().ny(), cropped.extent().nz() };
		if (!Arrays.equals(now, size)) notes
			.add(String.format(Locale.ROOT, "It was cropped from %s to %s voxels, which hold %.2f %% of its light.",
				volume.extent(), cropped.extent(), 100 * cropped.sum() / volume.sum()));
		if (cropped.sum() <= 0) throw new IllegalArgumentException(
			"The PSF has no light about its reference point within the reach of a stack of " + imageExtent +
				" voxels; check its centre (--psf-as-is takes voxel n/2).");
		return cropped;
	}
}
