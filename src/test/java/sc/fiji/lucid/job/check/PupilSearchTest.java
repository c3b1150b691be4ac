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
package sc.fiji.lucid.job.check;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.optics.Zernike;

/** The search for aberrations of the pupil, on deviances that are known functions of the coefficients. */
public class PupilSearchTest {

	private static final int COLUMNS = 64;
	private static final Allowance SMALL = new Allowance(COLUMNS * 1000);

	/** A valley at these coefficients, so deep, each column by chance the same for all pupils and a little by itself. */
	private static PupilSearch.Score valley(final Map<Integer, Double> at, final double depth) {
		return (zernike, progress) -> {
			double squares = 0;
			for (final int j : PupilSearch.INDICES)
				squares += Math.pow(zernike.coefficients().getOrDefault(j, 0.0) - at.getOrDefault(j, 0.0), 2);
			final Random random = new Random(zernike.toString().hashCode());
			final double mean = 1000 + depth * squares / (1 + 0.2 * squares);
			return random.doubles(COLUMNS).map(r -> mean + r - 0.5).toArray();
		};
	}

	private static PupilSearch.Found found(final Map<Integer, Double> at, final double depth) {
		return PupilSearch.run(valley(at, depth), PupilSearch.INDICES, SMALL, Progress.NONE, line -> {});
	}

	@Test
	public void whatIsPlantedIsFound() {
		final PupilSearch.Found found = found(Map.of(8, 0.7, 12, -0.3), 100);
		assertTrue(found.words(), found.isSure());
		assertEquals(0.7, found.zernike().coefficients().get(8), 0.05);
		assertEquals(-0.3, found.zernike().coefficients().get(12), 0.05);
		for (final int j : new int[] { 3, 5, 7 })
			assertEquals(0, found.zernike().coefficients().getOrDefault(j, 0.0), 0.05);
		assertTrue(found.words().startsWith("Aberrations of the pupil: the stack says "));
		assertEquals(found.zernike().toString(), found.describe().get("zernike"));
		assertEquals("the curve has all that was tried", found.tried().size(),
			((List<?>) found.describe().get("curve")).size());
	}

	/** A dozen fits: both sides of five coefficients and what was said; some by chance. */
	@Test
	public void aRightPupilIsNotChanged() {
		final PupilSearch.Found found = found(Map.of(), 100);
		assertFalse(found.isSure());
		assertEquals("Aberrations of the pupil: none that are sure.", found.words());
		assertEquals("", found.describe().get("zernike"));
		assertTrue("" + found.tried().size(), found.tried().size() <= 30);
	}

	/** Fits follow less noise with a blunter PSF, of whatever sign: that is no aberration. */
	@Test
	public void whatOnlyBluntsIsNotTaken() {
		final PupilSearch.Found found = found(Map.of(), -100);
		assertFalse(found.words(), found.isSure());
	}

	@Test
	public void whatIsNotSureIsNotTaken() {
		final PupilSearch.Found found = found(Map.of(8, 0.4), 0.05);
		assertFalse(found.gain() + " " + found.error(), found.isSure());
	}

	@Test
	public void coefficientsAreBounded() {
		for (final double c : found(Map.of(7, 4.0), 100).zernike().coefficients().values())
			assertTrue("" + c, Math.abs(c) <= 1.4);
	}

	/** A rerun or report takes from the record what the run took. */
	@Test
	public void aRecordTellsThePupil() {
		final Map<String, Object> map = found(Map.of(8, 0.7), 100).describe();
		map.put("channel", 1);
		map.put("fitted", true);
		final Microscope said = Microscope.widefield(1.3).emission(0.52).build();
		final Acquisition told = new Acquisition(new VoxelSize(0.1, 0.1, 0.25), Origin.FILE, List.of(said),
			ZDirection.COVERSLIP_FIRST, Origin.DEFAULT, List.of());
		final PastCheck past = new PastCheck(Optional.of(new RunRecord().put("psfCheck", List.of(map))), 1);
		assertEquals(Zernike.of((String) map.get("zernike")).toString(),
			past.fitted(told, 0).microscopes().get(0).zernike().toString());
		assertTrue(past.findings().get(0).text().contains("restored with what the stack says"));
		map.put("fitted", false);
		assertSame(told, new PastCheck(Optional.of(new RunRecord().put("psfCheck", new ArrayList<>(List.of(map)))), 1)
			.fitted(told, 0));
	}
}
