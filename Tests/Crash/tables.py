"""Prepares the store for the crash tests, and compares what is in it at the end.

    tables.py create HOST:PORT
    tables.py compare HOST:PORT FILE REPEAT     counts, dead letters and balances against Tests/Support/Expected/meetup.py
"""
import os
import sys

from cassandra.cluster import Cluster

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Support/Expected"))
import meetup  # noqa: E402

SCHEMA = [
    "CREATE KEYSPACE IF NOT EXISTS meetup_keyspace WITH replication = {'class': 'SimpleStrategy', 'replication_factor': '1'}",
    "CREATE TABLE IF NOT EXISTS meetup_keyspace.meetup_table (venue_name text, lon text, lat text, group_city text, count int,"
    " PRIMARY KEY (venue_name, lon, lat, group_city))",
    "CREATE TABLE IF NOT EXISTS meetup_keyspace.balance (venue_name text, group_city text, balance bigint,"
    " PRIMARY KEY (venue_name, group_city))",
]


def same(what, found, expected):
    if found == expected:
        print("same:", what, len(found))
        return True
    lost = [(k, expected[k], found.get(k)) for k in expected if found.get(k) != expected[k]]
    extra = [(k, found[k]) for k in found if k not in expected]
    print("DIFFERENT:", what, "wrong or missing", len(lost), lost[:5], "too many", len(extra), extra[:5])
    return False


def main():
    host, port = sys.argv[2].rsplit(":", 1)
    cluster = Cluster([host], port=int(port), protocol_version=4)
    session = cluster.connect()
    if sys.argv[1] == "create":
        for statement in SCHEMA:
            session.execute(statement)
        print("created")
        return
    path, repeat = sys.argv[3], int(sys.argv[4])
    rows, dead = meetup.fold(path, repeat)
    found = {tuple(r[:4]): r[4] for r in session.execute(
        "SELECT venue_name, lon, lat, group_city, count FROM meetup_keyspace.meetup_table")}
    ok = same("counts", found, rows)
    letters = {r.offset: 1 for r in session.execute("SELECT offset FROM millrace.dead_letters")}
    ok &= same("dead letters", letters, {offset: 1 for offset, _ in dead})
    found = {tuple(r[:2]): r[2] for r in session.execute("SELECT venue_name, group_city, balance FROM meetup_keyspace.balance")}
    ok &= same("balances", found, meetup.balance(path, repeat))
    cluster.shutdown()
    sys.exit(0 if ok else 1)


main()
