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
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.Test;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.quality.report.Severity;

/** What is said of a scan: the stack's word where it has one, and that it has none where it has none. */
public class VerdictTest {

	private static final double[] DEPTHS = { 0, 2, 4, 6, 8 };
	/** No structure beyond noise. */
	private static final Allowance EVEN = new Allowance(64000);

	/** Deviances of 64 columns, each the same chance for all candidates, and so much more on average. */
	private static double[][] deviances(final double... worse) {
		final Random random = new Random(5);
		final double[] common = random.doubles(64, 900, 1100).toArray();
		return IntStream.range(0, worse.length)
			.mapToObj(
				i -> IntStream.range(0, 64).mapToDouble(b -> common[b] + worse[i] + random.nextGaussian()).toArray())
			.toArray(double[][]::new);
	}

	@Test
	public void aValueThatIsWorseThanOthersIsAMismatchWithAnInterval() {
		final Verdict verdict = new Verdict(Scan.DEPTH, DEPTHS, deviances(40, 20, 0.5, 0, 0.5), EVEN, 0, 0, 8);
		assertTrue(verdict.isMismatch());
		assertEquals(6, verdict.best(), 2);
		assertTrue(verdict.words(), verdict.words()
			.startsWith("warning: Depth below the coverslip: the stack says at least 3.8 µm; you said 0 µm."));
	}

	@Test
	public void theRightValueIsNotBlamed() {
		final Verdict verdict = new Verdict(Scan.DEPTH, DEPTHS, deviances(0, 20, 30, 40, 50), EVEN, 0, 0, 8);
		assertFalse(verdict.isMismatch());
		assertFalse(verdict.tellsNothing());
		assertEquals("Depth below the coverslip: 0 µm is right as far as the stack tells (at most 0.6 µm may be).",
			verdict.words());
	}

	@Test
	public void whereAllExplainAlikeTheStackDoesNotTell() {
		final Verdict verdict = new Verdict(Scan.DEPTH, DEPTHS, deviances(0.1, 0, 0.1, 0.2, 0), EVEN, 2, 0, 8);
		assertFalse(verdict.isMismatch());
		assertTrue(verdict.words(), verdict.words().endsWith("the stack does not tell; you said 4 µm."));
	}

	/** No PSF is exact: what it leaves grows with the photons of the structure, and so does what is forgiven. */
	@Test
	public void whatManyPhotonsTellOfTheModelIsForgiven() {
		final double[][] deviances = deviances(4, 0, 4);
		final double[] values = { 0, 2, 4 };
		assertTrue(new Verdict(Scan.DEPTH, values, deviances, EVEN, 0, 0, 8).isMismatch());
		assertFalse(new Verdict(Scan.DEPTH, values, deviances, new Allowance(6.4e6), 0, 0, 8).isMismatch());
	}

	/** Of a parabola about 5 µm, tried at 0, 2, 4, 6 and 8, the least is told, and an interval with it in its middle. */
	@Test
	public void theBestLiesBetweenWhatWasTried() {
		final double[] worse = Arrays.stream(DEPTHS).map(d -> 10 * (d - 5) * (d - 5)).toArray();
		final double[][] deviances = new double[worse.length][64];
		for (int i = 0; i < worse.length; i++)
			Arrays.fill(deviances[i], 1000 + worse[i]);
		deviances[2][0] -= 1e-6;
		final Verdict verdict = new Verdict(Scan.DEPTH, DEPTHS, deviances, EVEN, 0, 0, 8);
		assertEquals(5, verdict.best(), 0.05);
		assertEquals("narrow", verdict.best(), verdict.taken(), 0);
		assertEquals("of a wide or open interval halfway to what was said", (3.8 + 6) / 2,
			new Verdict(Scan.DEPTH, DEPTHS, deviances(40, 20, 0.5, 0, 0.5), EVEN, 0, 0, 8).taken(), 0.5);
		assertTrue(verdict.least() < 5 && verdict.most() > 5 && verdict.least() > 3 && verdict.most() < 7);
		assertEquals(List.of("depth", 0.0, true), List.of(verdict.describe().get("quantity"),
			verdict.describe().get("said"), verdict.describe().get("mismatch")));
	}

	/** What the record of a run says is what the verdict said, and what was fitted is fitted again. */
	@Test
	public void aReportTellsWhatTheRunFound() {
		final Verdict verdict = new Verdict(Scan.DEPTH, DEPTHS, deviances(400, 200, 90, 0, 90), EVEN, 0, 0, 8);
		assertEquals(Severity.WARNING, verdict.finding().severity());
		final Map<String, Object> map = verdict.describe();
		map.put("channel", 2);
		map.put("fitted", false);
		final Optional<RunRecord> warned = Optional.of(new RunRecord().put("psfCheck", List.of(map)));
		assertFalse(new PastCheck(warned, 1).isThere());
		assertEquals(List.of(verdict.finding()), new PastCheck(warned, 2).findings());
		map.put("fitted", true);
		final Optional<RunRecord> record = Optional.of(new RunRecord().put("psfCheck", List.of(map)));
		assertEquals(Severity.NOTE, new PastCheck(record, 2).findings().get(0).severity());
		final Microscope said = Microscope.widefield(1.4).emission(0.52).immersionIndex(1.515).build();
		final Acquisition fitted = new PastCheck(record, 2).fitted(new Acquisition(new VoxelSize(0.1, 0.1, 0.25),
			Origin.FILE, List.of(said, said), ZDirection.COVERSLIP_FIRST, Origin.DEFAULT, List.of()), 1);
		assertEquals(verdict.taken(), fitted.microscopes().get(1).depth(), 1e-9);
		assertEquals("the medium that the scan assumes", 1.36, fitted.microscopes().get(1).sampleIndex(), 1e-9);
		assertEquals(0, fitted.microscopes().get(0).depth(), 0);
	}

	/** A candidate that is better by chance alone makes no mismatch: 200 draws, none is blamed. */
	@Test
	public void chanceBlamesNobody() {
		final Random random = new Random(7);
		int blamed = 0;
		for (int run = 0; run < 200; run++) {
			final double[][] deviances = new double[3][64];
			for (final double[] candidate : deviances)
				for (int b = 0; b < 64; b++)
					candidate[b] = 1000 + 5 * random.nextGaussian();
			if (new Verdict(Scan.DEPTH, new double[] { 0, 4, 8 }, deviances, EVEN, 0, 0, 8).isMismatch()) blamed++;
		}
		assertEquals(0, blamed);
	}
}
