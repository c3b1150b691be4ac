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
package sc.fiji.lucid.deconvolution;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.fft.DeviceRoom;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Extent;

/**
 * The device that would restore a volume, as far as that is known before its voxels are read. Devices are looked for
 * when one may be used: by {@code auto}, only for a grid that is large enough.
 *
 * @param choice what the user said
 * @param room the device's memory
 * @param isStaged whether the method has two stages
 */
public record ComputingDevice(Engine choice, DeviceRoom room, boolean isStaged) {

	private static final double GB = 1 << 30;

	/**
	 * @param grid on which a volume would be restored in one piece
	 * @return the device of these options; empty where the processor restores it
	 */
	public static Optional<ComputingDevice> of(final Extent grid, final DeconvolutionOptions options) {
		if (!mayBe(options)) return Optional.empty();
		try {
			return found(grid, options);
		}
		catch (final EngineFailure e) {
			// The restoration says so.
			return Optional.empty();
		}
	}

	/**
	 * @return the devices that share tiles of this grid, for {@link DeconvolutionOptions#withDevice}; none for one
	 * alone
	 */
	public static List<String> sharing(final Extent grid, final DeconvolutionOptions options) {
		return mayBe(options) ? Engine.of(options.engine()).sharing(grid) : List.of();
	}

	private static boolean mayBe(final DeconvolutionOptions options) {
		return options.engine().mayBeDevice() && options.method().declaration().has(Trait.ON_DEVICES) &&
			options.penalty().isOnDevices();
	}

	private static Optional<ComputingDevice> found(final Extent grid, final DeconvolutionOptions options) {
		final Engine choice = Engine.of(options.engine());
		return choice.resolved(grid).room().map(room -> new ComputingDevice(choice, room, options.method().isStaged()));
	}

	/** @return whether it holds what restoring takes, and is chosen for such a grid, too */
	public boolean holds(final Extent view, final Extent grid) {
		return choice.resolved(grid).room().filter(r -> r.holds(view, grid, isStaged)).isPresent();
	}

	/**
	 * @param whole grid on which the volume would be restored in one piece
	 * @param view size of the largest tile
	 * @param grid on which that is restored
	 * @return in a line, the device, its memory, and whether it restores the tiles; empty where nobody asked for one, and
	 *         none is chosen
	 */
	public static Optional<String> line(final Extent whole, final Extent view, final Extent grid,
		final DeconvolutionOptions options)
	{
		if (!options.engine().mayBeDevice()) return Optional.empty();
		try {
			if (mayBe(options)) return found(whole, options).map(device -> device.line(view, grid));
			return options.engine().isAuto() ? Optional.empty()
				: Optional.of("none: it does not run '" + options.method() + "' with these options");
		}
		catch (final EngineFailure e) {
			return Optional.of("none: " + e.getMessage());
		}
	}

	private String line(final Extent view, final Extent grid) {
		final double takes = room.bytes(view, grid, isStaged) / GB;
		return String.format(Locale.ROOT,
			holds(view, grid) ? "%s; this takes %.2f GB" : "%s; this would take %.2f GB: the processor restores", room,
			takes);
	}
}
