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
import java.util.Random;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.quality.Restored;
import sc.fiji.lucid.quality.Simulated;

/**
 * Faults of the daily work, planted one by one: each must be found and named, and the sound result must not be blamed.
 */
public class PlantedFaultsTest {

	private static final Extent SIZE = new Extent(64, 64, 24);

	private static Psf confocal;
	private static Volume raw;
	private static Volume restored;

	@BeforeClass
	public static void restore() {
		final Volume spot = new Volume(new Extent(13, 13, 13));
		Simulated.spot(spot, new double[] { 6, 6, 6 }, new double[] { 1.2, 1.2, 1.4 }, 1);
		final double sum = spot.sum();
		confocal = new Psf(Simulated.volume(spot.extent(), (x, y, z) -> spot.row(y, z)[x] / sum), Restored.VOXELS);
		final Volume photons = Restored.blurred(Restored.nuclei(SIZE, 1), confocal);
		raw = Simulated.camera(Simulated.volume(SIZE, (x, y, z) -> 2 * photons.row(y, z)[x]), 1, 100, 2, 1);
		restored = Restored.richardsonLucy(raw, confocal, 100, 70);
	}

	private static QualityInput sound() {
		return QualityInput.of(raw, restored, Restored.VOXELS)
			.withPsf(confocal)
			.withGain(1)
			.withOffset(100)
			.withReadNoise(2)
			.withBackground(100);
	}

	private static List<Finding> findings(final QualityInput input) {
		return QualityAssessment.of(input, () -> false, step -> {}).report().findings();
	}

	private static boolean blames(final List<Finding> findings, final String topic) {
		return findings.stream()
			.anyMatch(f -> f.topic().equals(topic) && f.severity().compareTo(Severity.WARNING) >= 0);
	}

	private static String text(final List<Finding> findings, final String topic) {
		return findings.stream().filter(f -> f.topic().equals(topic)).map(Finding::text).findFirst().orElse("");
	}

	@Test
	public void aSoundResultIsNotBlamed() {
		final List<Finding> found = findings(sound());
		assertTrue(found.toString(), found.stream().noneMatch(f -> f.severity().compareTo(Severity.WARNING) >= 0));
	}

	@Test
	public void tenTimesTooManyIterations() {
		final QualityInput input = QualityInput
			.of(raw, Restored.richardsonLucy(raw, confocal, 100, 400), Restored.VOXELS)
			.withPsf(confocal)
			.withGain(1)
			.withOffset(100)
			.withReadNoise(2)
			.withBackground(100);
		final List<Finding> found = findings(input);
		assertTrue(found.toString(), blames(found, "overfitting"));
	}

	@Test
	public void wrongBackground() {
		for (final double wrong : new double[] { 80, 120 }) {
			final QualityInput input = QualityInput
				.of(raw, Restored.richardsonLucy(raw, confocal, wrong, 30), Restored.VOXELS)
				.withPsf(confocal)
				.withBackground(wrong);
			final List<Finding> found = findings(input);
			assertTrue(found.toString(), blames(found, "background"));
			assertTrue(text(found, "background"), text(found, "background").contains(String.valueOf((int) wrong)));
		}
	}

	/** NA 1.4 against 1.2, in both directions, on beads. */
	@Test
	public void wrongPsf() {
		final Psf wide = Restored.psf(1.2, 25, 25), narrow = Restored.psf(1.4, 25, 25);
		final Extent size = new Extent(96, 96, 40);
		final Volume beads = new Volume(size);
		final Random random = new Random(5);
		for (int i = 0; i < 9; i++)
			beads.row(20 + 26 * (i / 3) + random.nextInt(4), 17 + random.nextInt(6))[20 + 26 * (i % 3) +
				random.nextInt(4)] = 20000;
		for (final Psf psf : List.of(wide, narrow)) {
			final Volume observed = Simulated.camera(Restored.blurred(beads, psf), 1, 100, 2, 1);
			final Volume result = Restored.richardsonLucy(observed, psf, 100, 10);
			final QualityInput input = QualityInput.of(observed, result, Restored.VOXELS).withBackground(100);
			final List<Finding> right = findings(input.withPsf(psf)),
				wrong = findings(input.withPsf(psf == wide ? narrow : wide));
			assertFalse(right.toString(), blames(right, "psf"));
			assertTrue(wrong.toString(), blames(wrong, "psf"));
			assertTrue(text(wrong, "psf"), text(wrong, "psf").contains(psf == wide ? "too narrow" : "too wide"));
		}
	}

	/** The same on rods and blobs, by the spectrum of the recording. */
	@Test
	public void wrongPsfOfExtendedObjects() {
		final Psf wide = Restored.psf(1.2, 25, 25), narrow = Restored.psf(1.4, 25, 25);
		final Volume object = Restored.object(new Extent(96, 96, 40), 1);
		for (final Psf psf : List.of(wide, narrow)) {
			final Volume observed = Simulated.camera(Restored.blurred(object, psf), 1, 100, 2, 1);
			final QualityInput input = QualityInput.of(observed, object, Restored.VOXELS).withBackground(100);
			assertFalse(blames(findings(input.withPsf(psf)), "psf"));
			final List<Finding> wrong = findings(input.withPsf(psf == wide ? narrow : wide));
			assertTrue(wrong.toString(), blames(wrong, "psf"));
			assertTrue(text(wrong, "psf"), text(wrong, "psf").startsWith("The spectrum of the recording"));
			assertTrue(text(wrong, "psf"), text(wrong, "psf").contains(psf == wide ? "too narrow" : "too wide"));
		}
	}

	/** Where the noise is not the camera's, the spectrum says nothing of the PSF, and measured spots go before it. */
	@Test
	public void aPsfIsNotCalledTooWideAgainstTheSpots() {
		final Psf psf = Restored.psf(1.4, 25, 25);
		final Extent size = new Extent(96, 96, 40);
		final Volume beads = new Volume(size);
		for (int i = 0; i < 9; i++)
			beads.row(20 + 26 * (i / 3), 17 + i % 5)[20 + 26 * (i % 3)] = 20000;
		// As beads recorded with more spherical aberration: twice as deep, no wider.
		final Volume light = Restored.blurred(Restored.blurred(beads, psf), deep());
		final Volume observed = Simulated.camera(light, 1, 100, 2, 1);
		for (final double cut : new double[] { 0, 100 }) {
			final Volume seen = Simulated.volume(size, (x, y, z) -> Math.max(cut, observed.row(y, z)[x]));
			final List<Finding> found = findings(
				QualityInput.of(seen, Restored.richardsonLucy(seen, psf, 100, 10), Restored.VOXELS)
					.withBackground(100)
					.withPsf(psf));
			assertFalse(found.toString(), text(found, "psf").contains("too wide"));
			assertTrue(found.toString(), text(found, "psf").contains("too narrow"));
		}
	}

	/** Blurs along the axis alone. */
	private static Psf deep() {
		final Volume column = new Volume(new Extent(1, 1, 13));
		double sum = 0;
		for (int z = 0; z < 13; z++)
			sum += column.row(0, z)[0] = (float) Math.exp(-Math.pow((z - 6) / 2.0, 2));
		final double all = sum;
		return new Psf(Simulated.volume(column.extent(), (x, y, z) -> column.row(y, z)[x] / all), Restored.VOXELS);
	}

	/** Beyond the widths that are tried, no number is a measurement. */
	@Test
	public void whatEndsTheRangeIsABound() {
		final Psf wide = Restored.psf(0.85, 31, 31), narrow = Restored.psf(1.4, 31, 31);
		final Volume object = Restored.object(new Extent(96, 96, 40), 1);
		for (final Psf psf : List.of(wide, narrow)) {
			final Volume observed = Simulated.camera(Restored.blurred(object, psf), 1, 100, 2, 1);
			final QualityInput input = QualityInput.of(observed, object, Restored.VOXELS)
				.withBackground(100)
				.withPsf(psf == wide ? narrow : wide);
			final String said = text(findings(input), "psf");
			assertTrue(said,
				said.contains(psf == wide ? "at least 1.49 times as wide" : "at most 0.670 times as wide"));
			// Much too coarse for these optics: what is folded back makes any recording sharp.
			final String coarse = text(findings(
				input.withOptics(OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
					.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
					.with(OpticalParameter.EMISSION_WAVELENGTH, 0.35, Origin.GIVEN))),
				"psf");
			assertEquals(coarse, psf == wide, coarse.startsWith("The spectrum of the recording"));
		}
	}

	@Test
	public void clippedVoxels() {
		final Volume clipped = Simulated.volume(SIZE, (x, y, z) -> Math.min(200, raw.row(y, z)[x]));
		final List<Finding> found = findings(QualityInput.of(clipped, restored, Restored.VOXELS));
		assertTrue(found.toString(), blames(found, "saturation"));
		assertTrue(text(found, "saturation").contains("200 counts"));
	}

	@Test
	public void missingSlice() {
		final Extent less = new Extent(SIZE.nx(), SIZE.ny(), SIZE.nz() - 1);
		final Volume cut = Simulated.volume(less, (x, y, z) -> raw.row(y, z < 10 ? z : z + 1)[x]);
		final Volume cutRestored = Simulated.volume(less, (x, y, z) -> restored.row(y, z < 10 ? z : z + 1)[x]);
		final List<Finding> found = findings(QualityInput.of(cut, cutRestored, Restored.VOXELS));
		assertTrue(found.toString(), blames(found, "missing-slice"));
		assertTrue(text(found, "missing-slice").contains("between slices 10 and 11"));
	}

	@Test
	public void undersampling() {
		final OpticalSettings optics = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN);
		final List<Finding> found = findings(
			QualityInput.of(raw, restored, new VoxelSize(0.08, 0.08, 0.5)).withOptics(optics));
		assertTrue(found.toString(), blames(found, "axial-sampling"));
		assertFalse(found.toString(), blames(found, "lateral-sampling"));
		assertTrue(text(found, "axial-sampling"),
			text(found, "axial-sampling").startsWith("Axial sampling 0.500 µm is 1.80 times coarser than Nyquist"));
	}

	/** A PSF in voxels of the stack cannot show what they lose, nor one of many planes what passes in focus. */
	@Test
	public void undersampledWidefieldIsNamedWhateverThePsf() {
		final OpticalSettings optics = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN);
		for (final double side : new double[] { 0.258, 0.5 }) {
			final VoxelSize voxel = new VoxelSize(side, side, 3 * side);
			// With all light of many planes, 1 % of the 3-D transfer at frequency zero is passed by little.
			final Extent deep = new Extent(64, 64, 48);
			final Psf psf = LightCone
				.whole(PsfPreparation.of(voxel, deep).render(optics.microscope(), PsfModel.VECTORIAL).psf(), deep);
			final List<Finding> found = findings(QualityInput.of(raw, restored, voxel).withOptics(optics).withPsf(psf));
			assertTrue(found.toString(), blames(found, "lateral-sampling") && blames(found, "axial-sampling"));
			assertTrue(text(found, "lateral-sampling").endsWith("fine lateral detail cannot be recovered."));
		}
	}

	/** Halves of a bright, coarsely sampled recording agree in all that it shows; in a fine one, they must not. */
	@Test
	public void wrongGainAndProcessedStacks() {
		final OpticalSettings optics = OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, 0.9, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN);
		final Random random = new Random(3);
		final Volume dense = Simulated.volume(SIZE, (x, y, z) -> 7500 * Math.pow(random.nextDouble(), 4)),
			bright = Simulated.camera(dense, 5, 100, 2, 1);
		final List<Finding> coarse = findings(QualityInput.of(bright, dense, new VoxelSize(0.3, 0.3, 0.9))
			.withOptics(optics)
			.withGain(5)
			.withOffset(100)
			.withReadNoise(2));
		assertEquals(coarse.toString(), "", text(coarse, "split-noise"));
		assertFalse(findings(sound().withOptics(optics)).toString().contains("split-noise"));
		final Volume sharpened = Simulated.volume(SIZE,
			(x, y, z) -> 4 * (raw.row(y, z)[x] - 100) - raw.row(Math.max(0, y - 1), z)[x] + 200);
		for (final QualityInput wrong : List.of(sound().withGain(5),
			QualityInput.of(sharpened, restored, Restored.VOXELS).withGain(1).withOffset(100).withReadNoise(2)))
			assertTrue(text(findings(wrong.withOptics(optics)), "split-noise").contains("beyond what the optics pass"));
	}

	@Test
	public void oneChannelShifted() {
		final Volume other = Simulated.volume(SIZE,
			(x, y, z) -> raw.row(Math.max(0, y - 1), Math.max(0, z - 1))[Math.max(0, x - 3)]);
		final List<Finding> found = findings(sound().withOtherChannels(List.of(() -> other)));
		assertTrue(found.toString(), blames(found, "channel-shift"));
		assertTrue(text(found, "channel-shift"), text(found, "channel-shift").startsWith("Channel 2 lies 0."));
	}

	@Test
	public void theGravestComesFirst() {
		final List<Finding> found = findings(sound().withBackground(150));
		for (int i = 1; i < found.size(); i++)
			assertTrue(found.get(i - 1).severity().compareTo(found.get(i).severity()) >= 0);
		assertEquals(Severity.PROBLEM, found.get(0).severity());
	}
}
