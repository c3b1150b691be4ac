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
package sc.fiji.lucid.cli.flags;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.camera.Misplaced;

/** Flags of the faults that a simulated recording is given. */
@Command
public final class FaultFlags {

	@Option(names = "--hot", paramLabel = "PART",
		description = "part of the camera's pixels that shine by themselves, as 0.003")
	private double hot;

	@Option(names = "--dead", paramLabel = "PART", description = "part of the camera's pixels that see no light")
	private double dead;

	@Option(names = "--impulses", paramLabel = "PART",
		description = "part of the voxels that something but light hit, as cosmic rays")
	private double impulses;

	@Option(names = "--clip", paramLabel = "COUNTS", description = "most counts that the camera gives")
	private double clip = Faults.NONE.clip();

	@Option(names = "--bleach", paramLabel = "PART",
		description = "part of the light that is lost from the first slice to the last")
	private double bleach;

	@Option(names = "--flicker", paramLabel = "PART",
		description = "standard deviation of the lamp's light from slice to slice, as part of it")
	private double flicker;

	@Option(names = "--shading", paramLabel = "PART",
		description = "part of the light that is lost in the farthest corner; dark.tif and flat.tif are written, too")
	private double shading;

	@Option(names = "--offsets", paramLabel = "COUNTS",
		description = "standard deviation of what pixels show without light; dark.tif and flat.tif are written, too")
	private double offsets;

	@Option(names = "--stripes", paramLabel = "COUNTS",
		description = "standard deviation of what rows of pixels show without light, in all slices; dark.tif and " +
			"flat.tif are written, too")
	private double stripes;

	@Option(names = "--jitter", paramLabel = "VOXELS",
		description = "standard deviation of the slices' place along x and y, in voxels")
	private double jitter;

	/**
	 * @return what was said
	 * @throws IllegalArgumentException naming the number that is out of its range
	 */
	public Faults faults() {
		return new Faults(hot, dead, impulses, clip, bleach, flicker, shading, offsets, stripes, new Misplaced(jitter));
	}
}
