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

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.deconvolution.method.DescentSpace;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.LevelIteration;
import sc.fiji.lucid.deconvolution.method.MethodEngine;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.fft.DeviceRoom;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.WrappedKernel;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.Transfer;
import sc.fiji.lucid.opencl.device.Transforms;

/**
 * Filters on a device. As a plain {@link FilterEngine} it takes the rows to and from the device for each step, which is
 * right for a transfer function and a trial, and slow for a method; the methods that it brings of its own leave
 * everything there.
 */
final class OpenClEngine implements MethodEngine {

	private final Transforms transforms;
	private final Transfer transfer;
	private final BooleanSupplier cancelled;
	private final Transforms.Step load;
	private final Transforms.Step store;

	OpenClEngine(final Device device, final Extent grid, final BooleanSupplier cancelled) {
		this.cancelled = cancelled;
		transforms = new Transforms(device, grid);
		transfer = new Transfer(device, cancelled);
		try {
			load = transforms.rows("load", false, true, ", __global const float *V", "v = V[i];", 0);
			store = transforms.rows("store", true, false, ", __global float *V", "V[i] = v;", 0);
		}
		catch (final RuntimeException e) {
			close();
			throw e;
		}
	}

	Transforms transforms() {
		return transforms;
	}

	Transfer transfer() {
		return transfer;
	}

	Device device() {
		return transforms.device();
	}

	/** @return whether the caller wants the work to end */
	BooleanSupplier cancelled() {
		return cancelled;
	}

	/** @throws CancellationException if the caller wants the work to end */
	void check() {
		if (cancelled.getAsBoolean()) throw new CancellationException("Cancelled.");
	}

	@Override
	public Extent grid() {
		return transforms.grid();
	}

	@Override
	public Otf otf(final Volume psf) {
		final WrappedKernel kernel = new WrappedKernel(psf, grid());
		final OpenClOtf otf = new OpenClOtf(this);
		transforms.prepareTransform();
		try (Buffer volume = transforms.volume(grid())) {
			transfer.write(volume, grid(), kernel::row);
			device().work("transfer function", c -> {
				load(c, volume, otf.spectrum(), grid());
				transforms.transform(c, otf.spectrum(), grid());
				c.finish();
				return null;
			});
		}
		return otf;
	}

	/** Takes a volume to rows of a spectrum. */
	void load(final Binding.Context c, final Buffer volume, final Buffer spectrum, final Extent domain) {
		transforms.rows(c, load, spectrum, domain, volume);
	}

	/** The other way. */
	void store(final Binding.Context c, final Buffer spectrum, final Buffer volume, final Extent domain) {
		transforms.rows(c, store, spectrum, domain, volume);
	}

	@Override
	public Field field() {
		return new OpenClField(this);
	}

	@Override
	public Optional<DeviceRoom> room() {
		return Optional.of(new DeviceMemory(device().info()));
	}

	@Override
	public Optional<Iteration> richardsonLucy(final ForwardModel model, final Volume estimate) {
		return Optional.of(new DeviceRichardsonLucy(this, model, estimate));
	}

	@Override
	public Optional<LevelIteration> heavyBall(final ForwardModel model, final Volume estimate,
		final HeavyBall.Pace pace)
	{
		return Optional.of(new DeviceHeavyBall(this, model, estimate, pace));
	}

	@Override
	public Optional<Iteration> penalisedHeavyBall(final ForwardModel model, final Volume estimate,
		final Penalty penalty)
	{
		return penalty.differences().map(d -> new DevicePenalisedHeavyBall(this, model, estimate, d));
	}

	@Override
	public Optional<DescentSpace> descent(final ForwardModel model, final Volume estimate, final Penalty penalty,
		final int slots)
	{
		if (slots != DeviceDescent.SLOTS) return Optional.empty();
		if (penalty == null) return Optional.of(new DeviceDescent(this, model, estimate, null));
		return penalty.differences().map(d -> new DeviceDescent(this, model, estimate, d));
	}

	@Override
	public String toString() {
		return device().info().toString();
	}

	@Override
	public void close() {
		transforms.close();
	}
}
