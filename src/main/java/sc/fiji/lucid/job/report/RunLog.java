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
package sc.fiji.lucid.job.report;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.Unheeded;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.StageScan;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.step.SlabPsfs;

/** What a job did: lines for people, and the run record. */
public final class RunLog {

	/** Under this key the record says what channels said of their optics. */
	public static final String PSF_CHECK = "psfCheck";

	/** Under this key the record says what was done to a stack that was not restored. */
	public static final String TASK = "task";

	/** Options and optics that were asked for and that method and modality do not take, in a record. */
	public static final String WITHOUT_EFFECT = "withoutEffect";

	/** Under this key a PSF in the record says for which depths it was computed, where it changes with depth. */
	public static final String DEPTHS = "depths";

	/** Under this key the record has the warnings of its log again, for scripts. */
	public static final String WARNINGS = "warnings";

	private final long start = System.nanoTime();
	private final List<String> lines = new ArrayList<>();
	private final Set<String> unheeded = new LinkedHashSet<>();
	private final List<Map<String, Object>> psfs = new ArrayList<>();
	private final List<Map<String, Object>> checks = new ArrayList<>();
	private final List<Map<String, Object>> volumes = new ArrayList<>();
	private final RunRecord record = new RunRecord().version(Version.NUMBER)
		.put("java", System.getProperty("java.version"));

	private final StageScan scan;
	private final Stack stack;
	private final StackShape shape;
	private VoxelSize voxel;

	public RunLog(final Stack stack, final Request request) {
		scan = request.scan();
		this.stack = stack;
		shape = stack.shape();
		record.put("input", stack.name())
			.put("size", stack.shape().toString())
			.put("repair", request.repair().toString())
			.options(request.options().describe());
		Unheeded.of(request.options()).forEach(option -> withoutEffect(option.toString()));
		if (stack.frames() > 1) record.put("timeSeries", request.series().toString());
	}

	private void withoutEffect(final String setting) {
		if (unheeded.add(setting)) record.put(WITHOUT_EFFECT, List.copyOf(unheeded));
	}

	public void add(final String line) {
		lines.add(line);
	}

	/** @return the warnings that a record tells; none of one that was written before there were any */
	public static List<String> warnings(final RunRecord record) {
		return record.get(WARNINGS).orElse(List.of()) instanceof List<?> list
			? list.stream().map(String::valueOf).toList() : List.of();
	}

	/** @return whether a line of a log, with or without what it is about before, is a warning */
	public static boolean isWarning(final String line) {
		return line.startsWith("warning") || line.contains("warning: ");
	}

	public void acquisition(final Acquisition acquisition) {
		voxel = acquisition.voxel();
		record.voxelSize(acquisition.voxel(), acquisition.voxelOrigin().toString());
		acquisition.microscopes().forEach(m -> m.unheeded().forEach(p -> withoutEffect(p.flag())));
		if (!scan.skew().isNone()) record.put("skew", scan.describe(shape, voxel));
		record.microscope(acquisition.microscopes().stream().map(OpticalSettings::of).toList());
		record.put("zDirection",
			Map.of("value", acquisition.zDirection().toString(), "origin", acquisition.zDirectionOrigin().toString()));
	}

	/**
	 * Tells the PSF of the next channel.
	 *
	 * @param channel one for all depths, or one for each of some
	 * @param source the word of the model that computed them, or the name of the file
	 */
	public void psf(final SlabPsfs channel, final String source) {
		final Map<String, Object> description = describe(channel.psf());
		description.put("source", source);
		if (channel.isChanging()) description.put(DEPTHS,
			IntStream.range(0, channel.slabs().size()).mapToObj(i -> depth(channel, i)).toList());
		psfs.add(description);
	}

	private static Map<String, Object> depth(final SlabPsfs channel, final int i) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("slice", channel.cut().centres()[i] + 1);
		map.put("depth", channel.slabs().get(i).depth());
		map.put("sha256", sha256(channel.slabs().get(i).psf()));
		return map;
	}

	public static Map<String, Object> describe(final Psf psf) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("size", psf.extent().toString());
		map.put("voxelSize", psf.voxelSize().toString());
		map.put("sha256", sha256(psf));
		return map;
	}

	private static String sha256(final Psf psf) {
		return RunRecord.sha256(() -> IntStream.range(0, psf.extent().ny() * psf.extent().nz())
			.mapToObj(i -> psf.volume().row(i % psf.extent().ny(), i / psf.extent().ny()))
			.iterator());
	}

	/** @param verdict what a channel says of its optics */
	public void psfCheck(final Map<String, Object> verdict) {
		checks.add(verdict);
	}

	/** @param values what was done to the volume of this channel and frame (from 0) */
	public void restored(final int channel, final int frame, final Map<String, Object> values) {
		final Map<String, Object> volume = new LinkedHashMap<>();
		volume.put("channel", stack.channelNumber(channel));
		volume.put("frame", stack.frameNumber(frame));
		volume.putAll(values);
		volumes.add(volume);
	}

	/** Adds what could not be restored. */
	public RunLog absent(final Absence absence) {
		if (!absence.isEmpty()) record.put(Absence.KEY, absence.describe());
		return this;
	}

	/** @return the sentence that the result of this title is not complete; empty if all is there */
	public Optional<String> incomplete(final String result) {
		return Absence.sentence(record, result);
	}

	public RunLog end() {
		if (!checks.isEmpty()) record.put(PSF_CHECK, checks);
		record.put("psf", psfs).put("volumes", volumes).put("scaling", 1);
		record.put("seconds", (System.nanoTime() - start) * 1e-9);
		record.put("peakHeapBytes",
			ManagementFactory.getMemoryPoolMXBeans()
				.stream()
				.filter(p -> p.getType() == MemoryType.HEAP)
				.map(MemoryPoolMXBean::getPeakUsage)
				.mapToLong(u -> u.getUsed())
				.sum());
		record.put(WARNINGS, lines.stream().filter(RunLog::isWarning).toList()).put("log", lines);
		return this;
	}

	/** @return the voxel size that was used */
	public VoxelSize voxel() {
		return voxel;
	}

	/** @return the log, line by line */
	public List<String> lines() {
		return List.copyOf(lines);
	}

	/** @return the log as text for the result's Info property */
	public String info() {
		return "Lucid " + Version.NUMBER + "\n" + String.join("\n", lines);
	}

	/** @return the run record, to be written beside the result */
	public RunRecord record() {
		return record;
	}
}
