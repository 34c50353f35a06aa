"""The doctor: what of an installation should somebody look at, and what is to be done?

`finding` is what is said of a point. Decisions over facts, free of the world: `machine` (disk, permissions, limits,
versions, clock), `edges` (store, log, topics, feeds, receivers, addresses). What is looked at: `looking` (this machine
and its files), `databases` (those in files), `asking` (feeds, receivers and addresses, each asked once).
"""
