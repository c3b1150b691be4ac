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
package sc.fiji.lucid.fft.fused;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import sc.fiji.lucid.image.Extent;

/** FFTW in a process of its own, compiled on the spot where gcc and libfftw3f are installed; for benchmarks alone. */
final class FftwPeer implements AutoCloseable {

	private final Process process;
	private final BufferedReader answers;
	private final PrintStream questions;

	private FftwPeer(final Process process) throws IOException {
		this.process = process;
		answers = new BufferedReader(new InputStreamReader(process.getInputStream()));
		questions = new PrintStream(process.getOutputStream(), true);
		if (!"ready".equals(answers.readLine())) throw new IOException("The FFTW helper did not start.");
	}

	/** @return the compiled helper, or null where gcc or FFTW is missing */
	static Path compile() throws IOException, InterruptedException {
		final Path folder = Files.createTempDirectory("fftw-peer");
		final Path source = folder.resolve("fftw-peer.c"), program = folder.resolve("fftw-peer");
		try (InputStream in = FftwPeer.class.getResourceAsStream("fftw-peer.c")) {
			Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
		}
		try {
			final int status = new ProcessBuilder("gcc", "-O3", "-march=native", "-fopenmp", source.toString(), "-o",
				program.toString(), "-lfftw3f_omp", "-lfftw3f", "-lm").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			return status == 0 ? program : null;
		}
		catch (final IOException e) {
			return null;
		}
	}

	/** Plans (MEASURE) for one size; takes seconds. */
	static FftwPeer start(final Path program, final Extent size, final int threads) throws IOException {
		final ProcessBuilder builder = new ProcessBuilder(program.toString(), "" + size.nz(), "" + size.ny(),
			"" + size.nx(), "" + threads);
		// Waiting threads must not spin, or their time would count.
		builder.environment().put("OMP_WAIT_POLICY", "passive");
		return new FftwPeer(builder.start());
	}

	/** @return wall and processor seconds of what the letter stands for, and the bytes moved if it is s */
	double[] run(final char what) throws IOException {
		questions.println(what);
		final String[] words = answers.readLine().split(" ");
		return new double[] { Double.parseDouble(words[0]), Double.parseDouble(words[1]),
			Double.parseDouble(words[2]) };
	}

	@Override
	public void close() {
		questions.println('q');
		process.destroy();
	}
}
