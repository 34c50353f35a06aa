"""What people do while the program runs, by a command or over HTTP, written to the store.

`mutes`, `acknowledgements`, `deliveries` (sent again) and `feedback` (whether an alert was of use) each say what may be
done, do it and list what was done; `tokens` are by what the API knows who asks. `decided` finds the alert that is
meant, `headlines` what stories are called, `unknown` what is named and perhaps mistyped. What cannot be done raises
`Refused` of `monitor.errors`.
"""
