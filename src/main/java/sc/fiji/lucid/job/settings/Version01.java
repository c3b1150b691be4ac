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
package sc.fiji.lucid.job.settings;

import java.util.List;
import java.util.Map;

import sc.fiji.lucid.deconvolution.DeconvolutionOption;
import sc.fiji.lucid.io.RunRecord;

/**
 * Tells what version 0.1 wrote from what is written today. Its settings, tables and records are read as they are; what
 * it left unfinished is not gone on with, since half of it would be restored otherwise.
 */
public final class Version01 {

	/** What has changed since, for users. */
	public static final String CHANGED = "since version 0.1 the camera's offset no longer counts as light and 'auto' goes from coarse to fine";

	private Version01() {}

	/** @return whether this is a record of a run of version 0.1, or a journal of its tiles */
	public static boolean wrote(final RunRecord record) {
		return isOld(record.get("options").orElse(null)) ||
			record.get("decisions").orElse(null) instanceof List<?> all &&
				all.stream().anyMatch(each -> each instanceof Map<?, ?> decision && isOld(decision.get("options")));
	}

	/** It did not know the offset. */
	private static boolean isOld(final Object options) {
		return options instanceof Map<?, ?> map && map.containsKey(DeconvolutionOption.METHOD.toString()) &&
			!map.containsKey(DeconvolutionOption.OFFSET.toString());
	}
}
