"""The DataStax driver at one protocol version: prepared, async, paging, batches, mapper, schema metadata."""
import decimal
import sys
import uuid

from cassandra.cluster import Cluster, ExecutionProfile, EXEC_PROFILE_DEFAULT
from cassandra.concurrent import execute_concurrent_with_args
from cassandra.cqlengine import columns, connection
from cassandra.cqlengine.management import sync_table
from cassandra.cqlengine.models import Model
from cassandra.policies import RoundRobinPolicy
from cassandra.query import BatchStatement, BatchType, SimpleStatement
from checking import check, done, limit

limit(120)
host, port = sys.argv[1].rsplit(":", 1)
version = int(sys.argv[2])
profile = ExecutionProfile(load_balancing_policy=RoundRobinPolicy(), request_timeout=30)
cluster = Cluster([host], port=int(port), protocol_version=version, compression=len(sys.argv) > 3,
                  execution_profiles={EXEC_PROFILE_DEFAULT: profile})
session = cluster.connect()
keyspace = "ks_" + uuid.uuid4().hex[:8]
session.execute("CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}" % keyspace)
session.set_keyspace(keyspace)
session.execute("""CREATE TABLE events (k text, t int, v double, d decimal, tags set<text>, counts map<text, int>, l list<bigint>,
                   id uuid, at timestamp, b blob, s text static, PRIMARY KEY (k, t)) WITH CLUSTERING ORDER BY (t DESC)""")
check("events" in cluster.metadata.keyspaces[keyspace].tables, "the driver sees the new table")
table = cluster.metadata.keyspaces[keyspace].tables["events"]
check([c.name for c in table.primary_key] == ["k", "t"] and table.columns["t"].is_reversed, "its key and order")

insert = session.prepare("INSERT INTO events (k, t, v, d, tags, counts, l, id, b) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
some = uuid.uuid4()
rows = [("k%d" % (i % 7), i, i / 4, decimal.Decimal(i) / 8, {"a", "t%d" % i}, {"n": i}, [i, -i], some, bytes([i % 256]))
        for i in range(3000)]
check(all(r.success for r in execute_concurrent_with_args(session, insert, rows, concurrency=100)), "3000 rows, 100 at once")
select = session.prepare("SELECT * FROM events WHERE k = ? AND t = ?")
row = session.execute(select, ("k3", 10)).one()
check((row.v, row.d, set(row.tags), dict(row.counts), row.l, row.id, row.b, row.s) ==
      (2.5, decimal.Decimal("1.25"), {"a", "t10"}, {"n": 10}, [10, -10], some, b"\n", None), "a row of many types")

statement = SimpleStatement("SELECT k, t FROM events", fetch_size=100)
pages = session.execute(statement)
check(pages.has_more_pages, "a scan in pages")
check({(r.k, r.t) for r in pages} == {(r[0], r[1]) for r in rows}, "all rows over all pages")
newest = [r.t for r in session.execute("SELECT t FROM events WHERE k = 'k0' LIMIT 3")]
check(newest == sorted((r[1] for r in rows if r[0] == "k0"), reverse=True)[:3], "clustering order")
state = session.execute(statement).paging_state
again = session.execute(statement, paging_state=state)
check(len(again.current_rows) == 100, "a page by its paging state")

batch = BatchStatement(batch_type=BatchType.LOGGED)
for i in range(50):
    batch.add(insert, ("batch", i, 0.0, decimal.Decimal(0), None, None, None, some, b""))
session.execute(batch)
check(session.execute("SELECT count(*) FROM events WHERE k = 'batch'").one()[0] == 50, "a batch of 50")
session.execute("UPDATE events SET s = 'static', tags = tags + {'x'} WHERE k = 'batch' AND t = 1")
session.execute("DELETE FROM events WHERE k = 'batch' AND t > 40")
check(session.execute("SELECT count(*), max(t) FROM events WHERE k = 'batch'").one() == (41, 40), "a range deleted")
futures = [session.execute_async("SELECT s, tags FROM events WHERE k = 'batch' AND t = %s", (i,)) for i in range(2)]
check([set(f.result().one().tags or ()) for f in futures] == [set(), {"x"}], "asynchronous reads")
check(futures[0].result().one().s == "static", "a static column")
session.execute("INSERT INTO events (k, t, v) VALUES ('ttl', 1, 1) USING TTL 100 AND TIMESTAMP 5000")
seen = session.execute("SELECT ttl(v) AS seconds, writetime(v) AS at FROM events WHERE k = 'ttl'").one()
check(90 < seen.seconds <= 100 and seen.at == 5000, "TTL and WRITETIME")

try:
    session.execute("SELECT nothing FROM events")
    raise AssertionError("an unknown column was read")
except Exception as error:
    check("nothing" in str(error), "an unknown column refused by name: %s" % type(error).__name__)


class Person(Model):
    __keyspace__ = keyspace
    id = columns.UUID(primary_key=True, default=uuid.uuid4)
    name = columns.Text()
    born = columns.Integer()


connection.register_connection("mapper", session=session, default=True)
sync_table(Person)
made = Person.create(name="Ada", born=1815)
check(Person.get(id=made.id).name == "Ada", "the mapper")
made.update(born=1816)
check(Person.objects(id=made.id).first().born == 1816, "the mapper's update")
session.execute("DROP KEYSPACE " + keyspace)
check(keyspace not in cluster.metadata.keyspaces, "the keyspace dropped")
cluster.shutdown()
done()
