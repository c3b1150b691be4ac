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
package sc.fiji.lucid.restoration.repair;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.Steps;

/**
 * What of a recording is repaired before it is restored: faults where they are found, and what somebody told.
 *
 * @param faults in their order
 * @param references images that tell how the camera's pixels differ
 * @param loss of light from slice to slice
 * @param fading how light that is lost from frame to frame is known
 */
public record Repair(List<Fault> faults, ReferenceImages references, Loss loss, Fading fading) implements Serializable {

	/** Whatever can be mistaken for nothing else. */
	public static final Repair AUTO = new Repair(Arrays.stream(Fault.values()).filter(Fault::isSafe).toList());
	/** Nothing. */
	public static final Repair NONE = new Repair(List.of());

	private static final String AUTO_WORD = "auto";
	private static final String NONE_WORD = "none";

	/** In the order of the faults, each once. */
	public Repair {
		faults = List.copyOf(new TreeSet<>(faults));
	}

	/**
	 * @param text {@code auto}, {@code none}, or faults separated by commas, among which {@code auto} stands for all
	 *          that are safe
	 * @throws IllegalArgumentException that lists the words, if one is none
	 */
	public static Repair of(final String text) {
		if (text.equals(NONE_WORD)) return NONE;
		final List<Fault> faults = new ArrayList<>();
		for (final String word : text.split(",", -1))
			if (word.trim().equals(AUTO_WORD)) faults.addAll(AUTO.faults);
			else faults.add(Fault.of(word.trim()));
		return new Repair(faults);
	}

	/** Faults, where they are found. */
	public Repair(final List<Fault> faults) {
		this(faults, ReferenceImages.NONE, Loss.NONE, Fading.NONE);
	}

	/** @return the same, and what these tell */
	public Repair withReferences(final ReferenceImages images) {
		return new Repair(faults, images, loss, fading);
	}

	/** @return the same, for light that is lost from slice to slice */
	public Repair withLoss(final Loss value) {
		return new Repair(faults, references, value, fading);
	}

	/** @return the same, for light that is lost from frame to frame */
	public Repair withFading(final Fading value) {
		return new Repair(faults, references, loss, value);
	}

	/** @return the faults alone: nothing that holds for the stack as it was recorded and for no part of it */
	public Repair ofParts() {
		return new Repair(faults);
	}

	/**
	 * @return whether something is told that holds for the stack as it was recorded, and that {@link #ofParts} leaves
	 * out
	 */
	public boolean isOfTheWhole() {
		return !references.isEmpty() || !loss.isNothing() || fading != Fading.NONE;
	}

	/** @return whether nothing is repaired, whatever is found */
	public boolean isNothing() {
		return faults.isEmpty() && !isOfTheWhole();
	}

	/**
	 * @param channel from 0
	 * @param moved the PSF by which the recording is blurred; null where nobody knows
	 * @param options of which the camera is heeded, where it is told
	 * @return the steps, perhaps none; where all that is safe is repaired, also those that only say what else they find
	 */
	public List<RestorationStep<?>> steps(final int channel, final Psf moved, final DeconvolutionOptions options) {
		final Psf psf = moved == null ? null : moved.still();
		final List<RestorationStep<?>> steps = new ArrayList<>();
		if (!references.isEmpty()) steps.add(new FlatFieldStep(references, channel, options));
		final boolean looks = faults.containsAll(AUTO.faults);
		Arrays.stream(Fault.values())
			.<RestorationStep<?>>map(
				f -> faults.contains(f) ? f.step(psf, options) : looks ? f.report(psf, options) : null)
			.filter(Objects::nonNull)
			.forEach(steps::add);
		if (faults.contains(Fault.BAD_PIXELS) && faults.contains(Fault.JITTER)) parted(steps);
		if (!loss.isNothing()) steps.add(new BleachingStep(loss, psf, options));
		if (fading != Fading.NONE) steps.add(new FadingStep(fading, options));
		return steps;
	}

	/**
	 * Slices that lie aside say nothing of the voxels of those before and after: these are compared when they are
	 * back.
	 */
	private static void parted(final List<RestorationStep<?>> steps) {
		for (int i = 0; i < steps.size(); i++)
			if (steps.get(i) instanceof BadPixelsStep step) {
				steps.set(i, step.beforeSlicesAreBack());
				final int jitter = i + 1;
				steps.add(jitter + 1, step.afterwards());
				return;
			}
	}

	/** @return the steps, and after them that one */
	public Steps before(final RestorationStep<?> last, final int channel, final Psf psf,
		final DeconvolutionOptions options)
	{
		final List<RestorationStep<?>> all = new ArrayList<>(steps(channel, psf, options));
		all.add(last);
		return new Steps(all);
	}

	/** @return the faults, as {@link #of} reads them */
	@Override
	public String toString() {
		return faults.isEmpty() ? NONE_WORD : faults.equals(AUTO.faults) ? AUTO_WORD
			: faults.stream().map(Object::toString).collect(Collectors.joining(","));
	}
}
