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

import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import ij.ImagePlus;
import ij.gui.Roi;
import sc.fiji.lucid.command.image.ImageCheck;
import sc.fiji.lucid.command.image.ImageList;
import sc.fiji.lucid.command.result.ComparedSelection;
import sc.fiji.lucid.command.result.ComparedStack;
import sc.fiji.lucid.command.result.LastRun;

/** Plugins &gt; Lucid &gt; Lucid Compare...: shows a recording and its restoration side by side. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Compare...", headless = true, initializer = "begin")
public final class CompareCommand extends LucidCommand {

	@Parameter(label = "Recorded image", persist = false, autoFill = false, required = false,
		description = "As the microscope gave it")
	private ImagePlus raw;

	@Parameter(label = "Restored image", persist = false, autoFill = false, required = false,
		description = "As Lucid or another program made it")
	private ImagePlus restored;

	@Parameter(label = "Same display range", persist = false,
		description = "Shows equal counts equally bright. Otherwise each image is shown from its own background to its own peaks")
	private boolean samerange;

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	/** Made by SciJava. */
	public CompareCommand() {
		super("Lucid Compare");
	}

	/** Fills in the last restoration. */
	protected void begin() {
		if (!asks()) return;
		final Optional<LastRun> run = LastRun.get();
		if (raw == null) raw = run.map(LastRun::raw).orElse(null);
		if (restored == null) restored = run.map(LastRun::restored).orElse(null);
	}

	@Override
	void work(final FijiProgress progress) {
		ImageCheck.pair(raw, restored);
		final ComparedStack stack = new ComparedStack(raw, restored, samerange);
		result = new ImagePlus("Compare " + raw.getTitle() + " and " + restored.getTitle(), stack);
		result.setCalibration(raw.getCalibration().copy());
		result.setSlice(Math.min(raw.getZ(), stack.size()));
		if (isAtTheScreen()) Roi.addRoiListener(new ComparedSelection(result, stack));
		ImageList.add(result, threads());
	}
}
