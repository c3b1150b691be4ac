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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** A size in nm, mm or m is not taken for one in µm. */
public class VoxelUnitTest {

	private static final Microscope OBJECTIVE = Microscope.widefield(1.2).emission(0.52).build();
	private static final Microscope LENS = Microscope.widefield(0.1).immersionIndex(1).emission(0.52).build();

	@Test
	public void usualVoxelsAreTaken() {
		VoxelUnit.refuseOther(OBJECTIVE, VoxelSize.of(0.02, 0.02, 0.05), true, "voxels");
		VoxelUnit.refuseOther(OBJECTIVE, VoxelSize.of(0.5, 0.5, 5), true, "voxels");
		VoxelUnit.refuseOther(LENS, VoxelSize.of(0.1, 0.1, 1), true, "voxels");
		VoxelUnit.refuseOther(LENS, VoxelSize.of(6.5, 6.5, 100), true, "voxels");
		// Of one slice, the size along Z has no effect.
		VoxelUnit.refuseOther(OBJECTIVE, VoxelSize.of(0.1, 0.1, 1000), false, "voxels");
		VoxelUnit.refuseOther(OBJECTIVE, VoxelSize.of(0.1, 0.1, 1e-9), false, "voxels");
	}

	/** Each axis by itself: the others are what they are. */
	@Test
	public void otherUnitsAreNamed() {
		refused("nm", "0.1x0.1x0.25", VoxelSize.of(100, 100, 250));
		refused("nm", "0.1x0.1x0.25", VoxelSize.of(100, 0.1, 0.25));
		refused("nm", "0.1x0.1x0.25", VoxelSize.of(0.1, 0.1, 250));
		refused("mm", "0.1x0.1x0.25", VoxelSize.of(1e-4, 1e-4, 2.5e-4));
		refused("m", "0.1x0.1x0.25", VoxelSize.of(1e-7, 1e-7, 2.5e-7));
		refused("mm", "0.1x0.1x0.25", VoxelSize.of(0.1, 0.1, 2.5e-4));
	}

	private static void refused(final String unit, final String remedy, final VoxelSize voxel) {
		final String message = assertThrows(IllegalArgumentException.class,
			() -> VoxelUnit.refuseOther(OBJECTIVE, voxel, true, "the size of the voxels")).getMessage();
		assertEquals(message, message.substring(0, message.indexOf(": are they")) + ": are they in " + unit +
			"? Give the size of the voxels in µm, as " + remedy + ".", message);
	}
}
