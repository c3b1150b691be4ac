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
package sc.fiji.lucid.cli.flags;

import java.util.Arrays;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sc.fiji.lucid.job.SimulationJob;
import sc.fiji.lucid.simulation.Placement;

/** Flags of where the object of a simulated recording lies in other frames and another channel. */
@Command
public final class PlacementFlags {

	@Option(names = "--chromatic", paramLabel = "X,Y,Z[,SCALE,DEG]",
		description = "a second channel, in which the object lies so many µm off, is so many times as large and is turned " +
			"by so many degrees about z")
	private String chromatic;

	@Option(names = "--drift", paramLabel = "X,Y,Z",
		description = "a time series, in which the object lies so many µm further in each frame")
	private String drift;

	@Option(names = "--frames", paramLabel = "N", description = "frames of the time series (default 1, with --drift 5)")
	private Integer frames;

	/**
	 * @return the same job, with what was said
	 * @throws IllegalArgumentException naming the flag that is wrong
	 */
	public SimulationJob of(final SimulationJob job) {
		if (chromatic != null) {
			final double[] n = numbers("--chromatic", chromatic, 3, 5);
			job.withChannel(
				n.length == 3 ? Placement.shift(n[0], n[1], n[2]) : new Placement(n[0], n[1], n[2], n[3], n[4]));
		}
		final double[] step = drift == null ? new double[3] : numbers("--drift", drift, 3, 3);
		Placement.shift(step[0], step[1], step[2]);
		return job.withDrift(step, frames != null ? frames : drift == null ? 1 : 5);
	}

	private static double[] numbers(final String flag, final String text, final int least, final int most) {
		try {
			final double[] numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
			if (numbers.length == least || numbers.length == most) return numbers;
		}
		catch (final NumberFormatException e) {
			// refused as any other
		}
		throw new IllegalArgumentException("'" + flag + "' takes " + least + (most == least ? "" : " or " + most) +
			" numbers with commas between them, as 0.12,-0.05,0.3, not '" + text + "'.");
	}
}
