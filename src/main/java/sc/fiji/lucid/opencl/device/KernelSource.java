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
package sc.fiji.lucid.opencl.device;

import sc.fiji.lucid.image.Extent;

/**
 * The texts of the kernels for one grid on one device. A volume lies on the device row by row, its spectrum as complex
 * numbers {@code [z][y][kx]} with half of kx, in natural order, and {@link #pitch} of them in a row.
 * <p>
 * Rows are transformed two at a time, as real and imaginary part of one complex row. What a method does with a voxel
 * stands in the kernel that transforms along X, between the inverse and the next forward transform, so that a volume is
 * read and written once.
 */
public final class KernelSource {

	/** A row of a spectrum is so many numbers long, or a multiple: 128 bytes, which memory hands out at once. */
	private static final int ALIGNED = 16;
	/** Lines of a work group may take so many bytes; several groups then share a processor of the device. */
	private static final int GROUP_BYTES = 36 << 10;
	/** What a kernel needs beside its lines. */
	private static final int OTHER_BYTES = 2 << 10;
	private static final int MOST_ITEMS = 256;
	private static final int MOST_LINES = 16;
	/** Numbers of a line that a work item has at a time. */
	private static final int EACH = 8;
	/** Rows in pairs that a group transforms have together about so many voxels. */
	private static final int ROW_VOXELS = 2048;

	final Extent grid;
	final LineTransform x;
	final LineTransform y;
	final LineTransform z;
	private final long shared;

	public KernelSource(final Extent grid, final DeviceInfo device) {
		this.grid = grid;
		shared = device.localMemory() - OTHER_BYTES;
		x = line(grid.nx(), device, false);
		y = line(grid.ny(), device, true);
		z = line(grid.nz(), device, true);
	}

	/** @return whether a device can transform a grid, of which the rows must be even in number */
	public static boolean supports(final Extent grid, final DeviceInfo device) {
		return grid.ny() % 2 == 0 && LineTransform.supports(grid.nx()) && LineTransform.supports(grid.ny()) &&
			LineTransform.supports(grid.nz()) && OTHER_BYTES <= device.localMemory();
	}

	/** @return whether a line is too long to be shared by a work group, and goes through the device's memory */
	boolean isLong(final LineTransform line) {
		return 8L * line.n() > shared;
	}

	private static LineTransform line(final int n, final DeviceInfo device, final boolean isStrided) {
		final long most = Math.min(GROUP_BYTES, device.localMemory() - OTHER_BYTES);
		int lines = isStrided ? MOST_LINES : Math.max(1, Integer.highestOneBit(Math.max(1, ROW_VOXELS / (2 * n))));
		while (lines > 1 && 8L * n * lines > most)
			lines /= 2;
		final int items = (n * lines / EACH + 31) / 32 * 32;
		return new LineTransform(n, lines, (int) Math.max(1, Math.min(items, Math.min(MOST_ITEMS, device.groupSize()))),
			isStrided);
	}

	/** @return complex numbers in a row of the spectrum, some of them unused */
	int pitch() {
		return (grid.nx() / 2 + ALIGNED) / ALIGNED * ALIGNED;
	}

	/** @return complex numbers of a spectrum */
	public long numbers() {
		return (long) pitch() * grid.ny() * grid.nz();
	}

	/** @return bytes of all pairs of rows as complex rows */
	long pairBytes() {
		return 2L * Float.BYTES * grid.nx() * (grid.ny() / 2) * grid.nz();
	}

	/** @return bytes that long lines take beside what is transformed */
	public long spareBytes() {
		return (isLong(x) ? 2 * pairBytes() : 0) + (isLong(y) || isLong(z) ? 2L * Float.BYTES * numbers() : 0);
	}

	private String definitions() {
		return "#define NX " + grid.nx() + "\n#define NY " + grid.ny() + "\n#define NZ " + grid.nz() + "\n#define HX " +
			(grid.nx() / 2 + 1) + "\n#define PITCH " + pitch() + "\n" + VoxelKernels.COMMON;
	}

	/**
	 * @param name of the kernel; its arguments are the spectrum, the table for X, the domain's size along X and Y, the
	 *            partial sums, and those of the step
	 * @param isInverse whether the rows come from the spectrum; else the step makes them
	 * @param isForward whether what the step leaves goes back to the spectrum
	 * @param arguments of the step, each after a comma
	 * @param step statements about the voxel {@code v} at (x, y, z) of the domain, {@code i} its number in a volume of the
	 *          domain's size and {@code g} in one of the grid's, that may add to the sums s[0], s[1], ...
	 * @param sums how many of these there are
	 */
	String rows(final String name, final boolean isInverse, final boolean isForward, final String arguments,
		final String step, final int sums)
	{
		final StringBuilder text = new StringBuilder(definitions());
		final boolean isLong = isLong(x);
		if (!isLong) text.append(x.function("lines"));
		text.append("#define PAIRS ").append(x.lines()).append("\n#define GROUP ").append(x.items()).append('\n');
		text.append("__kernel void ")
			.append(name)
			.append(
				"(__global float2 *S, __global const float2 *tw, const int dx, const int dy, __global float *partial")
			.append(isLong ? ", __global float2 *G" : "")
			.append(arguments)
			.append(isLong ? ") {\n" : ") {\n\t__local float2 l[PAIRS * NX];\n")
			.append(sums > 0 ? "\t__local float red[GROUP];\n\tfloat s[" + sums + "];\n\tfor (int k = 0; k < " + sums +
				"; k++) s[k] = 0;\n" : "")
			.append("\tconst int w = get_local_id(0), z = get_group_id(1), first = get_group_id(0) * PAIRS;\n");
		if (isLong) text.append(PAIRS_ON_DEVICE);
		else if (isInverse) text.append(TANGLE).append(LINES);
		text.append("\tfor (int j = w; j < PAIRS * NX; j += GROUP) {\n" +
			"\t\tconst int x = j % NX, y0 = 2 * (first + j / NX);\n")
			.append(isInverse
				? "\t\tconst float scale = " + 1.0 / grid.voxels() + "f;\n\t\tfloat2 pair = l[j].yx * scale;\n"
				: "\t\tfloat2 pair = (float2)(0.0f, 0.0f);\n");
		voxel(text, "x", "y0", step);
		voxel(text, "y", "y0 + 1", step);
		text.append("\t\tl[j] = pair;\n\t}\n");
		if (isForward && !isLong) text.append(LINES).append(UNTANGLE);
		for (int k = 0; k < sums; k++)
			text.append(VoxelKernels.reduction(k, "get_group_id(1) * get_num_groups(0) + get_group_id(0)",
				"get_num_groups(0) * get_num_groups(1)"));
		return text.append("}\n").toString();
	}

	private static void voxel(final StringBuilder text, final String part, final String row, final String step) {
		text.append("\t\t{\n\t\t\tfloat v = pair.")
			.append(part)
			.append(";\n\t\t\tconst int y = ")
			.append(row)
			.append(";\n\t\t\tif (x < dx && y < dy) {\n")
			.append("\t\t\t\tconst size_t i = ((size_t) z * dy + y) * dx + x, g = ((size_t) z * NY + y) * NX + x;\n")
			.append(step)
			.append("\n\t\t\t}\n\t\t\telse v = 0;\n\t\t\tpair.")
			.append(part)
			.append(" = v;\n\t\t}\n");
	}

	/**
	 * From the spectra A and B of two rows to that of A + iB, real and imaginary parts exchanged: a forward transform
	 * is then the inverse, exchanged again.
	 */
	private static final String TANGLE = """
			for (int j = w; j < PAIRS * HX; j += GROUP) {
				const int t = j / HX, k = j % HX, y = 2 * (first + t);
				const size_t row = ((size_t) z * NY + y) * PITCH + k;
				const float2 a = y < dy ? S[row] : (float2)(0.0f, 0.0f), b = y + 1 < dy ? S[row + PITCH] : (float2)(0.0f, 0.0f);
				l[t * NX + k] = (float2)(a.y + b.x, a.x - b.y);
				if (k > 0 && k < NX - k) l[t * NX + NX - k] = (float2)(b.x - a.y, a.x + b.y);
			}
		""";

	private static final String LINES = "\tbarrier(CLK_LOCAL_MEM_FENCE);\n\tlines(l, tw, w);\n";

	/** Where pairs of rows lie that are too long to be shared. */
	private static final String PAIRS_ON_DEVICE = "\t__global float2 *l = G + ((size_t) z * (NY / 2) + first) * NX;\n";

	/** @return a kernel {@code tangle(S, G, dy)} that takes spectra of rows to those of pairs, where these are long */
	String tangle() {
		return pairs("tangle", TANGLE);
	}

	/** @return a kernel {@code untangle(S, G, dy)}, the other way */
	String untangle() {
		return pairs("untangle", UNTANGLE);
	}

	private String pairs(final String name, final String body) {
		return definitions() + "#define PAIRS 1\n#define GROUP " + x.items() + "\n__kernel void " + name +
			"(__global float2 *S, __global float2 *G, const int dy) {\n" +
			"\tconst int w = get_local_id(0), z = get_group_id(1), first = get_group_id(0);\n" + PAIRS_ON_DEVICE +
			body + "}\n";
	}

	/** From the spectrum of A + iB to those of A and B. */
	private static final String UNTANGLE = """
			for (int j = w; j < PAIRS * HX; j += GROUP) {
				const int t = j / HX, k = j % HX, y = 2 * (first + t);
				if (y >= dy) continue;
				const float2 p = l[t * NX + k], q = l[t * NX + (k > 0 ? NX - k : 0)];
				const size_t row = ((size_t) z * NY + y) * PITCH + k;
				S[row] = 0.5f * (float2)(p.x + q.x, p.y - q.y);
				S[row + PITCH] = 0.5f * (float2)(p.y + q.y, q.x - p.x);
			}
		""";

	/**
	 * @return a kernel {@code columns(S, tw, in, out, inverse)} that transforms along Y: rows from {@code in} on are taken
	 *         to be 0, rows from {@code out} on are not written
	 */
	String columns() {
		return definitions() + y.function("lines") + "#define LINES " + y.lines() + "\n#define GROUP " + y.items() +
			"""

				__kernel void columns(__global float2 *S, __global const float2 *tw, const int in, const int out, const int inverse) {
					__local float2 l[LINES * NY];
					const int w = get_local_id(0), kx = get_group_id(0) * LINES;
					const size_t plane = (size_t) get_group_id(1) * NY * PITCH + kx;
					for (int j = w; j < LINES * NY; j += GROUP) {
						const int t = j % LINES, y = j / LINES;
						const float2 v = y < in ? S[plane + (size_t) y * PITCH + t] : (float2)(0.0f, 0.0f);
						l[j] = inverse ? v.yx : v;
					}
					barrier(CLK_LOCAL_MEM_FENCE);
					lines(l, tw, w);
					for (int j = w; j < LINES * NY; j += GROUP) {
						const int t = j % LINES, y = j / LINES;
						if (y < out) S[plane + (size_t) y * PITCH + t] = inverse ? l[j].yx : l[j];
					}
				}
				""";
	}

	/**
	 * @return a kernel {@code filter(S, tw, in, out, H, adjoint)} that transforms along Z, multiplies by H or its complex
	 *         conjugate and transforms back; planes as in {@link #columns}
	 */
	String filter() {
		return depths("filter", ", const int out, __global const float2 *H, const int adjoint", """
				for (int j = w; j < LINES * NZ; j += GROUP) {
					const size_t i = column + (size_t) (j / LINES) * NY * PITCH + j % LINES;
					const float2 h = H[i];
					l[j] = mul(l[j], adjoint ? (float2)(h.x, -h.y) : h).yx;
				}
				barrier(CLK_LOCAL_MEM_FENCE);
				lines(l, tw, w);
				for (int j = w; j < LINES * NZ; j += GROUP)
					if (j / LINES < out) S[column + (size_t) (j / LINES) * NY * PITCH + j % LINES] = l[j].yx;
			""");
	}

	/** @return a kernel {@code depths(S, tw, in)} that transforms along Z */
	String depths() {
		return depths("depths", "", """
				for (int j = w; j < LINES * NZ; j += GROUP)
					S[column + (size_t) (j / LINES) * NY * PITCH + j % LINES] = l[j];
			""");
	}

	/**
	 * @return a kernel {@code measure(S, tw, in, H, alpha, partial)} that transforms along Z and sums |v|² |H|² /
	 *         (|H|² + α)² over the full spectrum, and leaves the spectrum as it was
	 */
	String measure() {
		return depths("measure", ", __global const float2 *H, const float alpha, __global float *partial", """
				__local float red[GROUP];
				float s[1] = { 0.0f };
				for (int j = w; j < LINES * NZ; j += GROUP) {
					const int k = get_group_id(0) * LINES + j % LINES;
					if (k < HX) {
						const float2 h = H[column + (size_t) (j / LINES) * NY * PITCH + j % LINES], v = l[j];
						const float transfer = h.x * h.x + h.y * h.y, r = transfer + alpha;
						s[0] += (k == 0 || 2 * k == NX ? 1.0f : 2.0f) * (v.x * v.x + v.y * v.y) * (transfer / (r * r));
					}
				}
			""" + VoxelKernels.reduction(0, "get_group_id(1) * get_num_groups(0) + get_group_id(0)", "1"));
	}

	/** @return a kernel like {@link #measure}, of a spectrum whose lines along Z are transformed already */
	String measureLong() {
		return VoxelKernels.voxels("measure", ", __global const float2 *S, __global const float2 *H, const float alpha",
			definitions().replace(VoxelKernels.COMMON, ""), """
				const int k = i % PITCH;
				if (k < HX) {
					const float2 h = H[i], v = S[i];
					const float transfer = h.x * h.x + h.y * h.y, r = transfer + alpha;
					s[0] += (k == 0 || 2 * k == NX ? 1.0f : 2.0f) * (v.x * v.x + v.y * v.y) * (transfer / (r * r));
				}
				""", 1);
	}

	private String depths(final String name, final String arguments, final String rest) {
		return definitions() + z.function("lines") + "#define LINES " + z.lines() + "\n#define GROUP " + z.items() +
			"\n__kernel void " + name + "(__global float2 *S, __global const float2 *tw, const int in" + arguments +
			"""
				) {
					__local float2 l[LINES * NZ];
					const int w = get_local_id(0);
					const size_t column = (size_t) get_group_id(1) * PITCH + get_group_id(0) * LINES;
					for (int j = w; j < LINES * NZ; j += GROUP)
						l[j] = j / LINES < in ? S[column + (size_t) (j / LINES) * NY * PITCH + j % LINES] : (float2)(0.0f, 0.0f);
					barrier(CLK_LOCAL_MEM_FENCE);
					lines(l, tw, w);
				""" +
			rest + "}\n";
	}
}
