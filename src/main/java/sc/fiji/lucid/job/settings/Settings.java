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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import sc.fiji.lucid.deconvolution.DeconvolutionOption;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.Unheeded;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.stack.Selection;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.restoration.repair.Fading;
import sc.fiji.lucid.restoration.repair.Fault;
import sc.fiji.lucid.restoration.repair.Loss;
import sc.fiji.lucid.restoration.repair.Repair;

/**
 * All that a user can say about a restoration, as texts by name: what dialogs,
 * macros, command lines, tables and run records have in common. Immutable. What
 * is not said is left to the image or to defaults. A macro's key is the name
 * without hyphens.
 */
public final class Settings {

	/** Nothing said. */
	public static final Settings NONE = new Settings(Map.of());

	private static final String MODALITY = "modality";
	private static final String ZERNIKE = "zernike";
	private static final String MODEL = "model";
	private static final String VOXEL = "voxel";
	private static final String PSF = "psf";
	private static final String PSF_VOXEL = "psf-voxel";
	private static final String PSF_AS_IS = "psf-as-is";

	private static final String Z_DIRECTION = "z-direction";
	private static final String SKEW_ANGLE = "skew-angle";
	private static final String DESKEW = "deskew";
	private static final String SLABS = "slabs";
	private static final String CHANNELS = "channels";
	private static final String FRAMES = "frames";
	private static final String SERIES = "series";
	private static final String ALL = "all";
	private static final String TIME_SERIES = "time-series";
	private static final String REPAIR = "repair";
	private static final String PSF_CHECK = "psf-check";
	private static final String DARK = "dark";
	private static final String FLAT = "flat";
	private static final String BLEACH = "bleach";
	private static final String BLEACH_TIME = "bleach-time";
	private static final String CHROMATIC = "chromatic";
	private static final String DRIFT = "drift";
	private static final String ZARR = "zarr";

	/** The settings whose texts are paths. */
	public static final Set<String> PATHS = Set.of(PSF, DARK, FLAT, CHROMATIC);

	private static final Map<String, String> HELP = help();

	private final Map<String, String> texts;

	private Settings(final Map<String, String> texts) {
		this.texts = texts;
	}

	/** Opens the PSFs that a text names, one or one per channel. */
	@FunctionalInterface
	public interface PsfOpener {

		/** @throws IOException in one line, if there is no such PSF */
		List<Stack> open(String names) throws IOException;
	}

	private static Map<String, String> help() {
		final Map<String, String> help = new LinkedHashMap<>();
		help.put(MODALITY,
			"how the microscope illuminates and detects: widefield (default), confocal, spinning-disk, " +
				"two-photon, light-sheet, lattice-light-sheet, sted, array-detector");
		for (final OpticalParameter p : OpticalParameter.values())
			help.put(p.flag(), OpticsText.isWavelength(p) ? p.quantity() + " (nm)" : p.label());
		help.put(ZERNIKE, "aberrations of the pupil: ANSI/OSA index and radians rms, as 12:0.5,8:-0.2");
		help.put(MODEL,
			"how the PSF is computed from optics: born-wolf, gibson-lanni, vectorial, gaussian; chosen by the NA" +
				" if not given");
		help.put(VOXEL, "voxel size XxYxZ in µm, replaces the file's");
		help.put(PSF, "PSF from a file instead of optics; one, or one per channel separated by commas");
		help.put(PSF_VOXEL, "voxel size XxYxZ of the PSF in µm, replaces its file's");
		help.put(PSF_AS_IS,
			"true: the PSF's reference point is voxel n/2; it is not re-centred, no offset is subtracted");
		help.put(Z_DIRECTION,
			"which slice lies at the coverslip, where the objective is: coverslip-first (default), or coverslip-last " +
				"where the first slice is the deepest; it matters where the PSF is lopsided, as under oil in water");
		help.put(SLABS,
			"at how many depths the PSF is computed, which passes from one to the next between them (default 1); auto takes " +
				"as many as the PSF asks for; the slice at the coverslip lies at --depth");
		skewHelp(help);
		stackHelp(help);
		for (final DeconvolutionOption option : DeconvolutionOption.values())
			help.put(option.toString(), option.help());
		help.put(ZARR,
			"version of a result that is an OME-Zarr: 0.4 (default), which most programs read, or 0.5, in which the chunks " +
				"of a tile are one file, a shard");
		return help;
	}

	/** Of scans whose stage moves at an angle to the image plane. */
	private static void skewHelp(final Map<String, String> help) {
		help.put(SKEW_ANGLE,
			"angle in degrees between the image plane and the travel of the stage, as 31.8, for oblique and lattice light " +
				"sheets; the Z of the voxel size is then the step of the stage; below 0 where objects wander to larger Y " +
				"from slice to slice (docs/guide/skewed-scans.md has a sketch)");
		help.put(DESKEW,
			"whether the result of a skewed scan is put upright: true (default), once and at the end, or false, where it " +
				"stays in the geometry of the scan");
	}

	/** What is restored, and what is done or asked before. */
	private static void stackHelp(final Map<String, String> help) {
		help.put(CHANNELS, "which channels, as 1,3 or 2-4 (default all)");
		help.put(FRAMES, "which frames, as 1,3 or 2-10 (default all)");
		help.put(SERIES,
			"which series of a file that holds several, as 2, or all, each into a result of its own; lucid info lists them");
		help.put(TIME_SERIES, "shared (default) finds iterations and noise of a channel on its middle frame, so that " +
			"frames can be compared; separate finds them for each frame");
		before(help);
	}

	/** What is done or asked before the restoration. */
	private static void before(final Map<String, String> help) {
		help.put(REPAIR,
			"faults that are repaired before, where they are found: auto (default) is all that can be mistaken for " +
				"nothing else, none, or some of " + Fault.words() + ", separated by commas");
		help.put(DARK,
			"image without light, of any depth, averaged; one, or one per channel separated by commas: what " +
				"each pixel's lies above the usual is subtracted, and pixels that are hot in it are mended");
		help.put(FLAT, "image of an evenly lit field, of any depth, averaged; one, or one per channel separated by " +
			"commas: the model expects of each pixel the part of the light that it shows");
		help.put(BLEACH,
			"light that is lost from the first slice to the last, in per cent, as 30 (below 0: from the last to " +
				"the first), exponentially; auto: as a widefield stack tells, where it does; none (default)");
		help.put(BLEACH_TIME,
			"light that is lost from frame to frame of a series: ratio of each frame's light to the " +
				"first's, exponential through all frames, or none (default); results are as bright as the first frame");
		help.put(CHROMATIC,
			"file that lucid beads --chromatic-out wrote: each channel is restored to where it lies in the reference " +
				"channel, by a PSF that is placed so");
		help.put(DRIFT,
			"put the frames of a series where the first lies, after they are restored: auto (by what the first " +
				"channel shows), the number of another channel, or none (default)");
		help.put(PSF_CHECK,
			"before restoring, ask the stack whether depth and direction of z can be as they were said: warn, fit " +
				"(restore with what the stack says, where it differs), off, or auto (default): warn where it is quick " +
				"beside the restoration");
	}

	/** @return every name, with a line that explains it */
	public static Map<String, String> names() {
		return Collections.unmodifiableMap(HELP);
	}

	/**
	 * Says something more. What version 0.1 called {@code series} is now {@code time-series}; its words are still taken.
	 *
	 * @param name one of {@link #names}, with or without its hyphens
	 * @param text the value; blank: not said
	 * @return these settings and that one
	 * @throws IllegalArgumentException if there is no such name
	 */
	public Settings with(final String name, final String text) {
		final String full = HELP.keySet()
			.stream()
			.filter(n -> n.equals(name) || key(n).equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no setting '" + name + "'. " +
				Misspelling.closest(name, HELP.keySet())
					.map(known -> "Did you mean '" + known + "'?")
					.orElse("'lucid deconvolve --help' lists all.")));
		if (text == null || text.isBlank()) return this;
		final Map<String, String> more = new LinkedHashMap<>(texts);
		more.put(full.equals(SERIES) && text.trim().matches("(?i)shared|separate") ? TIME_SERIES : full, text.trim());
		return new Settings(Collections.unmodifiableMap(more));
	}

	/** @return these settings, and those of {@code fallback} for what is not said here */
	public Settings orElse(final Settings fallback) {
		final Map<String, String> merged = new LinkedHashMap<>(fallback.texts);
		merged.putAll(texts);
		return new Settings(Collections.unmodifiableMap(merged));
	}

	/** @return these settings without one of them */
	public Settings without(final String name) {
		final Map<String, String> fewer = new LinkedHashMap<>(texts);
		fewer.remove(name);
		return new Settings(Collections.unmodifiableMap(fewer));
	}

	/** @return what was said, text by name */
	public Map<String, String> texts() {
		return texts;
	}

	/** @return the macro key of a name */
	public static String key(final String name) {
		return name.replace("-", "");
	}

	/**
	 * @param keys of the command: a setting that is none of them goes into {@code more}, since a key that the
	 *          command does not have ends the macro
	 * @return the options of a macro call that says the same, as {@code na=1.4 more=[boundary=padded]}
	 * @throws IllegalArgumentException if ImageJ would read a text as something else
	 */
	public String macroOptions(final Set<String> keys) {
		final List<String> options = new ArrayList<>();
		final Map<String, String> more = new LinkedHashMap<>();
		texts.forEach((name, text) -> {
			if (text.matches("(?s).*[\\[\\]].*")) throw new IllegalArgumentException("'" + name + "=" + text +
				"' cannot be written in a macro, since ImageJ reads brackets otherwise: rename the file.");
			if (!keys.contains(key(name))) more.put(name, text);
			else options.add(key(name) + "=" + (text.matches("(?s).*\\s.*") ? "[" + text + "]" : text));
		});
		if (!more.isEmpty()) options.add("more=[" + SettingsText.write(more) + "]");
		return String.join(" ", options);
	}

	/**
	 * @return the same as values, checked, without PSFs opened
	 * @throws IllegalArgumentException that names the setting that is wrong
	 */
	public Request request() {
		zarr();
		DeconvolutionOptions options = DeconvolutionOptions.DEFAULT;
		for (final DeconvolutionOption option : DeconvolutionOption.values())
			if (texts.containsKey(option.toString()))
				options = options.with(option.toString(), texts.get(option.toString()));
		final StageScan scan = StageScan.of(texts.get(SKEW_ANGLE), texts.get(DESKEW));
		if (!scan.skew().isNone() && !texts.containsKey(DeconvolutionOption.START.toString()) &&
			Unheeded.takes(options.method(), DeconvolutionOption.START))
			options = options.withInitialEstimate(InitialEstimate.SKEWED);
		final OpticsText optics = new OpticsText().modality(texts.get(MODALITY)).zernike(texts.get(ZERNIKE));
		for (final OpticalParameter p : OpticalParameter.values())
			optics.put(p, texts.get(p.flag()));
		if (!isAllSeries()) series();
		return new Request(optics.settings(), value(VOXEL, SizeText::voxel), List.of(),
			value(PSF_VOXEL, SizeText::voxel), value(PSF_AS_IS, Settings::yes).orElse(false),
			value(MODEL, PsfModel::of), value(Z_DIRECTION, ZDirection::of), scan,
			value(SLABS, Settings::count).orElse(1), value(TIME_SERIES, Series::of).orElse(Series.SHARED), repair(),
			alignment(), value(PSF_CHECK, PsfCheckMode::of).orElse(PsfCheckMode.AUTO), options);
	}

	/**
	 * @param opener opens the PSFs; the caller closes them
	 * @return the same as values, checked
	 * @throws IOException if a PSF cannot be opened
	 * @throws IllegalArgumentException that names the setting that is wrong
	 */
	public Request request(final PsfOpener opener) throws IOException {
		final Request request = request();
		return texts.containsKey(PSF) ? request.withPsfs(opener.open(texts.get(PSF))) : request;
	}

	/** @return whether every series of a file is asked for */
	public boolean isAllSeries() {
		return ALL.equals(texts.get(SERIES));
	}

	/**
	 * @return the series of the file, from 1; 0: the only one
	 * @throws IllegalArgumentException if it is no such number, or all are asked for where one can be read
	 */
	public int series() {
		if (isAllSeries()) throw new IllegalArgumentException("'" + SERIES +
			"=all' is for restoring, repairing and listing files; here it takes the number of one series.");
		final String text = texts.getOrDefault(SERIES, "0");
		if (text.matches("[1-9]\\d{0,5}") || !texts.containsKey(SERIES)) return Integer.parseInt(text);
		throw new IllegalArgumentException("'" + SERIES + "' takes a number from 1, or all, not '" + text + "'.");
	}

	/**
	 * @return what is asked for of a file: the series, channels and frames
	 * @throws IOException in one line, if it cannot be read
	 * @throws IllegalArgumentException if it does not have those channels or frames
	 */
	public Stack open(final Path input, final Progress progress) throws IOException {
		final Stack whole = StackReader.open(input, series(), progress);
		try {
			return selected(whole);
		}
		catch (final IllegalArgumentException e) {
			whole.close();
			throw e;
		}
	}

	/**
	 * @return the channels and frames that were asked for, of a stack; the stack itself where all are
	 * @throws IllegalArgumentException if the stack does not have them
	 */
	public Stack selected(final Stack stack) {
		return Selection.of(stack, channels(), frames());
	}

	/**
	 * @return what is repaired: faults, and what reference images tell
	 * @throws IllegalArgumentException that lists the words, if one is none
	 */
	public Repair repair() {
		return value(REPAIR, Repair::of).orElse(Repair.AUTO)
			.withReferences(ReferenceFiles.of(texts.getOrDefault(DARK, ""), texts.getOrDefault(FLAT, ""), channels()))
			.withLoss(value(BLEACH, Loss::of).orElse(Loss.NONE))
			.withFading(value(BLEACH_TIME, Fading::of).orElse(Fading.NONE));
	}

	/**
	 * @return where channels lie, and what is done about drift
	 * @throws IllegalArgumentException if it is nothing that can be done
	 */
	public Alignment alignment() {
		return Alignment.NONE.withChromatic(texts.getOrDefault(CHROMATIC, "")).withDrift(texts.getOrDefault(DRIFT, ""));
	}

	/**
	 * @return version of OME-Zarr that is written, {@code 0.4} or {@code 0.5}
	 * @throws IllegalArgumentException if it is another
	 */
	public String zarr() {
		final String version = texts.getOrDefault(ZARR, "0.4");
		if (version.matches("0\\.[45]")) return version;
		throw new IllegalArgumentException("'" + ZARR + "' is 0.4 or 0.5, not '" + version + "'.");
	}

	/**
	 * Refuses what only an OME-Zarr can be, of other results.
	 *
	 * @throws IllegalArgumentException if it was said
	 */
	public void refuseZarr() {
		if (texts.containsKey(ZARR)) throw new IllegalArgumentException("'" + ZARR +
			"' is the version of a result that is an OME-Zarr: leave it out, or give an output that ends in .zarr.");
	}

	/** @return which channels, as {@code 1,3}; empty: all */
	public String channels() {
		return texts.getOrDefault(CHANNELS, "");
	}

	/** @return which frames, as {@code 2-10}; empty: all */
	public String frames() {
		return texts.getOrDefault(FRAMES, "");
	}

	private <T> Optional<T> value(final String name, final Function<String, T> parser) {
		return Optional.ofNullable(texts.get(name)).map(parser);
	}

	private static int count(final String text) {
		if (text.equals("auto")) return Request.AUTO_SLABS;
		if (text.matches("[1-9]\\d{0,3}")) return Integer.parseInt(text);
		throw new IllegalArgumentException("'" + SLABS + "' takes a whole number from 1, or auto, not '" + text + "'.");
	}

	private static boolean yes(final String text) {
		if (Arrays.asList("true", "false").contains(text)) return text.equals("true");
		throw new IllegalArgumentException("'" + PSF_AS_IS + "' is true or false, not '" + text + "'.");
	}

	/** @return the settings as {@code name=text}, sorted; equal for equal settings */
	@Override
	public String toString() {
		return new TreeMap<>(texts).toString();
	}
}
