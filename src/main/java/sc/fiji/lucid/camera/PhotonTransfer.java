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
package sc.fiji.lucid.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RowSource;

/**
 * Gain of a detector and the zero of its noise, from one stack: where light falls, the variance of the noise
 * grows by 1/gain with the mean (photon transfer, Janesick 2007, "Photon Transfer").
 * <p>
 * The noise of blocks of 8×8 voxels is measured by the product of third differences along X and Y, which is
 * blind to all but the corner of the spectrum, where no lens transfers anything (Immerkær 1996, CVGIP 64:300,
 * with second differences). The blocks are sorted by what their neighbours are into classes of equal number, the mean
 * of each class is taken without outliers, and a straight line is fitted; classes that structure lifts above the line
 * are left out. It does not matter how hazy the stack is: no place without light is needed.
 * <p>
 * Adding a constant to the stack adds it to the zero and changes nothing else.
 *
 * @param gain photoelectrons per count
 * @param gainUncertainty its standard error
 * @param zero counts at which the line has no noise: {@code counts - zero} is distributed as photons are,
 *          read noise included (Snyder et al. 1993, J. Opt. Soc. Am. A 10:1014)
 * @param zeroUncertainty its standard error, counts
 * @param mean the points of the plot: brightness, counts
 * @param variance and variance of the noise, counts²
 */
public record PhotonTransfer(double gain, double gainUncertainty, double zero, double zeroUncertainty, double[] mean,
	double[] variance)
{

	/** Read noise assumed when none is given, e⁻: that of a scientific CMOS camera. */
	public static final double USUAL_READ_NOISE = 1.6;

	/** Side of a block, voxels. */
	public static final int BLOCK = 8;
	private static final int CLASSES = 24;
	private static final int LEAST_BLOCKS = 12;
	/** Fewer tell no line. */
	private static final int LEAST_CLASSES = 4;
	/** Third differences, whose squares add up to 20 along each axis. */
	private static final int[] DIFFERENCES = { 1, -3, 3, -1 };
	private static final int MARGIN = DIFFERENCES.length - 1;
	/** Voxels from a block to one beside it that shares no voxel with it. */
	private static final int BESIDE = 2 * BLOCK;
	private static final double NORM = 400;
	/** Median over mean, and degrees of freedom, of the variance of a block of white noise (10⁶ voxels simulated). */
	private static final double MEDIAN_TO_MEAN = 0.947;
	private static final double FREEDOM = 14.2;
	/** A block of so many times the median variance of its class holds structure: eight standard deviations above. */
	private static final double OUTLIER = (1 + 8 * Math.sqrt(2 / FREEDOM)) / MEDIAN_TO_MEAN;
	/** Structure lifts a class so far above the line that it does not count, as part of the line. */
	private static final double LIFTED = 0.12;

	/** Slices that have so much of the noise of the noisiest ones were hardly interpolated, ... */
	private static final double NOISY = 0.8;
	/** ... which are a tenth of all: one shift in ten is by a whole voxel, nearly. */
	private static final double NOISIEST = 0.9;

	/**
	 * A block of a plane.
	 *
	 * @param mean of its voxels
	 * @param variance of the noise
	 * @param x its first column
	 * @param y its first row
	 */
	public record Block(double mean, double variance, int x, int y, int plane) {}

	/** Where a block lies. */
	private record Place(int x, int y, int plane) {}

	/**
	 * @param readNoise e⁻
	 * @return the counts that the camera gives without light: above the zero by what the read noise adds
	 */
	public double offset(final double readNoise) {
		return zero + readNoise * readNoise / gain;
	}

	/** @return the camera of these numbers and this read noise, e⁻ */
	public Camera camera(final double readNoise) {
		return new Camera(gain, offset(readNoise), readNoise);
	}

	/** @return the same for a gain that is known, e⁻ per count; a point counts by its relative error, as in the line */
	public PhotonTransfer withGain(final double known) {
		double weights = 0, zeros = 0;
		for (int i = 0; i < mean.length; i++) {
			final double weight = 1 / (variance[i] * variance[i]);
			weights += weight;
			zeros += weight * (mean[i] - known * variance[i]);
		}
		return new PhotonTransfer(known, 0, zeros / weights, zeroUncertainty, mean, variance);
	}

	/**
	 * @param recorded the stack, of which masked voxels do not count
	 * @return empty if the noise does not grow with the brightness as that of photons, as in a stack that was
	 *         processed, or is too small, or holds too few levels
	 */
	public static Optional<PhotonTransfer> of(final Recording recorded) {
		return fit(blocks(recorded, BLOCK));
	}

	/** @return the variance of the noise where it is darkest, counts²; 0 if the stack is too small to tell */
	static double darkVariance(final List<Block> blocks) {
		final double[] sorted = blocks.stream()
			.sorted((a, b) -> Double.compare(a.mean(), b.mean()))
			.limit((blocks.size() + 3) / 4)
			.mapToDouble(Block::variance)
			.toArray();
		return sorted.length == 0 ? 0 : Percentiles.median(sorted) / MEDIAN_TO_MEAN;
	}

	/**
	 * @param step from block to block
	 * @return the blocks in the order of z and y, without those that hold what is no number, a masked voxel or one
	 *         value
	 */
	public static List<Block> blocks(final Recording recorded, final int step) {
		return blocks(recorded.extent(), step, recorded.mask() == null ? recorded : (y, z, row) -> {
			recorded.read(y, z, row);
			recorded.mask().fill(y, z, row, Float.NaN);
		});
	}

	private static List<Block> blocks(final Extent e, final int step, final RowSource rows) {
		final List<List<Block>> planes = new ArrayList<>();
		for (int z = 0; z < e.nz(); z++)
			planes.add(new ArrayList<>());
		Planes.forEach(e.nz(), z -> {
			final float[][] strip = new float[BLOCK + MARGIN][e.nx()];
			for (int y0 = 0; y0 + BLOCK + MARGIN <= e.ny(); y0 += step) {
				for (int j = 0; j < strip.length; j++)
					rows.read(y0 + j, z, strip[j]);
				final float[][] noise = noise(strip);
				for (int x0 = 0; x0 + BLOCK + MARGIN <= e.nx(); x0 += step)
					planes.get(z).add(block(strip, noise, x0, y0, z));
			}
		});
		return planes.stream()
			.flatMap(List::stream)
			.filter(b -> b.variance > 0 && Double.isFinite(b.variance))
			.toList();
	}

	/** The product of the differences along X and Y at each voxel of a strip. */
	private static float[][] noise(final float[][] strip) {
		final int nx = strip[0].length;
		final float[] down = new float[nx];
		final float[][] noise = new float[BLOCK][nx];
		for (int y = 0; y < BLOCK; y++) {
			for (int x = 0; x < nx; x++)
				down[x] = strip[y][x] - strip[y + 3][x] + 3 * (strip[y + 2][x] - strip[y + 1][x]);
			for (int x = 0; x + MARGIN < nx; x++)
				noise[y][x] = down[x] - down[x + 3] + 3 * (down[x + 2] - down[x + 1]);
		}
		return noise;
	}

	private static Block block(final float[][] strip, final float[][] noise, final int x0, final int y0,
		final int plane)
	{
		double sum = 0, squares = 0;
		for (int y = 0; y < BLOCK; y++)
			for (int x = x0; x < x0 + BLOCK; x++) {
				// The middle of each difference, whose noise has most weight in it: where light is curved, means would
				// differ.
				sum += strip[y + 1][x + 1] + strip[y + 2][x + 2] + strip[y + 1][x + 2] + strip[y + 2][x + 1];
				squares += (double) noise[y][x] * noise[y][x];
			}
		return new Block(sum / (4 * BLOCK * BLOCK), squares / (NORM * BLOCK * BLOCK), x0, y0, plane);
	}

	/**
	 * Interpolation takes noise from a slice, and makes what is left of it alike from voxel to voxel: of slices that were
	 * shifted each by its own part of a voxel, as of a deskewed stack, those tell the camera's that were hardly shifted.
	 * In the others the noise of what is larger than voxels is the same, and that is what a restoration meets.
	 *
	 * @return the blocks of the noisiest slices
	 */
	static List<Block> ofNoisiestPlanes(final List<Block> blocks) {
		final Block[] sorted = blocks.toArray(Block[]::new);
		Arrays.sort(sorted, (a, b) -> Double.compare(a.mean(), b.mean()));
		final Map<Integer, List<Double>> relative = new TreeMap<>();
		for (int k = 0; k < CLASSES; k++) {
			final Block[] alike = Arrays.copyOfRange(sorted, k * sorted.length / CLASSES,
				(k + 1) * sorted.length / CLASSES);
			if (alike.length == 0) continue;
			final double usual = Percentiles.median(Arrays.stream(alike).mapToDouble(Block::variance).toArray());
			for (final Block b : alike)
				relative.computeIfAbsent(b.plane, p -> new ArrayList<>()).add(b.variance / usual);
		}
		final Map<Integer, Double> noise = new TreeMap<>();
		relative
			.forEach((plane, all) -> noise.put(plane, Percentiles.median(all.stream().mapToDouble(v -> v).toArray())));
		final double[] each = noise.values().stream().mapToDouble(v -> v).sorted().toArray();
		if (each.length == 0) return blocks;
		final double most = each[(int) (NOISIEST * (each.length - 1))];
		return blocks.stream().filter(b -> noise.get(b.plane) >= NOISY * most).toList();
	}

	/** A block and the mean of its neighbour, by which it is sorted. */
	private record Sorted(Block block, double by) {}

	/**
	 * A block is sorted by its neighbours, whose noise is their own: those in the planes before and after, or, where there
	 * is one plane, those beside it. If its own mean sorted it, the brighter of equally bright blocks would be those with
	 * more noise in their mean, and, as few counts err further upwards, with more variance.
	 */
	static Optional<PhotonTransfer> fit(final List<Block> blocks) {
		if (blocks.size() < 10 * LEAST_BLOCKS) return Optional.empty();
		final Map<Place, Block> at = new HashMap<>();
		final TreeSet<Integer> planes = new TreeSet<>();
		for (final Block b : blocks) {
			at.put(new Place(b.x, b.y, b.plane), b);
			planes.add(b.plane);
		}
		final boolean isFlat = planes.size() == 1;
		final List<double[]> points = new ArrayList<>();
		for (final boolean after : new boolean[] { false, true }) {
			final List<Sorted> sorted = new ArrayList<>();
			for (final Block b : blocks) {
				final Integer plane = isFlat ? Integer.valueOf(b.plane)
					: after ? planes.higher(b.plane) : planes.lower(b.plane);
				if (plane == null) continue;
				final Block neighbour = at.get(new Place(isFlat ? b.x + (after ? BESIDE : -BESIDE) : b.x, b.y, plane));
				// Of whole counts a float32 holds all of the mean. Of counts in another unit it leaves alike what differs by
				// rounding, so that blocks come in the same order.
				if (neighbour != null) sorted.add(new Sorted(b, (float) neighbour.mean));
			}
			if (sorted.size() < 5 * LEAST_BLOCKS) return Optional.empty();
			sorted.sort(Comparator.comparingDouble(Sorted::by));
			classes(sorted.stream().map(Sorted::block).toArray(Block[]::new), points);
		}
		return line(points);
	}

	private static void classes(final Block[] sorted, final List<double[]> points) {
		final int classes = Math.min(CLASSES, sorted.length / LEAST_BLOCKS);
		for (int k = 0; k < classes - 1; k++)
			points
				.add(point(Arrays.copyOfRange(sorted, k * sorted.length / classes, (k + 1) * sorted.length / classes)));
		// Few blocks are bright, differ most, and tell most: the last class is cut into halves, the brighter one again.
		int from = (classes - 1) * sorted.length / classes;
		for (; sorted.length - from >= 2 * LEAST_BLOCKS; from += (sorted.length - from) / 2)
			points.add(point(Arrays.copyOfRange(sorted, from, from + (sorted.length - from) / 2)));
		points.add(point(Arrays.copyOfRange(sorted, from, sorted.length)));
	}

	/**
	 * Mean, variance and half the number of the blocks of a class, since each is in two, without those that hold
	 * structure.
	 */
	private static double[] point(final Block[] members) {
		final double most = OUTLIER * Percentiles.median(Arrays.stream(members).mapToDouble(Block::variance).toArray());
		final Block[] flat = Arrays.stream(members).filter(b -> b.variance <= most).toArray(Block[]::new);
		return new double[] { Arrays.stream(flat).mapToDouble(Block::mean).average().orElseThrow(),
			Arrays.stream(flat).mapToDouble(Block::variance).average().orElseThrow(), 0.5 * flat.length };
	}

	/** The weighted line through the points, without those that structure lifts far above it. */
	private static Optional<PhotonTransfer> line(final List<double[]> points) {
		List<double[]> kept = points;
		double[] fit = null;
		for (int round = 0; round < 6; round++) {
			if (kept.size() < 2 * LEAST_CLASSES) return Optional.empty();
			fit = weightedLine(kept, fit);
			final double[] f = fit;
			kept = points.stream().filter(p -> isNear(p, f)).toList();
		}
		final double slope = fit[1], zero = -fit[0] / slope;
		if (!(slope > 4 * fit[3]) || zero > points.get(0)[0] + 3 * fit[2] / slope) return Optional.empty();
		return Optional.of(new PhotonTransfer(1 / slope, fit[3] / (slope * slope), zero, fit[2] / slope,
			kept.stream().mapToDouble(p -> p[0]).toArray(), kept.stream().mapToDouble(p -> p[1]).toArray()));
	}

	private static boolean isNear(final double[] p, final double[] line) {
		final double expected = line[0] + line[1] * p[0];
		return Math.abs(p[1] - expected) < Math.max(LIFTED, 3 * Math.sqrt(2 / (FREEDOM * p[2]))) *
			Math.max(p[1], expected);
	}

	/** Intercept, slope, and the standard errors of the line at its zero and of its slope. */
	private static double[] weightedLine(final List<double[]> points, final double[] before) {
		double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
		for (final double[] p : points) {
			final double expected = before == null ? p[1] : Math.max(before[0] + before[1] * p[0], 1e-3 * p[1]);
			// The relative error of a point is that of its blocks, and no better than 1 %.
			final double weight = 1 / (expected * expected * (2 / (FREEDOM * p[2]) + 1e-4));
			w += weight;
			wx += weight * p[0];
			wy += weight * p[1];
			wxx += weight * p[0] * p[0];
			wxy += weight * p[0] * p[1];
		}
		final double spread = wxx - wx * wx / w, slope = (wxy - wx * wy / w) / spread,
			intercept = (wy - slope * wx) / w;
		final double zero = -intercept / slope;
		return new double[] { intercept, slope, Math.sqrt(1 / w + Math.pow(zero - wx / w, 2) / spread),
			Math.sqrt(1 / spread) };
	}
}
