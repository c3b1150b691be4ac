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
package sc.fiji.lucid.command;

import org.scijava.app.StatusService;
import org.scijava.task.Task;

import ij.IJ;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.preview.TimeLeft;

/** Fiji's progress bar and Tasks window, with the time left; the work stops on Esc and on the task's cancel button. */
final class FijiProgress implements Progress, AutoCloseable {

	private static final int STEPS = 1000;
	private static final long EVERY_NS = 100_000_000;

	private final StatusService status;
	private final Task task;
	private final TimeLeft time = new TimeLeft();
	private long last;

	FijiProgress(final StatusService status, final Task task) {
		this.status = status;
		this.task = task;
		IJ.resetEscape();
		task.setProgressMaximum(STEPS);
		task.start();
	}

	@Override
	public void report(final double fraction, final String what) {
		final long now = System.nanoTime();
		if (last != 0 && now - last < EVERY_NS) return;
		last = now;
		final int step = (int) (STEPS * fraction);
		final String text = what + time.after(fraction);
		status.showStatus(step, STEPS, text);
		task.setStatusMessage(text);
		task.setProgressValue(step);
	}

	@Override
	public boolean isCancelled() {
		return IJ.escapePressed() || task.isCanceled();
	}

	/** @return this, cancelled also when the other is */
	Progress or(final Progress other) {
		final Progress own = this;
		return new Progress() {

			@Override
			public void report(final double fraction, final String what) {
				own.report(fraction, what);
			}

			@Override
			public boolean isCancelled() {
				return own.isCancelled() || other.isCancelled();
			}
		};
	}

	@Override
	public void close() {
		task.finish();
		status.clearStatus();
		// ImageJ's bar otherwise stays where the last report left it.
		status.showProgress(1, 1);
		IJ.showProgress(1);
	}
}
