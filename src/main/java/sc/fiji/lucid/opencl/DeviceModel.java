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
package sc.fiji.lucid.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fiji.lucid.deconvolution.model.DataTerm;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.Buffer;
import sc.fiji.lucid.opencl.device.Transforms;

/**
 * A {@link ForwardModel} whose counts, background, weights and photons held out lie on the device. As there, a field
 * goes from an estimate to the ratio of recorded and expected counts, and through the adjoint to a correction.
 */
final class DeviceModel implements AutoCloseable {

	/**
	 * The cost of a voxel that expects e counts and has r times as many, e (r log r - r + 1): what the I-divergence of it
	 * is, so that floats hold it although the recorded counts may be many; near 1 by its series. Without counts, or with
	 * less than none, e - y log e, as {@link DataTerm} has it.
	 */
	private static final String DIVERGENCE = """
			float u = r - 1.0f;
			if (fabs(u) < 0.1f) s[0] += e * (u * u * (0.5f - u * (0.16666667f - u * (0.083333333f - u * (0.05f - u *
				(0.033333333f - u * (0.023809524f - u * 0.017857143f)))))));
			else s[0] += r > 0.0f ? e * (r * log(r) - u) : e - counted * log(e);
		""";

	private static final String THROWN_AWAY = "its result was thrown away: ";

	/** Misfits that the device and the processor find for one estimate differ by no more than this part. */
	private static final double SAME = 1e-3;
	/** An estimate that was the best possible at first may come to cost so much more, in parts, by momentum. */
	private static final double WORSE = 0.01;
	/** A root that is squared again changes by less; a step of a method changes more. */
	private static final double LEAST_CHANGE = 1e-6;
	/** Of all counts: the rounding of what each voxel expects. */
	private static final double ROUNDING = 1e-7;

	private final OpenClEngine engine;
	private final Transforms transforms;
	private final Extent view;
	private final Buffer otf;
	private final Buffer spectrum;
	private final DeviceCounts counts;
	private final Buffer map;
	private final Buffer weights;
	private final Buffer photons;
	private final Buffer residual;
	private final Buffer detail;
	private final Transforms.Step ratio;
	private final Transforms.Step slope;
	private final Transforms.Step loadDetail;
	private ForwardModel model;

	/** @throws EngineFailure if the model has something that is not offered here */
	DeviceModel(final OpenClEngine engine, final ForwardModel model) {
		final DataTerm term = model.counts();
		if (term.isExposed() || term.isClipped())
			throw new EngineFailure("clipped voxels and exposures that differ are left to the processor");
		this.engine = engine;
		this.model = model;
		transforms = engine.transforms();
		view = model.fieldOfView();
		otf = OpenClOtf.of(model.otf(), engine);
		spectrum = transforms.spectrum();
		counts = new DeviceCounts(engine, term);
		map = term.backgroundMap() == null ? null : transforms.volume(view);
		final HeldOut held = term.heldOut();
		photons = held == null ? null : transforms.volume(view);
		residual = held == null ? null : transforms.volume(view);
		detail = held == null ? null : transforms.spectrum();
		ratio = step("ratio", "v = r; s[1] += r;");
		slope = step("slope", "v = isnan(counted) ? 0.0f : 1.0f - r;");
		loadDetail = held == null ? null
			: transforms.rows("detail", false, true,
				", __global const float *R, __global const float *H, const float mean, const int expected",
				"const float d = R[i]; v = isnan(d) ? 0.0f : (expected ? H[i] - d : d) - mean;", 0);
		if (held != null) transforms.prepareMeasure();
		upload(held);
		weights = model.isSeenFully() ? null : weights();
	}

	private Transforms.Step step(final String name, final String result) {
		final boolean isHeld = residual != null;
		return transforms.rows(name, true, true,
			counts.argument() + ", const float background, const float least" +
				(map == null ? "" : ", __global const float *B") +
				(isHeld ? ", __global const float *H, __global float *R, const int due" : ""),
			"const float counted = " + counts.value() + ", e = fmax(v + " +
				(map == null ? "background" : "(B[i] + background)") + ", least);\nfloat r = 0.0f;\n" +
				"if (!isnan(counted)) {\nr = counted / e;\n" + DIVERGENCE + "}\n" + (isHeld ? """
					if (due) {
						const float d = H[i] - e;
						R[i] = isnan(counted) ? NAN : d;
						if (!isnan(counted)) { s[2] += d; s[3] += 1.0f; s[4] += e; }
					}
					""" : "") + result,
			isHeld ? 5 : 2);
	}

	private void upload(final HeldOut held) {
		uploadMap();
		if (held != null) engine.transfer().write(photons, view, (y, z, row) -> {
			held.read(y, z, row);
			for (int x = 0; x < row.length; x++)
				row[x] *= (float) (1 / held.share());
		});
	}

	private void uploadMap() {
		final Volume values = model.counts().backgroundMap();
		if (map != null) engine.transfer().write(map, view, values::read);
	}

	/** 1/H^T m, as {@link ForwardModel#withWeights} has it. */
	private Buffer weights() {
		final Buffer w = transforms.volume(engine.grid());
		final Rim rim = model.rim();
		final Transforms.Step seen = transforms.rows("seen", false, true, counts.argument(),
			"v = " + counts.weight() + ";", 0);
		final Transforms.Step invert = transforms.rows("invert", true, false,
			", __global float *W, const int vx, const int vy, const int vz, const int rx, const int ry, const int rz",
			"v = v > " + ForwardModel.LEAST_SENSITIVITY + "f ? 1.0f / v : 0.0f;\n" +
				"if (rx >= 0 && ((y >= vy + ry && y < NY - ry) || " +
				"(z >= vz + rz && z < NZ - rz) || (x >= vx + rx && x < NX - rx))) v = 0.0f;\nW[g] = v;",
			0);
		engine.device().work("weights", c -> {
			transforms.rows(c, seen, spectrum, view, counts.arguments());
			transforms.filter(c, spectrum, view, engine.grid(), otf, true);
			transforms.rows(c, invert, spectrum, engine.grid(), w, view.nx(), view.ny(), view.nz(),
				rim == null ? -1 : rim.x(), rim == null ? -1 : rim.y(), rim == null ? -1 : rim.z());
			c.finish();
			return null;
		});
		return w;
	}

	OpenClEngine engine() {
		return engine;
	}

	Transforms transforms() {
		return transforms;
	}

	/** @return what the field's rows are transformed in */
	Buffer spectrum() {
		return spectrum;
	}

	/** @return the model that is fitted now */
	ForwardModel model() {
		return model;
	}

	/** Goes on with the same counts over another background. */
	void setModel(final ForwardModel other) {
		final boolean isOtherMap = other.counts().backgroundMap() != model.counts().backgroundMap();
		model = other;
		if (isOtherMap) uploadMap();
	}

	/** @return text of the weights' argument, after a comma; empty where there are none */
	String weightsArgument() {
		return weights == null ? "" : ", __global const float *W";
	}

	/** @return text of the weight of voxel g */
	String weight() {
		return weights == null ? "1.0f" : "W[g]";
	}

	/** @return a step's arguments, and that of the weights if there are any */
	Object[] withWeights(final Object... arguments) {
		if (weights == null) return arguments;
		final Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = weights;
		return all;
	}

	/** From the rows of an estimate to those of the ratio, or of the slope. @return the sums for {@link #misfit} */
	double[] blur(final Binding.Context c, final boolean isSlope, final boolean isLookedAt) {
		transforms.filter(c, spectrum, engine.grid(), view, otf, false);
		final List<Object> all = new ArrayList<>(List.of(counts.arguments()));
		all.addAll(List.of((float) model.background(), model.floor()));
		if (map != null) all.add(map);
		if (residual != null) all.addAll(List.of(photons, residual, isLookedAt ? 1 : 0));
		transforms.rows(c, isSlope ? slope : ratio, spectrum, view, all.toArray());
		return transforms.sums(c);
	}

	/** From the rows of a ratio to those of a correction on the grid, handed to a step. */
	void backproject(final Binding.Context c, final Transforms.Step step, final Object... arguments) {
		transforms.filter(c, spectrum, view, engine.grid(), otf, true);
		transforms.rows(c, step, spectrum, engine.grid(), arguments);
	}

	/** @return whether photons held out are to be looked at in this step */
	boolean isLookDue() {
		return residual != null && model.counts().heldOut().isDue();
	}

	/** @return what the sums of {@link #blur} say; looks at the photons held out if that was due */
	Misfit misfit(final double[] sums) {
		final HeldOut held = model.counts().heldOut();
		final double error = held == null ? Double.NaN
			: held.error(() -> sharpened(sums[4] / sums[3], true), () -> sharpened(sums[2] / sums[3], false));
		return new Misfit(sums[0], error, sums[1] / model.counts().voxels());
	}

	/** || B (v - its mean) ||² of the misfit of the photons held out, or of the expected counts. */
	private double sharpened(final double mean, final boolean isExpected) {
		return engine.device().work("look", c -> {
			transforms.rows(c, loadDetail, detail, view, residual, photons, (float) mean, isExpected ? 1 : 0);
			transforms.measure(c, detail, view, otf, (float) HeldOut.ALPHA);
			return transforms.sums(c)[0];
		});
	}

	/** @return what an estimate on the device costs there */
	double cost(final Buffer estimate) {
		return engine.device().work("misfit", c -> {
			engine.load(c, estimate, spectrum, engine.grid());
			return blur(c, false, false)[0];
		});
	}

	/**
	 * Gives the device up if what it made of an estimate cannot be right: it costs something else on the processor, or is
	 * where it began. One that costs more than at first is thrown away, too.
	 *
	 * @param cost of the estimate on the device, see {@link #cost}
	 * @param estimate the same in Java
	 * @param start the first estimate
	 * @param price of the estimate, beside its cost
	 * @param before cost and price of the first estimate
	 */
	void verify(final double cost, final Volume estimate, final Volume start, final double price, final double before) {
		final double here = model.onProcessor(engine.cancelled()).cost(estimate),
			rounding = ROUNDING * model.mean() * model.counts().voxels();
		if (!(Math.abs(cost - here) <= SAME * Math.abs(here) + rounding))
			throw wrong("it misses the counts by " + cost + " there and by " + here + " on the processor");
		if (!(cost + price <= (1 + WORSE) * before + rounding))
			// What goes astray in the same way on the processor is no fault of the device.
			throw new EngineFailure(
				engine.device().info().name() + ": " + THROWN_AWAY + "it misses the counts by more than at first");
		if (!(change(estimate, start) > LEAST_CHANGE)) throw wrong("it is where it began");
	}

	private EngineFailure wrong(final String why) {
		return engine.device().wrong(THROWN_AWAY + why);
	}

	private static double change(final Volume estimate, final Volume start) {
		final Extent e = estimate.extent();
		final double[] sums = Planes.sum(e.nz(), 2, (z, s) -> {
			for (int y = 0; y < e.ny(); y++)
				RowKernels.change(estimate.row(y, z), start.row(y, z), e.nx(), s, 0);
		});
		return Math.sqrt(sums[0] / sums[1]);
	}

	@Override
	public void close() {
		counts.close();
		for (final Buffer buffer : new Buffer[] { spectrum, map, weights, photons, residual, detail })
			if (buffer != null) buffer.close();
	}
}
