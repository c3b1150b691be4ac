// Restores every channel of a hyperstack, each with its own emission wavelength.
// Headless: fiji --headless -macro macros/multi_channel.ijm "/path/to/stack.tif"
path = getArgument();
if (path == "") path = File.openDialog("A two-channel stack");
open(path);
run("Lucid Deconvolve...", "na=1.2 immersionindex=1.333 emission=525,617 iterations=50");
saveAs("Tiff", replace(path, "(?i)\\.tiff?$", "") + "-restored.tif");
