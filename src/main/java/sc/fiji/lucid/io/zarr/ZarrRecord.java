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
package sc.fiji.lucid.io.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;

/** The record of the run in the attributes of an OME-Zarr that Lucid wrote. */
final class ZarrRecord {

	private ZarrRecord() {}

	/** @return the record; empty if there is none */
	static Optional<ZarrJson> of(final ZarrJson attributes) throws IOException {
		return attributes.has("lucid") && attributes.child("lucid").has("record")
			? Optional.of(attributes.child("lucid").child("record")) : Optional.empty();
	}

	/** @return the optics of each channel, without what the run assumed; none if there is no record */
	static List<OpticalSettings> optics(final ZarrJson attributes) throws IOException {
		final List<OpticalSettings> all = new ArrayList<>();
		final Optional<ZarrJson> record = of(attributes);
		if (record.isPresent()) for (final ZarrJson channel : record.get().children("microscope"))
			try {
				all.add(channel(channel));
			}
			catch (final IllegalArgumentException e) {
				throw attributes.damaged("microscope");
			}
		return all;
	}

	private static OpticalSettings channel(final ZarrJson channel) throws IOException {
		OpticalSettings optics = OpticalSettings.NONE;
		for (final OpticalParameter parameter : OpticalParameter.values())
			if (isKnown(channel, parameter.flag())) optics = optics.with(parameter,
				Double.parseDouble(channel.child(parameter.flag()).text("value")), Origin.FILE);
		return isKnown(channel, "modality")
			? optics.with(Modality.of(channel.child("modality").text("value")), Origin.FILE) : optics;
	}

	private static boolean isKnown(final ZarrJson channel, final String name) throws IOException {
		return channel.has(name) && !channel.child(name).text("origin", "").equals(Origin.DEFAULT.toString());
	}
}
