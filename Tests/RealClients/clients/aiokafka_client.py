"""aiokafka: produce and consume in a group whose second member leaves."""
import asyncio
import sys
import uuid

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from checking import check, done, limit

limit(90)
broker = sys.argv[1]
topic = "aio-" + uuid.uuid4().hex[:8]


async def main():
    admin = AIOKafkaAdminClient(bootstrap_servers=broker)
    await admin.start()
    await admin.create_topics([NewTopic(name=topic, num_partitions=4, replication_factor=1)])
    async with AIOKafkaProducer(bootstrap_servers=broker, enable_idempotence=True, compression_type="lz4") as producer:
        results = [await producer.send(topic, b"%d" % i, key=b"%d" % i) for i in range(400)]
        await producer.flush()
        sent = {(r.partition, r.offset) for r in [await f for f in results]}
    check(len(sent) == 400, "400 idempotent records sent")
    options = dict(bootstrap_servers=broker, group_id=topic, auto_offset_reset="earliest", session_timeout_ms=6000,
                   heartbeat_interval_ms=500)
    first = AIOKafkaConsumer(topic, **options)
    await first.start()
    second = AIOKafkaConsumer(topic, **options)
    await second.start()
    read = set()

    async def drain(consumer):
        for part in (await consumer.getmany(timeout_ms=200)).values():
            read.update((r.partition, r.offset) for r in part)

    while len(read) < 400 or not second.assignment():
        await asyncio.gather(drain(first), drain(second))
    check(read == sent, "both members read all records")
    await second.stop()
    while len(first.assignment()) < 4:
        await drain(first)
    check(True, "the first takes over when the second leaves")
    await first.commit()
    await first.stop()
    await admin.delete_topics([topic])
    await admin.close()


asyncio.run(main())
done()
