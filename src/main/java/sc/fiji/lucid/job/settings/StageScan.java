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
package sc.fiji.lucid.job.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.geometry.SkewedGrid;

/**
 * How the stage moved between slices, and whether the result is put upright. A skewed scan is restored as it was
 * recorded, with a PSF that is skewed as it is: interpolation comes last, and once.
 *
 * @param skew of the scan; the Z of the voxel size is the step of the stage
 * @param isUpright whether the result of a skewed scan is deskewed
 */
public record StageScan(Skew skew, boolean isUpright) {

	/** The stage moves along the optical axis. */
	public static final StageScan PLAIN = new StageScan(Skew.NONE, true);

	/**
	 * @param angle degrees; null: not said
	 * @param deskew true or false; null: not said
	 * @throws IllegalArgumentException naming the setting that is wrong
	 */
	static StageScan of(final String angle, final String deskew) {
		if (deskew != null && !deskew.matches("true|false"))
			throw new IllegalArgumentException("'deskew' is true or false, not '" + deskew + "'.");
		if (deskew != null && angle == null) throw new IllegalArgumentException(
			"'deskew' is for skewed stage scans: say the angle between image plane and stage, too ('skew-angle').");
		return angle == null ? PLAIN : new StageScan(Skew.of(angle), !"false".equals(deskew));
	}

	/** @return whether the result has another shape than the recording */
	public boolean isDeskewed() {
		return !skew.isNone() && isUpright;
	}

	/** @return the same, whose result stays as the scan is */
	public StageScan asScanned() {
		return new StageScan(skew, false);
	}

	/**
	 * @param shape of the recording
	 * @param voxel its voxel size
	 * @return where its voxels lie in the upright box
	 */
	public SkewedGrid grid(final StackShape shape, final VoxelSize voxel) {
		return new SkewedGrid(new Extent(shape.width(), shape.height(), shape.slices()), voxel, skew);
	}

	/** @return the shape of the result */
	public StackShape result(final StackShape shape, final VoxelSize voxel) {
		if (!isDeskewed()) return shape;
		final Extent e = grid(shape, voxel).extent();
		return new StackShape(e.nx(), e.ny(), e.nz(), shape.channels(), shape.frames());
	}

	/** @return the voxel size of the result */
	public VoxelSize result(final VoxelSize voxel) {
		return isDeskewed() ? skew.voxel(voxel) : voxel;
	}

	/**
	 * @return in words, for the log; nothing where the scan is not skewed
	 * @throws IllegalArgumentException if something else was asked for that cannot go with a skewed scan
	 */
	List<String> lines(final StackShape shape, final VoxelSize voxel, final Request request) {
		final List<String> lines = new ArrayList<>();
		if (skew.isNone()) return lines;
		if (shape.slices() == 1) throw new IllegalArgumentException(
			"A stack of one slice is no skewed stage scan: leave 'skew-angle' out, or make its frames or channels slices.");
		if (request.slabs() != 1) throw new IllegalArgumentException(
			"'slabs' are cut by depth, and each slice of a skewed stage scan has many: leave out 'slabs' or 'skew-angle'.");
		final SkewedGrid grid = grid(shape, voxel);
		lines.add("skewed stage scan: " + Digits.of(skew.degrees()) +
			" degrees between image plane and stage (given), " + Digits.of(voxel.z()) + " µm a step: slices are " +
			Digits.of(skew.planeDistance(voxel.z())) + " µm apart, and each lies " + Digits.of(grid.rowsPerSlice()) +
			" rows further along Y than the one before");
		lines.add(isUpright
			? "the result is deskewed at the end, along Y by cubic interpolation: " + grid.extent() + " voxels of " +
				grid.voxelSize() + " µm, of which " + grid.unseen() + " were not seen and are NaN"
			: "the result stays in the geometry of the scan, it is not deskewed");
		return lines;
	}

	/** @return for the record; empty where the scan is not skewed */
	public Map<String, Object> describe(final StackShape shape, final VoxelSize voxel) {
		final Map<String, Object> map = new LinkedHashMap<>();
		if (skew.isNone()) return map;
		final SkewedGrid grid = grid(shape, voxel);
		map.put("angle", skew.degrees());
		map.put("stageStep", voxel.z());
		map.put("planeDistance", skew.planeDistance(voxel.z()));
		map.put("rowsPerSlice", grid.rowsPerSlice());
		map.put("deskewed", isUpright);
		if (!isUpright) return map;
		map.put("interpolation", "cubic along Y");
		map.put("size", grid.extent().toString());
		map.put("voxelSize", grid.voxelSize().toString());
		map.put("unseenVoxels", grid.unseen());
		return map;
	}

	/**
	 * Refuses a result that must have the shape of the recording.
	 *
	 * @param what needs it, as the subject of a sentence
	 * @throws IllegalArgumentException if it would be deskewed
	 */
	public void refuseDeskewed(final String what) {
		if (isDeskewed()) throw new IllegalArgumentException(
			what + ", which a deskewed result has not: give --deskew false, or leave --skew-angle out.");
	}
}
