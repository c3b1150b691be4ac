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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;

/** Every macro runs. */
public class MacrosTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Context context = new Context();
	private final Set<String> run = new TreeSet<>();

	@Before
	public void makeStack() {
		save("stack.tif", 1, 7);
	}

	@After
	public void dispose() {
		context.dispose();
	}

	private String save(final String name, final int channels, final int slices) {
		final ImagePlus image = IJ.createHyperStack(name, 20, 18, channels, slices, 1, 16);
		for (int i = 1; i <= image.getStackSize(); i++)
			image.getStack().getProcessor(i).add(100 + i);
		for (int c = 1; c <= channels; c++)
			image.getStack().getProcessor(image.getStackIndex(c, slices / 2 + 1, 1)).set(10, 9, 2000);
		final Calibration calibration = image.getCalibration();
		calibration.setUnit("um");
		calibration.pixelWidth = calibration.pixelHeight = 0.1;
		calibration.pixelDepth = 0.3;
		final String path = new File(folder.getRoot(), name).getPath();
		IJ.saveAsTiff(image, path);
		return path;
	}

	private CommandModule macro(final String name, final String argument) throws Exception {
		run.add(name);
		return new MacroRunner(context).run(Files.readString(Path.of("macros", name)), argument);
	}

	@Test
	public void everyMacroRuns() throws Exception {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		restored(macro("deconvolve_stack.ijm", stack), 1);
		restored(macro("deconvolve_measured_psf.ijm", stack + "," + stack), 1);
		restored(macro("multi_channel.ijm", save("two.tif", 2, 6)), 2);
		final String out = folder.newFolder("out").getPath();
		assertEquals(0, macro("folder_batch.ijm", folder.getRoot() + "," + out).getOutput("failed"));
		final String parts = folder.newFolder("parts").getPath();
		assertEquals(0, macro("cluster_array_job.ijm", folder.getRoot() + "," + parts + ",2/2").getOutput("failed"));
		assertTrue(new File(out, "stack-restored.tif").exists());
		assertEquals(Set.of("lucid-status-2-of-2.csv", "two-restored.tif", "two-restored.tif.json"), Set.of(new File(parts)
			.list()));
		assertEquals("a macro is not run by this test", macros(), run);
	}

	private static void restored(final CommandModule module, final int channels) {
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		assertEquals(32, result.getBitDepth());
		assertEquals(channels, result.getNChannels());
	}

	private static Set<String> macros() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("macros"))) {
			return new TreeSet<>(files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".ijm")).toList());
		}
	}
}
