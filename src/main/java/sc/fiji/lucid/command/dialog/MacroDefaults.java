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
package sc.fiji.lucid.command.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.command.CommandInfo;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;
import org.scijava.thread.ThreadService;
import org.scijava.widget.Button;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;
import sc.fiji.lucid.command.words.MacroOptions;
import sc.fiji.lucid.command.words.Messages;
import sc.fiji.lucid.job.settings.Heeded;
import sc.fiji.lucid.job.settings.Misspelling;
import sc.fiji.lucid.job.settings.Settings;

/**
 * Gives a command what its macro says and nothing else: what Fiji found inside a longer key or value is taken back, a
 * word alone switches on, and a key that the command does not have ends the macro. What is not said is left to its
 * default; SciJava would open a dialog for it, in batch mode too. A macro that gives no options at all gets the dialog,
 * as everywhere in ImageJ.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public final class MacroDefaults extends AbstractPreprocessorPlugin {

	private static final String CAMERA = "camera";

	/** Keys for settings that have none of their own. */
	private static final List<String> HOLDERS = List.of("more", "settings", CAMERA);

	@Parameter
	private ThreadService threads;

	@Parameter
	private ConvertService convert;

	/**
	 * @return whether the command in this thread is told all by a macro or script, so that no dialog asks; it says
	 *         nothing of other macros that run meanwhile
	 */
	public static boolean decideAll(final ThreadService threads) {
		return IJ.isMacro() &&
			(Macro.getOptions() != null || Interpreter.isBatchMode() && Caller.of(threads) == Caller.MACRO);
	}

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof LiveCommand) || !decideAll(threads)) return;
		try {
			if (Macro.getOptions() != null) read(module, Macro.getOptions());
			for (final ModuleItem<?> item : module.getInfo().inputs())
				module.resolveInput(item.getName());
		}
		catch (final IllegalArgumentException e) {
			cancel(e.getMessage());
		}
	}

	private void read(final Module module, final String options) {
		final Map<String, String> said = MacroOptions.of(options);
		final Module untouched = untouched(module);
		final List<String> keys = new ArrayList<>();
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			if (!isKey(item)) continue;
			final String key = item.getName();
			keys.add(key);
			if (item.getType() == ImagePlus.class) continue;
			if (said.containsKey(key)) module.setInput(key, value(said.get(key), item));
			else if (Macro.getValue(options, key, null) != null) module.setInput(key, untouched.getInput(key));
		}
		for (final String key : said.keySet())
			if (!keys.contains(key)) throw new IllegalArgumentException("'" + key + "' is no option of " +
				module.getInfo().getMenuPath().getLeaf().getName().replace("...", "") + ". " +
				remedy(key, said.get(key), keys));
	}

	private static String remedy(final String key, final String value, final List<String> keys) {
		final String own = Messages.key(key, keys);
		if (keys.contains(own)) return "Write " + own + "=" + value + ".";
		final Optional<String> holder = Settings.names()
			.keySet()
			.stream()
			.filter(name -> Settings.key(name).equals(Settings.key(key)))
			.findFirst()
			.flatMap(name -> HOLDERS.stream()
				.filter(h -> keys.contains(h) && (!h.equals(CAMERA) || Heeded.DENOISE.heeds(name)))
				.findFirst());
		if (holder.isPresent()) return "Write " + holder.get() + "=[" + key + "=" + value + "].";
		return Misspelling.closest(key, keys)
			.map(known -> "Did you mean '" + known + "'?")
			.orElse("Plugins > Lucid > About Lucid and Help lists all.");
	}

	private static boolean isKey(final ModuleItem<?> item) {
		return item.getVisibility() != ItemVisibility.MESSAGE && item.getType() != Button.class &&
			item.getType() != Context.class && !Service.class.isAssignableFrom(item.getType());
	}

	/** ImageJ's own commands are switched on by a word alone. */
	private Object value(final String text, final ModuleItem<?> item) {
		final boolean isSwitch = item.getType() == boolean.class || item.getType() == Boolean.class;
		if (isSwitch && !text.equals("true") && !text.equals("false"))
			throw new IllegalArgumentException("'" + item.getName() + "' is true or false, not '" + text + "'.");
		// Another text would become 0.
		if (item.getType() == int.class && !text.matches("[-+]?\\d{1,9}"))
			throw new IllegalArgumentException("'" + item.getName() + "' is a whole number, as 1, not '" + text + "'.");
		final Object value = convert.convert(text, item.getType());
		if (value == null && !text.isEmpty())
			throw new IllegalArgumentException("'" + item.getName() + "' cannot be '" + text + "'.");
		return value;
	}

	/** @return the same command as it is before anybody says anything */
	private static Module untouched(final Module module) {
		try {
			return ((CommandInfo) module.getInfo()).createModule();
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
	}
}
