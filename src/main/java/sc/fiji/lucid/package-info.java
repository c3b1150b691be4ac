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
 * The map of Lucid, in the order in which a recording passes through, and the door for Java and scripts:
 * {@link sc.fiji.lucid.Lucid} takes an ImgLib2 image, {@link sc.fiji.lucid.Restorer} is told what to do with it,
 * {@link sc.fiji.lucid.Result} says what was done.
 *
 * <pre>
 * io --&gt; image --&gt; camera --&gt; optics --&gt; psf --&gt; restoration steps (repair ... deconvolution ...)
 * --&gt; image --&gt; io '--&gt; quality --&gt; report Lucid : the door for Java and scripts job   : one run from
 * stack to stack, shared by command, cli and spark, which parse, choose, call and show
 * </pre>
 *
 * Which room may use which (the arrows of dependence, not of the data; {@code ArchitectureTest} holds them):
 *
 * <pre>
 * optics        -&gt; nothing of ours
 * image         -&gt; nothing of ours
 * camera        -&gt; image
 * fft           -&gt; image
 * psf           -&gt; registration, optics, image, fft
 * deconvolution -&gt; psf (Psf only), fft, camera, image, optics
 * opencl        -&gt; deconvolution, fft, image; nothing knows of it: it is found as a service
 * simulation    -&gt; deconvolution, psf, optics, fft, image
 * tiling        -&gt; psf (Psf only), image
 * registration  -&gt; fft, image
 * enhancement   -&gt; image; for the eye only: job alone knows of it, and the front ends
 * restoration   -&gt; registration, tiling, deconvolution, psf (Psf only), camera, image, optics
 * quality       -&gt; optics, psf, fft, camera, image; never deconvolution: it judges anyone's result
 * io            -&gt; optics, image
 * Lucid         -&gt; restoration, tiling, deconvolution, psf, optics, image; no io, no ij
 * job           -&gt; all of the above but Lucid
 * command | cli | spark -&gt; all of the above, never each other
 * </pre>
 *
 * Lengths are in µm (wavelengths in nm where users type them), axes are X, Y, Z with x fastest, voxels are
 * float32, sums are double. A PSF sums to 1 and has its reference point at voxel ⌊n/2⌋ on every axis; only the
 * forward model shifts it.
 * <p>
 * Others may build on what {@code PublicApiTest} lists: this package, the optics, PSFs, options, steps and the voxels
 * that they name ({@link sc.fiji.lucid.image.Progress} is how work tells how far it is). Everything else is internal,
 * public or not, and may change with any release.
 */
package sc.fiji.lucid;
