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
package sc.fiji.lucid.optics;

/**
 * How a stage scan is skewed: each slice is the same image plane, and the stage moves the sample between two of them
 * at an angle to that plane, along its Y axis, as in oblique and lattice light sheets.
 *
 * <pre>
 *            image plane, Y
 *           /
 *          /   the sheet of light
 *         /
 *        / ) angle
 *  ----------------------------  travel of the stage, parallel to the coverslip
 * </pre>
 *
 * Seen from the camera, a step of the stage moves the sample by {@code step · sin(angle)} along the optical axis, and
 * by {@code step · cos(angle)} along Y. Distances are in µm.
 *
 * @param degrees angle between the image plane and the travel of the stage; 90: not skewed. Below 0 where the stage
 *          goes the other way: with a positive angle, objects wander from slice to slice to smaller Y (upwards)
 */
public record Skew(double degrees) {

	/** The stage moves along the optical axis. */
	public static final Skew NONE = new Skew(90);

	/** Flatter scans are none: a plane would lie on the one before. */
	private static final double FLATTEST = 5;

	/** @throws IllegalArgumentException unless the angle is from 5 to 90, or from -90 to -5 degrees */
	public Skew {
		if (!(Math.abs(degrees) >= FLATTEST && Math.abs(degrees) <= 90)) throw refused(Digits.of(degrees));
		if (Math.abs(degrees) == 90) degrees = 90;
	}

	/**
	 * @param text degrees
	 * @throws IllegalArgumentException unless it is a number from 5 to 90, or from -90 to -5
	 */
	public static Skew of(final String text) {
		try {
			return new Skew(Double.parseDouble(text.trim()));
		}
		catch (final NumberFormatException e) {
			throw refused(text);
		}
	}

	private static IllegalArgumentException refused(final String text) {
		return new IllegalArgumentException(
			"'skew-angle' is the angle between the image plane and the travel of the stage, from 5 to 90 degrees, or " +
				"from -5 to -90 where the stage goes the other way, not '" + text + "'.");
	}

	/** @return whether there is none */
	public boolean isNone() {
		return degrees == 90;
	}

	/** @return the skew of a stage that goes the other way */
	public Skew reversed() {
		return isNone() ? this : new Skew(-degrees);
	}

	/**
	 * @param step of the stage in µm
	 * @return the distance of neighbouring image planes along the optical axis in µm
	 */
	public double planeDistance(final double step) {
		return isNone() ? step : step * Math.sin(Math.toRadians(Math.abs(degrees)));
	}

	/**
	 * @param step of the stage in µm
	 * @return by how many µm a slice lies further along Y than the one before
	 */
	public double shift(final double step) {
		return isNone() ? 0 : Math.signum(degrees) * step * Math.cos(Math.toRadians(degrees));
	}

	/**
	 * @param scan voxel size of the recording, whose Z is the step of the stage
	 * @return the size of a voxel in the coordinates of the camera, not skewed
	 */
	public VoxelSize voxel(final VoxelSize scan) {
		return new VoxelSize(scan.x(), scan.y(), planeDistance(scan.z()));
	}
}
