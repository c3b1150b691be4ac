// Restores one stack with a PSF computed from the optics.
// Values left out are taken from the image (calibration, OME-XML); the log tells where each came from.
// Headless: fiji --headless -macro macros/deconvolve_stack.ijm "/path/to/stack.tif"
path = getArgument();
if (path == "") path = File.openDialog("A widefield stack");
open(path);
run("Lucid Deconvolve...", "modality=widefield na=1.4 emission=520 iterations=50 background=auto");
saveAs("Tiff", replace(path, "(?i)\\.tiff?$", "") + "-restored.tif");
