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

/**
 * What a device says of itself.
 *
 * @param platform name of the driver's platform
 * @param name of the device
 * @param driver version of the driver
 * @param version of OpenCL
 * @param isProcessor whether it is the processor itself, by way of a driver such as pocl
 * @param memory bytes
 * @param largest bytes that one buffer may have
 * @param localMemory bytes that a work group may share
 * @param groupSize work items that a work group may have
 */
public record DeviceInfo(String platform, String name, String driver, String version, boolean isProcessor, long memory,
	long largest, long localMemory, long groupSize)
{

	/** Part of its memory that may be used: the screen and other programs need some. */
	private static final double USABLE = 0.8;

	/** @return bytes that may be used */
	public long usable() {
		return (long) (USABLE * memory);
	}

	/** @return device, driver and version, as they go into the record of a run */
	@Override
	public String toString() {
		return name + " (driver " + driver + ", " + version + ")";
	}
}
