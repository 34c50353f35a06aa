"""Bounded worker processes: a task has a deadline and a memory limit, and a worker that breaks them is replaced."""
