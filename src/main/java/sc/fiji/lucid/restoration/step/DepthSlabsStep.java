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
package sc.fiji.lucid.restoration.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.EngineLog;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Deconvolution with a PSF that changes with depth: each slab of the stack ({@link DepthSlabs}) with its own,
 * everything else decided once for all of them. A slab is a tile of the stack, and starts and moves as one.
 */
public final class DepthSlabsStep implements RestorationStep<DeconvolutionDecision> {

	/**
	 * What a slab is restored with.
	 *
	 * @param psf at the stack's voxel size
	 * @param depth for which it is, µm below the coverslip
	 */
	public record Slab(Psf psf, double depth) {}

	private final DepthSlabs cut;
	private final List<Slab> slabs;
	private final List<DeconvolutionStep> steps;
	/** Decides; of the first slice's depth, where the PSF is known best. */
	private final DeconvolutionStep shallow;

	/**
	 * @param cut where the slabs lie
	 * @param slabs as many, from the first slice on
	 * @param shallow PSF of the first slice, by which is decided what holds for all slabs
	 * @param options how to restore; what is automatic is decided
	 */
	public DepthSlabsStep(final DepthSlabs cut, final List<Slab> slabs, final Psf shallow,
		final DeconvolutionOptions options)
	{
		this(cut, slabs, slabs.stream().map(s -> new DeconvolutionStep(s.psf(), flat(options))).toList(),
			new DeconvolutionStep(shallow, flat(options)));
	}

	private DepthSlabsStep(final DepthSlabs cut, final List<Slab> slabs, final List<DeconvolutionStep> steps,
		final DeconvolutionStep shallow)
	{
		this.cut = cut;
		this.slabs = List.copyOf(slabs);
		this.steps = steps;
		this.shallow = shallow;
	}

	/** A coarse level knows one PSF for all depths. */
	private static DeconvolutionOptions flat(final DeconvolutionOptions options) {
		return options.initialEstimate() == InitialEstimate.COARSE ? options.withInitialEstimate(InitialEstimate.FLAT)
			: options;
	}

	@Override
	public String name() {
		return "deconvolution-in-slabs";
	}

	@Override
	public DeconvolutionDecision undecided() {
		return shallow.undecided();
	}

	@Override
	public DeconvolutionDecision decide(final StackSample sample, final Progress progress) {
		return shallow.decide(sample, progress);
	}

	@Override
	public TileCost cost(final DeconvolutionDecision decided) {
		int tallest = 0;
		for (int i = 0; i < cut.count(); i++)
			tallest = Math.max(tallest, cut.end(i) - cut.first(i));
		return new Cost(TileCost.any(steps.stream().map(s -> s.cost(decided)).toList()), tallest);
	}

	/** One slab after the other, and their sum. */
	private record Cost(TileCost slab, int tallest) implements TileCost {

		private Extent slab(final Extent view) {
			return new Extent(view.nx(), view.ny(), Math.min(tallest, view.nz()));
		}

		@Override
		public Halo halo() {
			return slab.halo();
		}

		@Override
		public Extent grid(final Extent view) {
			return slab.grid(slab(view));
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return slab.bytes(slab(view), bytesPerVoxel) + (bytesPerVoxel + Float.BYTES) * view.voxels();
		}

		@Override
		public Optional<Predicate<Extent>> device(final Extent stack) {
			return slab.device(slab(stack)).map(holds -> view -> holds.test(slab(view)));
		}

		@Override
		public List<String> devices(final Extent view) {
			return slab.devices(slab(view));
		}

		@Override
		public boolean isDivisible() {
			return slab.isDivisible();
		}

		@Override
		public String reason() {
			return slab.reason() + " in slabs of " + tallest + " slices";
		}
	}

	@Override
	public Applied apply(final Recording tile, final DeconvolutionDecision decided, final Progress progress) {
		final TileContext place = tile.place() != null ? tile.place() : new TileContext(tile.extent(), 0, 0, 0, null);
		final Extent e = tile.extent();
		final Volume sum = new Volume(e);
		final List<String> lines = new ArrayList<>();
		final Map<String, Object> values = new LinkedHashMap<>();
		final EngineLog engines = new EngineLog();
		int iterations = 0;
		for (int i = 0; i < cut.count(); i++) {
			final int first = Math.max(cut.first(i), place.z()), end = Math.min(cut.end(i), place.z() + e.nz());
			if (first >= end) continue;
			final Box box = new Box(0, 0, first - place.z(), new Extent(e.nx(), e.ny(), end - first));
			final Recording part = new RecordingVoxels(tile).read(box, progress)
				.asTile(new TileContext(place.stack(), place.x(), place.y(), first, null));
			final Applied done = steps.get(i)
				.apply(part, decided, progress.part((double) i / cut.count(), (i + 1.0) / cut.count(),
					"slab " + (i + 1) + " of " + cut.count() + ": "));
			cut.add(i, done.image(), first, sum, place.z());
			iterations = Math.max(iterations, done.iterations());
			engines.add(done);
			lines.add("slab " + (i + 1) + ": slices " + (first + 1) + " to " + end + ", PSF of " +
				Digits.of(slabs.get(i).depth()) + " µm depth, " + done.iterations() + " iterations");
			// Camera, background and method are those of all slabs.
			done.values().forEach(values::putIfAbsent);
		}
		values.put("slabs", List.copyOf(lines));
		values.put(EngineLog.KEY, engines.toString());
		lines.addAll(engines.lines());
		return new Applied(Recording.of(sum), iterations, lines, values);
	}

	@Override
	public DepthSlabsStep alike(final DeconvolutionDecision decided) {
		return new DepthSlabsStep(cut, slabs, steps.stream().map(s -> s.alike(decided)).toList(),
			shallow.alike(decided));
	}

	@Override
	public DeconvolutionDecision on(final DeconvolutionDecision decided, final String device) {
		return decided.on(device);
	}

	@Override
	public Map<String, Object> describe(final DeconvolutionDecision decided) {
		return shallow.describe(decided);
	}

	@Override
	public DeconvolutionDecision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return shallow.decided(description, maps);
	}

	@Override
	public String toString() {
		return shallow + " in " + cut.count() + " slabs";
	}
}
