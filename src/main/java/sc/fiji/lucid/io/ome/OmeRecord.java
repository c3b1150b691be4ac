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
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The record of a run among the annotations of an OME-XML text, where {@link OmeXmlWriter} puts it. */
public final class OmeRecord {

	private OmeRecord() {}

	/**
	 * @param text the OME-XML; empty if there is none
	 * @param source name of its file, for messages
	 * @return the record as JSON; empty if there is none
	 * @throws IOException in one line, if the text is not well-formed
	 */
	public static Optional<String> of(final String text, final String source) throws IOException {
		if (!text.contains(OmeXmlWriter.RECORD)) return Optional.empty();
		try {
			final XMLInputFactory factory = XMLInputFactory.newInstance();
			factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
			factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
			final XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.strip()));
			boolean inside = false;
			while (reader.hasNext()) {
				if (reader.next() != XMLStreamConstants.START_ELEMENT) continue;
				if (inside && reader.getLocalName().equals(OmeXmlWriter.ELEMENT))
					return Optional.of(reader.getElementText());
				inside |= reader.getLocalName().equals("XMLAnnotation") &&
					OmeXmlWriter.RECORD.equals(reader.getAttributeValue(null, "Namespace"));
			}
			return Optional.empty();
		}
		catch (final XMLStreamException exc) {
			throw new IOException(source + " has damaged OME-XML: " + exc.getMessage().replaceAll("\\s+", " ") + ".",
				exc);
		}
	}
}
