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
package sc.fiji.lucid;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Images;
import sc.fiji.lucid.testing.Volumes;

/** A background map is a background: in one piece, lazily, in parts and in tiles, with a number beside it and without. */
public class BackgroundMapTest {

	private static final Extent SIZE = new Extent(44, 40, 12);
	private static final VoxelSize VOXELS = new VoxelSize(0.1, 0.1, 0.2);
	private static final Psf PSF = Volumes.gaussian(new Extent(11, 11, 7), 1.5, 1.4, 0);
	private static final int LEVEL = 120;
	private static final Simulation TRUTH = Simulation.of(Phantom.MIXED, SIZE, VOXELS, 1, v -> PSF, 120, LEVEL, 2, 1);
	private static final Volume OBSERVED = TRUTH.observed();
	private static final DeconvolutionOptions FEW = DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
		.withIterations(8);
	private static final DeconvolutionOptions AUTO = DeconvolutionOptions.DEFAULT;

	/** Of one value. */
	private static Img<FloatType> even(final float counts) {
		final Img<FloatType> map = ArrayImgs.floats(SIZE.nx(), SIZE.ny(), SIZE.nz());
		map.forEach(v -> v.set(counts));
		return map;
	}

	/** Rises along x, from this on. */
	private static Img<FloatType> rising(final float counts) {
		final Img<FloatType> map = even(counts);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					map.getAt(x, y, z).set(counts + 3 * x);
		return map;
	}

	private static DeconvolutionOptions over(final DeconvolutionOptions options, final double background) {
		return options.withBackground(OptionalDouble.of(background));
	}

	private static Restorer by(final DeconvolutionOptions options) {
		return Lucid.of(Images.floats(OBSERVED), VOXELS).deconvolve(PSF, options);
	}

	/** All ways to ask for the same voxels. */
	private static void same(final String what, final Restorer expected, final Restorer given) {
		same(what + " in one piece", expected.now().image(), given.now().image());
		same(what + " in one cell", expected.lazily(44, 40, 12), given.lazily(44, 40, 12));
		same(what + " in cells", expected.lazily(24, 20, 12), given.lazily(24, 20, 12));
		final Img<FloatType> part = ArrayImgs.floats(12, 10, 12), other = ArrayImgs.floats(12, 10, 12);
		expected.into(part);
		given.into(other);
		same(what + " into a part", part, other);
	}

	private static void same(final String what, final RandomAccessibleInterval<FloatType> expected,
		final RandomAccessibleInterval<FloatType> given)
	{
		assertEquals(what, 0, Images.difference(expected, given), 1e-4);
	}

	@Test
	public void aMapOfOneValueIsThatBackground() {
		for (final DeconvolutionOptions options : new DeconvolutionOptions[] { FEW, AUTO }) {
			final Restorer number = by(over(options, 120));
			same("a map of 120", number, by(options).background(even(120)));
			same("a map of 100 and 20", number, by(over(options, 20)).background(even(100)));
			same("a map of 150 less 30", number, by(over(options, -30)).background(even(150)));
		}
	}

	/** Below what the camera gives without light, as a number may be. */
	@Test
	public void aMapMayLieBelowTheCamerasOffset() {
		same("a map of 0", by(over(FEW, 0)), by(FEW).background(even(0)));
		same("a map of 60", by(over(FEW, 60)), by(FEW).background(even(60)));
	}

	@Test
	public void aMapIsOneWithWhatIsKnownOfTheCamera() {
		final DeconvolutionOptions known = FEW.with("gain", "1").with("offset", "100").with("read-noise", "1");
		same("a map of 120", by(over(known, 120)), by(known).background(even(120)));
		assertEquals(by(over(known, 120)).decisions().get(0).get(0).get("options"),
			by(known).background(even(120)).decisions().get(0).get(0).get("options"));
	}

	/** What is added to the image as a map is nothing new. */
	@Test
	public void aMapThatVariesTakesAwayWhatItHolds() {
		final Img<FloatType> image = Images.floats(OBSERVED), map = rising(0);
		final net.imglib2.Cursor<FloatType> more = map.cursor();
		final DeconvolutionOptions known = over(FEW, 120).withGain(OptionalDouble.of(1));
		final RandomAccessibleInterval<FloatType> plain = by(known).now().image();
		final Img<FloatType> shaded = ArrayImgs.floats(SIZE.nx(), SIZE.ny(), SIZE.nz());
		while (more.hasNext()) {
			more.fwd();
			shaded.getAt(more).set(image.getAt(more).get() + more.get().get());
		}
		final Restorer mapped = Lucid.of(shaded, VOXELS).deconvolve(PSF, known).background(map);
		final Result whole = mapped.now();
		// Richardson-Lucy comes slower through more background; it does not come to something else.
		final double with = Images.difference(plain, whole.image()),
			without = Images.difference(plain, Lucid.of(shaded, VOXELS).deconvolve(PSF, known).now().image());
		assertTrue(with + " of " + without, with < 0.5 * without);
		final RandomAccessibleInterval<FloatType> cells = mapped.lazily(24, 20, 12);
		assertEquals(0, Images.difference(whole.image(), cells), 0.03);
		assertEquals(0, Images.difference(whole.image(), mapped.lazily(44, 40, 12)), 1e-4);
	}

	/** Too little memory for one piece, enough for tiles. */
	@Test
	public void tilesSeeTheMapToo() {
		final Restorer number = by(over(FEW, 120)).memory(1_400_000),
			map = by(FEW).background(even(120)).memory(1_400_000);
		final Result tiled = map.now();
		assertTrue(tiled.log().toString(), tiled.log().stream().anyMatch(line -> line.contains("tiles restored")));
		same("tiles", number.now().image(), tiled.image());
		assertTrue(tiled.log().toString(),
			tiled.log().stream().anyMatch(line -> line.contains("background 120 counts")));
	}

	/** What lies above the background, as the number has it, and the words for it. */
	@Test
	public void theFluxIsWhatLiesAboveTheMap() {
		final double number = flux(by(over(FEW, 120)).now());
		assertEquals(number, flux(by(FEW).background(even(120)).now()), 1e-6 * number);
		final Result varied = by(FEW).background(rising(50)).now();
		double expected = OBSERVED.sum();
		for (final FloatType v : rising(50))
			expected -= v.get();
		assertEquals(expected, flux(varied), 1e-3 * number);
		assertTrue(varied.log().toString(),
			varied.log()
				.stream()
				.anyMatch(line -> line.equals("background = 50 counts, and 64.5 more on average (given as a map)")));
	}

	private static double flux(final Result result) {
		return (Double) result.volumes().get(0).get("observedFlux");
	}

	@Test
	public void aMapThatHoldsNoNumbersIsRefused() {
		final Img<FloatType> map = even(120);
		map.getAt(3, 4, 5).set(Float.NaN);
		LucidTest.refused("background map holds voxels that are NaN", () -> by(FEW).background(map).now());
		LucidTest.refused("background map holds voxels that are NaN", () -> by(FEW).background(map).decisions());
	}
}
