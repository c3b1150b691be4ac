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
					.run(BatchCommand.class, true, Map.of("folder", in.toString(), "output", out.toString(), "settings",
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
