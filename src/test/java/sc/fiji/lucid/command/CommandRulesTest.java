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
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.After;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

import sc.fiji.lucid.job.batch.PastRun;
import sc.fiji.lucid.job.settings.Settings;

/** What ImageJ macros ask of every command, see its package. */
public class CommandRulesTest {

	private final Context context = new Context();

	@After
	public void dispose() {
		context.dispose();
	}

	private static List<String> inputs(final CommandInfo command) {
		return StreamSupport.stream(command.inputs().spliterator(), false)
			.filter(i -> !isService(i))
			.map(ModuleItem::getName)
			.toList();
	}

	private static boolean isService(final ModuleItem<?> item) {
		return org.scijava.service.Service.class.isAssignableFrom(item.getType()) || item.getType() == Context.class;
	}

	@Test
	public void theIndexListsEveryCommand() throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			final Set<String> annotated = sources.filter(p -> p.toString().endsWith(".java"))
				.filter(CommandRulesTest::isCommand)
				.map(p -> p.getFileName().toString().replace(".java", ""))
				.collect(Collectors.toCollection(TreeSet::new));
			final Set<String> listed = Commands.all(context)
				.stream()
				.map(c -> c.getClassName().replaceAll(".*\\.", ""))
				.collect(Collectors.toCollection(TreeSet::new));
			assertFalse(annotated.isEmpty());
			assertEquals(annotated, listed);
		}
	}

	private static Class<?> type(final CommandInfo command) {
		try {
			return command.loadClass();
		}
		catch (final org.scijava.InstantiableException e) {
			throw new AssertionError(e);
		}
	}

	private static boolean isCommand(final Path source) {
		try {
			return Files.readString(source).contains("@Plugin(type = Command.class");
		}
		catch (final IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	@Test
	public void namesAreMacroKeys() {
		for (final CommandInfo command : Commands.all(context))
			for (final String name : inputs(command)) {
				assertEquals(command + ": macro keys are lower case", name.toLowerCase(java.util.Locale.ROOT), name);
				assertTrue(command + ": " + name, name.matches("[a-z][a-z0-9_]*"));
			}
	}

	/** ImageJ finds {@code a=} inside {@code sigma_a=}: it only looks whether a letter stands before. */
	@Test
	public void noNameIsFoundInsideAnother() {
		for (final CommandInfo command : Commands.all(context))
			for (final String name : inputs(command))
				for (final String other : inputs(command)) {
					if (name.equals(other) || !other.endsWith(name)) continue;
					assertTrue(command + ": " + name + " is found in " + other,
						Character.isLetter(other.charAt(other.length() - name.length() - 1)));
				}
	}

	/** An omitted key would otherwise take the user's last dialog value, even headless. */
	@Test
	public void nothingPersists() {
		for (final CommandInfo command : Commands.all(context))
			for (final String name : inputs(command))
				if (!name.equals("image")) assertFalse(command + ": " + name, command.getInput(name).isPersisted());
	}

	/** A key that a command does not have is ignored without a word. */
	@Test
	public void macrosFromRecordsUseKeysThatThereAre() {
		final CommandInfo command = Commands.all(context)
			.stream()
			.filter(c -> c.getClassName().endsWith(".DeconvolveCommand"))
			.findFirst()
			.orElseThrow();
		assertTrue(inputs(command).containsAll(PastRun.MACRO_KEYS));
		final Set<String> fields = new TreeSet<>(inputs(command));
		fields.retainAll(Settings.names().keySet().stream().map(Settings::key).toList());
		assertEquals(new TreeSet<>(PastRun.MACRO_KEYS), fields);
	}

	@Test
	public void menuLeavesAreUniqueAndUnderLucid() {
		final Set<String> leaves = new TreeSet<>();
		for (final CommandInfo command : Commands.all(context)) {
			final boolean isForTheEye = EnhanceCommand.class.isAssignableFrom(type(command));
			assertEquals(isForTheEye ? "Plugins > Lucid > Enhancement" : "Plugins > Lucid",
				command.getMenuPath().getMenuString(false));
			assertTrue(leaves.add(command.getMenuPath().getLeaf().getName()));
			assertTrue("unique in all of Fiji", command.getMenuPath().getLeaf().getName().contains("Lucid"));
		}
	}
}
