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
package sc.fiji.lucid.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Objects with known truth. Each is drawn on the whole canvas, beyond the field of view. */
public enum Phantom {
	/** Spheres of 0.2 µm, of brightness 0.3 to 1. */
	BEADS {

		@Override
		void draw(final Canvas canvas, final Random random) {
			for (int i = number(canvas, 0.02); i > 0; i--) {
				final double brightness = 0.3 + 0.7 * random.nextDouble();
				ball(canvas, place(canvas, random), 0.1, brightness);
			}
		}
	},
	/** Dim and bright diffraction-limited points. */
	SPOTS {

		@Override
		void draw(final Canvas canvas, final Random random) {
			for (int i = number(canvas, 0.15); i > 0; i--) {
				final double[] p = place(canvas, random);
				canvas.point(p[0], p[1], p[2], 0.1 + 0.9 * random.nextDouble());
			}
		}
	},
	/** Pairs of points, one above the other, 0.3 to 1.5 µm apart: what axial resolution is. */
	PAIRS {

		@Override
		void draw(final Canvas canvas, final Random random) {
			final double step = 2.4;
			for (int j = 0; j * step < canvas.height(); j++)
				for (int i = 0; i * step < canvas.width(); i++) {
					final double x = (i + 0.5) * step, y = (j + 0.5) * step, half = 0.15 + 0.05 * ((i + 4 * j) % 13);
					final double z = canvas.depth() / 2 + 0.2 * (random.nextDouble() - 0.5);
					canvas.point(x, y, z - half, 1);
					canvas.point(x, y, z + half, 1);
				}
		}
	},
	/** Thin winding fibres, as microtubules. */
	FILAMENTS {

		@Override
		void draw(final Canvas canvas, final Random random) {
			for (int i = number(canvas, 0.006); i > 0; i--)
				fibre(canvas, random, 0.5 + 0.5 * random.nextDouble());
		}
	},
	/** Hollow bars along each axis. */
	BARS {

		@Override
		void draw(final Canvas canvas, final Random random) {
			for (int i = number(canvas, 0.004); i > 0; i--) {
				final double[] r = { 0.4, 0.4, 0.5 };
				r[random.nextInt(3)] = 2 + 2 * random.nextDouble();
				final double[] p = place(canvas, random);
				canvas.box(p[0], p[1], p[2], r[0], r[1], r[2],
					(x, y, z) -> inside(x, y, z, r, 0) && !inside(x, y, z, r, 0.15) ? 1 : 0);
			}
		}
	},
	/** Ellipsoids full of brighter grains, as chromatin. */
	NUCLEI {

		@Override
		void draw(final Canvas canvas, final Random random) {
			nucleus(canvas, random, middle(canvas, random));
			for (int i = number(canvas, 0.0012); i > 1; i--)
				nucleus(canvas, random, place(canvas, random));
		}
	},
	/** Hollow spheres, as vesicles and membranes. */
	SHELLS {

		@Override
		void draw(final Canvas canvas, final Random random) {
			for (int i = number(canvas, 0.004); i > 0; i--)
				shell(canvas, random, 1);
		}
	},
	/** Filaments, shells and spots together. */
	MIXED {

		@Override
		void draw(final Canvas canvas, final Random random) {
			FILAMENTS.draw(canvas, random);
			SHELLS.draw(canvas, random);
			for (int i = number(canvas, 0.02); i > 0; i--) {
				final double[] p = place(canvas, random);
				canvas.point(p[0], p[1], p[2], 0.02 + 0.05 * random.nextDouble());
			}
		}
	},
	/**
	 * A layer of textured nuclei side by side, filaments and shells between them, and haze everywhere: it fills the
	 * field.
	 */
	TISSUE {

		@Override
		void draw(final Canvas canvas, final Random random) {
			Tissue.draw(canvas, random);
		}
	};

	abstract void draw(Canvas canvas, Random random);

	/** @return the word for options and records */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @param word as {@link #toString} writes it, in any case
	 * @throws IllegalArgumentException that lists the words, if there is no such phantom
	 */
	public static Phantom of(final String word) {
		return Arrays.stream(values())
			.filter(p -> p.toString().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown phantom '" + word + "'; it is one of " +
				Arrays.stream(values()).map(Phantom::toString).collect(Collectors.joining(", ")) + "."));
	}

	/** How many objects a canvas holds at this number per µm³, at least 3. */
	private static int number(final Canvas canvas, final double density) {
		return (int) Math.max(3, Math.round(density * canvas.width() * canvas.height() * canvas.depth()));
	}

	private static double[] place(final Canvas canvas, final Random random) {
		return new double[] { random.nextDouble() * canvas.width(), random.nextDouble() * canvas.height(),
			random.nextDouble() * canvas.depth() };
	}

	/** A place in the middle third, so that the field of view is not empty. */
	private static double[] middle(final Canvas canvas, final Random random) {
		final double[] p = place(canvas, random);
		return new double[] { (canvas.width() + p[0]) / 3, (canvas.height() + p[1]) / 3, (canvas.depth() + p[2]) / 3 };
	}

	private static void ball(final Canvas canvas, final double[] p, final double radius, final double brightness) {
		final double density = brightness / (4 / 3.0 * Math.PI * radius * radius * radius);
		// Points, not voxels: a bead of the size of a voxel keeps its place and its brightness.
		final int n = 6;
		int inside = 0;
		for (int pass = 0; pass < 2; pass++)
			for (int i = 0; i < n * n * n; i++) {
				final double x = radius * ((2 * (i % n) + 1.0) / n - 1), y = radius * ((2 * (i / n % n) + 1.0) / n - 1);
				final double z = radius * ((2 * (i / n / n) + 1.0) / n - 1);
				if (x * x + y * y + z * z > radius * radius) continue;
				if (pass == 0) inside++;
				else canvas.point(p[0] + x, p[1] + y, p[2] + z,
					density * 4 / 3.0 * Math.PI * radius * radius * radius / inside);
			}
	}

	/** A random walk whose direction changes slowly; a point every 20 nm. */
	static void fibre(final Canvas canvas, final Random random, final double brightness) {
		final double[] p = place(canvas, random);
		final double[] d = { random.nextGaussian(), random.nextGaussian(), 0.3 * random.nextGaussian() };
		final double step = 0.02;
		final int points = (int) ((5 + 15 * random.nextDouble()) / step);
		for (int i = 0; i < points; i++) {
			final double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
			for (int a = 0; a < 3; a++) {
				d[a] = d[a] / length + 0.04 * (a == 2 ? 0.5 : 1) * random.nextGaussian();
				p[a] += step * d[a];
			}
			canvas.point(p[0], p[1], p[2], brightness * step);
		}
	}

	/** A hollow sphere of radius 0.4 to 2 µm, {@code brightness} times 0.4 to 1. */
	static void shell(final Canvas canvas, final Random random, final double brightness) {
		final double r = 0.4 + 1.6 * random.nextDouble(), density = 6 * brightness * (0.4 + 0.6 * random.nextDouble());
		final double[] p = place(canvas, random);
		canvas.box(p[0], p[1], p[2], r + 0.1, r + 0.1, r + 0.1, (x, y, z) -> {
			final double d = Math.sqrt(x * x + y * y + z * z) - r;
			return density * Math.exp(-d * d / (2 * 0.05 * 0.05));
		});
	}

	private static void nucleus(final Canvas canvas, final Random random, final double[] p) {
		final double[] r = { 2.5 + 1.5 * random.nextDouble(), 2.5 + 1.5 * random.nextDouble(),
			1.8 + random.nextDouble() };
		canvas.box(p[0], p[1], p[2], r[0], r[1], r[2], (x, y, z) -> ellipsoid(x, y, z, r) < 1 ? 0.15 : 0);
		for (int grain = 0; grain < 120; grain++) {
			final double size = 0.1 + 0.3 * random.nextDouble(), brightness = 0.2 + 0.8 * random.nextDouble();
			final double gx = r[0] * (2 * random.nextDouble() - 1), gy = r[1] * (2 * random.nextDouble() - 1);
			final double gz = r[2] * (2 * random.nextDouble() - 1), s = 3 * size;
			if (ellipsoid(gx, gy, gz, r) < 0.9) canvas.box(p[0] + gx, p[1] + gy, p[2] + gz, s, s, s,
				(x, y, z) -> brightness * Math.exp(-(x * x + y * y + z * z) / (2 * size * size)));
		}
	}

	private static double ellipsoid(final double x, final double y, final double z, final double[] r) {
		return x * x / (r[0] * r[0]) + y * y / (r[1] * r[1]) + z * z / (r[2] * r[2]);
	}

	private static boolean inside(final double x, final double y, final double z, final double[] r, final double wall) {
		return Math.abs(x) < r[0] - wall && Math.abs(y) < r[1] - wall && Math.abs(z) < r[2] - wall;
	}
}
