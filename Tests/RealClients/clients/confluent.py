"""librdkafka (confluent-kafka): produce, consume, groups whose member dies, transactions refused, admin calls."""
import os
import signal
import subprocess
import sys
import uuid

from checking import await_until, check, done, limit
from confluent_kafka import (Consumer, ConsumerGroupTopicPartitions, KafkaException, Producer, TopicPartition)
from confluent_kafka.admin import (AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewPartitions, NewTopic,
                                   OffsetSpec, ResourceType)

limit(120)
broker = sys.argv[1]


def member(topic, group, strategy):
    """A consumer process that prints its assignment and lives until it is killed."""
    code = (
        "import sys\nfrom confluent_kafka import Consumer\n"
        "c = Consumer({'bootstrap.servers': sys.argv[1], 'group.id': sys.argv[3], 'auto.offset.reset': 'earliest',"
        " 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 500, 'partition.assignment.strategy': sys.argv[4]})\n"
        "said = None\nc.subscribe([sys.argv[2]])\n"
        "while True:\n"
        "    c.poll(0.1)\n"
        "    now = sorted(p.partition for p in c.assignment())\n"
        "    if now != said: print('assigned', now, flush=True)\n"
        "    said = now\n")
    return subprocess.Popen([sys.executable, "-c", code, broker, topic, group, strategy], stdout=subprocess.PIPE, text=True)


admin = AdminClient({"bootstrap.servers": broker})
topic = "confluent-" + uuid.uuid4().hex[:8]
admin.create_topics([NewTopic(topic, num_partitions=4, replication_factor=1,
                              config={"retention.ms": "86400000"})])[topic].result(10)
description = admin.list_topics(topic, timeout=10).topics[topic]
check(len(description.partitions) == 4, "a topic with four partitions")

try:
    admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])[topic].result(10)
    raise AssertionError("created twice")
except KafkaException as error:
    check(error.args[0].name() == "TOPIC_ALREADY_EXISTS", "a second creation refused")

resource = ConfigResource(ResourceType.TOPIC, topic)
config = admin.describe_configs([resource])[resource].result(10)
check(config["retention.ms"].value == "86400000", "the topic's own configuration")
check(config["cleanup.policy"].value == "delete", "a default configuration")
change = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[
    ConfigEntry("max.message.bytes", "2000000", incremental_operation=AlterConfigOpType.SET)])
admin.incremental_alter_configs([change])[change].result(10)
check(admin.describe_configs([resource])[resource].result(10)["max.message.bytes"].value == "2000000", "an altered configuration")

sent = {}
for codec in ["none", "gzip", "snappy", "lz4", "zstd"]:
    producer = Producer({"bootstrap.servers": broker, "enable.idempotence": True, "compression.type": codec, "linger.ms": 5})

    def delivered(error, message):
        assert error is None, error
        sent[message.partition(), message.offset()] = (message.key(), message.value())

    for i in range(500):
        producer.produce(topic, key=b"k%d" % (i % 50), value=b"%s-%d" % (codec.encode(), i) * 20,
                         headers={"codec": codec, "none": None}, on_delivery=delivered)
        producer.poll(0)
    check(producer.flush(20) == 0, "500 idempotent records delivered with " + codec)

consumer = Consumer({"bootstrap.servers": broker, "group.id": topic + "-all", "auto.offset.reset": "earliest",
                     "enable.auto.commit": False, "check.crcs": True})
consumer.subscribe([topic])
read = {}
while len(read) < len(sent):
    for message in consumer.consume(500, timeout=1):
        assert message.error() is None, message.error()
        read[message.partition(), message.offset()] = (message.key(), message.value())
        assert message.headers()[1] == ("none", None)
check(read == sent, "each record read once, as sent")
consumer.commit(asynchronous=False)
ends = {p.partition: p.offset for p in consumer.committed([TopicPartition(topic, i) for i in range(4)], timeout=10)}
check(sum(ends.values()) == 2500, "committed offsets reach the end")
consumer.close()

later = admin.list_offsets({TopicPartition(topic, 0): OffsetSpec.latest()})
check(list(later.values())[0].result(10).offset == ends[0], "ListOffsets latest")
first = Consumer({"bootstrap.servers": broker, "group.id": "unused"})
check(first.get_watermark_offsets(TopicPartition(topic, 1), timeout=10)[0] == 0, "low watermark 0")
found = first.offsets_for_times([TopicPartition(topic, 1, 0)], timeout=10)
check(found[0].offset == 0, "an offset for a time")
first.close()

for strategy in ["range", "cooperative-sticky"]:
    group = "%s-%s" % (topic, strategy)
    one = member(topic, group, strategy)
    check("[0, 1, 2, 3]" in one.stdout.readline() or "[0, 1, 2, 3]" in one.stdout.readline(), strategy + ": one member has all")
    two = member(topic, group, strategy)
    for line in two.stdout:
        if line.count(",") == 1:
            break
    check(True, strategy + ": the second member gets half")
    os.kill(two.pid, signal.SIGKILL)
    for line in one.stdout:
        if "[0, 1, 2, 3]" in line:
            break
    check(True, strategy + ": the survivor takes over after the other was killed")
    described = admin.describe_consumer_groups([group])[group].result(10)
    check(len(described.members) == 1, strategy + ": one member described")
    one.terminate()
    one.wait()

listed = admin.list_consumer_groups().result(10)
check(topic + "-all" in [g.group_id for g in listed.valid], "groups listed")
offsets = admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(topic + "-all")])[topic + "-all"].result(10)
check(sum(p.offset for p in offsets.topic_partitions) == 2500, "a group's offsets listed")
admin.delete_consumer_groups([topic + "-all"])[topic + "-all"].result(10)
check(topic + "-all" not in [g.group_id for g in admin.list_consumer_groups().result(10).valid], "a group deleted")

admin.create_partitions([NewPartitions(topic, 6)])[topic].result(10)
await_until(lambda: len(admin.list_topics(topic, timeout=10).topics[topic].partitions) == 6, "two partitions more")
deleted = admin.delete_records([TopicPartition(topic, 0, 5)])
check(list(deleted.values())[0].result(10).low_watermark == 5, "records deleted up to 5")
check(admin.describe_cluster().result(10).controller is not None, "the cluster described")
admin.delete_topics([topic])[topic].result(10)
await_until(lambda: topic not in admin.list_topics(timeout=10).topics, "the topic deleted")
done()
