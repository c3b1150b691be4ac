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
package sc.fiji.lucid.psf.diffraction;

import java.util.function.DoubleUnaryOperator;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.psf.PsfModel;

/**
 * The intensity that a point at the focus gives at radius r and distance z from
 * the plane of focus, for pupils that depend on the radius alone; unnormalised.
 * It multiplies what the modality lets pass:
 * <ul>
 * <li>widefield: the emission's field;
 * <li>confocal: excitation × (emission ⊗ pinhole) (Wilson &amp; Sheppard, Theory
 * and Practice of Scanning Optical Microscopy, 1984, eq. 3.53);
 * <li>spinning disk: (excitation ⊗ pinhole) × (emission ⊗ pinhole), as light
 * passes the disk twice (Wilson &amp; Sheppard, ch. 6; crosstalk between pinholes
 * is background);
 * <li>two-photon: excitation² (Denk, Strickler &amp; Webb, Science 248, 1990);
 * <li>light sheets: emission × sheet, see {@link LightSheet};
 * <li>STED: confocal × what the doughnut leaves, see {@link Depletion};
 * <li>array detector: see {@link Reassignment}.
 * </ul>
 */
public final class RadialPsf {

	private static final double POINTS_PER_CYCLE = 10;

	/** A pinhole this wide, in Airy units, lets as good as all light of the focal plane and of those near it pass. */
	private static final double OPEN = 20;

	private final Modality modality;
	private final double step;
	private final int radii;
	private final double focus;
	private final boolean open;
	private RadialField emission;
	private RadialField excitation;
	private RadialMap pinhole;
	private Depletion depletion;
	private Reassignment reassignment;
	private DoubleUnaryOperator sheet;

	/**
	 * @param radius largest radius that will be read, in µm
	 * @param reach largest distance from focus that will be read, in µm
	 */
	public RadialPsf(final PsfModel model, final Microscope m, final double radius, final double reach) {
		modality = m.modality();
		final double fine = 1 / (POINTS_PER_CYCLE * Resolution.of(m).lateralCutoff());
		step = modality == Modality.STED ? Depletion.confocalStep(m, POINTS_PER_CYCLE) : fine;
		final double farthest = modality == Modality.STED ? Depletion.farthest(radius, fine) : radius;
		radii = (int) Math.ceil(farthest / step) + 2 * RadialMap.MARGIN + 2;
		focus = Focus.find(model, m);
		open = isOpen(m);
		final double hole = hole(m);
		if (modality == Modality.ARRAY_DETECTOR) reassignment = new Reassignment(m, step, radii - RadialMap.MARGIN);
		final int detected = reassignment == null ? radii - RadialMap.MARGIN : reassignment.reads();
		final int wide = detected + RadialMap.MARGIN + (int) Math.ceil(hole / step);
		if (modality != Modality.TWO_PHOTON)
			emission = new RadialField(new Pupil(model, m, m.emissionWavelength()), focus, reach, step, wide);
		if (modality.hasTwoFoci() || modality == Modality.TWO_PHOTON)
			excitation = new RadialField(new Pupil(model, m, m.excitationWavelength()), focus, reach, step, wide);
		if (hole > 0) pinhole = disc(hole, detected, wide);
		if (modality.hasSheet()) sheet = LightSheet.of(m);
		if (modality == Modality.STED) depletion = new Depletion(model, m, focus, reach, step, radii, fine, radius);
	}

	/** @return radius of the aperture before a detector, in µm; 0 if there is none, or all light passes it */
	private double hole(final Microscope m) {
		if (modality == Modality.ARRAY_DETECTOR) return Reassignment.element(m) / 2;
		return modality.hasPinhole() && !open ? m.pinholeDiameter() / 2 : 0;
	}

	/** @return distance between radii in µm */
	public double step() {
		return depletion == null ? step : depletion.step();
	}

	/** @return number of radii of a profile */
	int radii() {
		return depletion == null ? radii : depletion.radii();
	}

	/** @return the intensity at the radii 0, step, 2 step, ... in the plane z µm from focus, away from the coverslip */
	public double[] profile(final double z) {
		final double zeta = focus + z;
		return switch (modality) {
			case WIDEFIELD -> emission.intensity(zeta);
			case LIGHT_SHEET, LATTICE_LIGHT_SHEET -> scaled(emission.intensity(zeta), sheet.applyAsDouble(z));
			case TWO_PHOTON -> product(excitation.intensity(zeta), excitation.intensity(zeta));
			case CONFOCAL -> confocal(zeta);
			case STED -> depletion.apply(confocal(zeta), zeta);
			case ARRAY_DETECTOR ->
				reassignment.apply(excitation.intensity(zeta), throughPinhole(emission.intensity(zeta)), radii);
			case SPINNING_DISK -> open ? emission.intensity(zeta)
				: product(throughPinhole(excitation.intensity(zeta)), throughPinhole(emission.intensity(zeta)));
		};
	}

	private double[] confocal(final double zeta) {
		return open ? excitation.intensity(zeta)
			: product(excitation.intensity(zeta), throughPinhole(emission.intensity(zeta)));
	}

	/**
	 * @return whether the pinhole, 20 Airy units or wider, counts as open: a confocal is its excitation, a disk a
	 *         widefield microscope
	 */
	static boolean isOpen(final Microscope m) {
		return m.modality().hasPinhole() &&
			m.pinholeDiameter() * m.numericalAperture() >= OPEN * 1.22 * m.emissionWavelength();
	}

	private static double[] scaled(final double[] profile, final double factor) {
		for (int i = 0; i < profile.length; i++)
			profile[i] *= factor;
		return profile;
	}

	private static double[] product(final double[] a, final double[] b) {
		final double[] product = new double[a.length];
		for (int i = 0; i < product.length; i++)
			product[i] = a[i] * b[i];
		return product;
	}

	private double[] throughPinhole(final double[] profile) {
		return pinhole == null ? profile : pinhole.applyAll(profile, profile.length);
	}

	/** The mean over a disc about each radius. */
	private RadialMap disc(final double hole, final int rows, final int wide) {
		final RadialMap map = new RadialMap(step, wide, rows);
		final GaussLegendre rule = GaussLegendre.of(6 + (int) Math.ceil(hole / (4 * step)));
		final int angles = 8 + 2 * (int) Math.ceil(hole / step);
		for (int row = 0; row < rows; row++) {
			for (int i = 0; i < rule.nodes().length; i++) {
				final double rho = hole * (1 + rule.nodes()[i]) / 2, weight = rule.weights()[i] * rho / (hole * angles);
				for (int a = 0; a < angles; a++) {
					// half the circle says all
					final double phi = Math.PI * (a + 0.5) / angles;
					map.add(Math.hypot(row * step + rho * Math.cos(phi), rho * Math.sin(phi)), weight);
				}
			}
			map.finish(row);
		}
		return map;
	}
}
