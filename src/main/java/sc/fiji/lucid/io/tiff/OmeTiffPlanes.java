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
package sc.fiji.lucid.io.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.ome.OmeXml;

/** Planes that are directories of one or several TIFF files, where an OME-XML text says which is which. */
final class OmeTiffPlanes implements TiffStack.Planes {

	/** Files kept open; of larger sets the others are opened for each plane. */
	private static final int MOST_OPEN = 100;
	/** Bytes of the smallest directory of a TIFF file, of one entry. */
	private static final int LEAST_DIRECTORY = 18;
	private static final int MANY = 1 << 20;
	/** Places that TiffData may give each plane; one is right. */
	private static final int MOST_PLACED = 4;

	private final Path path;
	private final Path folder;
	private final TiffFile main;
	private final String[] files;
	private final int[] ifds;
	private final StackShape shape;
	private long placed;
	private final Map<String, TiffFile> open = new HashMap<>();

	private OmeTiffPlanes(final Path path, final TiffFile main, final StackShape shape) throws IOException {
		this.path = path;
		folder = path.toAbsolutePath().getParent();
		this.main = main;
		this.shape = shape;
		files = new String[(int) shape.planes()];
		ifds = new int[files.length];
		Arrays.fill(ifds, -1);
	}

	/**
	 * @param path the file that holds the text
	 * @param main the same file, if it is a TIFF file, else null
	 * @throws IOException in one line, if a plane or a file of the set is missing
	 */
	static OmeTiffPlanes of(final Path path, final TiffFile main, final OmeXml ome) throws IOException {
		final List<OmeXml.TiffData> data = ome.tiffData();
		checkSize(path, main, ome.shape(), data);
		final OmeTiffPlanes planes = new OmeTiffPlanes(path, main, ome.shape());
		if (data.isEmpty()) planes.place(new OmeXml.TiffData(0, 0, 0, 0, -1, ""), ome.planeOrder());
		for (final OmeXml.TiffData stretch : data)
			planes.place(stretch, ome.planeOrder());
		planes.check(path);
		return planes;
	}

	/** Before anything is made for each plane: no more planes than files of this length can have directories. */
	private static void checkSize(final Path path, final TiffFile main, final StackShape shape,
		final List<OmeXml.TiffData> data) throws IOException
	{
		final Set<String> names = new HashSet<>();
		for (final OmeXml.TiffData stretch : data)
			names.add(lastName(stretch.file()));
		long most = main == null ? 0 : main.directories().size();
		for (final String name : names) {
			final Path file = path.toAbsolutePath().getParent().resolve(name);
			if (!name.isEmpty() && Files.isRegularFile(file)) most += Files.size(file) / LEAST_DIRECTORY;
		}
		// Of fewer, the one that is missing is told.
		if (shape.planes() > Math.max(most, MANY)) throw new IOException(path.getFileName() +
			" is incomplete: its OME-XML promises " + shape + ", and it holds " + most + " planes at most.");
	}

	/** Planes beyond what there is are not placed; those that are named again and again are damaged. */
	private void place(final OmeXml.TiffData data, final String order) throws IOException {
		final String name = lastName(data.file());
		final String file = main != null && name.equals(main.path().getFileName().toString()) ? "" : name;
		final int[] at = { data.c(), data.z(), data.t() };
		final int[] size = { shape.channels(), shape.slices(), shape.frames() };
		final int last = data.count() >= 0 ? data.count()
			: file.isEmpty() && main != null ? main.directories().size() - data.ifd() : (int) shape.planes();
		placed += Math.max(0, Math.min(last, ifds.length));
		if (placed > MOST_PLACED * (ifds.length + 1000L)) throw new IOException(
			path.getFileName() + " has damaged OME-XML: its TiffData name each plane many times.");
		for (int i = 0; i < last && at[2] < size[2] && at[1] < size[1] && at[0] < size[0]; i++) {
			final int plane = (int) shape.planeIndex(at[0], at[1], at[2]);
			files[plane] = file;
			ifds[plane] = data.ifd() + i;
			advance(at, size, order);
		}
	}

	/** Moves (c, z, t) to the next plane; beyond the last plane the slowest axis leaves its range. */
	private static void advance(final int[] at, final int[] size, final String order) {
		for (int i = 0; i < 3; i++) {
			final int axis = "CZT".indexOf(order.charAt(i));
			if (++at[axis] < size[axis] || i == 2) return;
			at[axis] = 0;
		}
	}

	private void check(final Path path) throws IOException {
		for (int i = 0; i < ifds.length; i++)
			if (ifds[i] < 0 || files[i].isEmpty() && (main == null || ifds[i] >= main.directories().size()))
				throw new IOException(
					path.getFileName() + " is incomplete: its OME-XML promises " + shape + ", but channel " +
						(i % shape.channels() + 1) + ", slice " + (i / shape.channels() % shape.slices() + 1) +
						", frame " + (i / shape.channels() / shape.slices() + 1) + " is not in it.");
		for (final String file : new LinkedHashSet<>(Arrays.asList(files)))
			if (!file.isEmpty()) resolve(folder, file, path);
	}

	/** A name from a stranger's file stays in the folder. */
	private static String lastName(final String name) {
		return name.replaceFirst("^.*[/\\\\]", "");
	}

	/** @throws IOException naming the missing file */
	static Path resolve(final Path folder, final String name, final Path from) throws IOException {
		final String last = lastName(name);
		final Path file = folder.resolve(last);
		if (last.isEmpty() || !Files.isRegularFile(file)) throw new IOException(from.getFileName() +
			" belongs to a set of files, and '" + last + "' is missing. Put it into the folder " + folder + ".");
		return file;
	}

	@Override
	public List<Path> files() {
		final Set<Path> all = new LinkedHashSet<>(List.of(path));
		for (final String file : files)
			if (!file.isEmpty()) all.add(folder.resolve(file));
		return List.copyOf(all);
	}

	/** @return how many planes of the main file, as large as those that are read, the OME-XML does not mention */
	int unmentioned() throws IOException {
		if (main == null) return 0;
		final BitSet used = new BitSet();
		for (int i = 0; i < ifds.length; i++)
			if (files[i].isEmpty()) used.set(ifds[i]);
		int count = 0;
		for (int i = used.nextClearBit(0); i < main.directories().size(); i = used.nextClearBit(i + 1))
			if (main.directories().get(i).isPlaneOf(shape.width(), shape.height())) count++;
		return count;
	}

	/** @return the layout of the first plane */
	TiffLayout layout() throws IOException {
		return use(0, directory -> new TiffPlane(directory).layout());
	}

	@Override
	public Object read(final int index, final int x, final int y, final int width, final int height)
		throws IOException
	{
		return use(index, directory -> {
			final TiffPlane plane = new TiffPlane(directory);
			if (plane.layout().width() != shape.width() || plane.layout().height() != shape.height())
				throw directory.file()
					.problem("is damaged: a plane has " + plane.layout().width() + "x" + plane.layout().height() +
						" voxels, its OME-XML says " + shape);
			return plane.read(x, y, width, height);
		});
	}

	private interface Use<T> {

		T of(TiffDirectory directory) throws IOException;
	}

	private <T> T use(final int index, final Use<T> use) throws IOException {
		if (files[index].isEmpty()) return use.of(main.directories().get(ifds[index]));
		TiffFile file;
		synchronized (open) {
			file = open.get(files[index]);
			if (file == null && open.size() < MOST_OPEN) {
				file = TiffFile.open(folder.resolve(files[index]));
				open.put(files[index], file);
			}
		}
		if (file != null) return use.of(directory(file, ifds[index]));
		try (TiffFile once = TiffFile.open(folder.resolve(files[index]))) {
			return use.of(directory(once, ifds[index]));
		}
	}

	private static TiffDirectory directory(final TiffFile file, final int ifd) throws IOException {
		if (ifd >= file.directories().size()) throw file
			.problem("has " + file.directories().size() + " planes, the OME-XML of its set wants number " + (ifd + 1));
		return file.directories().get(ifd);
	}

	@Override
	public void close() throws IOException {
		if (main != null) main.close();
		synchronized (open) {
			for (final TiffFile file : open.values())
				file.close();
			open.clear();
		}
	}
}
