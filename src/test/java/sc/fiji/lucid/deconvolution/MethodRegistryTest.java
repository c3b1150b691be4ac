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
package sc.fiji.lucid.deconvolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import sc.fiji.lucid.deconvolution.method.FeatureWeighted;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;

/** Every method that is declared is in the registry, and nothing but the declarations tells one from another. */
public class MethodRegistryTest {

	/** Iterations that are parts of a method and no methods. */
	private static final Set<Class<?>> PARTS = Set.of(FeatureWeighted.class);

	private static List<Class<?>> classes() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("sc.fiji.lucid.deconvolution")
			.stream()
			.filter(c -> !c.isAnonymousClass() && !c.getName().contains("$"))
			.<Class<?>>map(JavaClass::reflect)
			.toList();
	}

	private static List<MethodDeclaration> declared(final Class<?> type) {
		final List<MethodDeclaration> found = new ArrayList<>();
		for (final Field field : type.getDeclaredFields())
			if (field.getType() == MethodDeclaration.class && Modifier.isStatic(field.getModifiers())) try {
				field.setAccessible(true);
				found.add((MethodDeclaration) field.get(null));
			}
			catch (final IllegalAccessException exc) {
				throw new AssertionError(exc);
			}
		return found;
	}

	@Test
	public void everyDeclarationIsInTheRegistry() {
		final Set<MethodDeclaration> registered = Arrays.stream(Method.values())
			.map(Method::declaration)
			.collect(Collectors.toSet());
		int declarations = 0;
		for (final Class<?> type : classes())
			for (final MethodDeclaration declaration : declared(type)) {
				assertTrue("deconvolution.Method needs a line for '" + declaration + "', which " +
					type.getSimpleName() + " declares", registered.contains(declaration));
				declarations++;
			}
		// auto is another name.
		assertEquals(Method.values().length - 1, declarations);
	}

	@Test
	public void everyIterationDeclaresItsMethod() {
		for (final Class<?> type : classes())
			if (Iteration.class.isAssignableFrom(type) && !type.isInterface() && !PARTS.contains(type))
				assertEquals(type.getSimpleName() + " needs a static MethodDeclaration METHOD", 1,
					declared(type).size());
	}

	@Test
	public void namesInJavaAreThoseOfTheOptions() {
		for (final Method method : Method.values()) {
			assertEquals(method.name().toLowerCase(Locale.ROOT).replace('_', '-'), method.toString());
			assertEquals(method, Method.of(method.toString()));
		}
	}

	@Test
	public void whoHasAPenaltyHasALawForIt() {
		for (final Method method : Method.values()) {
			final MethodDeclaration d = method.declaration();
			for (final boolean isHazy : new boolean[] { false, true })
				assertEquals(method.toString(), d.penalty() != PenaltyKind.NONE, d.law(isHazy) != null);
		}
	}
}
