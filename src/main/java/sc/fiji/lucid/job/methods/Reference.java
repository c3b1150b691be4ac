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
package sc.fiji.lucid.job.methods;

import java.util.Locale;

/** A publication that a run rests on. */
enum Reference {
	/** Lucid itself. */
	LUCID("@software", "Lucid", "{Lucid developers}", "Lucid: 3-D deconvolution of microscopy stacks for Fiji", "",
		"https://imagej.net/plugins/lucid"),
	/** The platform. */
	FIJI("@article", "Schindelin2012", "Schindelin, Johannes and Arganda-Carreras, Ignacio and Frise, Erwin and others",
		"Fiji: an open-source platform for biological-image analysis", "Nature Methods", "10.1038/nmeth.2019"),
	/** The checklist. */
	SCHMIED("@article", "Schmied2024", "Schmied, Christopher and Nelson, Michael S. and Avilov, Sergiy and others",
		"Community-developed checklists for publishing images and image analysis", "Nature Methods",
		"10.1038/s41592-023-01987-9"),
	/** Maximum likelihood by expectation maximisation. */
	RICHARDSON("@article", "Richardson1972", "Richardson, William Hadley",
		"Bayesian-based iterative method of image restoration", "Journal of the Optical Society of America",
		"10.1364/JOSA.62.000055"),
	/** The same. */
	LUCY("@article", "Lucy1974", "Lucy, L. B.",
		"An iterative technique for the rectification of observed distributions", "The Astronomical Journal",
		"10.1086/111605"),
	/** A PSF that changes with depth. */
	PREZA("@article", "Preza2004", "Preza, Chrysanthe and Conchello, Jos{\\'e}-Angel",
		"Depth-variant maximum-likelihood restoration for three-dimensional fluorescence microscopy",
		"Journal of the Optical Society of America A", "10.1364/JOSAA.21.001593"),
	/** Momentum. */
	WANG("@article", "Wang2014", "Wang, Hongbin and Miller, Paul C.",
		"Scaled heavy-ball acceleration of the Richardson-Lucy algorithm for 3D microscopy image restoration",
		"IEEE Transactions on Image Processing", "10.1109/TIP.2013.2291324"),
	/** Vector extrapolation. */
	BIGGS("@article", "Biggs1997", "Biggs, David S. C. and Andrews, Mark",
		"Acceleration of iterative image restoration algorithms", "Applied Optics", "10.1364/AO.36.001766"),
	/** Total variation. */
	DEY("@article", "Dey2006", "Dey, Nicolas and Blanc-Feraud, Laure and Zimmer, Christophe and others",
		"Richardson-Lucy algorithm with total variation regularization for 3D confocal microscope deconvolution",
		"Microscopy Research and Technique", "10.1002/jemt.20294"),
	/** Weights at the edge. */
	BERTERO("@article", "Bertero2005", "Bertero, M. and Boccacci, P.",
		"A simple method for the reduction of boundary effects in the Richardson-Lucy approach to image deconvolution",
		"Astronomy and Astrophysics", "10.1051/0004-6361:20052717"),
	/** The scalar model of index mismatch. */
	GIBSON("@article", "Gibson1991", "Gibson, Sarah Frisken and Lanni, Frederick",
		"Experimental test of an analytical model of aberration in an oil-immersion objective lens used in " +
			"three-dimensional light microscopy",
		"Journal of the Optical Society of America A", "10.1364/JOSAA.8.001601"),
	/** The vectorial model of a lens. */
	RICHARDS("@article", "Richards1959", "Richards, B. and Wolf, E.",
		"Electromagnetic diffraction in optical systems. II. Structure of the image field in an aplanatic system",
		"Proceedings of the Royal Society A", "10.1098/rspa.1959.0200"),
	/** The same through layers. */
	TOROK("@article", "Torok1997", "Török, P. and Varga, P.",
		"Electromagnetic diffraction of light focused through a stratified medium", "Applied Optics",
		"10.1364/AO.36.002305");

	private final String type;
	private final String key;
	private final String authors;
	private final String title;
	private final String journal;
	private final String where;

	Reference(final String type, final String key, final String authors, final String title, final String journal,
		final String where)
	{
		this.type = type;
		this.key = key;
		this.authors = authors;
		this.title = title;
		this.journal = journal;
		this.where = where;
	}

	/** @return as it is cited in the text: Wang and Miller 2014 */
	String cited() {
		if (this == LUCID) return "Lucid developers";
		final String[] names = authors.split(" and ");
		final String year = key.replaceAll("\\D", "");
		return names[0].replaceAll(",.*", "") +
			(names.length == 1 ? "" : names.length == 2 ? " and " + names[1].replaceAll(",.*", "") : " et al.") + " " +
			year;
	}

	/** @return its entry. @param version of Lucid that did the run; empty: not known */
	String bibtex(final String version) {
		final StringBuilder text = new StringBuilder(type).append('{').append(key).append(",\n");
		field(text, "author", authors);
		field(text, "title", "{" + title + "}");
		if (this == LUCID && !version.isEmpty()) field(text, "version", version);
		if (!journal.isEmpty()) field(text, "journal", journal);
		final String year = key.replaceAll("\\D", "");
		if (!year.isEmpty()) field(text, "year", year);
		field(text, where.startsWith("http") ? "url" : "doi", where);
		return text.append("}\n").toString();
	}

	private static void field(final StringBuilder text, final String name, final String value) {
		text.append(String.format(Locale.ROOT, "  %s = {%s},%n", name, value).replace("\r\n", "\n"));
	}
}
