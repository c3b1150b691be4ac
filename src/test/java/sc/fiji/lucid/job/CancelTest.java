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
package sc.fiji.lucid.job;

import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.beads.BeadOptions;
import sc.fiji.lucid.psf.fit.BeadFit;
import sc.fiji.lucid.testing.Volumes;

/** Every job ends soon after it is told to, whatever it is at. */
public class CancelTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.2);

	/** Is told to stop at the n-th time it asks, and counts how often it asks afterwards. */
	private static final class Stop implements Progress {

		private final AtomicInteger asked = new AtomicInteger();
		private final int at;

		Stop(final int at) {
			this.at = at;
		}

		@Override
		public void report(final double fraction, final String what) {}

		@Override
		public boolean isCancelled() {
			return asked.incrementAndGet() > at;
		}
	}

	/** The work of a job. */
	private interface Work {

		void run(Progress progress) throws IOException;
	}

	/** @return how often it asked */
	private static int asks(final Work work) throws IOException {
		final Stop never = new Stop(Integer.MAX_VALUE);
		work.run(never);
		return never.asked.get();
	}

	private static void stopsAnywhere(final Work work) throws IOException {
		final int asks = asks(work);
		assertTrue("asks " + asks + " times", asks > 10);
		for (final double part : new double[] { 0, 0.3, 0.6, 0.9 })
			try {
				work.run(new Stop((int) (part * asks)));
				fail("went on after " + part + " of its steps");
			}
			catch (final CancellationException expected) {
				// as asked for
			}
	}

	private static OpticalSettings optics(final String zernike) {
		return Settings.NONE.with("na", "0.8")
			.with("emission", "520")
			.with("zernike", zernike)
			.request()
			.optics()
			.get(0);
	}

	@Test
	public void renderingAPsfStops() throws IOException {
		for (final String zernike : new String[] { "", "8:0.5" })
			stopsAnywhere(progress -> PsfJob.of(optics(zernike), PsfModel.GIBSON_LANNI, VOXEL, new Extent(25, 25, 11),
				Sampling.INTEGRATED, progress));
	}

	@Test
	public void distillingBeadsStops() throws IOException {
		final Volume beads = Volumes.of(new Extent(64, 64, 36), (x, y, z) -> {
			double v = 10;
			for (int i = 0; i < 4; i++) {
				final double dx = x - 16 - 32 * (i % 2), dy = y - 16 - 32 * (i / 2), dz = z - 18;
				v += 900 * Math.exp(-(dx * dx + dy * dy) / 4.5 - dz * dz / 12.5);
			}
			return v + (x * 31 + y * 17 + z * 7) % 5;
		});
		stopsAnywhere(progress -> BeadsJob.of(List.of(stack(beads)),
			Settings.NONE.with("na", "0.8").with("emission", "520").request(), BeadOptions.DEFAULT, BeadFit.OPTICS,
			progress));
	}

	private static Stack stack(final Volume volume) {
		final Extent e = volume.extent();
		return new Stack() {

			@Override
			public String name() {
				return "beads";
			}

			@Override
			public StackShape shape() {
				return new StackShape(e.nx(), e.ny(), e.nz(), 1, 1);
			}

			@Override
			public StackMetadata metadata() {
				return new StackMetadata.Builder().voxel(VOXEL, "test").build();
			}

			@Override
			public Object plane(final int channel, final int slice, final int frame) {
				return VolumeWriter.plane(volume, slice);
			}

			@Override
			public void close() {}
		};
	}
}
