#!/bin/bash

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
# Makes the pictures of docs/guide/fiji.md from a real window, 1280x800:
#   src/test/sh/fiji-screenshots.sh HARNESS
# HARNESS is a folder with an ImageJ2 that starts with this checkout (start.sh CHECKOUT, stop.sh), takes menu items and
# macros (send.sh -m ITEM, send.sh -e MACRO, send.sh -u windows), clicks (press.sh TEXT WINDOW) and the display's name
# (IJ2_DISPLAY). It is no part of the project; look at the pictures before they are committed.
set -e
root=$(cd "$(dirname "$0")/../../.." && pwd)
out=$root/docs/guide/fiji
export IJ2_ID=${IJ2_ID:-pictures} IJ2_DISPLAY=${IJ2_DISPLAY:-:96}
cd "$1"

# shot NAME TITLE: the window whose title contains that
shot() {
	read -r w h x y < <(./send.sh -u windows | grep -F "\"$2" | tail -1 | grep -oE '[0-9]+x[0-9]+\+[0-9]+\+[0-9]+' | tr 'x+' '  ')
	DISPLAY=$IJ2_DISPLAY import -silent -window root -crop "${w}x$((h + 4))+$x+$y" +repage -strip -colors 64 "$out/$1.png"
}
wait_for() { for _ in $(seq 240); do ./send.sh -u windows | grep -qF "\"$1" && return; sleep 0.5; done; echo "no window '$1'"; exit 1; }

./stop.sh; ./start.sh "$root"
./send.sh -m 'Lucid Open Sample'; wait_for 'sample shells.tif'
./send.sh -e 'run("In [+]"); run("In [+]");'; sleep 1
shot sample 'sample shells.tif'
./send.sh -m 'Lucid Deconvolve...'; wait_for 'Lucid Deconvolve'
for _ in $(seq 60); do ./send.sh -u 'tree|Lucid Deconvolve' | grep -q 'time: about' && break; sleep 0.5; done
shot deconvolve 'Lucid Deconvolve'
./press.sh Preview 'Lucid Deconvolve'; wait_for 'Lucid preview'; sleep 1
shot preview 'Lucid preview'
./press.sh OK 'Lucid Deconvolve'; wait_for 'Lucid: done'; sleep 2
shot done 'Lucid: done'
./press.sh OK 'Lucid: done'; ./send.sh -e 'selectImage("Lucid preview of sample shells.tif"); close();'
shot result 'Lucid sample shells.tif'
./send.sh -m 'Lucid Compare...'; wait_for 'Lucid Compare'; sleep 1; ./press.sh OK 'Lucid Compare'; wait_for 'Compare sample'
./send.sh -e 'run("In [+]"); run("In [+]"); makePoint(26, 102);'; sleep 2
shot compare 'Compare sample'
./send.sh -e 'makeLine(6, 102, 46, 102);'; sleep 2
shot profile 'Profiles of'
./stop.sh
