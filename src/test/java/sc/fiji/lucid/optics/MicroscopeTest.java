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
package sc.fiji.lucid.optics;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class MicroscopeTest {

	private static final OpticalSettings DRY = OpticalSettings.NONE
		.with(OpticalParameter.NUMERICAL_APERTURE, 0.8, Origin.GIVEN)
		.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.FILE);

	@Test
	public void defaultsAreSaid() {
		final Microscope m = DRY.microscope();
		assertEquals(Modality.WIDEFIELD, m.modality());
		assertEquals(1, m.immersionIndex(), 0);
		assertEquals(1, m.sampleIndex(), 0);
		assertFalse(m.isAberrated());
		assertTrue(m.describe().contains("modality = widefield (default)"));
		assertTrue(m.describe().contains("numerical aperture = 0.8 (given)"));
		assertTrue(m.describe().contains("emission wavelength = 0.52 µm (file)"));
		assertTrue(m.describe().contains("refractive index of the immersion = 1 (default)"));
	}

	@Test
	public void immersionFollowsTheAperture() {
		assertEquals(Immersion.OIL, Immersion.likely(1.4));
		assertEquals(Immersion.WATER, Immersion.likely(1.2));
		assertEquals(Immersion.AIR, Immersion.likely(0.95));
		assertEquals(1.406, Immersion.index("Silicone"), 0);
		assertEquals(1.518, Immersion.index("1.518"), 0);
		assertEquals(1.33299 - 1.33051,
			Mountant.index("water@20").getAsDouble() - Mountant.index("water@40").getAsDouble(), 1e-4);
		assertEquals(1.333, Mountant.index(" Water@23 ").getAsDouble(), 0);
		assertEquals(1.515 - 14 * 4e-4, Mountant.index("oil@37").getAsDouble(), 1e-9);
		assertEquals("as without a temperature", 1.45, Mountant.index("glycerol@23").getAsDouble(), 0);
		assertTrue(message(() -> Mountant.index("silicone@37")).contains("give the index itself"));
		assertTrue(message(() -> Mountant.index("oil@warm")).contains("water@37"));
		assertTrue(message(() -> Mountant.index("prolong-gold@37")).contains("water, glycerol or oil"));
		assertTrue(message(() -> Mountant.index("oil@370")).contains("0 to 60"));
		assertTrue(message(() -> Immersion.index("honey")).contains("air, water, silicone, glycerol, oil"));
	}

	@Test
	public void mediaHaveIndices() {
		assertEquals(1.47, Mountant.index("ProLong-Gold").getAsDouble(), 0);
		assertEquals(1.406, Mountant.index("silicone").getAsDouble(), 0);
		assertTrue(Mountant.index("honey").isEmpty());
	}

	@Test
	public void kindsWithoutAComputedPsfSayWhy() {
		assertTrue(message(() -> Modality.of("SIM")).contains("stripes"));
		assertTrue(message(() -> Modality.of("structured-illumination")).contains("widefield"));
		assertEquals(Modality.STED, Modality.of("STED"));
		assertEquals(Modality.ARRAY_DETECTOR, Modality.of("Airyscan"));
		assertTrue(Modality.refusal("confocal").isEmpty());
	}

	@Test
	public void allThatIsMissingIsNamedAtOnce() {
		final String message = message(() -> OpticalSettings.NONE.with(Modality.CONFOCAL, Origin.GIVEN).microscope());
		for (final String flag : new String[] { "--na", "--emission", "--excitation" })
			assertTrue(message, message.contains(flag));
	}

	@Test
	public void aDepletionIsNeverGuessed() {
		final String message = message(() -> Microscope.sted(1.4).emission(0.67).excitation(0.64).build());
		assertTrue(message, message.contains("--depletion)") && message.contains("--depletion-strength)"));
		final Microscope m = Microscope.sted(1.4)
			.emission(0.67)
			.excitation(0.64)
			.set(OpticalParameter.DEPLETION_WAVELENGTH, 0.775)
			.set(OpticalParameter.DEPLETION_STRENGTH, 20)
			.build();
		assertEquals(0, m.get(OpticalParameter.DEPLETION_IMMUNITY), 0);
		assertTrue(message(() -> m.with(Zernike.of("8:0.2"))).contains("--zernike"));
		assertTrue(message(() -> m.with(OpticalParameter.DEPLETION_IMMUNITY, 1.1)).contains("--depletion-immunity"));
	}

	@Test
	public void anElementIsNotLargerThanItsArray() {
		final MicroscopeBuilder array = Microscope.arrayDetector(0.8).emission(0.52).excitation(0.488);
		assertEquals(1.25, array.build().get(OpticalParameter.ARRAY_DIAMETER), 0);
		assertEquals(0.1, array.set(OpticalParameter.ARRAY_DIAMETER, 0.1).build().get(OpticalParameter.ARRAY_ELEMENT),
			0);
		assertTrue(message(() -> array.set(OpticalParameter.ARRAY_ELEMENT, 2).build()).contains("--array-diameter"));
	}

	@Test
	public void contradictionsAreRefused() {
		assertTrue(message(() -> DRY.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.33, Origin.GIVEN)
			.microscope()).contains("must be less than"));
		assertTrue(message(() -> DRY.with(OpticalParameter.DEPTH, -1, Origin.GIVEN)).contains("--depth"));
		assertTrue(message(() -> DRY.with(OpticalParameter.EMISSION_WAVELENGTH, 520, Origin.GIVEN)).contains("µm"));
		assertTrue(message(() -> DRY.with(Modality.LATTICE_LIGHT_SHEET, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN)
			.with(OpticalParameter.SHEET_NA, 0.3, Origin.GIVEN)
			.with(OpticalParameter.SHEET_INNER_NA, 0.4, Origin.GIVEN)
			.microscope()).contains("--sheet-inner-na"));
	}

	@Test
	public void depthAndIndexAberrateTogether() {
		final Microscope m = DRY.with(OpticalParameter.SAMPLE_INDEX, 1.33, Origin.GIVEN).microscope();
		assertFalse(m.isAberrated());
		assertTrue(m.atDepth(5).isAberrated());
		assertEquals(5, m.atDepth(5).depth(), 0);
	}

	@Test
	public void pinholeInAiryUnitsOrMicrometres() {
		final OpticalSettings confocal = DRY.with(Modality.CONFOCAL, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN);
		assertEquals(1.22 * 0.52 / 0.8, confocal.microscope().pinholeDiameter(), 1e-12);
		assertEquals(0.5,
			confocal.with(OpticalParameter.PINHOLE_DIAMETER, 0.5, Origin.GIVEN).microscope().pinholeDiameter(), 0);
	}

	@Test
	public void everyModalityCanBeMadeOfFourValues() {
		for (final Modality modality : Modality.values()) {
			final OpticalSettings settings = DRY.with(modality, Origin.GIVEN)
				.with(OpticalParameter.DEPLETION_WAVELENGTH, 0.592, Origin.GIVEN)
				.with(OpticalParameter.DEPLETION_STRENGTH, 10, Origin.GIVEN)
				.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN);
			final Resolution r = Resolution.of(settings.microscope());
			assertTrue(modality + " " + r,
				r.lateralFwhm() < 0.5 && r.axialFwhm() < 3 && r.lateralCutoff() >= 2 * 0.8 / 0.52 - 1e-12);
		}
	}

	@Test
	public void nyquistOfAnOilObjective() {
		final Resolution r = Resolution
			.of(DRY.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN).microscope());
		assertEquals(0.52 / 5.6, r.nyquist().x(), 1e-12);
		assertEquals(0.52 / (2 * (1.515 - Math.sqrt(1.515 * 1.515 - 1.96))), r.nyquist().z(), 1e-12);
		assertTrue(r.isMetBy(new VoxelSize(0.09, 0.09, 0.25)));
		assertFalse(r.isMetBy(new VoxelSize(0.11, 0.09, 0.25)));
		final double[] factor = r.undersampling(new VoxelSize(0.1, 0.2, 0.5));
		assertEquals(2 * factor[0], factor[1], 1e-12);
		assertEquals(1.8, factor[2], 0.01);
	}

	/** Widefield passes more than 1 % nearly to its cut-off, whatever the voxels; a confocal does not. */
	@Test
	public void voxelsLoseWhatTheOpticsPass() {
		final OpticalSettings oil = DRY.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN);
		final Resolution widefield = Resolution.of(oil.microscope()),
			confocal = Resolution.of(oil.with(Modality.CONFOCAL, Origin.GIVEN)
				.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN)
				.microscope());
		for (final double times : new double[] { 1.1, 1.5, 2.8, 5.4 }) {
			final VoxelSize n = widefield.nyquist(), v = new VoxelSize(times * n.x(), n.y(), times * n.z());
			assertArrayEquals(new boolean[] { true, false, true }, widefield.loses(v));
			assertTrue(widefield.judge(v), widefield.judge(v).matches("warning: .* fine detail is lost."));
		}
		final VoxelSize n = confocal.nyquist(), little = new VoxelSize(1.4 * n.x(), 1.4 * n.y(), 1.2 * n.z());
		assertArrayEquals(new boolean[3], confocal.loses(little));
		assertTrue(confocal.judge(little), confocal.judge(little).endsWith("little is lost."));
		assertArrayEquals(new boolean[] { true, true, true },
			confocal.loses(new VoxelSize(2 * n.x(), 2.5 * n.y(), 2 * n.z())));
	}

	private static String message(final org.junit.function.ThrowingRunnable run) {
		return assertThrows(IllegalArgumentException.class, run).getMessage();
	}
}
