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
import sc.fiji.lucid.image.Volume;

/** What methods on a device share: an estimate that lies there until it is asked for. */
abstract class DeviceIteration implements Iteration {

	final DeviceModel model;
	final OpenClEngine engine;
	final Transforms transforms;
	final Buffer estimate;
	/** The estimate as it was asked for last, to be verified. */
	private Volume downloaded;

	DeviceIteration(final OpenClEngine engine, final ForwardModel model, final Volume initialEstimate) {
		this.engine = engine;
		this.model = new DeviceModel(engine, model);
		transforms = engine.transforms();
		estimate = upload(initialEstimate);
	}

	final Buffer upload(final Volume volume) {
		final Buffer buffer = transforms.volume(engine.grid());
		engine.transfer().write(buffer, engine.grid(), volume::read);
		return buffer;
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

	@Override
	public Volume estimate() {
		downloaded = download(estimate);
		return downloaded;
	}

	@Override
	public void verify() {
		model.verify(estimate, downloaded == null ? download(estimate) : downloaded);
	}

	@Override
	public void close() {
		model.close();
		estimate.close();
		downloaded = null;
	}
}
