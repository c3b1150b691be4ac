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
package sc.fiji.lucid.deconvolution.method;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.penalty.PenaltyLaw;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Volume;

/**
 * What a method says of itself, in its own class: its name, how it begins, what it needs, when it ends and what it
 * promises. {@link sc.fiji.lucid.deconvolution.Method} lists all of them; nothing else in the program knows one
 * method from another. {@link Trait the promises} are held by {@code MethodContractTest}.
 */
public final class MethodDeclaration {

	/** The most iterations of a method that does not say otherwise, see {@link #ceiling()}. */
	private static final int USUAL_CEILING = 200;

	/** Begins an iteration. */
	@FunctionalInterface
	public interface Start {

		/**
		 * @param task what the method is set to
		 * @param fitted model of the photons that are fitted, all or a part of those of {@code task}
		 * @param estimate from which to start; it is taken over and changed
		 */
		Iteration begin(Task task, ForwardModel fitted, Volume estimate);
	}

	/** Restores in one step. */
	@FunctionalInterface
	public interface Filter {

		Filtered restore(Task task);
	}

	/**
	 * What a method of one step found.
	 *
	 * @param estimate on the field of view
	 * @param explanation what was chosen from the data, in words; may be empty
	 * @param transforms 3-D FFTs that were done
	 */
	public record Filtered(Volume estimate, String explanation, int transforms) {}

	private final String word;
	private final String meaning;
	private final Start start;
	private final Filter filter;
	private final Set<Trait> traits;
	private int volumes;
	private boolean isWeighted;
	private boolean takesWeight;
	private int ceiling = USUAL_CEILING;
	private StopReason stop = StopReason.CHANGE;
	private OptionalDouble weight = OptionalDouble.empty();
	private PenaltyKind penalty = PenaltyKind.NONE;
	private PenaltyLaw sectioning;
	private PenaltyLaw hazy;

	private MethodDeclaration(final String word, final String meaning, final Start start, final Filter filter,
		final Set<Trait> traits)
	{
		this.word = word;
		this.meaning = meaning;
		this.start = start;
		this.filter = filter;
		this.traits = traits;
	}

	/**
	 * @param word the name for options and records
	 * @param meaning what it does, in a line for users
	 */
	public static MethodDeclaration iterative(final String word, final String meaning, final Start start) {
		return new MethodDeclaration(word, meaning, start, null, Set.of());
	}

	/** A method of one step and no iterations. */
	public static MethodDeclaration direct(final String word, final String meaning, final Filter filter) {
		return new MethodDeclaration(word, meaning, null, filter, Set.of());
	}

	/** A method that runs others one after the other, each with a number of iterations of its own. */
	public static MethodDeclaration staged(final String word, final String meaning) {
		return new MethodDeclaration(word, meaning, null, null, Set.of());
	}

	/** @return the same under another name */
	public MethodDeclaration named(final String name, final String line) {
		return copy(name, line, traits);
	}

	/** @return the same, which promises this, too */
	public MethodDeclaration promises(final Trait first, final Trait... more) {
		final Set<Trait> all = EnumSet.of(first, more);
		all.addAll(traits);
		return copy(word, meaning, Set.copyOf(all));
	}

	/** @return the same, which holds so many volumes of the grid's size, beside the engine's */
	public MethodDeclaration volumes(final int held) {
		return with(m -> m.volumes = held);
	}

	/**
	 * @return the same, which holds so many volumes, and one of {@linkplain ForwardModel#withWeights weights} where
	 *         there are any
	 */
	public MethodDeclaration volumesAndWeights(final int held) {
		return volumes(held).with(m -> m.isWeighted = true);
	}

	/** @return the same, which never does more than so many iterations by itself */
	public MethodDeclaration ceiling(final int iterations) {
		return with(m -> m.ceiling = iterations);
	}

	/** @return the same, which by itself ends for this reason; {@link StopReason#CHANGE} if it says nothing */
	public MethodDeclaration stopsBy(final StopReason reason) {
		return with(m -> m.stop = reason);
	}

	/** @return the same, which takes a weight from those who give one */
	public MethodDeclaration takingWeight() {
		return with(m -> m.takesWeight = true);
	}

	/** @return the same with a weight for those who give none */
	public MethodDeclaration weight(final double usual) {
		return takingWeight().with(m -> m.weight = OptionalDouble.of(usual));
	}

	/**
	 * @param law how strong it is where nobody said so, if the PSF leaves some places without out-of-focus light
	 * @param hazyLaw the same where out-of-focus light lies over everything
	 * @return the same with a penalty of its own
	 */
	public MethodDeclaration penalty(final PenaltyKind kind, final PenaltyLaw law, final PenaltyLaw hazyLaw) {
		return with(m -> {
			m.penalty = kind;
			m.sectioning = law;
			m.hazy = hazyLaw;
		});
	}

	private MethodDeclaration with(final Consumer<MethodDeclaration> change) {
		final MethodDeclaration copy = copy(word, meaning, traits);
		change.accept(copy);
		return copy;
	}

	private MethodDeclaration copy(final String name, final String line, final Set<Trait> promised) {
		final MethodDeclaration copy = new MethodDeclaration(name, line, start, filter, promised);
		copy.volumes = volumes;
		copy.isWeighted = isWeighted;
		copy.takesWeight = takesWeight;
		copy.ceiling = ceiling;
		copy.stop = stop;
		copy.weight = weight;
		copy.penalty = penalty;
		copy.sectioning = sectioning;
		copy.hazy = hazy;
		return copy;
	}

	/** @return the name for options and records */
	public String word() {
		return word;
	}

	/** @return what it does, in a line for users */
	public String meaning() {
		return meaning;
	}

	/** @return whether it takes one step and no iterations */
	public boolean isDirect() {
		return filter != null;
	}

	/** @return whether it runs others one after the other */
	public boolean isStaged() {
		return start == null && filter == null;
	}

	/** @return whether it promises this */
	public boolean has(final Trait trait) {
		return traits.contains(trait);
	}

	/** @return how many volumes of the grid's size it holds, beside the engine's */
	public int volumes(final Boundary boundary) {
		return volumes + (isWeighted && boundary != Boundary.PERIODIC ? 1 : 0);
	}

	/** @return the most iterations that it does by itself */
	public int ceiling() {
		return ceiling;
	}

	/** @return why it ends by itself */
	public StopReason stop() {
		return stop;
	}

	/** @return whether it takes a weight, though it may have no penalty that others could take the place of */
	public boolean takesWeight() {
		return takesWeight;
	}

	/** @return the weight for those who give none, unless the data decide */
	public OptionalDouble weight() {
		return weight;
	}

	/** @return the penalty of its own, or {@link PenaltyKind#NONE} */
	public PenaltyKind penalty() {
		return penalty;
	}

	/** @return how strong its own penalty is where nobody said so; null if it has none */
	public PenaltyLaw law(final boolean isHazy) {
		return isHazy ? hazy : sectioning;
	}

	/** @return the method at work */
	public Iteration begin(final Task task, final ForwardModel fitted, final Volume estimate) {
		if (!has(Trait.ON_DEVICES) && fitted.methods().isPresent()) throw missing(this);
		return start.begin(task, fitted, estimate);
	}

	/** @return says that an engine does not offer a method, or not for such a model */
	static EngineFailure missing(final MethodDeclaration method) {
		return new EngineFailure("it does not run '" + method + "' with these options");
	}

	/** @return what a method of one step makes of the task */
	public Filtered filter(final Task task) {
		if (task.model().methods().isPresent()) throw missing(this);
		return filter.restore(task);
	}

	@Override
	public String toString() {
		return word;
	}
}
