"""Workers: where is work done that may take too much memory or time, or end its process?

One family (`base`): tasks on what strangers wrote, or of a language model, are run away from the event loop and
bounded. `pebble` runs them in worker processes, each of which holds one task at a time (`process`), within limits that
the process keeps to (`child`); tasks wait by rank (`queue`). `inline` runs them in this process, for tests and tools.
"""
