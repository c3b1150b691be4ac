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
package sc.fiji.lucid.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.FaultFlags;
import sc.fiji.lucid.cli.flags.OpticsFlags;
import sc.fiji.lucid.cli.flags.PlacementFlags;
import sc.fiji.lucid.cli.flags.SizeConverter;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.job.SimulationJob;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.Phantom;

/** {@code lucid simulate --phantom filaments --na ... -o DIR} */
@Command(name = "simulate", description = "Makes a phantom: truth, blurred and noisy stack, and its PSF.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class SimulateCli implements Callable<Integer> {

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "DIR",
		description = "folder for truth.tif, blurred.tif, observed.tif, psf.tif")
	private Path output;

	@Option(names = "--phantom", paramLabel = "NAME",
		description = "beads, spots, pairs, filaments, bars, nuclei, shells, tissue, mixed (default)")
	private String phantom = "mixed";

	@Option(names = "--size", paramLabel = "XxYxZ", converter = SizeConverter.Voxels.class,
		description = "size in voxels (default 128x128x64)")
	private Extent size = new Extent(128, 128, 64);

	@Option(names = "--voxel", required = true, paramLabel = "XxYxZ", converter = SizeConverter.Voxel.class,
		description = "voxel size in µm")
	private VoxelSize voxel;

	@Option(names = "--peak", paramLabel = "N", description = "photons in the brightest voxel (default 300)")
	private double peak = 300;

	@Option(names = "--offset", paramLabel = "N", description = "counts under the signal (default 100)")
	private double offset = 100;

	@Option(names = "--read-noise", paramLabel = "N",
		description = "standard deviation in counts (default 2); with " + "--full-light in electrons (default 1.6)")
	private Double readNoise;

	@Option(names = "--full-light",
		description = "blur with all light of the PSF, light cones uncut, tissue beyond the " +
			"stack on all sides, computed apart from the PSF that restores; the offset has no photon noise; widefield, " +
			"confocal, two-photon and light sheets")
	private boolean fullLight;

	@Option(names = "--each-depth",
		description = "with --full-light: points of each slice are seen through as much sample as the slice lies deep, the " +
			"first at --depth; psf.tif is that of the first. Takes minutes for 64x64x24 voxels")
	private boolean eachDepth;

	@Option(names = "--gain", paramLabel = "N",
		description = "photoelectrons per count, with --full-light (default 0.5)")
	private Double gain;

	@Option(names = "--scale", paramLabel = "N",
		description = "how much larger than in life the phantom is drawn, with " + "--full-light (default 1)")
	private Double scale;

	@Option(names = "--oversampling", paramLabel = "N",
		description = "how much finer than the voxels the object is drawn (default 2)")
	private int oversampling = 2;

	@Option(names = "--seed", paramLabel = "N", description = "the same seed gives the same stack (default 1)")
	private long seed = 1;

	@Option(names = "--skew", paramLabel = "DEGREES",
		description = "record a skewed stage scan of a light sheet, with this angle between image plane and stage; the Z " +
			"of --voxel is then the step of the stage, and truth.tif is upright")
	private String skew;

	@Option(names = "--deskewed",
		description = "put the skewed scan upright as other programs do: in straight lines, zeros where nothing was seen")
	private boolean deskewed;

	@Mixin
	private FaultFlags faults;

	@Mixin
	private PlacementFlags placement;

	@Mixin
	private OpticsFlags optics;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final List<OpticalSettings> settings = optics.checked().optics();
		final SimulationJob job;
		try {
			if (settings.size() > 1) throw new IllegalArgumentException(
				"lucid simulate takes one set of optics, for all its channels: give one value each.");
			job = placement.of(job(settings.get(0)).withFaults(faults.faults()));
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
		return common.withThreads(() -> {
			job.write(output, common.force(), CommonFlags.commandLine(spec), common.log(spec));
			return Main.DONE;
		});
	}

	private SimulationJob job(final OpticalSettings settings) {
		if (!fullLight && (gain != null || scale != null || eachDepth))
			throw new IllegalArgumentException("--gain, --scale and --each-depth go with --full-light.");
		final double noise = readNoise != null ? readNoise : fullLight ? Detector.SCMOS.readNoise() : 2;
		final SimulationJob job = new SimulationJob(Phantom.of(phantom), settings, size, voxel, oversampling, peak,
			offset, noise, seed);
		job.withSkew(skew == null ? Skew.NONE : Skew.of(skew), deskewed);
		if (!fullLight) return job;
		job.withAllLight(scale == null ? 1 : scale,
			new Detector(gain == null ? Detector.SCMOS.gain() : gain, offset, noise));
		return eachDepth ? job.throughDepth() : job;
	}
}
