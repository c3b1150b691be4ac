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

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import ij.ImagePlus;
import sc.fiji.lucid.command.image.ImageCheck;
import sc.fiji.lucid.command.image.ImageList;
import sc.fiji.lucid.command.image.ImageLock;
import sc.fiji.lucid.command.words.MoreSettings;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.io.imagej.ImageJStackWriter;
import sc.fiji.lucid.job.RepairJob;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Heeded;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.tiling.Plan;

/** Plugins &gt; Lucid &gt; Lucid Repair...: repairs the active image, and restores nothing. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Repair...", headless = true, initializer = "begin")
public final class RepairCommand extends LucidCommand {

	@Parameter(label = "Image")
	private ImagePlus image;

	@Parameter(label = "Faults", persist = false, required = false,
		description = "auto: all that can be mistaken for nothing else; or some, separated by commas: see Help")
	private String repair = "auto";

	@Parameter(label = "More settings", persist = false, required = false,
		description = "Any of those listed under About Lucid and Help, separated by blanks; what the image " +
			"does not say of its optics: na=1.4 emission=520 voxel=0.1x0.1x0.2")
	private String more = "";

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	/** Made by SciJava. */
	public RepairCommand() {
		super("Lucid Repair");
	}

	/** Checks that there is an image. */
	protected void begin() {
		if (image == null) refuse("There is no image open. Open a stack first.");
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		final Settings settings = MoreSettings.beside(Settings.NONE.with("repair", repair),
			MoreSettings.of(more, "more", Heeded.REPAIR, "Lucid Repair"), "more");
		try (ImageLock lock = ImageLock.of(image)) {
			ImageCheck.channels(image);
			final ImageJStack stack = ImageJStack.of(image);
			final ImageJStackWriter writer = new ImageJStackWriter(stack, "Repaired " + image.getTitle());
			final RunLog report = RepairJob.run(RepairJob.Task.REPAIR, stack, settings.request(), writer::write,
				Plan.availableBytes(), progress, this::log);
			writer.appendInfo(report.info());
			writer.finish();
			result = writer.image();
			ImageList.add(result, threads());
		}
	}
}
