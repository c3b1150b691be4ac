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

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The texts of kernels that do not know a grid: they visit voxels one by one, or add up what others have summed; and
 * what all kernels share.
 */
public final class VoxelKernels {

	private VoxelKernels() {}

	/** Sums that a kernel may make. */
	public static final int SUMS = 8;

	static final String COMMON = "float2 mul(float2 a, float2 b) { return (float2)(a.x * b.x - a.y * b.y, " +
		"a.x * b.y + a.y * b.x); }\nfloat2 turn(float2 a) { return (float2)(a.y, -a.x); }\n\n";

	/** The sum k of a group goes to its place among the partial sums. */
	static String reduction(final int k, final String group, final String groups) {
		return "\tbarrier(CLK_LOCAL_MEM_FENCE);\n\tred[w] = s[" + k + "];\n\tbarrier(CLK_LOCAL_MEM_FENCE);\n" +
			"\tfor (int o = 512; o > 0; o >>= 1) {\n\t\tif (w < o && w + o < GROUP) red[w] += red[w + o];\n" +
			"\t\tbarrier(CLK_LOCAL_MEM_FENCE);\n\t}\n\tif (w == 0) partial[" + k + " * (" + groups + ") + " + group +
			"] = red[0];\n";
	}

	/** @return a kernel that multiplies a spectrum by H or its complex conjugate */
	static String multiply() {
		return voxels("multiply", ", __global float2 *S, __global const float2 *H, const int adjoint", "",
			"const float2 h = H[i]; S[i] = mul(S[i], adjoint ? (float2)(h.x, -h.y) : h);", 0);
	}

	/**
	 * @return a kernel {@code reduce(partial, groups, totals)} whose group k adds the partial sums k as pairs of floats
	 *         (Knuth 1969, TAOCP 2, 4.2.2), so that many of them lose nothing
	 */
	static String reduce() {
		return """
			#define GROUP 128
			float2 two(float2 a, float b) {
				const float s = a.x + b, t = s - a.x;
				return (float2)(s, a.y + ((a.x - (s - t)) + (b - t)));
			}
			__kernel void reduce(__global const float *partial, const int groups, __global float2 *totals) {
				__local float2 red[GROUP];
				const int w = get_local_id(0);
				const size_t from = (size_t) get_group_id(0) * groups;
				float2 sum = (float2)(0.0f, 0.0f);
				for (int j = w; j < groups; j += GROUP)
					sum = two(sum, partial[from + j]);
				red[w] = sum;
				barrier(CLK_LOCAL_MEM_FENCE);
				for (int o = GROUP / 2; o > 0; o >>= 1) {
					if (w < o) red[w] = two(two(red[w], red[w + o].x), red[w + o].y);
					barrier(CLK_LOCAL_MEM_FENCE);
				}
				if (w == 0) totals[get_group_id(0)] = red[0];
			}
			""";
	}

	static final int REDUCE_ITEMS = 128;

	/**
	 * @param name of a kernel whose arguments are the number of voxels, the partial sums and those of the step
	 * @param step statements about the voxel {@code i}, that may add to the sums
	 * @return a kernel that visits every voxel once
	 */
	static String voxels(final String name, final String arguments, final String functions, final String step,
		final int sums)
	{
		return COMMON + functions + "#define GROUP " + VOXEL_ITEMS + "\n__kernel void " + name +
			"(const uint n, __global float *partial" + arguments + ") {\n" +
			(sums > 0 ? "\t__local float red[GROUP];\n\tfloat s[" + sums + "];\n\tfor (int k = 0; k < " + sums +
				"; k++) s[k] = 0;\n" + "\tconst int w = get_local_id(0);\n" : "") +
			"\tfor (uint i = get_global_id(0); i < n; i += get_global_size(0)) {\n" + step + "\n\t}\n" +
			(sums > 0 ? IntStream.range(0, sums)
				.mapToObj(k -> reduction(k, "get_group_id(0)", "get_num_groups(0)"))
				.collect(Collectors.joining()) : "") +
			"}\n";
	}

	static final int VOXEL_ITEMS = 256;
}
