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
package sc.fiji.lucid.deconvolution;

import static org.junit.Assert.assertTrue;

import java.util.Random;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.LocalErrors;
import sc.fiji.lucid.tiling.Tiling;

/** Tiles of tissue with all light of a widefield PSF start from coarse levels of the whole stack. */
public class CoarseTilesTest {

	private static final Extent SIZE = new Extent(128, 120, 24);
	/** Neither starts nor ends with coarse voxels. */
	private static final Tiling TILES = new Tiling(SIZE, new Extent(49, 43, 24), new Halo(25, 25, 0));
	/** Enough for voxels of 2x2x1. */
	private static final long AMPLE = 1L << 30;
	/** Enough for some planes, and voxels of 8x8x2. */
	private static final long SHORT = 1L << 19;

	private static Simulation simulation;
	private static Recording recording;
	private static Psf psf;
	private static Decided decided;

	@BeforeClass
	public static void record() {
		final HonestCase c = new HonestCase(Objective.OIL, Phantom.TISSUE, 1000, SIZE);
		simulation = c.exposure(2).record(c.photons(), HonestCase.CAMERA);
		recording = c.recording(simulation);
		psf = c.psf();
		decided = decided(DeconvolutionOptions.DEFAULT, AMPLE);
	}

	private static Decided decided(final DeconvolutionOptions options, final long memory) {
		return Steps.of(new DeconvolutionStep(psf, options))
			.decide(new RecordingVoxels(recording), memory, Progress.NONE);
	}

	private static Volume tiles(final Decided how, final Tiling tiling) {
		return CoarseTilesBenchmark.restored(how, recording, tiling);
	}

	private static double error(final Volume estimate) {
		return HonestCase.score(simulation, estimate, HonestCase.CAMERA.gain()).nrmse();
	}

	/** The halo is that of the core, three times smaller than that of the PSF, and half of it is still enough here. */
	@Test
	public void tilesAreTheWholeOverSmallHalos() {
		final int core = decided.cost().halo().x(), all = Halo.of(psf).x();
		assertTrue(core + " " + all, 2 * core < all && core > 2 * TILES.halo().x());
		final double p95 = LocalErrors
			.percentile(LocalErrors.sorted(tiles(decided, TILES), tiles(decided, Tiling.whole(SIZE))), 0.95);
		assertTrue("" + p95, p95 <= 1e-3);
	}

	/** A bound of few iterations leaves no tile to photons of its own. */
	@Test
	public void fewIterationsAreAlikeInAllTiles() {
		final Decided few = decided(DeconvolutionOptions.DEFAULT.withIterations(3), AMPLE);
		final double p95 = LocalErrors.percentile(LocalErrors.sorted(tiles(few, TILES), tiles(few, Tiling.whole(SIZE))),
			0.95);
		assertTrue("" + p95, p95 <= 1e-3);
	}

	/**
	 * Also from levels that are coarser than memory would allow in one piece; and much nearer than from a flat start.
	 */
	@Test
	public void tilesAreNearlyAsNearToTheTruthAsOnePiece() {
		final double one = error(
			Deconvolution.restore(recording, psf, DeconvolutionOptions.DEFAULT, Progress.NONE).estimate());
		final double flat = error(
			tiles(decided(DeconvolutionOptions.DEFAULT.withInitialEstimate(InitialEstimate.FLAT), AMPLE),
				Tiling.whole(SIZE)));
		final double tiles = error(tiles(decided, TILES));
		final double coarse = error(tiles(decided(DeconvolutionOptions.DEFAULT, SHORT), TILES));
		final String all = "one piece " + one + ", tiles " + tiles + ", coarser " + coarse + ", flat " + flat;
		assertTrue(all, tiles < 1.05 * one);
		assertTrue(all, coarse < 1.15 * one);
		assertTrue(all, coarse < 0.8 * flat);
	}

	/** A blank slice, a black margin and hot pixels have no weight in any tile, nor in the coarse levels. */
	@Test
	public void whatHoldsNoDataIsLeftOutAlike() {
		final Random random = new Random(7);
		final boolean[][] hot = new boolean[SIZE.ny()][SIZE.nx()];
		for (int i = 0; i < 30; i++)
			hot[random.nextInt(SIZE.ny())][6 + random.nextInt(SIZE.nx() - 6)] = true;
		final float[] row = new float[SIZE.nx()];
		final Recording faulty = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> {
			recording.read(y, z, row);
			return z == SIZE.nz() - 1 || x < 6 ? 0 : row[x] + (hot[y][x] ? 4000 : 0);
		}));
		final Decided how = Steps.of(new DeconvolutionStep(psf, DeconvolutionOptions.DEFAULT))
			.decide(new RecordingVoxels(faulty), AMPLE, Progress.NONE);
		final Volume tiles = CoarseTilesBenchmark.restored(how, faulty, TILES),
			one = CoarseTilesBenchmark.restored(how, faulty, Tiling.whole(SIZE));
		final double p95 = LocalErrors.percentile(LocalErrors.sorted(tiles, one), 0.95);
		assertTrue("" + p95, p95 <= 1e-3);
		final Volume clean = Deconvolution.restore(recording, psf, DeconvolutionOptions.DEFAULT, Progress.NONE)
			.estimate();
		final Extent inside = new Extent(SIZE.nx() - 16, SIZE.ny(), SIZE.nz() - 5);
		final double far = Volumes.relativeDifference(clean.crop(16, 0, 0, inside), tiles.crop(16, 0, 0, inside));
		assertTrue("" + far, far < 0.15);
	}
}
