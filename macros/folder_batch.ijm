// Restores every TIFF of a folder into another. Run it again after a stop: what is done is skipped.
// A status table, lucid-status.csv, has one row a file.
// Headless: fiji --headless -macro macros/folder_batch.ijm "/path/to/in,/path/to/out"
paths = split(getArgument(), ",");
run("Lucid Batch Deconvolve...", "folder=[" + paths[0] + "] output=[" + paths[1] + "] settings=[na=1.4 emission=520 iterations=50]");
