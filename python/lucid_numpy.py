"""Restores a numpy array with Lucid, which runs as a child process. Python 3.8, numpy and Java 17 are all it needs."""
import json
import pathlib
import subprocess
import tempfile

import numpy as np


def restore(stack, voxel, lucid=("lucid",), **settings):
    """
    stack: axes z, y, x, or c, z, y, x, or t, c, z, y, x; of any integer or floating-point type
    voxel: voxel size along x, y, z in µm
    lucid: the command that starts Lucid, as ("java", "-jar", "/opt/lucid-all.jar")
    settings: flags of 'lucid deconvolve', as na=1.4, emission=520, sample_index=1.36, psf="psf.tif"
    Returns the restored stack (float32, same shape) and the run record, a dict.
    """
    stack = np.asarray(stack)
    if not 3 <= stack.ndim <= 5:
        raise ValueError(f"a stack has 3 to 5 axes (t, c, z, y, x), not {stack.ndim}")
    t, c, z, y, x = (1,) * (5 - stack.ndim) + stack.shape
    with tempfile.TemporaryDirectory() as folder:
        source, result = pathlib.Path(folder, "stack.zarr"), pathlib.Path(folder, "restored.ome.tif")
        write(source, stack)
        size = "x".join(str(float(length)) for length in voxel)
        command = [*lucid, "deconvolve", str(source), "-o", str(result), "--voxel", size]
        for name, value in settings.items():
            command.append(f"--{name.replace('_', '-')}={value}")
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(reason(run.stderr) or f"exit code {run.returncode}")
        record = json.loads(pathlib.Path(f"{result}.json").read_text(encoding="utf-8"))
        # Lucid's OME-TIFF has its planes one behind the other from byte 16 on, big-endian, channels fastest.
        planes = np.fromfile(result, dtype=">f4", count=stack.size, offset=16).astype(np.float32)
        return planes.reshape(t, z, c, y, x).swapaxes(1, 2).reshape(stack.shape), record


def reason(log):
    """Returns why Lucid failed, without the log before it; all of it where something else than Lucid failed."""
    lines = log.splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith("lucid: ")), 0)
    return "\n".join(lines[start:]).strip()


def write(folder, stack):
    """Writes an array as Zarr 2: a description, and a file for each plane."""
    folder.mkdir()
    ones = [1] * (stack.ndim - 2)
    (folder / ".zarray").write_text(json.dumps({
        "zarr_format": 2, "shape": stack.shape, "chunks": ones + list(stack.shape[-2:]), "dtype": stack.dtype.str,
        "compressor": None, "filters": None, "fill_value": 0, "order": "C"}))
    for index in np.ndindex(*stack.shape[:-2]):
        (folder / ".".join(map(str, index + (0, 0)))).write_bytes(np.ascontiguousarray(stack[index]).tobytes())


if __name__ == "__main__":
    beads = np.random.default_rng(1).poisson(20, (16, 64, 64)).astype(np.uint16)
    beads[8, 32, 32] += 5000
    restored, run = restore(beads, (0.1, 0.1, 0.25), na=1.4, emission=520)
    print(restored.shape, restored.max(), "after", run["volumes"][0]["iterations"], "iterations")
