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
package sc.fiji.lucid.torture;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.util.List;

import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A short form of {@link Torture}, {@link ParserFuzz} and {@link Night}, whose seeds are always the same. */
public class TortureTest {

	private static final int FUZZED = 2000;
	private static final int MUTATIONS = 100;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void readersTellInOneLineWhatIsWrong() throws Exception {
		final ParserFuzz fuzz = new ParserFuzz(folder.getRoot().toPath());
		for (long seed = 1; seed <= FUZZED; seed++)
			fuzz.read(seed);
		assertEquals(List.of(), fuzz.violations());
	}

	@Test
	public void theLawsHoldForMutatedInputs() throws Exception {
		final Torture torture = new Torture(folder.getRoot().toPath());
		for (long seed = 1; seed <= MUTATIONS; seed++)
			torture.mutated(seed);
		assertEquals(List.of(), torture.violations());
	}

	@Test
	public void aNightOfKillsGivesWhatAnUnkilledRunGives() throws Exception {
		final Night night = new Night(folder.getRoot().toPath(), 14, 7, 1);
		night.unkilled();
		night.killed(1);
		assertEquals(List.of(), night.violations());
	}

	@Test
	public void theLawsHoldForAKillAFullDiskAndTwoWriters() throws Exception {
		// The limit of a disk is one of a shell.
		Assume.assumeTrue(File.separatorChar == '/');
		final Torture torture = new Torture(folder.getRoot().toPath());
		torture.killed(1);
		torture.fullDisk(2);
		// No room for zstd's library.
		torture.fullDisk(4, true, 5);
		torture.twoWriters(3);
		assertEquals(List.of(), torture.violations());
	}
}
