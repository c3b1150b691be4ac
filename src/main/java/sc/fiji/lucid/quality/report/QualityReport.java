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
package sc.fiji.lucid.quality.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.BadVoxels;
import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.PhotonTransfer;
import sc.fiji.lucid.camera.slices.Slices;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.ChannelShift;
import sc.fiji.lucid.quality.agreement.Consistency;
import sc.fiji.lucid.quality.agreement.Flux;
import sc.fiji.lucid.quality.agreement.TruthComparison;
import sc.fiji.lucid.quality.resolution.Decorrelation;
import sc.fiji.lucid.quality.resolution.FourierShellCorrelation;
import sc.fiji.lucid.quality.resolution.OpticalLimits;
import sc.fiji.lucid.quality.resolution.SpotWidths;

/**
 * Every number of the report.
 *
 * @param extent the size of both stacks, voxels
 * @param voxelSize µm
 * @param settings as they were handed in, and what was estimated
 * @param data the recording by itself
 * @param resolution of both
 * @param consistency of the restored stack with the recording; empty without a PSF
 * @param flux light in and out
 * @param truth the comparison with the truth, if there is one
 * @param findings in words, the gravest first
 */
public record QualityReport(Extent extent, VoxelSize voxelSize, List<Setting> settings, Data data,
	Resolution resolution, Optional<Consistency> consistency, Flux flux, Optional<TruthComparison> truth,
	List<Finding> findings)
{

	/**
	 * The recording by itself.
	 *
	 * @param camera that noise is computed with
	 * @param cameraKnown whether gain and offset were given or could be estimated; otherwise a gain is assumed at which
	 *          none of the brighter places is noisier than photons
	 * @param photonTransfer the estimate of gain and offset, where the noise allows one
	 * @param peakElectrons photo-electrons above the background in the brightest thousandth of voxels
	 * @param signalToNoise of one such voxel
	 * @param background counts of the darkest parts: the offset, stray light, and the haze of the darkest place
	 * @param badVoxels saturated, clipped, dead
	 * @param slices how they follow one another
	 * @param timeMeans mean of each time point above the background, counts; none without
	 * @param timeBleaching share of light lost over the time points; 0 without
	 * @param channelShifts of each further channel against the first
	 */
	public record Data(Camera camera, boolean cameraKnown, Optional<PhotonTransfer> photonTransfer,
		double peakElectrons, double signalToNoise, BackgroundEstimate background, BadVoxels badVoxels, Slices slices,
		double[] timeMeans, double timeBleaching, List<ChannelShift> channelShifts)
	{}

	/**
	 * Resolution of both stacks and what limits it.
	 *
	 * @param raw Fourier shell correlation of the recording
	 * @param rawMethod from what: repeats or split photons
	 * @param rawSubsampled the same from one recording by sub-sampling
	 * @param restored Fourier shell correlation of the restored stack
	 * @param restoredMethod from what: repeats or sub-sampling
	 * @param rawDecorrelation the second opinion on the recording
	 * @param restoredDecorrelation the same on the restored stack
	 * @param rawSpots widths of isolated spots in the recording
	 * @param restoredSpots and in the restored stack
	 * @param psfSpot width of the PSF, measured in the same way
	 * @param optics limits of the objective
	 * @param psf limits of the PSF
	 * @param undersampling how many times the voxels are larger than Nyquist's along X, Y and Z; empty if the optics
	 *          are not known
	 * @param beyondRaw share of the restored detail (spectral power across the axis) that is finer than what the
	 *          recording resolves
	 */
	public record Resolution(FourierShellCorrelation raw, String rawMethod, FourierShellCorrelation rawSubsampled,
		FourierShellCorrelation restored, String restoredMethod, Decorrelation rawDecorrelation,
		Decorrelation restoredDecorrelation, SpotWidths rawSpots, SpotWidths restoredSpots,
		Optional<SpotWidths> psfSpot, Optional<OpticalLimits> optics, Optional<OpticalLimits> psf,
		Optional<double[]> undersampling, double beyondRaw)
	{

		/** @return the limits of the objective or else of the PSF */
		public Optional<OpticalLimits> limits() {
			return optics.isPresent() ? optics : psf;
		}
	}

	/** @return the gravest severity found */
	public Severity severity() {
		return findings.isEmpty() ? Severity.GOOD : findings.get(0).severity();
	}

	/** @return every number as maps, lists, strings, numbers and booleans, ready to be written as JSON */
	public Map<String, Object> asMap() {
		return PlainData.ofRecord(this);
	}
}
