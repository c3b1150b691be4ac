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
package sc.fiji.lucid.job.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.report.VolumeRecord;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.PsfModel;

/** The prose of a methods section, one sentence a fact, from a run record. What that does not know is not said. */
final class Paragraph {

	private final RunRecord record;
	private final Set<String> missing = new LinkedHashSet<>();
	private final Set<Reference> cited = EnumSet.of(Reference.LUCID);
	private final List<String> sentences = new ArrayList<>();

	/** @param record of a restored file */
	Paragraph(final RunRecord record) {
		this.record = record;
		stack();
		optics();
		direction();
		skew();
		psf();
		volumes();
		faults();
		alignment();
		sentences.add(
			"Intensities were neither rescaled nor clipped; background was part of the model and is not in the result.");
	}

	/** @return the sentences, one after the other */
	String text() {
		return String.join(" ", sentences);
	}

	/** @return what the sentences cite */
	Set<Reference> cited() {
		return cited;
	}

	/** @return what the record does not know, and the sentences therefore do not say */
	Set<String> missing() {
		return missing;
	}

	/** @return what is known, with what stands around it; nothing if it is not known, which is noted */
	private String told(final String what, final String before, final Optional<?> value, final String after) {
		if (value.isEmpty()) missing.add(what);
		return value.map(known -> before + known + after).orElse("");
	}

	private void stack() {
		final String size = told("the size of the recording", "", record.get("size").map(Paragraph::sizes), ""),
			voxel = told("the size of its voxels", "voxels of ", voxel(), "");
		final String both = Stream.of(size, voxel).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
		sentences
			.add("The recording '" + record.get("input").orElse("") + "'" + (both.isEmpty() ? "" : " (" + both + ")") +
				" was processed with Lucid" + told("the version of Lucid", " ", record.get("version"), "") +
				cite(Reference.LUCID) + told("the version of Java", " on Java ", record.get("java"), "") + ".");
	}

	private Optional<String> voxel() {
		if (!(record.get("voxelSize").orElse(null) instanceof Map<?, ?> size) ||
			!(size.get("micrometres") instanceof List<?> list)) return Optional.empty();
		final String origin = origin(size.get("origin"));
		return Optional.of(list.stream().map(Paragraph::number).collect(Collectors.joining(" × ")) + " µm" +
			(origin.isEmpty() ? "" : ", " + origin));
	}

	private void optics() {
		final List<?> channels = list("microscope");
		if (channels.isEmpty()) sentences.add(list("psf").stream().anyMatch(psf -> isOfFile((Map<?, ?>) psf))
			? "The optics were not needed, as the point-spread function was not computed."
			: "The optics are not in the record.");
		final List<String> each = channels.stream().map(optics -> optics((Map<?, ?>) optics)).toList();
		perChannel(each, text -> "the microscope was " + text.strip() + ".");
	}

	/** The modality, and the values with the same origin together; not what the modality does not take. */
	private String optics(final Map<?, ?> optics) {
		final Map<String, List<String>> byOrigin = new LinkedHashMap<>();
		for (final OpticalParameter parameter : OpticalParameter.values())
			if (optics.get(parameter.flag()) instanceof Map<?, ?> known && isTaken(parameter, optics.get("modality")))
				byOrigin.computeIfAbsent(origin(known.get("origin")), o -> new ArrayList<>())
					.add(quantity(parameter, known.get("value")));
		if (optics.get("zernike") instanceof Map<?, ?> zernike)
			byOrigin.computeIfAbsent(origin(zernike.get("origin")), o -> new ArrayList<>())
				.add("aberrations (Zernike coefficients, radians rms) " + zernike.get("value"));
		final String modality = told("the kind of microscope", "taken as ",
			Optional.ofNullable(optics.get("modality")).filter(Map.class::isInstance).map(m -> modality((Map<?, ?>) m)),
			" ");
		return modality + (byOrigin.isEmpty() ? "" : "with these parameters: ") +
			byOrigin.entrySet()
				.stream()
				.map(e -> (e.getKey().isEmpty() ? "" : e.getKey() + ", ") + listed(e.getValue()))
				.collect(Collectors.joining("; "));
	}

	private static boolean isTaken(final OpticalParameter parameter, final Object modality) {
		return !(modality instanceof Map<?, ?> known) || Arrays.stream(Modality.values())
			.noneMatch(m -> m.toString().equals(known.get("value")) && !parameter.isTakenBy(m));
	}

	private static String modality(final Map<?, ?> known) {
		final String origin = origin(known.get("origin"));
		return known.get("value") + (origin.isEmpty() ? "" : " (" + origin + ")");
	}

	/** As {@code a, b and c}. */
	private static String listed(final List<String> items) {
		final int last = items.size() - 1;
		return last < 1 ? String.join("", items)
			: String.join(", ", items.subList(0, last)) + " and " + items.get(last);
	}

	private static String quantity(final OpticalParameter parameter, final Object value) {
		if (parameter.isWavelength() && value instanceof Number micrometres)
			return parameter.quantity() + " " + number(1000 * micrometres.doubleValue()) + " nm";
		return (parameter.quantity() + " " + number(value) + " " + parameter.unit()).strip();
	}

	private static String origin(final Object word) {
		return switch (String.valueOf(word)) {
			case "given" -> "given by the user";
			case "file" -> "from the file";
			case "default" -> "assumed";
			case "found" -> "found from the recording";
			default -> "";
		};
	}

	/** A sentence for all channels where they are alike, else one for each. */
	private void perChannel(final List<String> texts, final UnaryOperator<String> sentence) {
		final boolean alike = texts.stream().distinct().count() == 1;
		final List<?> numbers = list("volumes").stream().map(v -> ((Map<?, ?>) v).get("channel")).distinct().toList();
		for (int c = 0; c < (alike ? 1 : texts.size()); c++) {
			final String said = sentence.apply(texts.get(c));
			sentences.add(alike ? said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1)
				: "Of channel " + (numbers.size() == texts.size() ? numbers.get(c) : c + 1) + ", " + said);
		}
	}

	/** Only where somebody said so: of most PSFs both sides are alike. */
	private void direction() {
		if (record.get("zDirection").orElse(null) instanceof Map<?, ?> z && "given".equals(z.get("origin"))) sentences
			.add("Of the slices, " + ZDirection.of(String.valueOf(z.get("value"))).words() + " (given by the user).");
	}

	/** How a stage scan was recorded, and whether its result was interpolated. */
	private void skew() {
		if (!(record.get("skew").orElse(null) instanceof Map<?, ?> skew)) return;
		sentences.add("The recording was a stage scan, skewed by " + number(skew.get("angle")) +
			" degrees between image plane and stage, with steps of " + number(skew.get("stageStep")) +
			" µm; it was restored as it was recorded, with a point-spread function that was skewed alike" +
			(Boolean.TRUE.equals(skew.get("deskewed"))
				? ", and the result was put upright by cubic interpolation along Y." : "."));
	}

	/** What was done so that channels and frames lie upon each other, and whether voxels were interpolated. */
	private void alignment() {
		if (!(record.get("settings").orElse(null) instanceof Map<?, ?> settings)) return;
		if (settings.get("chromatic") != null) sentences.add(
			"How the channels lie off each other had been measured on beads, and their shifts were part of their " +
				"point-spread functions" + (record.toString().contains("enlargement and turn are put right")
					? "; enlargement and turn were then put right by windowed-sinc interpolation." : "."));
		if (settings.get("drift") != null && !settings.get("drift").equals("none")) sentences
			.add("Frames were registered to the first by phase correlation and least squares, and after their " +
				"restoration put back by windowed-sinc interpolation.");
	}

	private void psf() {
		perChannel(list("psf").stream().map(each -> psf((Map<?, ?>) each)).toList(),
			text -> "the point-spread function " + text + ".");
	}

	private String psf(final Map<?, ?> psf) {
		final Optional<String> voxels = psf.get("size") == null || psf.get("voxelSize") == null ? Optional.empty()
			: Optional.of(sizes(psf.get("size")) + " voxels of " + sizes(psf.get("voxelSize")) + " µm");
		final String made = told("the origin of the point-spread function", "",
			Optional.ofNullable(psf.get("source")).map(source -> made(source.toString())), ""),
			size = told("the size of the point-spread function", made.isEmpty() ? "made on " : " on ", voxels, "");
		final boolean isTold = !made.isEmpty() || !size.isEmpty();
		return "was " + made + size + (psf.get(RunLog.DEPTHS) instanceof List<?> depths
			? (isTold ? ", " : "made ") + depths(depths) : (isTold ? ", and " : "") + "normalised to a sum of 1");
	}

	/** How a PSF changed with depth, and what was done between the depths for which it was computed. */
	private String depths(final List<?> depths) {
		final boolean isMixed = list("volumes").stream().anyMatch(v -> ((Map<?, ?>) v).get("slabs") != null);
		return "for depths of " +
			listed(depths.stream().map(each -> number(((Map<?, ?>) each).get("depth"))).toList()) + " µm; " +
			(isMixed ? "overlapping slabs were restored with one each, and mixed"
				: "light from between them was blurred by a mixture of both" + cite(Reference.PREZA));
	}

	/** As people write {@code 3x4x5}. */
	private static String sizes(final Object text) {
		return String.valueOf(text).replaceAll("(?<=\\d)x(?=\\d)", " × ");
	}

	/** Models have words, files have names. */
	private static boolean isOfFile(final Map<?, ?> psf) {
		return psf.get("source") instanceof String source &&
			Arrays.stream(PsfModel.values()).noneMatch(model -> model.toString().equals(source));
	}

	private String made(final String source) {
		return switch (source) {
			case "vectorial" ->
				"computed by the vectorial theory of diffraction" + cite(Reference.RICHARDS, Reference.TOROK);
			case "gibson-lanni" ->
				"computed by the scalar theory of diffraction through layers" + cite(Reference.GIBSON);
			case "born-wolf" -> "computed by the scalar theory of diffraction";
			case "gaussian" -> "taken as a Gaussian of the widths of the diffraction pattern";
			default -> "taken from the file '" + source + "'";
		};
	}

	/** A channel at a time: of many frames, numbers are told as ranges. */
	private void volumes() {
		final Map<Object, List<VolumeRecord>> channels = new LinkedHashMap<>();
		for (final Object each : list("volumes"))
			channels.computeIfAbsent(((Map<?, ?>) each).get("channel"), c -> new ArrayList<>())
				.add(new VolumeRecord((Map<?, ?>) each));
		channels.forEach((channel, frames) -> {
			final String which = channels.size() == 1 ? "The recording" : "Channel " + channel;
			sentences.add(method(which, frames) + iterations(frames) + camera(frames) + light(frames));
		});
	}

	private String method(final String which, final List<VolumeRecord> frames) {
		final String method = known(frames, "method").orElse("");
		final String explained = frames.size() == 1 ? frames.get(0).get("explanation").orElse("").toString().strip()
			: "";
		final String words = MethodWords.of(method);
		return which + " was restored" + (words.isEmpty() ? "" : " by " + words + ",") +
			told("the method", (words.isEmpty() ? " by" : "") + " the method '",
				Optional.of(method).filter(m -> !m.isEmpty()), "' of Lucid") +
			citations(method + words + explained) + (explained.isEmpty() ? "" : ": " + prose(explained)) + ".";
	}

	private String iterations(final List<VolumeRecord> frames) {
		if (MethodWords.isDirect(known(frames, "method").orElse(""))) return "";
		final Optional<String> count = known(frames, "iterations"), why = known(frames, "stopReason");
		final String each = frames.size() == 1 ? "" : " in each frame";
		if (why.isEmpty() && frames.stream().anyMatch(VolumeRecord::isTiled)) return start(frames) +
			told("the number of iterations", " In each tile ", count, decided(frames) + each + ".");
		return told("the number of iterations", " In all, ", count, " iterations were done at full resolution" + each +
			told("why the iterations ended", "; they ended because ", why, "") + ".");
	}

	/** Where tiles started that have coarse levels of the whole stack in common. */
	private static String start(final List<VolumeRecord> frames) {
		final List<String> blocks = frames.stream()
			.flatMap(v -> v.coarse().stream())
			.map(b -> b.get("x") + " × " + b.get("y") + " × " + b.get("z"))
			.distinct()
			.toList();
		return blocks.isEmpty() ? ""
			: " It was restored in tiles, which started from a restoration of the whole volume in blocks of " +
				String.join(" or ", blocks) + " voxels.";
	}

	/** What the number of iterations of tiles is: all of them, or those of a first stage; asked for, or found. */
	private String decided(final List<VolumeRecord> frames) {
		return " iterations" + (MethodWords.isStaged(known(frames, "method").orElse("")) ? " of the first stage" : "") +
			" were done at full resolution, as many as " +
			(isAsked("iterations") ? "were asked for" : "a sample of the recording needed");
	}

	/** Whether somebody said so. */
	private boolean isAsked(final String option) {
		return record.get("options").orElse(null) instanceof Map<?, ?> options && options.get(option) != null &&
			!options.get(option).equals("auto");
	}

	/** What a run says of its levels, for readers who never saw its log. */
	private static String prose(final String explanation) {
		return sizes(explanation
			.replaceAll("(\\d+x\\d+x\\d+) voxels in one, (\\d+) iterations", "$2 iterations in blocks of $1 voxels")
			.replaceAll("\\b1 iterations", "1 iteration")
			.replace("photons held out are met best", "photons that were held out were predicted best"));
	}

	/** Of the camera, where some were repaired. */
	private void faults() {
		final Set<String> found = new LinkedHashSet<>();
		for (final Object each : list("volumes"))
			if (((Map<?, ?>) each).get("before") instanceof List<?> steps) for (final Object step : steps)
				if (step instanceof Map<?, ?> map && isFound(map)) found.add(String.valueOf(map.get("step")));
		if (!found.isEmpty()) sentences.add("Before, faults of the camera were repaired, which the run record lists: " +
			String.join(", ", found) + ".");
	}

	private static boolean isFound(final Map<?, ?> step) {
		return List.of("pixels", "rows", "columns", "voxels", "exposure")
			.stream()
			.map(step::get)
			.anyMatch(
				v -> v instanceof Number n && n.doubleValue() > 0 || v instanceof List<?> list && !list.isEmpty());
	}

	private String citations(final String words) {
		final Set<Reference> found = EnumSet.noneOf(Reference.class);
		if (words.contains("richardson-lucy")) found.addAll(List.of(Reference.RICHARDSON, Reference.LUCY));
		if (words.contains("heavy ball") || words.contains("heavy-ball"))
			found.addAll(List.of(Reference.RICHARDSON, Reference.LUCY, Reference.WANG));
		if (words.contains("biggs-andrews")) found.add(Reference.BIGGS);
		if (words.contains("rl-tv")) found.add(Reference.DEY);
		if (!found.isEmpty()) found.add(Reference.BERTERO);
		return found.isEmpty() ? "" : cite(found.toArray(Reference[]::new));
	}

	private String camera(final List<VolumeRecord> frames) {
		final String gain = told("the camera's gain", ", ", known(frames, "gain"), " per count"),
			offset = told("the camera's offset", gain.isEmpty() ? ", " : "", known(frames, "offset"), " counts");
		return " Its noise was modelled as that of photoelectrons" + gain +
			(offset.isEmpty() ? "" : " above an offset of ") + offset.replaceFirst("^, ", "") +
			told("where the camera's gain is from", " (", origin(frames), ")") +
			told("the background", (gain + offset).isEmpty() ? " over a background of " : ", over a background of ",
				known(frames, "background"), " counts") +
			without(known(frames, "excluded"), known(frames, "clipped")) + ".";
	}

	private String without(final Optional<String> excluded, final Optional<String> clipped) {
		if (excluded.equals(Optional.of("0")) && clipped.equals(excluded))
			return "; no voxel was without data or clipped";
		return told("how many voxels were without data", "; ", excluded, " voxels without data had no weight") +
			told("how many voxels were clipped", excluded.isEmpty() ? "; " : ", and ", clipped,
				" clipped voxels counted as lower bounds");
	}

	/** Where gain and offset are from. */
	private Optional<String> origin(final List<VolumeRecord> frames) {
		final List<Object> all = frames.stream().map(v -> v.get("cameraKnown")).flatMap(Optional::stream).toList();
		if (isAsked("gain")) return Optional.of("given by the user");
		return all.isEmpty() ? Optional.empty() : Optional.of(all.stream().allMatch(Boolean.TRUE::equals)
			? "given by the user or estimated from the noise of the recording" : "assumed, as the noise does not tell");
	}

	private String light(final List<VolumeRecord> frames) {
		final Optional<String> in = known(frames, "observedFlux"), out = known(frames, "estimatedFlux");
		return told("the light of recording and result", " The light above background was ",
			in.flatMap(i -> out.map(o -> i + " counts in the recording and " + o + " counts in the result.")), "");
	}

	/** What the record says of some frames, as far as it does: one value, or a range of numbers. */
	private static Optional<String> known(final List<VolumeRecord> frames, final String key) {
		final List<Object> values = frames.stream().map(v -> v.get(key)).flatMap(Optional::stream).toList();
		if (values.isEmpty()) return Optional.empty();
		if (values.stream().allMatch(Number.class::isInstance)) {
			final DoubleSummaryStatistics range = values.stream()
				.mapToDouble(v -> ((Number) v).doubleValue())
				.summaryStatistics();
			final String least = number(range.getMin()), most = number(range.getMax());
			return Optional.of(least.equals(most) ? least : least + " to " + most);
		}
		return Optional.of(values.stream().map(Object::toString).distinct().collect(Collectors.joining(" or ")));
	}

	private static String number(final Object value) {
		return value instanceof Number n ? Digits.of(n.doubleValue()) : String.valueOf(value);
	}

	private List<?> list(final String key) {
		return record.get(key).orElse(null) instanceof List<?> list
			? list.stream().filter(Map.class::isInstance).toList() : List.of();
	}

	private String cite(final Reference... references) {
		cited.addAll(List.of(references));
		return " (" + List.of(references).stream().map(Reference::cited).collect(Collectors.joining("; ")) + ")";
	}
}
