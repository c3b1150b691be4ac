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
package sc.fiji.lucid.quality.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.junit.Test;

import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.quality.Simulated;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * A background too low in widefield, whose haze a method that knows of objects beyond the field of view puts outside
 * the field of view.
 */
public class LowBackgroundTest {

	private static final Extent SIZE = new Extent(96, 96, 32);
	private static final VoxelSize VOXEL = new VoxelSize(0.08, 0.08, 0.2);
	private static final double OFFSET = 100, PEAK = 200, READ_NOISE = 2;
	private static final int ITERATIONS = 40, LAYERS = 10;

	private static Psf psf(final VoxelSize voxel) {
		final Microscope m = OpticalSettings.NONE.with(Modality.WIDEFIELD, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.SAMPLE_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.microscope();
		final PsfModel model = PsfModel.forMicroscope(m);
		return model.render(m, voxel, model.support(m, voxel, SIZE).extent(), Sampling.INTEGRATED);
	}

	private static Simulation recorded(final Phantom phantom, final long seed) {
		return Simulation.of(phantom, SIZE, VOXEL, 1, LowBackgroundTest::psf, PEAK, OFFSET, READ_NOISE, seed);
	}

	private static List<Finding> findings(final Volume raw, final double background) {
		return findings(raw, background, false);
	}

	private static List<Finding> findings(final Volume raw, final double background, final boolean isFound) {
		final Psf psf = psf(VOXEL);
		final Volume estimate = Deconvolution
			.restore(Volumes.observed(raw), psf,
				DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL)
					.withIterations(ITERATIONS)
					.withBackground(OptionalDouble.of(background)),
				Progress.NONE)
			.estimate();
		final QualityInput input = QualityInput.of(raw, estimate, VOXEL).withPsf(psf).withBackground(background);
		return QualityAssessment.of(isFound ? input.withBackgroundFound() : input, () -> false, step -> {})
			.report()
			.findings();
	}

	private static boolean blamed(final List<Finding> findings) {
		return findings.stream()
			.anyMatch(f -> f.topic().startsWith("background") && f.severity().compareTo(Severity.WARNING) >= 0);
	}

	@Test
	public void isNamedWithItsNumber() {
		final Volume raw = recorded(Phantom.MIXED, 1).observed();
		final List<Finding> wrong = findings(raw, OFFSET - 20);
		assertTrue(wrong.toString(), blamed(wrong));
		final String text = wrong.stream().filter(f -> f.topic().equals("background")).findFirst().orElseThrow().text();
		final Matcher number = Pattern.compile("About ([0-9.]+) counts of light lie evenly").matcher(text);
		assertTrue(text, number.find());
		assertEquals(20, Double.parseDouble(number.group(1)), 5);
		final List<Finding> right = findings(raw, OFFSET);
		assertFalse(right.toString(), blamed(right));
	}

	/** The search weighed that light already; who gave no background cannot have given a wrong one. */
	@Test
	public void isOnlyNotedWhereTheRestorationFoundTheBackground() {
		final List<Finding> found = findings(recorded(Phantom.MIXED, 1).observed(), OFFSET - 20, true);
		assertFalse(found.toString(), blamed(found));
		assertTrue(found.toString(), found.stream().anyMatch(f -> f.topic().equals("outside-light")));
	}

	/** Tissue sends even light from around the field of view, too: that is said, and not blamed. */
	@Test
	public void isNotBlamedOnASampleThatFillsTheField() {
		final List<Volume> layers = LongStream.range(0, LAYERS)
			.mapToObj(seed -> recorded(Phantom.NUCLEI, seed).blurred())
			.toList();
		final Volume tissue = Simulated.volume(SIZE,
			(x, y, z) -> layers.stream().mapToDouble(v -> v.row(y, z)[x]).sum());
		final double brightest = VolumeStatistics.of(tissue).maximum();
		final Volume raw = Simulated.camera(Simulated.volume(SIZE, (x, y, z) -> PEAK / brightest * tissue.row(y, z)[x]),
			1, OFFSET, READ_NOISE, 2);
		final List<Finding> right = findings(raw, OFFSET);
		assertFalse(right.toString(), blamed(right));
		assertTrue(right.toString(), right.stream().anyMatch(f -> f.topic().equals("outside-light")));
	}
}
