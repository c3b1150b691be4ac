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
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.shading.FoundShading;
import sc.fiji.lucid.camera.shading.HomomorphicShading;
import sc.fiji.lucid.camera.shading.SparseShading;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.batch.BatchEntry;
import sc.fiji.lucid.job.settings.ReferenceFiles;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.repair.FlatFieldStep;
import sc.fiji.lucid.restoration.repair.ReferenceImages;

/**
 * Finds the shading that fields, tiles or frames have in common, and writes it as a flat image that {@code --flat}
 * takes. An image is the mean of the slices of a frame.
 */
public final class ShadingJob {

	/** Counts of the flat that is written, where it shows as much light as on average. */
	private static final float FLAT = 10_000;
	/** Slices by whose noise the camera's offset is known. */
	private static final int SLICES = 8;
	/** A flat has pixels of no particular size. */
	private static final VoxelSize ANY = new VoxelSize(1, 1, 1);

	private final List<BatchEntry> entries;
	private final Asked asked;
	private final Progress progress;
	private final Consumer<String> log;
	private final List<Path> inputs = new ArrayList<>();
	private final List<Volume> images = new ArrayList<>();
	private Extent size;
	private Volume dark;

	/**
	 * What is asked for.
	 *
	 * @param channel from 0
	 * @param isApproximate whether the homomorphic estimate is, that few images suffice for
	 * @param isDarkFound whether the dark is looked for, too
	 * @param dark file of a dark image; empty: none
	 * @param offset counts without light, where they are known
	 */
	public record Asked(int channel, boolean isApproximate, boolean isDarkFound, String dark, OptionalDouble offset) {

		/** @throws IllegalArgumentException if that contradicts itself */
		public Asked {
			if (isDarkFound && (isApproximate || !dark.isEmpty() || offset.isPresent()))
				throw new IllegalArgumentException(
					"The dark is looked for (--find-dark) where nobody tells it (--dark, --offset), and not by 'homomorphic'.");
			if (!dark.isEmpty() && offset.isPresent())
				throw new IllegalArgumentException("--dark tells --offset: give one of them.");
		}
	}

	private ShadingJob(final List<BatchEntry> entries, final Asked asked, final Progress progress,
		final Consumer<String> log)
	{
		this.entries = entries;
		this.asked = asked;
		this.progress = progress;
		this.log = log;
	}

	/**
	 * @param entries files of the same microscope
	 * @param output takes the flat
	 * @param darkOutput takes the dark that is found; null where it is not looked for
	 * @param force whether existing files are replaced
	 * @throws IOException if a file cannot be read or written
	 * @throws IllegalArgumentException if the images tell no shading
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static void write(final List<BatchEntry> entries, final Asked asked, final Path output,
		final Path darkOutput, final boolean force, final String commandLine, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		if (darkOutput != null && !Collections.disjoint(names(output), names(darkOutput)))
			throw new IllegalArgumentException(
				"The flat and the dark that is found would both be written to " + output + ": give two names.");
		CancellableExecutor.run(progress, () -> {
			new ShadingJob(entries, asked, progress, log).write(output, darkOutput, force, commandLine);
			return null;
		});
	}

	/** What a result and its record are known by. */
	private static Set<Object> names(final Path output) throws IOException {
		final Set<Object> names = ResultFiles.identities(output);
		names.addAll(ResultFiles.identities(RunRecord.pathFor(output)));
		return names;
	}

	private void write(final Path output, final Path darkOutput, final boolean force, final String commandLine)
		throws IOException
	{
		for (int i = 0; i < entries.size(); i++)
			read(entries.get(i), progress.part(0.8 * i / entries.size(), 0.8 * (i + 1) / entries.size(), ""));
		if (images.isEmpty()) throw new IllegalArgumentException("There is no image to find shading in.");
		final FoundShading found = asked.isApproximate() ? HomomorphicShading.of(images, size)
			: SparseShading.of(images, size, asked.isDarkFound(), progress.part(0.8, 1, ""));
		final String line = told(found);
		log.accept(line);
		final Volume zero = asked.isDarkFound() ? found.dark() : dark;
		if (!asked.dark().isEmpty()) inputs.addAll(new ReferenceFiles(asked.dark(), "", "").files());
		try (ResultFiles files = ResultFiles.claim(output, force, inputs);
			ResultFiles darks = darkOutput == null ? null : ResultFiles.claim(darkOutput, force, inputs))
		{
			if (darks != null) VolumeWriter.commit(darks, darkOutput, zero, ANY, line, record(line, commandLine));
			VolumeWriter.commit(files, output, flat(found.flat(), zero), ANY, line, record(line, commandLine));
		}
		if (darkOutput != null) log.accept("wrote " + darkOutput);
		log.accept("wrote " + output);
	}

	private RunRecord record(final String line, final String commandLine) {
		return new RunRecord().version(Version.NUMBER)
			.commandLine(commandLine)
			.put("images", images.size())
			.put("method", asked.isApproximate() ? "homomorphic, approximate" : "basic")
			.put("inputs", inputs.stream().map(Path::toString).toList())
			.put("log", List.of(line));
	}

	private String told(final FoundShading found) {
		return "shading of " + images.size() + " images" + (asked.isApproximate() ? ", approximately" : "") + ": " +
			FlatFieldStep.words(found.flat()) +
			(asked.isDarkFound()
				? "; the dark shows " +
					Digits.of(Math.round(10 * found.dark().sum() / found.dark().extent().voxels()) / 10.0) + " counts"
				: "");
	}

	/** Over its dark, so that it is read as a flat that was recorded. */
	private Volume flat(final Volume parts, final Volume zero) {
		final Volume flat = new Volume(parts.extent());
		for (int y = 0; y < size.ny(); y++)
			for (int x = 0; x < size.nx(); x++)
				flat.row(y, 0)[x] = zero.row(y, 0)[x] + FLAT * parts.row(y, 0)[x];
		return flat;
	}

	private void read(final BatchEntry entry, final Progress part) throws IOException {
		try (Stack stack = entry.settings().open(entry.input(), part)) {
			if (asked.channel() >= stack.channels()) throw new IllegalArgumentException(
				stack.name() + " has " + stack.channels() + (stack.channels() == 1 ? " channel" : " channels") +
					", no channel " + (asked.channel() + 1) + ": give another --channel.");
			final Extent slice = new Extent(stack.width(), stack.height(), 1);
			if (size == null) begin(stack, slice);
			if (!slice.equals(size))
				throw new IllegalArgumentException(stack.name() + " has slices of " + slice.nx() + "x" + slice.ny() +
					" pixels, and those before of " + size.nx() + "x" + size.ny() + ": they have no common shading.");
			inputs.addAll(stack.files());
			for (int t = 0; t < stack.frames(); t++) {
				part.report((double) t / stack.frames(), "reading");
				part.check();
				final Volume image = mean(stack, t);
				// Nothing was recorded there.
				if (image != null) images.add(FoundShading.reduced(image));
			}
		}
	}

	/** Settles what shows no light: as told, or by the noise of the first file. */
	private void begin(final Stack stack, final Extent slice) throws IOException {
		size = slice;
		dark = new Volume(slice);
		if (asked.isDarkFound()) return;
		if (!asked.dark().isEmpty()) {
			dark = ((ReferenceImages) new ReferenceFiles(asked.dark(), "", "")).dark(asked.channel(), slice)
				.orElseThrow();
			return;
		}
		final double offset = asked.offset().isPresent() ? asked.offset().getAsDouble() : offset(stack);
		log.accept("without light the camera gives " + Digits.of(offset) + " counts" +
			(asked.offset().isPresent() ? " (told)" : ", by the noise of " + stack.name()));
		dark.fill((float) offset);
	}

	private double offset(final Stack stack) throws IOException {
		final int n = Math.min(SLICES, stack.slices());
		final List<Integer> slices = new ArrayList<>();
		for (int i = 0; i < n; i++)
			slices.add((int) ((i + 0.5) * stack.slices() / n));
		final Recording planes = new StackVoxels(stack, asked.channel(), 0).planes(slices, progress);
		return NoiseModel.of(planes).camera(OptionalDouble.empty(), planes).offset();
	}

	/** The mean of all slices above the dark; null of a frame that is blank. */
	private Volume mean(final Stack stack, final int frame) throws IOException {
		final Volume mean = new Volume(size);
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		for (int z = 0; z < stack.slices(); z++) {
			final float[] plane = stack.floats(asked.channel(), z, frame);
			for (int i = 0; i < plane.length; i++) {
				if (!Float.isFinite(plane[i])) throw new IllegalArgumentException(stack.name() +
					" has voxels that are no numbers: leave it out, or give the stack as it was recorded.");
				mean.row(i / size.nx(), 0)[i % size.nx()] += plane[i] / stack.slices();
				least = Math.min(least, plane[i]);
				most = Math.max(most, plane[i]);
			}
		}
		for (int y = 0; y < size.ny(); y++)
			for (int x = 0; x < size.nx(); x++)
				mean.row(y, 0)[x] -= dark.row(y, 0)[x];
		return least == most ? null : mean;
	}
}
