#!/usr/bin/env bash
# cqlsh: DESCRIBE, USE, SELECT, COPY both ways, SOURCE, PAGING, EXPAND.
#   cqlsh.sh CQLSH HOST:PORT
set -euo pipefail
cqlsh=$1 host=${2%:*} port=${2##*:}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
keyspace=shell_$RANDOM$RANDOM
run() { HOME=$work timeout 60 "$cqlsh" --no-color "$host" "$port" "$@"; }
# expect WHAT PATTERN FILE
expect() {
    grep -qE -- "$2" "$3" || { echo "failed: $1" >&2; cat "$3" >&2; exit 1; }
    echo "seen: $1"
}
cat >"$work/make.cql" <<END
CREATE KEYSPACE $keyspace WITH replication = {'class': 'SimpleStrategy', 'replication_factor': '1'};
USE $keyspace;
CREATE TABLE people (id int PRIMARY KEY, name text, born date, tags set<text>, score double);
INSERT INTO people (id, name, born, tags, score) VALUES (1, 'Ada', '1815-12-10', {'math', 'engine'}, 1.5);
INSERT INTO people (id, name, born) VALUES (2, 'O''Hara', '1901-02-03');
END
run -e "SOURCE '$work/make.cql'" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
run -e "DESCRIBE KEYSPACES" >"$work/out"
expect "DESCRIBE KEYSPACES" "$keyspace" "$work/out"
run -k "$keyspace" -e "DESCRIBE TABLES" >"$work/out"
expect "DESCRIBE TABLES" people "$work/out"
run -e "DESCRIBE TABLE $keyspace.people" >"$work/out"
expect "DESCRIBE TABLE" "CREATE TABLE $keyspace.people" "$work/out"
expect "its types" "tags set<text>" "$work/out"
run -e "USE $keyspace; SELECT * FROM people;" >"$work/out"
expect "SELECT" "1 \| 1815-12-10 \|    Ada \|   1.5 \| \{'engine', 'math'\}" "$work/out"
expect "the row count" "\(2 rows\)" "$work/out"
run -k "$keyspace" -e "EXPAND ON; SELECT * FROM people WHERE id = 1;" >"$work/out"
expect "EXPAND" "^ name +\| Ada" "$work/out"
run -k "$keyspace" -e "COPY people (id, name, born, tags, score) TO '$work/people.csv' WITH HEADER = true" >"$work/out" 2>&1
expect "COPY TO" "2 rows exported" "$work/out"
python3 - "$work/people.csv" <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1])))
with open(sys.argv[1], "w") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(rows[0])
    for i in range(3000):
        out.writerow([i, "name %d" % i] + rows[1][2:])
END
run -k "$keyspace" -e "TRUNCATE people; COPY people (id, name, born, tags, score) FROM '$work/people.csv' WITH HEADER = true" >"$work/out" 2>&1
expect "COPY FROM" "3000 rows imported" "$work/out"
run -k "$keyspace" -e "SELECT count(*) FROM people;" >"$work/out" 2>&1
expect "a count" " 3000" "$work/out"
run -k "$keyspace" -e "PAGING 100; SELECT id FROM people;" >"$work/out"
expect "PAGING" "\(3000 rows\)" "$work/out"
run -e "SELECT nothing FROM $keyspace.people" >"$work/out" 2>&1 && { echo "an unknown column was read" >&2; exit 1; }
expect "an error's text" "Undefined column name nothing" "$work/out"
run -e "DROP KEYSPACE $keyspace; DESCRIBE KEYSPACES" >"$work/out"
grep -q "$keyspace" "$work/out" && { echo "still there" >&2; exit 1; }
echo "all seen"
