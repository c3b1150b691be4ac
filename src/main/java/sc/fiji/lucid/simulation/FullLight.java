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
package sc.fiji.lucid.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Blurs an object with all the light of a microscope: {@code image_i = Σ_j h(z_i − z_j)
 * object_j}, plane by plane among lateral frequencies, where no cone of light is cut
 * off and the light of a plane is its value at frequency 0. The canvas is as wide as
 * object and light cones ask, so that none comes back at the other side. The camera's
 * pixels collect light over their area, in the planes to which the stage steps.
 */
final class FullLight {

	/** The object goes on above and below the stack by this part of it. */
	private static final int PART_BEYOND = 3;
	/**
	 * Beyond the sides it goes on as far as light reaches over this part of the stack's depth, or as far as the stack
	 * is wide.
	 */
	private static final double PART_OF_DEPTH = 0.85;

	/** Of the planes of voxels from the object's first on; one for all where the depth does not matter. */
	private final PlaneLight[] lights;
	private final boolean symmetric;
	private final Extent view;
	private final VoxelSize voxel;
	private final int oversampling;
	private final Extent margin;
	private final Band band;
	/** By {@link #light} and {@link #distance}. */
	private Transfer[][] transfers;

	/**
	 * @param view size of the stack
	 * @param oversampling how much finer than its voxels the object is drawn
	 * @param eachDepth whether points deeper by so many slices than the first lie deeper in the sample by as much, and not
	 *          all at the microscope's depth
	 */
	FullLight(final Microscope microscope, final Extent view, final VoxelSize voxel, final int oversampling,
		final boolean eachDepth)
	{
		final int beyond = 1 + view.nz() / PART_BEYOND;
		lights = IntStream.range(eachDepth ? -beyond : 0, eachDepth ? view.nz() + beyond : 1)
			.mapToObj(slice -> PlaneLight.of(microscope.atDepth(Math.max(0, microscope.depth() + slice * voxel.z()))))
			.toArray(PlaneLight[]::new);
		symmetric = !eachDepth && !microscope.isAberrated();
		this.view = view;
		this.voxel = voxel;
		this.oversampling = oversampling;
		final double side = reach(PART_OF_DEPTH * view.nz() * voxel.z());
		margin = new Extent(beyond(side, voxel.x(), view.nx()), beyond(side, voxel.y(), view.ny()), beyond);
		final double cone = reach((view.nz() + margin.nz()) * voxel.z());
		band = new Band(canvas(view.nx(), margin.nx(), cone / voxel.x()),
			canvas(view.ny(), margin.ny(), cone / voxel.y()), voxel, oversampling, lights[0].cutoff());
	}

	private double reach(final double z) {
		return Arrays.stream(lights)
			.mapToDouble(light -> Math.max(light.reach(-z), light.reach(z)))
			.max()
			.getAsDouble();
	}

	/** @return which light comes from plane j of the object */
	private int light(final int j) {
		return lights.length == 1 ? 0 : j / oversampling;
	}

	private static int beyond(final double reach, final double pitch, final int most) {
		return Math.min(most, (int) Math.ceil(reach / pitch));
	}

	/** What comes round the canvas from the object's far side misses the stack. */
	private static int canvas(final int view, final int margin, final double cone) {
		return Fourier.length(view + margin + Math.max(margin, (int) Math.ceil(cone)));
	}

	/** @return how many voxels the object is larger than the stack, at each side */
	Extent margin() {
		return margin;
	}

	/** @return the size of the object in points to be drawn */
	Extent object() {
		return new Extent(oversampling * (view.nx() + 2 * margin.nx()), oversampling * (view.ny() + 2 * margin.ny()),
			oversampling * (view.nz() + 2 * margin.nz()));
	}

	/**
	 * @return the light in each voxel of the stack, if a point sends 1 to as many planes
	 *         as two of the stack can be apart, to either side
	 */
	Volume blur(final Volume object) {
		final int planes = object.extent().nz();
		final Spectrum[] drawn = new Spectrum[planes + planes % 2], seen = new Spectrum[view.nz() + view.nz() % 2];
		Planes.forEach(drawn.length / 2, z -> {
			final Spectrum[] pair = band.of(object, 2 * z);
			drawn[2 * z] = pair[0];
			drawn[2 * z + 1] = pair[1];
		});
		for (int z = 0; z < seen.length; z++)
			seen[z] = band.empty();
		if (transfers == null) transfers = Arrays.stream(lights).map(this::transfers).toArray(Transfer[][]::new);
		Planes.forEach(band.reachX() + 1, x -> mix(x, drawn, seen));
		final Volume image = new Volume(view);
		Planes.forEach(seen.length / 2,
			z -> band.collect(seen[2 * z], seen[2 * z + 1], image, 2 * z, margin.nx(), margin.ny()));
		return image;
	}

	/**
	 * By {@link #distance}: how a plane carries frequencies, divided by the light of the
	 * planes that a restoring PSF holds.
	 */
	private Transfer[] transfers(final PlaneLight light) {
		final List<Integer> distances = IntStream
			.rangeClosed(distance(0, object().nz() - 1), distance(view.nz() - 1, 0))
			.filter(d -> Math.floorMod(d, 2) == (oversampling + 1) % 2)
			.boxed()
			.toList();
		final int lowest = distances.get(0);
		final Transfer[] transfers = new Transfer[distances.size()];
		Planes.forEach(symmetric ? (transfers.length + 1) / 2 : transfers.length,
			i -> transfers[i] = light.at(distances.get(i) * voxel.z() / (2 * oversampling)));
		if (symmetric) for (int i = 0; i < transfers.length / 2; i++)
			transfers[transfers.length - 1 - i] = transfers[i];
		double total = 0;
		for (int i = 0; i < transfers.length; i++)
			if (Math.abs(lowest + 2 * i) < oversampling * (2 * view.nz() - 1))
				total += transfers[i].light() / oversampling;
		for (int i = 0; i < transfers.length; i++)
			if (transfers[i].light() > 0) transfers[i] = transfers[i].withLight(transfers[i].light() / total);
		return transfers;
	}

	/**
	 * From plane j of the object to plane i of the stack, in halves of the object's steps: a voxel's centre may lie
	 * between two points.
	 */
	private int distance(final int i, final int j) {
		return oversampling * (2 * i + 1 + 2 * margin.nz()) - (2 * j + 1);
	}

	/** @return where the transfer from plane j of the object to plane i of the stack stands among those of a light */
	private int index(final int i, final int j) {
		return (distance(i, j) - distance(0, object().nz() - 1)) / 2;
	}

	/** @return the first plane of the object that has this light */
	private int first(final int light) {
		return lights.length == 1 ? 0 : light * oversampling;
	}

	/** @return the last plane of the object that has this light */
	private int last(final int light) {
		return lights.length == 1 ? object().nz() - 1 : (light + 1) * oversampling - 1;
	}

	/** Adds up one column of frequencies. */
	private void mix(final int x, final Spectrum[] drawn, final Spectrum[] seen) {
		final int height = 2 * band.reachY() + 1;
		final float[][][] h = new float[lights.length][transfers[0].length][height];
		for (int y = 0; y < height; y++) {
			final double frequency = band.frequency(x, y - band.reachY());
			if (frequency < lights[0].cutoff()) for (int depth = 0; depth < h.length; depth++)
				for (int d = index(0, last(depth)); d <= index(view.nz() - 1, first(depth)); d++)
					h[depth][d][y] = (float) transfers[depth][d].at(frequency);
		}
		for (int i = 0; i < view.nz(); i++)
			for (int j = 0; j < object().nz(); j++) {
				final float[] transfer = h[light(j)][index(i, j)];
				add(seen[i].re()[x], transfer, drawn[j].re()[x]);
				add(seen[i].im()[x], transfer, drawn[j].im()[x]);
			}
	}

	private static void add(final float[] sum, final float[] factor, final float[] value) {
		for (int i = 0; i < sum.length; i++)
			sum[i] += factor[i] * value[i];
	}
}
