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
package sc.fiji.lucid.restoration.repair;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.camera.slices.SliceDecay;
import sc.fiji.lucid.camera.slices.SliceLight;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** Light that is lost while a stack, or a series of them, is recorded. */
public class BleachingTest {

	private static final Extent SIZE = new Extent(48, 40, 16);
	private static final Psf PSF = Volumes.gaussian(new Extent(11, 11, 9), 1.1, 1.4, 0);
	private static final DeconvolutionOptions OPTIONS = DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
		.withIterations(15)
		.withBackground(OptionalDouble.of(100))
		.with("gain", "1");

	private static Volume counts(final Faults faults) {
		return Simulation.of(Phantom.MIXED, SIZE, new VoxelSize(0.1, 0.1, 0.25), 1, v -> PSF, 5000, 100, 2, 3, faults)
			.observed();
	}

	private static Volume restored(final Volume counts, final Loss loss) {
		final Volume result = new Volume(SIZE);
		Repair.NONE.withLoss(loss)
			.before(new DeconvolutionStep(PSF, OPTIONS), 0, PSF, OPTIONS)
			.whole(new RecordingVoxels(Volumes.observed(counts)), (z, x, y, width, height, part) -> {
				for (int i = 0; i < height; i++)
					System.arraycopy(part, i * width, result.row(y + i, z), x, width);
			}, Progress.NONE);
		return result;
	}

	@Test
	public void aLossIsReadAsItIsWritten() {
		for (final String text : List.of("none", "auto", "30", "-12.5"))
			assertEquals(text, Loss.of(text).toString());
		assertEquals(0.3, Loss.of("30 %").part(), 1e-12);
		assertEquals(Loss.NONE, Loss.of("0"));
		for (final String text : List.of("100", "much", "-100", "NaN", ""))
			try {
				Loss.of(text);
				fail(text);
			}
			catch (final IllegalArgumentException e) {
				assertTrue(e.getMessage(), e.getMessage().startsWith("'bleach' takes none, auto, or the light"));
			}
	}

	@Test
	public void anExponentialFromTheFirstSliceRecorded() {
		assertArrayEquals(new float[] { 1, 0.8f, 0.64f }, Loss.of("36").exposure(3), 1e-6f);
		assertArrayEquals(new float[] { 0.64f, 0.8f, 1 }, Loss.of("-36").exposure(3), 1e-6f);
		assertArrayEquals(new float[] { 1 }, Loss.of("36").exposure(1), 0);
	}

	/** What is told is put right, in whatever modality; told the wrong way round, it does not. */
	@Test
	public void aToldLossIsPutRight() {
		final Volume clean = restored(counts(Faults.NONE), Loss.NONE), bleached = counts(Faults.NONE.withBleach(0.4));
		final double untold = Volumes.relativeDifference(clean, restored(bleached, Loss.NONE)),
			told = Volumes.relativeDifference(clean, restored(bleached, Loss.of("40"))),
			wrong = Volumes.relativeDifference(clean, restored(bleached, Loss.of("-40")));
		assertTrue(untold + ", " + told + ", " + wrong, told < 0.25 * Math.min(untold, wrong));
	}

	/** A field whose parts shine differently, with the light of each in all slices, as far as {@code crossing} allows. */
	private static Recording field(final double loss, final double crossing) {
		final float[] parts = new Loss(loss, false).exposure(24);
		final Random random = new Random(1);
		final double[] shine = new double[12 * 12];
		for (int i = 0; i < shine.length; i++)
			shine[i] = 50 + 400 * random.nextDouble();
		final Extent e = new Extent(96, 96, 24);
		return Volumes.observed(Volumes.of(e, (x, y, z) -> {
			final double centre = Math.hypot(x - 48, y - 48) < 24 ? 1 : 0.1,
				light = shine[y / 8 * 12 + x / 8] * (1 + crossing * (2 * centre - 1) * (0.5 - z / 24.0)) * parts[z];
			return 100 + light + Math.sqrt(light + 4) * random.nextGaussian();
		}));
	}

	private static SliceDecay decay(final Recording field) {
		return SliceDecay.of(new SliceLight(new RecordingVoxels(field), new Camera(1, 100, 2), Progress.NONE));
	}

	@Test
	public void aFieldThatKeepsItsLightTellsWhatItLoses() {
		for (final double loss : new double[] { 0.3, 0.08, -0.5 }) {
			final SliceDecay decay = decay(field(loss, 0));
			assertTrue(decay.toString(), decay.isTold());
			assertEquals(loss, decay.loss(), 0.1 * Math.abs(loss));
		}
	}

	/** Nothing is lost, or what is lost in one part is gained in another. */
	@Test
	public void aFieldThatDoesNotTellSaysSo() {
		final SliceDecay even = decay(field(0, 0)), crossed = decay(field(0.2, 1));
		assertFalse(even.toString(), even.isTold());
		assertFalse(crossed.toString(), crossed.isTold());
		assertTrue(crossed.reason(), crossed.reason().startsWith("its parts fade so differently"));
	}

	@Test
	public void aConfocalStackIsNotAsked() {
		final var decided = new BleachingStep(Loss.SOUGHT, Volumes.gaussian(new Extent(11, 11, 41), 1.1, 1.4, 0),
			OPTIONS)
			.decide(new StackSample(new RecordingVoxels(field(0.3, 0)), Long.MAX_VALUE, Progress.NONE), Progress.NONE);
		assertEquals(0, decided.part(), 0);
		assertTrue(decided.told(), decided.told().startsWith("only a widefield stack tells"));
	}

	/** A point's light lies evenly in a disk that grows by so many pixels in each slice. */
	private static Psf cone(final double slope) {
		return Psf.normalised(
			Volumes.of(new Extent(61, 61, 21), (x, y, z) -> Math.hypot(x - 30, y - 30) <= 1 + slope * Math.abs(z - 10)
				? 1 / Math.pow(1 + slope * Math.abs(z - 10), 2) : 0),
			new VoxelSize(0.1, 0.1, 0.25));
	}

	/** Of a wide field it is found; of one that light leaves in its depth, whatever its parts do, it is not. */
	@Test
	public void aNarrowFieldIsNotAsked() {
		final StackSample sample = new StackSample(new RecordingVoxels(field(0.3, 0)), Long.MAX_VALUE, Progress.NONE);
		final var wide = new BleachingStep(Loss.SOUGHT, cone(0.5), OPTIONS.with("offset", "100")).decide(sample,
			Progress.NONE);
		assertEquals(wide.told(), 0.3, wide.part(), 0.03);
		final var narrow = new BleachingStep(Loss.SOUGHT, cone(2.5), OPTIONS).decide(sample, Progress.NONE);
		assertEquals(0, narrow.part(), 0);
		assertTrue(narrow.told(), narrow.told().startsWith("the stack does not tell: its field is so narrow"));
	}

	/** Frames of a series that fades by a fifth each. */
	private static final class Frame implements VoxelSource {

		private final int frame;

		Frame(final int frame) {
			this.frame = frame;
		}

		private RecordingVoxels voxels() {
			final Random random = new Random(frame);
			final Volume light = counts(Faults.NONE);
			return new RecordingVoxels(Volumes.observed(Volumes.of(SIZE, (x, y, z) -> {
				final double now = Math.pow(0.8, frame) * Math.max(0, light.row(y, z)[x] - 100);
				return 100 + now + Math.sqrt(now + 4) * random.nextGaussian();
			})));
		}

		@Override
		public Extent extent() {
			return SIZE;
		}

		@Override
		public int bytesPerVoxel() {
			return 4;
		}

		@Override
		public Recording read(final Box box, final Progress progress) {
			return voxels().read(box, progress);
		}

		@Override
		public Recording planes(final List<Integer> slices, final Progress progress) {
			return voxels().planes(slices, progress);
		}

		@Override
		public List<Frame> series() {
			return List.of(new Frame(0), new Frame(1), new Frame(2), new Frame(3));
		}

		@Override
		public int frame() {
			return frame;
		}
	}

	/** Within two per cent, whichever frame is asked, and after whatever step. */
	@Test
	public void framesHaveTheirPartOfTheFirstLight() {
		for (final Fading fading : List.of(Fading.RATIO, Fading.EXPONENTIAL)) {
			final Steps steps = new Steps(List.of(new OddSlicesStep(PSF), new FadingStep(fading, OPTIONS)));
			for (int t = 0; t < 4; t++) {
				final var described = steps.decide(new Frame(t), Long.MAX_VALUE, Progress.NONE).describe().get(1);
				assertEquals(1, (Double) described.get("part") / Math.pow(0.8, t), 0.02);
			}
			final var whole = new FadingStep(fading, OPTIONS)
				.whole(new Frame(2).voxels().read(new Box(0, 0, 0, SIZE), Progress.NONE), new Frame(2), Progress.NONE);
			assertEquals(0.64, whole.applied().image().exposure()[5], 0.02 * 0.64);
		}
	}

	/** A frame that is lost, or that something flew through, does not bend an exponential. */
	@Test
	public void anExponentialIsRobust() {
		final double[] light = { 100, 90, 81, 0, 300, 59.05, 53.14 };
		final double[] parts = Fading.EXPONENTIAL.parts(light);
		for (int t = 0; t < light.length; t++)
			assertEquals(Math.pow(0.9, t), parts[t], 0.02 * parts[t]);
		assertArrayEquals(new double[] { 1, 0.9, 0.81, 1, 3, 0.5905, 0.5314 }, Fading.RATIO.parts(light), 1e-9);
	}
}
