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
package sc.fiji.lucid.enhancement;

import java.util.Locale;

/** What can be said to an enhancement; the name serves as flag, macro key and key of the record. */
public enum EnhancementParameter {

	/** Per cent of the voxels that become white or black; ImageJ's default of <em>Enhance Contrast</em>. */
	SATURATED(0.35, 0, 50, "per cent of the voxels that become black or white, half of them each"),
	/** Exponent of the stretched values. */
	GAMMA(1, 0.1, 10, "exponent of the stretched values: below 1, dim things become brighter"),
	/** Standard deviation of the Gaussian of an unsharp mask, in voxels; ImageJ's default. */
	RADIUS(1, 0.1, 500, "width of what is sharpened: standard deviation of the blur, in voxels"),
	/** Weight of the blurred plane; ImageJ's default. */
	WEIGHT(0.6, 0.01, 0.95, "how much of the blurred plane is taken away"),
	/** Standard deviation of what counts as light, in voxels; 0 is an eighth of the shorter side. */
	SIGMA(0, 0, 5000,
		"width from which changes count as light: standard deviation in voxels; 0: an eighth of the " + "shorter side"),
	/** What part of the light's changes stays. */
	LIGHT(0.5, 0, 1, "what part of slow changes, the light's, stays: 1 for all"),
	/** By how much quick changes are raised. */
	DETAIL(1.5, 0.1, 10, "by how much quick changes, the object's, are raised: 1 for not at all"),
	/** Tiles along each side, as Zuiderveld's. */
	TILES(8, 1, 64,
		"tiles along each side of a plane, each with grey values of its own; none is narrower than 8 voxels"),
	/** How much steeper than without an equalisation grey values may become. */
	LIMIT(3, 1, 100, "how many times as steep as before grey values may become: 1 changes nothing, more raises noise");

	private final double usual;
	private final double least;
	private final double most;
	private final String help;

	EnhancementParameter(final double usual, final double least, final double most, final String help) {
		this.usual = usual;
		this.least = least;
		this.most = most;
		this.help = help;
	}

	/** @return what holds where nobody says anything */
	public double usual() {
		return usual;
	}

	/** @return what it does, in words for users */
	public String help() {
		return help + " (" + plain(least) + " to " + plain(most) + ", default " + plain(usual) + ")";
	}

	/**
	 * @param text a number with a decimal point
	 * @return its value
	 * @throws IllegalArgumentException that names the parameter, if it is no number or out of range
	 */
	public double parse(final String text) {
		try {
			final double value = Double.parseDouble(text.trim());
			if (value >= least && value <= most && (this != TILES || value == Math.rint(value))) return value;
		}
		catch (final NumberFormatException e) {
			// Told below.
		}
		throw new IllegalArgumentException("'" + this + "' is '" + text + "': give a " +
			(this == TILES ? "whole number" : "number") + " from " + plain(least) + " to " + plain(most) + ".");
	}

	private static String plain(final double value) {
		return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
