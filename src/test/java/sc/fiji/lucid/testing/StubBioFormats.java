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
package sc.fiji.lucid.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A library with the classes of Bio-Formats that Lucid calls, which is compiled when a test wants it, and the only file
 * format that it knows. Planes are stored in another order than Lucid's, channels slowest.
 */
public final class StubBioFormats {

	/**
	 * A series of a file.
	 *
	 * @param name as the microscope's user called it
	 * @param sizes X, Y, Z, C, T
	 * @param colour whether it says that it is of colours
	 * @param voxels of 16 bits, x fastest, then z, t, c
	 */
	public record Series(String name, int[] sizes, boolean colour, short[] voxels) {}

	private static final Map<String, String> SOURCES = sources();
	private static byte[] compiled;

	private StubBioFormats() {}

	/** Writes a file in the stub's format. */
	public static Path write(final Path file, final Series... all) throws IOException {
		try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
			out.writeUTF("STUB");
			out.writeInt(all.length);
			for (final Series each : all) {
				out.writeUTF(each.name);
				for (final int size : each.sizes)
					out.writeInt(size);
				out.writeBoolean(each.colour);
				for (final short voxel : each.voxels)
					out.writeShort(voxel);
			}
		}
		return file;
	}

	/** @return what the stub says of one or several series */
	public static String xml(final Series... all) {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" +
			"<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Instrument ID=\"Instrument:0\">" +
			"<Objective ID=\"Objective:0\" LensNA=\"0.8\" Immersion=\"Air\"/></Instrument>");
		for (int i = 0; i < all.length; i++)
			xml.append(image(i, all[i]));
		return xml.append("</OME>").toString();
	}

	private static String image(final int index, final Series series) {
		final int[] s = series.sizes;
		final StringBuilder xml = new StringBuilder("<Image ID=\"Image:" + index + "\" Name=\"" + series.name +
			"\"><ObjectiveSettings ID=\"Objective:0\"/><Pixels ID=\"Pixels:" + index +
			"\" DimensionOrder=\"XYZTC\" Type=\"uint16\" SizeX=\"" + s[0] + "\" SizeY=\"" + s[1] + "\" SizeZ=\"" +
			s[2] + "\" SizeC=\"" + s[3] + "\" SizeT=\"" + s[4] + "\" PhysicalSizeX=\"0.2\" PhysicalSizeY=\"0.2\" " +
			"PhysicalSizeZ=\"0.5\">");
		for (int c = 0; c < s[3]; c++)
			xml.append("<Channel ID=\"Channel:" + index + ":" + c + "\" Name=\"dye " + (c + 1) +
				"\" EmissionWavelength=\"" + (520 + 80 * c) + "\"/>");
		return xml.append("<MetadataOnly/></Pixels></Image>").toString();
	}

	/** @return the library as a jar in a folder */
	public static Path jar(final Path folder) throws IOException {
		final Path jar = folder.resolve("bioformats_package.jar");
		Files.write(jar, compiled());
		return jar;
	}

	/** @return the library around Lucid, as in Fiji */
	public static URLClassLoader around(final Path folder) throws IOException {
		return new URLClassLoader(new URL[] { jar(folder).toUri().toURL() }, StubBioFormats.class.getClassLoader());
	}

	private static synchronized byte[] compiled() throws IOException {
		if (compiled != null) return compiled;
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
		final List<JavaFileObject> sources = new ArrayList<>();
		SOURCES.forEach((name, text) -> sources.add(new Source(name, text)));
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			final boolean done = compiler
				.getTask(null, new InMemory(files, classes), null, List.of("-proc:none"), null, sources)
				.call();
			if (!done) throw new IOException("The stub does not compile.");
		}
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JarOutputStream jar = new JarOutputStream(bytes)) {
			for (final Map.Entry<String, ByteArrayOutputStream> each : classes.entrySet()) {
				jar.putNextEntry(new JarEntry(each.getKey().replace('.', '/') + ".class"));
				jar.write(each.getValue().toByteArray());
			}
		}
		compiled = bytes.toByteArray();
		return compiled;
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(final String name, final String text) {
			super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
			return text;
		}
	}

	private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

		private final Map<String, ByteArrayOutputStream> classes;

		InMemory(final StandardJavaFileManager files, final Map<String, ByteArrayOutputStream> classes) {
			super(files);
			this.classes = classes;
		}

		@Override
		public JavaFileObject getJavaFileForOutput(final Location location, final String name,
			final JavaFileObject.Kind kind, final FileObject sibling)
		{
			return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {

				@Override
				public OutputStream openOutputStream() {
					final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
					classes.put(name, bytes);
					return bytes;
				}
			};
		}
	}

	/** The shapes of the classes are those of Bio-Formats 5 to 8. */
	private static Map<String, String> sources() {
		final Map<String, String> sources = new TreeMap<>();
		sources.put("loci.formats.FormatException",
			"package loci.formats; public class FormatException extends Exception { " +
				"public FormatException(String s) { super(s); } }");
		sources.put("loci.formats.meta.MetadataStore", "package loci.formats.meta; public interface MetadataStore {}");
		sources.put("loci.formats.meta.MetadataRetrieve",
			"package loci.formats.meta; public interface MetadataRetrieve {}");
		sources.put("loci.formats.meta.StubStore",
			"package loci.formats.meta; public class StubStore implements MetadataStore, MetadataRetrieve { " +
				"public String xml = \"\"; }");
		sources.put("loci.formats.services.OMEXMLService",
			"package loci.formats.services; public interface OMEXMLService { " +
				"loci.formats.meta.StubStore createOMEXMLMetadata(); " +
				"String getOMEXML(loci.formats.meta.MetadataRetrieve m); }");
		sources.put("loci.common.services.ServiceFactory", """
			package loci.common.services;
			public class ServiceFactory {
				public <T> T getInstance(Class<T> type) {
					return type.cast(new loci.formats.services.OMEXMLService() {
						public loci.formats.meta.StubStore createOMEXMLMetadata() {
							return new loci.formats.meta.StubStore();
						}
						public String getOMEXML(loci.formats.meta.MetadataRetrieve m) {
							return ((loci.formats.meta.StubStore) m).xml;
						}
					});
				}
			}
			""");
		sources.put("loci.formats.ImageReader", reader());
		return sources;
	}

	private static String reader() {
		return """
			package loci.formats;
			import java.io.*;
			import java.util.*;
			import loci.formats.meta.*;
			public class ImageReader {
				private final List<String> names = new ArrayList<>();
				private final List<int[]> sizes = new ArrayList<>();
				private final List<Boolean> colours = new ArrayList<>();
				private final List<byte[]> voxels = new ArrayList<>();
				private StubStore store;
				private String file;
				private int series;
				private int users;
				public void setMetadataStore(MetadataStore s) { store = (StubStore) s; }
				public void setOriginalMetadataPopulated(boolean b) {}
				public void setFlattenedResolutions(boolean b) {
					if (b) throw new IllegalStateException("flattened");
				}
				public void setId(String id) throws FormatException, IOException {
					file = id;
					try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(id)))) {
						if (!in.readUTF().equals("STUB")) throw new FormatException("Unknown file format: " + id);
						for (int n = in.readInt(); n > 0; n--) {
							names.add(in.readUTF());
							int[] s = new int[5];
							for (int i = 0; i < 5; i++) s[i] = in.readInt();
							sizes.add(s);
							colours.add(in.readBoolean());
							byte[] v = new byte[2 * s[0] * s[1] * s[2] * s[3] * s[4]];
							in.readFully(v);
							voxels.add(v);
						}
					}
					catch (EOFException e) { throw new FormatException("Unknown file format: " + id); }
					store.xml = xml();
				}
				private String xml() {
					StringBuilder x = new StringBuilder("<?xml version='1.0'?><OME xmlns='OME'><Instrument " +
						"ID='I:0'><Objective ID='O:0' LensNA='0.8' Immersion='Air'/></Instrument>");
					for (int i = 0; i < names.size(); i++) {
						int[] s = sizes.get(i);
						x.append("<Image ID='Image:" + i + "' Name='" + names.get(i) + "'><ObjectiveSettings " +
							"ID='O:0'/><Pixels DimensionOrder='XYZTC' SizeX='" + s[0] + "' SizeY='" + s[1] + "' SizeZ='" +
							s[2] + "' SizeC='" + s[3] + "' SizeT='" + s[4] + "' PhysicalSizeX='0.2' " +
							"PhysicalSizeY='0.2' PhysicalSizeZ='0.5'>");
						for (int c = 0; c < s[3]; c++)
							x.append("<Channel Name='dye " + (c + 1) + "' EmissionWavelength='" + (520 + 80 * c) + "'/>");
						x.append("</Pixels></Image>");
					}
					return x + "</OME>";
				}
				public String getFormat() { return "Stub microscope"; }
				public int getSeriesCount() { return names.size(); }
				public void setSeries(int s) { series = s; }
				public int getSizeX() { return sizes.get(series)[0]; }
				public int getSizeY() { return sizes.get(series)[1]; }
				public int getSizeZ() { return sizes.get(series)[2]; }
				public int getSizeC() { return sizes.get(series)[3]; }
				public int getSizeT() { return sizes.get(series)[4]; }
				public int getPixelType() { return 3; }
				public boolean isLittleEndian() { return false; }
				public boolean isRGB() { return colours.get(series); }
				public boolean isIndexed() { return false; }
				public boolean isFalseColor() { return false; }
				public String[] getUsedFiles() { return new String[] { file }; }
				public int getIndex(int z, int c, int t) { return (c * getSizeT() + t) * getSizeZ() + z; }
				public byte[] openBytes(int no, int x, int y, int w, int h) throws FormatException {
					if (++users > 1) throw new FormatException("two threads at once");
					byte[] part = new byte[2 * w * h];
					for (int row = 0; row < h; row++)
						System.arraycopy(voxels.get(series), 2 * ((no * getSizeY() + y + row) * getSizeX() + x), part,
							2 * row * w, 2 * w);
					users--;
					return part;
				}
				public void close() { file = null; }
			}
			""";
	}
}
