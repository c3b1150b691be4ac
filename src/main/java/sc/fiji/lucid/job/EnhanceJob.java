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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import sc.fiji.lucid.enhancement.EnhancementMethod;
import sc.fiji.lucid.enhancement.EnhancementParameter;
import sc.fiji.lucid.enhancement.Enhancement;
import sc.fiji.lucid.enhancement.GreyRange;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackFileWriter;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.ResultMetadata;
import sc.fiji.lucid.job.stack.ResultSink;
import sc.fiji.lucid.job.stack.Sources;
import sc.fiji.lucid.optics.Digits;

/**
 * Makes a copy of a stack for the eye, plane by plane, by the grey values of each channel over all its slices and
 * frames. The copy is stamped (see {@link DisplayStamp}); nothing else of Lucid takes it for a recording or a
 * restoration.
 */
public final class EnhanceJob {

	/** What the record's task is called. */
	public static final String TASK = "enhance";

	private final EnhancementMethod method;
	private final Map<EnhancementParameter, Double> values;
	private final Enhancement enhancement;

	/**
	 * @param values what was said; the usual values hold for the rest
	 * @throws IllegalArgumentException that names the parameter, if one is of another method
	 */
	public EnhanceJob(final EnhancementMethod method, final Map<EnhancementParameter, Double> values) {
		this.method = method;
		this.values = Map.copyOf(values);
		enhancement = method.with(values);
	}

	/** @return the method with its values, and the stamp, in one line */
	public String line() {
		final List<String> said = new ArrayList<>();
		described().forEach((name, value) -> said.add(name + " " + Digits.of(value)));
		return DisplayStamp.TEXT + ": " + method.title() + " (" + String.join(", ", said) + ")";
	}

	/** @return the title of an enhanced image: by its stamp, its method, and what it was made of */
	public String title(final String of) {
		return "For" + DisplayStamp.TEXT.substring(3) + ": " + method + " of " + of;
	}

	private Map<String, Double> described() {
		final Map<String, Double> map = new LinkedHashMap<>();
		for (final EnhancementParameter p : method.parameters())
			map.put(p.toString(), values.getOrDefault(p, p.usual()));
		return map;
	}

	/** @return lines for the Info of the result */
	public String info() {
		return "Lucid " + Version.NUMBER + "\n" + line();
	}

	/**
	 * @param sink takes the planes
	 * @param log takes lines for the user as they arise
	 * @throws IOException if the stack cannot be read or the result not be taken
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public void run(final Stack stack, final ResultSink sink, final Progress progress, final Consumer<String> log)
		throws IOException
	{
		try {
			CancellableExecutor.run(progress, () -> {
				log.accept(stack.name() + ": " + stack.shape());
				log.accept(line());
				for (int c = 0; c < stack.channels(); c++)
					channel(stack, c, sink,
						progress.part((double) c / stack.channels(), (c + 1.0) / stack.channels(), ""), log);
				return null;
			});
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private void channel(final Stack stack, final int channel, final ResultSink sink, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		final float[] sample = sample(stack, channel, progress.part(0, 0.3, ""));
		final GreyRange range = sample.length == 0 ? null : GreyRange.of(sample);
		final boolean isPlain = range == null || range.isConstant();
		if (isPlain) log.accept("channel " + (channel + 1) + " has " +
			(range == null ? "no grey values" : "one grey value everywhere") + " and is left as it is");
		final Progress second = progress.part(0.3, 1, "");
		for (int t = 0; t < stack.frames(); t++) {
			final int frame = t;
			second.report((double) t / stack.frames(), method.title());
			Planes.forEach(stack.slices(), z -> {
				second.check();
				try {
					final float[] plane = stack.floats(channel, z, frame);
					sink.part(channel, z, frame, 0, 0, stack.width(), stack.height(),
						isPlain ? plane : enhancement.of(plane, stack.width(), range));
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e.getMessage(), e);
				}
			});
		}
	}

	/** Finite values from all planes of a channel, the same number of each. */
	private static float[] sample(final Stack stack, final int channel, final Progress progress) throws IOException {
		final int planes = stack.slices() * stack.frames();
		final int size = stack.width() * stack.height();
		final int each = Math.min(size, Math.max(64, Percentiles.SAMPLES / planes));
		final List<float[]> parts = new ArrayList<>();
		int n = 0;
		for (int i = 0; i < planes; i++) {
			progress.report((double) i / planes, "grey values");
			progress.check();
			final float[] plane = stack.floats(channel, i % stack.slices(), i / stack.slices());
			final float[] part = new float[each];
			int finite = 0;
			for (int k = 0; k < each; k++) {
				final float v = plane[(int) ((long) k * size / each)];
				if (Float.isFinite(v)) part[finite++] = v;
			}
			parts.add(Arrays.copyOf(part, finite));
			n += finite;
		}
		final float[] all = new float[n];
		int at = 0;
		for (final float[] part : parts) {
			System.arraycopy(part, 0, all, at, part.length);
			at += part.length;
		}
		return all;
	}

	/**
	 * Enhances one file, and writes another, with the record beside it.
	 *
	 * @param settings which series is meant
	 * @param force whether an existing output is replaced
	 * @param commandLine what the user typed, for the record
	 * @return the record that was written
	 * @throws IOException if a file cannot be read or written
	 */
	public RunRecord write(final Path input, final Path output, final Settings settings, final boolean force,
		final String commandLine, final Progress progress, final Consumer<String> log) throws IOException
	{
		StackWriter.checkName(output);
		try (Stack stack = settings.open(input, progress)) {
			final Sources sources = Sources.of(input, stack, List.of(), settings);
			try (ResultFiles files = ResultFiles.claim(output, force, sources.files());
				StackFileWriter writer = StackWriter.create(output, stack.shape(),
					ResultMetadata.of(stack, settings.request().asScanned()), force))
			{
				final String before = sources.fingerprint();
				final List<String> lines = new ArrayList<>();
				run(stack, writer::write, progress, line -> {
					lines.add(line);
					log.accept(line);
				});
				writer.appendInfo(info());
				sources.checkStill(before);
				final RunRecord record = sources.describe(record(stack)).commandLine(commandLine).put("log", lines);
				files.commit(writer, record);
				log.accept("wrote " + output);
				return record;
			}
		}
	}

	private RunRecord record(final Stack stack) {
		return new RunRecord().version(Version.NUMBER)
			.put(RunLog.TASK, TASK)
			.put("stamp", DisplayStamp.TEXT)
			.put("input", stack.name())
			.put("size", stack.shape().toString())
			.put("enhancement", Map.of("method", method.toString(), "values", described()));
	}
}
