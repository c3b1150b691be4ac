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
package sc.fiji.lucid.job.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.registration.AffineFit;

/**
 * Where the channels of a microscope lie against one of them, as beads told: what {@code lucid beads --chromatic-out}
 * writes and {@code --chromatic} reads.
 *
 * @param name of its file
 * @param reference channel that the others are compared with, from 0
 * @param channels of each, where it lies
 */
public record Chromatic(String name, int reference, List<Channel> channels) {

	/** What a file says first of itself. */
	private static final String KIND = "kind", CHROMATIC = "chromatic shift of channels";
	private static final String REFERENCE = "reference", CHANNELS = "channels", EMISSION = "emission", SHIFT = "shift",
		SHIFT_ERROR = "shiftError", LINEAR = "linear", LINEAR_ERROR = "linearError", RESIDUAL = "residual",
		BEADS = "beads";

	/** Checks nothing. */
	public Chromatic {
		channels = List.copyOf(channels);
	}

	/**
	 * A channel.
	 *
	 * @param emission its wavelength, µm; empty if it is not known
	 * @param fit where points of the reference channel lie in it
	 */
	public record Channel(OptionalDouble emission, AffineFit fit) {

		/** @return where it lies, in words */
		public String words() {
			final Affine a = fit.affine();
			final StringBuilder words = new StringBuilder("x, y, z = ").append(numbers(a.shift()))
				.append(" µm (standard error ")
				.append(numbers(fit.shiftError()))
				.append(")");
			if (!a.linear().equals(Affine.NONE.linear())) words.append(", larger by ")
				.append(percent(a.scale()))
				.append(" %, turned by ")
				.append(numbers(list(a.rotation())))
				.append(" degrees");
			return words.append("; ")
				.append(fit.used())
				.append(" beads, which lie ")
				.append(numbers(fit.residual()))
				.append(" µm off it (root mean square)")
				.toString();
		}

		private static String percent(final double[] scale) {
			return numbers(Arrays.stream(scale).map(v -> 100 * (v - 1)).boxed().toList());
		}

		private static String numbers(final List<Double> values) {
			return values.stream()
				.map(v -> Digits.of(Math.rint(1e4 * v) / 1e4))
				.collect(java.util.stream.Collectors.joining(", "));
		}
	}

	/** @return the same as a file's contents, without what its maker adds */
	public RunRecord record() {
		return new RunRecord().put(KIND, CHROMATIC)
			.put(REFERENCE, reference + 1)
			.put("origin",
				"the middle of the field; lengths in µm along x, y, z; a point p of the reference channel, from " +
					"there, lies at p + shift + linear p in a channel")
			.put(CHANNELS, IntStream.range(0, channels.size()).mapToObj(this::described).toList());
	}

	private Map<String, Object> described(final int channel) {
		final AffineFit fit = channels.get(channel).fit;
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("channel", channel + 1);
		map.put(EMISSION, channels.get(channel).emission);
		map.put(SHIFT, fit.affine().shift());
		map.put(SHIFT_ERROR, fit.shiftError());
		map.put(LINEAR, fit.affine().linear());
		map.put(LINEAR_ERROR, fit.linearError());
		map.put("scale", list(fit.affine().scale()));
		map.put("rotationDegrees", list(fit.affine().rotation()));
		map.put(RESIDUAL, fit.residual());
		map.put(BEADS, fit.used());
		return map;
	}

	private static List<Double> list(final double[] values) {
		return Arrays.stream(values).boxed().toList();
	}

	/** @throws IOException in one line, if the file cannot be read or is of another kind */
	public static Chromatic read(final Path file) throws IOException {
		final RunRecord record = RunRecord.read(file);
		if (!record.get(KIND).filter(CHROMATIC::equals).isPresent()) throw new IOException(file.getFileName() +
			" does not say where channels lie: give the file that lucid beads --chromatic-out wrote.");
		try {
			final List<Channel> channels = new ArrayList<>();
			for (final Object entry : (List<?>) record.get(CHANNELS).orElseThrow())
				channels.add(channel((Map<?, ?>) entry));
			final int reference = ((Number) record.get(REFERENCE).orElseThrow()).intValue() - 1;
			if (reference < 0 || reference >= channels.size()) throw new IllegalArgumentException("no such channel");
			return new Chromatic(file.getFileName().toString(), reference, channels);
		}
		catch (final RuntimeException e) {
			throw new IOException(file.getFileName() + " is damaged: measure it anew with lucid beads --chromatic-out.",
				e);
		}
	}

	private static Channel channel(final Map<?, ?> map) {
		final Affine affine = new Affine(numbers(map.get(SHIFT)), rows(map.get(LINEAR)));
		final AffineFit fit = new AffineFit(affine, numbers(map.get(SHIFT_ERROR)), rows(map.get(LINEAR_ERROR)),
			numbers(map.get(RESIDUAL)), ((Number) map.get(BEADS)).intValue());
		return new Channel(
			map.get(EMISSION) instanceof Number n ? OptionalDouble.of(n.doubleValue()) : OptionalDouble.empty(), fit);
	}

	private static List<Double> numbers(final Object list) {
		return ((List<?>) list).stream().map(v -> ((Number) v).doubleValue()).toList();
	}

	private static List<List<Double>> rows(final Object list) {
		return ((List<?>) list).stream().map(Chromatic::numbers).toList();
	}
}
