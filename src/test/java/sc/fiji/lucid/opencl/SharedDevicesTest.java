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
package sc.fiji.lucid.opencl;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.fft.Substitute;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.DeviceInfo;
import sc.fiji.lucid.opencl.device.JoclBinding;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.VolumeRestoration;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.testing.TiledWork;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tiling;

/** Several devices share tiles, and their result is that of one. A twin of the device of this machine is the second. */
public class SharedDevicesTest {

	private static final Extent STACK = new Extent(60, 56, 16);
	private static final Psf PSF = Volumes.lopsided(new Extent(7, 5, 5), 3);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Set<Integer> opened = Collections.synchronizedSet(new TreeSet<>());
	private final List<String> log = Collections.synchronizedList(new ArrayList<>());

	@BeforeClass
	public static void deviceIsThere() {
		OnDevice.engine();
	}

	/** The device of this machine, twice. */
	private final class Twins implements Binding {

		private final Binding real = new JoclBinding();

		@Override
		public List<DeviceInfo> devices() {
			final DeviceInfo i = real.devices().get(0);
			return List.of(i, new DeviceInfo(i.platform(), "twin", i.driver(), i.version(), i.isProcessor(), i.memory(),
				i.largest(), i.localMemory(), i.groupSize()));
		}

		@Override
		public Context open(final int device) {
			opened.add(device);
			return real.open(0);
		}
	}

	private static Recording recording() {
		final Volume noise = Volumes.random(STACK, 5);
		return Volumes.observed(Volumes.of(STACK,
			(x, y, z) -> Math.round(100 + (x % 9 == 4 ? 60 : 0) + (y > 30 ? 40 : 0) + 9 * noise.row(y, z)[x])));
	}

	private Volume restored(final OpenClDevices devices, final String word) {
		final Steps steps = Steps.of(new DeconvolutionStep(PSF,
			DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
				.withIterations(3)
				.withGain(OptionalDouble.of(1))
				.withBackground(OptionalDouble.of(90))
				.withEngine(new EngineChoice(word))));
		final Plan plan = Plan.of(new Tiling(STACK, new Extent(32, 32, 16), steps.cost().halo()), 4, steps.cost());
		final Volume result = new Volume(STACK);
		opened.clear();
		log.clear();
		return Substitute.devices(devices, () -> {
			new VolumeRestoration(steps, new RecordingVoxels(recording()), plan, 64 * plan.bytes(), log::add)
				.run((z, x, y, width, height, voxels) -> {
					for (int row = 0; row < height; row++)
						System.arraycopy(voxels, row * width, result.row(y + row, z), x, width);
				}, Progress.NONE);
			return result;
		});
	}

	private List<String> engines() {
		return log.stream().filter(line -> line.startsWith("engine = ")).toList();
	}

	@Test
	public void theirResultIsThatOfOneBitForBit() {
		final OpenClDevices devices = new OpenClDevices(Twins::new, Device.PATIENCE_MS);
		final Volume one = restored(devices, "opencl:0");
		assertEquals(Set.of(0), opened);
		assertEquals(log.toString(), 1, engines().size());
		final Volume shared = restored(devices, "opencl:0,twin");
		assertEquals("the other one was open", Set.of(1), opened);
		assertEquals(log.toString(), 2, engines().size());
		for (final String line : engines())
			assertTrue(line, line.endsWith(", for 2 parts"));
		for (int z = 0; z < STACK.nz(); z++)
			for (int y = 0; y < STACK.ny(); y++)
				assertArrayEquals(one.row(y, z), shared.row(y, z), 0);
	}

	/** Tiles are cut for little memory; whoever goes on with more has room for two at a time. */
	@Test
	public void tilesOfAZarrAreSharedToo() throws IOException {
		final TiledWork work = new TiledWork(folder.getRoot().toPath());
		final OpenClDevices devices = new OpenClDevices(Twins::new, Device.PATIENCE_MS);
		work.settings = work.settings.with("engine", "opencl:0");
		ran(devices, work.job("one.zarr"));
		work.settings = work.settings.with("engine", "opencl:0,twin");
		ran(devices, work.job("shared.zarr").shard(new BatchJob.Shard(1, 4)));
		log.clear();
		ran(devices, work.job("shared.zarr").memory(1 << 28));
		assertEquals(log.toString(), 2, engines().size());
		TiledWork.assertSame(work.out("one.zarr"), work.out("shared.zarr"));
		final RunRecord record = RunRecord.read(work.out("shared.zarr.json"));
		assertEquals(2, ((List<?>) record.get("engines").orElseThrow()).size());
	}

	private void ran(final OpenClDevices devices, final FileJob job) {
		Substitute.devices(devices, () -> {
			try {
				return job.run(Progress.NONE, log::add);
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	@Test
	public void whoShares() {
		final OpenClDevices devices = new OpenClDevices(Twins::new, Device.PATIENCE_MS);
		final Extent grid = new Extent(256, 256, 128);
		assertEquals(List.of("0", "1"), devices.sharing(grid, "0, 1", false));
		assertEquals(List.of(), devices.sharing(grid, "1", false));
		// Twins of one processor gain nothing.
		if (OnDevice.device().info().isProcessor()) {
			assertEquals(List.of(), devices.sharing(grid, "", false));
			assertEquals(List.of(), devices.sharing(grid, "", true));
		}
	}

	/** Of tiles that are dealt evenly, a slow device would hold up the others. */
	@Test
	public void devicesThatAreWorthwhile() {
		assertEquals(0, OpenClDevices.worthwhile(new double[] {}));
		assertEquals(1, OpenClDevices.worthwhile(new double[] { 1 }));
		assertEquals(2, OpenClDevices.worthwhile(new double[] { 1, 1.9 }));
		assertEquals(1, OpenClDevices.worthwhile(new double[] { 1, 2.1 }));
		assertEquals(4, OpenClDevices.worthwhile(new double[] { 1, 1, 1, 1.1 }));
		assertEquals(3, OpenClDevices.worthwhile(new double[] { 1, 1, 1, 3, 5 }));
	}
}
