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
/**
 * The map. A stack comes in with its voxel size and its optics; the optics become
 * a PSF; the PSF becomes an OTF; the plan says whether the volume fits into
 * memory; the engine restores it; planes become a stack again, with a record of
 * what was done.
 *
 * <pre>
 * io --&gt; optics --&gt; psf --&gt; (fft) --&gt; deconvolution --&gt; tiling --&gt; io
 *                    ^                                    |
 *                  beads                               quality
 * job     : one run from stack to stack, shared by the front ends
 * command | cli | spark : skins; they parse, choose, call, write
 * </pre>
 *
 * Who may depend on whom:
 *
 * <pre>
 * optics        -&gt; nothing of ours
 * fft           -&gt; nothing of ours
 * psf           -&gt; optics, fft
 * deconvolution -&gt; psf (Psf only), fft
 * simulation    -&gt; deconvolution, psf, optics, fft
 * tiling        -&gt; deconvolution, psf (Psf only), fft
 * quality       -&gt; optics, psf, fft
 * io            -&gt; optics, psf, fft, quality
 * job           -&gt; all of the above
 * command | cli | spark -&gt; all of the above, never each other
 * </pre>
 *
 * Lengths are in µm (wavelengths nm where users type them), axes X, Y, Z with x
 * fastest, voxels float32, sums double. A PSF sums to 1 and has its reference
 * point at voxel ⌊n/2⌋ on every axis; only the forward model shifts it.
 */
package sc.fiji.lucid;
