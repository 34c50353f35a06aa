"""Sending: how do alerts get from the ledger to the receivers?

`rounds` looks for receivers that have something due and gives each its round, under a lease; `sender` is one round of
one receiver, attempt by attempt; `gathering` is what comes before it: what is held there and due is bundled, and
`changes` says when all of it is to be planned again, `corrections` what must not come after a correction. `receivers`
are those that are open. What follows from what is held, and from an attempt, is decided in
`monitor/alerting/receivers`.
"""
