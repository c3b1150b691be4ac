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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;
import static org.junit.Assume.assumeTrue;

import java.util.List;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.fft.Substitute;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.FaultyBinding.Call;
import sc.fiji.lucid.opencl.FaultyBinding.Fault;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.DeviceInfo;
import sc.fiji.lucid.opencl.device.JoclBinding;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/**
 * Whatever goes wrong on a device ends with the result of the processor, voxel for voxel, and with why in words.
 * Faults of libraries need no device; the others let calls of a real one fail.
 */
public class OpenClFaultsTest {

	private static final Psf PSF = Volumes.gaussian(new Extent(7, 7, 5), 1.3, 1.5, 0.2);
	private static final Recording RECORDING = Volumes.observed(Volumes.of(new Extent(20, 22, 10), (x, y, z) -> Math
		.round(20 + (x > 5 && x < 12 && y > 4 && z > 2 ? 300 : 7 * (x % 3)) + 9 * Math.sin(x * y + z))));
	private static final DeconvolutionOptions OPTIONS = DeconvolutionOptions.DEFAULT
		.withBackground(OptionalDouble.of(10))
		.withGain(OptionalDouble.of(1))
		.with("offset", "0");
	/** Long enough for a loaded machine to answer, short enough to wait for. */
	private static final long PATIENCE = 1500;

	private static final DeconvolutionOptions FEW = OPTIONS.withMethod(Method.RICHARDSON_LUCY).withIterations(3);
	/** Both stages. */
	private static final DeconvolutionOptions BOTH = OPTIONS.withMethod(Method.TWO_STAGE).withIterations(3);

	private static Restoration restore(final DeconvolutionOptions options, final String engine) {
		return Deconvolution.restore(RECORDING, PSF, options.withEngine(new EngineChoice(engine)), Progress.NONE);
	}

	private static void assertSame(final Restoration expected, final Restoration actual) {
		assertEquals("as the processor restores it", 0,
			Volumes.relativeDifference(actual.estimate(), expected.estimate()), 0);
	}

	/** What goes wrong now, for messages. */
	private static String what = "";

	private static String restoredByProcessor(final OpenClDevices devices, final String engine,
		final DeconvolutionOptions options)
	{
		final Restoration restored = Substitute.devices(devices, () -> restore(options, engine));
		assertTrue(what + ": " + restored.engine(), restored.engine().startsWith("fused on the processor, since "));
		assertSame(restore(options, "fused"), restored);
		assertFalse("one line: " + restored.engine(), restored.engine().contains("\n"));
		return restored.engine().substring("fused on the processor, since ".length());
	}

	private static String without(final Callable<Binding> maker) {
		final String why = restoredByProcessor(new OpenClDevices(maker, PATIENCE), "opencl", FEW);
		final Restoration auto = Substitute.devices(new OpenClDevices(maker, PATIENCE), () -> restore(FEW, "auto"));
		assertEquals("nobody asked for a device", "fused", auto.engine());
		return why;
	}

	private static Callable<Binding> failing(final Throwable thrown) {
		return () -> {
			if (thrown instanceof Error e) throw e;
			throw (Exception) thrown;
		};
	}

	// -- libraries and devices that are missing --

	@Test
	public void withoutJocl() {
		assertEquals("the library JOCL (org.jocl:jocl) is not installed",
			without(failing(new NoClassDefFoundError("org/jocl/CL"))));
	}

	@Test
	public void withoutOpenCl() {
		for (final LinkageError e : new LinkageError[] { new UnsatisfiedLinkError("Could not load libOpenCL.so"),
			new ExceptionInInitializerError("no"), new NoClassDefFoundError("Could not initialize class org.jocl.CL") })
			assertTrue(without(failing(e)).startsWith("this machine has no OpenCL library"));
	}

	@Test
	public void withAnotherJocl() {
		assertTrue(without(failing(new NoSuchMethodError("org.jocl.CL.clNew"))).contains("clNew"));
	}

	@Test
	public void whereLookingForDevicesFails() {
		assertTrue(without(failing(new EngineFailure("clGetPlatformIDs failed with CL_OUT_OF_HOST_MEMORY")))
			.contains("CL_OUT_OF_HOST_MEMORY"));
		assertTrue(without(failing(new IllegalStateException("odd"))).contains("odd"));
	}

	@Test
	public void withoutDevices() {
		assertEquals("this machine has no OpenCL device", without(() -> new Binding() {

			@Override
			public List<DeviceInfo> devices() {
				return List.of();
			}

			@Override
			public Context open(final int device) {
				throw new AssertionError("there is none");
			}
		}));
	}

	// -- a device whose calls fail --

	/** A device, and what lets its calls fail. */
	private record Faulty(OpenClDevices devices, FaultyBinding binding) {}

	private static Faulty faulty(final UnaryOperator<DeviceInfo> description) {
		OnDevice.engine();
		final FaultyBinding binding;
		try {
			binding = new FaultyBinding(new JoclBinding(), description);
		}
		catch (final LinkageError e) {
			assumeNoException(e);
			throw e;
		}
		return new Faulty(new OpenClDevices(() -> binding, PATIENCE), binding);
	}

	private static Faulty faulty() {
		return faulty(info -> info);
	}

	private static String why(final Fault fault, final DeconvolutionOptions options) {
		final Faulty device = faulty();
		device.binding().goWrong(fault);
		return restoredByProcessor(device.devices(), "opencl", options);
	}

	/** Passes its self-test; goes wrong then. */
	private static String whyLater(final Fault fault, final DeconvolutionOptions options) {
		final Faulty device = faulty();
		device.devices().named("");
		device.binding().goWrong(fault);
		return restoredByProcessor(device.devices(), "opencl", options);
	}

	private static Fault failing(final Call which, final int from) {
		return (call, number, ofKind, detail) -> {
			if (call == which && ofKind >= from)
				throw new EngineFailure("cl" + which + " failed with CL_OUT_OF_RESOURCES");
			return false;
		};
	}

	@Test
	public void aSoundDeviceRestores() {
		final Faulty device = faulty();
		for (final DeconvolutionOptions options : new DeconvolutionOptions[] { FEW, BOTH }) {
			final Restoration there = Substitute.devices(device.devices(), () -> restore(options, "opencl"));
			assertFalse(there.engine(), there.engine().contains("since"));
			assertTrue(Volumes.relativeDifference(there.estimate(), restore(options, "fused").estimate()) < 1e-5);
		}
		assertEquals("everything is given back", 0, ((DeviceEngine) device.devices().named("")).device().held());
	}

	@Test
	public void deviceThatIsNotThere() {
		assertTrue(
			restoredByProcessor(faulty().devices(), "opencl:7", FEW).startsWith("there is no OpenCL device '7'"));
		assertTrue(restoredByProcessor(faulty().devices(), "opencl:voodoo", FEW).contains("'voodoo'"));
	}

	@Test
	public void everyKindOfCallThatFails() {
		for (final Call call : Call.values()) {
			if (call == Call.COPY) continue;
			assertTrue(call.toString(), why(failing(call, 1), FEW).contains("CL_OUT_OF_RESOURCES"));
			if (call != Call.DEVICES && call != Call.OPEN)
				assertTrue(call + " later", whyLater(failing(call, 1), BOTH).contains("CL_OUT_OF_RESOURCES"));
		}
	}

	/** From any call on: it fails, and so do all after it. */
	@Test
	public void deviceLostInTheMiddle() {
		final Faulty sound = faulty();
		sound.devices().named("");
		sound.binding().goWrong(FaultyBinding.NONE);
		Substitute.devices(sound.devices(), () -> restore(FEW, "opencl"));
		final int calls = sound.binding().calls();
		assertTrue(calls + " calls", calls > 60);
		for (int from = 1; from < calls; from += 1 + calls / 12) {
			final int first = from;
			assertTrue("from call " + from + " of " + calls, whyLater((call, number, ofKind, detail) -> {
				if (number >= first) throw new EngineFailure("the device was removed");
				return false;
			}, FEW).contains("the device was removed"));
		}
	}

	@Test
	public void whatTheBindingThrows() {
		for (final Throwable thrown : new Throwable[] { new OutOfMemoryError("Direct buffer memory"),
			new NullPointerException("inside"), new UnsatisfiedLinkError("clEnqueueCopyBuffer") })
			assertTrue(whyLater((call, number, ofKind, detail) -> {
				if (call == Call.LAUNCH && thrown instanceof Error e) throw e;
				if (call == Call.LAUNCH) throw (RuntimeException) thrown;
				return false;
			}, FEW).contains(thrown.getClass().getSimpleName()));
	}

	@Test
	public void kernelThatCannotBeBuilt() {
		for (final String name : new String[] { "columns", "filter", "load", "store", "depths", "reduce" })
			assertTrue(why(notBuilding(name), FEW).contains("not built"));
		for (final String name : new String[] { "ratio", "update", "seen" })
			assertTrue(whyLater(notBuilding(name), FEW).contains("not built"));
		for (final String name : new String[] { "momentum", "detail", "measure", "prices", "slopes", "gradient" })
			assertTrue(name, whyLater(notBuilding(name), BOTH).contains("not built"));
	}

	private static Fault notBuilding(final String name) {
		what = name;
		return (call, number, ofKind, detail) -> {
			if (call == Call.BUILD && detail.equals(name))
				throw new EngineFailure("the kernel " + name + " is not built");
			return false;
		};
	}

	// -- a device that is too small --

	@Test
	public void tooLittleMemory() {
		final String why = restoredByProcessor(faulty(d -> new DeviceInfo(d.platform(), d.name(), d.driver(),
			d.version(), d.isProcessor(), 300 << 10, d.largest(), d.localMemory(), d.groupSize())).devices(), "opencl",
			FEW);
		assertTrue(why, why.contains("MB"));
		assertTrue(restoredByProcessor(faulty(d -> new DeviceInfo(d.platform(), d.name(), d.driver(), d.version(),
			d.isProcessor(), d.memory(), 50_000, d.localMemory(), d.groupSize())).devices(), "opencl", FEW)
			.contains("MB"));
	}

	@Test
	public void tooLittleLocalMemory() {
		assertTrue(restoredByProcessor(faulty(d -> new DeviceInfo(d.platform(), d.name(), d.driver(), d.version(),
			d.isProcessor(), d.memory(), d.largest(), 1 << 10, d.groupSize())).devices(), "opencl", FEW)
			.contains("work groups share"));
	}

	// -- a device that is wrong --

	@Test
	public void whatDoesNotShiftIsNotTrusted() {
		assertTrue(why(new Fault() {

			@Override
			public boolean before(final Call call, final int number, final int ofKind, final String detail) {
				return call == Call.LAUNCH && "filter".equals(detail);
			}
		}, FEW).contains("self-test failed"));
		assertTrue(why(reading(1, 0.999f), FEW).contains("self-test failed"));
	}

	/** What is read from the given read on is multiplied. */
	private static Fault reading(final int from, final float factor) {
		what = "times " + factor;
		return new Fault() {

			@Override
			public boolean before(final Call call, final int number, final int ofKind, final String detail) {
				return false;
			}

			@Override
			public void afterRead(final int ofKind, final ByteBuffer read) {
				if (ofKind < from) return;
				for (int i = 0; i < read.limit() / Float.BYTES; i++)
					read.putFloat(Float.BYTES * i, factor * read.getFloat(Float.BYTES * i));
			}
		};
	}

	/** Black, not a number, a little too bright; and kernels that do nothing, so that what was there before stays. */
	@Test
	public void aWrongResultIsThrownAway() {
		for (final float factor : new float[] { 0, Float.NaN, 1.05f })
			for (final DeconvolutionOptions options : new DeconvolutionOptions[] { FEW, BOTH })
				assertTrue(whyLater(reading(1, factor), options).contains("its result was thrown away"));
		for (final String kernel : new String[] { "filter", "columns", "update", "ratio", "load", "invert", "reduce" })
			assertTrue(kernel, whyLater(skipping(kernel), FEW).contains("its result was thrown away"));
	}

	private static Fault skipping(final String kernel) {
		what = kernel;
		return (call, number, ofKind, detail) -> call == Call.LAUNCH && kernel.equals(detail);
	}

	/** One that was wrong is not asked again. */
	@Test
	public void aDeviceThatFailedStaysAside() {
		final Faulty device = faulty();
		device.devices().named("");
		device.binding().goWrong(reading(1, 0));
		restoredByProcessor(device.devices(), "opencl", FEW);
		device.binding().goWrong(FaultyBinding.NONE);
		restoredByProcessor(device.devices(), "opencl", FEW);
		assertEquals(0, device.binding().calls());
	}

	// -- a device that does not answer --

	/** Another thread waits for it; what answered before is known not to take long. */
	@Test
	public void aDriverThatHangsHangsAlone() {
		for (final Call call : new Call[] { Call.LAUNCH, Call.READ, Call.FINISH }) {
			final Faulty device = faulty();
			for (int i = 0; i < 6; i++)
				Substitute.devices(device.devices(), () -> restore(FEW, "opencl"));
			device.binding().goWrong((c, number, ofKind, detail) -> {
				if (c == call && ofKind == 3) sleep(20 * PATIENCE);
				return false;
			});
			final String why = restoredByProcessor(device.devices(), "opencl", FEW);
			assertTrue(why, why.contains("no answer for"));
		}
	}

	private static void sleep(final long milliseconds) {
		try {
			Thread.sleep(milliseconds);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Who cancels is not answered by the processor's result. */
	@Test
	public void cancellingIsNoFailure() {
		final Faulty device = faulty();
		final int[] steps = { 0 };
		try {
			Substitute.devices(device.devices(),
				() -> Deconvolution.restore(RECORDING, PSF, FEW.withEngine(new EngineChoice("opencl")), new Progress() {

					@Override
					public void report(final double fraction, final String what) {
						if (what.startsWith("iteration")) steps[0]++;
					}

					@Override
					public boolean isCancelled() {
						return steps[0] > 1;
					}
				}));
			assumeTrue("it went on", false);
		}
		catch (final CancellationException e) {
			assertEquals("everything is given back", 0, ((DeviceEngine) device.devices().named("")).device().held());
		}
	}
}
