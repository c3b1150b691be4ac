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
package sc.fiji.lucid.psf.diffraction;

import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;

/**
 * Renders PSFs of rotational symmetry: radial profiles plane by plane, each
 * integrated along Z by Gauss–Legendre quadrature, then over the pixels of one
 * quadrant by one sparse map that all planes share.
 */
public final class RadialRenderer {

	private final VoxelSize voxel;
	private final Extent extent;
	private final Sampling sampling;
	private final Resolution resolution;
	private final RadialPsf psf;
	private final int reachX;
	private final int reachY;

	public RadialRenderer(final PsfModel model, final Microscope microscope, final VoxelSize voxel, final Extent extent,
		final Sampling sampling)
	{
		this.voxel = voxel;
		this.extent = extent;
		this.sampling = sampling;
		resolution = Resolution.of(microscope);
		reachX = extent.nx() / 2;
		reachY = extent.ny() / 2;
		psf = new RadialPsf(model, microscope, Math.hypot((reachX + 0.5) * voxel.x(), (reachY + 0.5) * voxel.y()),
			(extent.nz() / 2 + 0.5) * voxel.z());
	}

	public Psf render() {
		final RadialMap quadrant = quadrant();
		final Volume volume = new Volume(extent);
		final GaussLegendre depths = rule(sampling, voxel.z(), resolution.axialCutoff());
		Parallelization.getTaskExecutor()
			.forEach(IntStream.range(0, extent.nz()).boxed().toList(), z -> renderPlane(volume, z, depths, quadrant));
		return Psf.normalised(volume, voxel);
	}

	/** As many nodes as a wave of the highest frequency asks for over one voxel. */
	static GaussLegendre rule(final Sampling sampling, final double width, final double cutoff) {
		if (sampling == Sampling.POINT) return new GaussLegendre(new double[1], new double[] { 2 });
		return GaussLegendre.of(4 + (int) Math.ceil(Math.PI * width * cutoff / 2));
	}

	private void renderPlane(final Volume volume, final int z, final GaussLegendre depths, final RadialMap quadrant) {
		final double[] profile = new double[psf.radii()];
		for (int i = 0; i < depths.nodes().length; i++) {
			final double[] part = psf.profile((z - extent.nz() / 2 + depths.nodes()[i] / 2) * voxel.z());
			for (int r = 0; r < profile.length; r++)
				profile[r] += depths.weights()[i] / 2 * part[r];
		}
		for (int y = 0; y < extent.ny(); y++) {
			final float[] row = volume.row(y, z);
			final int down = Math.abs(y - reachY);
			if (down < reachY && y > reachY) {
				System.arraycopy(volume.row(reachY - down, z), 0, row, 0, extent.nx());
				continue;
			}
			for (int x = 0; x < extent.nx(); x++)
				// interpolation may miss zero by 1e-9 of the peak
				row[x] = x > reachX ? row[2 * reachX - x]
					: (float) Math.max(0, quadrant.apply(down * (reachX + 1) + reachX - x, profile));
		}
	}

	private RadialMap quadrant() {
		final GaussLegendre across = rule(sampling, voxel.x(), resolution.lateralCutoff()),
			down = rule(sampling, voxel.y(), resolution.lateralCutoff());
		final RadialMap map = new RadialMap(psf.step(), psf.radii(), (reachX + 1) * (reachY + 1));
		for (int y = 0; y <= reachY; y++)
			for (int x = 0; x <= reachX; x++) {
				for (int j = 0; j < down.nodes().length; j++)
					for (int i = 0; i < across.nodes().length; i++)
						map.add(
							Math.hypot((x + across.nodes()[i] / 2) * voxel.x(), (y + down.nodes()[j] / 2) * voxel.y()),
							across.weights()[i] * down.weights()[j] / 4);
				map.finish(y * (reachX + 1) + x);
			}
		return map;
	}
}
