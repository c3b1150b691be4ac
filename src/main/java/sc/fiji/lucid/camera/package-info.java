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
 * What a recording says of the camera that made it, before any restoration; one answer each, for deconvolution and
 * quality alike. {@link sc.fiji.lucid.camera.NoiseModel}: gain, and the zero of the noise, from which follows the
 * offset, the counts without light. {@link sc.fiji.lucid.camera.BackgroundEstimate}: offset, stray light, and the haze
 * of the darkest place. {@link sc.fiji.lucid.camera.Thinning} splits photons. Then
 * {@link sc.fiji.lucid.camera.VolumeStatistics}, {@link sc.fiji.lucid.camera.BadVoxels},
 * {@link sc.fiji.lucid.camera.NoData} (what holds none, once for a stack and all its tiles). What repairs look for:
 * {@link sc.fiji.lucid.camera.BadPixels}, {@link sc.fiji.lucid.camera.Impulses},
 * {@link sc.fiji.lucid.camera.LineOffsets}, and what slices tell of each other, in {@code camera.slices}. Depends on
 * {@code image} only.
 */
package sc.fiji.lucid.camera;
