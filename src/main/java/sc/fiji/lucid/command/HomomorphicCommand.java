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
package sc.fiji.lucid.command;

import java.util.Arrays;
import java.util.List;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.lucid.enhancement.EnhancementMethod;

/** Plugins &gt; Lucid &gt; Enhancement &gt; Lucid Homomorphic Display...: evens out light and raises detail. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Enhancement>Lucid Homomorphic Display...", headless = true,
	initializer = "begin")
public final class HomomorphicCommand extends EnhanceCommand {

	@Parameter(label = "Width of the light (voxels)", persist = false, required = false,
		description = "Slower changes count as light; 0: an eighth of the shorter side")
	private String sigma = "0";

	@Parameter(label = "Light that stays", persist = false, required = false,
		description = "What part of slow changes stays: 0 to 1")
	private String light = "0.5";

	@Parameter(label = "Detail", persist = false, required = false,
		description = "By how much quick changes are raised: 1 for not at all")
	private String detail = "1.5";

	/** Made by SciJava. */
	public HomomorphicCommand() {
		super("Lucid Homomorphic Display", EnhancementMethod.HOMOMORPHIC);
	}

	@Override
	List<String> fields() {
		return Arrays.asList(sigma, light, detail);
	}
}
