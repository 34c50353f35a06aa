"""Runtime: what happens to a message, whichever agent takes it?

- `processing`: decode, handle, emit, remember, acknowledge; `edges` is what that touches, with
  `retry_until_available`; `dead_letters` takes what will never pass; `window` has several messages in work at once
  and releases them in order.
- `faust_app` runs agents on Faust, `embedded_transport` (with `embedded_consumer`) runs Faust on the embedded log,
  `kafka_transport` on Kafka, `lifecycle` starts and stops it.
- `loading` has what an agent remembers read before its first message.
- `backlog` says what is left to do, `watchdog` ends a program that no longer gets on, `service_manager` tells
  systemd how it fares, `lease` keeps what one worker alone may do.

Source: the measurements under "Faust" in docs/architecture.md.
"""
