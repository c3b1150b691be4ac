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
package sc.fiji.lucid;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.MicroscopeBuilder;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.repair.Repairs;
import sc.fiji.lucid.restoration.RestorationStep;

/**
 * What others may build on: the door, and every type of ours that its signatures name. It is written down in
 * {@code public-api.txt}; whoever changes it on purpose writes it anew, with {@code -Dlucid.api=write}, and tells it in
 * the release notes. What is not on the list is internal, public or not.
 */
public class PublicApiTest {

	private static final Path GOLDEN = Path.of("src/test/resources/sc/fiji/lucid/public-api.txt");

	/** The types that users begin with; what Ops call is known to them by name ({@code LucidOpsTest}). */
	private static final List<Class<?>> DOORS = List.of(Lucid.class, Restorer.class, Result.class, Axis.class,
		Progress.class, Microscope.class, MicroscopeBuilder.class, Psf.class, DeconvolutionOptions.class,
		RestorationStep.class, Repairs.class);

	@Test
	public void isTheGoldenList() throws IOException {
		final List<String> now = lines();
		if ("write".equals(System.getProperty("lucid.api"))) Files.write(GOLDEN, now);
		assertEquals(String.join("\n", Files.readAllLines(GOLDEN)), String.join("\n", now));
	}

	private static List<String> lines() {
		final Set<String> sorted = new TreeSet<>();
		for (final Class<?> type : reachable())
			sorted.add(describe(type));
		return sorted.stream().flatMap(String::lines).toList();
	}

	/** The doors, and what their members name, and what the members of those name. */
	private static Set<Class<?>> reachable() {
		final Set<Class<?>> found = new LinkedHashSet<>();
		final List<Class<?>> left = new ArrayList<>(DOORS);
		while (!left.isEmpty()) {
			final Class<?> type = left.remove(0);
			if (found.add(type)) named(type).filter(t -> t.getName().startsWith("sc.fiji.lucid.")).forEach(left::add);
		}
		return found;
	}

	private static Stream<Class<?>> named(final Class<?> type) {
		return Stream.of(
			executables(type).flatMap(e -> Stream.concat(Arrays.stream(e.getParameterTypes()),
				e instanceof Method m ? Stream.of(m.getReturnType()) : Stream.empty())),
			executables(type).flatMap(e -> Arrays.stream(e.getGenericParameterTypes()))
				.flatMap(PublicApiTest::arguments),
			methods(type).map(Method::getGenericReturnType).flatMap(PublicApiTest::arguments),
			fields(type).map(Field::getType)).flatMap(s -> s).map(PublicApiTest::element);
	}

	private static Stream<Class<?>> arguments(final java.lang.reflect.Type type) {
		return type instanceof java.lang.reflect.ParameterizedType p ? Arrays.stream(p.getActualTypeArguments())
			.flatMap(a -> a instanceof Class<?> c ? Stream.of(c) : arguments(a)) : Stream.empty();
	}

	private static Class<?> element(final Class<?> type) {
		return type.isArray() ? element(type.getComponentType()) : type;
	}

	private static Stream<Executable> executables(final Class<?> type) {
		return Stream.concat(Arrays.stream(type.getDeclaredConstructors()).filter(PublicApiTest::isPublic),
			methods(type));
	}

	/** Of enums that are no doors, the constants alone are public. */
	private static Stream<Method> methods(final Class<?> type) {
		return type.isEnum() && !DOORS.contains(type) ? Stream.empty()
			: Arrays.stream(type.getDeclaredMethods()).filter(PublicApiTest::isPublic).filter(m -> !m.isSynthetic());
	}

	private static Stream<Field> fields(final Class<?> type) {
		return Arrays.stream(type.getDeclaredFields()).filter(PublicApiTest::isPublic).filter(f -> !f.isEnumConstant());
	}

	private static boolean isPublic(final AnnotatedElement member) {
		return Modifier.isPublic(((java.lang.reflect.Member) member).getModifiers());
	}

	private static String describe(final Class<?> type) {
		final Set<String> members = new TreeSet<>();
		if (type.isEnum()) members.add("= " +
			Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).collect(Collectors.joining(", ")));
		fields(type)
			.forEach(f -> members.add(modifiers(f.getModifiers()) + name(f.getGenericType()) + " " + f.getName()));
		Arrays.stream(type.getDeclaredConstructors())
			.filter(PublicApiTest::isPublic)
			.forEach(c -> members.add("new(" + parameters(c) + ")"));
		methods(type).filter(m -> !isUsual(type, m))
			.forEach(m -> members.add(modifiers(m.getModifiers()) + name(m.getGenericReturnType()) + " " + m.getName() +
				"(" + parameters(m) + ")"));
		return type.getName() + "\n" + members.stream().map(m -> "\t" + m + "\n").collect(Collectors.joining());
	}

	/** Every record and enum has these. */
	private static boolean isUsual(final Class<?> type, final Method method) {
		return List.of("equals", "hashCode", "toString").contains(method.getName()) ||
			type.isEnum() && List.of("values", "valueOf").contains(method.getName());
	}

	private static String modifiers(final int modifiers) {
		return Modifier.isStatic(modifiers) ? "static " : Modifier.isAbstract(modifiers) ? "abstract " : "";
	}

	private static String parameters(final Executable executable) {
		return Arrays.stream(executable instanceof Constructor<?> c ? c.getGenericParameterTypes()
			: executable.getGenericParameterTypes()).map(PublicApiTest::name).collect(Collectors.joining(", "));
	}

	private static String name(final java.lang.reflect.Type type) {
		return type.getTypeName().replaceAll("[a-z][a-z0-9]*\\.(?=[a-zA-Z])", "");
	}
}
