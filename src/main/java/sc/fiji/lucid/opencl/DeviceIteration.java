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

import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/** What methods on a device share: an estimate that lies there until it is asked for. */
abstract class DeviceIteration implements Iteration {

	final DeviceModel model;
	final OpenClEngine engine;
	final Transforms transforms;
	final Buffer estimate;
	/** The first estimate, and the one that was asked for last, to be compared. */
	private Volume first;
	private Volume downloaded;
	private double before = Double.NaN;

	DeviceIteration(final OpenClEngine engine, final ForwardModel model, final Volume initialEstimate) {
		this.engine = engine;
		this.model = new DeviceModel(engine, model);
		transforms = engine.transforms();
		first = initialEstimate;
		estimate = upload(initialEstimate);
	}

	private Buffer upload(final Volume volume) {
		final Buffer buffer = transforms.volume(engine.grid());
		engine.transfer().write(buffer, engine.grid(), volume::read);
		return buffer;
	}

	/** @return a copy of the estimate on the device */
	final Buffer copy() {
		final Buffer copy = transforms.volume(engine.grid());
		copyTo(copy);
		return copy;
	}

	final void copyTo(final Buffer copy) {
		engine.device().work("copy", c -> {
			c.copy(estimate.handle(), copy.handle(), copy.bytes());
			return null;
		});
	}

	final Volume download(final Buffer buffer) {
		final Volume volume = new Volume(engine.grid());
		engine.transfer()
			.read(buffer, engine.grid(),
				(y, z, row) -> System.arraycopy(row, 0, volume.row(y, z), 0, engine.grid().nx()));
		return volume;
	}

	/** Takes a volume to rows of the field's spectrum. */
	final void load(final Buffer volume) {
		engine.device().work("load", c -> {
			engine.load(c, volume, model.spectrum(), engine.grid());
			c.finish();
			return null;
		});
	}

	/** @return what is known after a step; the first one says what the first estimate cost */
	final Step step(final Misfit misfit, final double[] changes) {
		if (Double.isNaN(before)) before = misfit.cost();
		return Step.of(misfit, changes, 0, 4);
	}

	/** From now on another model is fitted: costs cannot be compared with those before. */
	final void forgetCost() {
		before = Double.NaN;
	}

	/** @return what the estimate is charged beside its misfit */
	double price() {
		return 0;
	}

	@Override
	public Volume estimate() {
		downloaded = download(estimate);
		return downloaded;
	}

	@Override
	public void verify() {
		model.verify(model.cost(estimate), downloaded == null ? download(estimate) : downloaded, first, price(),
			before);
	}

	@Override
	public void close() {
		model.close();
		estimate.close();
		downloaded = null;
		first = null;
	}
}
