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
package sc.fiji.lucid.spark;

import java.util.List;
import java.util.Map;

import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Which device the tiles of an executor are restored on, where the settings leave that open: executors of one machine
 * share its graphics cards.
 */
final class ExecutorDevice {

	/** What Spark calls graphics cards ({@code spark.task.resource.gpu.amount}). */
	private static final String GPU = "gpu";
	/** The one executor of local mode. */
	private static final String DRIVER = "driver";

	private ExecutorDevice() {}

	/** @return the device of a task, as {@code --engine opencl:DEVICE} takes it */
	static String of(final TaskContext task) {
		final Map<String, ResourceInformation> resources = task.resourcesJMap();
		return of(resources.containsKey(GPU) ? List.of(resources.get(GPU).addresses()) : List.of(),
			SparkEnv.get().executorId(), task.partitionId());
	}

	/**
	 * @param addresses of the graphics cards that Spark has assigned to the task: their numbers, unless the script that
	 *          found them says otherwise
	 * @param executor its number; {@code driver} in local mode
	 * @param task its number
	 * @return the card that was assigned; else that of the executor, or in local mode of the task, of all there are in
	 *         turn. A machine may show an executor the cards that it was assigned alone; these are counted anew
	 */
	static String of(final List<String> addresses, final String executor, final int task) {
		if (!addresses.isEmpty() && addresses.get(0).matches("\\d{1,9}")) return "#" + addresses.get(0);
		if (executor.equals(DRIVER)) return "#" + task;
		return "#" + (executor.matches("\\d{1,9}") ? executor : Math.floorMod(executor.hashCode(), 1000));
	}
}
