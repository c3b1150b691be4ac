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
			throw new IOException(source + " has damaged OME-XML: " + exc.getMessage().replaceAll("\\s+", " ") + ".", exc);
		}
	}
}
