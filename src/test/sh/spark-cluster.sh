#!/bin/sh

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
# A Spark cluster on this machine, from Spark's own classes: one master, two workers
# with one core each. Restores a stack on it, and asks that the result equals that of
# one process bit for bit; with one worker, with two, and with one of two killed.
#
#   src/test/sh/spark-cluster.sh IN TASK_MEMORY SETTINGS...
#   src/test/sh/spark-cluster.sh in.zarr 300M --na 1.4 --emission 520 --iterations 20
set -e
home=$(cd "$(dirname "$0")/../../.." && pwd)
in=$1 memory=$2
shift 2
work=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${LUCID_SPARK_PORT:-17077}
pids=
trap 'kill $pids 2>/dev/null || true; [ -n "$LUCID_KEEP" ] || rm -rf "$work"' EXIT

# Workers look for Spark's jars in SPARK_HOME.
mkdir -p "$work/spark/jars"
tr ':' '\n' <"$home/target/spark.classpath" | while read -r jar; do ln -s "$jar" "$work/spark/jars/"; done
export SPARK_SCALA_VERSION=2.13 SPARK_HOME="$work/spark" SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
export SPARK_WORKER_DIR="$work/workers" SPARK_LOCAL_DIRS="$work/local"
opens=
for package in java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent \
	java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
	opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done

spark() {
	name=$1
	shift
	# shellcheck disable=SC2086
	"$java" -Xmx256m $opens -cp "$SPARK_HOME/jars/*" "$@" >"$work/$name.log" 2>&1 &
	last=$!
	pids="$pids $last"
}

# A worker with one core has no second one for its compiler and garbage collector.
pin() {
	if command -v taskset >/dev/null; then taskset -p -a -c "$1" "$last" >/dev/null; fi
}

jar=$(ls "$home"/target/lucid-*.jar | grep -v -e sources -e tests -e javadoc)
jars=$(echo "$home"/target/lib/*.jar | tr ' ' ,)

# Arguments: name of the result, cores, settings. As spark-submit does it.
lucid() {
	out=$1 cores=$2
	shift 2
	# shellcheck disable=SC2086
	"$java" -Xmx512m $opens -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit --master "spark://127.0.0.1:$port" \
		--conf spark.cores.max="$cores" --conf spark.executor.memory=1g --conf spark.ui.enabled=false \
		--conf spark.driver.host=127.0.0.1 --class sc.fiji.lucid.spark.SparkCli --jars "$jars" "$jar" \
		"$in" -o "$work/$out" --memory "$memory" "$@" >"$work/$out.log" 2>&1 || { cat "$work/$out.log" && return 1; }
	grep -E "tiles in|failed|lucid:" "$work/$out.log"
}

seconds() {
	sed -n 's/.* tiles in \([0-9.]*\) s.*/\1/p' "$work/$1.log"
}

same() {
	for level in "$work"/one.zarr/[0-9]*; do diff -r "$level" "$work/$1/$(basename "$level")"; done
	echo "$1 equals one process bit for bit"
}

"$java" -Xmx1g -cp "$home/target/classes:$home/target/lib/*" sc.fiji.lucid.cli.Main deconvolve "$in" -o "$work/one.zarr" \
	--memory "$memory" "$@" --threads 1 2>&1 | grep -E "plan|tiles|wrote"
spark master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
spark worker1 org.apache.spark.deploy.worker.Worker --cores 1 --memory 1g --webui-port 0 "spark://127.0.0.1:$port"
pin 0
spark worker2 org.apache.spark.deploy.worker.Worker --cores 1 --memory 1g --webui-port 0 "spark://127.0.0.1:$port"
pin 1
victim=$last
sleep 5
echo "--- one worker"
lucid w1.zarr 1 "$@"
same w1.zarr
echo "--- two workers"
lucid w2.zarr 2 "$@"
same w2.zarr
echo "efficiency of two workers: $(echo "scale=3; $(seconds w1.zarr) / (2 * $(seconds w2.zarr))" | bc)"
echo "--- two workers, one killed"
lucid k.zarr 2 "$@" &
driver=$!
# In the middle: some tiles are stored, others are not.
while [ "$(find "$work/k.zarr.part/0" -type f 2>/dev/null | wc -l)" -lt 8 ]; do sleep 0.2; done
executors=$(pgrep -P "$victim" || true)
# shellcheck disable=SC2086
kill -9 $victim $executors
echo "killed a worker and its executor"
wait $driver
same k.zarr
