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
package sc.fiji.lucid.psf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;

public class PsfModelTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);

	@Test
	public void everyModelAndModalityGivesASymmetricPsfOfSumOne() {
		for (final PsfModel model : PsfModel.values())
			for (final Modality modality : Modality.values())
				for (final Extent e : new Extent[] { new Extent(21, 21, 9), new Extent(20, 18, 8),
					new Extent(9, 9, 1) })
				{
					final Psf psf = model.render(Optics.of(modality, 1.4, 0.488, 0.52, 1.515), VOXEL, e,
						Sampling.INTEGRATED);
					assertEquals(1, psf.volume().sum(), 1e-6);
					final float[] row = psf.volume().row(e.ny() / 2, e.nz() / 2);
					for (final float v : row)
						assertTrue(v <= row[e.nx() / 2]);
					assertEquals(row[e.nx() / 2 - 3], row[e.nx() / 2 + 3], 0);
					assertEquals(row[e.nx() / 2 - 3], psf.volume().row(e.ny() / 2 + 3, e.nz() / 2)[e.nx() / 2], 1e-9);
				}
	}

	@Test
	public void resultDoesNotDependOnThreads() {
		final Microscope m = Optics.oil();
		final Extent e = new Extent(33, 33, 17);
		final Psf one = Parallelization
			.runSingleThreaded(() -> PsfModel.VECTORIAL.render(m, VOXEL, e, Sampling.INTEGRATED));
		final Psf many = Parallelization.runWithNumThreads(5,
			() -> PsfModel.VECTORIAL.render(m, VOXEL, e, Sampling.INTEGRATED));
		assertEquals(0, difference(one, many), 0);
	}

	@Test
	public void scalarModelsAgreeInFocusAndAtLowAperture() {
		final Extent plane = new Extent(41, 41, 1);
		assertEquals(0, difference(PsfModel.GIBSON_LANNI.render(Optics.oil(), VOXEL, plane, Sampling.POINT),
			PsfModel.BORN_WOLF.render(Optics.oil(), VOXEL, plane, Sampling.POINT)), 1e-6);
		final Microscope low = Optics.widefield(0.1, 0.52, 1);
		final VoxelSize large = new VoxelSize(1, 1, 20);
		final Extent e = new Extent(31, 31, 15);
		final Psf scalar = PsfModel.GIBSON_LANNI.render(low, large, e, Sampling.POINT);
		assertEquals(0, difference(scalar, PsfModel.BORN_WOLF.render(low, large, e, Sampling.POINT)), 0.01);
		assertEquals(0, difference(scalar, PsfModel.VECTORIAL.render(low, large, e, Sampling.POINT)), 0.01);
	}

	@Test
	public void openPinholeLeavesTheExcitationAndAClosedOneTheProduct() {
		final Extent e = new Extent(31, 31, 9);
		final Microscope confocal = Optics.of(Modality.CONFOCAL, 1.4, 0.488, 0.52, 1.515);
		final Psf excitation = PsfModel.VECTORIAL.render(Optics.widefield(1.4, 0.488, 1.515), VOXEL, e, Sampling.POINT);
		final Psf emission = PsfModel.VECTORIAL.render(Optics.oil(), VOXEL, e, Sampling.POINT);
		assertEquals(0,
			difference(excitation,
				PsfModel.VECTORIAL.render(confocal.with(OpticalParameter.PINHOLE, 1000), VOXEL, e, Sampling.POINT)),
			1e-6);
		final Volume product = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					product.row(y, z)[x] = excitation.volume().row(y, z)[x] * emission.volume().row(y, z)[x] * 1e6f;
		final Psf closed = PsfModel.VECTORIAL.render(confocal.with(OpticalParameter.PINHOLE, 0), VOXEL, e,
			Sampling.POINT);
		assertEquals(0, difference(Psf.normalised(product, VOXEL), closed), 2e-6);
		final Psf narrow = PsfModel.VECTORIAL.render(confocal.with(OpticalParameter.PINHOLE, 0.02), VOXEL, e,
			Sampling.POINT);
		assertEquals(0, difference(closed, narrow), 1e-3);
	}

	@Test
	public void widthsOfLowAperturesAreThoseOfTheTextbook() {
		for (final Microscope m : new Microscope[] { Optics.widefield(0.3, 0.52, 1),
			Optics.of(Modality.CONFOCAL, 0.3, 0.52, 0.52, 1).with(OpticalParameter.PINHOLE, 0),
			Optics.of(Modality.TWO_PHOTON, 0.3, 0.9, 0.52, 1) })
		{
			final Resolution expected = Resolution.of(m);
			final VoxelSize fine = new VoxelSize(expected.lateralFwhm() / 40, expected.lateralFwhm() / 40,
				expected.axialFwhm() / 40);
			final Volume v = PsfModel.GIBSON_LANNI.render(m, fine, new Extent(81, 81, 81), Sampling.POINT).volume();
			final double[] x = new double[81], z = new double[81];
			for (int i = 0; i < 81; i++) {
				x[i] = v.row(40, 40)[i];
				z[i] = v.row(40, i)[40];
			}
			final double tolerance = m.modality() == Modality.TWO_PHOTON ? 0.03 : 0.01;
			assertEquals(m.modality() + " x", 1, fwhm(x) / 40, tolerance);
			assertEquals(m.modality() + " z", 1, fwhm(z) / 40, tolerance);
		}
	}

	@Test
	public void transferEndsAtTheCutOffs() {
		final Resolution r = Resolution.of(Optics.oil());
		final int n = 129;
		final VoxelSize fine = new VoxelSize(0.25 / r.lateralCutoff(), 0.25 / r.lateralCutoff(),
			0.25 / r.axialCutoff());
		final Volume v = PsfModel.GIBSON_LANNI.render(Optics.oil(), fine, new Extent(n, n, n), Sampling.POINT).volume();
		final double[] lateral = new double[n], axialRe = new double[n];
		for (int z = 0; z < n; z++)
			for (int y = 0; y < n; y++)
				for (int x = 0; x < n; x++) {
					if (z == n / 2) lateral[x] += v.row(y, z)[x];
					// the missing cone is deepest at half the lateral cut-off
					axialRe[z] += v.row(y, z)[x] * Math.cos(2 * Math.PI * 0.5 * 0.25 * (x - n / 2));
				}
		assertEquals(0.25 * n, cutoff(lateral), 1.0);
		assertEquals(0.25 * n, cutoff(axialRe), 1.0);
	}

	/** The frequency bin above which less than 1/500 of the largest transfer is left. */
	private static double cutoff(final double[] line) {
		final int n = line.length;
		final double[] transfer = new double[n / 2];
		for (int f = 0; f < n / 2; f++) {
			double re = 0, im = 0;
			for (int i = 0; i < n; i++) {
				final double window = Math.pow(Math.cos(Math.PI * (i - n / 2) / n), 2);
				re += window * line[i] * Math.cos(2 * Math.PI * f * (i - n / 2) / n);
				im += window * line[i] * Math.sin(2 * Math.PI * f * (i - n / 2) / n);
			}
			transfer[f] = Math.hypot(re, im);
		}
		int last = n / 2 - 1;
		while (transfer[last] < 0.002 * transfer[0])
			last--;
		return last;
	}

	@Test
	public void planesHoldTheSameLight() {
		final Microscope m = Optics.widefield(0.5, 0.52, 1).with(OpticalParameter.SAMPLE_INDEX, 1.33).atDepth(20);
		final Extent e = new Extent(257, 257, 5);
		final Volume v = PsfModel.GIBSON_LANNI.render(m, new VoxelSize(0.25, 0.25, 2), e, Sampling.INTEGRATED).volume();
		final double[] planes = Centring.marginals(v)[2];
		for (final double plane : planes)
			assertEquals(1, plane / planes[2], 0.005);
	}

	@Test
	public void coarseVoxelsHoldTheSumOfFineOnes() {
		final Extent coarse = new Extent(7, 7, 5), fine = new Extent(35, 35, 15);
		final Volume c = PsfModel.VECTORIAL
			.render(Optics.oil(), new VoxelSize(0.5, 0.5, 0.75), coarse, Sampling.INTEGRATED)
			.volume();
		final Volume f = PsfModel.VECTORIAL.render(Optics.oil(), VOXEL, fine, Sampling.INTEGRATED).volume();
		for (int z = 0; z < 5; z++)
			for (int y = 0; y < 7; y++)
				for (int x = 0; x < 7; x++) {
					double sum = 0;
					for (int k = 0; k < 3; k++)
						for (int j = 0; j < 5; j++)
							for (int i = 0; i < 5; i++)
								sum += f.row(5 * y + j, 3 * z + k)[5 * x + i];
					assertEquals(sum, c.row(y, z)[x], 1e-6);
				}
	}

	@Test
	public void anyPupilAgreesWithTheRadialIntegrals() {
		final Extent e = new Extent(25, 24, 5);
		for (final PsfModel model : new PsfModel[] { PsfModel.GIBSON_LANNI, PsfModel.VECTORIAL }) {
			final Psf radial = model.render(Optics.oil().with(Zernike.of("12:0.5")), VOXEL, e, Sampling.INTEGRATED);
			final Psf any = model.render(Optics.oil().with(Zernike.of("12:0.5,7:1e-9")), VOXEL, e, Sampling.INTEGRATED);
			assertEquals(0, difference(radial, any), 1e-4);
		}
	}

	@Test
	public void comaSkewsAndTiltShifts() {
		final Extent e = new Extent(25, 25, 1);
		final Microscope m = Optics.widefield(0.8, 0.52, 1);
		final float[] skew = PsfModel.GIBSON_LANNI.render(m.with(Zernike.of("8:0.7")), VOXEL, e, Sampling.POINT)
			.volume()
			.row(12, 0);
		assertTrue(Math.abs(skew[8] - skew[16]) > 0.1 * skew[12]);
		// Z1..2 = 2 ρ cos φ: a tilt of c radians rms moves the image by 2c/(k NA)
		final double c = 2 * Math.PI / 0.52 * 0.8 * 0.3 / 2;
		final float[] tilted = PsfModel.GIBSON_LANNI.render(m.with(Zernike.of("2:" + c)), VOXEL, e, Sampling.POINT)
			.volume()
			.row(12, 0);
		final float[] straight = PsfModel.GIBSON_LANNI.render(m, VOXEL, e, Sampling.POINT).volume().row(12, 0);
		for (int x = 3; x < 22; x++)
			assertEquals(straight[x] / straight[12], tilted[x - 3] / tilted[9], 1e-4);
	}

	@Test
	public void brightestPlaneIsTheReferenceAtAnyDepth() {
		for (final double depth : new double[] { 2, 10, 40 }) {
			final Microscope m = Optics.oil().with(OpticalParameter.SAMPLE_INDEX, 1.33).atDepth(depth);
			final Volume v = PsfModel.VECTORIAL
				.render(m, new VoxelSize(0.1, 0.1, 0.1), new Extent(9, 9, 81), Sampling.POINT)
				.volume();
			for (int z = 0; z < 81; z++)
				assertTrue(depth + " " + z, v.row(4, z)[4] <= v.row(4, 40)[4]);
		}
	}

	@Test
	public void supportIsOddAndFitsTheStack() {
		for (final Modality modality : Modality.values())
			for (final PsfModel model : PsfModel.values()) {
				final Support s = model.support(Optics.of(modality, 1.4, 0.488, 0.52, 1.515), VOXEL,
					new Extent(100, 60, 40));
				assertTrue(s.toString(), s.extent().nx() % 2 == 1 && s.extent().ny() <= 119 && s.extent().nz() <= 79);
				assertTrue(s.toString(), s.energy() > 0.2 && s.energy() < 1.001);
				if (modality == Modality.WIDEFIELD && model != PsfModel.GAUSSIAN) assertEquals(79, s.extent().nz());
				if (modality == Modality.CONFOCAL) assertTrue(s.toString(), s.energy() > 0.95);
			}
		assertEquals(1, PsfModel.VECTORIAL.support(Optics.oil(), VOXEL, new Extent(100, 60, 1)).extent().nz());
	}

	@Test
	public void modelsByName() {
		assertEquals(PsfModel.GIBSON_LANNI, PsfModel.of("Gibson-Lanni"));
		assertEquals(PsfModel.VECTORIAL, PsfModel.forMicroscope(Optics.oil()));
		assertEquals(PsfModel.GIBSON_LANNI, PsfModel.forMicroscope(Optics.widefield(0.8, 0.52, 1)));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> PsfModel.of("airy")).getMessage()
			.contains("born-wolf, gibson-lanni, vectorial, gaussian"));
	}

	@Test
	public void bornWolfRefusesAberrations() {
		final Microscope m = Optics.oil().with(OpticalParameter.SAMPLE_INDEX, 1.33).atDepth(5);
		assertTrue(assertThrows(IllegalArgumentException.class,
			() -> PsfModel.BORN_WOLF.render(m, VOXEL, new Extent(9, 9, 9), Sampling.POINT)).getMessage()
			.contains("--model"));
	}

	private static double fwhm(final double[] line) {
		final int c = line.length / 2;
		int i = c;
		while (line[i + 1] > line[c] / 2)
			i++;
		return 2 * (i - c + (line[i] - line[c] / 2) / (line[i] - line[i + 1]));
	}

	/** The largest difference relative to the first peak. */
	static double difference(final Psf a, final Psf b) {
		double largest = 0, peak = 0;
		final Extent e = a.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final float v = a.volume().row(y, z)[x];
					largest = Math.max(largest, Math.abs(v - b.volume().row(y, z)[x]));
					peak = Math.max(peak, v);
				}
		return largest / peak;
	}
}
