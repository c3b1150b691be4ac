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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file is, by its first bytes. */
public enum FileKind {
	/** TIFF and BigTIFF of either byte order. */
	TIFF("a TIFF file"), PNG("a PNG image"), JPEG("a JPEG image"), GIF("a GIF image"), PDF("a PDF document"), ZIP(
		"a ZIP archive"), GZIP("a gzip archive"), NUMPY("a NumPy array"), CZI("a Zeiss CZI file"), ND2(
			"a Nikon ND2 file"), LIF("a Leica LIF file"), OIR(
				"an Olympus OIR file"), OLE("an Olympus OIB, Zeiss ZVI or similar file"), HDF5(
					"an HDF5 file, as of Imaris or BigDataViewer"), DV("a DeltaVision file"), MRC(
						"an MRC file"), NRRD("an NRRD file"), ICS("an ICS file"), OTHER("not an image that is known");

	/** As much as is looked at. */
	private static final int HEAD = 256;
	/** Where a DeltaVision header has its own number, -16224, and an MRC header its name. */
	private static final int DV_AT = 96, MRC_AT = 208;

	private final String words;

	FileKind(final String words) {
		this.words = words;
	}

	/** @throws IOException if the file cannot be read */
	public static FileKind of(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			return of(new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1));
		}
	}

	private static FileKind of(final String head) {
		if (starts(head, "II*\0", "MM\0*", "II+\0", "MM\0+")) return TIFF;
		if (starts(head, "\u0089PNG")) return PNG;
		if (starts(head, "\u00ff\u00d8\u00ff")) return JPEG;
		if (starts(head, "GIF8")) return GIF;
		if (starts(head, "%PDF")) return PDF;
		if (starts(head, "PK\u0003\u0004")) return ZIP;
		if (starts(head, "\u001f\u008b")) return GZIP;
		if (starts(head, "\u0093NUMPY")) return NUMPY;
		return ofMicroscope(head);
	}

	private static FileKind ofMicroscope(final String head) {
		if (starts(head, "ZISRAWFILE")) return CZI;
		// Of the years before 2010 it is a JPEG 2000.
		if (starts(head, "\u00da\u00ce\u00be\n", "\0\0\0\fjP  ")) return ND2;
		if (starts(head, "p\0\0\0")) return LIF;
		if (starts(head, "OLYMPUSRAWFORMAT")) return OIR;
		if (starts(head, "\u00d0\u00cf\u0011\u00e0")) return OLE;
		if (starts(head, "\u0089HDF")) return HDF5;
		if (head.startsWith("\u00a0\u00c0", DV_AT) || head.startsWith("\u00c0\u00a0", DV_AT)) return DV;
		if (head.startsWith("MAP ", MRC_AT) || head.startsWith("MAP\0", MRC_AT)) return MRC;
		if (starts(head, "NRRD0")) return NRRD;
		if (head.contains("ics_version")) return ICS;
		return OTHER;
	}

	private static boolean starts(final String head, final String... starts) {
		return Arrays.stream(starts).anyMatch(head::startsWith);
	}

	/** @return whether Bio-Formats may know it, and it is more than a picture */
	public boolean isOfMicroscopes() {
		return compareTo(CZI) >= 0;
	}

	/** @return what to do with a file that is not read, in words */
	public String remedy() {
		return switch (this) {
			case ZIP, GZIP -> "Unpack it.";
			case NUMPY -> "Write it as TIFF, or see docs/guide/python.md.";
			default -> "Open it in Fiji and save it as TIFF.";
		};
	}

	/** @return as {@code a Zeiss CZI file} */
	@Override
	public String toString() {
		return words;
	}
}
