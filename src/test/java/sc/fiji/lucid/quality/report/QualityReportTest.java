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
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.BeforeClass;
import org.junit.Test;

import com.google.gson.Gson;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.quality.Restored;
import sc.fiji.lucid.quality.Simulated;
import sc.fiji.lucid.quality.report.page.Picture;

public class QualityReportTest {

	private static final Extent SIZE = new Extent(64, 64, 24);

	private static QualityInput input;

	@BeforeClass
	public static void record() {
		final Psf psf = Restored.psf(1.4, 21, 21);
		final Volume object = Restored.object(SIZE, 1);
		final Volume raw = Simulated.camera(Restored.blurred(object, psf), 1, 100, 2, 1);
		input = QualityInput.of(raw, Restored.richardsonLucy(raw, psf, 100, 10), Restored.VOXELS)
			.withPsf(psf)
			.withTruth(object)
			.withBackground(100)
			.withSettings(List.of(new Setting("Method <b>", "Richardson–Lucy & more", "given")));
	}

	private static QualityAssessment.Result assess(final QualityInput what) {
		return QualityAssessment.of(what, () -> false, step -> {});
	}

	@Test
	public void thePageNeedsNothingFromElsewhere() {
		final String html = assess(input).html("Cells & <tissue>");
		assertFalse(html.contains("http:") || html.contains("https:") || html.contains("src=\"/") ||
			html.contains("<link") || html.contains("<script"));
		assertTrue(html.contains("Cells &amp; &lt;tissue&gt;"));
		assertTrue(html.contains("Method &lt;b&gt;"));
		assertTrue(html.contains("data:image/png;base64,") && html.contains("<svg"));
		assertFalse(html.contains("NaN"));
		for (final String part : new String[] { "Raw", "Restored", "Residual", "Settings", "Resolution",
			"prefers-color-scheme" })
			assertTrue(part, html.contains(part));
	}

	@Test
	public void theNumbersAreJson() {
		final Map<String, Object> map = assess(input).report().asMap();
		final String json = new Gson().toJson(map);
		for (final String key : new String[] { "findings", "severity", "consistency", "iDivergence", "resolution",
			"lateral", "nrmse", "photonTransfer", "saturated" })
			assertTrue(key, json.contains("\"" + key + "\""));
		assertFalse(json.contains("NaN"));
	}

	@Test
	public void everyPictureHasItsRangeAndScaleBar() {
		final QualityAssessment.Result result = assess(input);
		assertEquals(List.of("Raw", "Restored", "Residual", "Error map"),
			result.pictures().stream().map(Picture::title).toList());
		final String html = result.html("x");
		assertEquals(4, html.split("class=\"bar\"", -1).length - 1);
		assertEquals(4, html.split("class=\"lut\"", -1).length - 1);
		assertTrue(html.contains("Spectrum of the residual") && html.contains("Autocorrelation of the residual"));
	}

	/** Every list of severities is sorted, and the verdict counts them. */
	@Test
	public void theVerdictComesFirst() {
		final String html = assess(input.withBackground(150)).html("x");
		assertTrue(html.contains("verdict problem"));
		assertTrue(html.indexOf("verdict") < html.indexOf("class=\"findings\"") &&
			html.indexOf("findings\"") < html.indexOf("Pictures</h2>"));
	}

	/** What is told to need so much memory does not need more. */
	@Test
	public void memoryGrowsWithTheStack() {
		final Extent psf = new Extent(31, 31, 31), stack = new Extent(512, 512, 64);
		final long bytes = QualityAssessment.bytes(stack, java.util.Optional.of(psf), 2);
		assertTrue(bytes > 8 * stack.voxels() + 4 * stack.voxels() && bytes < 40 * stack.voxels());
		assertTrue(QualityAssessment.bytes(stack, java.util.Optional.empty(), 3) > QualityAssessment.bytes(stack,
			java.util.Optional.empty(), 2));
	}

	@Test
	public void lessIsEnough() {
		final QualityAssessment.Result result = assess(
			QualityInput.of(input.raw(), input.restored(), input.voxelSize()));
		assertTrue(result.report().consistency().isEmpty());
		assertEquals(2, result.pictures().size());
		assertTrue(result.report().findings().stream().anyMatch(f -> f.topic().equals("no-psf")));
	}

	@Test
	public void aPlaneAndFlatAndBrokenStacksAreJudgedToo() {
		final Extent plane = new Extent(64, 64, 1);
		final Volume raw = input.raw().crop(0, 0, 12, plane), restored = input.restored().crop(0, 0, 12, plane);
		assertFalse(assess(QualityInput.of(raw, restored, input.voxelSize())).html("plane").isEmpty());
		final Volume flat = Simulated.volume(SIZE, (x, y, z) -> 7);
		assertFalse(assess(QualityInput.of(flat, flat, input.voxelSize())).html("flat").isEmpty());
		final Volume broken = input.restored().copy();
		broken.row(1, 1)[1] = Float.NaN;
		broken.row(1, 2)[1] = -3;
		final List<Finding> found = assess(QualityInput.of(input.raw(), broken, input.voxelSize())).report().findings();
		assertEquals("restored-not-finite", found.get(0).topic());
		assertTrue(found.stream().anyMatch(f -> f.topic().equals("negative")));
	}

	@Test
	public void theResultOfAnotherStackIsAProblem() {
		final Volume other = Simulated.volume(SIZE,
			(x, y, z) -> input.restored().row(SIZE.ny() - 1 - y, SIZE.nz() - 1 - z)[SIZE.nx() - 1 - x]);
		final List<Finding> found = assess(QualityInput.of(input.raw(), other, input.voxelSize())
			.withPsf(input.psf().orElseThrow())
			.withBackground(100)).report().findings();
		assertEquals(Severity.PROBLEM, found.get(0).severity());
		assertTrue(found.toString(), List.of("no-match", "unexplained").contains(found.get(0).topic()));
		assertTrue(assess(input).report().findings().stream().noneMatch(f -> f.topic().equals("no-match")));
	}

	@Test
	public void wrongInputIsRefusedByName() {
		final Volume small = new Volume(new Extent(8, 8, 8));
		assertTrue(
			assertThrows(IllegalArgumentException.class, () -> QualityInput.of(input.raw(), small, input.voxelSize()))
				.getMessage()
				.contains("8x8x8"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> assess(input.withTruth(small))).getMessage()
			.contains("truth"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> assess(input.withGain(-1))).getMessage()
			.contains("gain"));
	}

	@Test
	public void itCanBeCancelledAndTellsItsSteps() {
		final List<String> steps = new ArrayList<>();
		QualityAssessment.of(input, () -> false, steps::add);
		assertTrue(steps.size() >= 4);
		assertThrows(CancellationException.class, () -> QualityAssessment.of(input, () -> true, step -> {}));
	}

	@Test
	public void theNumberOfThreadsDoesNotMatter() {
		final String one = Parallelization.runSingleThreaded(() -> assess(input).html("x"));
		final String three = Parallelization.runWithNumThreads(3, () -> assess(input).html("x"));
		assertEquals(Arrays.hashCode(one.toCharArray()), Arrays.hashCode(three.toCharArray()));
		assertEquals(one, three);
	}
}
