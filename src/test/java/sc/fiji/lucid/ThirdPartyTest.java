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

import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The jar says what it uses and under which licences. */
public class ThirdPartyTest {

	private static String resource(final String name) throws IOException {
		try (InputStream in = ThirdPartyTest.class.getResourceAsStream(name)) {
			assertNotNull(name, in);
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	public void everyLibraryIsNamed() throws Exception {
		final String notices = resource("/META-INF/THIRD-PARTY.txt");
		final List<String> libraries = compiledAgainst();
		assertTrue(libraries.toString(), libraries.contains("JTransforms") && !libraries.contains("junit"));
		for (final String library : libraries)
			assertTrue(library + " is a dependency of Lucid; name it and its licence in META-INF/THIRD-PARTY.txt",
				notices.contains(library));
	}

	/** The artifacts of the POM without a scope, which is what goes on the class path of users. */
	private static List<String> compiledAgainst() throws Exception {
		final NodeList dependencies = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(Path.of("pom.xml").toFile())
			.getElementsByTagName("dependency");
		final List<String> names = new ArrayList<>();
		for (int i = 0; i < dependencies.getLength(); i++) {
			final Element dependency = (Element) dependencies.item(i);
			if (dependency.getElementsByTagName("scope").getLength() == 0)
				names.add(dependency.getElementsByTagName("artifactId").item(0).getTextContent());
		}
		return names;
	}

	/** The wrapper trusts no Maven but one, and the jar has one time for all its entries. */
	@Test
	public void theBuildIsPinned() throws IOException {
		assertTrue(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties"))
			.matches("(?s).*distributionSha256Sum=[0-9a-f]{64}\\s.*"));
		assertTrue(Files.readString(Path.of("pom.xml"))
			.matches("(?s).*<project.build.outputTimestamp>\\d{4}-\\d\\d-\\d\\dT.*"));
		assertTrue(Files.readString(Path.of("SECURITY.md")).matches("(?s).*Report a\\s+vulnerability.*`provided`.*"));
	}

	@Test
	public void ownLicenceIsInTheJar() throws IOException {
		boolean found = false;
		// other jars have a file of that name, too
		for (final URL url : Collections.list(getClass().getClassLoader().getResources("META-INF/LICENSE")))
			try (InputStream in = url.openStream()) {
				found |= new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("Lucid developers");
			}
		assertTrue(found);
	}
}
