"""kafka-python: produce with each codec, consume in a group, seek, admin calls."""
import sys
import uuid

from checking import check, done, limit
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic

limit(90)
broker = sys.argv[1]
topic = "python-" + uuid.uuid4().hex[:8]
admin = KafkaAdminClient(bootstrap_servers=broker)
admin.create_topics([NewTopic(name=topic, num_partitions=2, replication_factor=1)])
check(topic in admin.list_topics(), "a topic created")

sent = set()
for codec in [None, "gzip", "snappy", "lz4", "zstd"]:
    producer = KafkaProducer(bootstrap_servers=broker, compression_type=codec, acks="all", linger_ms=5)
    futures = [producer.send(topic, key=b"%d" % i, value=b"%s %d" % (str(codec).encode(), i), headers=[("h", b"v")])
               for i in range(200)]
    producer.flush(timeout=20)
    sent |= {(f.get(10).partition, f.get(10).offset) for f in futures}
    producer.close()
    check(len(sent) % 200 == 0, "200 records sent with %s" % codec)

consumer = KafkaConsumer(topic, bootstrap_servers=broker, group_id=topic, auto_offset_reset="earliest",
                         enable_auto_commit=False, consumer_timeout_ms=20000)
read = set()
for record in consumer:
    read.add((record.partition, record.offset))
    assert record.headers[0] == ("h", b"v"), record.headers
    if len(read) == len(sent):
        break
check(read == sent, "each record read once")
consumer.commit()
check(sum(consumer.committed(TopicPartition(topic, p)) for p in (0, 1)) == 1000, "offsets committed")
consumer.seek(TopicPartition(topic, 0), 3)
got = consumer.poll(timeout_ms=5000, max_records=1)
while TopicPartition(topic, 0) not in got:
    got = consumer.poll(timeout_ms=5000, max_records=1)
check(got[TopicPartition(topic, 0)][0].offset == 3, "a seek honoured")
check(consumer.beginning_offsets([TopicPartition(topic, 0)])[TopicPartition(topic, 0)] == 0, "beginning offset")
check(sum(consumer.end_offsets([TopicPartition(topic, 0), TopicPartition(topic, 1)]).values()) == 1000, "end offsets")
consumer.close()
check(any(topic in str(g) for g in admin.list_groups()), "the group listed")
admin.delete_topics([topic])
admin.close()
done()
