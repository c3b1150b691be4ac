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
package sc.fiji.lucid.io.ome;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;

/** What Bio-Formats puts into Info, in the words of each maker: taken where it has one meaning, left where not. */
public class InfoMetadataTest {

	private static StackMetadata read(final int channels, final String... lines) {
		final StackMetadata.Builder builder = new StackMetadata.Builder();
		InfoMetadata.describe(String.join("\n", lines), channels, builder);
		return builder.build();
	}

	private static double value(final StackMetadata m, final int channel, final OpticalParameter parameter) {
		return m.optics(channel).get(parameter).orElse(Double.NaN);
	}

	private static OptionalDouble aperture(final StackMetadata m) {
		return m.optics(0).get(OpticalParameter.NUMERICAL_APERTURE);
	}

	@Test
	public void zeissCzi() {
		final StackMetadata m = read(2, "BitsPerPixel = 16", "DimensionOrder = XYCZT",
			"DisplaySetting|Channel|DyeMaxEmission #1 = 509", "DisplaySetting|Channel|DyeMaxEmission #2 = 670",
			"Experiment|AcquisitionBlock|Laser|LaserName #1 = 488",
			"Information|Image|Channel|AcquisitionMode #1 = LaserScanningConfocalMicroscopy",
			"Information|Image|Channel|AcquisitionMode #2 = LaserScanningConfocalMicroscopy",
			"Information|Image|Channel|EmissionWavelength #1 = 525.5",
			"Information|Image|Channel|EmissionWavelength #2 = 668",
			"Information|Image|Channel|ExcitationWavelength #1 = 488.00000000000006",
			"Information|Image|Channel|ExcitationWavelength #2 = 639",
			"Information|Image|Channel|PinholeSizeAiry #1 = 0.8", "Information|Image|Channel|PinholeSizeAiry #2 = 0.8",
			"Information|Image|ObjectiveSettings|Medium #1 = Auto",
			"Information|Image|ObjectiveSettings|RefractiveIndex #1 = 1.518",
			"Information|Instrument|Objective|Immersion #1 = Oil", "Information|Instrument|Objective|LensNA #1 = 1.4",
			"Information|Instrument|Objective|NominalMagnification #1 = 63", "Scaling|Distance|Value #1 = 7.1E-8");
		assertEquals(1.4, aperture(m).getAsDouble(), 0);
		assertEquals(1.518, value(m, 1, OpticalParameter.IMMERSION_INDEX), 0);
		assertEquals(0.5255, value(m, 0, OpticalParameter.EMISSION_WAVELENGTH), 1e-12);
		assertEquals(0.668, value(m, 1, OpticalParameter.EMISSION_WAVELENGTH), 1e-12);
		assertEquals(0.488, value(m, 0, OpticalParameter.EXCITATION_WAVELENGTH), 1e-12);
		assertEquals(0.8, value(m, 1, OpticalParameter.PINHOLE), 0);
		assertEquals(Modality.CONFOCAL, m.optics(0).modality().get());
		assertTrue(m.notes().toString(), m.notes().get(0).contains("the image's Info"));
	}

	@Test
	public void nikonNd2() {
		final StackMetadata m = read(1, "CameraName = Andor Zyla", "Modality = Widefield Fluorescence",
			"Numerical Aperture = 0.95", "Refractive Index = 1", "Name = DAPI", "dObjectiveNA = 0.95", "m_dZStep = 0.3",
			"wsObjectiveName = Plan Apo Lambda 40x");
		assertEquals(0.95, aperture(m).getAsDouble(), 0);
		assertEquals(1, value(m, 0, OpticalParameter.IMMERSION_INDEX), 0);
		assertEquals(Modality.WIDEFIELD, m.optics(0).modality().get());
		assertTrue(Double.isNaN(value(m, 0, OpticalParameter.EMISSION_WAVELENGTH)));
	}

	@Test
	public void leicaLif() {
		final StackMetadata m = read(2, "Series 1 Image|ATLConfocalSettingDefinition|NumericalAperture = 1.2",
			"Series 1 Image|ATLConfocalSettingDefinition|Immersion = WATER",
			"Series 1 Image|ATLConfocalSettingDefinition|PinholeAiry = 1.0",
			"Series 1 Image|ATLConfocalSettingDefinition|EmissionWavelengthForPinholeAiryCalculation = 580",
			"Series 1 Image|ATLConfocalSettingDefinition|LaserLine #1 = 488",
			"Series 1 Image|MultiBand|LeftWorld #1 = 500");
		assertEquals(1.2, aperture(m).getAsDouble(), 0);
		assertEquals(1.333, value(m, 0, OpticalParameter.IMMERSION_INDEX), 0);
		assertEquals(1, value(m, 0, OpticalParameter.PINHOLE), 0);
		assertTrue("that of a calculation is not the channel's",
			Double.isNaN(value(m, 0, OpticalParameter.EMISSION_WAVELENGTH)));
		assertTrue(m.notes().toString(), m.notes().get(0).contains("'WATER'"));
	}

	@Test
	public void omeStyleLines() {
		final StackMetadata m = read(1, "Objective LensNA = 1.3", "Channel EmissionWavelength = 610 nm");
		assertEquals(1.3, aperture(m).getAsDouble(), 0);
		assertEquals(0.61, value(m, 0, OpticalParameter.EMISSION_WAVELENGTH), 1e-12);
	}

	/** Words of other makers for the same. */
	@Test
	public void otherWords() {
		final StackMetadata m = read(1, "dObjectiveNA = 1.45", "RefractionIndex = 1.47", "Emission Wavelength = 520",
			"Excitation Wavelength = 488");
		assertEquals(1.45, aperture(m).getAsDouble(), 0);
		assertEquals(1.47, value(m, 0, OpticalParameter.IMMERSION_INDEX), 0);
		assertEquals(0.52, value(m, 0, OpticalParameter.EMISSION_WAVELENGTH), 1e-12);
		assertEquals(0.488, value(m, 0, OpticalParameter.EXCITATION_WAVELENGTH), 1e-12);
		assertEquals(1.515, value(read(1, "dRefractIndex1 = 1.515"), 0, OpticalParameter.IMMERSION_INDEX), 0);
	}

	@Test
	public void whatHasTwoMeaningsIsLeft() {
		assertTrue("two objectives", aperture(read(1, "Information|Instrument|Objective|LensNA #1 = 0.5",
			"Information|Instrument|Objective|LensNA #2 = 1.4")).isEmpty());
		assertTrue("two lines with one key", aperture(read(1, "LensNA = 0.5", "LensNA = 0.6")).isEmpty());
		assertTrue("out of range", aperture(read(1, "LensNA = 63")).isEmpty());
		assertTrue("no number", aperture(read(1, "LensNA = Plan Apo")).isEmpty());
		final StackMetadata m = read(3, "EmissionWavelength #1 = 520", "EmissionWavelength #2 = 610");
		for (int c = 0; c < 3; c++)
			assertTrue("two values for three channels",
				Double.isNaN(value(m, c, OpticalParameter.EMISSION_WAVELENGTH)));
		assertTrue("nothing was read", m.notes().isEmpty());
		assertTrue("two modes",
			read(2, "AcquisitionMode #1 = WideField", "AcquisitionMode #2 = LaserScanningConfocalMicroscopy").optics(0)
				.modality()
				.isEmpty());
	}

	/** Else a result that is restored again would be believed. */
	@Test
	public void lucidsOwnLinesAreNotMetadata() {
		assertTrue(
			aperture(read(1, "numerical aperture = 1.4 (default)", "emission wavelength = 0.52 µm (given)")).isEmpty());
	}
}
