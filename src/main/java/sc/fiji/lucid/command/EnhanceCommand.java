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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;
import org.scijava.widget.Button;

import ij.ImagePlus;
import sc.fiji.lucid.command.image.ImageCheck;
import sc.fiji.lucid.command.image.ImageList;
import sc.fiji.lucid.command.image.ImageLock;
import sc.fiji.lucid.command.words.DecimalComma;
import sc.fiji.lucid.enhancement.EnhancementMethod;
import sc.fiji.lucid.enhancement.EnhancementParameter;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.io.imagej.ImageJStackWriter;
import sc.fiji.lucid.job.EnhanceJob;

/** Makes a new image for the eye from the active one, and says on it that nothing is to be measured in it. */
abstract class EnhanceCommand extends LucidCommand {

	private final EnhancementMethod method;

	@Parameter(label = "Image")
	private ImagePlus image;

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	EnhanceCommand(final String name, final EnhancementMethod method) {
		super(name);
		this.method = method;
	}

	/** @return what the fields hold, in the order of the method's parameters; a field may be empty */
	abstract List<String> fields();

	/** Checks that there is an image. */
	protected void begin() {
		if (image == null) refuse("There is no image open. Open one first.");
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		final Map<EnhancementParameter, Double> values = new EnumMap<>(EnhancementParameter.class);
		for (int i = 0; i < method.parameters().size(); i++) {
			final EnhancementParameter parameter = method.parameters().get(i);
			final String text = DecimalComma.inNumbers(fields().get(i));
			if (!text.isBlank()) values.put(parameter, parameter.parse(text));
		}
		final EnhanceJob job = new EnhanceJob(method, values);
		try (ImageLock lock = ImageLock.of(image)) {
			if (image != null && image.getBitDepth() == 24) throw new IllegalArgumentException("'" + image.getTitle() +
				"' is an RGB image, whose colours would change. Use Image > Color > Make Composite first.");
			ImageCheck.channels(image);
			final ImageJStack stack = ImageJStack.of(image);
			final ImageJStackWriter writer = new ImageJStackWriter(stack, job.title(image.getTitle()));
			job.run(stack, writer::write, progress, this::log);
			writer.appendInfo(job.info());
			writer.finish();
			result = writer.image();
			ImageList.add(result, threads());
		}
	}
}
