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

/** The unit in which voxel sizes come: µm, or by mistake another. */
public final class VoxelUnit {

	/** Voxels so many times larger than the finest detail are no voxels in µm. */
	private static final double COARSE = 20;

	/**
	 * Nor are those that are so many times smaller: objectives of the lowest NA, 0.02, have a focus of 15 µm, and no camera
	 * has pixels of less than 0.03 µm there.
	 */
	private static final double FINE = 500;

	private VoxelUnit() {}

	/**
	 * @param microscope that recorded the voxels
	 * @param voxel their size
	 * @param isDeep whether there are several slices; of one the size along Z has no effect
	 * @param parameter by which the caller is told of it, for the message
	 * @throws IllegalArgumentException if a voxel is so much larger or smaller than what the microscope resolves that its
	 *          unit is wrong
	 */
	public static void refuseOther(final Microscope microscope, final VoxelSize voxel, final boolean isDeep,
		final String parameter)
	{
		final Resolution finest = Resolution.of(microscope);
		final double x = toMicrometres(voxel.x(), finest.lateralFwhm()),
			y = toMicrometres(voxel.y(), finest.lateralFwhm()),
			z = isDeep ? toMicrometres(voxel.z(), finest.axialFwhm()) : 1, worst = x != 1 ? x : y != 1 ? y : z;
		if (worst == 1) return;
		throw new IllegalArgumentException("Voxels of " + voxel + " µm are far " + (worst < 1 ? "larger" : "smaller") +
			" than the " + Digits.of(finest.lateralFwhm()) + " µm that the microscope resolves" +
			(x == 1 && y == 1 ? " (" + Digits.of(finest.axialFwhm()) + " µm along Z)" : "") + ": are they in " +
			(worst < 1 ? "nm" : worst < 1e6 ? "mm" : "m") + "? Give " + parameter + " in µm, as " +
			// Of a single slice it is in the unit of the others.
			new VoxelSize(voxel.x() * x, voxel.y() * y, voxel.z() * (isDeep ? z : worst)) + ".");
	}

	/** @return by what a size must be multiplied to be one in µm that a focus of this width could ask for; mostly 1 */
	private static double toMicrometres(final double size, final double width) {
		return size > COARSE * width ? 1e-3 : FINE * size > width ? 1 : 1e3 * FINE * size > width ? 1e3 : 1e6;
	}
}
