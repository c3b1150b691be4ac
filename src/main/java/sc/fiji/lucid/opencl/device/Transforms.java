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
package sc.fiji.lucid.opencl.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Extent;

/**
 * The transforms of one grid on a device: what is launched, in which order, over which part of the grid. Everything
 * that takes a {@link Binding.Context} is part of a {@linkplain Device#work piece of work} and returns before it is
 * done.
 */
public final class Transforms implements AutoCloseable {

	/** Groups of kernels that visit voxels one by one: enough for every processor of a large device. */
	public static final int VOXEL_GROUPS = 2048;

	private final Device device;
	private final KernelSource source;
	private final Extent grid;
	private final List<Buffer> held = new ArrayList<>();
	private final Buffer tableX;
	private final Buffer tableY;
	private final Buffer tableZ;
	private final Buffer partial;
	private final Buffer totals;
	private final ByteBuffer answer = ByteBuffer.allocateDirect(2 * Float.BYTES * VoxelKernels.SUMS)
		.order(ByteOrder.nativeOrder());
	/** Of lines that are not long, null. */
	private final LongLines longX;
	private final LongLines longY;
	private final LongLines longZ;
	private final Buffer pairs;
	private final Device.Kernel tangle;
	private final Device.Kernel untangle;
	private final Device.Kernel columns;
	private final Device.Kernel filter;
	private final Device.Kernel reduce;
	private Device.Kernel depths;
	private Device.Kernel measure;

	public Transforms(final Device device, final Extent grid) {
		this.device = device;
		this.grid = grid;
		source = new KernelSource(grid, device.info());
		try {
			reduce = device.kernel(VoxelKernels.reduce(), "reduce");
			tableX = table(source.x);
			tableY = table(source.y);
			tableZ = table(source.z);
			final long groups = Math.max(VOXEL_GROUPS,
				Math.max((long) rowGroups(grid.ny()) * grid.nz(), (long) tiles(source.z) * grid.ny()));
			partial = allocate(Float.BYTES * VoxelKernels.SUMS * groups);
			totals = allocate(answer.capacity());
			pairs = source.isLong(source.x) ? allocate(source.pairBytes()) : null;
			final Buffer spare = source.isLong(source.y) || source.isLong(source.z) ? spectrum() : null;
			longX = pairs == null ? null : new LongLines(device, source.x, tableX, allocate(source.pairBytes()));
			longY = source.isLong(source.y) ? new LongLines(device, source.y, tableY, spare) : null;
			longZ = source.isLong(source.z) ? new LongLines(device, source.z, tableZ, spare) : null;
			tangle = longX == null ? null : device.kernel(source.tangle(), "tangle");
			untangle = longX == null ? null : device.kernel(source.untangle(), "untangle");
			columns = longY == null ? device.kernel(source.columns(), "columns") : null;
			filter = longZ == null ? device.kernel(source.filter(), "filter")
				: device.kernel(VoxelKernels.multiply(), "multiply");
		}
		catch (final RuntimeException e) {
			close();
			throw e;
		}
	}

	private Buffer table(final LineTransform lines) {
		final float[] values = lines.twiddles();
		final Buffer buffer = allocate((long) Float.BYTES * values.length);
		final ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.nativeOrder());
		bytes.asFloatBuffer().put(values);
		device.write(buffer, 0, bytes);
		return buffer;
	}

	public Device device() {
		return device;
	}

	public Extent grid() {
		return grid;
	}

	/** @return a buffer that is given back when this is closed, at the latest */
	public Buffer allocate(final long bytes) {
		final Buffer buffer = device.allocate(bytes);
		held.add(buffer);
		return buffer;
	}

	/** @return a buffer for a volume */
	public Buffer volume(final Extent size) {
		return allocate(Float.BYTES * size.voxels());
	}

	/** @return a buffer for a spectrum of the grid */
	public Buffer spectrum() {
		return allocate(2L * Float.BYTES * source.numbers());
	}

	/** @return complex numbers in a row of a spectrum, of which the first nx/2 + 1 are used */
	public int pitch() {
		return source.pitch();
	}

	/** A kernel that does something with each voxel. */
	public record Step(Device.Kernel kernel, int sums, boolean isInverse, boolean isForward) {}

	/** @return a step as {@link KernelSource#rows} describes it */
	public Step rows(final String name, final boolean isInverse, final boolean isForward, final String arguments,
		final String step, final int sums)
	{
		return new Step(device.kernel(source.rows(name, isInverse, isForward, arguments, step, sums), name), sums,
			isInverse, isForward);
	}

	/** @return a step as {@link KernelSource#voxels} describes it */
	public Step voxels(final String name, final String arguments, final String functions, final String step,
		final int sums)
	{
		return new Step(device.kernel(VoxelKernels.voxels(name, arguments, functions, step, sums), name), sums, false,
			false);
	}

	private int rowGroups(final int rows) {
		final int pairs = (rows + 1) / 2;
		return (pairs + source.x.lines() - 1) / source.x.lines();
	}

	private int tiles(final LineTransform lines) {
		return (grid.nx() / 2 + lines.lines()) / lines.lines();
	}

	/** Does a step with the rows of a domain at the grid's origin. */
	public void rows(final Binding.Context c, final Step step, final Buffer spectrum, final Extent domain,
		final Object... arguments)
	{
		final int groups = rowGroups(domain.ny());
		final long[] all = { groups, domain.nz() };
		if (longX == null) c.launch(step.kernel().handle(), all, source.x.items(),
			arguments(arguments, spectrum, tableX, domain.nx(), domain.ny(), partial));
		else {
			if (step.isInverse()) {
				pairs(c, tangle, spectrum, domain);
				longRows(c, domain);
			}
			c.launch(step.kernel().handle(), all, source.x.items(),
				arguments(arguments, spectrum, tableX, domain.nx(), domain.ny(), partial, pairs));
			if (step.isForward()) {
				longRows(c, domain);
				pairs(c, untangle, spectrum, domain);
			}
		}
		reduce(c, step.sums(), groups * domain.nz());
	}

	private void pairs(final Binding.Context c, final Device.Kernel kernel, final Buffer spectrum,
		final Extent domain)
	{
		c.launch(kernel.handle(), new long[] { (domain.ny() + 1) / 2, domain.nz() }, source.x.items(),
			arguments(new Object[] { spectrum, pairs, domain.ny() }));
	}

	/** Real and imaginary parts are exchanged already where it is the inverse. */
	private void longRows(final Binding.Context c, final Extent domain) {
		longX.transform(c, pairs, (long) domain.nz() * (grid.ny() / 2), 1, grid.nx(), false);
	}

	/** Does a step with so many voxels. */
	public void voxels(final Binding.Context c, final Step step, final long voxels, final Object... arguments) {
		final int groups = (int) Math.min(VOXEL_GROUPS,
			(voxels + VoxelKernels.VOXEL_ITEMS - 1) / VoxelKernels.VOXEL_ITEMS);
		c.launch(step.kernel().handle(), new long[] { groups }, VoxelKernels.VOXEL_ITEMS,
			arguments(arguments, Math.toIntExact(voxels), partial));
		reduce(c, step.sums(), groups);
	}

	private static Object[] arguments(final Object[] last, final Object... first) {
		final Object[] all = new Object[first.length + last.length];
		System.arraycopy(first, 0, all, 0, first.length);
		System.arraycopy(last, 0, all, first.length, last.length);
		for (int i = 0; i < all.length; i++)
			if (all[i] instanceof Buffer buffer) all[i] = buffer.handle();
		return all;
	}

	private void reduce(final Binding.Context c, final int sums, final int groups) {
		if (sums > 0) c.launch(reduce.handle(), new long[] { sums }, VoxelKernels.REDUCE_ITEMS,
			arguments(new Object[] { partial, groups, totals }));
	}

	/** @return the sums of the last step that made some */
	public double[] sums(final Binding.Context c) {
		answer.clear();
		c.read(totals.handle(), 0, answer);
		final double[] sums = new double[VoxelKernels.SUMS];
		for (int k = 0; k < sums.length; k++)
			sums[k] = (double) answer.getFloat(8 * k) + answer.getFloat(8 * k + 4);
		return sums;
	}

	/** Rows to columns: along Y, for the planes of a domain outside of which all is 0. */
	private void forward(final Binding.Context c, final Buffer spectrum, final Extent domain) {
		columns(c, spectrum, domain.nz(), domain.ny(), grid.ny(), 0);
	}

	private void columns(final Binding.Context c, final Buffer spectrum, final int planes, final int in, final int out,
		final int inverse)
	{
		if (longY != null) longY.transform(c, spectrum, planes, pitch(), in, inverse != 0);
		else c.launch(columns.handle(), new long[] { tiles(source.y), planes }, source.y.items(),
			arguments(new Object[] { spectrum, tableY, in, out, inverse }));
	}

	/** From rows of one domain, through a transfer function or its adjoint, to rows of another. */
	public void filter(final Binding.Context c, final Buffer spectrum, final Extent from, final Extent to,
		final Buffer otf, final boolean isAdjoint)
	{
		forward(c, spectrum, from);
		if (longZ == null) c.launch(filter.handle(), new long[] { tiles(source.z), grid.ny() }, source.z.items(),
			arguments(new Object[] { spectrum, tableZ, from.nz(), to.nz(), otf, isAdjoint ? 1 : 0 }));
		else {
			longDepths(c, spectrum, from.nz(), false);
			voxels(c, new Step(filter, 0, false, false), source.numbers(), spectrum, otf, isAdjoint ? 1 : 0);
			longDepths(c, spectrum, grid.nz(), true);
		}
		columns(c, spectrum, to.nz(), grid.ny(), to.ny(), 1);
	}

	private void longDepths(final Binding.Context c, final Buffer spectrum, final int in, final boolean isInverse) {
		longZ.transform(c, spectrum, 1, (long) grid.ny() * pitch(), in, isInverse);
	}

	/** Builds what {@link #transform} needs. */
	public void prepareTransform() {
		if (longZ == null) depths = device.kernel(source.depths(), "depths");
	}

	/** From rows of a domain to the spectrum itself. */
	public void transform(final Binding.Context c, final Buffer spectrum, final Extent domain) {
		forward(c, spectrum, domain);
		if (longZ != null) longDepths(c, spectrum, domain.nz(), false);
		else c.launch(depths.handle(), new long[] { tiles(source.z), grid.ny() }, source.z.items(),
			arguments(new Object[] { spectrum, tableZ, domain.nz() }));
	}

	/** Builds what {@link #measure} needs. */
	public void prepareMeasure() {
		measure = device.kernel(longZ == null ? source.measure() : source.measureLong(), "measure");
	}

	/** Sums |v|² |H|² / (|H|² + α)² over the spectrum of rows of a domain, as sum 0; the spectrum is used up. */
	public void measure(final Binding.Context c, final Buffer spectrum, final Extent domain, final Buffer otf,
		final float alpha)
	{
		forward(c, spectrum, domain);
		if (longZ != null) {
			longDepths(c, spectrum, domain.nz(), false);
			voxels(c, new Step(measure, 1, false, false), source.numbers(), spectrum, otf, alpha);
			return;
		}
		c.launch(measure.handle(), new long[] { tiles(source.z), grid.ny() }, source.z.items(),
			arguments(new Object[] { spectrum, tableZ, domain.nz(), otf, alpha, partial }));
		reduce(c, 1, tiles(source.z) * grid.ny());
	}

	@Override
	public void close() {
		for (final Buffer buffer : held)
			buffer.close();
		held.clear();
	}
}
