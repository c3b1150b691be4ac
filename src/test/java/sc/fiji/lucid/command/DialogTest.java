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
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.awt.EventQueue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.MethodCallException;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.widget.Button;
import org.scijava.widget.DefaultWidgetModel;
import org.scijava.widget.WidgetModel;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import sc.fiji.lucid.command.dialog.GuidePage;
import sc.fiji.lucid.command.result.Outcome;
import sc.fiji.lucid.command.words.Choices;
import sc.fiji.lucid.command.words.DecimalComma;
import sc.fiji.lucid.job.settings.Settings;

/** The dialogs, as a biologist at the screen meets them. */
public class DialogTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
	private PrintStream standardError;
	private Context context;
	private ImagePlus image;

	@Before
	public void begin() throws IOException {
		standardError = System.err;
		System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
		context = new Context();
		ImageJMacros.begin(context);
		final Path file = folder.getRoot().toPath().resolve("cells.ome.tif");
		OmeTiffs.write(file, 24, 20, 6, 0.2, 0.5);
		image = IJ.openImage(file.toString());
		WindowManager.setTempCurrentImage(image);
	}

	@After
	public void end() {
		System.setErr(standardError);
		WindowManager.setTempCurrentImage(null);
		FakeFrontWindow.set(null);
		context.dispose();
	}

	private List<ModuleItem<?>> inputs(final CommandInfo command) {
		final List<ModuleItem<?>> inputs = new ArrayList<>();
		for (final ModuleItem<?> item : command.inputs())
			if (!org.scijava.service.Service.class.isAssignableFrom(item.getType())) inputs.add(item);
		return inputs;
	}

	/** SciJava turns an empty choice into null, and dialogs with a null choice do not open. */
	@Test
	public void everyInputCanBeShown() throws ModuleException {
		for (final CommandInfo command : Commands.all(context)) {
			final Module module = module(command);
			for (final ModuleItem<?> item : inputs(command)) {
				final WidgetModel model = new DefaultWidgetModel(context, null, module, item, List.of());
				final String what = command.getClassName() + ": " + item.getName();
				if (model.isMultipleChoice()) for (final String choice : model.getChoices())
					assertNotNull(what, choice);
				if (model.isMultipleChoice()) assertTrue(what, List.of(model.getChoices()).contains(model.getValue()));
				if (model.isNumber())
					assertTrue(what, model.getMin().doubleValue() <= ((Number) model.getValue()).doubleValue());
				assertNotNull(what, model.getText());
				assertNotNull(what, model.getWidgetLabel());
				model.updateValidation();
				assertNull(what, model.getValidationMessage());
			}
		}
	}

	/** Values that change each time make callbacks call each other for ever. */
	@Test
	public void callbacksSettle() throws ModuleException, MethodCallException {
		FakeScreen.in(context);
		for (final CommandInfo command : Commands.all(context)) {
			final Module module = module(command);
			module.initialize();
			final Map<String, Object> before = values(module);
			module.initialize();
			assertEquals(command.getClassName(), before, values(module));
			for (final ModuleItem<?> item : inputs(command)) {
				if (item.getType() == Button.class) continue;
				item.callback(module);
				assertEquals(command.getClassName() + ": " + item.getName(), before, values(module));
				if (item.getChoices() != null && !item.getChoices().isEmpty())
					assertTrue(item.getChoices().contains(item.getValue(module)));
			}
		}
	}

	private Module module(final CommandInfo command) throws ModuleException {
		final Module module = command.createModule();
		for (final ModuleItem<?> item : inputs(command))
			if (item.getType() == ImagePlus.class) module.setInput(item.getName(), image);
		return module;
	}

	/** Of all that can be seen at once; messages tell later what takes time. */
	private Map<String, Object> values(final Module module) {
		final Map<String, Object> values = new HashMap<>();
		for (final ModuleItem<?> item : inputs((CommandInfo) module.getInfo()))
			if (item.getVisibility() != org.scijava.ItemVisibility.MESSAGE)
				values.put(item.getName(), item.getValue(module));
		return values;
	}

	private CommandModule run(final Class<? extends LucidCommand> command, final Object... inputs) throws Exception {
		return context.service(CommandService.class).run(command, true, inputs).get();
	}

	@Test
	public void menuThenOkIsEnoughForACalibratedImage() throws Exception {
		final FakeScreen screen = FakeScreen.in(context);
		final CommandModule module = run(DeconvolveCommand.class, "image", image, "iterations", "2");
		assertEquals(1, screen.dialogs().size());
		assertTrue(
			((ImagePlus) module.getOutput("result")).getInfoProperty().contains("numerical aperture = 0.8 (file)"));
		assertEquals(List.of(), screen.messages());
		assertEquals("", errors());
	}

	@Test
	public void theDialogShowsWhatTheImageSaysAndTakesWhatTheUserTypes() throws Exception {
		FakeScreen.in(context).answeredBy(panel -> {
			assertEquals("0.8", panel.text("na"));
			assertEquals("520", panel.text("emission"));
			assertEquals(Choices.IMAGE, panel.text("modality"));
			assertTrue(panel.text("known"), panel.text("known").contains("0.8"));
			panel.type("na", "0.").type("na", "0.7").type("modality", "widefield");
			assertTrue(panel.text("known"), panel.text("known").contains("0.7"));
			return true;
		});
		final CommandModule module = run(DeconvolveCommand.class, "image", image, "iterations", "2");
		assertTrue(
			((ImagePlus) module.getOutput("result")).getInfoProperty().contains("numerical aperture = 0.7 (given)"));
	}

	/** What most users leave alone is in a second dialog, for those who ask for it. */
	@Test
	public void theRestIsAskedForInASecondDialogOnly() throws Exception {
		final FakeScreen screen = FakeScreen.in(context).answeredBy(panel -> {
			if (panel.names().contains("all")) panel.type("all", true).type("immersionindex", "water (1.333)");
			else panel.type("iterations", "2").type("depth", "0,5").type("engine", Choices.PROCESSOR);
			return true;
		});
		final CommandModule module = run(DeconvolveCommand.class, "image", image, "background", "100");
		assertEquals(List.of("modality", "na", "immersionindex", "emission", "excitation", "psf", "known", "preview",
			"help", "all"), screen.dialogs().get(0));
		assertEquals(List.of("known", "preview", "help", "sampleindex", "depth", "zdirection", "slabs", "voxel",
			"model", "psfvoxel", "channels", "frames", "series", "method", "iterations", "saturation", "repair", "dark",
			"flat", "bleach", "psfcheck", "engine", "more"), screen.dialogs().get(1));
		final String info = ((ImagePlus) module.getOutput("result")).getInfoProperty();
		assertTrue(info, info.contains("refractive index of the immersion = 1.333 (given)"));
		assertTrue(info, info.contains("depth below the coverslip = 0.5 µm (given)"));
		assertTrue(info, info.contains("engine = fused\n"));
	}

	@Test
	public void decimalCommasAreUnderstoodAndListsKept() {
		assertEquals("1.4", DecimalComma.inIndices("1,4", 1));
		assertEquals("1.33", DecimalComma.inIndices("1,33", 2));
		assertEquals("1.4,1.2", DecimalComma.inIndices("1.4,1.2", 2));
		assertEquals("1,1,1", DecimalComma.inIndices("1,1,1", 3));
		assertEquals("100.5", DecimalComma.inCounts("100,5", "background"));
		assertEquals("0.1x0.1x0.25", DecimalComma.inNumbers("0,1x0,1x0,25"));
		assertEquals("520.5", DecimalComma.inWavelengths("520,5", 1));
		assertEquals("460,520", DecimalComma.inWavelengths("460,520", 1));
		assertEquals("460,520", DecimalComma.inWavelengths("460,520", 2));
	}

	@Test
	public void aCommaThatMayMeanEitherIsRefused() {
		assertEquals("'1,2' may be 1.2 or one number for each channel: write 1.2, or 1.0,2.0.",
			assertThrows(IllegalArgumentException.class, () -> DecimalComma.inIndices("1,2", 2)).getMessage());
		for (final String counts : new String[] { "4,095", "100,110", "1,5,2" })
			assertThrows(counts, IllegalArgumentException.class, () -> DecimalComma.inCounts(counts, "background"));
	}

	/** A field that fills itself again cannot be emptied. */
	@Test
	public void aFieldThatIsEmptiedStaysEmptyAndTheImageDecides() throws Exception {
		FakeScreen.in(context).answeredBy(panel -> panel.type("na", "").text("na").isEmpty());
		final CommandModule module = run(DeconvolveCommand.class, "image", image, "iterations", "2");
		assertTrue(
			((ImagePlus) module.getOutput("result")).getInfoProperty().contains("numerical aperture = 0.8 (file)"));
	}

	/** Memory and time take a second to estimate; the dialog is not told by SciJava. */
	@Test
	public void theMessageChangesByItself() throws Exception {
		final List<String> shown = new ArrayList<>();
		FakeScreen.in(context).answeredBy(panel -> {
			shown.add(panel.text("known"));
			for (int i = 0; i < 1000 && shown(panel).contains("being estimated"); i++)
				IJ.wait(20);
			panel.settle();
			shown.add(shown(panel));
			return false;
		});
		context.service(CommandService.class).run(DeconvolveCommand.class, true, "image", image);
		for (int i = 0; i < 1000 && shown.size() < 2; i++)
			IJ.wait(20);
		assertTrue(shown.get(0), shown.get(0).contains("being estimated"));
		assertFalse(shown.get(1), shown.get(1).contains("being estimated"));
		assertTrue(shown.get(1), shown.get(1).contains("memory: "));
	}

	private static String shown(final FakePanel panel) {
		final javax.swing.JPanel message = panel.getWidget("known").getComponent();
		return ((javax.swing.JEditorPane) message.getComponent(0)).getText().replaceAll("\\s+", " ");
	}

	@Test
	public void eachErrorIsOneDialogAndNothingElse() {
		final FakeScreen screen = FakeScreen.in(context);
		int n = 0;
		for (final String wrong : new String[] { "na=abc", "na=3", "emission=0.5", "more=pinhol=1", "psf=nothing",
			"iterations=2.5", "background=much", "voxel=1", "channels=7" })
		{
			screen.answeredBy(panel -> {
				final String[] pair = wrong.split("=", 2);
				if (panel.names().contains("all")) panel.type("all", true);
				if (panel.names().contains(pair[0])) panel.type(pair[0], pair[1]);
				return true;
			});
			ImageJMacros.choose("Lucid Deconvolve...");
			screen.awaitMessages(++n);
			assertEquals(wrong + ": " + screen.messages(), n, screen.messages().size());
			final String message = screen.messages().get(n - 1);
			assertTrue(message, message.lines().count() <= 4 && message.lines().allMatch(l -> l.length() <= 101));
			assertFalse(message, message.contains("--") || message.contains("Exception"));
			assertEquals("", errors());
		}
	}

	@Test
	public void cancelIsQuiet() {
		final FakeScreen screen = FakeScreen.in(context).answeredBy(panel -> false);
		ImageJMacros.choose("Lucid Deconvolve...");
		assertEquals(1, screen.dialogs().size());
		assertEquals(List.of(), screen.messages());
		assertEquals("", errors());
		assertEquals(List.of(true), ImageJMacros.ran().stream().map(CommandModule::isCanceled).toList());
	}

	/** Nobody waits for what is chosen in SciJava's own menus and search bar. */
	@Test
	public void anErrorIsShownToAUserForWhomNobodyWaits() throws Exception {
		final FakeScreen screen = FakeScreen.in(context).answeredBy(panel -> {
			panel.type("na", "3");
			return true;
		});
		final List<Future<?>> begun = new ArrayList<>();
		EventQueue.invokeAndWait(
			() -> begun.add(context.service(CommandService.class).run(DeconvolveCommand.class, true, "image", image)));
		begun.get(0).get();
		assertEquals(1, screen.awaitMessages(1).messages().size());
		assertEquals("", errors());
	}

	@Test
	public void aScriptGetsTheReasonInTheExceptionsOwnMessage() throws Exception {
		FakeScreen.in(context);
		try {
			run(DeconvolveCommand.class, "image", image, "na", "3");
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(e.getMessage(), e.getMessage().contains("numerical aperture"));
		}
		assertEquals("", errors());
	}

	/** A message is as wide as its longest line. */
	@Test
	public void whatIsRefusedBeforeTheDialogFitsTheScreenToo() {
		final FakeScreen screen = FakeScreen.in(context);
		image.setProperty("Info",
			"<OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeX=\"24\" SizeY=\"20\" SizeZ=\"3\" " +
				"SizeC=\"2\" SizeT=\"1\"/></Image></OME>");
		ImageJMacros.choose("Lucid Deconvolve...");
		assertEquals(List.of(), screen.dialogs());
		final String message = screen.awaitMessages(1).messages().get(0);
		assertTrue(message, message.contains("Stack to") && message.lines().allMatch(l -> l.length() <= 101));
	}

	@Test
	public void withoutAnImageTheDialogDoesNotOpen() {
		final FakeScreen screen = FakeScreen.in(context);
		WindowManager.setTempCurrentImage(null);
		while (WindowManager.getCurrentImage() != null)
			WindowManager.getCurrentImage().close();
		for (final String leaf : new String[] { "Lucid Deconvolve...", "Lucid PSF from Beads..." })
			ImageJMacros.choose(leaf);
		assertEquals(List.of(), screen.dialogs());
		assertEquals(screen.awaitMessages(2).messages().toString(), 2, screen.messages().size());
		assertTrue(screen.messages().get(0), screen.messages().get(0).contains("Open a stack"));
		assertEquals("", errors());
	}

	@Test
	public void aMacroSaysWhoComputes() {
		for (final String word : new String[] { "processor", "fused", "[opencl:none of that name]" })
			assertEquals("done",
				ImageJMacros.run(
					"open(getArgument());\nrun('Lucid Deconvolve...', 'iterations=2 engine=" + word +
						"');\nif (indexOf(getMetadata('Info'), 'engine = fused') < 0) return 'no';\nreturn 'done';",
					image.getOriginalFileInfo().getFilePath()));
	}

	/** In a macro, what is left out is left to the image and to defaults. */
	@Test
	public void aMacroWithSomeKeysOpensNoDialog() {
		final FakeScreen screen = FakeScreen.in(context);
		final String batch = "setBatchMode(true);\n";
		for (final String begin : new String[] { "", batch }) {
			assertEquals("done",
				ImageJMacros.run(
					begin + "open(getArgument());\nrun('Lucid Deconvolve...', 'iterations=2');\n" + "return 'done';",
					image.getOriginalFileInfo().getFilePath()));
			assertEquals("done", ImageJMacros.run(begin + "run('Lucid PSF from Optics...', 'na=0.8 emission=520 " +
				"voxel=0.1x0.1x0.3 size=15x15x9');\nreturn 'done';", ""));
		}
		assertEquals("done",
			ImageJMacros.run(batch + "open(getArgument());\nrun('Lucid Deconvolve...');\nreturn 'done';",
				image.getOriginalFileInfo().getFilePath()));
		assertEquals(List.of(), screen.dialogs());
		assertEquals(List.of(), screen.messages());
		assertEquals("", errors());
	}

	@Test
	public void aMacroWithoutKeysOpensTheDialogAndEndsOnCancel() {
		final FakeScreen screen = FakeScreen.in(context).answeredBy(panel -> false);
		assertNull(ImageJMacros.run(
			"open(getArgument());\nsetBatchMode(false);\nrun('Lucid Deconvolve...');\nreturn 'went on';",
			image.getOriginalFileInfo().getFilePath()));
		assertEquals(1, screen.dialogs().size());
		assertEquals(List.of(), screen.messages());
	}

	@Test
	public void anErrorEndsTheMacroWithOneDialog() {
		final FakeScreen screen = FakeScreen.in(context);
		for (final String begin : new String[] { "", "setBatchMode(true);\n" })
			for (final String wrong : new String[] { "'Lucid Deconvolve...', 'na=abc'",
				"'Lucid Deconvolve...', 'psf=[nothing]'", "'Lucid PSF from Optics...', 'na=1.4'",
				"'Lucid Quality Report...', 'output=page.html'",
				"'Lucid Batch Deconvolve...', 'folder=nowhere output=nowhere'",
				"'Lucid PSF from Beads...', 'diameter=big'" })
			{
				screen.messages().clear();
				final String got = ImageJMacros.run(
					begin + "open(getArgument());\nrun(" + wrong + ");\nreturn 'went on';",
					image.getOriginalFileInfo().getFilePath());
				assertNull(wrong + ": " + got, got);
				assertEquals(wrong + ": " + screen.awaitMessages(1).messages(), 1, screen.messages().size());
			}
		assertEquals(List.of(), screen.dialogs());
		assertEquals("", errors());
	}

	@Test
	public void withoutAScreenAnErrorIsOneLine() {
		assertNull(ImageJMacros.run("open(getArgument());\nrun('Lucid Deconvolve...', 'na=abc');\nreturn 'went on';",
			image.getOriginalFileInfo().getFilePath()));
		assertEquals(errors(), 1, errors().lines().count());
		assertTrue(errors(), errors().contains("numerical aperture"));
	}

	@Test
	public void theSameImageTwiceIsNoPairToJudge() throws Exception {
		try {
			run(QualityCommand.class, "raw", image, "restored", image, "output", "page.html");
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(e.getMessage(), e.getMessage().contains("both 'cells.ome.tif'"));
		}
	}

	@Test
	public void theSampleKnowsItsOpticsAndCanBeCompared() throws Exception {
		final ImagePlus sample = (ImagePlus) run(SampleCommand.class).getOutput("result");
		final ImagePlus restored = (ImagePlus) run(DeconvolveCommand.class, "image", sample, "iterations", "1")
			.getOutput("result");
		assertTrue(restored.getInfoProperty(),
			restored.getInfoProperty().contains("emission wavelength = 0.52 µm (file)"));
		final ImagePlus both = (ImagePlus) run(CompareCommand.class, "raw", sample, "restored", restored)
			.getOutput("result");
		assertEquals(2 * 128 + 4, both.getWidth());
		assertEquals("XZ below, z at the scale of x", 112 + 4 + 100, both.getHeight());
		assertEquals(40, both.getNSlices());
		final int grey = both.getStack().getProcessor(20).getPixel(64, 56),
			other = both.getStack().getProcessor(20).getPixel(64 + 132, 56);
		assertTrue("a gap, then the restored image",
			both.getStack().getProcessor(20).getPixel(130, 56) == 0xff303030 && grey != other);
	}

	@Test
	public void afterwardsOneWindowTellsWhatHappened() {
		final String html = Outcome.html("cells.tif", "Lucid cells.tif", Optional.empty(), List.of(
			"voxel size = 0.1x0.1x0.3 µm (file)", "background = 99.8 counts (estimated, ± 0.5)",
			"124 iterations (554 FFTs) on a grid of 192x180x80; stopped because the fit no longer gets better, far from the " +
				"noise",
			"warning: the PSF does not explain the recording within its noise: check the PSF",
			"flux: 370 counts above background in, 518 out (ratio 1.4)"), 13.7);
		assertTrue(html, html.contains("<b><font color='#b00000'>warning: the PSF does not explain the recording"));
		assertTrue(html, html.contains("<br>124 iterations: it stopped because the fit no longer"));
		assertTrue(html, html.contains("370 counts recorded, 518 restored (ratio 1.4): more, as out-of-focus light"));
		assertTrue(html, html.contains("cells.tif was restored in 14 s"));
		assertFalse(html, html.contains("voxel size"));
		final String half = Outcome.html("cells.tif", "Lucid cells.tif", Optional.of("It is <not> complete."),
			List.of(), 13.7);
		assertTrue(half, half.startsWith("<html><h2><font color='#b00000'>It is &lt;not&gt; complete.</font></h2>"));
	}

	/** Of the many lines of a movie those are told that somebody has to mind. */
	@Test
	public void theWindowAfterARestorationLeavesOutNoWarning() {
		final List<String> log = new ArrayList<>();
		for (int t = 1; t <= 20; t++)
			log.add("channel 1, frame " + t + ": background = 99.8 counts (estimated, ± 0.5)");
		log.add("channel 1, frame 20: warning: look here");
		final String html = Outcome.html("a.tif", "Lucid a.tif", Optional.empty(), log, 13.7);
		assertTrue(html, html.contains("</h2><b><font color='#b00000'>channel 1, frame 20: warning: look here"));
		assertTrue(html, html.contains("frame 11: background") && !html.contains("frame 12: background"));
		for (int t = 1; t <= 14; t++)
			log.add("warning: " + t);
		final String many = Outcome.html("a.tif", "Lucid a.tif", Optional.empty(), log, 13.7);
		assertTrue(many, many.contains("... and 3 more warnings, which Info has") && !many.contains("background"));
	}

	/** ImageJ tells the image of a macro in batch mode, and of IJ.run, to the thread of the caller alone. */
	@Test
	public void macrosAndScriptsRestoreTheirImageNotTheFrontWindow() {
		FakeFrontWindow.set(ij.gui.NewImage.createShortImage("front", 24, 20, 6, ij.gui.NewImage.FILL_RAMP));
		IJ.run(image, "Lucid Deconvolve...", "iterations=1");
		assertEquals("Lucid cells.ome.tif", ranTitle());
		final ImagePlus other = image.duplicate();
		other.setTitle("other.tif");
		other.setProperty("Info", image.getInfoProperty());
		IJ.run(other, "Lucid Deconvolve...", "iterations=1");
		assertEquals("Lucid other.tif", ranTitle());
		ImageJMacros.run(
			"setBatchMode(true); open(getArgument()); rename('batch.tif'); " +
				"run('Lucid Deconvolve...', 'iterations=1');",
			folder.getRoot().toPath().resolve("cells.ome.tif").toString());
		assertEquals("Lucid batch.tif", ranTitle());
	}

	private static String ranTitle() {
		final List<CommandModule> ran = ImageJMacros.ran();
		return ((ImagePlus) ran.get(ran.size() - 1).getOutput("result")).getTitle();
	}

	/** SciJava would warn of a table of ImageJ in its console, which opens for that. */
	@Test
	public void theTableOfBeadsIsTakenCareOf() throws Exception {
		final ImagePlus beads = ij.gui.NewImage.createFloatImage("beads", 96, 64, 32, ij.gui.NewImage.FILL_BLACK);
		for (int z = 0; z < 32; z++)
			for (int y = 0; y < 64; y++)
				for (int x = 0; x < 96; x++) {
					final int dx = x % 32 - 16, dy = y % 32 - 16, dz = z - 16;
					beads.getStack()
						.getProcessor(z + 1)
						.setf(x, y, (float) (100 + 1000 * Math.exp(-(dx * dx + dy * dy) / 8. - dz * dz / 18.)));
				}
		beads.setCalibration(image.getCalibration().copy());
		final CommandModule module = run(BeadsCommand.class, "image", beads, "more", "voxel=0.1x0.1x0.2");
		assertEquals(6, ((ij.measure.ResultsTable) module.getOutput("table")).size());
		assertTrue(module.isOutputResolved("table"));
	}

	@Test
	public void linesOfAChannelShowItsColour() {
		final ImagePlus stack = ij.gui.NewImage.createShortImage("two", 24, 20, 12, ij.gui.NewImage.FILL_RAMP);
		stack.setDimensions(2, 6, 1);
		final ij.CompositeImage composite = new ij.CompositeImage(stack, ij.CompositeImage.COLOR);
		composite.getCalibration().setUnit("micron");
		composite.getCalibration().pixelWidth = composite.getCalibration().pixelHeight = 0.2;
		composite.getCalibration().pixelDepth = 0.5;
		composite.setChannelLut(ij.process.LUT.createLutFromColor(java.awt.Color.BLUE), 1);
		composite.setChannelLut(ij.process.LUT.createLutFromColor(java.awt.Color.GREEN), 2);
		final AtomicReference<String> told = new AtomicReference<>();
		final DeconvolveDialog dialog = new DeconvolveDialog(told::set);
		try {
			final Settings settings = Settings.NONE.with("na", "0.8").with("emission", "460,520");
			dialog.tell(composite, settings);
			assertTrue(told.get(), told.get().contains("<font color='#0000ff'>&#9679;</font> channel 1: emission"));
			assertTrue(told.get(), told.get().contains("<font color='#00ff00'>&#9679;</font> channel 2: emission"));
			composite.setMode(ij.CompositeImage.GRAYSCALE);
			dialog.tell(composite, settings);
			assertFalse(told.get(), told.get().contains("&#9679;"));
		}
		finally {
			dialog.end();
		}
	}

	@Test
	public void helpOpensTheChapterOfTheDialog() {
		for (final CommandInfo command : Commands.all(context))
			if (command.getInput("help") != null) {
				final String chapter = command.getMenuPath().getLeaf().getName().replace("...", "");
				assertTrue(chapter, GuidePage.html(chapter).contains("<h2>" + chapter));
			}
	}

	/** Old macros have empty strings where there are words now. */
	@Test
	public void emptyChoicesAndTheirWordsAreUnderstood() throws Exception {
		for (final String[] words : new String[][] { { "", "" }, { Choices.IMAGE, Choices.BY_NA } }) {
			final CommandModule module = run(DeconvolveCommand.class, "image", image, "iterations", "1", "modality",
				words[0], "model", words[1]);
			assertNotNull(module.getOutput("result"));
			assertEquals("done",
				ImageJMacros
					.run(
						"open(getArgument());\nrun('Lucid Deconvolve...', 'iterations=1 modality=[" + words[0] +
							"] model=[" + words[1] + "]');\nreturn 'done';",
						image.getOriginalFileInfo().getFilePath()));
			assertEquals("done",
				ImageJMacros.run("run('Lucid PSF from Optics...', 'na=0.8 emission=520 voxel=0.1x0.1x0.3 " +
					"size=15x15x9 model=[" + words[1] + "]');\nreturn 'done';", ""));
		}
		Files.delete(Path.of(image.getOriginalFileInfo().getFilePath()));
	}

	/** @return what went to standard error, but for notes of the log */
	private String errors() {
		return String.join("\n",
			errors.toString(StandardCharsets.UTF_8)
				.lines()
				.filter(l -> !l.startsWith("[INFO]") && !l.startsWith("[WARNING]"))
				.toList());
	}
}
