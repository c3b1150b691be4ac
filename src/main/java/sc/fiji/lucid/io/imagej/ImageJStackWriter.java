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
package sc.fiji.lucid.io.imagej;

import java.io.IOException;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.VoxelRange;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Makes a 32-bit image of the size of another, with everything kept that ImageJ
 * keeps: calibration, look-up tables, display ranges of hyperstacks and composite
 * mode, slice labels, Info and further properties, overlay, position. The image is
 * made, not shown.
 */
public final class ImageJStackWriter implements StackWriter {

	private final ImagePlus source;
	private final ImageJPart part;
	private final String title;
	private final StackShape shape;
	/** Null: as of the source. */
	private final VoxelSize voxel;
	private final float[][] planes;
	private final int[] written;
	private final VoxelRange range;
	private final StringBuilder info = new StringBuilder();
	/** Null: the image is made by no run, or one that has no record. */
	private RunRecord record;
	private ImagePlus result;

	/** @param title of the new image */
	public ImageJStackWriter(final ImageJStack source, final String title) {
		this(source, IntStream.range(0, source.channels()).toArray(), IntStream.range(0, source.frames()).toArray(),
			title);
	}

	/**
	 * @param channels of the source that the new image has, from 0
	 * @param frames of the source that the new image has, from 0
	 * @param title of the new image
	 */
	public ImageJStackWriter(final ImageJStack source, final int[] channels, final int[] frames, final String title) {
		this(source, channels, frames, title, null, null);
	}

	private ImageJStackWriter(final ImageJStack source, final int[] channels, final int[] frames, final String title,
		final StackShape other, final VoxelSize voxel)
	{
		this.source = source.image();
		this.title = title;
		this.voxel = voxel;
		part = new ImageJPart(this.source, channels, frames);
		shape = other == null ? part.shape() : other;
		planes = new float[Math.toIntExact(shape.planes())][];
		written = new int[planes.length];
		range = new VoxelRange(shape.channels());
	}

	/**
	 * @param other shape of the new image, with as many slices, channels and frames; what lies on the source's pixels,
	 *          as its overlay, is then left out
	 * @param size of its voxels in µm
	 * @return a writer of such an image, in which nothing is written yet
	 */
	public ImageJStackWriter reshaped(final StackShape other, final VoxelSize size) {
		return new ImageJStackWriter(ImageJStack.of(source), part.channels(), part.frames(), title, other, size);
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public void write(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height, final float[] voxels)
	{
		final int index = (int) shape.planeIndex(channel, slice, frame);
		shape.checkPart(x, y, width, height, voxels);
		final float[] plane;
		synchronized (planes) {
			if (planes[index] == null) planes[index] = new float[shape.planeSize()];
			plane = planes[index];
			written[index] += voxels.length;
		}
		for (int row = 0; row < height; row++)
			System.arraycopy(voxels, row * width, plane, (y + row) * shape.width() + x, width);
		range.add(channel, voxels);
	}

	@Override
	public void appendInfo(final String lines) {
		info.append(lines).append(lines.endsWith("\n") ? "" : "\n");
	}

	/** The image will hold the record of the run that makes it; that of its source is not kept. */
	public void hold(final RunRecord run) {
		record = run;
	}

	@Override
	public void finish() throws IOException {
		for (int i = 0; i < planes.length; i++)
			if (written[i] != shape.planeSize()) throw new IOException(
				"Plane " + (i + 1) + " of " + planes.length + " was not written completely: there is no result.");
		final ImagePlus image = new ImagePlus(title, stack());
		image.setDimensions(shape.channels(), shape.slices(), shape.frames());
		final Calibration calibration = source.getCalibration().copy();
		// The new voxels are intensities themselves.
		calibration.setFunction(Calibration.NONE, null, null);
		if (voxel != null) {
			calibration.pixelWidth = voxel.x();
			calibration.pixelHeight = voxel.y();
			calibration.pixelDepth = voxel.z();
			calibration.setUnit("micron");
		}
		image.setCalibration(calibration);
		final LUT[] luts = luts();
		result = luts.length > 1 && source instanceof CompositeImage model ? composite(image, model, luts)
			: single(image, luts[0]);
		result.setOpenAsHyperStack(source.isHyperStack() && shape.planes() > shape.slices());
		result.setPosition(Math.min(source.getC(), shape.channels()), source.getZ(),
			Math.min(source.getT(), shape.frames()));
		keepProperties();
	}

	private ImageStack stack() {
		final ImageStack stack = new ImageStack(shape.width(), shape.height());
		for (int t = 0; t < shape.frames(); t++)
			for (int z = 0; z < shape.slices(); z++)
				for (int c = 0; c < shape.channels(); c++)
					stack.addSlice(part.label(c, z, t), planes[(int) shape.planeIndex(c, z, t)]);
		return stack;
	}

	private LUT[] luts() {
		final double[] ranges = range.displayRanges();
		final LUT[] luts = new LUT[shape.channels()];
		for (int c = 0; c < luts.length; c++)
			luts[c] = part.lut(c, new double[] { ranges[2 * c], ranges[2 * c + 1] });
		return luts;
	}

	private static ImagePlus composite(final ImagePlus image, final CompositeImage model, final LUT[] luts) {
		final CompositeImage composite = new CompositeImage(image, model.getMode());
		composite.setLuts(luts);
		return composite;
	}

	private static ImagePlus single(final ImagePlus image, final LUT lut) {
		image.getProcessor().setColorModel(lut.getColorModel());
		image.getStack().setColorModel(lut.getColorModel());
		image.setDisplayRange(lut.min, lut.max);
		return image;
	}

	private void keepProperties() {
		final String before = source.getInfoProperty();
		final String[] properties = source.getPropertiesAsArray();
		if (properties != null) result.setProperties(properties);
		result.setProp(RunRecord.PROPERTY, record == null ? null : record.toString());
		final String gap = before == null || before.isEmpty() || before.endsWith("\n") ? "" : "\n";
		final String all = (before == null ? "" : before) + gap + info;
		if (!all.isEmpty()) result.setProperty("Info", all);
		if (voxel == null && part.overlay() != null) result.setOverlay(part.overlay());
	}

	/**
	 * @return the new image
	 * @throws IllegalStateException before {@link #finish}
	 */
	public ImagePlus image() {
		if (result == null) throw new IllegalStateException("The image is not finished");
		return result;
	}

	/** Does nothing: what is not finished is forgotten. */
	@Override
	public void close() {}
}
