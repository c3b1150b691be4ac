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
package sc.fiji.lucid.image;

import java.util.concurrent.CancellationException;

/** How long work tells its caller how far it is, and learns that it is to stop. */
public interface Progress {

	/** Nobody watches, nobody cancels. */
	Progress NONE = new Progress() {

		@Override
		public void report(final double fraction, final String what) {}

		@Override
		public boolean isCancelled() {
			return false;
		}
	};

	/**
	 * @param fraction of the work done, from 0 to 1
	 * @param what is being done
	 */
	void report(double fraction, String what);

	/** @return whether the caller wants the work to end; asked from many threads */
	boolean isCancelled();

	/** @throws CancellationException if the caller wants the work to end */
	default void check() {
		if (isCancelled()) throw new CancellationException("Cancelled.");
	}

	/** @return progress of a part of this work, from {@code start} to {@code end} of the whole */
	default Progress part(final double start, final double end, final String prefix) {
		final Progress whole = this;
		return new Progress() {

			@Override
			public void report(final double fraction, final String what) {
				whole.report(start + (end - start) * fraction, prefix + what);
			}

			@Override
			public boolean isCancelled() {
				return whole.isCancelled();
			}
		};
	}
}
