"""Sending: how do alerts get from the ledger to the receivers?

`rounds` looks for receivers that have something due and gives each its round, under a lease; `sender` is one round of
one receiver, attempt by attempt; `receivers` are those that are open. What follows from an attempt is decided in
`monitor/alerting/receivers/attempts.py`.
"""
