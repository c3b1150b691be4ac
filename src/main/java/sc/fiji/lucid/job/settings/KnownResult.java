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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import sc.fiji.lucid.deconvolution.DeconvolutionOption;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.batch.PastRun;

/**
 * What is known of a result that is to be judged.
 *
 * @param settings what the user says, and for what is not said, what the record of the run says
 * @param record of the run, where one lies beside the result
 */
public record KnownResult(Settings settings, Optional<RunRecord> record) {

	private static final Set<DeconvolutionOption> NEEDED = Set.of(DeconvolutionOption.BACKGROUND,
		DeconvolutionOption.GAIN, DeconvolutionOption.READ_NOISE);

	/** The names of the settings that say how a stack was taken, rather than how it is to be restored. */
	public static final Set<String> SETTINGS = Settings.names()
		.keySet()
		.stream()
		.filter(n -> !Set.of("channels", "frames", "drift", "zarr").contains(n) &&
			Arrays.stream(DeconvolutionOption.values()).noneMatch(o -> o.toString().equals(n) && !NEEDED.contains(o)))
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Looks for a record beside a result; what is no record of a run is passed over.
	 *
	 * @param given what the user says; it goes before the record
	 * @throws IOException if the record cannot be read
	 */
	public static KnownResult of(final Path result, final Settings given, final Consumer<String> log)
		throws IOException
	{
		final Path path = RunRecord.pathFor(result);
		if (!Files.isRegularFile(path)) return new KnownResult(given, Optional.empty());
		final RunRecord record = RunRecord.read(path);
		return isOfARun(record)
			? of(record, path.toString(), PastRun.of(record, path.toAbsolutePath().getParent()).settings(), given,
				name -> Files.exists(Path.of(name)), log)
			: new KnownResult(given, Optional.empty());
	}

	/**
	 * As the other, of a record that an image itself holds.
	 *
	 * @param title of the image
	 * @param isThere whether there is a PSF of that name
	 * @throws IllegalArgumentException in one line, if it is no such record
	 */
	public static KnownResult of(final RunRecord record, final String title, final Settings given,
		final Predicate<String> isThere, final Consumer<String> log)
	{
		if (!isOfARun(record)) return new KnownResult(given, Optional.empty());
		Settings past = Settings.NONE;
		if (record.get("settings").get() instanceof Map<?, ?> texts) for (final Map.Entry<?, ?> text : texts.entrySet())
			past = past.with(String.valueOf(text.getKey()), String.valueOf(text.getValue()));
		past.request();
		return of(record, "the run record of '" + title + "'", past, given, isThere, log);
	}

	private static boolean isOfARun(final RunRecord record) {
		return record.get("volumes").isPresent() && record.get("settings").isPresent();
	}

	private static KnownResult of(final RunRecord record, final String source, final Settings past,
		final Settings given, final Predicate<String> isThere, final Consumer<String> log)
	{
		log.accept("what is not said is taken from " + source);
		final boolean psfGone = past.texts().containsKey("psf") &&
			Arrays.stream(past.texts().get("psf").split(",")).anyMatch(name -> !isThere.test(name.trim()));
		if (psfGone && !given.texts().containsKey("psf"))
			log.accept("The PSF of the run, " + past.texts().get("psf") + ", is not there: give it by --psf.");
		return new KnownResult(given.orElse(psfGone ? past.without("psf") : past), Optional.of(record));
	}
}
