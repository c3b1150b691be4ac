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
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.Test;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/** One screen a method; kernels may be longer where speed asks for it, and say why. */
public class MethodLengthTest {

	private static final int SCREEN = 40;
	private static final List<String> KERNELS = List.of("LineKernels", "Butterfly");

	@Test
	public void methodsFitAScreen() throws IOException {
		final List<String> long_ = new ArrayList<>();
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"));
			StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null))
		{
			final List<Path> sources = files.filter(p -> p.toString().endsWith(".java"))
				.filter(p -> KERNELS.stream().noneMatch(k -> p.endsWith(k + ".java")))
				.toList();
			assertFalse(sources.isEmpty());
			final JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null,
				manager.getJavaFileObjectsFromPaths(sources));
			final SourcePositions positions = Trees.instance(task).getSourcePositions();
			for (final CompilationUnitTree unit : task.parse())
				unit.accept(new TreeScanner<Void, Void>() {

					@Override
					public Void visitMethod(final MethodTree method, final Void nothing) {
						final LineMap lines = unit.getLineMap();
						final long length = lines.getLineNumber(positions.getEndPosition(unit, method)) -
							lines.getLineNumber(positions.getStartPosition(unit, method)) + 1;
						if (length > SCREEN) long_
							.add(unit.getSourceFile().getName() + ": " + method.getName() + ", " + length + " lines");
						return super.visitMethod(method, nothing);
					}
				}, null);
		}
		assertEquals(List.of(), long_);
	}
}
