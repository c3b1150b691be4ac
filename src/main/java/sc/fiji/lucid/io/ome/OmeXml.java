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
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.StackShape;

/**
 * One of the images (series) of an OME-XML text: its size and where its planes are. What it
 * says of the microscope is read by {@link OmeMetadata}. The text comes from a
 * stranger: no document type, no entity, no other file is followed.
 * Schema: OME 2016-06.
 */
public final class OmeXml {

	/**
	 * A stretch of planes.
	 *
	 * @param ifd the first directory
	 * @param c first channel
	 * @param z first slice
	 * @param t first frame
	 * @param count number of planes, -1 for all directories of the file
	 * @param file name of the file, empty for the one that holds the text
	 */
	public record TiffData(int ifd, int c, int z, int t, int count, String file) {}

	private final Element root;
	private final Element image;
	private final Element pixels;
	private final String source;
	private final String text;
	private final List<TiffData> tiffData;
	private final double zRise;
	private final List<Set<String>> files;

	private OmeXml(final Element root, final OmeXmlBuilder builder, final int series, final String text,
		final String source)
	{
		this.root = root;
		this.text = text;
		zRise = builder.zRise();
		this.source = source;
		tiffData = builder.tiffData();
		files = builder.files();
		final List<Element> images = children(root, "Image");
		image = series > images.size() ? null : images.get(series - 1);
		pixels = image == null ? null : child(image, "Pixels");
	}

	/** @return whether a text is meant to be OME-XML */
	public static boolean isOne(final String text) {
		final String head = text.substring(0, Math.min(text.length(), 4000));
		return head.stripLeading().startsWith("<") &&
			(head.contains("<OME ") || head.contains("<OME>") || head.contains("<ome:OME") || head.contains(":OME "));
	}

	/** @return the first image, as {@link #parse(String, String, int)} */
	public static OmeXml parse(final String text, final String source) throws IOException {
		return parse(text, source, 1);
	}

	/**
	 * @param source name of the file, for messages
	 * @param series which of the images, from 1
	 * @return that image; without pixels, if there is no such image
	 * @throws IOException in one line, if it is not well-formed
	 */
	public static OmeXml parse(final String text, final String source, final int series) throws IOException {
		try {
			final SAXParserFactory factory = SAXParserFactory.newInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setXIncludeAware(false);
			final SAXParser parser = factory.newSAXParser();
			parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
			parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
			final Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
			final OmeXmlBuilder builder = new OmeXmlBuilder(document, series);
			parser.parse(new InputSource(new StringReader(text.strip())), builder);
			return new OmeXml(document.getDocumentElement(), builder, series, text, source);
		}
		catch (final SAXException exc) {
			throw new IOException(source + " has damaged OME-XML: " +
				String.valueOf(exc.getMessage()).replaceAll("\\s+", " ") + ". Save it with Fiji as TIFF.");
		}
		catch (final ParserConfigurationException exc) {
			throw new IOException("This Java has no safe XML parser: " + exc.getMessage() + ".", exc);
		}
	}

	/** @return the file that holds the metadata of the set, if this text only points to it; else empty */
	public String metadataFile() {
		final Element binaryOnly = child(root, "BinaryOnly");
		return binaryOnly == null ? "" : binaryOnly.getAttribute("MetadataFile");
	}

	/** @return whether there is an image with pixels */
	public boolean hasPixels() {
		return pixels != null;
	}

	/** @return another of the images, from 1 */
	public OmeXml of(final int series) throws IOException {
		return parse(text, source, series);
	}

	/** @return whether all planes belong to one image */
	public boolean hasOneImage() {
		return images() == 1;
	}

	/** @return the number of images */
	public int images() {
		return children(root, "Image").size();
	}

	/**
	 * @return the images in order
	 * @throws IOException in one line, if a size is absent or senseless
	 */
	public List<SeriesInfo> series() throws IOException {
		final List<SeriesInfo> all = new ArrayList<>();
		for (final Element each : children(root, "Image")) {
			final Element stored = child(each, "Pixels");
			if (stored == null) throw new IOException(
				source + " has damaged OME-XML: its image " + (all.size() + 1) + " has no Pixels.");
			all.add(new SeriesInfo(all.size() + 1, each.getAttribute("Name"), shape(stored)));
		}
		return all;
	}

	/**
	 * @param file the name of one of a set of files
	 * @return the numbers of the images that have planes in it, from 1; none where the text does not say which
	 */
	public List<Integer> imagesIn(final String file) {
		final List<Integer> in = new ArrayList<>();
		for (int i = 0; i < files.size(); i++)
			if (files.get(i).contains("") || files.get(i).contains(file)) in.add(i + 1);
		return in;
	}

	/** @throws IOException in one line, if the sizes are absent or senseless */
	public StackShape shape() throws IOException {
		return shape(pixels);
	}

	private StackShape shape(final Element of) throws IOException {
		try {
			return new StackShape(count(of, "SizeX"), count(of, "SizeY"), count(of, "SizeZ"), count(of, "SizeC"),
				count(of, "SizeT"));
		}
		catch (final IllegalArgumentException exc) {
			throw new IOException(source + " has damaged OME-XML: " + exc.getMessage());
		}
	}

	private static int count(final Element of, final String attribute) {
		final String text = of.getAttribute(attribute).trim();
		if (!text.matches("\\d{1,9}")) throw new IllegalArgumentException(
			attribute + " is '" + text + "', not a number of voxels, channels or frames.");
		return Integer.parseInt(text);
	}

	/** @return the axes after X and Y, fastest first, as {@code CZT} */
	public String planeOrder() throws IOException {
		final String order = pixels.getAttribute("DimensionOrder").toUpperCase(Locale.ROOT);
		if (!order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)"))
			throw new IOException(source + " has damaged OME-XML: DimensionOrder is '" + order + "'.");
		return order.substring(2);
	}

	/** @return where the planes are; empty if all are in order in this file */
	public List<TiffData> tiffData() {
		return tiffData;
	}

	/** @return the name of the image and what it says of itself, in words */
	String description() {
		final Element said = child(image, "Description");
		return image.getAttribute("Name") + "\n" + (said == null ? "" : said.getTextContent());
	}

	/** @return how far the stage rose from the first slice to the last, in the text's unit; NaN if it does not say */
	double zRise() {
		return zRise;
	}

	Element root() {
		return root;
	}

	Element image() {
		return image;
	}

	Element pixels() {
		return pixels;
	}

	/** @return the first child element of this name, whatever its namespace prefix, or null */
	static Element child(final Element parent, final String name) {
		final List<Element> all = children(parent, name);
		return all.isEmpty() ? null : all.get(0);
	}

	/** @return the child elements of this name, whatever their namespace prefix */
	static List<Element> children(final Element parent, final String name) {
		final List<Element> list = new ArrayList<>();
		final NodeList nodes = parent.getChildNodes();
		for (Node node = nodes.getLength() == 0 ? null : nodes.item(0); node != null; node = node.getNextSibling())
			if (node instanceof Element element && isNamed(element.getTagName(), name)) list.add(element);
		return list;
	}

	private static boolean isNamed(final String tag, final String name) {
		return tag.endsWith(name) &&
			(tag.length() == name.length() || tag.charAt(tag.length() - name.length() - 1) == ':');
	}
}
