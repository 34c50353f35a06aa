"""Schedule: when may a feed be polled again, and which feeds are due?

The user's interval, what server and feed ask for and failures in a row give the next moment (`waits`). Which of all
feeds a worker polls now follows from that, host by host (`due`). The Lagrange multiplier of the budget is found anew
now and then (`multiplier`). A `clock` that ran ahead silences no feed.

Source: RFC 9110 §10.2.3, RFC 9111 §4.2, RSS 2.0.
"""
