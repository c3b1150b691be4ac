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
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;

import sc.fiji.lucid.cli.Main;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.step.IdentityStep;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Images;
import sc.fiji.lucid.testing.Volumes;

/** The door gives what the command line gives, whatever the image's type, storage, position and order of axes. */
public class LucidTest {

	private static final Extent SIZE = new Extent(40, 36, 12);
	private static final VoxelSize VOXELS = new VoxelSize(0.1, 0.1, 0.2);
	private static final Psf PSF = Volumes.gaussian(new Extent(11, 11, 7), 1.5, 1.4, 0);
	private static final Volume OBSERVED = Simulation.of(Phantom.MIXED, SIZE, VOXELS, 1, v -> PSF, 120, 20, 2, 1)
		.observed();
	private static final DeconvolutionOptions FEW = DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
		.withIterations(8);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static <T extends RealType<T> & NativeType<T>> Img<T> planar(final T type) {
		return Images.of(OBSERVED, new PlanarImgFactory<>(type));
	}

	private static Result restored(final RandomAccessibleInterval<? extends RealType<?>> image) {
		return Lucid.of(image, VOXELS).deconvolve(PSF, FEW).now();
	}

	/** The images of all channels, and the PSF, of a stage scan whose travel is 45° to the image plane. */
	@Test
	public void aSkewedScanIsPutUpright() {
		final Result scan = Lucid.of(planar(new UnsignedShortType()), VoxelSize.of(0.1, 0.1, 0.2))
			.skewed(new Skew(45))
			.deconvolve(Microscope.lightSheet(1.1).immersionIndex(1.33).emission(0.52).excitation(0.488).build(), FEW)
			.now();
		assertEquals(SIZE.ny(), scan.img().dimension(1));
		// 11 steps of √2 rows
		assertEquals(SIZE.ny() + 16, scan.deskewed().dimension(1));
		assertEquals(SIZE.nz(), scan.deskewed().dimension(2));
		assertEquals(0.2 / Math.sqrt(2), scan.deskewedVoxels().z(), 1e-9);
		double before = 0, after = 0;
		for (final FloatType v : scan.img())
			before += v.get();
		for (final FloatType v : scan.deskewed())
			after += Float.isNaN(v.get()) ? 0 : v.get();
		assertEquals(before, after, 0.02 * before);
		final Result plain = restored(planar(new UnsignedShortType()));
		assertEquals(SIZE.ny(), plain.deskewed().dimension(1));
		assertEquals(VOXELS, plain.deskewedVoxels());
	}

	@Test
	public void threeLinesOfTheDesign() {
		final Img<UnsignedShortType> img = planar(new UnsignedShortType());
		final Img<FloatType> out = Lucid.restore(img, VoxelSize.of(0.1, 0.1, 0.25),
			Microscope.widefield(1.4).emission(0.520).build());
		final Result r = Lucid.of(img, VOXELS)
			.first(new IdentityStep())
			.deconvolve(Microscope.widefield(1.4).emission(0.520).build(), FEW)
			.memory(8L << 30)
			.now();
		final RandomAccessibleInterval<FloatType> lazy = Lucid.of(img, VOXELS).deconvolve(PSF, FEW).lazily(16, 16, 12);
		assertEquals(SIZE.nx(), out.dimension(0));
		assertTrue(r.log().toString(), r.log().stream().anyMatch(line -> line.startsWith("PSF: vectorial")));
		assertTrue(Double.isFinite(lazy.getAt(3, 4, 5).getRealDouble()));
		assertNotEquals(0, Images.difference(out, img), 0.01);
	}

	/** A chromatic shift is a PSF that is placed so; there is one for each channel. */
	@Test
	public void channelsAreRestoredUponEachOther() {
		final Img<UnsignedShortType> img = planar(new UnsignedShortType());
		final Result placed = Lucid.of(img, VOXELS)
			.deconvolve(PSF, FEW)
			.chromatic(new double[] { 0.13, -0.05, 0.1 })
			.now();
		assertEquals(0, Images.difference(placed.image(),
			Lucid.of(img, VOXELS).deconvolve(PSF.shifted(0.13, -0.05, 0.1, SIZE), FEW).now().image()), 0);
		assertTrue(placed.log().toString(), placed.log().stream().anyMatch(line -> line.contains("placed off")));
		assertEquals(0,
			Images.difference(Lucid.of(img, VOXELS).deconvolve(PSF, FEW).chromatic(new double[3]).now().image(),
				restored(img).image()),
			0);
		assertThrows(IllegalArgumentException.class, () -> Lucid.of(img, VOXELS).chromatic(new double[2]));
		assertThrows(IllegalArgumentException.class,
			() -> Lucid.of(img, VOXELS).deconvolve(PSF, FEW).chromatic(new double[3], new double[3]).now());
	}

	/** 8, 16 and 32 bits, through files and the command line, and through the door. */
	@Test
	public void aPsfMayChangeWithDepth() {
		final Img<UnsignedShortType> img = planar(new UnsignedShortType());
		final Psf deep = Volumes.gaussian(new Extent(13, 13, 9), 1.8, 2, 0),
			both = Psf.changing(List.of(PSF, deep), new double[] { 0, SIZE.nz() - 1 });
		final var changing = Lucid.of(img, VOXELS).deconvolve(both, FEW).now().image();
		assertTrue(Images.difference(changing, restored(img).image()) > 0.01);
		assertEquals(0, Images.difference(
			Lucid.of(img, VOXELS).deconvolve(Psf.changing(List.of(PSF, PSF), new double[] { 0, 5 }), FEW).now().image(),
			restored(img).image()), 1e-5);
		refused("knows one PSF for all depths",
			() -> Lucid.of(img, VOXELS).deconvolve(both, FEW.withMethod(Method.of("wiener"))).now());
		refused("must have the image's voxels",
			() -> Lucid.of(img, VoxelSize.of(0.1, 0.1, 0.3)).deconvolve(both, FEW).now());
		refused("is made last",
			() -> Lucid.of(img, VOXELS).deconvolve(both, FEW).chromatic(new double[] { 0.1, 0, 0 }).now());
	}

	@Test
	public void isTheCommandLineBitForBit() throws IOException {
		sameAsCommandLine(planar(new UnsignedByteType()), 8);
		sameAsCommandLine(planar(new UnsignedShortType()), 16);
		sameAsCommandLine(planar(new FloatType()), 32);
	}

	private void sameAsCommandLine(final Img<? extends RealType<?>> image, final int bits) throws IOException {
		final Path in = folder.newFile(bits + ".tif").toPath(), psf = folder.getRoot().toPath().resolve("psf.tif"),
			out = folder.getRoot().toPath().resolve(bits + "-out.tif");
		final ImageStack stack = new ImageStack();
		for (int z = 0; z < SIZE.nz(); z++)
			stack.addSlice(new ij.process.FloatProcessor(SIZE.nx(), SIZE.ny(), VolumePlane.of(image, z)));
		final ImagePlus imp = new ImagePlus("in", stack);
		ij.process.ImageConverter.setDoScaling(false);
		if (bits == 8) new ij.process.StackConverter(imp).convertToGray8();
		if (bits == 16) new ij.process.StackConverter(imp).convertToGray16();
		IJ.saveAsTiff(imp, in.toString());
		sc.fiji.lucid.job.stack.VolumeWriter.write(psf, PSF.volume(), VOXELS, "", true);
		final java.io.StringWriter said = new java.io.StringWriter();
		final int code = Main.run(
			new String[] { "deconvolve", in.toString(), "-o", out.toString(), "--psf", psf.toString(), "--voxel",
				"0.1x0.1x0.2", "--method", "richardson-lucy", "--iterations", "8", "--memory", "1G" },
			new java.io.PrintWriter(said), new java.io.PrintWriter(said));
		assertEquals(said.toString(), 0, code);
		final Volume raw = Volumes.read(psf.toFile());
		Images.assertSame(Images.floats(Volumes.read(out.toFile())),
			Lucid.of(image, VOXELS).deconvolve(Images.floats(raw), FEW).now().image());
	}

	/** As a script may give, which knows no types. */
	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public void coloursAreRefused() {
		final RandomAccessibleInterval colours = ArrayImgs.argbs(20, 20, 5);
		final String refused = assertThrows(IllegalArgumentException.class, () -> Lucid.of(colours, VOXELS))
			.getMessage();
		assertTrue(refused, refused.contains("ARGBType"));
	}

	/** Planar, array, cells, translated, permuted: the same voxels. */
	@Test
	public void storageAndPositionMakeNoDifference() {
		final Img<UnsignedShortType> planar = planar(new UnsignedShortType());
		final RandomAccessibleInterval<FloatType> expected = restored(planar).image();
		Images.assertSame(expected,
			restored(Images.of(OBSERVED, new ArrayImgFactory<>(new UnsignedShortType()))).image());
		Images.assertSame(expected,
			restored(Images.of(OBSERVED, new CellImgFactory<>(new UnsignedShortType(), 7, 9, 5))).image());
		final RandomAccessibleInterval<FloatType> translated = restored(Views.translate(planar, -3, 5, 1000)).image();
		Images.assertSame(Views.translate(expected, -3, 5, 1000), translated);
		Images.assertSame(Views.translate(expected, 0, 5_000_000_000L, 3_000_000_000L),
			restored(Views.translate(planar, 0, 5_000_000_000L, 3_000_000_000L)).image());
		final RandomAccessibleInterval<UnsignedShortType> permuted = Views.permute(planar, 0, 2);
		Images.assertSame(expected, Views
			.permute(Lucid.of(permuted, VOXELS).axes(Axis.Z, Axis.Y, Axis.X).deconvolve(PSF, FEW).now().image(), 0, 2));
		final RandomAccessibleInterval<UnsignedShortType> window = Views
			.interval(Views.extendZero(Views.translate(planar, 4, 4, 4)), Views.translate(planar, 4, 4, 4));
		Images.assertSame(Views.translate(expected, 4, 4, 4), restored(window).image());
	}

	@Test
	public void otherTypesGiveTheSame() {
		final Img<UnsignedShortType> planar = planar(new UnsignedShortType());
		final RandomAccessibleInterval<FloatType> expected = restored(planar).image();
		assertEquals(0, Images.difference(expected, restored(Images.as(new DoubleType(), planar)).image()), 1e-6);
		assertEquals(0, Images.difference(expected, restored(Images.as(new ShortType(), planar)).image()), 1e-6);
	}

	@Test
	public void aPlaneIsRestored() {
		final RandomAccessibleInterval<UnsignedShortType> plane = Views.hyperSlice(planar(new UnsignedShortType()), 2,
			6);
		final Psf flat = Volumes.gaussian(new Extent(11, 11, 1), 1.5, 1, 0);
		final RandomAccessibleInterval<FloatType> restored = Lucid.of(plane, VOXELS)
			.deconvolve(flat, FEW)
			.now()
			.image();
		assertEquals(2, restored.numDimensions());
		final RandomAccessibleInterval<FloatType> lazy = Lucid.of(plane, VOXELS).deconvolve(flat, FEW).lazily(20, 20);
		assertEquals(0, Images.difference(restored, lazy), 0.05);
	}

	/** Channels and frames in an odd order of axes: each volume is that of its own image. */
	@Test
	public void fiveAxesAreVolumes() {
		final Img<UnsignedShortType> one = planar(new UnsignedShortType());
		final Img<UnsignedShortType> five = ArrayImgs.unsignedShorts(2, SIZE.nx(), SIZE.ny(), 2, SIZE.nz());
		for (int t = 0; t < 2; t++)
			for (int c = 0; c < 2; c++)
				Images.copy(one, Views.hyperSlice(Views.hyperSlice(five, 3, c), 0, t));
		final Restorer restorer = Lucid.of(five, VOXELS)
			.axes(Axis.TIME, Axis.X, Axis.Y, Axis.CHANNEL, Axis.Z)
			.deconvolve(PSF, FEW);
		final Result result = restorer.now();
		final RandomAccessibleInterval<FloatType> expected = restored(one).image();
		for (int t = 0; t < 2; t++)
			for (int c = 0; c < 2; c++)
				Images.assertSame(expected, Views.hyperSlice(Views.hyperSlice(result.image(), 3, c), 0, t));
		assertEquals(4, result.volumes().size());
		assertEquals(2, result.psfs().size());
		assertEquals(5, restorer.lazily(20, 18, 12).numDimensions());
	}

	@Test
	public void thePsfIsCentredAndThatIsSaid() {
		final Volume shifted = Volumes.of(new Extent(16, 15, 9), (x, y, z) -> 5 *
			Math.exp(-0.5 * (Math.pow((x - 9) / 1.5, 2) + Math.pow((y - 6) / 1.5, 2) + Math.pow((z - 4) / 1.4, 2))));
		final Result result = Lucid.of(planar(new UnsignedShortType()), VOXELS)
			.deconvolve(Images.floats(shifted), FEW)
			.now();
		assertTrue(result.log().toString(),
			result.log().stream().anyMatch(l -> l.contains("reference point was found at x, y, z = 9.00, 6.00, 4.00")));
		assertEquals(1, result.psfs().get(0).volume().sum(), 1e-4);
	}

	@Test
	public void voxelsLeftOutDoNotCount() {
		final Img<FloatType> image = planar(new FloatType());
		image.getAt(20, 18, 6).set(1e6f);
		final Img<UnsignedByteType> mask = ArrayImgs.unsignedBytes(SIZE.nx(), SIZE.ny(), SIZE.nz());
		mask.getAt(20, 18, 6).set(1);
		final DeconvolutionOptions given = FEW.withBackground(OptionalDouble.of(20)).withGain(OptionalDouble.of(1));
		final Restorer restorer = Lucid.of(image, VOXELS).deconvolve(PSF, given).excluding(mask);
		final RandomAccessibleInterval<FloatType> restored = restorer.now().image();
		assertEquals(0,
			Images.difference(restored, Lucid.of(planar(new FloatType()), VOXELS).deconvolve(PSF, given).now().image()),
			0.3);
		assertEquals(0, Images.difference(restored, restorer.lazily(40, 36, 12)), 0.05);
	}

	@Test
	public void whatIsNotToBeDoneIsRefusedInOneLine() {
		final Img<UnsignedByteType> four = ArrayImgs.unsignedBytes(4, 4, 4, 4);
		refused("say it, as in axes(", () -> Lucid.of(four, VOXELS).deconvolve(PSF).now());
		refused("names 2", () -> Lucid.of(four, VOXELS).axes(Axis.X, Axis.Y));
		refused("no axis twice", () -> Lucid.of(four, VOXELS).axes(Axis.X, Axis.Y, Axis.Y, Axis.TIME));
		refused("say deconvolve(", () -> Lucid.of(planar(new FloatType()), VOXELS).now());
		refused("must be given along X, Y, Z",
			() -> Lucid.of(planar(new FloatType()), VOXELS).deconvolve(PSF).lazily(8, 8));
		refused("is not a part of the image",
			() -> Lucid.of(planar(new FloatType()), VOXELS).deconvolve(PSF).into(ArrayImgs.floats(100, 1, 1)));
		refused("must have the same axes", () -> Lucid.of(four, VOXELS).excluding(ArrayImgs.unsignedBytes(4, 4)));
		refused("Every voxel is zero", () -> Lucid.of(ArrayImgs.floats(8, 8, 8), VOXELS).deconvolve(PSF).now());
	}

	static void refused(final String words, final Runnable call) {
		try {
			call.run();
			fail(words);
		}
		catch (final IllegalArgumentException | IllegalStateException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
			assertEquals(e.getMessage(), 1, e.getMessage().lines().count());
		}
	}

	/** Planes of an image, for ImageJ. */
	private static final class VolumePlane {

		static float[] of(final Img<? extends RealType<?>> image, final int z) {
			final float[] plane = new float[SIZE.nx() * SIZE.ny()];
			for (int i = 0; i < plane.length; i++)
				plane[i] = image.getAt(i % SIZE.nx(), i / SIZE.nx(), z).getRealFloat();
			return plane;
		}
	}
}
