#!/usr/bin/env bash
# kcat: metadata, produce with each codec, consume by offset and in a group, query offsets.
set -euo pipefail
broker=$1
topic=kcat-$RANDOM$RANDOM
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "failed: $*" >&2; exit 1; }
for codec in none gzip snappy lz4 zstd; do
    seq 1 300 | sed "s/^/$codec:/" | tee -a "$work/sent" | timeout 30 kcat -P -q -b "$broker" -t "$topic" -K: -z "$codec" -X acks=all
done
timeout 30 kcat -L -b "$broker" -t "$topic" | grep -q "topic \"$topic\" with 1 partitions" || fail "metadata of an auto-created topic"
echo "seen: metadata"
timeout 30 kcat -C -q -b "$broker" -t "$topic" -o beginning -e -K: >"$work/read"
cmp "$work/sent" "$work/read" || fail "read differs from sent"
echo "seen: 1500 records as sent"
[ "$(timeout 30 kcat -C -q -b "$broker" -t "$topic" -p 0 -o 1499 -c 1 -f '%o')" = 1499 ] || fail "one record by offset"
[ "$(timeout 30 kcat -C -q -b "$broker" -t "$topic" -p 0 -o -2 -e | wc -l)" = 2 ] || fail "the last two records"
timeout 30 kcat -Q -b "$broker" -t "$topic:0:-1" | grep -q 'offset 1500' || fail "end offset"
echo "seen: offsets"
timeout 60 kcat -b "$broker" -q -X auto.offset.reset=earliest -G "$topic-group" -c 1500 "$topic" | wc -l | grep -qx 1500 || fail "a group reads all"
echo "seen: a group of one"
echo "all seen"
