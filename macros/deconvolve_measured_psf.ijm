// Restores one stack with a PSF from a file: any size, odd or even, off centre; it is re-centred and said so.
// Headless: fiji --headless -macro macros/deconvolve_measured_psf.ijm "/path/to/stack.tif,/path/to/psf.tif"
paths = split(getArgument(), ",");
open(paths[0]);
run("Lucid Deconvolve...", "psf=[" + paths[1] + "] iterations=50 background=auto");
saveAs("Tiff", replace(paths[0], "(?i)\\.tiff?$", "") + "-restored.tif");
