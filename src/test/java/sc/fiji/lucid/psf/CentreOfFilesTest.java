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
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Circular, so that nothing but the PSF's centre can move a bead. PSF files of even size, off centre and between voxels
 * do not move what is restored with them.
 */
public class CentreOfFilesTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent STACK = new Extent(48, 48, 32);
	private static final double[][] BEADS = { { 14.3, 15.8, 12.4 }, { 33.5, 30.2, 17.5 } };
	private static final int ITERATIONS = 30;

	@Test
	public void symmetric() {
		restore(PsfModel.GIBSON_LANNI, Optics.oil(), 0.05);
		restore(PsfModel.VECTORIAL, Optics.of(Modality.CONFOCAL, 1.4, 0.488, 0.52, 1.515), 0.05);
	}

	@Test
	public void asymmetricAlongZ() {
		restore(PsfModel.VECTORIAL, Optics.oil().with(OpticalParameter.SAMPLE_INDEX, 1.45).atDepth(6), 0.3);
	}

	private static void restore(final PsfModel model, final Microscope m, final double tolerance) {
		final Psf truth = model.render(m, VOXEL, new Extent(31, 31, 21), Sampling.INTEGRATED);
		final FilterEngine engine = Engine.REFERENCE.create(STACK, () -> false);
		final Volume observed = filter(engine, engine.otf(truth.volume()), Direction.APPLY, beads(), STACK);
		for (final double[] shift : new double[][] { { 0.5, 0.5, 0.5 }, { 0.3, -0.4, 0.2 } }) {
			// The size is even, and the reference point is at 18, 20, 13 plus the shift.
			final Volume file = FourierShift.by(embed(truth.volume(), new Extent(40, 38, 26), 3, 5, 3), shift);
			final Psf psf = PsfPreparation.of(VOXEL, STACK).prepare(file, VOXEL).psf();
			final Volume restored = richardsonLucy(engine, engine.otf(psf.volume()), observed);
			for (final double[] bead : BEADS) {
				final double[] found = CoreCentroid.of(restored, bead, new double[] { 1.5, 1.5, 1.5 });
				for (int axis = 0; axis < 3; axis++)
					assertEquals(model + " " + axis, bead[axis], found[axis], tolerance);
			}
		}
	}

	private static Volume embed(final Volume volume, final Extent size, final int x0, final int y0, final int z0) {
		final Volume large = new Volume(size);
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				System.arraycopy(volume.row(y, z), 0, large.row(y + y0, z + z0), x0, volume.extent().nx());
		return large;
	}

	private static Volume beads() {
		final Volume volume = new Volume(STACK);
		for (final double[] b : BEADS)
			for (int z = 0; z < STACK.nz(); z++)
				for (int y = 0; y < STACK.ny(); y++)
					for (int x = 0; x < STACK.nx(); x++)
						volume.row(y,
							z)[x] += (float) (1000 * Math.exp(-(sq(x - b[0]) + sq(y - b[1]) + sq(z - b[2])) / 2));
		return volume;
	}

	private static double sq(final double x) {
		return x * x;
	}

	private static Volume filter(final FilterEngine engine, final Otf otf, final Direction direction,
		final Volume volume, final Extent domain)
	{
		final Field field = engine.field();
		field.load(volume.extent(),
			(y, z, row, sums) -> System.arraycopy(volume.row(y, z), 0, row, 0, volume.extent().nx()));
		final Volume out = new Volume(domain);
		field.finish(otf, direction, domain,
			(y, z, row, sums) -> System.arraycopy(row, 0, out.row(y, z), 0, domain.nx()));
		return out;
	}

	private static Volume richardsonLucy(final FilterEngine engine, final Otf otf, final Volume observed) {
		final Volume estimate = new Volume(STACK);
		estimate.fill((float) (observed.sum() / STACK.voxels()));
		for (int i = 0; i < ITERATIONS; i++) {
			final Volume ratio = filter(engine, otf, Direction.APPLY, estimate, STACK);
			each(ratio, observed, (r, y) -> Math.max(0, y) / Math.max(1e-6f, r));
			each(estimate, filter(engine, otf, Direction.ADJOINT, ratio, STACK), (x, c) -> x * Math.max(0, c));
		}
		return estimate;
	}

	private interface Step {

		float of(float a, float b);
	}

	private static void each(final Volume a, final Volume b, final Step step) {
		for (int z = 0; z < STACK.nz(); z++)
			for (int y = 0; y < STACK.ny(); y++)
				for (int x = 0; x < STACK.nx(); x++)
					a.row(y, z)[x] = step.of(a.row(y, z)[x], b.row(y, z)[x]);
	}

	@Test
	public void measuredLatticePsf() {
		final Path file = Path.of("../shared/data/C_beads_confocal/lattice_psf_raw.tif");
		assumeTrue(Files.exists(file));
		final PsfPreparation.Prepared prepared = PsfPreparation
			.of(new VoxelSize(0.101, 0.101, 0.1), new Extent(150, 150, 41))
			.prepare(read(file), null);
		final List<String> notes = prepared.notes();
		assertTrue(notes.toString(), notes.stream().anyMatch(n -> n.contains("x, y, z = 64.3")));
		assertTrue(notes.toString(), notes.stream().anyMatch(n -> n.startsWith("Its offset, 1")));
		final Extent e = prepared.psf().extent();
		assertEquals(1, e.nx() % 2);
		final float[] row = prepared.psf().volume().row(e.ny() / 2, e.nz() / 2);
		for (final float v : row)
			assertTrue(v <= row[e.nx() / 2]);
	}

	private static Volume read(final Path file) {
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
