-- Counts RSVPs per venue, as they arrive.

-- `lon` and `lat` are JSON numbers; a STRING column holds them exactly as they were written.
CREATE TABLE rsvps (
  `response` STRING,
  `venue` ROW<`venue_name` STRING, `lon` STRING, `lat` STRING>,
  `group` ROW<`group_city` STRING>
) WITH (
  'connector' = 'kafka',
  'topic' = 'meetup_topic',
  'properties.bootstrap.servers' = '127.0.0.1:9092',
  'properties.group.id' = 'meetup-rsvp',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

CREATE TABLE venue_counts (
  `venue_name` STRING,
  `lon` STRING,
  `lat` STRING,
  `group_city` STRING,
  `count` INT,
  PRIMARY KEY (`venue_name`, `lon`, `lat`, `group_city`) NOT ENFORCED
) WITH (
  'connector' = 'cassandra',
  'hosts' = '127.0.0.1:9042',
  'keyspace' = 'meetup_keyspace',
  'table' = 'meetup_table'
);

INSERT INTO venue_counts
SELECT `venue`.`venue_name`, `venue`.`lon`, `venue`.`lat`, `group`.`group_city`, CAST(COUNT(*) AS INT)
FROM rsvps
WHERE `response` = 'yes' AND `venue`.`venue_name` IS NOT NULL
GROUP BY `venue`.`venue_name`, `venue`.`lon`, `venue`.`lat`, `group`.`group_city`;
