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
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.tools.ToolProvider;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.testing.Images;
import sc.fiji.lucid.testing.Volumes;

/** The examples of docs/guide/java-and-scripts.md run as they stand there. */
public class ScriptsTest {

	private static final Path PAGE = Path.of("docs/guide/java-and-scripts.md");
	private static final Extent SIZE = new Extent(32, 30, 8);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** All blocks of a language, one after the other. */
	private static String code(final String language) throws IOException {
		final String code = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(PAGE))
			.results()
			.map(block -> block.group(1))
			.collect(Collectors.joining("\n"));
		assertTrue(language, code.length() > 100);
		return code;
	}

	/** The image that the examples begin with. */
	public static Img<UnsignedShortType> image() {
		final Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(SIZE.nx(), SIZE.ny(), SIZE.nz());
		Images
			.copy(
				Images.floats(Volumes.of(SIZE,
					(x, y, z) -> 100 +
						2000 * Math.exp(-0.05 * ((x - 16) * (x - 16) + (y - 15) * (y - 15) + (z - 4) * (z - 4))))),
				image);
		return image;
	}

	@Test
	public void java() throws Exception {
		final String imports = String.join("\n",
			List.of("java.util.List", "net.imglib2.RandomAccessibleInterval", "net.imglib2.img.Img",
				"net.imglib2.img.array.ArrayImgs", "net.imglib2.parallel.Parallelization",
				"net.imglib2.type.numeric.integer.UnsignedShortType", "net.imglib2.type.numeric.real.FloatType",
				"net.imglib2.view.Views", "sc.fiji.lucid.*", "sc.fiji.lucid.deconvolution.*",
				"sc.fiji.lucid.image.Progress", "sc.fiji.lucid.optics.*", "sc.fiji.lucid.psf.Psf",
				"sc.fiji.lucid.restoration.repair.*", "sc.fiji.lucid.testing.*")
				.stream()
				.map(i -> "import " + i + ";")
				.toList());
		final Path source = folder.getRoot().toPath().resolve("Guide.java");
		Files.writeString(source, imports + "\npublic class Guide {\npublic static void main(String[] args) {\n" +
			"Img<UnsignedShortType> img = ScriptsTest.image();\n" +
			"Img<FloatType> psf = Images.floats(Volumes.gaussian(new sc.fiji.lucid.image.Extent(9, 9, 5), 1.3, 1, 0).volume());\n" +
			"RandomAccessibleInterval<UnsignedShortType> fiveAxes = Views.permute(Views.addDimension(Views.addDimension(img, 0, 1), " +
			"0, 1), 2, 3);\n" + code("java") + "}\n}\n");
		final StringWriter said = new StringWriter();
		assertTrue(said.toString(),
			ToolProvider.getSystemJavaCompiler()
				.getTask(said, null, null, List.of("-proc:none", "-d", folder.getRoot().getPath()), null,
					ToolProvider.getSystemJavaCompiler()
						.getStandardFileManager(null, null, null)
						.getJavaFileObjects(source))
				.call());
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.getRoot().toURI().toURL() },
			getClass().getClassLoader()))
		{
			loader.loadClass("Guide").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
		}
		catch (final InvocationTargetException e) {
			throw new AssertionError(e.getCause());
		}
	}

	@Test
	public void groovy() throws Exception {
		runs(new ScriptEngineManager().getEngineByName("groovy"), code("groovy"));
	}

	@Test
	public void jython() throws Exception {
		// The build puts it there.
		final URL jar = Path.of("target", "jython", "jython.jar").toUri().toURL();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar }, getClass().getClassLoader())) {
			runs(new ScriptEngineManager(loader).getEngineByName("python"), code("python"));
		}
	}

	/** Fiji's script editor fills in and shows what the lines with #@ say. */
	private static void runs(final ScriptEngine engine, final String code) throws Exception {
		assertNotNull(code, engine);
		engine.put("cells", image());
		engine.put("pixel", 0.1);
		engine.put("slices", 0.25);
		engine.put("na", 1.4);
		engine.put("emission", 0.520);
		engine.eval(code.replaceAll("(?m)^#@.*$", ""));
		final Img<?> restored = (Img<?>) engine.get("restored");
		assertEquals(SIZE,
			new Extent((int) restored.dimension(0), (int) restored.dimension(1), (int) restored.dimension(2)));
		final FloatType middle = (FloatType) restored.getAt(SIZE.nx() / 2, SIZE.ny() / 2, SIZE.nz() / 2);
		assertTrue("" + middle, middle.get() > 2000);
	}
}
