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

import java.io.IOException;
import java.io.InputStream;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.io.Opener;
import sc.fiji.lucid.command.image.ImageList;

/** Plugins &gt; Lucid &gt; Lucid Open Sample: opens the stack of the tutorial, which knows its own optics. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Open Sample", headless = true)
public final class SampleCommand extends LucidCommand {

	/** See {@code test-stacks/README.md}. */
	private static final String FILE = "shells.tif";

	/** Its optics in the words of Bio-Formats, which dialogs read. */
	private static final String INFO = "Hollow spheres, as a widefield microscope records them; made by Lucid\n" +
		"Modality = widefield\nNumericalAperture = 1.4\nImmersion = Oil\nEmissionWavelength = 520\n";

	/** Cuts through four of the spheres. */
	private static final int SLICE = 27;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	/** Made by SciJava. */
	public SampleCommand() {
		super("Lucid Open Sample");
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		try (InputStream file = getClass().getResourceAsStream(FILE)) {
			result = new Opener().openTiff(file, "sample shells.tif");
		}
		if (result == null) throw new IOException("The sample cannot be read from Lucid's jar: install Lucid again.");
		result.setProperty("Info", INFO);
		result.setSlice(SLICE);
		result.resetDisplayRange();
		ImageList.add(result, threads());
	}
}
