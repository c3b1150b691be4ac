package sc.fiji.lucid.io.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;

/** An OME-TIFF of either size comes back, whatever the number of its planes. */
public class OmeTiffFrameTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void smallAndBigComeBack() throws IOException {
		for (final boolean big : new boolean[] { false, true })
			for (final StackShape shape : new StackShape[] { new StackShape(5, 3, 1, 1, 1),
				new StackShape(4, 3, 2, 3, 2) })
			{
				final Path file = folder.getRoot().toPath().resolve(big + "-" + shape.planes() + ".ome.tif");
				try (TiffStackWriter writer = new TiffStackWriter(file, shape,
					new OmeTiffFrame("n", shape, StackMetadata.NONE, big), false))
				{
					for (int t = 0; t < shape.frames(); t++)
						for (int z = 0; z < shape.slices(); z++)
							for (int c = 0; c < shape.channels(); c++)
								writer.write(c, z, t, plane(shape, c, z, t));
					writer.finish();
				}
				assertEquals(big ? 43 : 42, Files.readAllBytes(file)[3]);
				try (Stack stack = StackReader.open(file)) {
					assertEquals(shape, stack.shape());
					for (int t = 0; t < shape.frames(); t++)
						for (int z = 0; z < shape.slices(); z++)
							for (int c = 0; c < shape.channels(); c++)
								assertArrayEquals(plane(shape, c, z, t), stack.floats(c, z, t), 0);
				}
			}
	}

	private static float[] plane(final StackShape shape, final int c, final int z, final int t) {
		final float[] plane = new float[shape.planeSize()];
		Arrays.fill(plane, 100 * c + 10 * z + t + 0.5f);
		return plane;
	}
}
