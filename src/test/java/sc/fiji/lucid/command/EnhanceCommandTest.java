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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.io.DisplayStamp;

/** Plugins &gt; Lucid &gt; Enhancement, of open images of all kinds. */
public class EnhanceCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Context context = new Context();

	@After
	public void dispose() {
		context.dispose();
	}

	private ImagePlus run(final Class<? extends Command> command, final Object... inputs)
		throws InterruptedException, ExecutionException
	{
		return (ImagePlus) context.service(CommandService.class).run(command, true, inputs).get().getOutput("result");
	}

	private static ImagePlus image(final int bits) {
		final ImagePlus image = IJ.createHyperStack("cells", 40, 30, 2, 3, 2, bits);
		for (int i = 1; i <= image.getStackSize(); i++)
			for (int k = 0; k < 40 * 30; k++)
				image.getStack().getProcessor(i).setf(k, 10 + i + k % 97 + (k % 41 == 7 ? 100 : 0));
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.1;
		image.getCalibration().pixelDepth = 0.3;
		return image;
	}

	@Test
	public void aNewStampedImageIsMadeOfEveryKindAndTheInputStays() throws Exception {
		final Map<Class<? extends Command>, Object[]> commands = new LinkedHashMap<>();
		commands.put(ContrastCommand.class, new Object[] { "saturated", "1", "gamma", "0,8" });
		commands.put(UnsharpCommand.class, new Object[] { "radius", "2", "weight", "0.5" });
		commands.put(HomomorphicCommand.class, new Object[] { "sigma", "5", "light", "0.2", "detail", "2" });
		commands.put(ClaheCommand.class, new Object[] { "tiles", "3", "limit", "4" });
		for (final Map.Entry<Class<? extends Command>, Object[]> each : commands.entrySet())
			for (final int bits : new int[] { 8, 16, 32 }) {
				final ImagePlus image = image(bits), copy = image.duplicate();
				final Object[] inputs = new Object[each.getValue().length + 2];
				inputs[0] = "image";
				inputs[1] = image;
				System.arraycopy(each.getValue(), 0, inputs, 2, each.getValue().length);
				final ImagePlus result = run(each.getKey(), inputs);
				assertTrue(result.getTitle(),
					result.getTitle()
						.matches(
							"For display, not for measurement: (contrast|unsharp|homomorphic|clahe) of cells(-\\d+)?"));
				assertTrue(DisplayStamp.isIn(result.getTitle()));
				assertTrue(result.getInfoProperty(),
					result.getInfoProperty().contains("\n" + DisplayStamp.TEXT + ": "));
				for (int i = 1; i < each.getValue().length; i += 2)
					assertTrue(result.getInfoProperty(), result.getInfoProperty()
						.contains(each.getValue()[i - 1] + " " + each.getValue()[i].toString().replace(',', '.')));
				assertArrayEquals(new int[] { 40, 30, 2, 3, 2 }, result.getDimensions());
				assertEquals(0.1, result.getCalibration().pixelWidth, 0);
				boolean changed = false;
				for (int i = 1; i <= image.getStackSize(); i++)
					for (int k = 0; k < 40 * 30; k++) {
						assertEquals(copy.getStack().getProcessor(i).getf(k), image.getStack().getProcessor(i).getf(k),
							0);
						changed |= result.getStack().getProcessor(i).getf(k) != image.getStack()
							.getProcessor(i)
							.getf(k);
					}
				assertTrue(changed);
			}
	}

	@Test
	public void itIsNeitherJudgedNorRestored() throws Exception {
		final ImagePlus image = image(16), shown = run(ClaheCommand.class, "image", image);
		// Renamed, duplicated, in another type: Info stays.
		shown.setTitle("mine");
		final ImagePlus copy = shown.duplicate();
		refuses("mine was enhanced for display", QualityCommand.class, "raw", image, "restored", shown, "output",
			folder.getRoot() + "/q.html", "settings", "na=0.8 emission=520");
		refuses("was enhanced for display", DeconvolveCommand.class, "image", copy, "na", "0.8", "emission", "520",
			"iterations", "2");
		refuses("so it is not repaired", RepairCommand.class, "image", copy);
		refuses("so it is not denoised", DenoiseCommand.class, "image", copy);
	}

	@Test
	public void whatIsWrongIsNamed() throws Exception {
		refuses("'gamma' is 'abc': give a number from 0.1 to 10.", ContrastCommand.class, "image", image(8), "gamma",
			"abc");
		refuses("Use Image > Color > Make Composite first.", ClaheCommand.class, "image",
			IJ.createImage("colours", "RGB", 20, 20, 1));
	}

	private void refuses(final String words, final Class<? extends Command> command, final Object... inputs)
		throws InterruptedException
	{
		try {
			run(command, inputs);
		}
		catch (final ExecutionException | RuntimeException e) {
			assertTrue(e.toString() + e.getCause(), (e.toString() + e.getCause()).contains(words));
			return;
		}
		throw new AssertionError("no error: " + words);
	}

	@Test
	public void macrosReachThem() {
		ImageJMacros.begin(context);
		final String path = folder.getRoot() + "/cells.tif";
		IJ.saveAsTiff(image(16), path);
		assertEquals("For display, not for measurement: clahe of cells.tif 32 12, cells.tif 16",
			ImageJMacros.run("open(getArgument()); id = getImageID();\n" +
				"run('Lucid CLAHE...', 'tiles=4 limit=2');\n" +
				"a = getTitle() + ' ' + bitDepth() + ' ' + nSlices; selectImage(id); return a + ', ' + getTitle() " +
				"+ ' ' + bitDepth();", path));
	}

	@Test
	public void theGuideHasTheirChapters() throws IOException {
		final String guide = Files.readString(Path.of("docs/guide/fiji.md"));
		for (final CommandInfo command : Commands.all(context))
			if (command.getMenuPath().getMenuString(false).endsWith("Enhancement")) {
				final String leaf = command.getMenuPath().getLeaf().getName();
				final String page = guide.split("\n## " + leaf.replace("...", "") + "\n")[1].split("\n## ")[0];
				assertTrue(page, page.contains("run(\"" + leaf + "\""));
				for (final ModuleItem<?> item : command.inputs())
					if (item.getType() == String.class) assertTrue(page, page.contains(item.getName() + "="));
			}
	}
}
