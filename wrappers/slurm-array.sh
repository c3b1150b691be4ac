#!/bin/bash
#SBATCH --job-name=lucid
#SBATCH --array=1-16
#SBATCH --cpus-per-task=8
#SBATCH --mem=32G
#SBATCH --time=24:00:00
# Restores the files of a table, a part in each job of the array. Write the table once, so that all jobs have the same files:
#   lucid batch /data/in -o /data/out --na 1.4 --emission 520 --manifest files.csv
#   sbatch wrappers/slurm-array.sh files.csv /data/out
# Submitted again, it goes on where it was.
table=${1:?give the table of files} out=${2:?give the folder for the results}
# What Java takes beside its heap.
lucid batch --table "$table" -o "$out" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
	--threads "$SLURM_CPUS_PER_TASK" --memory "$((SLURM_MEM_PER_NODE * 4 / 5))M" --quiet "${@:3}"
