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

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandService;

import sc.fiji.lucid.testing.StubBioFormats;

/** In Fiji, a batch reads what microscopes wrote through the Bio-Formats that is around. */
public class VendorBatchTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void lucidBatchTakesEverySeries() throws Exception {
		final Path in = folder.newFolder("in").toPath(), out = folder.getRoot().toPath().resolve("out");
		final short[] voxels = new short[10 * 9 * 3];
		for (int i = 0; i < voxels.length; i++)
			voxels[i] = (short) (20 + i % 7 + (i == 135 ? 500 : 0));
		final int[] sizes = { 10, 9, 3, 1, 1 };
		StubBioFormats.write(in.resolve("cells.lif"), new StubBioFormats.Series("a", sizes, false, voxels),
			new StubBioFormats.Series("b", sizes, false, voxels));
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader around = StubBioFormats.around(folder.getRoot().toPath())) {
			thread.setContextClassLoader(around);
			final Context context = new Context();
			try {
				context.service(CommandService.class)
					.run(BatchCommand.class, true,
						Map.of("folder", in.toString(), "output", out.toString(), "settings",
							"series=all method=richardson-lucy iterations=2"))
					.get();
			}
			finally {
				context.dispose();
			}
		}
		finally {
			thread.setContextClassLoader(before);
		}
		final List<String> rows = Files.readAllLines(out.resolve("lucid-status.csv"));
		assertEquals(rows.toString(), 3, rows.size());
		assertTrue(rows.toString(), rows.get(1).contains(",done,") && rows.get(2).contains(",done,"));
		assertTrue(Files.exists(out.resolve("cells.lif-s2-restored.tif")));
	}
}
