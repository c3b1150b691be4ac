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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * OME-TIFF files as a microscope writes them: 16 bits, one channel, everything said in OME-XML and nothing in ImageJ's
 * way.
 */
final class OmeTiffs {

	private OmeTiffs() {}

	/** Writes a dim stack with a bright spot, taken through air with NA 0.8 at 520 nm. */
	static void write(final Path file, final int width, final int height, final int slices, final double xy,
		final double z) throws IOException
	{
		final byte[] xml = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">" +
			"<Instrument ID=\"Instrument:0\"><Objective ID=\"Objective:0\" LensNA=\"0.8\" Immersion=\"Air\"/></Instrument>" +
			"<Image ID=\"Image:0\"><ObjectiveSettings ID=\"Objective:0\"/><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" " +
			"Type=\"uint16\" SizeX=\"" + width + "\" SizeY=\"" + height + "\" SizeZ=\"" + slices +
			"\" SizeC=\"1\" SizeT=\"1\" " + "PhysicalSizeX=\"" + xy + "\" PhysicalSizeY=\"" + xy +
			"\" PhysicalSizeZ=\"" + z + "\"><Channel ID=\"Channel:0:0\" " +
			"EmissionWavelength=\"520\" AcquisitionMode=\"WideField\"/><TiffData/></Pixels></Image></OME>\0")
			.getBytes(StandardCharsets.UTF_8);
		final int directory = 2 + 9 * 12 + 4, plane = 2 * width * height, first = 8 + slices * directory;
		final ByteBuffer bytes = ByteBuffer.allocate(first + slices * plane + xml.length);
		bytes.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
		for (int i = 0; i < slices; i++) {
			bytes.putShort((short) 9);
			number(bytes, 256, width);
			number(bytes, 257, height);
			number(bytes, 258, 16);
			number(bytes, 259, 1);
			number(bytes, 262, 1);
			entry(bytes, 270, 2, xml.length, first + slices * plane);
			entry(bytes, 273, 4, 1, first + i * plane);
			number(bytes, 278, height);
			entry(bytes, 279, 4, 1, plane);
			bytes.putInt(i + 1 < slices ? 8 + (i + 1) * directory : 0);
		}
		for (int i = 0; i < slices * width * height; i++)
			bytes.putShort(
				(short) (100 + i % 7 + (i == (slices / 2 * height + height / 2) * width + width / 2 ? 900 : 0)));
		Files.write(file, bytes.put(xml).array());
	}

	private static void number(final ByteBuffer bytes, final int tag, final int value) {
		bytes.putShort((short) tag).putShort((short) 3).putInt(1).putShort((short) value).putShort((short) 0);
	}

	private static void entry(final ByteBuffer bytes, final int tag, final int type, final int count, final int value) {
		bytes.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}
}
