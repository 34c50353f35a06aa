"""The log: where do messages stand between two agents?

`base` is the family: topics of ordered, durable messages, read by groups. `sqlite` is the embedded log in one file
(`sqlite_file`, `sqlite_retention`; `recent` is its last messages in memory), `kafka` is Apache Kafka, `memory` ends
with its process; `open` chooses by a broker's URL. `group`, `partition` and `topics` are what they do alike; `patience`
asks again for a while; `tail` reads a topic as it grows; `quiet` keeps complaints that repeat out of the program's own
log.
"""
