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
package sc.fiji.lucid.deconvolution;

import java.util.Optional;

import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.stopping.ConvergenceHistory;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy;
import sc.fiji.lucid.deconvolution.stopping.StoppingRule;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;

/** Runs the method that was asked for until it is decided to stop ({@link StoppingPolicy}). */
final class MethodRunner {

	private final Task task;
	private final MethodDeclaration method;
	private final StoppingPolicy policy;
	/** A small share of the photons, drawn before; null if none was needed. */
	private final Thinning photons;
	private final Progress progress;

	MethodRunner(final Task task, final Thinning photons, final Progress progress) {
		this.task = task;
		method = task.options().method().declaration();
		policy = new StoppingPolicy(task);
		this.photons = photons;
		this.progress = progress;
	}

	SolverResult run() {
		if (method.isStaged()) return TwoStage.run(this);
		if (method.isDirect()) return direct();
		return StoppingPolicy.isTried(task.options()) ? triedFirst()
			: iterate(begin(task.model()), task.model(), policy.rule(), policy.ceiling(), progress);
	}

	/** Finds the number of iterations with a part of the photons held out, then runs on all of them. */
	private SolverResult triedFirst() {
		final HeldOut held = new HeldOut(task.draw(StoppingPolicy.TRIAL_SHARE), task.model());
		final ForwardModel thinned = task.model().holdingOut(held);
		final SolverResult trial = iterate(begin(thinned), thinned, policy.trial(), policy.ceiling(),
			progress.part(0, 0.5, ""));
		final int best = trial.trace().best();
		final SolverResult outcome = iterate(begin(task.model()), task.model(), StoppingRule.fixed(best),
			policy.ceiling(), progress.part(0.5, 1, ""));
		return new SolverResult(outcome.estimate(), trial.trace(), best, trial.reason(),
			trial.transforms() + held.transforms() + outcome.transforms(), task.model().background(),
			"photons that were held out are met best after " + best + " iterations", task.chosen());
	}

	private Iteration begin(final ForwardModel fitted) {
		return method.begin(task, fitted, task.initialEstimate(fitted));
	}

	/** Runs an iteration until the rule stops it. */
	SolverResult iterate(final Iteration iteration, final ForwardModel fitted, final StoppingRule rule, final int most,
		final Progress part)
	{
		final ConvergenceHistory trace = policy.history();
		Optional<StopReason> reason;
		do {
			part.check();
			part.report(Math.min(1, (double) trace.size() / most), "iteration " + (trace.size() + 1));
			trace.add(iteration.next());
			reason = rule.after(trace);
		}
		while (reason.isEmpty());
		final Volume estimate = iteration.estimate();
		iteration.verify();
		iteration.close();
		return new SolverResult(estimate, trace, trace.size(), reason.get(), trace.transforms(), fitted.background(),
			"", task.chosen());
	}

	private SolverResult direct() {
		progress.report(0, "filter");
		final MethodDeclaration.Filtered filtered = method.filter(task);
		return new SolverResult(filtered.estimate(), new ConvergenceHistory(), 0, StopReason.DIRECT,
			filtered.transforms(), task.model().background(), filtered.explanation());
	}

	/** @return the small share of the photons that was drawn before */
	HeldOut heldOut() {
		return new HeldOut(photons, task.model());
	}

	Task task() {
		return task;
	}

	StoppingPolicy policy() {
		return policy;
	}

	Progress progress() {
		return progress;
	}
}
