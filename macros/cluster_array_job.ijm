// One part of a folder, for a job array: part I of N does every N-th file.
// SLURM: #SBATCH --array=1-16
//        fiji --headless -macro macros/cluster_array_job.ijm "/in,/out,$SLURM_ARRAY_TASK_ID/16"
// (the command line does the same and has real exit codes: ./lucid batch /in -o /out --shard $SLURM_ARRAY_TASK_ID/16)
parts = split(getArgument(), ",");
run("Lucid Batch Deconvolve...", "folder=[" + parts[0] + "] output=[" + parts[1] + "] shard=" + parts[2] + " settings=[na=1.4 emission=520 iterations=50]");
