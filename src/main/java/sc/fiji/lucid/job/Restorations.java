package sc.fiji.lucid.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.deconvolution.Restoration;

/** What a restoration did, in lines for users. */
final class Restorations {

	private Restorations() {}

	static List<String> describe(final Restoration r) {
		final List<String> lines = new ArrayList<>();
		if (r.shift() > 0) lines.add(String.format(Locale.ROOT,
			"negative values: %.6g is added to every voxel and to the background of the model; nothing is cut off", r
				.shift()));
		lines.add(String.format(Locale.ROOT, "background = %.6g counts", r.background()));
		lines.add(r.iterations() + " iterations on a grid of " + r.grid() + "; stopped because " + r.reason());
		lines.add(String.format(Locale.ROOT, "flux: %.6g counts above background in, %.6g out (ratio %.4f)", r
			.observedFlux(), r.estimatedFlux(), r.estimatedFlux() / r.observedFlux()));
		return lines;
	}
}
