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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import sc.fiji.lucid.fft.Devices;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.DeviceInfo;
import sc.fiji.lucid.opencl.device.JoclBinding;
import sc.fiji.lucid.opencl.device.KernelSource;
import sc.fiji.lucid.opencl.device.OpenClLibrary;

/**
 * The OpenCL devices of this machine. They are looked for when the first one is asked for, and tested when they are
 * first used; without JOCL, without a driver or without a device there are none.
 */
public final class OpenClDevices implements Devices {

	/** The binding, with its library; it can be missing. */
	private final Callable<Binding> maker;
	private final long patience;
	private Binding binding;
	private List<DeviceInfo> infos;
	private Device[] open;
	private EngineFailure missing;
	/** What the trial took on the processor, and on each device; NaN where nobody has tried. */
	private double here = Double.NaN;
	private double[] there;

	/** For {@link java.util.ServiceLoader}. A lambda, since a reference to the constructor would look for JOCL here. */
	public OpenClDevices() {
		this(() -> {
			OpenClLibrary.check();
			return new JoclBinding();
		}, Device.PATIENCE_MS);
	}

	/** @param patience milliseconds after which a driver that does not answer is given up */
	OpenClDevices(final Callable<Binding> maker, final long patience) {
		this.maker = maker;
		this.patience = patience;
	}

	/** Looks for devices, once. */
	private synchronized List<DeviceInfo> infos() {
		if (missing != null) throw missing;
		if (infos != null) return infos;
		try {
			binding = maker.call();
			infos = binding.devices();
			open = new Device[infos.size()];
			there = new double[infos.size()];
			Arrays.fill(there, Double.NaN);
			return infos;
		}
		catch (final EngineFailure e) {
			missing = e;
		}
		catch (final LinkageError e) {
			missing = new EngineFailure(explain(e), e);
		}
		catch (final Exception e) {
			missing = new EngineFailure("OpenCL cannot be used (" + e + ")", e);
		}
		throw missing;
	}

	/** JOCL is missing, or another one than this is written for; or the library that JOCL looks for is missing. */
	private static String explain(final LinkageError e) {
		final String message = String.valueOf(e.getMessage());
		if (e instanceof IncompatibleClassChangeError)
			return "the library JOCL is of another version (" + message + ")";
		if (e instanceof NoClassDefFoundError && message.startsWith("org/jocl"))
			return "the library JOCL (org.jocl:jocl) is not installed";
		return "this machine has no OpenCL library (on Linux libOpenCL.so, of the package ocl-icd-opencl-dev or of the " +
			"graphics driver)";
	}

	@Override
	public List<String> described() {
		final List<String> lines = new ArrayList<>();
		final List<DeviceInfo> all = infos();
		for (int i = 0; i < all.size(); i++)
			lines.add("opencl:" + i + "  " + all.get(i) + ", " + (all.get(i).memory() >> 20) + " MB, " + tested(i));
		return lines;
	}

	private String tested(final int number) {
		try {
			final Device device = device(number);
			final double seconds = SelfTest.seconds(new DeviceEngine(device));
			return String.format(Locale.ROOT, "self-test passed; filters %.1f times as fast as the processor",
				here() / seconds);
		}
		catch (final EngineFailure e) {
			return "cannot be used: " + e.getMessage();
		}
	}

	@Override
	public Engine named(final String name) {
		return new DeviceEngine(device(number(name)));
	}

	private int number(final String name) {
		return number(name, infos());
	}

	/** @return the number of the device that is called so */
	static int number(final String name, final List<DeviceInfo> all) {
		if (all.isEmpty()) throw new EngineFailure("this machine has no OpenCL device");
		if (name.isEmpty()) return sharing(all).get(0);
		// The first of several.
		if (name.indexOf(',') > 0) return number(name.substring(0, name.indexOf(',')).trim(), all);
		if (name.matches("#\\d{1,9}")) {
			final List<Integer> sharing = sharing(all);
			return sharing.get(Integer.parseInt(name.substring(1)) % sharing.size());
		}
		// A number may also be part of a name before it.
		for (int i = 0; i < all.size(); i++)
			if (name.equals(Integer.toString(i))) return i;
		for (int i = 0; i < all.size(); i++)
			if (all.get(i).name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) return i;
		throw new EngineFailure("there is no OpenCL device '" + name + "' ('lucid devices' lists them)");
	}

	/** Graphics cards, or processors where there are none. */
	private static List<Integer> sharing(final List<DeviceInfo> all) {
		final boolean hasCard = all.stream().anyMatch(info -> !info.isProcessor());
		return IntStream.range(0, all.size()).filter(i -> !hasCard || !all.get(i).isProcessor()).boxed().toList();
	}

	@Override
	public List<String> sharing(final Extent grid, final String name, final boolean isAuto) {
		if (isAuto && grid.voxels() < LEAST_VOXELS) return List.of();
		final List<Integer> found = name.isEmpty() ? quickest(isAuto)
			: Arrays.stream(name.split(",")).map(String::trim).map(this::number).distinct().toList();
		return found.size() < 2 ? List.of() : found.stream().map(number -> Integer.toString(number)).toList();
	}

	/** The cards among which tiles are dealt evenly. */
	private synchronized List<Integer> quickest(final boolean isAuto) {
		final List<Integer> cards = sharing(infos()).stream().filter(i -> !infos().get(i).isProcessor()).toList();
		if (cards.size() < 2) return cards;
		final List<Integer> sorted = cards.stream()
			.filter(i -> Double.isFinite(seconds(i)) && (!isAuto || seconds(i) < here()))
			.sorted(Comparator.comparingDouble(this::seconds))
			.toList();
		return sorted.subList(0, worthwhile(sorted.stream().mapToDouble(this::seconds).toArray()))
			.stream()
			.sorted()
			.toList();
	}

	/**
	 * @param seconds that a tile takes on each of several devices, in ascending order
	 * @return how many of them do most together if each gets as many tiles: k take t_k / k for a tile
	 */
	static int worthwhile(final double[] seconds) {
		int best = 0;
		for (int k = 1; k <= seconds.length; k++)
			if (best == 0 || seconds[k - 1] / k < seconds[best - 1] / best) best = k;
		return best;
	}

	@Override
	public int count() {
		try {
			return sharing(infos()).size();
		}
		catch (final EngineFailure e) {
			return 0;
		}
	}

	/** @return a device that is open and has passed its self-test; a lost one says why */
	private synchronized Device device(final int number) {
		final DeviceInfo info = infos().get(number);
		if (open[number] == null) {
			open[number] = new Device(binding, number, info, patience);
			SelfTest.check(open[number]);
		}
		open[number].checkNotLost();
		return open[number];
	}

	@Override
	public Optional<Engine> faster(final Extent grid, final String name) {
		if (grid.voxels() < LEAST_VOXELS) return Optional.empty();
		try {
			return (name.isEmpty() ? fastest() : faster(number(name)))
				.filter(d -> !d.isLost() && KernelSource.supports(grid, d.info()))
				.map(DeviceEngine::new);
		}
		catch (final EngineFailure e) {
			// The processor it is: nobody asked for a device.
			return Optional.empty();
		}
	}

	private synchronized Optional<Device> fastest() {
		int best = -1;
		for (int i = 0; i < infos().size(); i++)
			if (seconds(i) < (best < 0 ? here() : seconds(best))) best = i;
		return best < 0 ? Optional.empty() : Optional.of(device(best));
	}

	private synchronized Optional<Device> faster(final int number) {
		return seconds(number) < here() ? Optional.of(device(number)) : Optional.empty();
	}

	private synchronized double here() {
		if (Double.isNaN(here)) here = SelfTest.seconds(Engine.FUSED);
		return here;
	}

	/** What a trial takes; infinite on the processor itself, and on a device that fails. */
	private double seconds(final int number) {
		if (Double.isNaN(there[number])) try {
			there[number] = infos().get(number).isProcessor() ? Double.POSITIVE_INFINITY
				: SelfTest.seconds(new DeviceEngine(device(number)));
		}
		catch (final EngineFailure e) {
			there[number] = Double.POSITIVE_INFINITY;
		}
		return there[number];
	}
}
