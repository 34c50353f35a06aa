"""The log on Apache Kafka. No other module of ours speaks to its client library; the agents do so through Faust.

`security` is how connections are protected, free of the client; `connection` is what every client of ours is opened
with, and whether that works; `failures` turns the client's errors into the vocabulary of `monitor.errors`; `producer`
is patient with the cluster and not with a connection, `consumer` is a reader in a group, `log` the rest.
"""
