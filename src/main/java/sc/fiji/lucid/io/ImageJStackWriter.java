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
package sc.fiji.lucid.io;

import java.io.IOException;
import java.util.Arrays;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;

/**
 * Makes a 32-bit image of the size of another, with everything kept that ImageJ
 * keeps: calibration, look-up tables and composite mode, slice labels, Info and
 * further properties, overlay, position. The display ranges are set to the new
 * voxels. The image is made, not shown.
 */
public final class ImageJStackWriter implements StackWriter {

	private final ImagePlus source;
	private final String title;
	private final StackShape shape;
	private final float[][] planes;
	private final int[] written;
	private final VoxelRange range;
	private final StringBuilder info = new StringBuilder();
	private ImagePlus result;

	/** @param title of the new image */
	public ImageJStackWriter(final ImageJStack source, final String title) {
		this.source = source.image();
		this.title = title;
		shape = source.shape();
		planes = new float[Math.toIntExact(shape.planes())][];
		written = new int[planes.length];
		range = new VoxelRange(shape.channels());
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

	@Override
	public void finish() throws IOException {
		for (int i = 0; i < planes.length; i++)
			if (written[i] != shape.planeSize()) throw new IOException("Plane " + (i + 1) + " of " + planes.length +
				" was not written completely: there is no result.");
		final ImageStack stack = new ImageStack(shape.width(), shape.height());
		for (int i = 0; i < planes.length; i++)
			stack.addSlice(source.getStack().getSliceLabel(i + 1), planes[i]);
		final ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(shape.channels(), shape.slices(), shape.frames());
		final Calibration calibration = source.getCalibration().copy();
		// The new voxels are intensities themselves.
		calibration.setFunction(Calibration.NONE, null, null);
		image.setCalibration(calibration);
		result = source instanceof CompositeImage composite ? composite(image, composite) : single(image);
		result.setOpenAsHyperStack(source.isHyperStack());
		result.setPosition(source.getC(), source.getZ(), source.getT());
		keepProperties();
	}

	private ImagePlus composite(final ImagePlus image, final CompositeImage model) {
		final CompositeImage composite = new CompositeImage(image, model.getMode());
		final double[] ranges = range.displayRanges();
		final LUT[] luts = Arrays.stream(model.getLuts()).map(lut -> (LUT) lut.clone()).toArray(LUT[]::new);
		for (int c = 0; c < luts.length; c++) {
			luts[c].min = ranges[2 * c];
			luts[c].max = ranges[2 * c + 1];
		}
		composite.setLuts(luts);
		return composite;
	}

	private ImagePlus single(final ImagePlus image) {
		final double[] ranges = range.displayRanges();
		image.getProcessor().setColorModel(source.getProcessor().getCurrentColorModel());
		image.getStack().setColorModel(source.getProcessor().getCurrentColorModel());
		image.setDisplayRange(ranges[0], ranges[1]);
		return image;
	}

	private void keepProperties() {
		final String before = source.getInfoProperty();
		final String[] properties = source.getPropertiesAsArray();
		if (properties != null) result.setProperties(properties);
		final String gap = before == null || before.isEmpty() || before.endsWith("\n") ? "" : "\n";
		final String all = (before == null ? "" : before) + gap + info;
		if (!all.isEmpty()) result.setProperty("Info", all);
		if (source.getOverlay() != null) result.setOverlay(source.getOverlay().duplicate());
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
