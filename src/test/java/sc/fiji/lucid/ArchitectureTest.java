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
package sc.fiji.lucid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.runner.RunWith;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages, and who may use which library. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "sc.fiji.lucid", importOptions = ImportOption.DoNotIncludeTests.class)
public class ArchitectureTest {

	private static final String ROOT = "sc.fiji.lucid.";

	@ArchTest
	public static final ArchRule noCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

	@ArchTest
	public static final ArchRule optics = arrows("optics");
	@ArchTest
	public static final ArchRule image = arrows("image");
	@ArchTest
	public static final ArchRule camera = arrows("camera", "image");
	@ArchTest
	public static final ArchRule fft = arrows("fft", "image");
	@ArchTest
	public static final ArchRule psf = arrows("psf", "registration", "optics", "image", "fft");
	@ArchTest
	public static final ArchRule deconvolution = arrows("deconvolution", "psf", "optics", "fft", "camera", "image");
	@ArchTest
	public static final ArchRule opencl = arrows("opencl", "deconvolution", "fft", "image");
	/** It is found as a service: whatever else there is works without it. */
	@ArchTest
	public static final ArchRule nobodyKnowsOpenCl = noClasses().that()
		.resideOutsideOfPackage(ROOT + "opencl..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + "opencl..");
	@ArchTest
	public static final ArchRule joclInOpenCl = only("opencl", "org.jocl..");
	@ArchTest
	public static final ArchRule simulation = arrows("simulation", "deconvolution", "psf", "optics", "fft", "image");
	@ArchTest
	public static final ArchRule tiling = arrows("tiling", "psf", "image");
	@ArchTest
	public static final ArchRule registration = arrows("registration", "fft", "image");
	@ArchTest
	public static final ArchRule enhancement = arrows("enhancement", "image");
	/** What changes grey values for the eye has no part in a restoration. */
	@ArchTest
	public static final ArchRule enhancementIsApart = noClasses().that()
		.resideOutsideOfPackages(ROOT + "enhancement..", ROOT + "job", ROOT + "cli..", ROOT + "command..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + "enhancement..");
	@ArchTest
	public static final ArchRule restoration = arrows("restoration", "registration", "tiling", "deconvolution", "psf",
		"optics", "camera", "image");
	/** The door: no files, no front end, no job. */
	@ArchTest
	public static final ArchRule door = classes().that()
		.resideInAPackage("sc.fiji.lucid")
		.should()
		.onlyDependOnClassesThat(
			com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage("sc.fiji.lucid..")
				.or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage("sc.fiji.lucid",
					ROOT + "restoration..", ROOT + "tiling..", ROOT + "deconvolution..", ROOT + "psf..",
					ROOT + "optics..", ROOT + "image..")))
		.allowEmptyShould(true);
	@ArchTest
	public static final ArchRule quality = arrows("quality", "optics", "psf", "fft", "camera", "image");
	@ArchTest
	public static final ArchRule io = arrows("io", "optics", "image");
	@ArchTest
	public static final ArchRule job = arrows("job", "io", "restoration", "registration", "tiling", "enhancement",
		"deconvolution", "simulation", "quality", "camera", "psf", "optics", "fft", "image");

	/** Methods know a PSF, never how it was made. */
	@ArchTest
	public static final ArchRule methodsKnowThePsfOnly = noClasses().that()
		.resideInAnyPackage(ROOT + "deconvolution..", ROOT + "tiling..", ROOT + "restoration..")
		.should()
		.dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe("are of psf, but not Psf",
			c -> c.getPackageName().startsWith(ROOT + "psf") && !c.getSimpleName().equals("Psf")));

	@ArchTest
	public static final ArchRule frontEndsDoNotKnowEachOther = slices().matching(ROOT + "(cli|command|spark)..")
		.should()
		.notDependOnEachOther()
		.allowEmptyShould(true);
	@ArchTest
	public static final ArchRule sciJavaInCommands = only("command", "org.scijava..", "javax.swing..");
	@ArchTest
	public static final ArchRule picocliInFrontEnds = noClasses().that()
		.resideOutsideOfPackages(ROOT + "cli..", ROOT + "spark..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("picocli..");
	@ArchTest
	public static final ArchRule sparkInSpark = only("spark", "org.apache.spark..", "scala..");
	@ArchTest
	public static final ArchRule jsonAndXmlInIo = only("io", "com.google.gson..", "org.w3c.dom..", "org.xml.sax..",
		"javax.xml..");
	@ArchTest
	public static final ArchRule imageJWhereItIsWrapped = noClasses().that()
		.resideOutsideOfPackage(ROOT + "command..")
		.and()
		.haveSimpleNameNotStartingWith("ImageJ")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("ij", "ij..");
	@ArchTest
	public static final ArchRule jTransformsInTheReferenceEngine = noClasses().that()
		.resideOutsideOfPackage(ROOT + "fft..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.jtransforms..");

	private static ArchRule arrows(final String name, final String... targets) {
		final String[] allowed = new String[targets.length + 1];
		allowed[0] = ROOT + name + "..";
		for (int i = 0; i < targets.length; i++)
			allowed[i + 1] = ROOT + targets[i] + "..";
		return classes().that()
			.resideInAPackage(ROOT + name + "..")
			.should()
			.onlyDependOnClassesThat(
				com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage("sc.fiji.lucid..")
					.or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed)))
			.allowEmptyShould(true);
	}

	private static ArchRule only(final String name, final String... libraries) {
		return noClasses().that()
			.resideOutsideOfPackage(ROOT + name + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(libraries);
	}
}
