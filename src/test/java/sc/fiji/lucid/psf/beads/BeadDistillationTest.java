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
package sc.fiji.lucid.psf.beads;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.CoreCentroid;
import sc.fiji.lucid.psf.Fwhm;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.fit.ModelFit;

public class BeadDistillationTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.2);
	private static final double OFFSET = 100, PHOTONS = 300, CLIP = 1000;
	private static final Microscope MICROSCOPE = OpticalSettings.NONE
		.with(OpticalParameter.NUMERICAL_APERTURE, 1.2, Origin.GIVEN)
		.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
		.with(OpticalParameter.IMMERSION_INDEX, 1.333, Origin.GIVEN)
		.microscope();

	/** What was planted: single beads in the open, and all others. */
	private final List<double[]> good = new ArrayList<>();
	private final List<double[]> bad = new ArrayList<>();

	@Test
	public void sixtyFourBeadsGiveTheirPsf() {
		final DistilledBeads report = BeadDistillation.distil(List.of(field()), VOXEL, MICROSCOPE,
			BeadOptions.DEFAULT.withDiameter(0.2));
		final String said = report.lines() + "\n" + report.csv();
		for (final double[] b : bad)
			for (final Bead bead : report.kept())
				assertTrue("kept " + bead.row(),
					Math.abs(bead.x() - b[0]) > 4 || Math.abs(bead.y() - b[1]) > 4 || Math.abs(bead.z() - b[2]) > 4);
		int found = 0;
		for (final double[] g : good)
			for (final Bead bead : report.kept())
				if (Math.hypot(Math.hypot(bead.x() - g[0], bead.y() - g[1]), bead.z() - g[2]) < 0.3) found++;
		assertTrue(found + " of " + good.size() + " kept\n" + said, found >= 0.9 * good.size());

		final Psf psf = report.psf();
		final Psf truth = PsfModel.VECTORIAL.render(MICROSCOPE, VOXEL, psf.extent(), Sampling.INTEGRATED);
		final double ncc = correlation(psf.volume(), truth.volume());
		final double[] centre = CoreCentroid.of(psf.volume());
		final double[] measured = Fwhm.of(psf), expected = Fwhm.of(truth);
		assertTrue("NCC " + ncc, ncc >= 0.995);
		for (int axis = 0; axis < 3; axis++)
			assertEquals("FWHM " + axis, 1, measured[axis] / expected[axis], 0.03);
		assertArrayEquals(new double[] { psf.extent().nx() / 2, psf.extent().ny() / 2, psf.extent().nz() / 2 }, centre,
			0.05);
	}

	/** 64 single beads, 4 clumps of two, 4 saturated and 6 at edges. */
	private Volume field() {
		final Extent e = new Extent(360, 360, 60);
		final Random random = new Random(7);
		final SimulatedBeads beads = new SimulatedBeads(PsfModel.VECTORIAL, MICROSCOPE, VOXEL, 0.2,
			new int[] { 24, 24, 20 });
		final Volume stack = new Volume(e);
		for (int i = 0; i < 64; i++)
			good.add(plant(e, random, 16));
		for (final double[] g : good)
			beads.add(stack, g, PHOTONS * (0.8 + 0.4 * random.nextDouble()));
		for (int i = 0; i < 4; i++) {
			final double[] b = plant(e, random, 16);
			bad.add(b);
			beads.add(stack, b, PHOTONS);
			final double angle = 2 * Math.PI * random.nextDouble(), apart = 2.5;
			beads.add(stack, new double[] { SimulatedBeads.fifth(b[0] + apart * Math.cos(angle)),
				SimulatedBeads.fifth(b[1] + apart * Math.sin(angle)), b[2] }, PHOTONS);
		}
		for (int i = 0; i < 4; i++) {
			final double[] b = plant(e, random, 16);
			bad.add(b);
			beads.add(stack, b, 6 * PHOTONS);
		}
		for (int i = 0; i < 6; i++) {
			final double[] b = plant(e, random, 16);
			b[i % 3] = SimulatedBeads.fifth(2 * random.nextDouble());
			bad.add(b);
			beads.add(stack, b, PHOTONS);
		}
		SimulatedBeads.expose(stack, OFFSET, CLIP, random);
		return stack;
	}

	/** A place at least 30 voxels from all others laterally. */
	private double[] plant(final Extent e, final Random random, final int border) {
		while (true) {
			final double[] p = { SimulatedBeads.fifth(border + (e.nx() - 2 * border) * random.nextDouble()),
				SimulatedBeads.fifth(border + (e.ny() - 2 * border) * random.nextDouble()),
				SimulatedBeads.fifth(15 + (e.nz() - 30) * random.nextDouble()) };
			boolean free = true;
			for (final List<double[]> list : List.of(good, bad))
				for (final double[] o : list)
					free &= Math.hypot(p[0] - o[0], p[1] - o[1]) > 30;
			if (free) return p;
		}
	}

	private static double correlation(final Volume a, final Volume b) {
		double ma = a.sum() / a.extent().voxels(), mb = b.sum() / b.extent().voxels(), ab = 0, aa = 0, bb = 0;
		for (int z = 0; z < a.extent().nz(); z++)
			for (int y = 0; y < a.extent().ny(); y++)
				for (int x = 0; x < a.extent().nx(); x++) {
					final double p = a.row(y, z)[x] - ma, q = b.row(y, z)[x] - mb;
					ab += p * q;
					aa += p * p;
					bb += q * q;
				}
		return ab / Math.sqrt(aa * bb);
	}

	@Test
	public void realConfocalBeads() {
		final DistilledBeads report = BeadDistillation.distil(List.of(read("C_beads_confocal/Bead_Image1_crop.tif")),
			new VoxelSize(0.0225, 0.0225, 0.125), null, BeadOptions.DEFAULT.withDiameter(0));
		assertArrayEquals(report.lines().toString(), new double[] { 0.16, 0.22, 0.55 }, report.fwhm(), 0.06);
		assertTrue(report.verdict(), report.verdict().contains("only"));
	}

	@Test
	public void realWidefieldBead() {
		final DistilledBeads report = BeadDistillation.distil(List.of(read("B_bead25/data.tif")),
			new VoxelSize(0.258, 0.258, 0.64), null, BeadOptions.DEFAULT.withDiameter(0));
		assertEquals(1, report.kept().size());
		assertEquals(2.5, report.fwhm()[0], 0.6);
	}

	@Test
	public void modelFitFindsTheAberration() {
		final Microscope aberrated = MICROSCOPE.with(Zernike.of("12:0.6"));
		final Extent e = new Extent(25, 25, 23);
		final Volume image = BeadSize.blur(PsfModel.VECTORIAL.render(aberrated, VOXEL, e, Sampling.INTEGRATED).volume(),
			0.2, VOXEL);
		final ModelFit.Fitted fitted = ModelFit.of(image, VOXEL, 0.2, MICROSCOPE, PsfModel.VECTORIAL,
			List.of(OpticalParameter.NUMERICAL_APERTURE), List.of(12, 24));
		final String said = fitted.microscope().describe().toString();
		assertTrue(said, said.matches(".*numerical aperture = 1\\.\\d{1,4} \\(found\\).*" +
			"Zernike coefficients = 12:0\\.\\d{1,4},24:-?0\\.\\d{1,5} rad rms \\(found\\).*"));
		assertEquals(0.6, fitted.microscope().zernike().coefficients().get(12), 0.02);
		assertEquals(0, fitted.microscope().zernike().coefficients().get(24), 0.02);
		assertTrue("misfit " + fitted.misfit(), fitted.misfit() < 0.01);
	}

	@Test
	public void aSphereIsTakenOff() {
		final Extent e = new Extent(25, 25, 23);
		final Psf truth = PsfModel.VECTORIAL.render(MICROSCOPE, VOXEL, e, Sampling.INTEGRATED);
		final Volume image = BeadSize.blur(truth.volume(), 0.2, VOXEL);
		final double[] wide = Fwhm.of(Psf.normalised(image.copy(), VOXEL)), expected = Fwhm.of(truth),
			narrow = Fwhm.of(Psf.normalised(BeadSize.remove(image, 0.2, VOXEL), VOXEL));
		for (int axis = 0; axis < 3; axis++) {
			assertTrue(wide[axis] > 1.01 * expected[axis]);
			assertEquals(1, narrow[axis] / expected[axis], 0.015);
		}
	}

	@Test
	public void nothingToFindIsSaid() {
		final Volume empty = new Volume(new Extent(32, 32, 16));
		SimulatedBeads.expose(empty, OFFSET, CLIP, new Random(1));
		assertTrue(assertThrows(IllegalArgumentException.class,
			() -> BeadDistillation.distil(List.of(empty), VOXEL, null, BeadOptions.DEFAULT)).getMessage()
			.contains("No bead"));
	}

	private static Volume read(final String name) {
		final Path file = Path.of("../shared/data").resolve(name);
		assumeTrue(Files.exists(file));
		final ImagePlus image = IJ.openImage(file.toString());
		final Volume volume = new Volume(new Extent(image.getWidth(), image.getHeight(), image.getStackSize()));
		for (int z = 0; z < image.getStackSize(); z++) {
			final ImageProcessor plane = image.getStack().getProcessor(z + 1);
			for (int y = 0; y < image.getHeight(); y++)
				for (int x = 0; x < image.getWidth(); x++)
					volume.row(y, z)[x] = plane.getf(x, y);
		}
		return volume;
	}
}
