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
package sc.fiji.lucid.io.ome;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;

/**
 * OME-XML (schema 2016-06) of a float32 stack whose planes are in one file in the order XYCZT: sampling, objective and
 * channels as far as they are known, and the run as annotations of the image. One of them, a map of keys and values,
 * is what OMERO shows; the other is the whole record, from which it can be read again.
 */
public final class OmeXmlWriter {

	/** The namespace of the record as JSON. */
	static final String RECORD = "sc.fiji.lucid/run-record";
	/** The element in that annotation. */
	static final String ELEMENT = "RunRecord";
	private static final String SHOWN = "sc.fiji.lucid/run";
	private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
	/** Longer texts are in the record; a list of pairs has no use for them. */
	private static final int LONGEST_SHOWN = 500;
	private static final Map<Modality, String> MODES = Map.of(Modality.WIDEFIELD, "WideField", Modality.CONFOCAL,
		"LaserScanningConfocalMicroscopy", Modality.SPINNING_DISK, "SpinningDiskConfocal", Modality.TWO_PHOTON,
		"MultiPhotonMicroscopy", Modality.LIGHT_SHEET, "SPIM", Modality.STED, "STED");

	private final StringWriter text = new StringWriter();
	private final XMLStreamWriter xml;
	private final StackShape shape;
	private final StackMetadata metadata;
	private final RunRecord record;

	private OmeXmlWriter(final StackShape shape, final StackMetadata metadata, final RunRecord record)
		throws XMLStreamException
	{
		xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
		this.shape = shape;
		this.metadata = metadata;
		this.record = record;
	}

	/**
	 * @param name of the image
	 * @param info lines for people, what was done
	 * @param record of the run; null if there is none
	 * @return the text, in ASCII
	 */
	public static String write(final String name, final StackShape shape, final StackMetadata metadata,
		final String info, final RunRecord record) throws IOException
	{
		try {
			final OmeXmlWriter writer = new OmeXmlWriter(shape, metadata, record);
			writer.ome(name, info);
			return ascii(writer.text.toString());
		}
		catch (final XMLStreamException e) {
			throw new IOException("OME-XML cannot be written: " + e.getMessage() + ".", e);
		}
	}

	/** Some readers take the text of a TIFF tag as ASCII. */
	private static String ascii(final String text) {
		final StringBuilder ascii = new StringBuilder();
		text.codePoints().forEach(c -> {
			if (c < 128) ascii.append((char) c);
			else ascii.append("&#").append(c).append(';');
		});
		return ascii.toString();
	}

	private void ome(final String name, final String info) throws XMLStreamException {
		xml.writeStartDocument("UTF-8", "1.0");
		start("OME", "xmlns", SCHEMA, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation",
			SCHEMA + " " + SCHEMA + "/ome.xsd");
		final OptionalDouble aperture = optics(0).get(OpticalParameter.NUMERICAL_APERTURE);
		if (aperture.isPresent()) {
			start("Instrument", "ID", "Instrument:0");
			empty("Objective", "ID", "Objective:0", "LensNA", Digits.of(aperture.getAsDouble()));
			xml.writeEndElement();
		}
		start("Image", "ID", "Image:0", "Name", name);
		if (!info.isBlank()) element("Description", info);
		if (aperture.isPresent()) {
			empty("InstrumentRef", "ID", "Instrument:0");
			empty("ObjectiveSettings", "ID", "Objective:0", "RefractiveIndex",
				optional(optics(0).get(OpticalParameter.IMMERSION_INDEX), 1));
		}
		pixels();
		if (record != null) {
			empty("AnnotationRef", "ID", "Annotation:0");
			empty("AnnotationRef", "ID", "Annotation:1");
		}
		xml.writeEndElement();
		if (record != null) annotations();
		xml.writeEndElement();
		xml.writeEndDocument();
		xml.flush();
	}

	private OpticalSettings optics(final int channel) {
		return metadata.optics(channel);
	}

	private void pixels() throws XMLStreamException {
		start("Pixels", "ID", "Pixels:0", "DimensionOrder", "XYCZT", "Type", "float", "BigEndian", "true", "SizeX",
			number(shape.width()), "SizeY", number(shape.height()), "SizeZ", number(shape.slices()), "SizeC",
			number(shape.channels()), "SizeT", number(shape.frames()), "PhysicalSizeX", exact(metadata.voxelX()),
			"PhysicalSizeY", exact(metadata.voxelY()), "PhysicalSizeZ", exact(metadata.voxelZ()), "TimeIncrement",
			exact(metadata.frameInterval()));
		for (int c = 0; c < shape.channels(); c++) {
			final OpticalSettings o = optics(c);
			empty("Channel", "ID", "Channel:0:" + c, "Name", metadata.channelName(c).orElse(""), "SamplesPerPixel", "1",
				"EmissionWavelength", optional(o.get(OpticalParameter.EMISSION_WAVELENGTH), 1000),
				"ExcitationWavelength", optional(o.get(OpticalParameter.EXCITATION_WAVELENGTH), 1000),
				"AcquisitionMode", o.modality().map(m -> MODES.getOrDefault(m, "Other")).orElse(""), "Color",
				colour(c));
		}
		empty("TiffData", "IFD", "0", "PlaneCount", String.valueOf(shape.planes()));
		xml.writeEndElement();
	}

	/** The brightest of a channel's colours, as red, green, blue and alpha in 32 bits. */
	private String colour(final int channel) {
		final List<byte[]> luts = metadata.imagej().luts();
		if (luts.size() != shape.channels()) return "";
		final byte[] lut = luts.get(channel);
		return String.valueOf((lut[255] & 0xff) << 24 | (lut[511] & 0xff) << 16 | (lut[767] & 0xff) << 8 | 0xff);
	}

	private void annotations() throws XMLStreamException {
		start("StructuredAnnotations");
		start("MapAnnotation", "ID", "Annotation:0", "Namespace", SHOWN);
		start("Value");
		final Map<String, String> pairs = new TreeMap<>();
		record.values().forEach((key, value) -> flat(key, value, pairs));
		for (final Map.Entry<String, String> pair : pairs.entrySet()) {
			start("M", "K", pair.getKey());
			xml.writeCharacters(legal(pair.getValue()));
			xml.writeEndElement();
		}
		xml.writeEndElement();
		xml.writeEndElement();
		start("XMLAnnotation", "ID", "Annotation:1", "Namespace", RECORD);
		start("Value");
		element(ELEMENT, record.toString());
		xml.writeEndElement();
		xml.writeEndElement();
		xml.writeEndElement();
	}

	/** As {@code volumes.1.gain}; lists are numbered from 1. */
	private static void flat(final String key, final Object value, final Map<String, String> pairs) {
		if (key.equals("log")) return;
		if (value instanceof Map<?, ?> map) map.forEach((k, v) -> flat(key + "." + k, v, pairs));
		else if (value instanceof List<?> list) for (int i = 0; i < list.size(); i++)
			flat(key + "." + (i + 1), list.get(i), pairs);
		else if (value != null && value.toString().length() <= LONGEST_SHOWN) pairs.put(key, value.toString());
	}

	/** Attributes without a value are left out. */
	private void start(final String name, final String... attributes) throws XMLStreamException {
		xml.writeStartElement(name);
		attributes(attributes);
	}

	private void empty(final String name, final String... attributes) throws XMLStreamException {
		xml.writeEmptyElement(name);
		attributes(attributes);
	}

	private void attributes(final String... attributes) throws XMLStreamException {
		for (int i = 0; i < attributes.length; i += 2)
			if (!attributes[i + 1].isEmpty()) xml.writeAttribute(attributes[i], legal(attributes[i + 1]));
	}

	private void element(final String name, final String content) throws XMLStreamException {
		start(name);
		xml.writeCharacters(legal(content));
		xml.writeEndElement();
	}

	/** XML knows no control characters. */
	private static String legal(final String text) {
		return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", " ");
	}

	private static String number(final int value) {
		return String.valueOf(value);
	}

	private static String exact(final OptionalDouble value) {
		return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
	}

	private static String optional(final OptionalDouble value, final double factor) {
		return value.isPresent() ? Digits.of(factor * value.getAsDouble()) : "";
	}
}
