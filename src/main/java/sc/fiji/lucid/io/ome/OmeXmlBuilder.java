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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What is kept of an OME-XML text while it is read: the elements that say something of the image, and the places of its
 * planes as numbers, and at what heights the first and the last slice were taken. What may come in millions
 * (annotations, regions, a line a plane) is passed over.
 */
final class OmeXmlBuilder extends DefaultHandler {

	/** More than the schema has. */
	private static final int DEEPEST = 64;
	/** Longer than what is written into a description here. */
	private static final int LONGEST = 10_000;
	private static final Set<String> UNUSED = Set.of("StructuredAnnotations", "ROI", "BinData", "Plane", "Plate",
		"Screen", "Folder", "Dataset", "Project", "Experimenter", "ExperimenterGroup");

	private final Document document;
	private final int wanted;
	private final List<OmeXml.TiffData> tiffData = new ArrayList<>();
	/** By image, the files that its planes are in; an empty name is the file of the text. */
	private final List<Set<String>> files = new ArrayList<>();
	private final StringBuilder text = new StringBuilder();
	private Node node;
	private int depth;
	private int skipped;
	private int images;
	private OmeXml.TiffData data;
	private String uuidFile;
	/** Where the stage was at the first slice, and at the last that was told of. */
	private double firstZ = Double.NaN;
	private double lastZ = Double.NaN;
	private int lastSlice;

	/** @param wanted the image whose planes are asked for, from 1 */
	OmeXmlBuilder(final Document document, final int wanted) {
		this.document = document;
		this.wanted = wanted;
		node = document;
	}

	/** @return the places of the planes of the image that is wanted, in order */
	List<OmeXml.TiffData> tiffData() {
		return tiffData;
	}

	/** @return how far the stage rose from the first slice to the last, in the text's unit; NaN if it does not say */
	double zRise() {
		return lastSlice > 0 ? lastZ - firstZ : Double.NaN;
	}

	/** @return for each image, the names of the files that its planes are in; an empty one is the file of the text */
	List<Set<String>> files() {
		return files;
	}

	@Override
	public void startElement(final String uri, final String local, final String tag, final Attributes attributes)
		throws SAXException
	{
		if (++depth > DEEPEST) throw new SAXException("elements are nested deeper than " + DEEPEST);
		final String name = tag.substring(tag.lastIndexOf(':') + 1);
		if (name.equals("Plane") && images == wanted) plane(attributes);
		if (skipped > 0 || UNUSED.contains(name)) {
			skipped++;
			return;
		}
		if (name.equals("Image")) {
			images++;
			files.add(new HashSet<>());
		}
		text.setLength(0);
		if (name.equals("TiffData")) {
			data = new OmeXml.TiffData(index(attributes, "IFD", 0), index(attributes, "FirstC", 0),
				index(attributes, "FirstZ", 0), index(attributes, "FirstT", 0),
				index(attributes, "PlaneCount", attributes.getValue("IFD") == null ? -1 : 1), "");
			uuidFile = null;
		}
		else if (data != null) {
			if (name.equals("UUID"))
				uuidFile = attributes.getValue("FileName") == null ? "" : attributes.getValue("FileName");
		}
		else {
			final Element element = document.createElement(tag);
			for (int i = 0; i < attributes.getLength(); i++)
				element.setAttribute(attributes.getQName(i), attributes.getValue(i));
			node = node.appendChild(element);
		}
	}

	private void plane(final Attributes attributes) {
		final String slice = attributes.getValue("TheZ"), z = attributes.getValue("PositionZ");
		if (slice == null || z == null || !"0".equals(attributes.getValue("TheT"))) return;
		try {
			final int number = Integer.parseInt(slice.trim());
			if (number == 0) firstZ = Double.parseDouble(z.trim());
			if (number >= lastSlice) lastZ = Double.parseDouble(z.trim());
			lastSlice = Math.max(lastSlice, number);
		}
		catch (final NumberFormatException exc) {
			// a position that is no number says nothing
		}
	}

	private static int index(final Attributes attributes, final String name, final int fallback) throws SAXException {
		final String value = attributes.getValue(name);
		if (value == null) return fallback;
		try {
			return Integer.parseUnsignedInt(value.trim());
		}
		catch (final NumberFormatException exc) {
			throw new SAXException(name + " is '" + value + "'");
		}
	}

	@Override
	public void characters(final char[] chars, final int start, final int length) {
		if (data != null && text.length() < 1000 || isDescription() && text.length() < LONGEST)
			text.append(chars, start, length);
	}

	private boolean isDescription() {
		return skipped == 0 && node instanceof Element element && element.getTagName().endsWith("Description");
	}

	@Override
	public void endElement(final String uri, final String local, final String tag) {
		depth--;
		if (skipped > 0) {
			skipped--;
			return;
		}
		final String name = tag.substring(tag.lastIndexOf(':') + 1);
		if (data == null) {
			if (isDescription()) node.setTextContent(text.toString());
			node = node.getParentNode();
		}
		else if (name.equals("UUID")) {
			final String own = document.getDocumentElement().getAttribute("UUID");
			if (own.isEmpty() || !own.equals(text.toString().trim()))
				data = new OmeXml.TiffData(data.ifd(), data.c(), data.z(), data.t(), data.count(), uuidFile);
		}
		else if (name.equals("TiffData")) {
			if (images == wanted) tiffData.add(data);
			if (images > 0) files.get(images - 1).add(data.file());
			data = null;
		}
	}
}
