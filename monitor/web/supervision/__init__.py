"""Supervision: what do those who keep the program running ask of it?

`health` says whether it lives, is ready and fares well, which `checks` reads off its metrics; `metrics` shows these to
Prometheus.
"""
