"""What every agent runs in: processing, window, Faust app, embedded transport, watchdog."""
