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
 * What is done to a volume, step by step, the same in one piece, in tiles, on many machines and in lazily read cells.
 * Each {@link sc.fiji.lucid.restoration.RestorationStep} decides once on a
 * {@link sc.fiji.lucid.restoration.StackSample} and is applied alike everywhere;
 * {@link sc.fiji.lucid.restoration.Steps} are several, {@link sc.fiji.lucid.restoration.Decided} what they decided.
 * {@link sc.fiji.lucid.restoration.step.DeconvolutionStep} is one of them; those that mend what camera and microscope
 * did are in {@code repair}, that which only takes out noise in {@code denoise}.
 * <p>
 * There is one way through, and it begins at a {@link sc.fiji.lucid.image.VoxelSource}: {@code Lucid} shows an ImgLib2
 * image as one ({@code ImageVoxels}), jobs a channel and frame of a TIFF, Zarr or open image
 * ({@code job.stack.StackVoxels}). Files are not shown as ImgLib2 images first: that would put a cache of cells between
 * the file and the boxes that are read once, and hide where a file is damaged. Depends on tiling, deconvolution, psf,
 * camera and image; sees neither files nor channels.
 */
package sc.fiji.lucid.restoration;
