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
package sc.fiji.lucid.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Placement;
import sc.fiji.lucid.simulation.Simulation;

/** Makes a phantom and writes it as a folder of stacks. */
public final class SimulationJob {

	/** Photons of an even field in each pixel. */
	private static final double FLAT = 10_000;

	private final Phantom phantom;
	private final Microscope microscope;
	private final Extent size;
	private final VoxelSize voxel;
	private final int oversampling;
	private final double peak;
	private final double offset;
	private final double readNoise;
	private final long seed;
	private Acquisition acquisition;
	private Detector detector;
	private Faults faults = Faults.NONE;
	private Skew skew = Skew.NONE;
	private boolean isDeskewed;
	/** Of each channel, in the first frame. */
	private List<Placement> channels = List.of(Placement.NONE);
	/** By how much it lies further in each frame, µm along X, Y and Z. */
	private double[] drift = new double[3];
	private int frames = 1;

	/**
	 * See {@link Simulation#of}.
	 *
	 * @throws IllegalArgumentException if the optics are incomplete or a number is
	 *           out of its range
	 */
	public SimulationJob(final Phantom phantom, final OpticalSettings optics, final Extent size, final VoxelSize voxel,
		final int oversampling, final double peak, final double offset, final double readNoise, final long seed)
	{
		if (oversampling < 1 || oversampling > 8)
			throw new IllegalArgumentException("The oversampling must be from 1 to 8, not " + oversampling + ".");
		if (!(peak > 0 && offset >= 0 && readNoise >= 0))
			throw new IllegalArgumentException("The peak must be above 0, offset and read noise not below.");
		this.phantom = phantom;
		microscope = optics.microscope();
		this.size = size;
		this.voxel = voxel;
		this.oversampling = oversampling;
		this.peak = peak;
		this.offset = offset;
		this.readNoise = readNoise;
		this.seed = seed;
	}

	/**
	 * Lets the phantom be recorded with all light, see {@link Acquisition}; offset and
	 * read noise are then the camera's.
	 *
	 * @param scale how much larger than in life the phantom is drawn
	 * @param camera what counts the photons
	 * @return this job
	 * @throws IllegalArgumentException if it knows no such microscope, a number is
	 *           out of its range, or this is a skewed scan
	 */
	public SimulationJob withAllLight(final double scale, final Detector camera) {
		if (!skew.isNone()) throw new IllegalArgumentException(
			"A skewed stage scan is not simulated with all light: leave out --skew or --full-light.");
		acquisition = new Acquisition(phantom, scale, microscope, size, voxel, oversampling, seed);
		detector = camera;
		return this;
	}

	/**
	 * Lets the light change through the stack, with all light.
	 *
	 * @return this job, in which points of each slice lie as deep in the sample as the slice, the first at the given depth
	 */
	public SimulationJob throughDepth() {
		acquisition = acquisition.throughDepth();
		return this;
	}

	/** @return this job, whose recording has faults */
	public SimulationJob withFaults(final Faults value) {
		faults = value;
		return this;
	}

	/**
	 * @param angle between image plane and stage; the Z of the voxel size is then the step of the stage
	 * @param deskewed whether the recording is put upright afterwards, as other programs do
	 * @return this job, whose recording is a stage scan
	 * @throws IllegalArgumentException if the microscope has no sheet of light
	 */
	public SimulationJob withSkew(final Skew angle, final boolean deskewed) {
		if (deskewed && angle.isNone())
			throw new IllegalArgumentException("--deskewed goes with --skew, the angle between image plane and stage.");
		if (!angle.isNone() && !microscope.modality().hasSheet()) throw new IllegalArgumentException(
			"A skewed stage scan is one of a light sheet: give --modality light-sheet or lattice-light-sheet.");
		if (!angle.isNone() && size.nz() == 1)
			throw new IllegalArgumentException("A skewed stage scan has more than one slice: give --size XxYxZ.");
		skew = angle;
		isDeskewed = deskewed;
		return this;
	}

	/**
	 * @param channel where the object lies in a second channel of the same optics
	 * @return this job, of two channels
	 */
	public SimulationJob withChannel(final Placement channel) {
		refuseSkewed();
		channels = List.of(Placement.NONE, channel);
		return this;
	}

	/**
	 * @param step by how much the object lies further in each frame than in that before, µm along X, Y and Z
	 * @param count of frames
	 * @return this job, of a time series
	 * @throws IllegalArgumentException if there are no frames, or more than 1000
	 */
	public SimulationJob withDrift(final double[] step, final int count) {
		if (count < 1 || count > 1000)
			throw new IllegalArgumentException("'frames' takes 1 to 1000, not " + count + ".");
		if (count > 1) refuseSkewed();
		drift = step.clone();
		frames = count;
		return this;
	}

	private void refuseSkewed() {
		if (!skew.isNone()) throw new IllegalArgumentException(
			"A skewed stage scan is simulated of one channel and one frame: leave out --skew, or --chromatic and --drift.");
	}

	private Simulation simulate(final Placement placement, final int copy) {
		if (!skew.isNone()) return Simulation.skewed(phantom, size, voxel, skew, isDeskewed, oversampling, this::psf,
			peak, offset, readNoise, seed, faults);
		return acquisition == null ? Simulation.of(phantom, size, voxel, oversampling, this::psf, peak, offset,
			readNoise, seed, faults, placement, copy)
			: acquisition.placed(placement).exposure().record(peak, detector, faults, copy);
	}

	/** Frames of each channel. */
	private List<List<Simulation>> simulate() {
		final List<List<Simulation>> all = new ArrayList<>();
		for (int c = 0; c < channels.size(); c++) {
			final List<Simulation> series = new ArrayList<>();
			for (int t = 0; t < frames; t++)
				series.add(simulate(channels.get(c).further(t * drift[0], t * drift[1], t * drift[2]), c * frames + t));
			all.add(series);
		}
		return all;
	}

	private static List<List<Volume>> volumes(final List<List<Simulation>> all,
		final Function<Simulation, Volume> which)
	{
		return all.stream().map(series -> series.stream().map(which).toList()).toList();
	}

	/**
	 * Writes truth.tif, blurred.tif, observed.tif, psf.tif and observed.tif.json; dark.tif and flat.tif where the camera's
	 * pixels differ.
	 *
	 * @param commandLine told in the record
	 */
	public void write(final Path folder, final boolean force, final String commandLine, final Consumer<String> log)
		throws IOException
	{
		microscope.warnings().forEach(log);
		PartFile.makeFolder(folder);
		final Path observed = folder.resolve("observed.tif");
		final List<String> beside = new ArrayList<>(List.of("truth.tif", "blurred.tif", "psf.tif"));
		final boolean isReferred = faults.shading() > 0 || faults.offsets() > 0 || faults.stripes() > 0;
		if (isReferred) beside.addAll(List.of("dark.tif", "flat.tif"));
		try (ResultFiles files = ResultFiles.claim(observed, force, List.of(), beside.toArray(new String[0]))) {
			final List<List<Simulation>> all = simulate();
			final String info = "Lucid phantom: " + phantom + ", seed " + seed;
			final VoxelSize upright = skew.voxel(voxel), recorded = isDeskewed ? upright : voxel;
			VolumeWriter.write(files.part("truth.tif"), volumes(all, Simulation::truth), upright, info, false);
			VolumeWriter.write(files.part("blurred.tif"), volumes(all, Simulation::blurred), voxel, info, false);
			VolumeWriter.write(files.part("psf.tif"), psf().volume(), recorded, info, false);
			if (isReferred) {
				VolumeWriter.write(files.part("dark.tif"), reference(0), voxel, info, false);
				VolumeWriter.write(files.part("flat.tif"), reference(FLAT), voxel, info, false);
			}
			VolumeWriter.commit(files, observed, volumes(all, Simulation::observed), recorded, info,
				record(commandLine));
		}
		beside.add(2, "observed.tif");
		for (final String name : beside)
			log.accept("wrote " + folder.resolve(name));
	}

	private Volume reference(final double photons) {
		return faults.reference(size, photons, peak, offset, detector == null ? 1 : detector.gain(), readNoise, seed);
	}

	private RunRecord record(final String commandLine) {
		final RunRecord record = new RunRecord().version(Version.NUMBER)
			.commandLine(commandLine)
			.put("phantom", phantom.toString())
			.put("size", size.toString())
			.put("voxelSize", voxel.toString())
			.put("oversampling", oversampling)
			.put("peak", peak)
			.put("offset", offset)
			.put("readNoise", readNoise)
			.put("seed", seed)
			.put("fullLight", acquisition != null)
			.put("faults", faults.describe());
		if (!skew.isNone()) record.put("skew", Map.of("angle", skew.degrees(), "deskewed", isDeskewed));
		if (acquisition != null) record.put("gain", detector.gain())
			.put("scale", acquisition.scale())
			.put("eachDepth", acquisition.eachDepth());
		if (channels.size() > 1) record.put("chromatic", channels.get(1).describe());
		if (frames > 1) record.put("frames", frames).put("drift", Arrays.stream(drift).boxed().toList());
		return record.microscope(List.of(OpticalSettings.of(microscope)));
	}

	/** The PSF of what is recorded. */
	private Psf psf() {
		return skew.isNone() || isDeskewed ? psf(skew.voxel(voxel))
			: PsfPreparation.of(voxel, size).skewed(skew).render(microscope, PsfModel.forMicroscope(microscope)).psf();
	}

	private Psf psf(final VoxelSize sampling) {
		final PsfModel model = PsfModel.forMicroscope(microscope);
		final int finer = (int) Math.round(voxel.x() / sampling.x());
		final Extent image = new Extent(size.nx() * finer, size.ny() * finer, size.nz() * finer);
		return model.render(microscope, sampling, model.support(microscope, sampling, image).extent(),
			Sampling.INTEGRATED);
	}
}
