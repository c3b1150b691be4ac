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

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_NOT_FOUND;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.CL_TRUE;

import java.util.function.Function;
import java.util.Arrays;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;

import sc.fiji.lucid.fft.EngineFailure;

/** OpenCL by way of JOCL, the only class that knows it. Others in the same Java may use JOCL, too: nothing is set. */
public final class JoclBinding implements Binding {

	/** What a platform without devices, or a loader without platforms, answers. */
	private static final int PLATFORM_NOT_FOUND = -1001;

	private final List<cl_platform_id> platforms = new ArrayList<>();
	private final List<cl_device_id> ids = new ArrayList<>();

	@Override
	public List<DeviceInfo> devices() {
		platforms.clear();
		ids.clear();
		final List<DeviceInfo> devices = new ArrayList<>();
		for (final cl_platform_id platform : platforms()) {
			final String name = text(
				(size, value, needed) -> CL.clGetPlatformInfo(platform, CL_PLATFORM_NAME, size, value, needed));
			for (final cl_device_id id : devices(platform)) {
				platforms.add(platform);
				ids.add(id);
				devices.add(describe(name, id));
			}
		}
		return devices;
	}

	private static cl_platform_id[] platforms() {
		final int[] count = { 0 };
		final int error = unchecked(() -> CL.clGetPlatformIDs(0, null, count));
		if (error == PLATFORM_NOT_FOUND || count[0] == 0) return new cl_platform_id[0];
		check("clGetPlatformIDs", error);
		final cl_platform_id[] found = new cl_platform_id[count[0]];
		call("clGetPlatformIDs", () -> CL.clGetPlatformIDs(found.length, found, null));
		return found;
	}

	private static cl_device_id[] devices(final cl_platform_id platform) {
		final int[] count = { 0 };
		final int error = unchecked(() -> CL.clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count));
		if (error == CL_DEVICE_NOT_FOUND || count[0] == 0) return new cl_device_id[0];
		check("clGetDeviceIDs", error);
		final cl_device_id[] found = new cl_device_id[count[0]];
		call("clGetDeviceIDs", () -> CL.clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, found.length, found, null));
		return found;
	}

	private static DeviceInfo describe(final String platform, final cl_device_id id) {
		return new DeviceInfo(platform, text(id, CL_DEVICE_NAME), text(id, CL_DRIVER_VERSION),
			text(id, CL_DEVICE_VERSION), (number(id, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0,
			number(id, CL_DEVICE_GLOBAL_MEM_SIZE), number(id, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
			number(id, CL_DEVICE_LOCAL_MEM_SIZE), number(id, CL_DEVICE_MAX_WORK_GROUP_SIZE));
	}

	/** Asks for a property: first for its size, then for its value. */
	private interface Query {

		int ask(long size, Pointer value, long[] needed);
	}

	private static String text(final cl_device_id id, final int property) {
		return text((size, value, needed) -> CL.clGetDeviceInfo(id, property, size, value, needed));
	}

	private static String text(final Query query) {
		final long[] size = { 0 };
		call("clGetDeviceInfo", () -> query.ask(0, null, size));
		final byte[] bytes = new byte[(int) size[0]];
		call("clGetDeviceInfo", () -> query.ask(bytes.length, Pointer.to(bytes), null));
		return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").trim();
	}

	private static long number(final cl_device_id id, final int property) {
		final long[] value = { 0 };
		call("clGetDeviceInfo", () -> CL.clGetDeviceInfo(id, property, Sizeof.cl_long, Pointer.to(value), null));
		return value[0];
	}

	@Override
	public Context open(final int device) {
		return new JoclContext(platforms.get(device), ids.get(device));
	}

	/** Calls what may throw, where somebody else has asked JOCL for exceptions. */
	private static int unchecked(final IntSupplier call) {
		try {
			return call.getAsInt();
		}
		catch (final CLException exc) {
			return exc.getStatus();
		}
	}

	private static void call(final String name, final IntSupplier call) {
		check(name, unchecked(call));
	}

	private static void check(final String name, final int error) {
		if (error != CL_SUCCESS) throw new EngineFailure(name + " failed with " + CL.stringFor_errorCode(error));
	}

	/** Makes something; OpenCL tells errors of this by its last argument. */
	private static <T> T make(final String name, final Function<int[], T> call) {
		final int[] error = { 0 };
		final Object[] made = { null };
		final ToIntFunction<int[]> maker = e -> {
			made[0] = call.apply(e);
			return e[0];
		};
		check(name, unchecked(() -> maker.applyAsInt(error)));
		@SuppressWarnings("unchecked")
		final T result = (T) made[0];
		if (result == null) throw new EngineFailure(name + " gave nothing");
		return result;
	}

	/** A context of one device, with one queue. */
	private static final class JoclContext implements Context {

		private final cl_device_id device;
		private final cl_context context;
		private final cl_command_queue queue;

		JoclContext(final cl_platform_id platform, final cl_device_id device) {
			this.device = device;
			final cl_context_properties properties = new cl_context_properties();
			properties.addProperty(CL_CONTEXT_PLATFORM, platform);
			context = make("clCreateContext",
				error -> CL.clCreateContext(properties, 1, new cl_device_id[] { device }, null, null, error));
			queue = queue();
		}

		// The call that replaced it came with OpenCL 2.0.
		@SuppressWarnings("deprecation")
		private cl_command_queue queue() {
			return make("clCreateCommandQueue", error -> CL.clCreateCommandQueue(context, device, 0, error));
		}

		@Override
		public Object allocate(final long bytes) {
			return make("clCreateBuffer", error -> CL.clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, error));
		}

		@Override
		public void release(final Object buffer) {
			call("clReleaseMemObject", () -> CL.clReleaseMemObject((cl_mem) buffer));
		}

		@Override
		public Object build(final String source, final String kernel) {
			final cl_program program = make("clCreateProgramWithSource",
				error -> CL.clCreateProgramWithSource(context, 1, new String[] { source }, null, error));
			final int error = unchecked(
				() -> CL.clBuildProgram(program, 1, new cl_device_id[] { device }, "-cl-std=CL1.2", null, null));
			if (error != CL_SUCCESS) throw new EngineFailure("the kernel " + kernel + " could not be built (" +
				CL.stringFor_errorCode(error) + ": " + firstLine(log(program)) + ")");
			return make("clCreateKernel", e -> CL.clCreateKernel(program, kernel, e));
		}

		private String log(final cl_program program) {
			return text((size, value, needed) -> CL.clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, size,
				value, needed));
		}

		private static String firstLine(final String text) {
			return text.lines().filter(line -> line.contains("error")).findFirst().orElse("no reason given");
		}

		@Override
		public void launch(final Object kernel, final long[] groups, final int items, final Object[] arguments) {
			final cl_kernel k = (cl_kernel) kernel;
			for (int i = 0; i < arguments.length; i++)
				set(k, i, arguments[i]);
			final long[] global = groups.clone(), local = new long[groups.length];
			Arrays.fill(local, 1);
			local[0] = items;
			global[0] *= items;
			call("clEnqueueNDRangeKernel",
				() -> CL.clEnqueueNDRangeKernel(queue, k, global.length, null, global, local, 0, null, null));
		}

		private static void set(final cl_kernel kernel, final int index, final Object argument) {
			final Pointer value = argument instanceof Integer i ? Pointer.to(new int[] { i })
				: argument instanceof Float f ? Pointer.to(new float[] { f }) : Pointer.to((cl_mem) argument);
			final long size = argument instanceof Integer ? Sizeof.cl_int
				: argument instanceof Float ? Sizeof.cl_float : Sizeof.cl_mem;
			call("clSetKernelArg", () -> CL.clSetKernelArg(kernel, index, size, value));
		}

		@Override
		public void write(final Object buffer, final long offset, final ByteBuffer from) {
			call("clEnqueueWriteBuffer", () -> CL.clEnqueueWriteBuffer(queue, (cl_mem) buffer, CL_TRUE, offset,
				from.remaining(), Pointer.toBuffer(from), 0, null, null));
		}

		@Override
		public void read(final Object buffer, final long offset, final ByteBuffer to) {
			call("clEnqueueReadBuffer", () -> CL.clEnqueueReadBuffer(queue, (cl_mem) buffer, CL_TRUE, offset,
				to.remaining(), Pointer.toBuffer(to), 0, null, null));
		}

		@Override
		public void copy(final Object from, final Object to, final long bytes) {
			call("clEnqueueCopyBuffer",
				() -> CL.clEnqueueCopyBuffer(queue, (cl_mem) from, (cl_mem) to, 0, 0, bytes, 0, null, null));
		}

		@Override
		public void finish() {
			call("clFinish", () -> CL.clFinish(queue));
		}
	}
}
