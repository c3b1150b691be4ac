###
# #%L
# Lucid: 3-D deconvolution for Fiji.
# %%
# Copyright (C) 2026 Lucid developers
# %%
# Redistribution and use in source and binary forms, with or without
# modification, are permitted provided that the following conditions are met:
#
# 1. Redistributions of source code must retain the above copyright notice,
#    this list of conditions and the following disclaimer.
# 2. Redistributions in binary form must reproduce the above copyright notice,
#    this list of conditions and the following disclaimer in the documentation
#    and/or other materials provided with the distribution.
#
# THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
# AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
# IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
# ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
# LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
# CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
# SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
# INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
# CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
# ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
# POSSIBILITY OF SUCH DAMAGE.
# #L%
###
"""Reads what Lucid wrote, or writes arrays for Lucid to read, with zarr-python 2.

usage: foreign_zarr.py read|write FOLDER; exits with 1 if a voxel differs.
Voxel (t, c, z, y, x) is x + 3 y + 50 z + 100 c, modulo 120.
"""
import os
import sys

import numcodecs
import numpy
import zarr


def voxels(shape):
    t, c, z, y, x = numpy.indices(shape)
    return (x + 3 * y + 50 * z + 100 * c) % 120


def read(folder):
    for name in sorted(os.listdir(folder)):
        array = zarr.open_group(os.path.join(folder, name), mode="r")["0"]
        if not numpy.array_equal(array[:], voxels(array.shape).astype("f4")):
            sys.exit(name + " differs")


def write(folder):
    codecs = {
        "none": None, "gzip": numcodecs.GZip(5), "zlib": numcodecs.Zlib(5), "zstd": numcodecs.Zstd(1),
        "lz4": numcodecs.Blosc("lz4", 5, numcodecs.Blosc.SHUFFLE),
        "blosclz": numcodecs.Blosc("blosclz", 9, numcodecs.Blosc.BITSHUFFLE),
        "bzstd": numcodecs.Blosc("zstd", 1, numcodecs.Blosc.NOSHUFFLE),
        "bzlib": numcodecs.Blosc("zlib", 1, numcodecs.Blosc.SHUFFLE),
        "lz4hc": numcodecs.Blosc("lz4hc", 1, numcodecs.Blosc.SHUFFLE)}
    for dtype in ("|u1", "|i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">u4", "<i4", "<u8", ">i8", "<f2", ">f2", "<f4", ">f4",
                  "<f8", ">f8"):
        for codec, compressor in codecs.items():
            if dtype not in ("<u2", ">f4") and codec not in ("none", "gzip", "lz4"):
                continue
            for separator, order in (("/", "C"), (".", "C"), ("/", "F")):
                name = "%s_%s_%s_%s" % (dtype[1:], "be" if dtype[0] == ">" else "le", codec,
                                        order + ("s" if separator == "/" else "d"))
                array = zarr.open_array(os.path.join(folder, name), mode="w", shape=(1, 2, 3, 14, 17), dtype=dtype,
                                        chunks=(1, 1, 2, 8, 10), compressor=compressor, order=order, fill_value=7,
                                        dimension_separator=separator)
                # The last chunk stays missing.
                array[:, 0] = voxels(array.shape).astype(dtype)[:, 0]
                array[:, 1, :2] = voxels(array.shape).astype(dtype)[:, 1, :2]


{"read": read, "write": write}[sys.argv[1]](sys.argv[2])
