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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.measure.Calibration;
import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.ome.InfoMetadata;
import sc.fiji.lucid.io.ome.LengthUnit;

/** An image that is open in ImageJ or Fiji, virtual or not, as a stack. The image is not changed. */
public final class ImageJStack implements Stack {

	private final ImagePlus image;
	private final StackShape shape;
	private final StackMetadata metadata;
	private final float offset;

	private ImageJStack(final ImagePlus image) {
		this.image = image;
		shape = new StackShape(image.getWidth(), image.getHeight(), image.getNSlices(), image.getNChannels(),
			image.getNFrames());
		offset = image.getCalibration().isSigned16Bit() ? -32768 : 0;
		metadata = describe();
	}

	/**
	 * @return the image as a stack
	 * @throws IllegalArgumentException in one line, if there is no image, it is
	 *           empty, or has colours
	 */
	public static ImageJStack of(final ImagePlus image) {
		if (image == null) throw new IllegalArgumentException("There is no image. Open one first.");
		if (image.getWidth() < 1 || image.getHeight() < 1 || image.getStackSize() < 1 || image.getProcessor() == null)
			throw new IllegalArgumentException(
				"The image '" + image.getTitle() + "' is empty. Check the title or path that was given.");
		if (image.getBitDepth() == 24) throw new IllegalArgumentException("'" + image.getTitle() +
			"' is an RGB image, whose colours are no counts of light. Use Image > Color > Split Channels or " +
			"Image > Type > 8-bit.");
		return new ImageJStack(image);
	}

	/** @return the image itself */
	public ImagePlus image() {
		return image;
	}

	@Override
	public String name() {
		return image.getTitle();
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public StackMetadata metadata() {
		return metadata;
	}

	/** Virtual stacks are read slice by slice, one at a time: many of them share a file pointer. */
	@Override
	public synchronized Object plane(final int channel, final int slice, final int frame) {
		final int index = (int) shape.planeIndex(channel, slice, frame) + 1;
		final ImageStack stack = image.getStack();
		final Object plane = stack.isVirtual() ? stack.getProcessor(index).getPixels() : stack.getPixels(index);
		if (offset == 0) return plane;
		final float[] signed = SampleType.toFloats(plane);
		for (int i = 0; i < signed.length; i++)
			signed[i] += offset;
		return signed;
	}

	private StackMetadata describe() {
		final StackMetadata.Builder builder = new StackMetadata.Builder();
		final Calibration calibration = image.getCalibration();
		final double[] sizes = { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth };
		final String[] units = { calibration.getUnit(), calibration.getYUnit(), calibration.getZUnit() };
		for (int axis = 0; axis < 3; axis++) {
			final OptionalDouble unit = LengthUnit.micrometres(units[axis]);
			// ImageJ has 1 where nobody gave the distance of slices.
			if (unit.isEmpty() || axis == 2 && sizes[2] == 1) continue;
			builder.voxel(axis, sizes[axis] * unit.getAsDouble());
			builder.voxelSource("ImageJ's calibration");
		}
		if (shape.slices() > 1 && sizes[2] == 1) builder.note(
			"The image has a voxel depth of exactly 1, which is what ImageJ has when nobody set it: it is not used");
		if (LengthUnit.micrometres(units[0]).isEmpty() && !units[0].matches("(?i)pixels?|\\s*"))
			builder.note("The image's unit is '" + units[0] + "', which is no length that Lucid knows");
		builder.frameInterval(calibration.frameInterval * switch (calibration.getTimeUnit()) {
			case "ms", "msec" -> 1e-3;
			case "min" -> 60;
			case "h", "hour" -> 3600;
			default -> 1;
		});
		if (calibration.calibrated() && offset == 0)
			builder.note("The image has a grey-value calibration, which is not applied: the stored values are used");
		final String info = image.getInfoProperty();
		InfoMetadata.describe(info == null ? "" : info, shape.channels(), builder);
		return builder.imagej(properties(info == null ? "" : info)).build();
	}

	/** What a TIFF result keeps; an open result takes more, see {@link ImageJStackWriter}. */
	private ImageJProperties properties(final String info) {
		final List<byte[]> luts = new ArrayList<>();
		final ij.process.LUT[] tables = image.getLuts();
		for (final ij.process.LUT table : tables)
			luts.add(bytes(table));
		final List<String> labels = new ArrayList<>();
		boolean labelled = false;
		for (int i = 1; i <= image.getStackSize(); i++) {
			final String label = image.getStack().getSliceLabel(i);
			labels.add(label == null ? "" : label);
			labelled |= label != null;
		}
		final String mode = image instanceof CompositeImage composite ? composite.getModeAsString() : "";
		return new ImageJProperties(info, labelled ? labels : List.of(),
			luts.size() == shape.channels() ? luts : List.of(), new double[0], mode, overlay(),
			image.getRoi() == null ? new byte[0] : RoiEncoder.saveAsByteArray(image.getRoi()), further(), origin());
	}

	private List<byte[]> overlay() {
		final List<byte[]> regions = new ArrayList<>();
		if (image.getOverlay() != null) for (final Roi roi : image.getOverlay())
			regions.add(RoiEncoder.saveAsByteArray(roi));
		return regions;
	}

	/** Properties that have a key. Info, and what is not a text, are not among them. */
	private Map<String, String> further() {
		final Map<String, String> properties = new LinkedHashMap<>();
		final String[] pairs = image.getPropertiesAsArray();
		for (int i = 0; pairs != null && i + 1 < pairs.length; i += 2)
			properties.put(pairs[i], pairs[i + 1]);
		return properties;
	}

	private Map<String, String> origin() {
		final Calibration c = image.getCalibration();
		final Map<String, String> lines = new LinkedHashMap<>();
		if (c.xOrigin != 0) lines.put("xorigin", Double.toString(c.xOrigin));
		if (c.yOrigin != 0) lines.put("yorigin", Double.toString(c.yOrigin));
		if (c.zOrigin != 0) lines.put("zorigin", Double.toString(c.zOrigin));
		return lines;
	}

	private static byte[] bytes(final ij.process.LUT table) {
		final byte[] lut = new byte[768];
		final byte[] one = new byte[256];
		table.getReds(one);
		System.arraycopy(one, 0, lut, 0, 256);
		table.getGreens(one);
		System.arraycopy(one, 0, lut, 256, 256);
		table.getBlues(one);
		System.arraycopy(one, 0, lut, 512, 256);
		return lut;
	}

	/** Does nothing: the image belongs to ImageJ. */
	@Override
	public void close() {}
}
