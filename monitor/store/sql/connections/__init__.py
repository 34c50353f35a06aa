"""Connections: how does a store's work get to the database?

A `connection_pool` has connections and the threads that use them. `batching` has what is asked for together done in one
hop to a thread, `group_commit` writes it in one transaction.
"""
