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
package sc.fiji.lucid.job.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.deconvolution.Unheeded;
import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.VoxelUnit;
import sc.fiji.lucid.optics.ZDirection;

/**
 * How a stack was taken, settled from what the user said, what the file says, and
 * documented defaults.
 *
 * @param voxel the voxel size
 * @param voxelOrigin who said so
 * @param microscopes one per channel; empty if PSFs were given and optics do not
 *          matter
 * @param zDirection which end of the stack lies at the coverslip
 * @param zDirectionOrigin who said so
 * @param lines all of it in words, with origins
 */
public record Acquisition(VoxelSize voxel, Origin voxelOrigin, List<Microscope> microscopes, ZDirection zDirection,
	Origin zDirectionOrigin, List<String> lines)
{

	/** @throws IllegalArgumentException that names everything that is missing and matters, or that no light is shown */
	public static Acquisition of(final Stack stack, final Request request) {
		DisplayStamp.refuse(stack, "restored");
		final List<String> missing = new ArrayList<>();
		final List<String> lines = new ArrayList<>(stack.metadata().notes());
		final Optional<VoxelSize> voxel = request.voxel().or(() -> fromFile(stack, lines));
		if (voxel.isEmpty())
			missing.add("The voxel size of " + stack.name() + " is not known (" + unknownAxes(stack.metadata()) +
				"): give --voxel XxYxZ in µm, or set it in Fiji under Image > Properties." + why(stack.metadata()));
		final List<Microscope> microscopes = new ArrayList<>();
		if (request.psfs().isEmpty()) for (int c = 0; c < stack.channels(); c++)
			try {
				microscopes.add(Request.forChannel(request.optics(), c, stack, "sets of optics")
					.orElse(stack.metadata().optics(c))
					.microscope());
			}
			catch (final IllegalArgumentException e) {
				if (!missing.contains(e.getMessage())) missing.add(e.getMessage());
			}
		if (!missing.isEmpty()) throw new IllegalArgumentException(String.join(" ", missing));
		final Origin origin = request.voxel().isPresent() ? Origin.GIVEN : Origin.FILE;
		lines.add("voxel size = " + voxel.get() + " µm (" + origin +
			(origin == Origin.FILE && !stack.metadata().voxelSource().isEmpty() ? ": " + stack.metadata().voxelSource()
				: "") +
			")");
		microscopes.forEach(m -> VoxelUnit.refuseOther(m, voxel.get(), stack.slices() > 1, "--voxel"));
		lines.addAll(Suspicions.of(stack, voxel.get()));
		lines.addAll(Unheeded.warnings(request.options()));
		microscopes.stream().flatMap(m -> m.warnings().stream()).distinct().forEach(lines::add);
		lines.addAll(request.scan().lines(stack.shape(), voxel.get(), request));
		lines.addAll(direction(stack, request, microscopes));
		return new Acquisition(voxel.get(), origin, microscopes,
			request.zDirection().orElse(ZDirection.COVERSLIP_FIRST),
			request.zDirection().isPresent() ? Origin.GIVEN : Origin.DEFAULT, lines);
	}

	/** Nothing, where the PSF is the same from both sides and nobody spoke of a direction. */
	private static List<String> direction(final Stack stack, final Request request,
		final List<Microscope> microscopes)
	{
		if (!request.psfs().isEmpty()) return request.zDirection().isEmpty() ? List.of()
			: List
				.of("warning: 'z-direction' does not turn a PSF from a file: it must have been recorded in the same " +
					"direction as the stack");
		final boolean lopsided = microscopes.stream().anyMatch(Microscope::isLopsided);
		if (request.zDirection().isPresent()) return List.of("z direction = " + request.zDirection().get().words() +
			" (given" + (lopsided ? ")" : "; the PSF is the same from both sides)"));
		if (!lopsided || stack.slices() == 1) return List.of();
		final List<String> lines = new ArrayList<>(
			List.of("z direction = " + ZDirection.COVERSLIP_FIRST.words() + " (default; the file does not know)"));
		if (stack.metadata().zRise().orElse(0) < 0) lines
			.add("warning: The stage's z falls from the first slice to the last. On most microscopes the first slice " +
				"then is the deepest: look which slice lies at the coverslip, and give --z-direction");
		return lines;
	}

	/** @return the same with microscopes, one per channel, and a direction of which the stack itself told something */
	public Acquisition found(final List<Microscope> others, final ZDirection direction) {
		return new Acquisition(voxel, voxelOrigin, others, direction,
			direction == zDirection ? zDirectionOrigin : Origin.FOUND, lines);
	}

	/** The file's voxel size; a single slice needs no z spacing. */
	public static Optional<VoxelSize> fromFile(final Stack stack, final List<String> lines) {
		final StackMetadata m = stack.metadata();
		if (m.voxelSize().isPresent() || stack.slices() > 1 || m.voxelX().isEmpty() || m.voxelY().isEmpty())
			return m.voxelSize();
		lines.add("One slice: restored as a 2-D image; the z spacing is taken as the pixel size and has no effect.");
		return Optional.of(new VoxelSize(m.voxelX().getAsDouble(), m.voxelY().getAsDouble(), m.voxelX().getAsDouble()));
	}

	/** What the file says of a size that is not used. */
	private static String why(final StackMetadata m) {
		return m.notes()
			.stream()
			.filter(note -> note.matches(".*(scale|unit|resolution tags|no length).*"))
			.map(note -> " (" + note.replaceFirst("^warning: ", "") + ".)")
			.findFirst()
			.orElse("");
	}

	private static String unknownAxes(final StackMetadata m) {
		final List<String> axes = new ArrayList<>();
		addIfEmpty(axes, m.voxelX(), "x");
		addIfEmpty(axes, m.voxelY(), "y");
		addIfEmpty(axes, m.voxelZ(), "the z spacing");
		// What is there and no use is said behind, with what it is.
		return String.join(", ", axes) + (!why(m).isEmpty() ? "" : axes.size() == 1 ? " is missing" : " are missing");
	}

	private static void addIfEmpty(final List<String> axes, final OptionalDouble value, final String name) {
		if (value.isEmpty()) axes.add(name);
	}
}
