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
package sc.fiji.lucid.psf;

import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Against the Gibson–Lanni stacks of PSFGenerator and sdeconv (NA 1.4, 610 nm,
 * sample 1.33, immersion 1.5, depth 0, 100 nm and 250 nm), which are centred
 * between voxels, at (N-1)/2.
 */
public class GoldenStackTest {

	private static final Path DATA = Path.of("../shared/data/E_golden");

	@Test
	public void psfGenerator() throws IOException {
		compare("psfgenerator_GL_8x16x16.tif", new Extent(16, 16, 8));
	}

	@Test
	public void sdeconv() throws IOException {
		compare("gibsonlanni_18x128x128.tif", new Extent(128, 128, 18));
	}

	private static void compare(final String name, final Extent e) throws IOException {
		assumeTrue(Files.exists(DATA.resolve(name)));
		final double[] golden = pixels(DATA.resolve(name), (int) e.voxels());
		final Microscope m = Optics.widefield(1.4, 0.61, 1.5).with(OpticalParameter.SAMPLE_INDEX, 1.33);
		// Every other point of a grid twice as fine, whose reference is at 2(N-1)/2 + 1.
		final Volume v = PsfModel.GIBSON_LANNI
			.render(m, new VoxelSize(0.05, 0.05, 0.125), new Extent(2 * e.nx(), 2 * e.ny(), 2 * e.nz()), Sampling.POINT)
			.volume();
		double ab = 0, aa = 0, bb = 0, ma = 0, mb = 0;
		for (int pass = 0, i = 0; pass < 2; pass++, i = 0)
			for (int z = 0; z < e.nz(); z++)
				for (int y = 0; y < e.ny(); y++)
					for (int x = 0; x < e.nx(); x++, i++) {
						final double a = golden[i], b = v.row(2 * y + 1, 2 * z + 1)[2 * x + 1];
						if (pass == 0) {
							ma += a / e.voxels();
							mb += b / e.voxels();
						}
						else {
							ab += (a - ma) * (b - mb);
							aa += (a - ma) * (a - ma);
							bb += (b - mb) * (b - mb);
						}
					}
		final double ncc = ab / Math.sqrt(aa * bb);
		assertTrue(name + " NCC " + ncc, ncc >= 0.99);
	}

	/** The planes of an uncompressed grey TIFF of 32 or 64-bit floats whose strips follow each other. */
	private static double[] pixels(final Path file, final int count) throws IOException {
		final ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file));
		b.order(b.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final double[] pixels = new double[count];
		int ifd = b.getInt(4), done = 0;
		while (ifd != 0 && done < count) {
			int bits = 32, strips = 1, at = 0, width = 0, height = 0;
			final int entries = b.getShort(ifd);
			for (int i = 0; i < entries; i++) {
				final int entry = ifd + 2 + 12 * i, tag = b.getShort(entry) & 0xffff;
				final int value = b.getShort(entry + 2) == 3 ? b.getShort(entry + 8) & 0xffff : b.getInt(entry + 8);
				if (tag == 256) width = value;
				if (tag == 257) height = value;
				if (tag == 258) bits = value;
				if (tag == 273) {
					strips = b.getInt(entry + 4);
					at = strips == 1 ? value : b.getInt(value);
				}
			}
			final int next = b.getInt(ifd + 2 + 12 * entries),
				planes = next == 0 ? (count - done) / (width * height) : 1;
			for (int i = 0; i < planes * width * height; i++)
				pixels[done++] = bits == 64 ? b.getDouble(at + 8 * i) : b.getFloat(at + 4 * i);
			ifd = next;
		}
		return pixels;
	}
}
