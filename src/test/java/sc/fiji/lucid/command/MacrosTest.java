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
import static org.junit.Assert.assertNull;
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
import org.scijava.ItemVisibility;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.thread.ThreadService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.Calibration;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.batch.PastRun;
import sc.fiji.lucid.job.settings.Settings;

/** Every macro runs. */
public class MacrosTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Context context = new Context();
	private final Set<String> run = new TreeSet<>();

	@Before
	public void makeStack() {
		ImageJMacros.begin(context);
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

	private CommandModule macro(final String name, final String argument) throws IOException {
		run.add(name);
		final String macro = Files.readString(Path.of("macros", name));
		final String returned = ImageJMacros.run(macro + "\nreturn getVersion();", argument);
		assertEquals(name + " ran to its end", IJ.getVersion(),
			returned == null ? null : returned.replaceAll(".*/", ""));
		return ImageJMacros.ran().get(ImageJMacros.ran().size() - 1);
	}

	@Test
	public void everyMacroRuns() throws Exception {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		restored(macro("deconvolve_stack.ijm", stack), stack, 1);
		Files.delete(Path.of(stack.replace(".tif", "-restored.tif")));
		final String tiff = stack.replace("stack.tif", "my tif stack.TIFF");
		Files.copy(Path.of(stack), Path.of(tiff));
		macro("deconvolve_stack.ijm", tiff);
		Files.delete(Path.of(tiff.replace(".TIFF", "-restored.tif")));
		Files.delete(Path.of(tiff));
		restored(macro("deconvolve_measured_psf.ijm", stack + "," + stack), stack, 1);
		final String two = save("two.tif", 2, 6);
		restored(macro("multi_channel.ijm", two), two, 2);
		for (final String name : new String[] { "stack-restored.tif", "two-restored.tif" })
			Files.delete(folder.getRoot().toPath().resolve(name));
		final String out = folder.newFolder("out").getPath();
		macro("folder_batch.ijm", folder.getRoot() + "," + out);
		final String parts = folder.newFolder("parts").getPath();
		macro("cluster_array_job.ijm", folder.getRoot() + "," + parts + ",2/2");
		assertTrue(new File(out, "stack-restored.tif").exists());
		assertEquals(Set.of("lucid-status-2-of-2.csv", "two-restored.tif", "two-restored.tif.json"),
			Set.of(new File(parts).list()));
		assertEquals("a macro is not run by this test", macros(), run);
	}

	@Test
	public void aKeyThatNoCommandHasWouldBeSilentlyIgnoredByImageJ() throws IOException {
		for (final String name : macros())
			for (final String line : Files.readAllLines(Path.of("macros", name)))
				if (line.startsWith("run(\"Lucid")) for (final String key : keys(line))
					assertTrue(name + ": " + key,
						Commands.all(context)
							.stream()
							.filter(c -> line.contains(c.getMenuPath().getLeaf().getName()))
							.anyMatch(c -> c.getInput(key) != null));
	}

	private static Set<String> keys(final String line) {
		final Set<String> keys = new TreeSet<>();
		final String outside = line.replaceAll("\\[[^\\]]*\\]", "");
		for (final java.util.regex.Matcher m = java.util.regex.Pattern.compile("([a-z_]+)=").matcher(outside); m
			.find();)
			keys.add(m.group(1));
		return keys;
	}

	@Test
	public void theNextLineHasTheResultAndNoInputChanges() {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		final String got = ImageJMacros.run("open(getArgument()); id = getImageID();\n" +
			"run('Lucid Deconvolve...', 'na=0.8 emission=520 iterations=3');\n" +
			"a = getTitle() + ' ' + bitDepth() + ' ' + nSlices; selectImage(id); return a + ', ' + getTitle() + ' ' + bitDepth();",
			stack);
		assertEquals("Lucid stack.tif 32 7, stack.tif 16", got);
	}

	/** A recorded {@code selectImage("Lucid a")} would choose the first of two. */
	@Test
	public void noTwoResultsHaveOneTitle() {
		final String optics = "'na=0.8 emission=520 iterations=2 method=richardson-lucy'";
		final String got = ImageJMacros.run("setBatchMode(true); open(getArgument()); rename('a.tif');\n" +
			"titles = ''; lines = newArray('Deconvolve', 'Deconvolve', 'Deconvolve', 'Repair', 'Repair', 'Contrast', 'CLAHE', " +
			"'CLAHE');\n" + "options = newArray(" + optics + ", " + optics + ", " + optics +
			", 'repair=auto', 'repair=auto', 'gamma=1', 'tiles=4', 'tiles=4');\n" +
			"for (i = 0; i < lines.length; i++) { selectImage('a.tif'); run('Lucid ' + lines[i] + '...', options[i]);\n" +
			"titles = titles + getTitle() + '|'; } setBatchMode(false); return titles;",
			new File(folder.getRoot(), "stack.tif").getPath());
		assertEquals("Lucid a.tif|Lucid a-1.tif|Lucid a-2.tif|Repaired a.tif|Repaired a-1.tif|" +
			"For display, not for measurement: contrast of a.tif|For display, not for measurement: clahe of a.tif|" +
			"For display, not for measurement: clahe of a-1.tif|", got);
	}

	@Test
	public void anErrorEndsTheMacroAndLeavesNoResult() {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		for (final String wrong : new String[] { "na=abc emission=520", "na=0.8",
			"na=0.8 emission=520 psf=[no such file]", "na=0.8 emission=520 method=magic" })
		{
			final int images = WindowManager.getImageCount();
			final String got = ImageJMacros.run("open(getArgument());\nrun('Lucid Deconvolve...', '" + wrong +
				"');\nreturn 'went on with ' + getTitle();", stack);
			assertTrue(wrong + ": " + got, got == null || got.equals("[aborted]"));
			assertTrue(WindowManager.getImageCount() <= images + 1);
		}
	}

	/** ImageJ finds {@code na=} inside {@code sheet-na=}, {@code voxel=} inside {@code psf-voxel=}. */
	@Test
	public void aKeyInsideAValueIsNotTaken() {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		assertEquals("true",
			ImageJMacros.run(
				"open(getArgument());\nrun('Lucid Deconvolve...', 'emission=520 " +
					"na=0.8 method=richardson-lucy more=[psf-voxel=0.2x0.2x0.5 iterations=2]');\nreturn 'true';",
				stack));
		final CommandModule ran = ImageJMacros.ran().get(0);
		assertEquals("", ran.getInput("voxel"));
		assertEquals("", ran.getInput("psfvoxel"));
		assertEquals("", ran.getInput("iterations"));
		assertTrue(((ImagePlus) ran.getOutput("result")).getInfoProperty().contains("2 iterations"));
	}

	@Test
	public void aKeyThatTheCommandDoesNotHaveEndsTheMacro() {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		for (final String wrong : new String[] { "iteratons=50", "Method=wiener", "frobnicate", "na=0.9",
			"gain=0.5" })
		{
			final String got = ImageJMacros
				.run("open(getArgument());\nrun('Lucid Deconvolve...', 'na=0.8 emission=520 " + wrong +
					"');\nreturn 'went on with ' + getTitle();", stack);
			assertTrue(wrong + ": " + got, got == null || got.equals("[aborted]"));
			assertNull(wrong, ImageJMacros.ran().get(ImageJMacros.ran().size() - 1).getOutput("result"));
		}
	}

	@Test
	public void aWordAloneSwitchesOn() {
		for (final String word : new String[] { "pointsampled", "pointsampled=true", "pointsampled=false", "" }) {
			ImageJMacros.run("run('Lucid PSF from Optics...', 'na=0.8 emission=520 voxel=0.1x0.1x0.3 " + word + "');",
				"");
			assertEquals(word, word.startsWith("pointsampled") && !word.endsWith("false"),
				ImageJMacros.ran().get(ImageJMacros.ran().size() - 1).getInput("pointsampled"));
		}
		final String got = ImageJMacros
			.run("run('Lucid PSF from Optics...', 'na=0.8 emission=520 pointsampled=yes'); return 'went on';", "");
		assertTrue(got, got == null || got.equals("[aborted]"));
	}

	/** SciJava's threads run other commands later, for which ImageJ would take that image for the active one. */
	@Test
	public void noThreadKeepsTheImageOfABatch() throws Exception {
		final String stack = new File(folder.getRoot(), "stack.tif").getPath();
		ImageJMacros.run("setBatchMode(true); open(getArgument());\n" +
			"run('Lucid Deconvolve...', 'na=0.8 emission=520 iterations=2'); close(); close(); setBatchMode(false);",
			stack);
		for (int i = 0; i < 20; i++)
			assertNull(context.service(ThreadService.class).run(WindowManager::getTempCurrentImage).get());
	}

	/** What a macro recorder writes is every input as it was when the command had ended. */
	@Test
	public void theRecordedLineReplaysToEqualPixels() throws Exception {
		final ImagePlus image = IJ.openImage(new File(folder.getRoot(), "stack.tif").getPath());
		final CommandModule first = context.service(CommandService.class)
			.run(DeconvolveCommand.class, true, "image", image, "na", "0.8", "emission", "520", "iterations", "3",
				"more", "boundary=padded start=observed")
			.get();
		final StringBuilder options = new StringBuilder();
		for (final ModuleItem<?> item : first.getInfo().inputs()) {
			final Object value = first.getInput(item.getName());
			if (item.getVisibility() == ItemVisibility.MESSAGE) continue;
			if (value instanceof String text) options.append(item.getName()).append("=[").append(text).append("] ");
		}
		assertTrue(options.toString(), options.toString().contains("emission=[520] "));
		assertEquals("true",
			ImageJMacros.run("open(getArgument());\nrun('Lucid Deconvolve...', '" + options + "');\nreturn 'true';",
				new File(folder.getRoot(), "stack.tif").getPath()));
		final ImagePlus again = (ImagePlus) ImageJMacros.ran().get(0).getOutput("result");
		final ImagePlus once = (ImagePlus) first.getOutput("result");
		for (int i = 1; i <= once.getStackSize(); i++)
			assertArrayEquals((float[]) once.getStack().getPixels(i), (float[]) again.getStack().getPixels(i), 0);
	}

	@Test
	public void theMacroOfARecordGivesTheSamePixels() throws Exception {
		final Path in = folder.getRoot().toPath().resolve("stack.tif"), out = in.resolveSibling("file.tif");
		Settings settings = Settings.NONE.with("na", "0.8").with("emission", "520").with("iterations", "3");
		for (final String more : new String[] { "boundary=padded", "read-noise=4", "coverslip-thickness=150", "depth=3",
			"sample-index=1.4", "method=richardson-lucy" })
			settings = settings.with(more.split("=")[0], more.split("=")[1]);
		new FileJob(in, out, settings).run(Progress.NONE, line -> {});
		final String macro = PastRun.of(RunRecord.pathFor(out)).macro();
		assertEquals(macro, "done", ImageJMacros.run(macro + "\nreturn 'done';", ""));
		final ImagePlus file = IJ.openImage(out.toString());
		final ImagePlus result = (ImagePlus) ImageJMacros.ran().get(0).getOutput("result");
		for (int i = 1; i <= file.getStackSize(); i++)
			assertArrayEquals((float[]) file.getStack().getPixels(i), (float[]) result.getStack().getPixels(i), 0);
	}

	/** The macro saved it, so that the line after the command had it. */
	private static void restored(final CommandModule module, final String stack, final int channels) {
		assertEquals(channels, ((ImagePlus) module.getOutput("result")).getNChannels());
		final ImagePlus result = IJ.openImage(stack.replace(".tif", "-restored.tif"));
		assertEquals(32, result.getBitDepth());
		assertEquals(channels, result.getNChannels());
	}

	private static Set<String> macros() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("macros"))) {
			return new TreeSet<>(files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".ijm")).toList());
		}
	}
}
