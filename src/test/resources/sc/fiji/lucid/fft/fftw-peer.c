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
/* The peer that FftBenchmark measures against: FFTW's own transforms and a
 * Richardson-Lucy iteration written on them the usual way, without fusion.
 * Arguments: nz ny nx threads. Reads one letter per line from standard input:
 *   f  forward r2c    i  inverse c2r    4  four bare transforms
 *   r  one Richardson-Lucy iteration    s  one STREAM triad over 3 x 64 MiB    q  quit
 * and answers each with "wall cpu" in seconds, or bytes moved and the same for s.
 * gcc -O3 -march=native -fopenmp fftw-peer.c -lfftw3f_omp -lfftw3f -lm */
#include <fftw3.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double wall(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double cpu(void) {
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}

static long voxels, bins;
static float *observed, *estimate, *reblurred;
static fftwf_complex *spectrum, *otf;
static fftwf_plan forward, inverse;

static void multiply(const float sign) {
	float *a = (float *) spectrum;
	const float *h = (const float *) otf;
	const float scale = 1.0f / voxels;
#pragma omp parallel for
	for (long i = 0; i < bins; i++) {
		const float re = a[2 * i], im = a[2 * i + 1], hr = scale * h[2 * i], hi = sign * scale * h[2 * i + 1];
		a[2 * i] = re * hr - im * hi;
		a[2 * i + 1] = re * hi + im * hr;
	}
}

static void richardson_lucy(void) {
	fftwf_execute_dft_r2c(forward, estimate, spectrum);
	multiply(1);
	fftwf_execute_dft_c2r(inverse, spectrum, reblurred);
#pragma omp parallel for
	for (long i = 0; i < voxels; i++)
		reblurred[i] = observed[i] / (reblurred[i] > 1e-6f ? reblurred[i] : 1e-6f);
	fftwf_execute_dft_r2c(forward, reblurred, spectrum);
	multiply(-1);
	fftwf_execute_dft_c2r(inverse, spectrum, reblurred);
#pragma omp parallel for
	for (long i = 0; i < voxels; i++)
		estimate[i] *= reblurred[i];
}

static void prepare(const int nz, const int ny, const int nx) {
	voxels = (long) nz * ny * nx;
	bins = (long) nz * ny * (nx / 2 + 1);
	observed = fftwf_alloc_real(voxels);
	estimate = fftwf_alloc_real(voxels);
	reblurred = fftwf_alloc_real(voxels);
	spectrum = fftwf_alloc_complex(bins);
	otf = fftwf_alloc_complex(bins);
	forward = fftwf_plan_dft_r2c_3d(nz, ny, nx, reblurred, spectrum, FFTW_MEASURE);
	inverse = fftwf_plan_dft_c2r_3d(nz, ny, nx, spectrum, reblurred, FFTW_MEASURE);
	double sum = 0;
	for (long i = 0; i < voxels; i++) {
		const long z = i / ((long) nx * ny), y = i / nx % ny, x = i % nx;
		const long dz = z < nz - z ? z : nz - z, dy = y < ny - y ? y : ny - y, dx = x < nx - x ? x : nx - x;
		reblurred[i] = (float) exp(-0.5 * (dz * dz / 9. + dy * dy / 4. + dx * dx / 4.));
		sum += reblurred[i];
		observed[i] = 1 + (float) (i * 7919 % 1009) / 1009;
		estimate[i] = 1;
	}
	for (long i = 0; i < voxels; i++)
		reblurred[i] /= (float) sum;
	fftwf_execute_dft_r2c(forward, reblurred, otf);
}

static double triad(void) {
	const long n = 1 << 24;
	static float *a, *b, *c;
	if (!a) {
		a = malloc(n * 4), b = malloc(n * 4), c = malloc(n * 4);
#pragma omp parallel for
		for (long i = 0; i < n; i++)
			a[i] = b[i] = c[i] = 1;
	}
#pragma omp parallel for
	for (long i = 0; i < n; i++)
		a[i] = b[i] + 0.5f * c[i];
	return 12.0 * n;
}

int main(int argc, char **argv) {
	if (argc != 5) return 1;
	fftwf_init_threads();
	omp_set_num_threads(atoi(argv[4]));
	fftwf_plan_with_nthreads(atoi(argv[4]));
	prepare(atoi(argv[1]), atoi(argv[2]), atoi(argv[3]));
	triad();
	printf("ready\n");
	fflush(stdout);
	char what[16];
	while (fgets(what, sizeof what, stdin) && what[0] != 'q') {
		double bytes = 0;
		const double w = wall(), c = cpu();
		if (what[0] == 'f') fftwf_execute_dft_r2c(forward, reblurred, spectrum);
		if (what[0] == 'i') fftwf_execute_dft_c2r(inverse, spectrum, reblurred);
		if (what[0] == 'r') richardson_lucy();
		if (what[0] == 's') bytes = triad();
		if (what[0] == '4') for (int k = 0; k < 2; k++) {
			fftwf_execute_dft_r2c(forward, reblurred, spectrum);
			fftwf_execute_dft_c2r(inverse, spectrum, reblurred);
		}
		const double wallTaken = wall() - w, cpuTaken = cpu() - c;
		/* Keep the values in range: an unnormalised inverse grows without end. */
		if (what[0] == 'i' || what[0] == '4') for (long i = 0; i < voxels; i++)
			reblurred[i] = observed[i];
		printf("%.9f %.9f %.0f\n", wallTaken, cpuTaken, bytes);
		fflush(stdout);
	}
	return 0;
}
