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
package sc.fiji.lucid.tiling;

import java.util.Locale;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.ForwardModel;
import sc.fiji.lucid.fft.Extent;

/**
 * What restoring one volume takes, known before anything is allocated.
 *
 * @param view size of the volume
 * @param grid size on which the estimate is computed
 * @param bytes memory that the restoration holds at its peak
 */
public record Plan(Extent view, Extent grid, long bytes) {

	private static final double GB = 1 << 30;

	/**
	 * @param view size of the volume
	 * @param bytesPerVoxel of the recorded stack: 1, 2 or 4
	 * @param psf size of the PSF
	 */
	public static Plan of(final Extent view, final int bytesPerVoxel, final Extent psf,
		final DeconvolutionOptions options)
	{
		return new Plan(view, ForwardModel.grid(view, psf, options), Deconvolution.bytes(view, bytesPerVoxel, psf,
			options));
	}

	/**
	 * @param available bytes that Java may still use
	 * @throws IllegalStateException that says how much would do, if it is not enough
	 */
	public void check(final long available) {
		if (bytes > available) throw new IllegalStateException(String.format(Locale.ROOT,
			"Restoring %s (on a grid of %s) needs %.1f GB of memory, and Java may use only %.1f GB: give it more " +
				"(command line: LUCID_OPTS=-Xmx%dg; Fiji: Edit > Options > Memory & Threads), or crop the stack or the PSF.",
			view, grid, bytes / GB, available / GB, (long) Math.ceil(1.2 * bytes / GB)));
	}

	/** @return bytes that Java may still use in this process */
	public static long availableBytes() {
		final Runtime runtime = Runtime.getRuntime();
		return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
	}

	/** @return as {@code 64x64x32 on a grid of 128x128x64, 0.1 GB} */
	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%s on a grid of %s, %.2f GB", view, grid, bytes / GB);
	}
}
