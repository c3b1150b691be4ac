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
package sc.fiji.lucid.simulation.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Faults of camera and microscope that a simulated recording is given, so that it can be seen what repairs them.
 * Immutable.
 *
 * @param hot part of the camera's pixels that add light of their own, from half to five times the brightest voxel's,
 *          in every slice
 * @param dead part of the camera's pixels that see no light
 * @param impulses part of the voxels that something but light hit, as bright as hot pixels
 * @param clip most counts that the camera gives; infinite if there is no such limit
 * @param bleach part of the light that is lost from the first slice to the last, exponentially
 * @param flicker standard deviation of the lamp's light from slice to slice, as part of it
 * @param shading part of the light that is lost in the corner farthest from the brightest place, in all slices
 * @param offsets standard deviation of the counts that pixels give without light
 * @param stripes standard deviation of the counts that rows of pixels give without light, the same in all slices
 * @param misplaced what lies where it should not
 */
public record Faults(double hot, double dead, double impulses, double clip, double bleach, double flicker,
	double shading, double offsets, double stripes, Misplaced misplaced)
{

	/** A recording without faults. */
	public static final Faults NONE = new Faults(0, 0, 0, Double.POSITIVE_INFINITY, 0, 0, 0, 0, 0, Misplaced.NONE);

	/** Brightness of what no light made, in parts of the brightest voxel. */
	private static final double DIMMEST = 0.5, BRIGHTEST = 5;
	/** Reference images that are averaged. */
	private static final int IMAGES = 64;
	/** Faults draw their own random numbers: the light is that of the recording without them. */
	private static final long OWN = 0x5DEECE66DL;

	/** @throws IllegalArgumentException naming the number that is out of its range */
	public Faults {
		part("hot", hot);
		part("dead", dead);
		part("impulses", impulses);
		part("bleach", bleach);
		part("flicker", flicker);
		part("shading", shading);
		if (!(offsets >= 0 && offsets < 1e4))
			throw new IllegalArgumentException("'offsets' takes counts of at least 0, not " + offsets + ".");
		if (!(stripes >= 0 && stripes < 1e4))
			throw new IllegalArgumentException("'stripes' takes counts of at least 0, not " + stripes + ".");
		if (!(clip > 0)) throw new IllegalArgumentException("'clip' takes counts above 0, not " + clip + ".");
	}

	private static void part(final String name, final double value) {
		if (!(value >= 0 && value < 1))
			throw new IllegalArgumentException("'" + name + "' takes a part from 0 to below 1, not " + value + ".");
	}

	/** @return these and hot pixels */
	public Faults withHot(final double part) {
		return new Faults(part, dead, impulses, clip, bleach, flicker, shading, offsets, stripes, misplaced);
	}

	/** @return these and dead pixels */
	public Faults withDead(final double part) {
		return new Faults(hot, part, impulses, clip, bleach, flicker, shading, offsets, stripes, misplaced);
	}

	/** @return these and single voxels that something but light hit */
	public Faults withImpulses(final double part) {
		return new Faults(hot, dead, part, clip, bleach, flicker, shading, offsets, stripes, misplaced);
	}

	/** @return these and most counts that the camera gives */
	public Faults withClip(final double counts) {
		return new Faults(hot, dead, impulses, counts, bleach, flicker, shading, offsets, stripes, misplaced);
	}

	/** @return these and light that is lost from the first slice to the last */
	public Faults withBleach(final double part) {
		return new Faults(hot, dead, impulses, clip, part, flicker, shading, offsets, stripes, misplaced);
	}

	/** @return these and a lamp that flickers */
	public Faults withFlicker(final double part) {
		return new Faults(hot, dead, impulses, clip, bleach, part, shading, offsets, stripes, misplaced);
	}

	/** @return these and shading */
	public Faults withShading(final double part) {
		return new Faults(hot, dead, impulses, clip, bleach, flicker, part, offsets, stripes, misplaced);
	}

	/** @return these and pixels whose counts without light differ */
	public Faults withOffsets(final double counts) {
		return new Faults(hot, dead, impulses, clip, bleach, flicker, shading, counts, stripes, misplaced);
	}

	/** @return these and rows whose counts without light differ */
	public Faults withStripes(final double counts) {
		return new Faults(hot, dead, impulses, clip, bleach, flicker, shading, offsets, counts, misplaced);
	}

	/** @return these and what lies where it should not */
	public Faults withMisplaced(final Misplaced value) {
		return new Faults(hot, dead, impulses, clip, bleach, flicker, shading, offsets, stripes, value);
	}

	/**
	 * @param recorded photons expected in each voxel
	 * @param seed the same seed gives the same faults
	 * @return photons expected with the faults; the same volume if there are none
	 */
	public Volume light(final Volume recorded, final long seed) {
		final Volume photons = misplaced.light(recorded, seed);
		if (equals(NONE.withClip(clip).withOffsets(offsets).withStripes(stripes).withMisplaced(misplaced)))
			return photons;
		final Random random = new Random(seed ^ OWN);
		final Extent e = photons.extent();
		final double[] lamp = lamp(e.nz(), random);
		final double peak = max(photons);
		final float[] sensitivity = new float[e.nx() * e.ny()], dark = new float[sensitivity.length];
		draw(e, seed, peak, random, sensitivity, dark);
		final Volume faulty = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final int i = y * e.nx() + x;
					faulty.row(y, z)[x] = (float) (lamp[z] * sensitivity[i] * photons.row(y, z)[x]) + dark[i] +
						(random.nextDouble() < impulses ? bright(peak, random) : 0);
				}
		return faulty;
	}

	/** Draws what part of the light each pixel shows, and what it shows without any. */
	private void draw(final Extent e, final long seed, final double peak, final Random random,
		final float[] sensitivity, final float[] shine)
	{
		final Random own = new Random(seed ^ OWN ^ 1);
		final double cx = (0.35 + 0.3 * own.nextDouble()) * e.nx(), cy = (0.35 + 0.3 * own.nextDouble()) * e.ny();
		final double farthest = Math.pow(Math.max(cx, e.nx() - cx), 2) + Math.pow(Math.max(cy, e.ny() - cy), 2);
		for (int i = 0; i < shine.length; i++) {
			final double x = i % e.nx() + 0.5 - cx, y = i / e.nx() + 0.5 - cy;
			sensitivity[i] = random.nextDouble() < dead ? 0 : (float) (1 - shading * (x * x + y * y) / farthest);
			shine[i] = random.nextDouble() < hot ? bright(peak, random) : 0;
		}
	}

	/** @return by how many counts each pixel's dark lies above the usual, y·nx + x; null if all are alike */
	public float[] offsets(final Extent e, final long seed) {
		if (offsets == 0 && stripes == 0) return null;
		final Random own = new Random(seed ^ OWN ^ 2), ofRows = new Random(seed ^ OWN ^ 4);
		final float[] counts = new float[e.nx() * e.ny()];
		float row = 0;
		for (int i = 0; i < counts.length; i++) {
			if (i % e.nx() == 0) row = (float) (stripes * ofRows.nextGaussian());
			counts[i] = (float) (offsets * own.nextGaussian()) + row;
		}
		return counts;
	}

	/**
	 * The mean of {@value #IMAGES} images that the same camera records of an even field, or without light.
	 *
	 * @param photons of the field in each pixel; 0 for a dark
	 * @param peak photons in the brightest voxel of the stack, by which hot pixels are bright
	 * @param offset counts without light
	 * @param gain photoelectrons per count
	 * @param readNoise in electrons
	 * @param seed of the stack
	 */
	public Volume reference(final Extent stack, final double photons, final double peak, final double offset,
		final double gain, final double readNoise, final long seed)
	{
		final Extent plane = new Extent(stack.nx(), stack.ny(), 1);
		final float[] sensitivity = new float[plane.nx() * plane.ny()], shine = new float[sensitivity.length];
		final Random random = new Random(seed ^ OWN);
		lamp(stack.nz(), random);
		draw(plane, seed, peak, random, sensitivity, shine);
		final float[] counts = offsets(plane, seed);
		final Random noise = new Random(seed ^ OWN ^ 3 ^ Double.doubleToLongBits(photons));
		final Volume mean = new Volume(plane);
		for (int i = 0; i < shine.length; i++) {
			final double electrons = Noise.poisson(IMAGES * (sensitivity[i] * photons + shine[i]), noise) +
				readNoise * Math.sqrt(IMAGES) * noise.nextGaussian();
			mean.row(i / plane.nx(), 0)[i %
				plane.nx()] = (float) (offset + (counts == null ? 0 : counts[i]) + electrons / gain / IMAGES);
		}
		return mean;
	}

	/** Its light in each slice, 1 in the first but for flicker. */
	private double[] lamp(final int slices, final Random random) {
		final double[] lamp = new double[slices];
		for (int z = 0; z < slices; z++)
			lamp[z] = Math.pow(1 - bleach, z / Math.max(1.0, slices - 1)) *
				Math.max(0, 1 + flicker * random.nextGaussian());
		return lamp;
	}

	private static float bright(final double peak, final Random random) {
		return (float) (peak * DIMMEST * Math.pow(BRIGHTEST / DIMMEST, random.nextDouble()));
	}

	private static double max(final Volume v) {
		double max = 0;
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++)
				for (final float value : v.row(y, z))
					max = Math.max(max, value);
		return max;
	}

	/** @return a count as the camera gives it */
	public float clipped(final double count) {
		return (float) Math.min(count, clip);
	}

	/** @return those that there are, for the record */
	public Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("hot", hot);
		map.put("dead", dead);
		map.put("impulses", impulses);
		map.put("clip", clip);
		map.put("bleach", bleach);
		map.put("flicker", flicker);
		map.put("shading", shading);
		map.put("offsets", offsets);
		map.put("stripes", stripes);
		map.putAll(misplaced.describe());
		map.values().removeIf(v -> v.equals(0.0) || v.equals(Double.POSITIVE_INFINITY));
		return map;
	}
}
